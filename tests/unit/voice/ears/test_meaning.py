import pytest

from voice.ears.meaning import event_of, listening_mode
from voice.ears.vocabulary import modes
from voice.player import messages
from voice.player.state import Mode


@pytest.mark.parametrize("mode", [Mode.BRIEFING, Mode.WORKING])
def test_a_stop_pauses_first(mode: Mode) -> None:
    assert event_of("stop", mode, at=7.0) == messages.Pause(7.0)


@pytest.mark.parametrize("mode", [Mode.PAUSED, Mode.HURT])
def test_a_stop_said_into_a_pause_ends(mode: Mode) -> None:
    assert event_of("stop", mode, at=7.0) == messages.Stop(7.0)


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.READY])
def test_begin_never_undoes_a_stop(mode: Mode) -> None:
    assert event_of("begin", mode, at=7.0) is None


def test_begin_begins() -> None:
    assert event_of("begin", Mode.READY, at=7.0) == messages.Start(7.0)


def test_a_number_says_how_much_it_hurts_where_that_is_asked() -> None:
    assert event_of("5", Mode.HURT, at=7.0) == messages.Hurts(7.0, 5)
    assert event_of("5", Mode.WORKING, at=7.0) is None


def test_every_working_command_means_something() -> None:
    for command in modes()["working"].phrases:
        assert event_of(command, Mode.READY if command == "begin" else Mode.WORKING, at=0.0) is not None


def test_a_question_is_listened_for_where_one_is_asked() -> None:
    assert (listening_mode(Mode.HURT), listening_mode(Mode.WORKING)) == ("question", "working")
