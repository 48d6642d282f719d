"""From what a watch wrote to columns that can be trusted: one pure step before any formula.

The result stands on a grid of whole seconds of timer time (timeline.py), so downstream a mean is a plain mean
and a duration a plain count, whatever the watch's recording interval. Order as in the house's research notes:
sentinels, heart rate, speed, moving, height, plausibility. Everything taken out or mended is counted under
a reason code. Cadence lock is judged only where the runner's usual heart rate at a speed is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from service.core.activity import Session
from service.core.metrics import cadence_lock, elevation, heart, speed
from service.core.metrics.baselines import UsualHeart
from service.core.metrics.timeline import HOLD_S, Flags, Timeline, gap_around, lay
from service.core.units import Floats

INDOORS = frozenset({"treadmill", "indoor_running", "virtual_activity"})
"""FIT sub-sports 1, 45 and 58: no ground under the runner, distance from an accelerometer."""

DROPPED = (
    "clock", "paused", "sentinel", "hr_range", "hr_spike", "hr_stuck", "gap", "speed_spike", "gps_gap", "alt_noise",
    "cadence_lock", "stopped",
)  # fmt: skip
"""All reason codes of what is taken out or mended. Each has words in the pages' catalogue."""

FORM = ("stance_time_ms", "vertical_oscillation_mm", "stance_time_balance_percent")
LONGEST_STANCE_MS, HIGHEST_BOUNCE_MM = 2_000.0, 500.0
"""Ours: beyond it the sensor wrote an invalid value; 0 is one too."""

LONGEST_SILENCE_S = 30.0
"""Ours: between records further apart than this nobody knows what the runner did."""
CADENCE_SENTINEL_SPM = 508.0
"""An invalid cadence byte (255 strides, or 254 from a rounding watch), doubled."""


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """One session, second by second of timer time. All columns are (n,), n = timer seconds; n may be 0."""

    elapsed_s: Floats
    """Seconds since the session's start, pauses included: where each cell lies on the clock."""
    distance_m: Floats
    """Metres covered so far, never falling."""
    speed_m_s: Floats
    """NaN where nothing credible is known."""
    heart_bpm: Floats
    cadence_spm: Floats
    altitude_m: Floats
    """Smoothed."""
    grade: Floats
    """Rise over run, within ±0.45."""
    temperature_c: Floats
    """At the watch."""
    moving: Flags
    recorded: float
    """Share of the timer that records cover, 0 to 1: a file cut off keeps its totals, not its run."""
    dropped: tuple[tuple[str, int], ...]
    """(reason code, count), only codes that happened.

    In records, but `gps_gap`, `stopped` and `cadence_lock` in seconds.
    """
    indoors: bool
    quarantined: str | None
    """Why the session cannot be a run: `watch_left_running` or `drove_home`."""
    sub_sport: str | None = None
    form: Mapping[str, Floats] = field(default_factory=dict)
    """Columns of the step that the watch gave: stance_time_ms, vertical_oscillation_mm …"""

    @property
    def has_speed(self) -> bool:
        """Say whether anything is known about speed; without it nobody knows when the runner moved."""
        return bool(self.moving.any()) or not np.isnan(self.speed_m_s).all()

    @property
    def in_motion(self) -> Flags:
        """Give the moving seconds, or every timer second where no motion was seen: no speed, or all standing."""
        return self.moving if self.moving.any() else np.ones(len(self.moving), dtype=np.bool_)

    def coverage(self, column: Floats) -> float:
        """Give the share of the time in motion for which a column is known, 0 to 1.

        What the file lost counts as not known.
        """
        seen = column[self.in_motion]
        return float(np.mean(~np.isnan(seen))) * self.recorded if len(seen) else 0.0


