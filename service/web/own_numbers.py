"""The runner's own numbers at the border: heart rates, threshold pace and weight.

The form speaks in the runner's units, the API in SI; limits are the same, and only keep out slips of the finger.
"""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from service.core.athlete import Athlete
from service.core.metrics.baselines import Baseline, Baselines
from service.core.units import KILOGRAMS_PER_POUND, METRES_PER_MILE, pace_s_per_km
from service.web.formats import stopwatch

_PACE = re.compile(r"(\d{1,2})[:.](\d{2})")
_MASS_KG, _PACE_S_PER_KM = (20.0, 300.0), (120.0, 900.0)


def blank_is_none(value: object) -> object:
    """Read an empty field as not known."""
    return None if isinstance(value, str) and not value.strip() else value


def decimal(value: object) -> object:
    """Read 71,5 as 71.5: half of Europe's keyboards have only the comma."""
    value = blank_is_none(value)
    return value.replace(",", ".") if isinstance(value, str) else value


def seconds(value: object) -> object:
    """Read 5:10 as 310."""
    value = blank_is_none(value)
    if not isinstance(value, str):
        return value
    found = _PACE.fullmatch(value.strip())
    if found is None or int(found[2]) > 59:
        raise ValueError("not a pace like 5:10")
    return 60.0 * int(found[1]) + int(found[2])


Blank = BeforeValidator(blank_is_none)
HrMax = Annotated[Annotated[float, Field(ge=100, le=230)] | None, Blank]
HrRest = Annotated[Annotated[float, Field(ge=25, le=110)] | None, Blank]
Lthr = Annotated[Annotated[float, Field(ge=80, le=220)] | None, Blank]
Mass = Annotated[Annotated[float, Field(gt=0)] | None, BeforeValidator(decimal)]
Pace = Annotated[Annotated[float, Field(gt=0)] | None, BeforeValidator(seconds)]


def in_kg(mass: float | None, units: str) -> float | None:
    """Give the weight that was typed in, in kg. Raises ValueError for what nobody weighs."""
    kg = mass if mass is None or units != "mi" else mass * KILOGRAMS_PER_POUND
    return _within(kg, _MASS_KG, "not a weight")


def in_m_s(pace_s: float | None, units: str) -> float | None:
    """Give the speed for a pace that was typed in. Raises ValueError for what nobody holds for an hour."""
    per_km = pace_s if pace_s is None or units != "mi" else pace_s * 1000.0 / METRES_PER_MILE
    found = _within(per_km, _PACE_S_PER_KM, "not a pace that can be held for an hour")
    return None if found is None else 1000.0 / found


def shown(athlete: Athlete) -> Mapping[str, str]:
    """Give what is known by the names of the form's fields, in the runner's units; empty where nothing is."""
    miles = athlete.units == "mi"
    speed, kg = athlete.threshold_speed_m_s, athlete.mass_kg
    pace = None if speed is None else pace_s_per_km(speed) * (METRES_PER_MILE / 1000.0 if miles else 1.0)
    weight = None if kg is None else kg / (KILOGRAMS_PER_POUND if miles else 1.0)
    return {
        "hr_max": _whole(athlete.hr_max_bpm),
        "hr_rest": _whole(athlete.hr_rest_bpm),
        "lthr": _whole(athlete.lthr_bpm),
        "threshold_pace": "" if pace is None else stopwatch(pace),
        "weight": "" if weight is None else f"{weight:.1f}".removesuffix(".0"),
    }


def counted_with(known: Baselines, units: str) -> Mapping[str, tuple[str, Baseline]]:
    """Give what a run was counted with, by the names of the form's fields: as it is shown, and where from."""
    found = {
        "hr_max": known.hr_max,
        "hr_rest": known.hr_rest,
        "lthr": known.lthr,
        "threshold_pace": known.threshold_speed,
        "weight": known.mass,
    }
    value = {name: None if each is None else each.value for name, each in found.items()}
    words = shown(
        Athlete(
            units=units,
            hr_max_bpm=value["hr_max"],
            hr_rest_bpm=value["hr_rest"],
            lthr_bpm=value["lthr"],
            threshold_speed_m_s=value["threshold_pace"],
            mass_kg=value["weight"],
        )
    )
    return {name: (words[name], each) for name, each in found.items() if each is not None}


def _whole(bpm: float | None) -> str:
    return "" if bpm is None else f"{bpm:.0f}"


def _within(value: float | None, limits: tuple[float, float], wrong: str) -> float | None:
    if value is not None and not limits[0] <= value <= limits[1]:
        raise ValueError(wrong)
    return value
