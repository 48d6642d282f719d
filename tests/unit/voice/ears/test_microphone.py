import sys
from types import SimpleNamespace
from typing import Any

import pytest

from service.core.errors import WorldError
from voice.ears.microphone import microphone


class Stream:
    """Stands for PortAudio: gives one block as soon as it is opened."""

    def __init__(self, **how: Any) -> None:
        self.how = how

    def __enter__(self) -> "Stream":
        self.how["callback"](b"\x00\x40" * 960, 960, None, None)
        return self

    def __exit__(self, *_: object) -> None:
        self.how["callback"](b"", 0, None, None)


def put_in(monkeypatch: pytest.MonkeyPatch, stream: object) -> None:
    monkeypatch.setitem(
        sys.modules, "sounddevice", SimpleNamespace(RawInputStream=stream, PortAudioError=RuntimeError)
    )


def test_sound_comes_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(monkeypatch, Stream)

    with microphone() as sound:
        block = next(sound)

    assert (len(block), float(block[0])) == (960, 0.5)


def test_a_machine_without_a_microphone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError("no default input device")

    put_in(monkeypatch, refuse)

    with pytest.raises(WorldError, match="keys work"), microphone():
        pass


def test_a_machine_without_portaudio_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)

    with pytest.raises(WorldError, match="libportaudio2"), microphone():
        pass
