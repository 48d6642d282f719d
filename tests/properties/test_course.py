"""A plan never answers pain with more: whatever happens, after "that hurts" comes nothing harder."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from service.content.schema.movement import FLOORS
from service.core.assess import assess
from service.core.athlete import Athlete
from service.core.catalogue import FactValue
from service.core.course import (
    Move,
    Progress,
    Session,
    after_night,
    after_recheck,
    after_session,
    pass_gate,
    plan_at,
    start,
)
from service.core.course.hurting import harder_than
from service.core.course.phases import place_of
from service.core.course.values import Point
from service.core.routine import RoutineItem, build
from tests.build.course import DAY, REAL, TENDON
from tests.build.facts import facts

PHASES = tuple(f"{plan.id}.{phase.id}" for plan in REAL.protocols.values() for phase in plan.phases)
HURTS = st.one_of(st.integers(4, 10), st.none())
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("session"), st.integers(0, 10), st.booleans()),
        st.tuples(st.just("night"), st.just(0), st.booleans()),
        st.tuples(st.just("gate"), st.just(0), st.booleans()),
        st.tuples(st.just("recheck"), st.integers(0, 10), st.booleans()),
    ),
    max_size=40,
)


def _place(progress: Progress) -> tuple[int, int]:
    return place_of(progress, REAL), progress.step


def _after(progress: Progress, event: tuple[str, int, bool], *, days: int) -> Progress:
    kind, pain, good = event
    on = DAY + timedelta(days=days)
    if kind == "session":
        return after_session(progress, Session(on, pain, sharp=not good), catalogue=REAL).progress
    if kind == "night":
        return after_night(progress, on=on, settled=good, catalogue=REAL).progress
    if kind == "gate":
        return pass_gate(progress, on=on, passed=good, catalogue=REAL).progress
    seen = assess({**TENDON, "q.pain": float(pain)}, REAL)
    return after_recheck(progress, Point(on, pain), before=seen, now=seen, catalogue=REAL).progress


@given(phase=st.sampled_from(PHASES), step=st.integers(0, 4), pain=HURTS, sharp=st.booleans(), after=EVENTS)
@settings(max_examples=300, deadline=None)
def test_after_that_hurts_nothing_harder_comes_before_two_clean_sessions(
    phase: str, step: int, pain: int | None, *, sharp: bool, after: list[tuple[str, int, bool]]
) -> None:
    here = Progress(phase, DAY, began=DAY, pain_at_start=4, step=step, earned=False)
    hurt = after_session(here, Session(DAY, pain, sharp=sharp), catalogue=REAL).progress
    assert _place(hurt) <= _place(here)

    calm, progress = 0, hurt
    for days, event in enumerate(after, 1):
        before, progress = progress, _after(progress, event, days=days)
        if progress.protocol != here.protocol:
            return
        calm = _calm_in_a_row(calm, event)
        if calm < 2 * 2:  # a session and its morning, twice
            assert _place(progress) <= _place(before)
        else:
            return


def _calm_in_a_row(calm: int, event: tuple[str, int, bool]) -> int:
    """Count calm sessions and settled mornings; one that was not starts the count anew."""
    kind, pain, good = event
    if kind == "session":
        return calm + 1 if pain <= 3 and good else 0
    if kind == "night":
        return calm + 1 if good else 0
    return calm


@given(phase=st.sampled_from(PHASES), pain=st.integers(4, 10), pick=st.integers(0, 9), after=EVENTS)
@settings(max_examples=200, deadline=None)
def test_what_hurt_and_what_is_harder_stays_away_from_all_sessions_until_two_were_calm(
    phase: str, pain: int, pick: int, after: list[tuple[str, int, bool]]
) -> None:
    """Over sessions, nights, gates and re-checks, with whatever each session may turn to in its course."""
    here = Progress(phase, DAY, began=DAY, pain_at_start=4, earned=True)
    items = _routine(here)
    if not items:
        return
    name = items[pick % len(items)].exercise.id
    too_much = harder_than([name], REAL) | {name}
    progress = after_session(here, Session(DAY, pain, hurt=(name,)), catalogue=REAL).progress
    assert _reachable(progress).isdisjoint(too_much)

    calm = 0
    for days, event in enumerate(after, 1):
        progress = _after(progress, event, days=days)
        calm = _calm_in_a_row(calm, event)
        if calm >= 2 * 2 or progress.protocol != here.protocol:
            return
        assert _reachable(progress).isdisjoint(too_much)


def _routine(progress: Progress) -> tuple[RoutineItem, ...]:
    made = plan_at(progress, assess({}, REAL), catalogue=REAL, athlete=Athlete())
    return build(made, REAL).items


def _reachable(progress: Progress) -> set[str]:
    """Give all exercises of the next session, and the easier versions it can turn to."""
    items = _routine(progress)
    easier = {item.easier.exercise.id for item in items if item.easier is not None}
    return {item.exercise.id for item in items} | easier


@given(phase=st.sampled_from(PHASES), known=facts())
@settings(max_examples=100, deadline=None)
def test_every_exercise_of_a_plan_has_a_way_down_to_a_floor(phase: str, known: dict[str, FactValue]) -> None:
    found = assess(known, REAL)
    made = plan_at(replace(start(found, on=DAY), phase=phase), found, catalogue=REAL, athlete=Athlete())
    for item in build(made, REAL).items:
        below = _below(item)
        assert item.exercise.id in FLOORS or below & FLOORS


@given(events=EVENTS, phase=st.sampled_from(PHASES))
@settings(max_examples=200, deadline=None)
def test_no_move_skips_a_phase_or_a_step(events: list[tuple[str, int, bool]], phase: str) -> None:
    progress = Progress(phase, DAY, began=DAY, pain_at_start=4)
    for days, event in enumerate(events):
        before, progress = progress, _after(progress, event, days=3 * days)
        if progress.protocol == before.protocol:
            assert abs(place_of(progress, REAL) - place_of(before, REAL)) <= 1
            assert progress.step <= before.step + 1


@given(known=facts(), phase=st.sampled_from(PHASES))
@settings(max_examples=200, deadline=None)
def test_an_urgent_finding_emits_no_exercise_in_any_phase(known: dict[str, FactValue], phase: str) -> None:
    found = assess({**known, "q.chest_pain": True}, REAL)

    made = plan_at(replace(start(found, on=DAY), phase=phase), found, catalogue=REAL, athlete=Athlete())

    assert build(made, REAL).items == ()


@given(known=facts())
@settings(max_examples=200, deadline=None)
def test_a_flag_that_can_wait_emits_only_what_its_phase_lists(known: dict[str, FactValue]) -> None:
    found = assess(known, REAL)
    if not found.red_flags:
        return

    made = plan_at(start(found, on=DAY), found, catalogue=REAL, athlete=Athlete())

    assert {item.exercise.id for item in build(made, REAL).items} <= {"breath_reset"}


@given(known=facts(), phase=st.sampled_from(PHASES))
@settings(max_examples=100, deadline=None)
def test_a_danger_in_a_recheck_always_stops(known: dict[str, FactValue], phase: str) -> None:
    before, now = assess(known, REAL), assess({**known, "q.fever": True}, REAL)
    here = replace(start(before, on=DAY), phase=phase)

    step = after_recheck(here, Point(DAY, 0), before=before, now=now, catalogue=REAL)

    assert (step.move, step.see_clinician) == (Move.STOP, True)


@given(phase=st.sampled_from(PHASES))
def test_every_way_down_leads_to_something_easier(phase: str) -> None:
    """No easier version, however often it is taken, leads back to the exercise that hurt."""
    here = Progress(phase, DAY, began=DAY, pain_at_start=4)
    made = plan_at(here, assess({}, REAL), catalogue=REAL, athlete=Athlete())
    for item in build(made, REAL).items:
        assert item.exercise.id not in _below(item)


def _below(item: RoutineItem) -> set[str]:
    below: set[str] = set()
    todo = list(item.exercise.easier)
    while todo:
        name = todo.pop()
        if name not in below:
            below.add(name)
            todo += REAL.exercises[name].easier
    return below
