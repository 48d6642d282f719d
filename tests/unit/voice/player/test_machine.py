from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from service.core.catalogue import Dose
from tests.build.routine import Sitting, item, routine, says, script, two_exercises
from voice.player.machine import TABLE, turn
from voice.player.messages import (
    Back,
    Command,
    Event,
    Hurts,
    Hush,
    Log,
    Next,
    Pause,
    Repeat,
    Resume,
    Show,
    Spoken,
    Start,
    Stop,
    Wake,
    WakeAt,
)
from voice.player.moves import ANSWER_S
from voice.player.state import Mode, State
from voice.script.model import Kind

SCRIPT = script(two_exercises())
LEG_RAISE = "Leg raise, left side first: you do two sets of eight, each side."
PROMPT = {key: utterance.text for key, utterance in SCRIPT.prompts.items()}


def after(*events: Event, state: State | None = None) -> tuple[State, tuple[Command, ...]]:
    now = State() if state is None else state
    commands: tuple[Command, ...] = ()
    for event in events:
        now, commands = turn(SCRIPT, now, event)
    return now, commands


def working(kind: Kind = Kind.WORK, nth: int = 0) -> State:
    """The nth step of this kind with its clock begun at 0."""
    index = [n for n, step in enumerate(SCRIPT.steps) if step.kind is kind and not step.easier][nth]
    state = State(mode=Mode.BRIEFING, step=index, line=len(SCRIPT.steps[index].briefing), take=7)
    return after(Spoken(0.0, 7), state=state)[0]


def logs(commands: tuple[Command, ...]) -> list[tuple[str, float, int | None]]:
    return [(one.outcome, one.worked_s, one.pain) for one in commands if isinstance(one, Log)]


def wakes(commands: tuple[Command, ...]) -> float | None:
    return [one.at for one in commands if isinstance(one, WakeAt)][-1]


def test_the_table_is_total() -> None:
    assert set(TABLE) == set(product(Mode, get_args(Event)))


def test_a_whole_session_runs_from_start_to_finish() -> None:
    sitting = Sitting(SCRIPT)

    sitting.run(Start(0))

    assert sitting.driver.state.mode is Mode.FINISHED
    assert [log.outcome for log in sitting.logs] == ["done"] * 6
    assert sum(log.worked_s for log in sitting.logs) == pytest.approx(4 * 40 + 2 * 30)
    assert sitting.speaker.texts[-1] == SCRIPT.steps[-1].briefing[0].text
    assert [show.mode for show in sitting.shows][-1] == "finished"


def test_lines_of_a_briefing_follow_as_each_ends() -> None:
    state, commands = after(Start(0))
    assert says(commands) == ["Exercise one of two."]

    assert says(after(Spoken(3, state.take), state=state)[1]) == [LEG_RAISE]
    assert after(Spoken(3, state.take - 1), state=state) == (state, ())


def test_a_pause_stops_the_clock() -> None:
    paused, commands = after(Pause(12.5), state=working())

    assert Hush() in commands
    assert WakeAt(None) in commands
    assert paused.worked_s == 12.5
    resumed, _ = after(Resume(500.0), state=paused)
    assert after(Pause(501.0), state=resumed)[0].worked_s == 13.5


def test_a_pause_within_a_briefing_says_the_line_again() -> None:
    started, _ = after(Start(0))

    resumed, commands = after(Pause(1), Resume(9), state=started)

    assert says(commands) == [PROMPT["carry_on"]]
    assert says(after(Spoken(10, resumed.take), state=resumed)[1]) == ["Exercise one of two."]


def test_two_senseless_words_cost_no_briefing_line() -> None:
    started, _ = after(Start(0))
    second, _ = after(Spoken(3, started.take), state=started)

    interrupted, commands = after(Start(4), Start(5), state=second)

    assert says(commands) == [PROMPT["not_now"]]
    assert says(after(Spoken(6, interrupted.take), state=interrupted)[1]) == [LEG_RAISE]


def test_next_leaves_the_exercise_and_notes_it() -> None:
    moved, commands = after(Next(10.0), state=working())

    assert logs(commands) == [("skipped", 10.0, None)]
    assert SCRIPT.steps[moved.step].item == 1


def test_next_in_a_rest_only_ends_the_rest() -> None:
    moved, commands = after(Next(3.0), state=working(Kind.REST))

    assert logs(commands) == []
    assert SCRIPT.steps[moved.step].item == 0


def test_back_returns_to_the_bout_before_with_its_words() -> None:
    moved, commands = after(Back(5.0), state=working(nth=1))

    assert moved.step == 0
    assert says(commands) == ["Exercise one of two."]


