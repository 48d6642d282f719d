"""Reminders: worked out from how things stand, kept as rows, each told once.

What is wanted is worked out anew at every look, so a new plan, another zone or a restart leave nothing behind. A row
is claimed in the transaction that writes the message the page shows, so that is there exactly once. On its way
out a message is sent at most once where nobody can know whether it arrived, and tried again where it surely did not.
"""

import logging
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.app.connections import wanted_reminders
from service.app.courses import going, plan_today
from service.app.opening import open_wanted, reminder_key
from service.app.ports import Outlet, Unit
from service.app.records import Delivery, KeptCourse, KeptReminder, Message, Run
from service.app.world import World
from service.core.course.phases import days_between
from service.core.course.sessions import is_resting
from service.core.errors import WorldError
from service.core.plan import Plan, is_fifty_plus
from service.core.reminders import KINDS, Wish, is_night, schedule

log = logging.getLogger(__name__)

TITLE = "Afterrun"
REST_OVER_AT, SESSION_AT = time(9), time(17)
"""Local times. Ours: after breakfast, and when most people run."""
NUDGES = 2
"""So many reminders of sessions in a row that nobody did; then silence. Ours."""
STALE = timedelta(hours=12)
"""What has not got out by then stays in the page. Ours."""
MOST_TRIES = 5


def remind(world: World) -> None:
    """Send what is due, once. Safe to run at any time, from any number of processes."""
    if not world.reminds:
        return
    now, run = world.clock.now(), open_wanted(world)
    with world.store.unit() as unit:
        keep_wanted(world, unit, asked_about=run)
        due = next((found for found in coming(world, unit) if found.due_at <= now), None)
        if due is not None:
            message = Message(uuid.uuid4().hex[:12], now, due.kinds)
            unit.reminders.claim(message, due.keys, outlets=[outlet.name for outlet in world.outlets])
    deliver(world)


ASKS = frozenset({"help", "recheck", "check_in"})
"""Kinds that a later check-in or re-check has answered."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One message to come: for everything that falls together."""

    due_at: datetime
    keys: tuple[str, ...]
    kinds: tuple[str, ...]


def coming(world: World, unit: Unit) -> Sequence[Coming]:
    """Give the messages to come, earliest first."""
    waiting = {one.key: one for one in unit.reminders.waiting()}
    reminders = schedule(
        [Wish(one.key, one.due_at) for one in waiting.values()],
        zone=world.clock.zone,
        now=world.clock.now(),
        last_sent=unit.reminders.last_sent(),
        quiet=world.quiet,
    )
    return [
        Coming(found.due_at, found.wishes, _kinds([waiting[key].kind for key in found.wishes]))
        for found in reminders
    ]


def _kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if kind in kinds)


def words(world: World, kinds: Sequence[str]) -> str:
    """Give what a message says: nothing of what hurts, as a screen may be seen by others."""
    return " ".join(world.catalogue.reminder_words[kind] for kind in kinds)


def keep_wanted(world: World, unit: Unit, *, asked_about: Run | None) -> None:
    """Put what is wanted now, and drop what waits and is wanted no more. `asked_about`: as `asking` gives it."""
    wanted = list(_wanted(world, unit, asked_about))
    for one in wanted:
        unit.reminders.put(one)
    unit.reminders.drop_waiting(but=[one.key for one in wanted])


def _wanted(world: World, unit: Unit, run: Run | None) -> Iterator[KeptReminder]:
    yield from wanted_reminders(world, unit)
    if run is not None:
        yield KeptReminder(reminder_key(unit, run), "check_in", run.metrics.end)
    course = going(world, unit)
    kept = unit.check_ins.assessment(course.assessment_id) if course is not None else None
    if course is None or kept is None:
        return
    urgent = kept.assessment.triage == "urgent"
    for recheck in unit.rechecks.of_assessment(kept.id):
        if recheck.status in {"waiting", "due"}:
            yield KeptReminder(f"recheck:{recheck.id}", "help" if urgent else "recheck", recheck.due_at)
    plan = plan_today(world, unit, course, kept)
    fifty_plus = is_fifty_plus(kept.assessment, unit.profiles.get())
    yield from _of_days(world, unit, course, plan=plan, fifty_plus=fifty_plus)


