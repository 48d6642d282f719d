"""Home Assistant's satellite (a fake built from its documents) and its panel (through a real broker)."""

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from adapters.outlets.home.panel import DISCOVERY, HERE, PRESSED, STATE, Panel, described
from adapters.outlets.home.satellite import Satellite
from service.app.overview import overview
from service.app.profile import put_profile
from service.app.world import World
from service.core.errors import InputError, WorldError
from service.joining.home import presser, showing, shown, talk_through
from tests.build.home import TOKEN, FakeHome, at_home
from tests.build.talk import assessed
from tests.build.waiting import PATIENCE_S
from tests.build.world import world
from tests.unit.service.app.test_assisting import CHECK_IN
from tests.unit.service.app.test_conversing import HEALTHY
from voice.script.timing import length_s

KITCHEN = "assist_satellite.kitchen"
BROKER = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")


def satellite(home: FakeHome, token: str = TOKEN) -> Satellite:
    return Satellite(home.url, token, KITCHEN)


def length(one: object) -> float:
    return length_s(one, 145)  # type: ignore[arg-type]


@pytest.fixture
def house() -> World:
    made = world()
    put_profile(made, HEALTHY)
    return made


def test_a_reminder_is_announced() -> None:
    with at_home() as home:
        satellite(home).send("Afterrun", "A re-check is due.")

    assert home.said == [("announce", "A re-check is due.")]


def test_a_whole_check_in_is_held_by_asking(house: World) -> None:
    with at_home(CHECK_IN) as home:
        talk_through(house, satellite(home), "start my check-in", length)

    assert [action for action, _ in home.said[:-1]] == ["ask_question"] * len(CHECK_IN)
    assert home.said[-1][0] == "announce"
    assert home.said[-1][1].startswith("Rest first.")
    assert overview(house).latest is not None


def test_a_danger_is_announced_and_the_talk_is_over(house: World) -> None:
    with at_home(["I have chest pain", "yes"]) as home:
        talk_through(house, satellite(home), "start my check-in", length)

    assert "999" in home.said[-1][1]
    assert home.answers == ["yes"]


def test_an_older_home_assistant_goes_on_with_its_own_agent(house: World) -> None:
    with at_home(can_ask=False) as home:
        talk_through(house, satellite(home), "start my check-in", length)

    assert [action for action, _ in home.said] == ["start_conversation"]


def test_silence_ends_the_talk_and_keeps_what_was_said(house: World) -> None:
    with at_home([CHECK_IN[0]]) as home:
        talk_through(house, satellite(home), "start my check-in", length)

    assert [action for action, _ in home.said] == ["ask_question", "ask_question"]


def test_a_wrong_token_and_a_dead_home_are_said_without_their_secrets() -> None:
    with at_home() as home, pytest.raises(WorldError, match="token") as refused:
        satellite(home, "wrong-one").announce("Hello.")
    with at_home(broken=True) as home, pytest.raises(WorldError, match="500"):
        satellite(home).announce("Hello.")
    with pytest.raises(WorldError, match="does not answer"):
        satellite(home).announce("Hello.")

    assert "wrong-one" not in refused.value.words
    assert TOKEN not in satellite(home).name


@pytest.mark.parametrize(("url", "entity"), [("homeassistant", KITCHEN), ("http://h:8123", "light.kitchen")])
def test_addresses_that_cannot_be_are_refused(url: str, entity: str) -> None:
    with pytest.raises(InputError, match="AFTERRUN_"):
        Satellite(url, TOKEN, entity)


