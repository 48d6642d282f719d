"""Heat, sweat and salt: always a range, never one number, and never a reason for cramps or a drink to order.

A wrist warms its watch by 3 to 8 degrees, so the air is known to within five. Sweat is the heat of running
that has to go somewhere, where the weight is known, else what marathon runners lost on average. What is in
the sweat differs between people by a factor of five and cannot be told from age, rate or training.
Sources: lara2016 for rates and minerals; the heat balance, its width and the wrist's bias are ours.
"""

from service.core.metrics.baselines import Baselines
from service.core.metrics.heart_load import Measures
from service.core.metrics.values import Measure, Reason, missing, without

WRIST_BIAS_C = (8.0, 3.0)
SODIUM_MMOL_L, SODIUM_SD, POTASSIUM_MMOL_L, POTASSIUM_SD = 42.9, 18.7, 6.0, 0.9
SODIUM_MG_MMOL, POTASSIUM_MG_MMOL = 22.99, 39.098
MARATHON_L_H, RATE_SD_L_H = 0.9, 0.3
SLOWEST_L_H, FASTEST_L_H = 0.4, 2.0
"""What is plausible at all. Source: acsm2007_fluids."""
KCAL_KG_KM, TO_HEAT, KJ_PER_KCAL, KJ_PER_LITRE = 1.0, 0.7, 4.184, 2430.0
LEAST_S = 3600.0


def mineral_mg(rate_l_h: float, *, hours: float, mmol_l: float, mg_mmol: float) -> float:
    """Give what leaves with the sweat, mg."""
    return rate_l_h * hours * mmol_l * mg_mmol


def heat_balance_rate(mass_kg: float, km_h: float) -> float:
    """Give litres an hour that would carry the heat of running away."""
    return KCAL_KG_KM * mass_kg * km_h * KJ_PER_KCAL * TO_HEAT / KJ_PER_LITRE


def heat_and_sweat(
    temperature: Measure, timer: Measure, *, distance: Measure, baselines: Baselines
) -> Measures:
    """Give air_low and air_high (C), sweat (L), sodium and potassium (mg), each as _low and _high."""
    return _air(temperature) | _sweat(timer, distance, baselines)


def _air(wrist: Measure) -> Measures:
    if wrist.value is None:
        return {name: without(wrist, "C", "air.wrist_bias") for name in ("air_low", "air_high")}
    return {
        name: Measure(wrist.value - bias, "C", "air.wrist_bias", coverage=wrist.coverage, estimated=True)
        for name, bias in zip(("air_low", "air_high"), WRIST_BIAS_C, strict=True)
    }


_UNITS = {"sweat": "L", "sodium": "mg", "potassium": "mg"}


def _sweat(timer: Measure, distance: Measure, known: Baselines) -> Measures:
    seconds, metres = timer.value, distance.value
    if seconds is None or metres is None or seconds < LEAST_S:
        reason: Reason = "too_short" if seconds is not None and metres is not None else "no_distance"
        return {
            f"{name}_{end}": missing(unit, "sweat", reason)
            for end in ("low", "high")
            for name, unit in _UNITS.items()
        }
    hours = seconds / 3600.0
    rate, formula, inputs = _rate(metres / 1000.0 / hours, known)
    rates = [min(max(rate + off, SLOWEST_L_H), FASTEST_L_H) for off in (-RATE_SD_L_H, RATE_SD_L_H)]
    found: Measures = {}
    for end, each, sign in zip(("low", "high"), rates, (-1.0, 1.0), strict=True):
        sodium, potassium = SODIUM_MMOL_L + sign * SODIUM_SD, POTASSIUM_MMOL_L + sign * POTASSIUM_SD
        amounts = (
            each * hours,
            mineral_mg(each, hours=hours, mmol_l=sodium, mg_mmol=SODIUM_MG_MMOL),
            mineral_mg(each, hours=hours, mmol_l=potassium, mg_mmol=POTASSIUM_MG_MMOL),
        )
        for (name, unit), amount in zip(_UNITS.items(), amounts, strict=True):
            found[f"{name}_{end}"] = Measure(amount, unit, formula, estimated=True, inputs=inputs)
    return found


def _rate(km_h: float, known: Baselines) -> tuple[float, str, tuple[tuple[str, float], ...]]:
    if known.mass is None:
        return MARATHON_L_H, "sweat.lara2016", (("rate_l_h", MARATHON_L_H),)
    rate = heat_balance_rate(known.mass.value, km_h)
    return rate, "sweat.heat_balance", (("mass_kg", known.mass.value), ("rate_l_h", rate))
