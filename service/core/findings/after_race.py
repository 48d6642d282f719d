"""The weeks after a marathon: where the runner stands, and how sore legs usually are by then.

    day 0-3 acute · 4-7 recovering · 8-14 rebuild · 15-28 easy build (ours, around the data; on pictures the
    back of the thigh is itself again by day 8: higashihara2020)

The envelope is the mean soreness of the muscles behind the thigh in eleven runners (marathon_recovery2017), and
up to two standard deviations above it. Only the first day's deviation is known; the other days are given the
same share of their mean (ours). What lies above is not expected, which is all the check-in needs to know.
"""

from service.core.findings.values import Finding
from service.core.findings.words import counted, duration, kilometres
from service.core.load.hardness import is_long_race
from service.core.load.ledgers import LongRace
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

ID = "marathon_window"
SOURCE = "marathon_recovery2017"
PHASES = ((3, "acute"), (7, "recovering"), (14, "rebuild"), (28, "easy_build"))
SORENESS = {1: 5.2, 2: 4.0, 3: 2.5, 4: 1.5, 5: 1.2, 6: 1.3, 7: 0.7}
"""Mean soreness of the knee flexors by days after, 0 to 10."""
SD_SHARE = 2.4 / 5.2

_WORDS = {
    "acute": "the first days, when legs are sorest",
    "recovering": "recovering",
    "rebuild": "building up again, easy",
    "easy_build": "easy building",
}


def phase(days_after: int) -> str | None:
    """Give the phase of a day after the race; None before it and after four weeks."""
    return next((name for last, name in PHASES if 0 <= days_after <= last), None)


def expected_soreness(days_after: int) -> tuple[float, float] | None:
    """Give (mean, highest still expected) of 10; None on the day itself and after a week."""
    mean = SORENESS.get(days_after)
    return None if mean is None else (mean, min(10.0, mean * (1.0 + 2.0 * SD_SHARE)))


def marathon_window(run: PastRun, history: LoadHistory) -> Finding | None:
    """Tell the window this run opens or lies in; None where there was no such race."""
    if is_long_race(run):
        return _opens(run)
    if history.race is None:
        return None
    return _within(history.race)


def _opens(run: PastRun) -> Finding:
    numbers = {name: value for name, value in (("distance_m", run.distance_m),) if value is not None}
    far = kilometres(run.distance_m) if run.distance_m is not None else "Hours on the move"
    took = f" in {duration(run.moving_s)}" if run.moving_s is not None else ""
    return Finding(
        ID,
        "opens",
        numbers | {"days_after": 0.0},
        f"{far}{took}: the four weeks after it are for recovering first and building later.",
        "In eleven runners the back of the thigh was sorest the day after (5 of 10 on average) and nearly free of "
        "it by day 4. A small study of runners of 3 h 36 min; yours may take longer.",
        source=SOURCE,
    )


def _within(race: LongRace) -> Finding:
    where = phase(race.days_ago) or "easy_build"
    numbers = {"days_after": float(race.days_ago)}
    if race.distance_m is not None:
        numbers["race_m"] = race.distance_m
    expected = expected_soreness(race.days_ago)
    told = ""
    if expected is not None:
        numbers |= {"soreness_mean": expected[0], "soreness_expected_up_to": expected[1]}
        told = (
            f" Behind the thigh, soreness was {expected[0]:.1f} of 10 on average on that day; up to "
            f"{expected[1]:.1f} is still expected."
        )
    far = kilometres(race.distance_m) if race.distance_m is not None else "a race of hours"
    return Finding(
        ID,
        where,
        numbers,
        f"{counted(race.days_ago, 'day')} after {far}: {_WORDS[where]}.",
        f"Fitness is back within a week, legs take longer.{told} From a study of eleven runners.",
        source=SOURCE,
    )
