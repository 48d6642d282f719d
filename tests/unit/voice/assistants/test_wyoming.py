"""Our Wyoming server, asked by the stock client over a real socket."""

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.event import Event, Eventable
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.tts import Synthesize

from service.core.errors import Conflict, InputError, WorldError
from voice.assistants.spoken import Reply
from voice.assistants.wyoming import House, is_near, serving
from voice.speech import AudioClip

TONE = AudioClip(bytes(range(256)) * 100, 22_050)
T = TypeVar("T")
REFUSED: dict[str, Exception] = {
    "odd": InputError("Say it otherwise."),
    "race": Conflict("Another was faster."),
}


def talk(text: str) -> Reply:
    if text in REFUSED:
        raise REFUSED[text]
    return Reply(f"heard {text}", understood=text != "banana")


def speak(text: str) -> AudioClip:
    if text == "broken":
        raise WorldError("The engine died.")
    return TONE


def house(transcribe: Callable[[bytes], str] | None = None, admits: Callable[[str], bool] = bool) -> House:
    return House(talk, speak, "en-gb", transcribe, admits)


@contextmanager
def open_house(made: House | None = None) -> Iterator[int]:
    with serving(made or house(), "127.0.0.1", 0) as port:
        yield port


def ask(port: int, *events: Eventable, until: str) -> list[Event]:
    async def talk_to_it() -> list[Event]:
        got: list[Event] = []
        async with AsyncTcpClient("127.0.0.1", port) as client:
            for event in events:
                await client.write_event(event.event())
            while not got or got[-1].type != until:
                answer = await asyncio.wait_for(client.read_event(), 10)
                if answer is None:
                    break
                got.append(answer)
        return got

    return asyncio.run(talk_to_it())


def test_it_describes_itself() -> None:
    with open_house() as port:
        (event,) = ask(port, Describe(), until="info")
    told = Info.from_event(event)

    assert [one.name for one in told.handle] == ["afterrun"]
    assert told.tts[0].voices[0].name == "en-gb"
    assert told.asr == []
    assert all(one.installed for one in (*told.handle, *told.tts))


def test_ears_are_described_where_they_are_on() -> None:
    with open_house(house(lambda _: "next")) as port:
        (event,) = ask(port, Describe(), until="info")

    assert [one.name for one in Info.from_event(event).asr] == ["afterrun"]


@pytest.mark.parametrize(
    ("said", "type_", "text"),
    [
        ("next", "handled", "heard next"),
        ("banana", "not-handled", "heard banana"),
        ("odd", "handled", "Say it otherwise."),
        ("race", "not-handled", "Another was faster."),
    ],
)
def test_a_sentence_is_handled(said: str, type_: str, text: str) -> None:
    with open_house() as port:
        (event,) = ask(port, Transcript(said), until=type_)

    made = Handled.from_event(event) if type_ == "handled" else NotHandled.from_event(event)
    assert made.text == text


def test_a_text_is_spoken_in_chunks() -> None:
    with open_house() as port:
        start, *chunks, stop = ask(port, Synthesize("Hold."), until="audio-stop")

    assert AudioStart.is_type(start.type)
    assert AudioStop.is_type(stop.type)
    assert AudioStart.from_event(start).rate == TONE.rate_hz
    assert b"".join(AudioChunk.from_event(one).audio for one in chunks) == TONE.pcm
    assert len(chunks) > 1


def test_an_engine_that_died_gives_silence() -> None:
    with open_house() as port:
        events = ask(port, Synthesize("broken"), until="audio-stop")

    assert [event.type for event in events] == ["audio-start", "audio-stop"]


def test_sound_becomes_words() -> None:
    heard: list[bytes] = []

    def transcribe(pcm: bytes) -> str:
        heard.append(pcm)
        return "that hurts"

    pcm = {"rate": 16_000, "width": 2, "channels": 1}
    sound = AudioChunk(audio=b"\1\2" * 800, **pcm)
    with open_house(house(transcribe)) as port:
        (event,) = ask(port, Transcribe(), AudioStart(**pcm), sound, sound, AudioStop(), until="transcript")

    assert Transcript.from_event(event).text == "that hurts"
    assert heard == [b"\1\2" * 1600]


def test_sound_of_another_kind_and_endless_sound_end_the_connection() -> None:
    wrong = AudioChunk(rate=44_100, width=2, channels=2, audio=b"\0" * 400)
    much = [AudioChunk(rate=16_000, width=2, channels=1, audio=b"\0" * 200_000) for _ in range(6)]
    with open_house(house(lambda _: "")) as port:
        assert ask(port, wrong, until="transcript") == []
        with suppress(ConnectionError):
            assert ask(port, *much, until="transcript") == []


@pytest.mark.parametrize(
    "line",
    [b"no json\n", b"[]\n", b'{"type": "transcript"}\n', b'{"type": "audio-chunk", "data": {}}\n', b"{}\n",
     json.dumps({"type": "synthesize", "data_length": 10**9}).encode() + b"\n",
     json.dumps({"type": "audio-chunk", "payload_length": 10**9}).encode() + b"\n",
     b'{"type": "describe", "data_length": -5}\n', b"x" * 200_000],
)  # fmt: skip
def test_damaged_events_end_their_connection_and_no_other(line: bytes) -> None:
    with open_house() as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as broken:
            try:
                broken.sendall(line)
                broken.shutdown(socket.SHUT_WR)
                while broken.recv(4096):
                    pass
            except ConnectionError:
                pass
        (event,) = ask(port, Transcript("next"), until="handled")

    assert Handled.from_event(event).text == "heard next"


def test_who_asks_too_often_is_not_answered() -> None:
    with open_house(house(admits=lambda _: False)) as port:
        assert ask(port, Transcript("next"), until="handled") == []


@pytest.mark.parametrize(
    ("address", "near"),
    [("127.0.0.1", True), ("192.168.1.9", True), ("::1", True), ("fe80::1%eth0", True), ("8.8.8.8", False),
     ("::ffff:8.8.8.8", False), ("2001:4860:4860::8888", False), ("local", False)],
)  # fmt: skip
def test_only_this_house_is_answered(address: str, *, near: bool) -> None:
    assert is_near(address) is near


def test_a_port_that_is_taken_is_said() -> None:
    with (
        open_house() as port,
        pytest.raises(InputError, match="AFTERRUN_WYOMING"),
        serving(house(), "127.0.0.1", port),
    ):
        pass
