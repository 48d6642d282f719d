"""A real Home Assistant and a real Afterrun, each in its own process: `make test-ha`."""

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from service.app.coaching import logs
from service.app.profile import put_profile
from service.config import Settings
from service.wiring import open_world
from tests.unit.service.app.test_assisting import CHECK_IN, all_sessions
from tests.unit.service.app.test_conversing import HEALTHY

ROOT = Path(__file__).parents[2]
HASS = os.environ.get("HASS_COMMAND", "")
BROKER = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")
EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)
STARTS_WITHIN_S = 180
AGENT, VOICE = "conversation.afterrun", "tts.afterrun"

pytestmark = pytest.mark.skipif(not HASS, reason="needs a real Home Assistant: make test-ha")

CONFIG = """
homeassistant:
  name: Home
  country: GB
  time_zone: UTC
  packages: !include_dir_named packages
http:
  server_host: 127.0.0.1
  server_port: {port}
api:
config:
auth:
onboarding:
conversation:
tts:
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def until(ready: Callable[[], Any], what: str, within_s: float = STARTS_WITHIN_S) -> Any:
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        try:
            found = ready()
        except requests.RequestException:
            found = None
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"{what} within {within_s} s")


@dataclass
class Afterrun:
    data: Path
    port: int
    wyoming: int

    def pass_by(self, seconds: float) -> None:
        now = datetime.fromisoformat((self.data / "clock").read_text())
        (self.data / "clock").write_text((now + timedelta(seconds=seconds)).isoformat())

    @property
    def settings(self) -> Settings:
        return Settings(data_dir=self.data, cache_dir=self.data / "cache", clock_file=self.data / "clock")


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int | None]:
    if BROKER is None:
        yield None
        return
    port, folder = free_port(), tmp_path_factory.mktemp("broker")
    (folder / "mosquitto.conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
    process = subprocess.Popen([BROKER, "-c", str(folder / "mosquitto.conf")], stderr=subprocess.DEVNULL)
    yield port
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def afterrun(tmp_path_factory: pytest.TempPathFactory, broker: int | None) -> Iterator[Afterrun]:
    made = Afterrun(tmp_path_factory.mktemp("afterrun"), free_port(), free_port())
    (made.data / "clock").write_text(EVENING.isoformat())
    with open_world(made.settings) as world:
        put_profile(world, replace(HEALTHY, confirmed=EVENING.date()))
    environ = os.environ | {
        "AFTERRUN_DATA_DIR": str(made.data),
        "AFTERRUN_CACHE_DIR": str(made.data / "cache"),
        "AFTERRUN_CLOCK_FILE": str(made.data / "clock"),
        "AFTERRUN_PORT": str(made.port),
        "AFTERRUN_WYOMING": f"127.0.0.1:{made.wyoming}",
        "AFTERRUN_ASSISTANT": "true",
        "AFTERRUN_MQTT": f"mqtt://127.0.0.1:{broker}" if broker else "",
    }
    process = subprocess.Popen([Path(sys.executable).parent / "afterrun", "run"], env=environ)
    health = f"http://127.0.0.1:{made.port}/api/v1/health"
    try:
        until(lambda: process.poll() is not None or requests.get(health, timeout=5).ok, "Afterrun answers")
        assert process.poll() is None, "Afterrun ended"
        yield made
    finally:
        process.terminate()
        process.wait(30)


@dataclass
class Home:
    url: str
    session: requests.Session

    def post(self, path: str, body: Any) -> Any:
        answer = self.session.post(f"{self.url}{path}", json=body, timeout=60)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def get(self, path: str) -> Any:
        answer = self.session.get(f"{self.url}{path}", timeout=60)
        return answer.json() if answer.ok else None

    def add(self, handler: str, *steps: dict[str, Any]) -> None:
        """Go through an integration's config flow, as a person does on its page."""
        told = self.post("/api/config/config_entries/flow", {"handler": handler})
        for step in steps:
            told = self.post(f"/api/config/config_entries/flow/{told['flow_id']}", step)
        assert told["type"] == "create_entry", told

    def say(self, text: str, agent: str | None = AGENT) -> str:
        body = {"text": text, "language": "en", **({"agent_id": agent} if agent else {})}
        told = self.post("/api/conversation/process", body)
        said: str = told["response"]["speech"]["plain"]["speech"]
        return said


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, afterrun: Afterrun, broker: int | None) -> Iterator[Home]:
    folder, port = tmp_path_factory.mktemp("ha"), free_port()
    shutil.copytree(ROOT / "docs/home-assistant", folder, dirs_exist_ok=True)
    (folder / "configuration.yaml").write_text(CONFIG.format(port=port))
    (folder / "secrets.yaml").write_text(
        f"afterrun_url: http://127.0.0.1:{afterrun.port}/api/v1/assistant\nafterrun_token: ''\n"
    )
    log = (folder / "log").open("w")
    process = subprocess.Popen([HASS, "-c", str(folder)], stdout=log, stderr=log)
    made = Home(f"http://127.0.0.1:{port}", requests.Session())
    try:
        until(lambda: requests.get(f"{made.url}/api/onboarding", timeout=5).ok, "Home Assistant starts")
        _onboard(made)
        made.add("wyoming", {"host": "127.0.0.1", "port": afterrun.wyoming})
        if broker:
            made.add("mqtt", {"broker": "127.0.0.1", "port": broker})
        until(lambda: made.get(f"/api/states/{AGENT}"), "the agent is there")
        yield made
    finally:
        process.terminate()
        process.wait(60)
        log.close()


