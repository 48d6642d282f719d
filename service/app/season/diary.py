"""Which run on which day: 26 weeks from half marathon to marathon.

The long runs tell the story of training-load.md §6, each against the longest run of the 30 days before it
(km: 16 after 18, 21.1 after 18, 24 after 21.1, 18 after 24, 28 after 24, 30 after 28, 32 after 30, 21
after 32, 42.2 after 32). Weeks are counted back from race day; 30 days reach back over four long runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.app.season.outing import Outing

_LONG_KM = (
    *(15.0, 16.0, 17.0, 18.0, 14.2, 16.0, 17.0),  # weeks 25-19 before the race
    *(21.1, 16.2, 19.0, 20.0, 24.0, 18.0, 21.0, 22.0),  # 18-11
    *(28.0, 20.0, 25.0, 22.0, 30.0, 21.0, 26.0, 32.0),  # 10-3
    *(21.0, 14.0, 42.2),  # tapering, and the race
)
WEEKS = len(_LONG_KM)
_HALF_MARATHON_WEEK = 18
_TAPER = {2: 0.8, 1: 0.65, 0: 0.5}
"""Share of the usual distance that week's shorter runs keep. Ours: a plain two-week taper."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the diary."""

    days_before_race: int
    outing: Outing


def diary(*, every_s: float = 5.0, race_every_s: float = 1.0) -> Iterator[Entry]:
    """Give every run, oldest first, four or five a week; the race is the last."""
    number = 0
    for week in reversed(range(WEEKS)):
        for days, outing in _week(week):
            number += 1
            day = 7 * week + days
            gun = outing.name.endswith("marathon")
            yield Entry(
                day,
                replace(
                    outing,
                    every_s=every_s if day else race_every_s,
                    fitness=1 - week / WEEKS,
                    pace_s_per_km=outing.pace_s_per_km * (1 if gun else 1 + 0.03 * week / WEEKS),
                    temperature_c=outing.temperature_c + _warmth(day),
                    start_minute=outing.start_minute + (0 if gun else number * 7 % 35),
                    seed=number,
                ),
            )


def _week(week: int) -> Iterator[tuple[int, Outing]]:
    """Give days before the week's long run, and what was run."""
    share = _TAPER.get(week, 1.0)
    if week % 2:
        yield 6, Outing(name="recovery-run", distance_km=5 * share, pace_s_per_km=425, rpe=2)
    yield 5, Outing(name="easy-run", distance_km=8 * share, pace_s_per_km=395)
    yield 4, _intervals(3 if week in _TAPER else 4 + week % 3)
    hilly = week % 4 == 3 and week > 3  # not in the last hard weeks
    yield (
        2,
        _trail_run()
        if hilly
        else Outing(name="steady-run", distance_km=10 * share, pace_s_per_km=362, rpe=4),
    )
    yield 0, _long_run(week)


def _trail_run() -> Outing:
    return Outing(name="trail-run", distance_km=11, pace_s_per_km=440, sub_sport="trail", hills_m=26, rpe=5)


def _intervals(repetitions: int) -> Outing:
    return Outing(
        name="intervals",
        distance_km=3.5 + 1.2 * repetitions,
        pace_s_per_km=374,
        repetitions=repetitions,
        hills_m=2,
        rpe=7,
    )


def _long_run(week: int) -> Outing:
    distance_km = _LONG_KM[WEEKS - 1 - week]
    long = Outing(name="long-run", distance_km=distance_km, temperature_c=13, start_minute=8 * 60)
    if week == 0:
        # 4 h 09 min 47 s, with the wall where it usually stands.
        race = replace(long, name="marathon", pace_s_per_km=14987 / 42.2, fade=0.17, drift_per_h=0.027)
        return replace(race, hills_m=4, rpe=9, start_minute=9 * 60)
    if week == _HALF_MARATHON_WEEK:
        race = replace(long, name="half-marathon", pace_s_per_km=330, fade=0.03, drift_per_h=0.02)
        return replace(race, hills_m=4, rpe=8, start_minute=9 * 60)
    return replace(long, pace_s_per_km=388, fade=0.03, drift_per_h=0.015, rpe=5 if distance_km < 24 else 6)


def _warmth(days_before_race: int) -> float:
    """Give degrees to add: from a cool spring to summer, with warmer and colder days in between."""
    return 9 - 14 * days_before_race / (7 * WEEKS) + 2.5 * (days_before_race * 5 % 7 - 3) / 3
