"""When to remind: counted in real hours from the answered check-in, never at night, never twice in short order.

A wish says what is due and when. The schedule is made anew whenever something changes (a new assessment, another
time zone, a restart): it holds no state but what was sent last, so nothing is lost and nothing comes twice.
Times are aware; hours are elapsed hours, so that a clock change makes none of them longer.
Source: plans.yaml `recheck_schedule`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

KINDS = ("help", "recheck", "check_in", "rest_over", "session", "connection")
"""What there is to remind of, the most pressing first."""
TOGETHER = timedelta(hours=6)
"""What is closer than this is one reminder."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local hours without a reminder: from `sleeps` o'clock up to `wakes` o'clock; none where both are the same."""

    sleeps: int = 22
    wakes: int = 7

    def covers(self, hour: int) -> bool:
        """Say whether this hour of the day is quiet."""
        if self.sleeps <= self.wakes:
            return self.sleeps <= hour < self.wakes
        return hour >= self.sleeps or hour < self.wakes


NIGHT = Quiet()
"""Source: plans.yaml `recheck_schedule`, never 22:00-07:00 local."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that is due."""

    id: str
    due_at: datetime
    """Aware."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message, for everything that fell together."""

    due_at: datetime
    """Aware, UTC; by day where the runner is."""
    wishes: tuple[str, ...]
    """Ids, the earliest first."""


def rechecks(answered_at: datetime, hours: Sequence[int]) -> tuple[Wish, ...]:
    """Give the re-checks that a phase asks for (`Phase.recheck_h`); each is called by its hours."""
    start = answered_at.astimezone(UTC)
    return tuple(Wish(str(after), start + timedelta(hours=after)) for after in sorted(set(hours)))


def schedule(
    wishes: Iterable[Wish],
    *,
    zone: tzinfo,
    now: datetime,
    last_sent: datetime | None = None,
    quiet: Quiet = NIGHT,
) -> tuple[Reminder, ...]:
    """Give the reminders still to send, earliest first: send those whose `due_at` is not after `now`.

    `wishes`: only those not sent yet. What is late comes now, or at seven where it is night. `last_sent` keeps
    six hours between two messages, whatever was scheduled before.
    """
    earliest = now if last_sent is None else max(now, last_sent + TOGETHER)
    timed = sorted(
        (by_day(max(wish.due_at, earliest), zone, quiet=quiet), wish.due_at, wish.id) for wish in wishes
    )
    return tuple(_together(timed))


def by_day(moment: datetime, zone: tzinfo, *, quiet: Quiet = NIGHT) -> datetime:
    """Give the moment itself, or the end of the quiet hours (seven o'clock) where it lies in them. In UTC."""
    if not is_night(moment, zone, quiet=quiet):
        return moment.astimezone(UTC)
    local = moment.astimezone(zone)
    days = 1 if local.hour >= quiet.wakes else 0
    while True:
        morning = _waking(local, days, zone, hour=quiet.wakes)
        if morning >= moment and not is_night(morning, zone, quiet=quiet):
            return morning
        days += 1  # this morning has no seven o'clock: a zone may skip an hour, or a whole day


def is_night(moment: datetime, zone: tzinfo, *, quiet: Quiet = NIGHT) -> bool:
    """Say whether the runner is not to be disturbed."""
    return quiet.covers(moment.astimezone(zone).hour)


def _waking(local: datetime, days: int, zone: tzinfo, *, hour: int) -> datetime:
    day = local.date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC)


def _together(timed: Sequence[tuple[datetime, datetime, str]]) -> Iterator[Reminder]:
    """Join what is closer than six hours to the first of its group; the first's time counts."""
    group: list[str] = []
    opened: datetime | None = None
    for due_at, _, wish_id in timed:
        if opened is not None and due_at - opened >= TOGETHER:
            yield Reminder(opened, tuple(group))
            group, opened = [], None
        opened = opened or due_at
        group.append(wish_id)
    if opened is not None:
        yield Reminder(opened, tuple(group))
