"""Numbers that know where they come from.

A `Measure` is never a bare number: it carries its unit, the formula that made it, the share of the run it
could see, and, when it is missing, why. Missing is None with a reason, never 0.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Literal, TypeAlias

Reason: TypeAlias = Literal[
    "altitude_coverage",
    "coverage",
    "hr_coverage",
    "hr_range_impossible",
    "indoors",
    "no_altitude",
    "no_cadence",
    "no_distance",
    "no_heart_rate",
    "no_hr_max",
    "no_hr_rest",
    "no_lthr",
    "no_onset",
    "no_records",
    "no_speed",
    "no_temperature",
    "no_threshold_pace",
    "no_utc_offset",
    "not_a_marathon",
    "not_computed",
    "not_given",
    "not_held",
    "not_moving",
    "not_recorded",
    "not_steady",
    "pace_changed",
    "quarantine",
    "records_missing",
    "sex_known",
    "sex_unknown",
    "speed_coverage",
    "too_short",
]
"""Why a number is not there. Each has words in the pages' catalogue; a test holds the two together."""

FULL_COVERAGE = 0.90
"""From here a number is taken as seen in full. Ours, for heart rate (training-load.md §1.2) as for the rest."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about one run."""

    value: float | None
    unit: str
    """m, s, s/km, bpm, spm, % …"""
    formula: str
    """Which formula or field gave it, e.g. `session.total_distance` or `decoupling.friel`."""
    reason: str | None = None
    """Why there is no value: a `Reason`, or a code that an older version knew."""
    coverage: float | None = None
    """Share of the moving time the number could see, 0 to 1; None where that has no meaning."""
    estimated: bool = False
    """True where a default stood in for something measured."""
    inputs: tuple[tuple[str, float], ...] = ()
    """What else went in, by name with unit: (`hr_max_bpm`, 172.0) …"""
    rough: bool = False
    """True for metres up and down that come from GPS alone, which wanders where a barometer does not."""

    @property
    def low_confidence(self) -> bool:
        """Say whether it is to be taken with care: rough, or seen for only 80 to 90 % of the run."""
        seen_little = self.coverage is not None and self.coverage < FULL_COVERAGE
        return self.value is not None and (seen_little or self.rough)


def missing(unit: str, formula: str, reason: Reason, *, coverage: float | None = None) -> Measure:
    """Give the measure that is not there, and why."""
    return Measure(None, unit, formula, reason, coverage)


def measured(
    value: float | None, unit: str, formula: str, *, otherwise: Reason, coverage: float | None = None
) -> Measure:
    """Give the measure, or why it is not there."""
    if value is None:
        return missing(unit, formula, otherwise, coverage=coverage)
    return Measure(value, unit, formula, coverage=coverage)


def without(measure: Measure, unit: str, formula: str) -> Measure:
    """Give the measure that is not there because another one is not."""
    return replace(measure, value=None, unit=unit, formula=formula, inputs=())


@dataclass(frozen=True, slots=True)
class RunMetrics:
    """What one run was, in numbers. One per running session."""

    start: datetime
    """Aware, UTC."""
    day: date
    """The runner's local date at the start."""
    end: datetime
    """Aware, UTC: start plus elapsed time."""
    sport: str
    sub_sport: str | None
    distance: Measure
    """m"""
    timer: Measure
    """s with the timer on."""
    moving: Measure
    """s moving (training-load.md §1.2 `stopped`)."""
    elapsed: Measure
    """s"""
    pace: Measure
    """s/km over moving time."""
    hr_mean: Measure
    hr_max: Measure
    cadence: Measure
    """spm, mean while moving."""
    ascent: Measure
    descent: Measure
    decoupling: Measure
    """%, first half against second half of the moving time; positive is worse."""
    temperature: Measure
    """C, mean at the watch."""
    workout_rpe: Measure
    """0-10, as typed into the watch."""
    dropped: tuple[tuple[str, int], ...] = ()
    """(reason code, number of samples) that cleaning removed or mended."""
    quarantined: str | None = None
    """Why the run should not count: watch left running, drove home."""
    extra: tuple[tuple[str, Measure], ...] = field(default=())
    """Further measures by name; this is where the room grows."""

    @property
    def every(self) -> dict[str, Measure]:
        """Give all measures by name, the first ones first."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in own.items() if isinstance(value, Measure)} | dict(self.extra)

    def named(self, name: str) -> Measure:
        """Give a further measure; one that an older version did not make yet is missing as `not_computed`."""
        return next((each for known, each in self.extra if known == name), _NOT_COMPUTED)


_NOT_COMPUTED = missing("", "none", "not_computed")
