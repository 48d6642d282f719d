"""Which of several candidates for a runner's own numbers counts on a day, by whom it can be trusted.

Highest heart rate: a test, then what was seen held in two runs, then the watch, then a formula; whatever was
seen above it raises it at once, and nothing ever lowers it by itself. Threshold: a test, a race, the watch,
then a share of the highest. Threshold speed is never guessed. Only runs before the day are looked at, so a
run keeps the numbers of its own day. Age gives a formula where nothing better is known, and is no weight.

Sources: tanaka2001 (highest), friel_lthr and mcgehee2005 (threshold, good to 8 bpm), riegel1981 (from a race to
an hour); what counts as a race effort, since no file says so, is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from service.core.athlete import Athlete
from service.core.load.past_run import PastRun
from service.core.load.usual_heart import usual_heart
from service.core.metrics.baselines import Baseline, Baselines

TRUST = ("lab", "stated", "race", "observed", "device", "formula", "default")
OBSERVED_DAYS, EFFORT_DAYS = 730, 180
CONFIRMED_WITHIN_BPM = 5.0
LTHR_OF_MAX, DEFAULT_REST_BPM = 0.89, 60.0
EFFORT_S, EFFORT_RPE = (30 * 60.0, 2.5 * 3600.0), 8.0
"""Ours: half an hour to two and a half, felt as very hard, stands for a race."""
LTHR_EFFORT_S = 75 * 60.0
"""Ours: a longer race is run below threshold, so its best twenty minutes say nothing about it."""
RIEGEL_POWER = 1.06
NIGHTS = "median14"
"""How a resting heart rate that was measured differs from one that was once typed into the watch."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the runner, a test or the watch said, in any order; establish() chooses."""

    hr_max: tuple[Baseline, ...] = ()
    hr_rest: tuple[Baseline, ...] = ()
    lthr: tuple[Baseline, ...] = ()
    threshold_speed: tuple[Baseline, ...] = ()
    mass: tuple[Baseline, ...] = ()
    sex: str | None = None
    """female or male, where a watch says so; counts only where the runner has not said."""


NOTHING = Candidates()
NOBODY = Athlete()


@dataclass(frozen=True, slots=True)
class MeasuredBy:
    """What one run was measured against, kept with it: nothing is rescored silently."""

    baselines: Baselines
    told: Candidates = NOTHING
    """What the run's own file said of its runner."""
    athlete: Athlete = NOBODY
    """The runner's own word at that time: a later one moves earlier runs only when the runner asks for it."""


def establish(
    athlete: Athlete, past: Sequence[PastRun], *, day: date, told: Candidates = NOTHING
) -> Baselines:
    """Give the runner's numbers as they stand on the morning of `day`; what is unknown stays None."""
    runs = [run for run in past if run.day < day]
    top = _hr_max(
        runs, day=day, told=[*_valid(told.hr_max, day), *_stated(athlete, "hr_max")], age=athlete.age
    )
    lthr = [*_valid(told.lthr, day), *_stated(athlete, "lthr")]
    speed = [*_valid(told.threshold_speed, day), *_stated(athlete, "threshold_speed")]
    efforts = [run for run in runs if run.day >= day - timedelta(days=EFFORT_DAYS) and is_effort(run)]
    return Baselines(
        hr_max=top,
        hr_rest=_hr_rest(_valid(told.hr_rest, day), _stated(athlete, "hr_rest")),
        lthr=_lthr(top, efforts, lthr),
        threshold_speed=_best([*speed, *_race_speeds(efforts)]),
        mass=_best([*_valid(told.mass, day), *_stated(athlete, "mass")]),
        sex=athlete.sex if athlete.sex is not None else told.sex,
        usual=usual_heart(runs, day=day),
    )


def same_numbers(one: Baselines, other: Baselines) -> bool:
    """Say whether a run would come out the same by either; who said a number, and since when, moves none.

    The usual heart rate is left out: it changes with every run, and only helps to recognise a lost strap.
    """
    return _numbers(one) == _numbers(other)


def _numbers(known: Baselines) -> tuple[object, ...]:
    found = (known.hr_max, known.hr_rest, known.lthr, known.threshold_speed, known.mass)
    return known.sex, *((each.value, each.estimated) if each is not None else None for each in found)


def is_effort(run: PastRun) -> bool:
    """Say whether a run may stand for a race: long and hard enough, with everything known that it takes."""
    low, high = EFFORT_S
    if run.moving_s is None or run.rpe is None or not low <= run.moving_s <= high:
        return False
    return run.rpe >= EFFORT_RPE


def tanaka(age: float) -> float:
    """Give the highest heart rate at an age; good to 7 to 11 bpm. Source: tanaka2001."""
    return 208.0 - 0.7 * age


def riegel_time(seconds: float, from_m: float, *, to_m: float) -> float:
    """Give the time over another distance. Source: riegel1981."""
    return float(seconds * (to_m / from_m) ** RIEGEL_POWER)


