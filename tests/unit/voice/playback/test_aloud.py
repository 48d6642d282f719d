import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from service.core.errors import WorldError
from tests.build.player import program
from tests.build.waiting import PATIENCE_S
from voice.engines.cache import SpeechCache
from voice.engines.silent import SilentEngine
from voice.engines.wav import silence
from voice.playback import aloud
from voice.playback.aloud import Aloud
from voice.playback.speaker import Loudspeaker
from voice.speech import AudioClip, Voice

WORDS = "There is a session waiting for you today."


@dataclass
class Engine:
    """Notes what it is asked to speak."""

    name: str = "noting"
    said: list[str] = field(default_factory=list)

    def voices(self) -> list[str]:
        return [Voice().name]

    def synthesize(self, text: str, _voice: Voice) -> AudioClip:
        self.said.append(text)
        return silence(0.1, 22_050)


def room(folder: Path, *, plays: str, engine: Engine | None = None) -> Aloud:
    """Give a room with a loudspeaker that does what the shell line `plays` says."""
    loudspeaker = Loudspeaker((str(program(folder, "player", plays)),))
    return Aloud(lambda: loudspeaker, SpeechCache(engine or Engine(), folder / "clips"), Voice())


def test_the_words_and_not_the_title_are_spoken_and_heard_to_their_end(tmp_path: Path) -> None:
    engine, heard = Engine(), tmp_path / "heard.wav"

    room(tmp_path, plays=f"sleep 0.1; cp $1 {heard}", engine=engine).send("Afterrun", WORDS)

    assert engine.said == [WORDS]
    assert heard.stat().st_size > 44


def test_the_same_words_are_spoken_again_without_the_engine(tmp_path: Path) -> None:
    engine = Engine()
    speaks = room(tmp_path, plays=f"echo once >> {tmp_path}/heard", engine=engine)

    speaks.send("Afterrun", WORDS)
    speaks.send("Afterrun", WORDS)

    assert (tmp_path / "heard").read_text() == "once\nonce\n"
    assert engine.said == [WORDS]


def test_a_loudspeaker_is_looked_for_each_time(tmp_path: Path) -> None:
    player = program(tmp_path, "player", f"echo said >> {tmp_path}/heard")
    answers = iter([None, Loudspeaker((str(player),))])

    def find() -> Loudspeaker:
        found = next(answers)
        if found is None:
            raise WorldError("No loudspeaker answers.", code="no_loudspeaker")
        return found

    speaks = Aloud(find, SpeechCache(SilentEngine(), tmp_path / "clips"), Voice("en-gb", 3000))

    with pytest.raises(WorldError, match="No loudspeaker"):
        speaks.send("Afterrun", WORDS)
    speaks.send("Afterrun", WORDS)

    assert (tmp_path / "heard").read_text() == "said\n"


def test_a_loudspeaker_that_never_comes_to_an_end_is_hushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aloud, "LONGEST_S", 0.2)
    speaks = room(tmp_path, plays="exec sleep 30")

    speaks.send("Afterrun", WORDS)

    (thread,) = [one for one in threading.enumerate() if one.name == "airing"]
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
