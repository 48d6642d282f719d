"""`session`: rendered into files, and led as text; in processes of their own where the keyboard matters."""

import os
import signal
import subprocess
import sys
import wave
from collections.abc import Mapping
from pathlib import Path

import pytest

from service.cli import speaking
from service.config import Settings
from service.core.checkin import Answer
from service.core.errors import WorldError
from service.wiring import open_world
from tests.build.command import Afterrun
from tests.build.talk import CHEST_PAIN, SORE_THE_NEXT_DAY, assessed
from tests.build.waiting import PATIENCE_S
from voice.engines.cache import SpeechCache
from voice.engines.silent import SilentEngine
from voice.playback.speaker import Loudspeaker
from voice.playback.terminal import Captioned, TextSpeaker


def led(afterrun: Afterrun, *words: str, keys: str | None = None) -> subprocess.CompletedProcess[str]:
    """Call `afterrun session` in a process of its own; None for a standard input that is not there."""
    command = [sys.executable, "-m", "service", "session", *words]
    return subprocess.run(
        command if keys is not None else ["sh", "-c", 'exec "$@" <&-', "sh", *command],
        input=keys,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        env=os.environ.copy(),
    )


def logged(afterrun: Afterrun) -> list[tuple[str, int | None]]:
    """Give what was logged in the newest session."""
    with open_world(Settings(data_dir=afterrun.home / "data")) as world, world.store.unit() as unit:
        (session,) = unit.guided.latest(limit=1)
        return [(entry.log.outcome, entry.log.pain) for entry in unit.guided.logs(session.id)]


def answered(afterrun: Afterrun, answers: Mapping[str, Answer]) -> None:
    with open_world(Settings(data_dir=afterrun.home / "data")) as world:
        assessed(world, answers)


@pytest.mark.slow
def test_a_session_is_rendered_into_one_sound_file_with_its_captions(afterrun: Afterrun) -> None:
    folder = afterrun.home / "out"

    ended = afterrun("session", "after_run", "--render", folder, "--json")

    assert (ended.code, list(ended.json)) == (0, ["wav", "vtt", "mp3", "playlist", "seconds"])
    named = {Path(ended.json[kind]) for kind in ("wav", "vtt", "mp3", "playlist")}
    assert set(folder.iterdir()) == named
    with wave.open(ended.json["wav"], "rb") as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(ended.json["seconds"], abs=0.001)
    assert Path(ended.json["vtt"]).read_text("utf-8").startswith("WEBVTT")
    assert ended.json["seconds"] > 240


def test_a_folder_that_cannot_be_made_ends_with_one(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SpeechCache(SilentEngine(), afterrun.home / "cache")
    monkeypatch.setattr(speaking, "speech_cache", lambda _: silent)
    (afterrun.home / "file").touch()

    ended = afterrun("session", "warm_up", "--render", afterrun.home / "file", "--json")

    assert (ended.code, ended.json["error"]) == (1, "no_disk")


@pytest.mark.slow
def test_a_session_is_started_and_stopped_through_a_pipe(afterrun: Afterrun) -> None:
    ended = led(afterrun, "warm_up", "--text", keys="n\nq")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "[1 of" in ended.stdout
    assert "Stopped." in ended.stdout


@pytest.mark.slow
def test_an_interrupted_session_goes_on_where_it_was(afterrun: Afterrun) -> None:
    command = [sys.executable, "-m", "service", "session", "warm_up", "--text", "--nothing-hurts"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            if "Easy walk:" in line:
                break
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()

    assert running.returncode == 0
    assert "To go on where you are: afterrun session" in rest
    again = led(afterrun, "--text", keys="q")
    assert "Going on with Warm-up." in again.stdout
    assert "Five easy minutes" not in again.stdout
    assert "Stopped." in again.stdout


@pytest.mark.slow
def test_it_hurts_is_remembered_from_a_terminal(afterrun: Afterrun) -> None:
    led(afterrun, "warm_up", "--text", "--nothing-hurts", keys="h7\nq")

    assert ("hurt", 7) in logged(afterrun)


@pytest.mark.parametrize(
    ("said", "begins"),
    [("\n", True), ("n\n", True), (" No \n", True), ("y\n", False), ("my knee, a little\n", False)],
)
def test_a_warm_up_begins_only_where_nothing_hurts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, begins: bool
) -> None:
    (tmp_path / "typed").write_text(said)
    with (tmp_path / "typed").open() as typed:
        monkeypatch.setattr(sys, "stdin", typed)

        assert speaking._something_hurts() is not begins


def test_without_a_loudspeaker_the_words_are_shown_and_it_is_said_why(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> Loudspeaker:
        raise WorldError("No loudspeaker plays here.")

    monkeypatch.setattr(speaking, "find_loudspeaker", none)

    with open_world(Settings(data_dir=afterrun.home / "data")) as world:
        speaker = speaking._speaker(world, Settings(), text=False)

    assert isinstance(speaker, TextSpeaker)
    assert capsys.readouterr().err == "No loudspeaker plays here. The words are shown instead.\n"


def test_with_a_loudspeaker_the_words_are_spoken_and_shown(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SpeechCache(SilentEngine(), afterrun.home / "cache")
    monkeypatch.setattr(speaking, "speech_cache", lambda _: silent)
    monkeypatch.setattr(speaking, "find_loudspeaker", lambda: Loudspeaker(("true",)))

    with open_world(Settings(data_dir=afterrun.home / "data")) as world:
        assert isinstance(speaking._speaker(world, Settings(), text=False), Captioned)
        assert isinstance(speaking._speaker(world, Settings(), text=True), TextSpeaker)


@pytest.mark.parametrize("keys", ["", None], ids=["empty", "closed"])
def test_who_cannot_be_asked_must_say_so(afterrun: Afterrun, keys: str | None) -> None:
    ended = led(afterrun, "warm_up", "--text", keys=keys)

    assert ended.returncode == 2
    assert ended.stderr.endswith("Say whether anything hurts: add --nothing-hurts if nothing does.\n")
    assert "Traceback" not in ended.stderr


def test_where_something_hurts_the_check_in_comes_first(
    afterrun: Afterrun,
) -> None:
    ended = led(afterrun, "after_run", "--text", keys="yes\n")

    assert ended.returncode == 2
    assert "answer the short check-in" in ended.stderr


def test_without_a_check_in_there_is_no_plan_to_lead(afterrun: Afterrun) -> None:
    ended = afterrun("session", "plan", "--json")

    assert (ended.code, ended.json["error"]) == (2, "bad_input")
    assert "answer a check-in on the page first" in ended.err


def test_the_plan_is_led_where_there_is_one(afterrun: Afterrun) -> None:
    answered(afterrun, SORE_THE_NEXT_DAY)

    ended = led(afterrun, "--text", keys="\nq")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "[1 of" in ended.stdout


def test_before_the_plan_the_pain_is_asked_and_strong_pain_makes_it_a_day_of_rest(afterrun: Afterrun) -> None:
    answered(afterrun, SORE_THE_NEXT_DAY)

    ended = led(afterrun, "--text", keys="7\n")

    assert ended.returncode == 2
    assert "Pain right now, 0 to 10?" in ended.stdout
    assert "today is a day of rest" in ended.stderr


@pytest.mark.parametrize("routine", ["plan", "warm_up"])
def test_who_should_get_help_is_told_so(afterrun: Afterrun, routine: str) -> None:
    answered(afterrun, CHEST_PAIN)

    ended = afterrun("session", routine, "--text", "--nothing-hurts")

    assert ended.code == 2
    assert "get help first" in ended.err
