"""Today's session of the plan for a watch to lead, and back: what the watch says was done closes it.

A watch cannot ask whether it hurts. So the first step is the plan's own rule about pain, to be read, and how the
session felt is asked on the plan page as after every other.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from adapters.workouts import WatchRound, WatchStep, WatchWorkout
from service.app.coaching import first_side, refuse_urgent
from service.app.plan_view import PlanView, view_plan
from service.app.ticking import tick_off, write_down
from service.app.today import plan_for_now
from service.app.world import World
from service.core.activity import Activity, Session
from service.core.catalogue import Dose
from service.core.errors import Error, InputError, NotFound
from service.core.routine import Routine, RoutineItem, build
from voice.player.resting import unfinished

log = logging.getLogger(__name__)

KIND = "watch_workout"
SPORTS = frozenset({"training", "fitness_equipment", "hiit", "generic"})
"""FIT's words for what is done in one place."""
SHORTEST_S = 120.0
"""Below it a workout was opened and left. Ours."""


@dataclass(frozen=True, slots=True)
class ForWatch:
    """A file to hand over."""

    name: str
    data: bytes


def for_watch(world: World) -> ForWatch:
    """Write today's session for a watch, and remember its name.

    Raises NotFound without a plan, InputError where today is rest or somebody has to be seen first.
    """
    seen = view_plan(world)
    if seen is None:
        raise NotFound("There is no plan that goes on, so there is no session for the watch.")
    refuse_urgent(seen.kept)
    with world.store.unit() as unit:
        plan = plan_for_now(world, unit, seen.kept, plan=seen.plan, pain_before=None)
    routine = build(plan, world.catalogue)
    if not routine.items:
        raise InputError(
            "The plan is rest for now: there is nothing for the watch to lead.", code="rest_only"
        )
    today = world.clock.local_date()
    workout = workout_of(routine, day=today, first_side=first_side(seen.kept))
    with world.store.unit() as unit:
        unit.notes.put(KIND, workout.name, json.dumps({"assessment_id": seen.kept.id}))
    serial = 1 + today.toordinal()
    data = world.watch.write(workout, made_at=world.clock.now(), serial=serial)
    return ForWatch(f"afterrun-{today.isoformat()}.fit", data)


def workout_of(routine: Routine, *, day: date, first_side: str = "left") -> WatchWorkout:
    """Give a routine as a watch leads it. Its name is a day: what hurts is no word for a wrist, or for its maker."""
    rule = routine.opening or "Stop where it hurts."
    rounds = [WatchRound((WatchStep("Read this, then press", rule),))]
    sides = (first_side, "right" if first_side == "left" else "left")
    rounds += [each for item in routine.items for each in _rounds(item, sides)]
    return WatchWorkout(f"Afterrun {day.isoformat()}", tuple(rounds))


def _rounds(item: RoutineItem, sides: tuple[str, str]) -> Iterator[WatchRound]:
    """Give the sets as one round; where holds have pauses between them, each set and side is a round of its own."""
    dose = item.dose
    names = [f"{item.exercise.name}, {side}" for side in sides] if dose.sides > 1 else [item.exercise.name]
    rest = (WatchStep("Rest", seconds=dose.rest_s, is_rest=True),) if dose.sets > 1 and dose.rest_s else ()
    if dose.hold_s is None or dose.reps == 1 or not dose.between_reps_s:
        yield WatchRound((*(_work(item, name) for name in names), *rest), times=dose.sets)
        return
    pause = WatchStep("Rest", seconds=dose.between_reps_s, is_rest=True)
    for nth in range(dose.sets):
        for name in names:
            hold = WatchStep(name, _notes(item), seconds=dose.hold_s)
            yield WatchRound((hold, pause), times=dose.reps)
        if rest and nth < dose.sets - 1:
            yield WatchRound(rest)


def _work(item: RoutineItem, name: str) -> WatchStep:
    dose = item.dose
    if dose.hold_s is None:
        return WatchStep(name, _notes(item), reps=dose.reps)
    return WatchStep(name, _notes(item), seconds=dose.reps * dose.hold_s)


def _notes(item: RoutineItem) -> str:
    exercise = item.exercise
    stop = f"Stop at {exercise.stop_signs[0]}." if exercise.stop_signs else ""
    return " ".join(part for part in (_how(item.dose), *exercise.move[:1], stop) if part)


def _how(dose: Dose) -> str:
    return f"Tempo {'-'.join(f'{part:g}' for part in dose.tempo_s)} s." if dose.tempo_s else ""


def close_done(world: World, activity: Activity) -> None:
    """Close today's session where this activity is a workout of ours that was done today. Never raises for less."""
    if activity.workout is None or not any(_is_done(one) for one in activity.sessions):
        return
    with world.store.unit() as unit:
        handed_out = unit.notes.get(KIND, activity.workout)
    if handed_out is None or _day(activity) != world.clock.local_date():
        return
    seen = view_plan(world)
    if seen is None or seen.was_done_today or seen.asks_session:
        return
    if seen.kept.id != json.loads(handed_out)["assessment_id"]:
        return
    try:
        _close(world, seen)
    except Error as refused:  # a rest day that began meanwhile, another driver: the plan page tells
        log.info("a workout was done that closes no session code=%s", refused.code)


def _close(world: World, seen: PlanView) -> None:
    """Close the session that was begun here today, or write one down."""
    everything = {item.exercise.id for item in build(seen.plan, world.catalogue).items}
    with world.store.unit() as unit:
        begun = unit.guided.get(seen.course.sitting_id) if seen.course.sitting_id else None
        if begun is not None and unfinished(begun.state):
            write_down(world, unit, begun, everything)
            return
    tick_off(world, seen.kept.id, everything)


def _is_done(session: Session) -> bool:
    return session.sport in SPORTS and (session.timer_s or 0.0) >= SHORTEST_S


def _day(activity: Activity) -> date | None:
    starts = [session.start for session in activity.sessions if session.start is not None]
    return (min(starts) + timedelta(seconds=activity.utc_offset_s or 0)).date() if starts else None
