"""Reminders really get out by apprise, to a server on this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from adapters.outlets.notify import AppriseOutlet
from service.core.errors import InputError, WorldError


@contextmanager
def phone(status: int) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Give an address that answers with `status`, and what came there."""
    came: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"json://127.0.0.1:{server.server_port}/secret", came
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_reminder_arrives() -> None:
    with phone(200) as (url, came):
        AppriseOutlet(url).send("Afterrun", "There is a session waiting for you today.")

    (got,) = came
    assert (got["title"], got["message"]) == ("Afterrun", "There is a session waiting for you today.")


def test_a_refusal_may_be_tried_again() -> None:
    with phone(500) as (url, _), pytest.raises(WorldError) as refused:
        AppriseOutlet(url).send("Afterrun", "There is a session waiting for you today.")

    assert refused.value.code == "not_delivered"


def test_an_address_nobody_understands_is_refused_without_being_shown() -> None:
    with pytest.raises(InputError) as refused:
        AppriseOutlet("nothing://secret")

    assert "secret" not in refused.value.words


def test_the_name_of_an_outlet_holds_no_secret() -> None:
    one, other = AppriseOutlet("json://one/secret"), AppriseOutlet("json://other/secret")

    assert "secret" not in one.name
    assert one.name != other.name
