"""The moving seconds of one run, side by side: what every effort and every step is counted from.

Speed is also given on the flat (what would cost the same), but only where height is known throughout; a
mixture of both would be neither.
"""

from dataclasses import dataclass

import numpy as np

from service.core.metrics.cleaning import Cleaned
from service.core.metrics.minetti import flat_speed
from service.core.metrics.values import Reason
from service.core.metrics.windows import trailing_cv
from service.core.units import Floats

LEAST_GRADE_COVERAGE = 0.90
"""Ours: with height for less than this the plain speed is used throughout, not a mixture."""

LEAST_RECORDED = 0.95
"""Ours, as for moving time: a sum lacks what was not recorded."""

PACES_WINDOW_S, PACES_CV, PACES_SHARE = 300, 0.15, 0.50
"""Ours: in intervals most stretches of five minutes vary by 15 % and more; in long runs with stops, fewer."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """All columns are (m,), m = moving seconds of the timer, in order; m may be 0."""

    speed_m_s: Floats
    flat_m_s: Floats
    """Speed on the flat that costs the same (minetti2002); the plain speed where `graded` is False."""
    heart_bpm: Floats
    cadence_spm: Floats
    grade: Floats
    distance_m: Floats
    step_m: Floats
    """Metres covered in each second."""
    graded: bool
    has_speed: bool
    """False: nothing is known about speed, so an empty run may have been a long one."""
    recorded: float
    """Share of the timer that records cover: what is summed over less than LEAST_RECORDED is not told."""

    def __len__(self) -> int:
        return len(self.speed_m_s)

    @property
    def cut_off(self) -> bool:
        """Say whether too much is missing for sums, and for what came first and last."""
        return self.recorded < LEAST_RECORDED

    @property
    def nothing(self) -> Reason | None:
        """Say why there is no motion at all; None where there is."""
        if len(self):
            return None
        return "not_moving" if self.has_speed else "no_speed"

    @property
    def formula(self) -> str:
        """Name the way the flat speed was made."""
        return "minetti" if self.graded else "flat"


def motion_of(cleaned: Cleaned) -> Motion:
    """Cut the moving seconds out; without any known speed all columns are empty."""
    at = np.flatnonzero(cleaned.moving)
    speed, grade = cleaned.speed_m_s[at], cleaned.grade[at]
    graded = len(at) > 0 and not cleaned.indoors and share_known(grade) >= LEAST_GRADE_COVERAGE
    steps = np.diff(cleaned.distance_m, append=cleaned.distance_m[-1:])
    return Motion(
        speed_m_s=speed,
        flat_m_s=flat_speed(speed, grade) if graded else speed,
        heart_bpm=cleaned.heart_bpm[at],
        cadence_spm=np.where(cleaned.cadence_spm[at] > 0.0, cleaned.cadence_spm[at], np.nan),
        grade=grade,
        distance_m=cleaned.distance_m[at],
        step_m=steps[at],
        graded=graded,
        has_speed=cleaned.has_speed,
        recorded=cleaned.recorded,
    )


def many_paces(moving_speed_m_s: Floats) -> bool:
    """Say whether the pace was changed again and again, as in intervals: then its end says nothing of legs."""
    varied = trailing_cv(moving_speed_m_s, width=PACES_WINDOW_S)
    known = varied[~np.isnan(varied)]
    return len(known) > 0 and float(np.mean(known >= PACES_CV)) > PACES_SHARE


def share_known(column: Floats) -> float:
    """Give the share of a column that is known, 0 to 1; 0 for an empty one."""
    return float(np.mean(~np.isnan(column))) if len(column) else 0.0


def mean_known(column: Floats) -> float | None:
    """Give the mean of what is known; None where nothing is."""
    known = column[~np.isnan(column)]
    return float(known.mean()) if len(known) else None
