"""What a runner's numbers are measured against: highest, resting and threshold heart rate, threshold speed.

Each says where it came from and from which day to which it holds. A run keeps the baselines it was counted
with (the `inputs` of its measures), so nothing is rescored silently. Which of several candidates counts is
decided from the whole history, in service.core.load.establish.
"""

from dataclasses import dataclass
from datetime import date

FEMALE, MALE = "female", "male"


@dataclass(frozen=True, slots=True)
class Baseline:
    """One number of the runner's own, or what stands in for it."""

    value: float
    source: str
    """lab, stated, race, observed, device, formula or default: most trusted first."""
    since: date | None = None
    until: date | None = None
    formula: str = ""
    """Where the source is a formula, which: `tanaka2001` …"""
    estimated: bool = False
    """True for formulas and defaults."""


@dataclass(frozen=True, slots=True)
class UsualHeart:
    """A straight line from speed on the flat to this runner's heart rate."""

    slope: float
    """bpm for each m/s"""
    level_bpm: float
    """bpm at speed 0, where the line begins; no heart rate of its own."""
    runs: int
    """How many runs it rests on."""


@dataclass(frozen=True, slots=True)
class Baselines:
    """All that is known of one runner on one day; None is unknown, and what needs it is then missing."""

    hr_max: Baseline | None = None
    """bpm"""
    hr_rest: Baseline | None = None
    """bpm"""
    lthr: Baseline | None = None
    """bpm at threshold: what can be held for about an hour."""
    threshold_speed: Baseline | None = None
    """m/s on the flat, held for about an hour."""
    mass: Baseline | None = None
    """kg"""
    sex: str | None = None
    """female or male; anything else counts as unknown and gives a range."""
    usual: UsualHeart | None = None
    """None: too few steady runs, and a sensor that counts steps is not recognised."""


UNKNOWN = Baselines()
