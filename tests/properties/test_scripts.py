"""Whatever the routine, the coaching keeps its promises. Source of the promises: voice.md §5."""

from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from service.core.catalogue import Dose
from service.core.routine import Routine, RoutineItem
from tests.build.routine import ENGLISH, exercise, routine
from voice.player.ahead import coast, timed
from voice.player.machine import turn
from voice.player.messages import Say, Start
from voice.player.state import Mode, State
from voice.script.coaching import Coaching, CueKind, Given
from voice.script.compile import compile_script
from voice.script.model import Kind, Script, Tone, Utterance
from voice.script.timing import length_s

HOLDS = st.builds(
    Dose,
    sets=st.integers(1, 3),
    reps=st.integers(1, 3),
    hold_s=st.sampled_from([3.0, 8.0, 15.0, 19.5, 20.0, 30.0, 40.0, 41.0, 60.0, 125.0, 900.0]),
    sides=st.integers(1, 2),
    rest_s=st.sampled_from([0.0, 5.0, 12.0, 30.0, 120.0]),
    between_reps_s=st.sampled_from([0.0, 3.0, 30.0]),
)
REPS = st.builds(
    Dose,
    sets=st.integers(1, 3),
    reps=st.integers(1, 15),
    tempo_s=st.sampled_from([(0.6,), (1.0, 1.0), (2.0, 1.0, 3.0), (4.0, 2.0, 6.0)]),
    sides=st.integers(1, 2),
    rest_s=st.sampled_from([0.0, 15.0, 60.0]),
)
FIXES = st.lists(
    st.sampled_from(
        ["Lift less.", "Keep both hip bones level.", "Press the heel into the floor and breathe."]
    ),
    unique=True,
    max_size=3,
).map(tuple)
ITEMS = st.builds(
    lambda dose, fixes, name: RoutineItem(exercise(name, fixes=fixes), dose),
    st.one_of(HOLDS, REPS),
    FIXES,
    st.sampled_from(["Bridge hold", "Single-leg deadlift", "Clamshell"]),
)
ROUTINES = st.lists(ITEMS, min_size=1, max_size=4).map(lambda items: routine(*items))
WISHES = st.dictionaries(st.sampled_from(list(CueKind)), st.sampled_from(list(Given))).map(Coaching)


def written(built: Routine, coaching: Coaching | None = None) -> Script:
    return compile_script(built, ENGLISH, coaching=coaching)


@given(ROUTINES, WISHES)
def test_no_two_cues_overlap_and_none_is_cut_by_its_step_s_end(built: Routine, wishes: Coaching) -> None:
    for step in written(built, wishes).steps:
        ends = [(cue.at_s, cue.at_s + length_s(cue.utterance, 145)) for cue in step.cues]
        assert all(end <= later for (_, end), (later, _) in pairwise(ends))
        assert all(end <= step.work_s or at == step.work_s for at, end in ends)


@given(ROUTINES)
def test_work_stands_behind_time_to_settle_that_ends_with_begin(built: Routine) -> None:
    steps = written(built).steps
    for ready, work in pairwise(steps):
        if work.kind is Kind.WORK:
            assert ready.kind is Kind.CHANGE
            assert 5 <= ready.work_s <= 8
            assert ready.cues[-1].at_s == ready.work_s
            assert work.cues[0].utterance.tone is Tone.BEGIN
            assert work.cues[-1].utterance.tone is Tone.END
            assert work.cues[-1].at_s == work.work_s


@given(ROUTINES)
def test_a_hold_is_counted_by_its_length(built: Routine) -> None:
    for step in written(built).steps:
        if step.kind is Kind.WORK and step.rep_s is None:
            told = [cue.utterance.text for cue in step.cues]
            assert told[-2:] == ["one", "♪ done"]
            assert ("Half-way." in told) == (step.work_s >= 20)
            assert ("Ten seconds." in told) == (step.work_s > 40)


@given(ROUTINES)
def test_what_comes_next_is_named_six_seconds_before_it_is_briefed(built: Routine) -> None:
    for step in written(built).steps:
        if step.kind is Kind.REST:
            named = [cue.at_s for cue in step.cues if cue.utterance.text.startswith("Next: ")]
            said = [line for line in step.briefing if line.text.startswith("Next: ")]
            assert said or named[0] <= step.work_s - 6


@given(ROUTINES)
def test_one_fault_cue_a_set_and_never_one_twice_in_a_row(built: Routine) -> None:
    fixes = {fault.fix for item in built.items for fault in item.exercise.faults}
    for index in range(len(built.items)):
        mine = [step for step in written(built).steps if step.item == index and step.kind is not Kind.REST]
        told = [
            [
                fix
                for fix in fixes
                if any(fix in u.text for u in (*ready.briefing, *(c.utterance for c in work.cues)))
            ]
            for ready, work in zip(mine[::2], mine[1::2], strict=False)
        ]
        assert all(len(each) <= 1 for each in told)
        assert all(one != other for one, other in pairwise(told) if one)


@given(ROUTINES)
def test_a_change_of_sides_names_the_side(built: Routine) -> None:
    for before, change in pairwise([step for step in written(built).steps if step.kind is not Kind.REST]):
        if change.kind is Kind.CHANGE and before.kind is Kind.WORK and before.item == change.item:
            said = " ".join(line.text for line in change.briefing)
            assert change.side is None or f"{change.side} side" in said


@given(ROUTINES, st.floats(0.7, 1.4))
def test_played_with_any_voice_nothing_is_cut_but_by_what_follows_its_end(
    built: Routine, pace: float
) -> None:
    """A voice slower than was estimated loses cues; it never talks over itself."""
    script = written(built)

    def length(utterance: Utterance) -> float:
        return pace * length_s(utterance, 145)

    state, commands = turn(script, State(), Start(0.0))
    said = [(0.0, one.utterance) for one in commands if isinstance(one, Say)]
    turns = list(coast(script, state, length, until=inf))
    told = timed(iter(turns))
    said += [(due.at, due.command.utterance) for due in told if isinstance(due.command, Say)]

    assert turns[-1].state.mode is Mode.FINISHED
    for (at, utterance), (then, behind) in pairwise(said):
        late = behind.tone is Tone.END or utterance.text == "one"
        assert late or at + length(utterance) <= then + 1e-6