def _of_days(
    world: World, unit: Unit, course: KeptCourse, *, plan: Plan, fifty_plus: bool
) -> Iterator[KeptReminder]:
    """Give what has its day rather than its hour: the end of a rest, and the next session."""
    today, until = world.clock.local_date(), course.progress.rests_until
    if until is not None and until >= today:
        yield KeptReminder(f"rest:{course.id}:{until}", "rest_over", _at(world, until, REST_OVER_AT))
    if not plan.prescriptions or is_resting(course.progress, on=today):
        return
    every = days_between(plan.phase, fifty_plus=fifty_plus)
    last = _last_session(world, unit, course)
    for nth in range(1, NUDGES + 1):
        day = last + timedelta(days=every * nth)
        if day >= today:
            yield KeptReminder(f"session:{course.id}:{day}", "session", _at(world, day, SESSION_AT))


def _last_session(world: World, unit: Unit, course: KeptCourse) -> date:
    """Give the day of the last session told about; before the first, the day this stage began."""
    told = [step.at for step in unit.courses.steps(course.id) if step.what == "session"]
    return max([course.progress.since, *(at.astimezone(world.clock.zone).date() for at in told)])


def _at(world: World, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, world.clock.zone)


def deliver(world: World) -> None:
    """Pass on what waits to get out, by day. A try whose end nobody saw is not repeated."""
    if is_night(world.clock.now(), world.clock.zone, quiet=world.quiet):
        return  # a message of the evening that did not get out waits for the morning
    outlets = {outlet.name: outlet for outlet in world.outlets}
    with world.store.unit() as unit:
        waiting = unit.reminders.deliveries(status="waiting")
        messages = {message.id: message for message in unit.reminders.messages(unread=False, limit=200)}
    for delivery in waiting:
        message, outlet = messages.get(delivery.message_id), outlets.get(delivery.outlet)
        if message is None or outlet is None or world.clock.now() - message.sent_at > STALE:
            _settle(world, delivery, "failed")
        elif _taken(world, delivery):
            _settle(world, delivery, _sent(world, outlet, message, tries=delivery.tries + 1))


def _taken(world: World, delivery: Delivery) -> bool:
    with world.store.unit() as unit:
        return unit.reminders.take(delivery)


def _sent(world: World, outlet: Outlet, message: Message, *, tries: int) -> str:
    """Send it outside of every transaction; give what became of it."""
    try:
        outlet.send(TITLE, words(world, message.kinds))
    except WorldError as trouble:
        log.warning("reminder did not get out outlet=%s code=%s", outlet.name, trouble.code)
        return "waiting" if tries < MOST_TRIES else "failed"
    return "sent"


def _settle(world: World, delivery: Delivery, status: str) -> None:
    with world.store.unit() as unit:
        unit.reminders.settle(delivery, status)


@dataclass(frozen=True, slots=True)
class Told:
    """A message as the page shows it."""

    at: datetime
    says: str


def unread(world: World) -> Sequence[Told]:
    """Give what was told and not seen yet, newest first; each kind once, and none that has been answered since."""
    with world.store.unit() as unit:
        messages = unit.reminders.messages(unread=True)
        latest = unit.check_ins.latest_assessments(limit=1)
    answered_at = latest[0].made_at if latest else None
    told: list[Told] = []
    seen: set[str] = set()
    for message in messages:
        over = _over(message.sent_at, now=world.clock.now(), answered_at=answered_at)
        fresh = tuple(kind for kind in message.kinds if kind not in seen | over)
        seen.update(message.kinds)
        if fresh:
            told.append(Told(message.sent_at, words(world, fresh)))
    return told


def _over(sent_at: datetime, *, now: datetime, answered_at: datetime | None) -> set[str]:
    """Give the kinds that need nobody any more when they were told so long ago."""
    answered = ASKS if answered_at is not None and sent_at <= answered_at else frozenset()
    return {*answered, *({"session"} if now - sent_at > timedelta(days=1) else ())}


def read_all(world: World) -> None:
    """Note that everything told has been seen."""
    with world.store.unit() as unit:
        unit.reminders.mark_read(at=world.clock.now())
