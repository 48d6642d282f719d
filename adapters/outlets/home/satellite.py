"""A satellite of Home Assistant's: it says something, or asks and listens. By its REST API, with a token of its own.

Source: Home Assistant, integration assist_satellite: announce (2024.10), start_conversation (2025.4),
ask_question (2025.7).
"""

from hashlib import sha256
from urllib.parse import urlsplit

import requests

from service.core.errors import InputError, WorldError

SPEAKS_S = 120
"""A call comes back when all has been said, or answered. Ours: longer than any answer of ours."""


class Satellite:
    """One satellite. `token`: a long-lived access token; it is neither shown nor logged."""

    def __init__(self, url: str, token: str, entity: str) -> None:
        if urlsplit(url).scheme not in {"http", "https"} or not entity.startswith("assist_satellite."):
            raise InputError(
                "AFTERRUN_HOME_ASSISTANT is an address such as http://homeassistant.local:8123, and "
                "AFTERRUN_SATELLITE an entity such as assist_satellite.kitchen."
            )
        self._url, self._entity = url.rstrip("/"), entity
        self._headers = {"Authorization": f"Bearer {token}"}
        self.name = f"satellite-{sha256(f'{url} {entity}'.encode()).hexdigest()[:8]}"

    def send(self, title: str, body: str) -> None:
        """Say a reminder. Raises WorldError when it was not taken."""
        del title
        self.announce(body)

    def announce(self, text: str) -> None:
        """Say this. Raises WorldError when it was not taken."""
        self._act("announce", {"message": text})

    def start_conversation(self, text: str) -> None:
        """Say this and listen; what is said goes to the satellite's own agent. Raises WorldError."""
        self._act("start_conversation", {"start_message": text})

    def ask(self, question: str) -> str | None:
        """Ask and give what was answered; None for silence. Raises WorldError, also where it cannot ask."""
        told = self._act("ask_question", {"question": question}, answers=True)
        response = told.get("service_response") if isinstance(told, dict) else None
        sentence = response.get("sentence") if isinstance(response, dict) else None
        return sentence.strip() or None if isinstance(sentence, str) else None

    def _act(self, action: str, data: dict[str, str], *, answers: bool = False) -> object:
        address = f"{self._url}/api/services/assist_satellite/{action}"
        try:
            answer = requests.post(
                f"{address}?return_response" if answers else address,
                json={"entity_id": self._entity, **data},
                headers=self._headers,
                timeout=SPEAKS_S,
                allow_redirects=False,
            )
        except requests.RequestException as wrong:
            raise WorldError("Home Assistant does not answer.", code="not_delivered") from wrong
        if answer.status_code in {401, 403}:
            raise WorldError("Home Assistant does not know this token any more.", code="not_delivered")
        if answer.status_code != requests.codes.ok:
            raise WorldError(f"Home Assistant did not take it ({answer.status_code}).", code="not_delivered")
        return answer.json() if answers else None
