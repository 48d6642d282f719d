"""No order of events breaks the player."""

from hypothesis import given
from hypothesis import strategies as st

from tests.build.routine import says, script, two_exercises
from voice.player.machine import turn
from voice.player.messages import (
    Back,
    Easier,
    Event,
    Faster,
    Harder,
    Help,
    HowLong,
    HowMany,
    Hurts,
    Log,
    Next,
    Pause,
    Repeat,
    Resume,
    Slower,
    Spoken,
    Start,
    Stop,
    Wake,
    WakeAt,
)
from voice.player.pace import FACTORS
from voice.player.state import Mode, State

SCRIPT = script(two_exercises())
GAPS = st.floats(0, 200)
WORDS = st.one_of(
    st.sampled_from([Start, Pause, Resume, Next, Back, Repeat, Stop, Wake]).map(lambda kind: (kind, None)),
    st.sampled_from([Slower, Faster, Easier, Harder, HowLong, HowMany, Help]).map(lambda kind: (kind, None)),
    st.one_of(st.none(), st.integers(0, 10)).map(lambda pain: (Hurts, pain)),
    st.just((Spoken, None)),
    st.just((Spoken, None)),
)
TALES = st.lists(st.tuples(WORDS, GAPS), max_size=60)


def event(word: tuple[type, int | None], at: float, take: int) -> Event:
    kind, pain = word
    if kind is Hurts:
        return Hurts(at, pain)
    if kind is Spoken:
        return Spoken(at, take)
    made: Event = kind(at)
    return made


@given(TALES)
def test_no_tale_breaks_the_player_or_logs_more_than_was_asked(
    tale: list[tuple[tuple[type, int | None], float]],
) -> None:
    state, at = State(), 0.0
    for word, gap in tale:
        at += gap
        before = SCRIPT.steps[state.step]
        state, commands = turn(SCRIPT, state, event(word, at, state.take))

        logged = [one.worked_s for one in commands if isinstance(one, Log)]
        assert all(seconds >= 0 for seconds in logged)
        assert sum(logged) <= before.work_s * max(FACTORS.values()) + 1e-6
        assert 0 <= state.worked_s <= SCRIPT.steps[state.step].work_s
        assert all(one.at is None or one.at >= 0 for one in commands if isinstance(one, WakeAt))


@given(TALES)
def test_after_pain_of_four_the_original_is_never_said_again(
    tale: list[tuple[tuple[type, int | None], float]],
) -> None:
    state, at = State(), 0.0
    forbidden: set[str] = set()
    for word, gap in tale:
        at += gap
        told = event(word, at, state.take)
        before, mode = SCRIPT.steps[state.step], state.mode.value
        state, commands = turn(SCRIPT, state, told)
        busy = mode in {"briefing", "working", "paused", "hurt"}
        if (
            isinstance(told, Hurts)
            and told.pain is not None
            and told.pain >= 4
            and busy
            and before.work_s > 0
        ):
            forbidden.add(
                before.title if before.title != "Rest" else ("Leg raise", "Bridge hold")[before.item]
            )
            if before.title == "Rest" and before.easier:
                forbidden.add("Clamshell")
        if "Clamshell" in forbidden:
            forbidden.add("Leg raise")
        said = " ".join(says(commands)).lower()
        assert not [title for title in forbidden if title.lower() in said]


@given(st.integers(0, len(SCRIPT.steps) - 1), st.floats(0, 10_000), st.floats(0, 900))
def test_a_wake_late_by_any_amount_says_at_most_one_thing(step: int, late: float, worked: float) -> None:
    worked = min(worked, SCRIPT.steps[step].work_s)
    briefed = State(mode=Mode.BRIEFING, step=step, line=len(SCRIPT.steps[step].briefing), take=3)
    state, _ = turn(SCRIPT, briefed, Spoken(0.0, 3))

    _, commands = turn(SCRIPT, state, Wake(worked + late))

    assert len(says(commands)) <= 1
