"""The whole house behind the Wyoming door: the real brain, the real voice and the real ears, by the stock client."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.handle import Handled
from wyoming.tts import Synthesize

from service.app.assessing import get_assessment
from service.app.coaching import latest_plan, left_unfinished, logs
from service.app.profile import put_profile
from service.app.world import World
from service.config import Settings
from service.wiring import wyoming_house
from tests.build.world import MovableClock, world
from tests.unit.service.app.test_assisting import CHECK_IN, all_sessions
from tests.unit.service.app.test_conversing import HEALTHY
from tests.unit.voice.assistants.test_wyoming import ask
from voice.assistants.wyoming import serving
from voice.ears.sound import resample
from voice.engines.pyttsx import PyttsxEngine
from voice.player.state import Mode
from voice.script.timing import spoken_s
from voice.speech import Voice

PCM = {"rate": 16_000, "width": 2, "channels": 1}


class Room:
    """Somebody in a room with a satellite."""

    def __init__(self, house: World, clock: MovableClock, port: int) -> None:
        self.house, self.clock, self._port = house, clock, port

    def say(self, text: str) -> str:
        (event,) = ask(self._port, Transcript(text, context={"conversation_id": "01J"}), until="handled")
        return Handled.from_event(event).text or ""

    def speak(self, text: str) -> tuple[int, bytes]:
        start, *chunks, _ = ask(self._port, Synthesize(text), until="audio-stop")
        return AudioStart.from_event(start).rate, b"".join(AudioChunk.from_event(one).audio for one in chunks)

    def hear(self, pcm: bytes) -> str:
        pieces = [AudioChunk(audio=pcm[at : at + 2048], **PCM) for at in range(0, len(pcm), 2048)]
        events = ask(self._port, Transcribe(), AudioStart(**PCM), *pieces, AudioStop(), until="transcript")
        return Transcript.from_event(events[-1]).text


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = MovableClock()
    house = world(clock)
    put_profile(house, HEALTHY)
    made = wyoming_house(Settings(data_dir=tmp_path, cache_dir=tmp_path), house)
    with serving(made, "127.0.0.1", 0) as port:
        yield Room(house, clock, port)


def test_a_whole_check_in_is_held(room: Room) -> None:
    said = [room.say(text) for text in ("start my check-in", *CHECK_IN)]

    assert said[-1].startswith("Rest first.")
    kept, _ = get_assessment(room.house, latest_plan(room.house) or "")
    assert kept.assessment.facts["q.site"] == "sit_bone"


def test_a_whole_session_is_led_by_asking_how_it_goes_on(room: Room) -> None:
    room.say("warm me up")
    first = room.say("no")
    (session,) = all_sessions(room.house)
    said = [first]

    for _ in range(400):
        if left_unfinished(room.house) is None:
            break
        room.clock.at += timedelta(seconds=5)
        said.append(room.say(""))

    assert "That is everything for today" in " ".join(said)
    outcomes = [entry.log.outcome for entry in logs(room.house, session)]
    assert outcomes
    assert set(outcomes) == {"done"}


def test_it_hurts_is_asked_about_and_acted_on(room: Room) -> None:
    room.say("warm me up")
    room.say("no")

    assert "How much does it hurt" in room.say("that hurts")
    room.say("seven")

    session = left_unfinished(room.house)
    assert session is not None
    assert session.state.dropped


def test_what_is_said_is_spoken_in_full(room: Room) -> None:
    text = room.say("how are my legs today")

    rate, pcm = room.speak(text)

    sound = np.frombuffer(pcm, dtype="<i2")
    assert len(sound) / rate == pytest.approx(spoken_s(text, 145), rel=0.15)
    assert np.sqrt(np.mean((sound / 32_768.0) ** 2)) > 0.01


@pytest.mark.slow
def test_spoken_commands_lead_a_session(room: Room) -> None:
    room.say("warm me up")
    room.say("no")
    clip = PyttsxEngine().synthesize("That hurts.", Voice("en-us", 140))
    spoken = resample(np.pad(np.frombuffer(clip.pcm, dtype="<i2") / 32_768, clip.rate_hz), clip.rate_hz)

    words = room.hear((spoken * 32_767).astype("<i2").tobytes())

    assert words == "that hurts"
    assert re.search("hurt", room.say(words))
    session = left_unfinished(room.house)
    assert session is not None
    assert session.state.mode is Mode.HURT
    assert room.hear(bytes(32_000)) == ""