def _onboard(home: Home) -> None:
    client = f"{home.url}/"
    person = {"client_id": client, "name": "Mo", "username": "mo", "password": "a long one", "language": "en"}
    code = home.post("/api/onboarding/users", person)["auth_code"]
    grant = {"grant_type": "authorization_code", "code": code, "client_id": client}
    token = home.session.post(f"{home.url}/auth/token", data=grant, timeout=30).json()["access_token"]
    home.session.headers["Authorization"] = f"Bearer {token}"


def test_our_agent_holds_a_whole_check_in(home: Home) -> None:
    said = [home.say(text) for text in ("start my check-in", *CHECK_IN)]

    assert "chest pain" in " ".join(said)
    assert said[-1].startswith("Rest first.")


def test_our_agent_leads_a_whole_session(home: Home, afterrun: Afterrun) -> None:
    assert "hurt" in home.say("warm me up")
    said = [home.say("no")]
    for _ in range(120):
        if "That is everything for today" in " ".join(said):
            break
        afterrun.pass_by(5)
        said.append(home.say("what now"))
    afterrun.pass_by(20)
    home.say("what now")

    with open_world(afterrun.settings) as world:
        (session,) = all_sessions(world)
        outcomes = [entry.log.outcome for entry in logs(world, session)]
    assert outcomes
    assert set(outcomes) == {"done"}


def test_home_assistants_own_agent_passes_on_the_custom_sentences(home: Home) -> None:
    assert "hurt" in home.say("warm me up", agent=None)
    begun = home.say("tell afterrun no", agent=None)
    hurts = home.say("that hurts", agent=None)
    dropped = home.say("afterrun seven", agent=None)
    home.say("stop my session", agent=None)

    assert "Exercise one" in begun
    assert "How much does it hurt" in hurts
    assert "stop" in dropped.lower() or "leave" in dropped.lower()


def test_our_voice_speaks_for_home_assistant(home: Home) -> None:
    wanted = {
        "engine_id": VOICE,
        "message": "Hold for twenty seconds.",
        "options": {"preferred_format": "wav"},
    }
    path = home.post("/api/tts_get_url", wanted)["path"]  # any other form needs ffmpeg there
    sound = home.session.get(f"{home.url}{path}", timeout=60).content

    with wave.open(io.BytesIO(sound)) as file:
        assert 1.0 < file.getnframes() / file.getframerate() < 4.0


def test_the_panel_is_in_home_assistant(home: Home, broker: int | None) -> None:
    if broker is None:
        pytest.skip("mosquitto is not installed: apt install mosquitto")

    def state(entity: str) -> str:
        told: dict[str, str] = home.get(f"/api/states/{entity}") or {}
        return told.get("state", "")

    until(lambda: state("sensor.afterrun_soreness").startswith("4"), "the soreness is told")
    assert state("binary_sensor.afterrun_check_in_due") == "off"
    assert home.get("/api/states/sensor.afterrun_training_load") is not None


def test_the_blueprint_is_one_that_home_assistant_takes(home: Home) -> None:
    automation = {
        "alias": "Ask",
        "use_blueprint": {
            "path": "ask_my_legs.yaml",
            "input": {"presence": "person.mo"},
        },
    }

    assert home.post("/api/config/automation/config/afterrun1", automation) == {"result": "ok"}
