"""Home Assistant's REST actions for satellites, as its documents have them, and somebody in the room who answers."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from tests.build.waiting import PATIENCE_S

TOKEN = "long-lived"  # noqa: S105  # of the fake

TEXTS = {"announce": "message", "start_conversation": "start_message", "ask_question": "question"}


@dataclass
class FakeHome:
    """Takes calls with the right token, as version 2025.7 does; an older one cannot ask."""

    answers: list[str] = field(default_factory=list)
    can_ask: bool = True
    broken: bool = False
    said: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""
    _announced: threading.Event = field(default_factory=threading.Event)

    def wait_for_the_end(self) -> None:
        """Wait until something is announced: then the talk is over."""
        assert self._announced.wait(PATIENCE_S), "nothing was announced"

    def app(self) -> Flask:
        app = Flask("fake-home")

        @app.post("/api/services/assist_satellite/<action>")
        def act(action: str) -> Response | tuple[Response, int]:
            refused = self._refused(action)
            if refused is not None:
                return jsonify({"message": refused[0]}), refused[1]
            self.said.append((action, request.get_json()[TEXTS[action]]))
            if action != "ask_question":
                self._announced.set()
                return jsonify([])
            sentence = self.answers.pop(0) if self.answers else ""
            told: dict[str, object] = {"id": None, "sentence": sentence, "slots": {}}
            return jsonify({"changed_states": [], "service_response": told})

        return app

    def _refused(self, action: str) -> tuple[str, int] | None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return "Unauthorized", 401
        if self.broken:
            return "broken", 500
        if action not in TEXTS or (action == "ask_question" and not self.can_ask):
            return f"Service assist_satellite.{action} not found.", 400
        if request.get_json().keys() != {"entity_id", TEXTS[action]}:
            return "extra keys not allowed", 400
        if (action == "ask_question") is not ("return_response" in request.args):
            return "Service call requires responses", 400
        return None


@contextmanager
def at_home(answers: Sequence[str] = (), *, can_ask: bool = True, broken: bool = False) -> Iterator[FakeHome]:
    fake = FakeHome(list(answers), can_ask=can_ask, broken=broken)
    server = make_server("localhost", 0, fake.app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    fake.url = f"http://localhost:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
