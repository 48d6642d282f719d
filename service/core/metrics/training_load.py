"""One load per run, on one scale: 100 is an hour at threshold. Which way it was found is always said.

The chain goes from what is measured to what is guessed: heart rate, then pace, then how hard it felt, then
how long it took. A run without heart rate is therefore never a day of rest. Only this ledger is
cardiovascular; the other (metres, steps, descent) is never added to it.
"""

from dataclasses import replace

from service.core.metrics.heart_load import Measures
from service.core.metrics.impulse import session_rpe
from service.core.metrics.values import Measure, RunMetrics, missing

BY_HOUR = (40.0, 60.0)
"""Load of an hour whose effort nobody knows, lowest and highest; the middle counts. Ours."""
NAMES = ("load_low", "load", "load_high")
RPE_OF_AN_HOUR = 420.0
"""An hour at 7 of 10 is set equal to an hour at threshold. Ours, so the result is an estimate."""


def rpe_load(rpe: Measure, timer: Measure) -> Measure:
    """Give the session load in its own arbitrary units."""
    if rpe.value is None or timer.value is None:
        return missing("AU", "srpe.foster2001", "not_given" if rpe.value is None else "no_records")
    return Measure(
        session_rpe(rpe.value, minutes=timer.value / 60.0),
        "AU",
        "srpe.foster2001",
        inputs=(("rpe", rpe.value),),
    )


def training_load(found: Measures, timer: Measure, *, quarantined: str | None) -> Measures:
    """Give load_low, load and load_high: the first of the chain that is there, and its range."""
    if quarantined is not None:
        return dict.fromkeys(NAMES, missing("load", "load", "quarantine"))
    for name in ("hrss", "rtss"):
        if found[name].value is not None:
            chosen = replace(found[name], formula=f"load.{found[name].formula}")
            return dict.fromkeys(NAMES, chosen)
    felt = found["srpe"].value
    if felt is not None:
        value = 100.0 * felt / RPE_OF_AN_HOUR
        chosen = Measure(value, "load", "load.srpe", estimated=True, inputs=found["srpe"].inputs)
        return dict.fromkeys(NAMES, chosen)
    return _by_duration(timer)


def rated(run: RunMetrics, rpe_0_10: float) -> RunMetrics:
    """Give the run with how hard it felt, as told in a check-in; what the watch was told goes first."""
    if run.workout_rpe.value is not None:
        return run
    rpe = Measure(rpe_0_10, "0-10", "check_in.rpe")
    known = dict(run.extra) | {"srpe": rpe_load(rpe, run.timer)}
    if {"hrss", "rtss"} <= known.keys():
        known |= training_load(known, run.timer, quarantined=run.quarantined)
    return replace(run, workout_rpe=rpe, extra=tuple(known.items()))


def _by_duration(timer: Measure) -> Measures:
    if timer.value is None or timer.value <= 0.0:
        return {name: missing("load", "load.duration", "no_records") for name in NAMES}
    low, high = BY_HOUR
    hours = timer.value / 3600.0
    return {
        name: Measure(rate * hours, "load", "load.duration", estimated=True, inputs=(("per_hour", rate),))
        for name, rate in zip(NAMES, (low, (low + high) / 2.0, high), strict=True)
    }
