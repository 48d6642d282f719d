"""The heart-rate loads of one run as measures: each with the heart rates it was counted with, or why not.

Where heart rate is missing for some seconds (up to a fifth), they count like the mean of the rest and the
coverage says so; to count them as nothing would make a loose strap a rest. An unknown sex gives a range.
"""

from dataclasses import replace

import numpy as np

from service.core.metrics import impulse
from service.core.metrics.baselines import FEMALE, MALE, Baseline, Baselines
from service.core.metrics.cleaning import Cleaned
from service.core.metrics.values import Measure, Reason, missing
from service.core.units import Floats

LEAST_COVERAGE = 0.80
"""Below it no heart-rate load is shown. From here to 90 % it is, and `coverage` tells."""
VT1_OF_LTHR = 0.865
"""Ours: the middle of the 0.85 to 0.88 in use; the second threshold is taken as the LTHR itself."""
NEAR_THRESHOLD_BPM = 5.0

Measures = dict[str, Measure]


def heart_loads(cleaned: Cleaned, baselines: Baselines, *, timer_s: float | None) -> Measures:
    """Give trimp (or its range), hrss, edwards, lucia and the time at and near threshold."""
    why_not = unusable(cleaned)
    coverage = cleaned.coverage(cleaned.heart_bpm)
    if why_not is not None:
        return {name: missing(unit, "hr", why_not, coverage=coverage) for name, unit in _UNITS.items()}
    beats = cleaned.heart_bpm[~np.isnan(cleaned.heart_bpm)]
    whole = max(timer_s if timer_s is not None else 0.0, float(len(cleaned.heart_bpm))) / len(beats)
    found = _banister(beats, baselines, whole=whole)
    found |= _by_zones(beats, baselines, whole=whole)
    found |= _at_threshold(beats, baselines.lthr, whole=whole)
    return {name: _covered(found.get(name), name, coverage) for name in _UNITS}


_UNITS = {
    "trimp": "TRIMP",
    "trimp_low": "TRIMP",
    "trimp_high": "TRIMP",
    "hrss": "load",
    "edwards": "Edwards",
    "lucia": "Lucia",
    "above_threshold": "s",
    "near_threshold": "s",
}


def unusable(cleaned: Cleaned) -> Reason | None:
    """Say why no load may be counted from this heart rate; None where it may."""
    if cleaned.quarantined is not None:
        return "quarantine"
    if np.isnan(cleaned.heart_bpm).all():
        return "no_heart_rate"
    return "hr_coverage" if cleaned.coverage(cleaned.heart_bpm) < LEAST_COVERAGE else None


def _covered(found: Measure | None, name: str, coverage: float) -> Measure:
    if found is None:
        return missing(_UNITS[name], f"{name}.unused", "sex_known", coverage=coverage)
    return replace(found, coverage=coverage)


def _banister(beats: Floats, known: Baselines, *, whole: float) -> Measures:
    top, rest = known.hr_max, known.hr_rest
    if top is None or rest is None or top.value <= rest.value:
        reason: Reason = (
            "no_hr_max" if top is None else "no_hr_rest" if rest is None else "hr_range_impossible"
        )
        return {
            name: missing(_UNITS[name], "banister1991", reason)
            for name in ("trimp", "trimp_low", "trimp_high", "hrss")
        }
    by_sex = {
        sex: whole * impulse.banister(beats, hr_rest=rest.value, hr_max=top.value, sex=sex)
        for sex in impulse.BANISTER
    }
    guessed = top.estimated or rest.estimated
    inputs = (("hr_max_bpm", top.value), ("hr_rest_bpm", rest.value))

    def told(value: float, sex: str) -> Measure:
        return Measure(value, "TRIMP", f"banister1991.{sex}", estimated=guessed, inputs=inputs)

    hrss = {"hrss": _hrss(by_sex, known, top=top, rest=rest)}
    if known.sex in by_sex:
        return hrss | {"trimp": told(by_sex[known.sex], known.sex)}
    low, high = sorted(by_sex, key=lambda sex: by_sex[sex])
    none = missing("TRIMP", "banister1991", "sex_unknown")
    return hrss | {
        "trimp": none,
        "trimp_low": told(by_sex[low], low),
        "trimp_high": told(by_sex[high], high),
    }


def _hrss(by_sex: dict[str, float], known: Baselines, *, top: Baseline, rest: Baseline) -> Measure:
    """Give the impulse as a share of one hour at threshold; for an unknown sex the middle of both."""
    if known.lthr is None:
        return missing("load", "hrss.banister1991", "no_lthr")
    hour = {
        sex: impulse.hour_at(known.lthr.value, hr_rest=rest.value, hr_max=top.value, sex=sex)
        for sex in by_sex
    }
    if min(hour.values()) <= 0.0:
        return missing("load", "hrss.banister1991", "hr_range_impossible")
    sexes = tuple(sex for sex in by_sex if sex == known.sex) or (MALE, FEMALE)
    value = sum(100.0 * by_sex[sex] / hour[sex] for sex in sexes) / len(sexes)
    return Measure(
        value,
        "load",
        "hrss.banister1991." + "_".join(sexes),
        estimated=len(sexes) > 1 or any(each.estimated for each in (top, rest, known.lthr)),
        inputs=(
            ("hr_max_bpm", top.value),
            ("hr_rest_bpm", rest.value),
            ("lthr_bpm", known.lthr.value),
        ),
    )


def _by_zones(beats: Floats, known: Baselines, *, whole: float) -> Measures:
    if known.hr_max is None:
        edwards = missing("Edwards", "edwards1993", "no_hr_max")
    else:
        edwards = Measure(
            whole * impulse.edwards(beats, hr_max=known.hr_max.value),
            "Edwards",
            "edwards1993",
            estimated=known.hr_max.estimated,
            inputs=(("hr_max_bpm", known.hr_max.value),),
        )
    if known.lthr is None:
        return {"edwards": edwards, "lucia": missing("Lucia", "lucia2003", "no_lthr")}
    vt1, vt2 = VT1_OF_LTHR * known.lthr.value, known.lthr.value
    lucia = Measure(
        whole * impulse.lucia(beats, vt1=vt1, vt2=vt2),
        "Lucia",
        "lucia2003.lthr",
        estimated=True,  # no laboratory gave the two thresholds
        inputs=(("vt1_bpm", vt1), ("vt2_bpm", vt2)),
    )
    return {"edwards": edwards, "lucia": lucia}


def _at_threshold(beats: Floats, lthr: Baseline | None, *, whole: float) -> Measures:
    if lthr is None:
        return {
            name: missing("s", "hr.threshold", "no_lthr") for name in ("above_threshold", "near_threshold")
        }

    def seconds(from_bpm: float) -> Measure:
        return Measure(
            whole * float(np.sum(beats >= from_bpm)),
            "s",
            "hr.threshold",
            estimated=lthr.estimated,
            inputs=(("from_bpm", from_bpm),),
        )

    return {
        "above_threshold": seconds(lthr.value),
        "near_threshold": seconds(lthr.value - NEAR_THRESHOLD_BPM),
    }
