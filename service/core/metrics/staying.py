"""Staying power: what the last part of a long run cost and gave, against its first part.

Smyth's ratio is heartbeats per metre late in the run over the same early on; its onset is the kilometre from
which five kilometres in a row cost more than 2.5 % above the early ones. Speeds are those on the flat, so
that a hill at the end is no drift. Sources: smyth2022 (ratio, onset), smyth2021 (slowing in a marathon);
which shares of another run count as early and late, and the pace fade's gates, are ours.
"""

from dataclasses import dataclass, replace

import numpy as np

from service.core.metrics.heart_load import Measures
from service.core.metrics.motion import Motion, mean_known, share_known
from service.core.metrics.values import Measure, Reason, measured, missing
from service.core.units import Floats

MARATHON_M = 40_000.0
MARATHON_SPANS = ((5_000.0, 10_000.0), (35_000.0, 40_000.0))
"""Early and late in a marathon, metres. Source: smyth2022."""
OTHER_SPANS = ((0.12, 0.25), (0.80, 0.95))
"""Of the distance of any other long run. Ours."""
SMYTH_MOVING_S, ONSET_MOVING_S, FADE_MOVING_S = 7200, 75 * 60, 60 * 60
LEAST_HEART, LEAST_SPEED = 0.90, 0.80
ONSET_RATIO, ONSET_WINDOW_M, ONSET_STEP_M = 1.025, 5_000.0, 1_000.0
WALL_EARLY_M, WALL_LATE_M = (5_000.0, 20_000.0), (35_000.0, 40_000.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """Running sums over distance, so that any stretch is two look-ups. All columns are (m + 1,)."""

    at_m: Floats
    beats: Floats
    metres: Floats
    seconds: Floats

    def cost(self, start_m: float, end_m: float) -> float | None:
        """Give heart rate over speed for a stretch; None where under half of it is known."""
        low, high = np.searchsorted(self.at_m, (start_m, end_m))
        seconds = self.seconds[high] - self.seconds[low]
        metres = self.metres[high] - self.metres[low]
        if seconds <= 0.0 or metres <= 0.0 or seconds < 0.5 * (high - low):
            return None
        return float((self.beats[high] - self.beats[low]) / seconds / (metres / seconds))


def smyth(heart_early: float, speed_early: float, *, heart_late: float, speed_late: float) -> float:
    """Give the ratio of (heart rate over speed), late over early; 1 is no decoupling."""
    return (heart_late / speed_late) / (heart_early / speed_early)


def thirds_change(column: Floats) -> float | None:
    """Give the change of the mean from first to last third, %; None where either is unknown or 0."""
    third = len(column) // 3
    first, last = mean_known(column[:third]), mean_known(column[-third:] if third else column[:0])
    return None if first is None or last is None or first == 0.0 else 100.0 * (last / first - 1.0)


def staying_power(motion: Motion, *, heart_reason: Reason | None, heart_coverage: float) -> Measures:
    """Give smyth_ratio, onset (m), pace_fade (%) and late_slowing (%, marathons).

    `heart_reason`: why no heart rate may be used at all, if so; pace needs none.
    """
    reason = _unusable(motion)
    if reason is not None:
        return {name: missing(unit, name, reason) for name, unit in _UNITS.items()}
    covered_m = float(motion.distance_m[-1] - motion.distance_m[0])
    ground = _sums(motion)
    if heart_reason is None and heart_coverage < LEAST_HEART:
        heart_reason = "hr_coverage"
    found = {
        "smyth_ratio": _smyth(ground, covered_m, motion, heart_reason),
        "onset": _onset(ground, covered_m, motion, heart_reason),
    }
    found = {name: replace(measure, coverage=heart_coverage) for name, measure in found.items()}
    return found | {"pace_fade": _fade(motion), "late_slowing": _slowing(motion, covered_m)}


def _unusable(motion: Motion) -> Reason | None:
    if motion.nothing is not None:
        return motion.nothing
    if motion.cut_off:
        return "records_missing"  # what is there last is not what was run last
    return "speed_coverage" if share_known(motion.speed_m_s) < LEAST_SPEED else None


_UNITS = {"smyth_ratio": "ratio", "onset": "m", "pace_fade": "%", "late_slowing": "%"}


def _sums(motion: Motion) -> _Ground:
    both = ~(np.isnan(motion.heart_bpm) | np.isnan(motion.flat_m_s))

    def running(column: Floats) -> Floats:
        return np.concatenate(([0.0], np.cumsum(np.where(both, column, 0.0))))

    at = motion.distance_m - motion.distance_m[0]
    return _Ground(at, running(motion.heart_bpm), running(motion.flat_m_s), running(np.ones(len(at))))


def _spans(covered_m: float) -> tuple[tuple[float, float], tuple[float, float], str]:
    if covered_m >= MARATHON_M:
        return (*MARATHON_SPANS, "smyth2022.km5_10_35_40")
    (a, b), (c, d) = OTHER_SPANS
    return (a * covered_m, b * covered_m), (c * covered_m, d * covered_m), "smyth2022.shares"


def _smyth(ground: _Ground, covered_m: float, motion: Motion, reason: Reason | None) -> Measure:
    early, late, formula = _spans(covered_m)
    if reason is None and len(motion) < SMYTH_MOVING_S:
        reason = "too_short"
    if reason is not None:
        return missing("ratio", formula, reason)
    before, after = ground.cost(*early), ground.cost(*late)
    if before is None or after is None:
        return missing("ratio", formula, "hr_coverage")
    return Measure(after / before, "ratio", f"{formula}.{motion.formula}")


def _onset(ground: _Ground, covered_m: float, motion: Motion, reason: Reason | None) -> Measure:
    """Give the metre from which two windows in a row are over the line; missing with `no_onset` where none."""
    early, _, _ = _spans(covered_m)
    first_m = early[1] + ONSET_WINDOW_M
    if reason is None and (len(motion) < ONSET_MOVING_S or covered_m < first_m + ONSET_STEP_M):
        reason = "too_short"
    reference = None if reason else ground.cost(*early)
    if reason is not None or reference is None:
        return missing("m", "onset.5km", reason or "hr_coverage")
    ends = np.arange(first_m, covered_m + 1.0, ONSET_STEP_M)
    costs = [ground.cost(end - ONSET_WINDOW_M, end) for end in ends]
    over = [cost is not None and cost / reference > ONSET_RATIO for cost in costs]
    for index in range(len(over) - 1):
        if over[index] and over[index + 1]:
            return Measure(float(ends[index]), "m", "onset.5km")
    return missing("m", "onset.5km", "no_onset")


def _fade(motion: Motion) -> Measure:
    formula = f"fade.thirds.{motion.formula}"
    if len(motion) < FADE_MOVING_S:
        return missing("%", formula, "too_short")
    change = thirds_change(motion.flat_m_s)
    return measured(change, "%", formula, otherwise="no_speed")


def _slowing(motion: Motion, covered_m: float) -> Measure:
    """Give how much slower km 35 to 40 were than km 5 to 20, %."""
    formula = "smyth2021.km5_20_35_40"
    if covered_m < MARATHON_M:
        return missing("%", formula, "not_a_marathon")
    at = motion.distance_m - motion.distance_m[0]
    early, late = (
        mean_known(motion.speed_m_s[(at >= low) & (at < high)]) for low, high in (WALL_EARLY_M, WALL_LATE_M)
    )
    if not early or not late:
        return missing("%", formula, "no_speed")
    return Measure(100.0 * (early / late - 1.0), "%", formula)
