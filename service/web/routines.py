"""How long a routine takes, roughly, before its script is written."""

from service.core.catalogue import Dose
from service.core.routine import Routine
from service.web.formats import duration

TIMES = "\N{MULTIPLICATION SIGN}"
_BRIEFING_S = 25.0
"""Words before each exercise. Ours; the script is exact, this is for "about 6 minutes"."""


def length_s(routine: Routine) -> float:
    """Give the rough length in seconds: work, rests and the words before each exercise."""
    return sum(_dose_s(item.dose) + _BRIEFING_S for item in routine.items)


def _dose_s(dose: Dose) -> float:
    rep = dose.hold_s if dose.hold_s is not None else sum(dose.tempo_s)
    one_set = dose.reps * rep + max(0, dose.reps - 1) * dose.between_reps_s
    return dose.sides * (dose.sets * one_set + max(0, dose.sets - 1) * dose.rest_s)


def dose_words(dose: Dose) -> str:
    """Give "3 x 8" or "3 x 30 s, each side", with a proper sign: the shorthand that training plans use."""
    reps = _hold_words(dose.hold_s) if dose.hold_s is not None else f"{dose.reps}"
    if dose.hold_s is not None and dose.reps > 1:
        reps = f"{dose.reps} {TIMES} {reps}"
    sets = f"{dose.sets} {TIMES} {reps}" if dose.sets > 1 else reps
    unit = "" if dose.hold_s is not None else (" times" if dose.sets == 1 else "")
    return f"{sets}{unit}{', each side' if dose.sides > 1 else ''}"


def _hold_words(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else duration(seconds)
