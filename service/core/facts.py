"""Every fact the rules may read, by its full name: what it is, its unit, and which values it can take.

Four families come from outside: `run.*` (the watch), `q.*` (the check-in), `p.*` (the profile). Two are made
here: `d.*` (derived by content from the others) and `result.top` (the label, known to triage only).
An unknown fact is absent; there is no value that means "unknown".
Source of names, units and values: rules.yaml `facts` and `derive`. Limits without a source are ours: wide
enough for any real run, narrow enough to catch a slip of the unit.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from service.core.athlete import Athlete
from service.core.body import SIDES, SITES, read_spots
from service.core.catalogue import FactValue
from service.core.checkin import Answer, CheckIn, Unsure
from service.core.errors import InputError


@dataclass(frozen=True, slots=True)
class FactSpec:
    """What one fact can be."""

    name: str
    type: Literal["bool", "number", "enum", "spots"]
    unit: str | None = None
    values: tuple[str, ...] = ()
    """For an enum; empty for `result.top`, whose values are the content's own label ids."""
    minimum: float | None = None
    maximum: float | None = None
    note: str | None = None

    @property
    def expected(self) -> str:
        """Say in words what a value has to be: "a number from 0 to 10"."""
        if self.type == "bool":
            return "true or false"
        if self.type == "spots":
            return "places such as sit_bone:right, set apart by spaces"
        if self.type == "enum":
            return "one of " + ", ".join(self.values) if self.values else "a name"
        if self.minimum is not None and self.maximum is not None:
            return f"a number from {self.minimum:g} to {self.maximum:g}"
        return "a number" if self.minimum is None else f"a number from {self.minimum:g} up"


FactSpecs: TypeAlias = Mapping[str, FactSpec]

_ANSWERED = (
    "sit_pain", "sitbone_tender", "pop", "bruise", "gap", "weak", "cramp", "fast_bend_pain", "stretch_pain",
    "morning_stiff", "tingle", "back_pain", "cough_pain", "lie_side_pain", "one_leg_pain", "night_pain",
    "hop_pain", "stops_at_rest", "tense_swelling", "calf_swelling", "dark_urine", "little_urine",
    "chest_pain", "breathless", "fainted", "confusion", "vomiting", "headache", "fever", "drank_lot",
    "saddle_numb", "bladder_bowel", "both_legs_neuro", "foot_drop", "fall_trauma", "weight_loss",
    "palpitations", "painkillers",
)  # fmt: skip
_PROFILE = (
    "pregnant", "kidney_disease", "k_raising_drug", "anticoagulant", "osteoporosis", "prior_bsi",
    "low_energy", "statin", "fluoroquinolone_90d", "steroid_long", "diabetes", "heart_disease",
    "prior_ham_strain", "immobility_4w", "cancer_history", "nsaid_intolerance", "diuretic",
)  # fmt: skip


def _yes_no(name: str, note: str | None = None) -> FactSpec:
    return FactSpec(name, "bool", note=note)


def _number(
    name: str,
    unit: str,
    minimum: float | None = None,
    maximum: float | None = None,
    *,
    note: str | None = None,
) -> FactSpec:
    return FactSpec(name, "number", unit=unit, minimum=minimum, maximum=maximum, note=note)


def _choice(name: str, *values: str, note: str | None = None) -> FactSpec:
    return FactSpec(name, "enum", values=values, note=note)


_RUN = (
    _number("run.hours_since", "h", 0, note="since the end of the run"),
    _number("run.distance_km", "km", 0, 1000),
    _number("run.duration_min", "min", 0, 20160),
    _number("run.spike_pct", "%", -100, note="100 x (distance / longest run of the 30 days before - 1)"),
    _number("run.descent_m_per_km", "m/km", 0, 1000, note="barometric altitude, 3 m hysteresis"),
    _number("run.ascent_m_per_km", "m/km", 0, 1000),
    _number("run.temp_c", "°C", -60, 60, note="weather is better: wrist sensors read several degrees high"),
    _number("run.hr_drift_pct", "%", -100, 100, note="pace to heart-rate decoupling, second v first half"),
    _number("run.hard_share", "1", 0, 1, note="share of moving time at or above threshold"),
    _yes_no("run.sprints", "3 or more efforts of 5 s faster than about 1.3 x threshold pace"),
    _yes_no("run.race"),
    _number("run.history_days", "d", 0),
)
_CHECK_IN = (
    _choice("q.site", *SITES),
    _choice("q.side", *SIDES),
    FactSpec("q.spots", "spots", note="all that was marked, the worst first: for people, no rule reads it"),
    _choice("q.onset", "sudden", "during", "after", "next_day", "gradual", "unsure"),
    _number("q.onset_days", "d", 0, 36500, note="days since it was first noticed"),
    _number("q.pain", "0-10", 0, 10, note="worst today in normal activity"),
    _choice("q.walk", "normal", "limp", "cannot"),
    _choice("q.tender", "focal", "diffuse", "none"),
    _choice("q.trend", "better", "same", "worse", note="the last 24 h"),
    _choice("q.warmup", "eases", "worsens", "none", note="in the first 10 minutes of a run"),
    _choice("q.radiate", "none", "thigh", "below_knee"),
    *(_yes_no(f"q.{name}") for name in _ANSWERED),
)
_PERSON = (
    _number("p.age", "years", 0, 130),
    _choice("p.sex", "female", "male", "other"),
    *(_yes_no(f"p.{name}") for name in _PROFILE),
)
_DERIVED = (
    _choice("d.spike", "none", "small", "moderate", "large"),
    _choice("d.downhill", "none", "some", "heavy"),
    _choice("d.heat", "none", "warm", "hot"),
    _choice("d.drift", "none", "some", "high"),
    _yes_no("d.unaccustomed"),
    _yes_no("d.one_sided"),
    _yes_no("d.bone_risk"),
)
_RESULT = (FactSpec("result.top", "enum", note="the label; only escalations may read it"),)

