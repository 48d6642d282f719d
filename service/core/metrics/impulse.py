"""What a run cost the heart, in the units the field uses, second by second.

Every formula is a plain sum over one-second cells of timer time, standing included: the heart does not stop
at a traffic light. A formula over the mean heart rate would fall short whenever the pace changes, because
the curve bends upwards. None of it says anything about muscles: that is the other ledger.

Sources: banister1991 (both pairs of constants), edwards1993, lucia2003, foster2001.
"""

import numpy as np

from service.core.metrics.baselines import FEMALE, MALE
from service.core.units import Floats

BANISTER = {MALE: (0.64, 1.92), FEMALE: (0.86, 1.67)}
"""Weight a and exponent b of the impulse: minutes · x · a · e^(b·x). Source: banister1991."""

EDWARDS_FROM = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Lower bounds as shares of the highest heart rate, inclusive; weights 1 to 5. Source: edwards1993."""


def reserve(heart_bpm: Floats, *, hr_rest: float, hr_max: float) -> Floats:
    """Give the share of the heart-rate reserve in use, held within 0 and 1; NaN stays NaN."""
    return np.clip((heart_bpm - hr_rest) / (hr_max - hr_rest), 0.0, 1.0)


def banister(heart_bpm: Floats, *, hr_rest: float, hr_max: float, sex: str) -> float:
    """Give the training impulse of the known seconds of a 1 Hz column."""
    weight, bend = BANISTER[sex]
    x = reserve(heart_bpm[~np.isnan(heart_bpm)], hr_rest=hr_rest, hr_max=hr_max)
    return float(np.sum(x * weight * np.exp(bend * x))) / 60.0


def hour_at(bpm: float, *, hr_rest: float, hr_max: float, sex: str) -> float:
    """Give the impulse of sixty minutes at one heart rate."""
    return 60.0 * banister(np.full(60, bpm), hr_rest=hr_rest, hr_max=hr_max, sex=sex)


def edwards(heart_bpm: Floats, *, hr_max: float) -> float:
    """Give minutes times 1 to 5 by tenths of the highest heart rate; below half of it they count nothing."""
    # Rounded, so that 86 of 172 is a half and not a hair below.
    share = np.round(heart_bpm[~np.isnan(heart_bpm)] / hr_max, 9)
    return float(np.searchsorted(EDWARDS_FROM, share, side="right").sum()) / 60.0


def lucia(heart_bpm: Floats, *, vt1: float, vt2: float) -> float:
    """Give minutes times 1, 2 or 3: below, between and from the two ventilatory thresholds."""
    heart = heart_bpm[~np.isnan(heart_bpm)]
    return float(len(heart) + np.sum(heart >= vt1) + np.sum(heart >= vt2)) / 60.0


def session_rpe(rpe_0_10: float, *, minutes: float) -> float:
    """Give the session load: how hard it felt times how long it took, in arbitrary units."""
    return rpe_0_10 * minutes