def clean(session: Session, *, usual: UsualHeart | None = None) -> Cleaned:
    """Clean one session; never raises for odd data, an empty session gives empty columns."""
    streams = session.streams
    timeline = lay(streams.t_s, session.pauses)
    own_speed, distance = timeline.take(streams.speed_m_s), timeline.take(streams.distance_m)

    velocity, moving, speed_counts = speed.clean_speed(timeline, own_speed, distance_m=distance)
    pulse, heart_counts = heart.clean_heart(
        timeline, timeline.take(streams.heart_bpm), speed_m_s=_speed_at_records(timeline, velocity)
    )
    ground = speed.covered(timeline, distance, speed_m_s=velocity)
    height, height_counts = elevation.smooth(timeline, timeline.take(streams.altitude_m))
    cadence, lost_cadence = _cadence(timeline, timeline.take(streams.cadence_spm))

    locked = 0
    if usual is not None:
        steps = cadence_lock.locked(pulse, cadence_spm=cadence, speed_m_s=velocity, usual=usual)
        pulse, locked = np.where(steps, np.nan, pulse), int(steps.sum())
    counts = {**timeline.dropped, **heart_counts, **speed_counts, **height_counts}
    counts["sentinel"] += lost_cadence
    counts["cadence_lock"] = locked
    counts["stopped"] = int((~moving).sum()) if not np.isnan(velocity).all() else 0
    return Cleaned(
        elapsed_s=timeline.elapsed_s,
        distance_m=ground,
        speed_m_s=velocity,
        heart_bpm=pulse,
        cadence_spm=cadence,
        altitude_m=height,
        grade=elevation.grade(height, distance_m=ground),
        temperature_c=timeline.hold(timeline.take(streams.temperature_c)),
        moving=moving,
        recorded=_recorded(session, timeline),
        dropped=tuple((code, counts[code]) for code in DROPPED if counts.get(code)),
        indoors=session.sub_sport in INDOORS,
        quarantined=implausible(session, ground),
        sub_sport=session.sub_sport,
        form=_form(session, timeline),
    )


def implausible(session: Session, distance_m: Floats) -> str | None:
    """Say why this cannot be one run. Limits are ours: 6 h under 10 km, 6 m/s held for 20 minutes."""
    timer_s = session.timer_s if session.timer_s is not None else float(len(distance_m))
    total_m = session.distance_m
    if total_m is None and len(distance_m):
        total_m = float(distance_m[-1] - distance_m[0])
    if timer_s > 6 * 3600.0 and total_m is not None and total_m < 10_000.0:
        return "watch_left_running"
    window = 20 * 60
    if len(distance_m) > window and float(np.max(distance_m[window:] - distance_m[:-window])) > 6.0 * window:
        return "drove_home"
    return None


def _recorded(session: Session, timeline: Timeline) -> float:
    if session.timer_s is None or session.timer_s <= 0.0:
        return 1.0
    seen = np.count_nonzero(gap_around(timeline.at_s, timeline.timer_s) <= LONGEST_SILENCE_S)
    # Smart recording may end a few seconds before the timer does.
    return float(min((seen + HOLD_S) / session.timer_s, 1.0))


def _speed_at_records(timeline: Timeline, velocity: Floats) -> Floats:
    """Give the grid's speed back at the records, (k,)."""
    if len(timeline.timer_s) == 0:
        return np.empty(0)
    cell = np.floor(timeline.timer_s - timeline.at_s[0] + 1e-6).astype(np.intp)
    return np.asarray(velocity[np.minimum(cell, len(velocity) - 1)])


def _form(session: Session, timeline: Timeline) -> dict[str, Floats]:
    columns: dict[str, Floats] = {}
    for name in FORM:
        if name in session.streams.others:
            limit = LONGEST_STANCE_MS if name == "stance_time_ms" else HIGHEST_BOUNCE_MM
            column = timeline.take(session.streams.others[name])
            columns[name] = timeline.hold(np.where((column > 0.0) & (column < limit), column, np.nan))
    return columns


def _cadence(timeline: Timeline, cadence_spm: Floats) -> tuple[Floats, int]:
    invalid = cadence_spm >= CADENCE_SENTINEL_SPM
    return timeline.hold(np.where(invalid, np.nan, cadence_spm)), int(invalid.sum())
