"""Arrays and unit conversions. Inside everything is SI; the runner's units appear only in pages and speech."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
"""A column: (n,) float64, NaN where the watch gave nothing."""

METRES_PER_MILE = 1609.344
KILOGRAMS_PER_POUND = 0.45359237


def pace_s_per_km(speed_m_s: float) -> float:
    """Give seconds per kilometre for a speed above zero."""
    return 1000.0 / speed_m_s


def absent(n: int) -> Floats:
    """Give a column of n values that were never measured."""
    return np.full(n, np.nan)
