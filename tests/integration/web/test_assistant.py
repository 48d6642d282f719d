"""The door for anything that speaks HTTP, by the very commands that the documents give."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from werkzeug.serving import make_server
from werkzeug.test import Client, TestResponse

from service.app.profile import put_profile
from service.app.tokens import make_token, revoke, tokens
from service.app.turnstile import Turnstile
from service.web.auth import behind_login
from service.web.doors import LARGEST, Doors
from tests.build.web import House, house
from tests.unit.service.app.test_assisting import CHECK_IN
from tests.unit.service.app.test_conversing import HEALTHY

PAGE = Path(__file__).parents[3] / "docs/assistants.md"
Json = dict[str, Any]


def healthy(doors: Doors | None = None) -> House:
    made = house() if doors is None else house(doors)
    put_profile(made.world, HEALTHY)
    return made


def say(here: House, text: str, place: str = "shortcut") -> Json:
    answer = here.client.post("/api/v1/assistant", json={"text": text, "conversation": place})
    assert answer.status_code == 200, answer.text
    return cast("Json", answer.json)


@contextmanager
def served(here: House) -> Iterator[int]:
    server = make_server("localhost", 0, here.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_curl_of_the_documents_holds_a_whole_check_in() -> None:
    here = healthy()
    recipe = re.search(r"```sh\n(say\(\) \{.*?\n\})\n", PAGE.read_text("utf-8"), re.DOTALL)
    assert recipe is not None
    with served(here) as port:
        script = recipe[1].replace("127.0.0.1:8042", f"localhost:{port}")
        spoken = [
            subprocess.run(
                ["sh", "-c", f'{script}\nsay "$1"', "sh", text], capture_output=True, text=True, check=True
            ).stdout
            for text in ("start my check-in", *CHECK_IN)
        ]

    last = json.loads(spoken[-1])
    assert last["assessment_id"] is not None
    assert last["say"].startswith("Rest first.")
    assert not last["expects_reply"]


def test_a_whole_session_is_led_as_the_shortcut_does() -> None:
    here = healthy()
    assert say(here, "warm me up")["expects_reply"]
    told = say(here, "no")
    session = told["session_id"]
    said = [told["say"]]

    for _ in range(600):
        if told["again_in_s"] is None:
            break
        here.clock.pass_by(hours=told["again_in_s"] / 3600)
        told = say(here, "")
        said.append(told["say"])

    shown = here.client.get(f"/api/v1/sessions/{session}").json
    assert shown is not None
    assert shown["state"]["mode"] == "finished"
    log = here.client.get(f"/api/v1/sessions/{session}/log").json
    assert log is not None
    assert {entry["outcome"] for entry in log["log"]} == {"done"}
    assert "That is everything for today" in " ".join(said)


def test_what_comes_is_told_with_its_times_and_shown() -> None:
    here = healthy()
    say(here, "warm me up")

    told = say(here, "no")

    assert told["show"]["player"]["mode"] == "briefing"
    times = [one["in_s"] for one in told["coming"]]
    assert times == sorted(times)
    assert told["again_in_s"] <= times[0]


def test_a_phone_and_a_loudspeaker_lead_the_same_session() -> None:
    here = healthy()
    say(here, "warm me up", "phone")
    session = say(here, "no", "phone")["session_id"]
    here.clock.pass_by(hours=20 / 3600)

    moved = say(here, "next", "loudspeaker")

    assert moved["session_id"] == session
    late = here.client.post(
        f"/api/v1/sessions/{session}/events", json={"type": "pause", "at": 30.0, "version": 2}
    )
    assert late.status_code == 409


def test_the_door_is_shut_unless_it_is_switched_on() -> None:
    answer = healthy(Doors()).client.post("/api/v1/assistant", json={"text": "next"})

    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["code"] == "door_shut"
    assert "AFTERRUN_ASSISTANT" in answer.json["detail"]


def test_it_takes_little_and_not_too_often() -> None:
    now = [0.0]
    here = healthy(Doors(frozenset({"assistant"}), Turnstile(lambda: now[0], often=3)))
    large = here.client.post("/api/v1/assistant", json={"text": "a" * LARGEST})
    long = here.client.post("/api/v1/assistant", json={"text": "a" * 3000})
    assert (large.status_code, long.status_code) == (413, 422)

    statuses = [here.client.post("/api/v1/assistant", json={"text": "help"}).status_code for _ in range(4)]
    now[0] = 61.0
    statuses.append(here.client.post("/api/v1/assistant", json={"text": "help"}).status_code)

    assert statuses == [200, 200, 200, 429, 200]


def test_nothing_that_was_said_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    here = healthy()

    with caplog.at_level("DEBUG"):
        say(here, "my left hamstring is a nine")

    assert "came in by a door" in caplog.text
    assert not re.search("hamstring|nine|left", caplog.text)


def from_outside(here: House, method: str, path: str, token: str, **parts: Any) -> int:
    client = Client(behind_login(here.app), TestResponse)
    headers = {"Authorization": f"Bearer {token}"}
    return client.open(path, "https://192.168.1.20:8043", method=method, headers=headers, **parts).status_code


def test_its_token_opens_this_door_and_nothing_else_until_it_is_withdrawn() -> None:
    here = healthy()
    token = make_token(here.world, "Shortcut", ["assistant"])
    said = {"json": {"text": "help"}}

    assert from_outside(here, "POST", "/api/v1/assistant", token, **said) == 200
    others = [
        rule
        for rule in here.app.url_map.iter_rules()
        if rule.endpoint not in {"static", "api_assistant.answer"}
        and not getattr(here.app.view_functions[rule.endpoint], "open_door", False)
    ]
    assert len(others) > 40
    opened = set()
    for rule in others:
        path = re.sub(r"<[^>]+>", "1" * 12, rule.rule)
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            status = from_outside(here, method, path, token)
            no_form = status == 400 and method == "POST" and not path.startswith("/api/")
            if status not in {401, 403} and not no_form:
                opened.add(f"{method} {path}")
    assert opened <= {f"GET /api/v1/{name}" for name in ("openapi.json", "openapi.yaml", "health")}, (
        "these say nothing of the runner"
    )

    (known,) = tokens(here.world)
    revoke(here.world, known.id)
    assert from_outside(here, "POST", "/api/v1/assistant", token, **said) == 401


def test_a_token_has_talks_of_its_own() -> None:
    here = healthy()
    say(here, "warm me up", "kitchen")
    token = make_token(here.world, "Tasker", ["assistant"])

    told = here.client.post(
        "/api/v1/assistant",
        json={"text": "no", "conversation": "kitchen"},
        headers={"Authorization": f"Bearer {token}"},
    ).json

    assert told is not None
    assert told["session_id"] is None
