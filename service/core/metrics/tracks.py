"""One run as curves over distance: few enough points to draw, each a mean of what really lies there.

Seconds are gathered into equal pieces of road, so a piece's speed is its length over its time. Seconds that
stood still count for no curve, and a piece of road that nothing is known about stays empty: a line drawn
across it would be a guess.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from service.core.metrics.cleaning import Cleaned
from service.core.metrics.minetti import flat_speed
from service.core.metrics.motion import many_paces
from service.core.metrics.timeline import Indices
from service.core.metrics.windows import rolling_mean
from service.core.units import Floats

MOST_POINTS = 400
"""Ours: more than a phone has pixels to show one by one."""
LEAST_PIECE_M = 10.0
LEAST_ROAD_M = 200.0
"""Ours: shorter than this there is nothing to see."""
SMOOTH_S = 15
"""Ours: about forty steps; a GPS speed trembles from second to second."""
SHORTEST_SPLIT = 0.05
"""Ours: a last split shorter than this share of a whole one says nothing about pace."""

WARM_UP_S = 600
LEAST_THIRD_S = 600
"""Ours: means of less than ten minutes each are not held against each other."""
PACE_FADE_PCT = -5.0
"""Ours, with the house's research notes: no study gives a limit."""
CADENCE_FADE_SPM = -3.0
"""Source: as PACE_FADE_PCT."""
HEART_COST_PCT = 5.0
"""Source: friel_decoupling, the lower of its two bands, here on thirds."""


@dataclass(frozen=True, slots=True, eq=False)
class Tracks:
    """Columns over distance, (m,), m at most 400 and 0 where there is nothing to draw."""

    piece_m: float
    """Length of each piece of road; piece i reaches from i to i + 1 times this."""
    speed_m_s: Floats
    heart_bpm: Floats
    cadence_spm: Floats
    altitude_m: Floats

    def __len__(self) -> int:
        return len(self.speed_m_s)


@dataclass(frozen=True, slots=True)
class Split:
    """One kilometre or mile, or the rest at the end."""

    from_m: float
    to_m: float
    moving_s: float
    speed_m_s: float | None
    heart_bpm: float | None
    cadence_spm: float | None
    rise_m: float | None
    """Height at its end minus height at its start."""


@dataclass(frozen=True, slots=True)
class LateRun:
    """The last third of the road against the first, its ten minutes of warm-up left off. None: not known."""

    pace_pct: float | None = None
    """Change of grade-adjusted speed; negative is slower."""
    heart_pct: float | None = None
    """Change of heartbeats for the same grade-adjusted distance; positive is worse."""
    cadence_spm: float | None = None
    """Cadence beyond what the speed explains; negative is slower steps."""

    @property
    def pace_fades(self) -> bool:
        """Say whether the slowing is worth showing."""
        return self.pace_pct is not None and self.pace_pct <= PACE_FADE_PCT

    @property
    def heart_works_harder(self) -> bool:
        """Say whether the heart's extra work is worth showing."""
        return self.heart_pct is not None and self.heart_pct >= HEART_COST_PCT

    @property
    def cadence_fades(self) -> bool:
        """Say whether the slower steps are worth showing."""
        return self.cadence_spm is not None and self.cadence_spm <= CADENCE_FADE_SPM


def resample(cleaned: Cleaned) -> Tracks:
    """Give the curves of one cleaned session."""
    road = _road_m(cleaned)
    if road < LEAST_ROAD_M:
        nothing = np.empty(0)
        return Tracks(LEAST_PIECE_M, nothing, nothing, nothing, nothing)
    pieces = int(np.clip(road / LEAST_PIECE_M, 2, MOST_POINTS))
    where = np.minimum((cleaned.distance_m / (road / pieces)).astype(np.intp), pieces - 1)
    speed = _smooth(np.where(cleaned.in_motion, cleaned.speed_m_s, np.nan))
    cadence = _smooth(_steps(cleaned))
    heart = _smooth(cleaned.heart_bpm)
    return Tracks(
        piece_m=road / pieces,
        speed_m_s=_means(where, speed, pieces),
        heart_bpm=_means(where, heart, pieces),
        cadence_spm=_means(where, cadence, pieces),
        altitude_m=_means(where, cleaned.altitude_m, pieces),
    )


def splits(cleaned: Cleaned, *, every_m: float) -> tuple[Split, ...]:
    """Give one line for each `every_m` of road, and one for what is left at the end."""
    road = _road_m(cleaned)
    if road < LEAST_ROAD_M:
        return ()
    whole, rest = divmod(road, every_m)
    edges = [every_m * n for n in range(int(whole) + 1)]
    if rest > SHORTEST_SPLIT * every_m:
        edges.append(road)
    return tuple(_split(cleaned, low, high) for low, high in pairwise(edges))