# ---- the panel


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[int]:
    if BROKER is None:
        pytest.skip("mosquitto is not installed: apt install mosquitto")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "passwords").touch(0o600)
    config = f"listener {port} 127.0.0.1\nallow_anonymous true\n"
    (tmp_path / "mosquitto.conf").write_text(config)
    process = subprocess.Popen(
        [BROKER, "-c", str(tmp_path / "mosquitto.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the broker does not start")


class HomeAssistant:
    """Listens as Home Assistant does, and presses."""

    def __init__(self, port: int) -> None:
        self.heard: dict[str, str] = {}
        self._news = threading.Condition()
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2)
        self._client.on_message = self._told
        self._client.on_connect = lambda client, *_: client.subscribe(
            [(t, 1) for t in ("homeassistant/#", "afterrun/#")]
        )
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()

    def _told(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        with self._news:
            self.heard[message.topic] = message.payload.decode()
            self._news.notify_all()

    def wait(self, topic: str, payload: str | None = None) -> str:
        with self._news:
            assert self._news.wait_for(
                lambda: topic in self.heard and payload in {None, self.heard[topic]}, PATIENCE_S
            ), f"{topic} was not told"
            return self.heard[topic]

    def press(self, payload: str, *, retain: bool = False) -> None:
        self._client.publish(PRESSED, payload, qos=1, retain=retain).wait_for_publish(PATIENCE_S)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


@pytest.fixture
def listener(broker: int) -> Iterator[HomeAssistant]:
    made = HomeAssistant(broker)
    yield made
    made.close()


def test_the_panel_is_described_shown_and_kept_up_to_date(
    broker: int, listener: HomeAssistant, house: World
) -> None:
    with showing(house, Panel(f"mqtt://127.0.0.1:{broker}", pressed=None), every_s=0.05):
        parts = json.loads(listener.wait(DISCOVERY))["cmps"]
        assert set(parts) == {"load", "soreness", "check_in_due"}
        assert listener.wait(HERE) == "online"
        assert json.loads(listener.wait(STATE)) == {"load": None, "soreness": None, "check_in_due": "OFF"}

        assessed(house)

        expected = json.dumps({"load": None, "soreness": 3.0, "check_in_due": "OFF"})
        listener.wait(STATE, expected)

    assert listener.wait(HERE, "offline") == "offline"


def test_a_press_begins_a_talk_on_the_satellite(broker: int, listener: HomeAssistant, house: World) -> None:
    with at_home(CHECK_IN) as home:
        pressed = presser(house, satellite(home), length)
        with showing(house, Panel(f"mqtt://127.0.0.1:{broker}", pressed=pressed), every_s=0.05):
            parts = json.loads(listener.wait(DISCOVERY))["cmps"]
            assert parts["start_session"]["command_topic"] == PRESSED

            listener.press("something else")
            listener.press("check_in")

            listener.wait(STATE, json.dumps({"load": None, "soreness": 4.0, "check_in_due": "OFF"}))
            home.wait_for_the_end()
    assert home.said[0][0] == "ask_question"
    assert home.said[-1][1].startswith("Rest first.")


def test_a_press_of_long_ago_is_not_taken(broker: int, listener: HomeAssistant) -> None:
    taken: list[str] = []
    listener.press("check_in", retain=True)
    panel = Panel(f"mqtt://127.0.0.1:{broker}", pressed=taken.append)
    panel.start()
    listener.wait(HERE, "online")

    listener.press("start_session")
    panel.show({"a": 1})
    listener.wait(STATE)
    until = time.monotonic() + PATIENCE_S
    while not taken and time.monotonic() < until:
        time.sleep(0.02)
    panel.stop()

    assert taken == ["start_session"]


def test_a_broker_that_is_away_harms_nothing(house: World) -> None:
    with showing(house, Panel("mqtt://127.0.0.1:1", pressed=None), every_s=0.05):
        assert shown(house)["check_in_due"] == "OFF"


def test_the_panel_says_nothing_of_the_runner_but_its_three_values(house: World) -> None:
    assessed(house)

    assert set(shown(house)) == {"load", "soreness", "check_in_due"}
    told = json.dumps(described(buttons=True))
    assert all(part["unique_id"].startswith("afterrun_") for part in json.loads(told)["cmps"].values())


@pytest.mark.parametrize("url", ["host", "http://host", "mqtt://"])
def test_a_broker_that_cannot_be_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="AFTERRUN_MQTT"):
        Panel(url, pressed=None)
