from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build.routine import Sitting, script, two_exercises
from voice.player.ahead import again, coast, timed
from voice.player.machine import turn
from voice.player.messages import HowLong, Hush, Log, Pause, Resume, Say, Show, Spoken, Start
from voice.player.state import Mode, State
from voice.script.model import Utterance
from voice.script.timing import length_s
from voice.script.webvtt import estimated, timeline
from voice.speech import Voice

SCRIPT = script(two_exercises())


def length(utterance: Utterance) -> float:
    return length_s(utterance, 145)


def started(at: float = 0.0) -> State:
    return turn(SCRIPT, State(), Start(at))[0]


def test_the_future_ends_where_a_played_session_ends_with_the_same_log() -> None:
    sitting = Sitting(SCRIPT)
    sitting.run(Start(0))

    turns = list(coast(SCRIPT, started(), length, until=inf))

    assert turns[-1].state.mode is Mode.FINISHED
    logged = [due.command for due in timed(iter(turns)) if isinstance(due.command, Log)]
    assert [(log.exercise, log.outcome) for log in logged] == [
        (log.exercise, log.outcome) for log in sitting.logs
    ]


def test_what_is_aired_ahead_never_overlaps_and_is_what_the_captions_say() -> None:
    first = started()
    assert first.airing is not None

    told = timed(coast(SCRIPT, first, length, until=inf))
    later = [(due.at, due.command.utterance) for due in told if isinstance(due.command, Say)]
    said = [(0.0, first.airing), *later]

    assert all(at + length(utterance) <= then + 1e-6 for (at, utterance), (then, _) in pairwise(said))
    captions = [(airing.start_s, airing.utterance) for airing in timeline(SCRIPT, estimated(Voice()))]
    assert [utterance for _, utterance in said] == [utterance for _, utterance in captions]
    assert [at for at, _ in said] == pytest.approx([at for at, _ in captions], abs=0.01)


@given(st.floats(0, 400), st.floats(0, 400))
def test_coming_after_in_two_steps_or_in_one_is_the_same(first: float, second: float) -> None:
    early, late = sorted((first, second))

    def at(state: State, until: float) -> State:
        turns = list(coast(SCRIPT, state, length, until=until))
        return turns[-1].state if turns else state

    assert at(at(started(), early), late) == at(started(), late)


def test_an_unknown_length_is_where_the_future_ends() -> None:
    assert list(coast(SCRIPT, started(), lambda _: None, until=inf)) == []


def test_a_pause_has_no_future_but_the_end_of_its_words() -> None:
    paused, _ = turn(SCRIPT, started(), Pause(1.0))

    turns = list(coast(SCRIPT, paused, length, until=inf))

    assert [(one.state.mode, one.state.airing, one.commands) for one in turns] == [(Mode.PAUSED, None, ())]


def test_who_missed_an_answer_is_told_everything_again() -> None:
    paused, _ = turn(SCRIPT, started(), Pause(1.0))
    resumed, commands = turn(SCRIPT, paused, Resume(5.0))

    told = again(SCRIPT, resumed)

    assert told[0] == Hush()
    assert [one for one in told if isinstance(one, Say)] == [one for one in commands if isinstance(one, Say)]
    assert [one.mode for one in told if isinstance(one, Show)] == ["briefing"]


def test_a_question_in_a_hold_leaves_the_cues_behind_it_where_they_were() -> None:
    state = State(mode=Mode.BRIEFING, step=1, take=3, line=9)
    working, _ = turn(SCRIPT, state, Spoken(0.0, 3))
    asked, _ = turn(SCRIPT, working, HowLong(6.0))

    def counted(of: State) -> list[float]:
        return [
            due.at
            for due in timed(coast(SCRIPT, of, length, until=40.0))
            if isinstance(due.command, Say) and due.at > 15
        ]

    assert counted(asked) == counted(working)