def late_run(cleaned: Cleaned) -> LateRun:
    """Hold the last third of the road against the first; nothing of intervals."""
    road = _road_m(cleaned)
    moving = np.flatnonzero(cleaned.in_motion)[WARM_UP_S:]
    first = moving[cleaned.distance_m[moving] < road / 3.0]
    last = moving[cleaned.distance_m[moving] >= 2.0 * road / 3.0]
    if road < LEAST_ROAD_M or cleaned.quarantined is not None or min(len(first), len(last)) < LEAST_THIRD_S:
        return LateRun()
    if many_paces(cleaned.speed_m_s[moving]):
        return LateRun()
    level = cleaned.speed_m_s
    if not cleaned.indoors:
        level = np.where(np.isnan(cleaned.grade), level, flat_speed(level, cleaned.grade))
    pace = _change(_mean(level[first]), _mean(level[last]))
    cost = _change(_per_metre(cleaned.heart_bpm, level, first), _per_metre(cleaned.heart_bpm, level, last))
    return LateRun(pace, cost, _slower_steps(cleaned, last))


def _road_m(cleaned: Cleaned) -> float:
    return float(cleaned.distance_m[-1]) if len(cleaned.distance_m) and cleaned.has_speed else 0.0


def _smooth(column: Floats) -> Floats:
    """Give the rolling mean, known only where the column is."""
    out = rolling_mean(column, width=SMOOTH_S)
    out[np.isnan(column)] = np.nan
    return out


def _steps(cleaned: Cleaned) -> Floats:
    """Give cadence in motion; no steps in motion is a sensor that lost the foot."""
    return np.where(cleaned.in_motion & (cleaned.cadence_spm > 0.0), cleaned.cadence_spm, np.nan)


def _means(where: Indices, column: Floats, pieces: int) -> Floats:
    known = ~np.isnan(column)
    count = np.bincount(where[known], minlength=pieces).astype(np.float64)
    total = np.bincount(where[known], weights=column[known], minlength=pieces)
    return np.asarray(np.divide(total, count, out=np.full(pieces, np.nan), where=count > 0.0))


def _split(cleaned: Cleaned, low: float, high: float) -> Split:
    # Distance never falls, so a split is one slice of the seconds.
    begin, end = np.searchsorted(cleaned.distance_m, (low, high), side="left")
    inside = slice(int(begin), int(end) if high < cleaned.distance_m[-1] else len(cleaned.distance_m))
    motion = cleaned.in_motion[inside]
    moving_s = float(motion.sum())
    height = cleaned.altitude_m[inside]
    height = height[~np.isnan(height)]
    return Split(
        from_m=low,
        to_m=high,
        moving_s=moving_s,
        speed_m_s=(high - low) / moving_s if moving_s > 0.0 else None,
        heart_bpm=_mean(cleaned.heart_bpm[inside]),
        cadence_spm=_mean(_steps(cleaned)[inside]),
        rise_m=float(height[-1] - height[0]) if len(height) else None,
    )


def _mean(column: Floats) -> float | None:
    known = column[~np.isnan(column)]
    return float(known.mean()) if len(known) else None


def _per_metre(heart_bpm: Floats, speed_m_s: Floats, at: Indices) -> float | None:
    both = at[~(np.isnan(heart_bpm[at]) | np.isnan(speed_m_s[at]))]
    if len(both) < LEAST_THIRD_S or not speed_m_s[both].any():
        return None
    return float(heart_bpm[both].mean() / speed_m_s[both].mean())


def _change(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None or before <= 0.0 else 100.0 * (after / before - 1.0)


def _slower_steps(cleaned: Cleaned, last: Indices) -> float | None:
    """Fit cadence to speed over the first half, and give what the last third lacks of it.

    A speed that hardly varied tells nothing about its slope: then the plain difference is taken.
    """
    steps, speed = _steps(cleaned), cleaned.speed_m_s
    both = np.flatnonzero(~(np.isnan(steps) | np.isnan(speed)))
    early = both[cleaned.distance_m[both] < cleaned.distance_m[-1] / 2.0]
    late = both[both >= last[0]]
    if min(len(early), len(late)) < LEAST_THIRD_S:
        return None
    spread = float(np.var(speed[early]))
    around = speed[early] - speed[early].mean()
    slope = float(np.mean(around * steps[early])) / spread if spread > 0.01 else 0.0  # 0.1 m/s; ours
    wanted = steps[early].mean() + slope * (speed[late] - speed[early].mean())
    return float(np.mean(steps[late] - wanted))
