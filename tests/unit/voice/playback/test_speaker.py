import threading
from pathlib import Path

import pytest

from service.core.errors import WorldError
from tests.build.player import program
from tests.build.waiting import PATIENCE_S, eventually
from voice.engines.cache import SpeechCache
from voice.engines.silent import SilentEngine
from voice.playback.speaker import ClipSpeaker, Loudspeaker, find_loudspeaker
from voice.script.model import Utterance
from voice.speech import Voice

FAST = Voice("en-gb", 3000)


def speaker(folder: Path, body: str) -> ClipSpeaker:
    command = (str(program(folder, "player", body)),)
    return ClipSpeaker(Loudspeaker(command), SpeechCache(SilentEngine(), folder / "clips"), FAST)


def test_a_player_that_fails_is_no_loudspeaker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "aplay", "echo 'no such card' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(WorldError, match="aplay: no such card"):
        find_loudspeaker()


def test_a_player_that_complains_but_reports_success_is_no_loudspeaker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "paplay", "echo 'connection refused' >&2; exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(WorldError, match="connection refused"):
        find_loudspeaker()


def test_the_first_player_that_works_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "paplay", "exit 1")
    works = program(tmp_path, "aplay", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_loudspeaker().command == (str(works), "-q")


def test_the_end_of_a_clip_is_reported(tmp_path: Path) -> None:
    ended = threading.Event()

    speaker(tmp_path, f"cp $1 {tmp_path}/heard.wav").say(Utterance("now"), ended.set)

    assert ended.wait(PATIENCE_S)
    assert (tmp_path / "heard.wav").stat().st_size > 44


def test_a_failing_player_does_not_stop_the_session(tmp_path: Path) -> None:
    ended = threading.Event()

    speaker(tmp_path, "exit 1").say(Utterance("now"), ended.set)

    assert ended.wait(PATIENCE_S)


def test_a_hushed_clip_is_cut_off_and_its_end_not_reported(tmp_path: Path) -> None:
    ended = threading.Event()
    speaking = speaker(tmp_path, f"touch {tmp_path}/begun; exec sleep 300")
    speaking.say(Utterance("now"), ended.set)
    assert eventually((tmp_path / "begun").exists)

    speaking.hush()

    (thread,) = [one for one in threading.enumerate() if one.name == "airing"]
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert not ended.is_set()
