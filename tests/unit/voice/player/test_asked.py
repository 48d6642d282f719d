"""What a runner may ask for or about: another pace, another version, how long, how many."""

import pytest

from service.core.catalogue import Dose
from tests.build.routine import item, routine, says, script, two_exercises
from voice.player.machine import turn
from voice.player.messages import (
    Command,
    Easier,
    Event,
    Faster,
    Harder,
    Help,
    HowLong,
    HowMany,
    Hurts,
    Log,
    Pause,
    Repeat,
    Resume,
    Show,
    Slower,
    Spoken,
    Start,
    Wake,
    WakeAt,
)
from voice.player.pace import FACTORS
from voice.player.state import Mode, State
from voice.script.model import Kind, Script

SCRIPT = script(two_exercises())
HOLD = script(routine(item(dose=Dose(sets=2, hold_s=60.0, rest_s=30.0)), item("Side plank")))
PROMPT = {key: utterance.text for key, utterance in SCRIPT.prompts.items()}


def after(*events: Event, state: State, of: Script = SCRIPT) -> tuple[State, tuple[Command, ...]]:
    commands: tuple[Command, ...] = ()
    for event in events:
        state, commands = turn(of, state, event)
    return state, commands


def working(of: Script = SCRIPT, kind: Kind = Kind.WORK, nth: int = 0) -> State:
    """The nth step of this kind with its clock begun at 0."""
    index = [n for n, step in enumerate(of.steps) if step.kind is kind and not step.easier][nth]
    state = State(mode=Mode.BRIEFING, step=index, line=len(of.steps[index].briefing), take=7)
    return after(Spoken(0.0, 7), state=state, of=of)[0]


def wake_at(commands: tuple[Command, ...]) -> float | None:
    return next(one.at for one in commands if isinstance(one, WakeAt))


def test_slower_gives_every_repetition_more_time() -> None:
    slowed, commands = after(Wake(0.3), Spoken(0.9, 9), Slower(1.0), state=working())

    assert says(commands) == [PROMPT["slower"]]
    assert wake_at(commands) == pytest.approx(1.0 + (5.0 - 1.0) * FACTORS[1])
    assert slowed.pace == 1


def test_the_time_worked_is_the_runner_s_own_at_any_pace() -> None:
    slowed, _ = after(Slower(10.0), state=working())

    _, commands = after(Wake(1000.0), state=slowed)

    (log,) = [one for one in commands if isinstance(one, Log)]
    assert log.worked_s == pytest.approx(10.0 + 30.0 * FACTORS[1])


def test_the_page_counts_the_time_that_will_really_pass() -> None:
    _, commands = after(Slower(0.0), state=working())

    (show,) = [one for one in commands if isinstance(one, Show)]
    assert show.work_s == pytest.approx(40 * FACTORS[1])


def test_a_hold_lasts_what_it_lasts_at_any_pace() -> None:
    slowed, _ = after(Slower(0.0), state=working(HOLD), of=HOLD)

    _, commands = after(Wake(60.0), state=slowed, of=HOLD)

    assert [one.outcome for one in commands if isinstance(one, Log)] == ["done"]


def test_a_rest_may_grow_but_is_never_cut_short() -> None:
    rest = working(HOLD, Kind.REST)

    assert after(Slower(0.0), Wake(30.0), state=rest, of=HOLD)[0].step == rest.step
    assert after(Faster(0.0), Wake(29.9), state=rest, of=HOLD)[0].step == rest.step
    assert after(Faster(0.0), Wake(30.0), state=rest, of=HOLD)[0].step == rest.step + 1


@pytest.mark.parametrize(("word", "end"), [(Slower, "slowest"), (Faster, "fastest")])
def test_there_is_a_slowest_and_a_fastest(word: type[Slower], end: str) -> None:
    far, _ = after(*[word(1.0)] * 4, state=working())

    _, commands = after(word(1.0), state=far)

    assert says(commands) == [PROMPT[end]]


def test_a_change_of_pace_while_paused_starts_no_clock() -> None:
    changed, commands = after(Pause(5.0), Slower(50.0), state=working())

    assert changed.since is None
    assert not [one for one in commands if isinstance(one, WakeAt)]
    assert after(Resume(90.0), Pause(90.0), state=changed)[0].worked_s == 5.0