def test_repeat_does_this_bout_again_with_its_words() -> None:
    moved, commands = after(Repeat(5.0), state=working(nth=1))

    assert says(commands) == ["Switch to your right side."]
    assert moved.worked_s == 0


def test_a_late_wake_says_nothing_stale() -> None:
    _, commands = after(Wake(26.0), state=working(nth=4))  # 11 s behind "half-way"

    assert says(commands) == []
    assert commands == (WakeAt(27.0),)


def test_a_late_wake_says_only_the_latest_of_what_is_due() -> None:
    _, commands = after(Wake(29.2), state=working(nth=4))

    assert says(commands) == ["one"]


def test_a_very_late_wake_says_the_end_and_caps_the_work() -> None:
    _, commands = after(Wake(4000.0), state=working(nth=4))

    assert says(commands) == ["♪ done"]
    assert logs(commands) == [("done", 30.0, None)]


def test_it_hurts_hushes_first_notes_it_and_asks_how_much() -> None:
    hurt, commands = after(Hurts(8.0), state=working())

    assert commands[0] == Hush()
    assert logs(commands) == [("hurt", 8.0, None)]
    assert says(commands) == [PROMPT["how_much"]]
    assert hurt.mode is Mode.HURT


def test_no_answer_ends_the_exercise_and_waits_for_the_runner() -> None:
    asked, commands = after(Hurts(8.0), state=working())
    assert wakes(commands) == 8.0 + ANSWER_S

    early, commands = after(Wake(20.0), state=asked)
    assert early.mode is Mode.HURT
    assert wakes(commands) == 8.0 + ANSWER_S

    standing, commands = after(Wake(8.0 + ANSWER_S), state=asked)
    assert says(commands) == [PROMPT["hurt_unanswered"]]
    assert (standing.mode, standing.dropped, wakes(commands)) == (Mode.PAUSED, (0,), None)

    on, commands = after(Resume(100.0), state=standing)
    assert on.mode is Mode.BRIEFING
    assert SCRIPT.steps[on.step].item == 1
    assert after(Spoken(101.0, on.take), state=on)[0].line == 0


def test_no_answer_in_the_last_exercise_ends_the_session() -> None:
    last = max(n for n, step in enumerate(SCRIPT.steps) if step.kind is Kind.WORK and not step.easier)
    asked, _ = after(Hurts(8.0), state=replace(working(), step=last))

    ended, _ = after(Wake(8.0 + ANSWER_S), state=asked)

    assert SCRIPT.steps[ended.step].kind is Kind.END
    assert ended.mode in {Mode.PAUSED, Mode.FINISHED}


@pytest.mark.parametrize("kind", [Kind.WORK, Kind.CHANGE, Kind.REST])
@pytest.mark.parametrize("paused", [True, False])
def test_it_hurts_is_heard_everywhere(kind: Kind, paused: bool) -> None:
    state = working(kind)
    state = after(Pause(1.0), state=state)[0] if paused else state

    assert after(Hurts(2.0), state=state)[0].mode is Mode.HURT


@pytest.mark.parametrize("pain", [0, 3])
def test_a_little_pain_lets_the_runner_choose(pain: int) -> None:
    paused, commands = after(Hurts(8.0), Hurts(11.0, pain), state=working())

    assert says(commands) == [PROMPT["hurt_mild"]]
    assert logs(commands) == [("hurt", 0.0, pain)]
    assert after(Resume(20.0), state=paused)[0].mode is Mode.WORKING
    assert SCRIPT.steps[after(Next(20.0), state=paused)[0].step].item == 1


@pytest.mark.parametrize("pain", [4, 5])
def test_moderate_pain_takes_the_easier_version_from_its_beginning(pain: int) -> None:
    eased, commands = after(Hurts(8.0, pain), state=working(nth=1))

    step = SCRIPT.steps[eased.step]
    assert (step.item, step.easier, eased.eased) == (0, True, (0,))
    assert logs(commands) == [("hurt", 8.0, pain), ("easier", 0.0, pain)]
    assert says(after(Spoken(12.0, eased.take), state=eased)[1]) == [
        "Clamshell, left side first: you do four repetitions, each side."
    ]


@pytest.mark.parametrize("pain", [6, 10])
def test_strong_pain_ends_the_exercise(pain: int) -> None:
    dropped, commands = after(Hurts(8.0, pain), state=working())

    assert dropped.dropped == (0,)
    assert SCRIPT.steps[dropped.step].item == 1
    assert says(commands) == [PROMPT["hurt_ended"]]


