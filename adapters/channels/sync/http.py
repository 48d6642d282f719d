"""Requests to a vendor: one at a time, tried again where that may help, never waiting long in place.

What a vendor asks for goes first: `Retry-After` is waited for where it is short, and handed on where it is long.
No address, key or answer is logged or put into an error's words.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

from adapters.vendors import VendorAway

TRIES = 4
"""Of one request, until it is left for the next sync. Ours."""
TIMEOUT_S = (10.0, 60.0)
"""To connect, and between two bytes of an answer. Ours."""
LONGEST_WAIT_S = 30.0
"""A longer wait belongs to the schedule. Ours; Garmin was seen to ask for 14 s (docs/wearables.md)."""
FIRST_WAIT_S = 0.5
MAX_ANSWER_BYTES = 64 * 1024 * 1024
"""Ours: twice what we take as a file."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})

Pause = Callable[[float], object]
"""Waits so many seconds."""


class Http:
    """Talks to one vendor's base address."""

    def __init__(self, base: str, *, vendor: str, pause: Pause = time.sleep) -> None:
        self._base = base.rstrip("/")
        self._vendor = vendor
        self._pause = pause
        self._session = requests.Session()
        self._session.trust_env = False  # no .netrc of this machine may replace the key
        self._session.headers["User-Agent"] = "afterrun"

    def sign_in(self, user: str, password: str) -> None:
        """Send these with every request from now on (basic authentication)."""
        self._session.auth = (user, password)

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        json: dict[str, int] | None = None,
    ) -> requests.Response:
        """Give the answer, whole, unless the vendor is away. Raises VendorAway; other refusals are answers."""
        wanted = requests.Request(method, self._base + path, headers=headers, params=params, json=json)
        waited = FIRST_WAIT_S
        for left in reversed(range(TRIES)):
            answer = self._once(wanted)
            if answer is not None and answer.status_code not in PASSING:
                return answer
            wait = _asked_wait_s(answer)
            if left == 0 or (wait is not None and wait > LONGEST_WAIT_S):
                raise self._away(answer, wait)
            self._pause(wait if wait is not None else waited * (0.75 + secrets.randbelow(500) / 1000))
            waited *= 2
        raise AssertionError("every try ends above")

    def _once(self, wanted: requests.Request) -> requests.Response | None:
        """Give the answer with all its bytes; None where the connection did not hold."""
        try:
            prepared = self._session.prepare_request(wanted)
            answer = self._session.send(prepared, timeout=TIMEOUT_S, stream=True, allow_redirects=False)
            with answer:
                _read(answer)
        except requests.RequestException:
            return None
        return answer

    def _away(self, answer: requests.Response | None, wait_s: float | None) -> VendorAway:
        if answer is None:
            return VendorAway(f"{self._vendor} could not be reached. It is tried again by itself.")
        if answer.status_code == 429:
            return VendorAway(f"{self._vendor} asks for a pause. It is taken by itself.", wait_s=wait_s)
        return VendorAway(
            f"{self._vendor} answers with an error of its own ({answer.status_code}). It is tried again by itself.",
            wait_s=wait_s,
        )


def _read(answer: requests.Response) -> None:
    """Take the body in. Raises RequestException where it is cut short or far too large."""
    body = bytearray()
    for part in answer.iter_content(256 * 1024):
        body += part
        if len(body) > MAX_ANSWER_BYTES:
            raise requests.RequestException("too large")
    answer._content = bytes(body)  # noqa: SLF001  # what `content` gives; requests has no other door for a limit


def _asked_wait_s(answer: requests.Response | None) -> float | None:
    """Give what `Retry-After` asks for, in seconds or as a date (RFC 9110); None where it does not."""
    said = None if answer is None else answer.headers.get("Retry-After")
    if said is None:
        return None
    if said.strip().isdecimal():
        return float(said)
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (when.astimezone(UTC) - datetime.now(UTC)).total_seconds())