def hour_speed(seconds: float, distance_m: float) -> float:
    """Give the speed the same effort would hold for an hour, m/s: the distance for which riegel_time is 3600."""
    return float(distance_m * (3600.0 / seconds) ** (1.0 / RIEGEL_POWER) / 3600.0)


def resting(nights_bpm: Sequence[float], *, last: date) -> Baseline | None:
    """Give the median of the last fourteen nights of a watch; None under seven nights (ours)."""
    nights = nights_bpm[-14:]
    return Baseline(median(nights), "device", since=last, formula=NIGHTS) if len(nights) >= 7 else None


def _stated(athlete: Athlete, quantity: str) -> list[Baseline]:
    """Give the runner's own number, or nothing: from a test where they say so, else their word."""
    field = {
        "hr_max": "hr_max_bpm",
        "hr_rest": "hr_rest_bpm",
        "lthr": "lthr_bpm",
        "threshold_speed": "threshold_speed_m_s",
        "mass": "mass_kg",
    }[quantity]
    value: float | None = getattr(athlete, field)
    if value is None:
        return []
    source = "lab" if quantity in athlete.tested else "stated"
    return [Baseline(value, source, since=athlete.said_on(field))]


def _hr_max(
    runs: Sequence[PastRun], *, day: date, told: Sequence[Baseline], age: int | None
) -> Baseline | None:
    found = list(told)
    if age is not None:
        found.append(Baseline(tanaka(age), "formula", formula="tanaka2001", estimated=True))
    best, seen = _best(found), _observed(runs, day)
    if seen is None:
        return best
    # Seen below it says nothing: nobody has to run flat out.
    return seen if best is None or seen.value > best.value else best


def _observed(runs: Sequence[PastRun], day: date) -> Baseline | None:
    """Give the highest held heart rate of two years; an estimate until a second run has come near."""
    recent = [(run.hr_peak_bpm, run.day) for run in runs if run.day >= day - timedelta(days=OBSERVED_DAYS)]
    peaks = sorted(((bpm, on) for bpm, on in recent if bpm is not None), reverse=True)
    if len(peaks) < 2:
        return None if not peaks else Baseline(peaks[0][0], "observed", since=peaks[0][1], estimated=True)
    (top, since), (second, _) = peaks[:2]
    return Baseline(top, "observed", since=since, estimated=top - second > CONFIRMED_WITHIN_BPM)


def _hr_rest(told: Sequence[Baseline], stated: Sequence[Baseline]) -> Baseline:
    """Give the nights, else the runner's word, else the watch's, else a default; never the lowest of a run."""
    nights = [each for each in told if each.formula == NIGHTS]
    default = Baseline(DEFAULT_REST_BPM, "default", formula="rest60", estimated=True)
    return _best(nights) or _best([*stated, *told]) or default


def _lthr(top: Baseline | None, efforts: Sequence[PastRun], told: Sequence[Baseline]) -> Baseline | None:
    races = [
        Baseline(run.hr_20min_bpm, "race", since=run.day, formula="friel_lthr", estimated=True)
        for run in efforts
        if run.hr_20min_bpm is not None and (run.moving_s or 0.0) <= LTHR_EFFORT_S
    ]
    found = [*told, *sorted(races, key=lambda race: -race.value)]
    # A threshold at or above the highest heart rate contradicts it: one of the two was a slip of the finger.
    best = _best([each for each in found if top is None or each.value < top.value])
    if best is not None or top is None:
        return best
    share = f"{LTHR_OF_MAX} of hr_max"
    return replace(top, value=LTHR_OF_MAX * top.value, source="formula", formula=share, estimated=True)


def _race_speeds(efforts: Sequence[PastRun]) -> list[Baseline]:
    found = [
        Baseline(
            hour_speed(run.moving_s, 1000.0 * run.moving_s / run.gap_s_per_km),
            "race",
            since=run.day,
            formula="riegel1981",
            estimated=True,  # nobody said that it was a race
        )
        for run in efforts
        if run.moving_s is not None and run.gap_s_per_km is not None
    ]
    return sorted(found, key=lambda race: -race.value)


def _valid(found: Sequence[Baseline], day: date) -> list[Baseline]:
    return [
        each
        for each in found
        if (each.since is None or each.since <= day) and (each.until is None or each.until >= day)
    ]


def _best(found: Sequence[Baseline]) -> Baseline | None:
    """Give the most trusted; among equals the newest, then the first."""
    newest = sorted(found, key=lambda each: each.since or date.min, reverse=True)
    races = [each for each in found if each.source == "race"]
    best = min(newest, key=lambda each: TRUST.index(each.source), default=None)
    # Of several races the best one counts, not the last: it is first in the list.
    return races[0] if best is not None and best.source == "race" else best