FACTS: FactSpecs = {spec.name: spec for spec in (*_RUN, *_CHECK_IN, *_PERSON, *_DERIVED, *_RESULT)}
"""All of them, by name."""

LARGEST = sys.float_info.max

GIVEN_FAMILIES = ("run", "q", "p")
"""What a person or a watch may state; the rest is worked out."""


def gather(run_facts: Mapping[str, FactValue], check_in: CheckIn, athlete: Athlete) -> dict[str, FactValue]:
    """Merge what the watch, the profile and the answers say; names in `run_facts` are full (`run.race`)."""
    return merge({**run_facts, **profile_facts(athlete)}, check_in.answers)


def merge(known: Mapping[str, FactValue], answers: Mapping[str, Answer]) -> dict[str, FactValue]:
    """Put the answers over what was known. Merging the same answers twice changes nothing.

    "Don't know" leaves its fact unknown, also where the profile had a value: the runner was asked just now.
    """
    facts = {**known, **{name: answer for name, answer in answers.items() if not isinstance(answer, Unsure)}}
    unsure = {name for name, answer in answers.items() if isinstance(answer, Unsure)}
    days = onset_days(facts)
    if days is not None:
        facts.setdefault("q.onset_days", days)
    return {name: value for name, value in facts.items() if name not in unsure}


EARLIEST_ONSET_H: Mapping[str, float] = {"during": 0, "after": 0, "next_day": 12}
"""Hours after the run. Next-day soreness starts 12-24 h after it (soreness.md §1)."""


def onset_days(facts: Mapping[str, FactValue]) -> float | None:
    """Give whole days since the pain began, where the onset names the run and the run's end is known.

    Counted from the earliest moment it can have begun, so that "lasting too long" is never seen late. None
    for the other onsets: "in one instant" may have been weeks before this run, so it is asked. None as well
    for one leg that stops hurting at rest: that may come back with every run, and for how long it has done so
    decides whether blood flow has to be looked at (rules.yaml `rf_vascular`). Ours.
    """
    onset, hours = facts.get("q.onset"), facts.get("run.hours_since")
    if hours is None or onset not in EARLIEST_ONSET_H or _may_come_back(facts):
        return None
    return max(0.0, (float(hours) - EARLIEST_ONSET_H[str(onset)]) // 24)


def _may_come_back(facts: Mapping[str, FactValue]) -> bool:
    return facts.get("q.stops_at_rest") is True and facts.get("q.side") in {"left", "right"}


def profile_facts(athlete: Athlete) -> dict[str, FactValue]:
    """Give what the profile knows as `p.*` facts."""
    facts: dict[str, FactValue] = {f"p.{name}": value for name, value in athlete.conditions.items()}
    if athlete.age is not None:
        facts["p.age"] = float(athlete.age)
    if athlete.sex is not None:
        facts["p.sex"] = athlete.sex
    return facts


def learn(athlete: Athlete, check_in: CheckIn, *, on: date) -> Athlete:
    """Give the profile with what this check-in said about the runner; the other way round of `profile_facts`.

    Each answer is confirmed on that day, and only that answer: one word about statins says nothing about age.
    """
    told = {
        name.removeprefix("p."): answer
        for name, answer in check_in.answers.items()
        if name.startswith("p.") and not isinstance(answer, Unsure)
    }
    if not told:
        return athlete
    dates = {**athlete.told, **dict.fromkeys(told, on)}
    age, sex = told.pop("age", athlete.age), told.pop("sex", athlete.sex)
    return replace(
        athlete,
        age=None if age is None else int(age),
        sex=None if sex is None else str(sex),
        conditions={**athlete.conditions, **{name: bool(answer) for name, answer in told.items()}},
        told=dates,
    )


def validate(facts: Mapping[str, object]) -> dict[str, FactValue]:
    """Give the facts in their proper types, by full name; None means unknown and is left out.

    Raises InputError for a name nobody knows, a fact that is worked out and not given, a value of the wrong
    type or outside its limits.
    """
    return {name: _value(name, value) for name, value in facts.items() if value is not None}


def _value(name: str, value: object) -> FactValue:
    spec = FACTS.get(name)
    if spec is None:
        raise InputError(f"There is no fact called {name}.")
    if name.split(".", maxsplit=1)[0] not in GIVEN_FAMILIES:
        raise InputError(f"{name} is worked out from other facts and cannot be given.")
    if isinstance(value, bool) and spec.type == "bool":
        return value
    if isinstance(value, str) and spec.type == "enum" and value in spec.values:
        return value
    if isinstance(value, str) and spec.type == "spots":
        return " ".join(map(str, read_spots(value)))
    if isinstance(value, int | float) and not isinstance(value, bool) and _within(spec, value):
        return float(value)
    too_long = isinstance(value, int) and abs(value) > LARGEST  # Python refuses to write some of them out
    raise InputError(
        f"{name} must be {spec.expected}, not {'a number that long' if too_long else repr(value)}."
    )


def _within(spec: FactSpec, value: float) -> bool:
    """Compare before converting: an integer may be too long for a float."""
    if spec.type != "number" or not -LARGEST <= value <= LARGEST:  # NaN is neither
        return False
    return (spec.minimum is None or value >= spec.minimum) and (spec.maximum is None or value <= spec.maximum)