def test_easier_takes_the_easier_version_and_harder_leads_back() -> None:
    eased, commands = after(Easier(8.0), state=working())
    assert says(commands) == [PROMPT["easier"]]
    assert SCRIPT.steps[eased.step].easier
    assert [(one.outcome, one.worked_s) for one in commands if isinstance(one, Log)] == [("easier", 8.0)]

    back, commands = after(Harder(20.0), state=eased)
    assert says(commands) == [PROMPT["harder"]]
    assert (SCRIPT.steps[back.step].easier, back.eased) == (False, ())


def test_what_hurt_with_four_never_gets_harder_again() -> None:
    eased, _ = after(Hurts(8.0, 4), state=working())

    still, commands = after(Harder(20.0), state=eased)

    assert says(commands) == [PROMPT["harder_hurt"]]
    assert still.eased == (0,)


def test_what_has_no_easier_version_says_so() -> None:
    assert says(after(Easier(1.0), state=working(nth=4))[1]) == [PROMPT["no_easier"]]


def test_nothing_is_made_harder_than_the_plan_asks_for() -> None:
    assert says(after(Harder(1.0), state=working())[1]) == [PROMPT["no_harder"]]


def test_how_long_tells_this_hold_and_the_whole() -> None:
    asked, commands = after(HowLong(20.0), state=working(HOLD), of=HOLD)

    assert says(commands) == ["Forty seconds left here, and about four minutes in all."]
    assert asked.since is not None


def test_how_long_before_the_start_tells_the_whole() -> None:
    assert says(after(HowLong(0.0), state=State(), of=HOLD)[1]) == ["About four minutes left."]


def test_how_long_at_the_end_is_less_than_a_minute() -> None:
    last = State(mode=Mode.BRIEFING, step=len(HOLD.steps) - 1)

    assert says(after(HowLong(0.0), state=last, of=HOLD)[1]) == ["Less than a minute left."]


def test_how_many_counts_repetitions_rounds_and_exercises() -> None:
    _, commands = after(HowMany(12.0), state=working())

    assert says(commands) == ["Six more in this set, then three more rounds of this, then one more exercise."]


def test_the_round_that_is_being_prepared_is_not_counted_as_a_further_one() -> None:
    started, _ = after(Start(0), state=State(), of=HOLD)

    assert says(after(HowMany(1.0), state=started, of=HOLD)[1]) == [
        "One more round of this, then one more exercise."
    ]


def test_the_last_one_is_called_the_last() -> None:
    assert says(after(HowMany(1.0), state=working(HOLD, nth=2), of=HOLD)[1]) == ["This is the last one."]


def test_a_question_stops_no_clock_and_the_cue_behind_it_waits_for_none() -> None:
    asked, _ = after(HowLong(26.5), state=working(nth=4))

    cut, commands = after(Wake(27.0), state=asked)

    assert says(commands) == []  # "three" would cut the answer short
    assert wake_at(commands) == 28.0
    assert says(after(Spoken(27.5, asked.take), Wake(28.0), state=cut)[1]) == ["two"]


def test_an_end_that_nobody_reports_silences_the_cues_for_a_while_only() -> None:
    asked, _ = after(HowLong(2.0), state=working(HOLD), of=HOLD)

    assert says(after(Wake(30.0), state=asked, of=HOLD)[1]) == ["Half-way."]


@pytest.mark.parametrize("mode", list(Mode))
def test_help_is_given_in_every_mode(mode: Mode) -> None:
    key = "help_hurt" if mode is Mode.HURT else "help"

    assert says(after(Help(0.0), state=State(mode=mode))[1]) == [PROMPT[key]]


def test_repeating_notes_what_was_worked_before() -> None:
    _, commands = after(Repeat(9.0), state=working())

    assert [(one.outcome, one.worked_s) for one in commands if isinstance(one, Log)] == [("repeated", 9.0)]


def test_whoever_takes_over_knows_what_is_being_said() -> None:
    started, commands = after(Start(3.0), state=State())

    assert started.airing is not None
    assert [started.airing.text] == says(commands)
    assert started.aired_at == 3.0