def test_moderate_pain_without_an_easier_version_ends_the_exercise() -> None:
    dropped, _ = after(Hurts(8.0, 4), state=working(nth=4))

    assert dropped.dropped == (1,)
    assert SCRIPT.steps[dropped.step].kind is Kind.END


def test_moderate_pain_in_the_easier_version_ends_the_exercise() -> None:
    eased, _ = after(Hurts(8.0, 4), state=working())

    assert after(Hurts(9.0, 4), state=eased)[0].dropped == (0,)


@pytest.mark.parametrize("word", [Resume, Next, Start])
def test_going_on_without_a_number_never_continues_the_exercise(word: type[Resume]) -> None:
    moved, _ = after(Hurts(8.0), word(9.0), state=working())

    assert moved.dropped == (0,)
    assert SCRIPT.steps[moved.step].item == 1


@pytest.mark.parametrize("word", [Back, Repeat])
def test_while_asked_how_much_there_is_no_way_back(word: type[Back]) -> None:
    hurt, commands = after(Hurts(8.0), word(9.0), state=working())

    assert hurt.mode is Mode.HURT
    assert says(commands) == [PROMPT["not_now"]]


def test_back_does_not_reach_an_exercise_that_hurt() -> None:
    dropped, _ = after(Hurts(8.0, 7), state=working())

    moved, _ = after(Back(9.0), state=dropped)

    assert SCRIPT.steps[moved.step].item == 1


@pytest.mark.parametrize("mode", [Mode.READY, Mode.FINISHED, Mode.STOPPED])
@pytest.mark.parametrize(
    ("pain", "key"), [(None, "hurt_noted"), (2, "hurt_idle_mild"), (6, "hurt_rest_today")]
)
def test_pain_outside_the_exercises_is_noted_and_answered(mode: Mode, pain: int | None, key: str) -> None:
    state, commands = after(Hurts(5.0, pain), state=State(mode=mode))

    assert logs(commands) == [("hurt", 0.0, pain)]
    assert says(commands) == [PROMPT[key]]
    assert state.mode is mode


def test_a_stop_notes_the_work_and_only_start_undoes_it() -> None:
    stopped, commands = after(Stop(6.0), state=working())
    assert logs(commands) == [("stopped", 6.0, None)]

    for word in (Resume(7), Next(7), Back(7), Repeat(7), Pause(7)):
        assert after(word, state=stopped)[0].mode is Mode.STOPPED
    assert after(Start(8), state=stopped)[0].mode is Mode.BRIEFING


def test_starting_again_leaves_out_what_hurt() -> None:
    dropped, _ = after(Hurts(8.0, 7), state=working())

    again, _ = after(Stop(9), Start(10), state=dropped)

    assert SCRIPT.steps[again.step].item == 1


def test_a_rest_does_not_announce_what_was_dropped() -> None:
    rest = working(Kind.REST, 1)
    told, commands = after(Wake(1.0), state=rest)
    assert says(commands) == ["Next: Bridge hold."]

    untold = State(mode=Mode.WORKING, step=told.step, since=0.0, dropped=(1,))
    assert says(after(Wake(1.0), state=untold)[1]) == []


def test_the_page_is_told_of_every_change() -> None:
    _, commands = after(Start(0))

    (shown,) = [one for one in commands if isinstance(one, Show)]
    assert (shown.mode, shown.title, shown.step, shown.side) == ("briefing", "Leg raise", 1, "left")
    assert shown.upcoming == "Leg raise, left"


def test_pain_asks_for_a_single_exercise_too() -> None:
    lone = script(routine(item(dose=Dose(hold_s=30))))
    sitting = Sitting(lone)

    sitting.run(Start(0), Hurts(30, 8))

    assert sitting.driver.state.mode is Mode.FINISHED
    assert sitting.driver.state.dropped == (0,)


def test_strong_pain_at_the_closing_words_ends_the_session() -> None:
    closing = State(mode=Mode.BRIEFING, step=len(SCRIPT.steps) - 1, take=3, line_take=3)

    ended, commands = after(Hurts(5.0, 8), state=closing)

    assert (ended.mode, ended.dropped) == (Mode.FINISHED, (1,))
    assert logs(commands) == [("hurt", 0.0, 8)]
    assert says(commands) == [PROMPT["hurt_ended"]]


def test_the_heading_comes_ahead_of_the_words() -> None:
    _, commands = after(Start(0))

    assert isinstance(commands[0], Show)
