"""What a watch recorded, as the rest of the house sees it: the narrow waist that every format hands inwards.

FIT's own words: an *activity* is one file, a *session* one sport in it, a *lap* a split, a *record* one
sample. Records are held as columns, because everything downstream asks for columns.

Two rules. Missing is NaN or None, never 0. Each record belongs to exactly one session: the last that
started at or before it, else the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from service.core.units import Floats


class Verdict(StrEnum):
    """What could be made of a file, most serious first; the first that applies is the verdict."""

    UNREADABLE = "unreadable"
    NOT_AN_ACTIVITY = "not_an_activity"
    PARTIAL = "partial"
    NOT_A_RUN = "not_a_run"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True, eq=False)
class Streams:
    """The samples of one session. All columns have one length, n, which may be 0."""

    t_s: Floats
    """(n,) seconds since the session's start, as recorded (clocks may jump); NaN where a record had no time."""
    distance_m: Floats
    """(n,) metres since the session's start as the watch counted them."""
    speed_m_s: Floats
    """(n,) metres a second; the enhanced field where the watch gives one."""
    heart_bpm: Floats
    """(n,) beats a minute."""
    cadence_spm: Floats
    """(n,) steps a minute (watches store strides: already doubled, fraction added); for other sports revolutions."""
    altitude_m: Floats
    """(n,) metres above sea level; the enhanced field where the watch gives one."""
    temperature_c: Floats
    """(n,) degrees Celsius at the watch, which a wrist warms by several degrees."""
    latitude_deg: Floats
    """(n,) degrees north."""
    longitude_deg: Floats
    """(n,) degrees east."""
    others: Mapping[str, Floats] = field(default_factory=dict)
    """Further columns by name with unit: power_w, stance_time_ms, step_length_mm, vertical_oscillation_mm …"""

    def __len__(self) -> int:
        return len(self.t_s)


@dataclass(frozen=True, slots=True)
class Lap:
    """One split, as the watch closed it."""

    start: datetime
    timer_s: float | None
    distance_m: float | None


@dataclass(frozen=True, slots=True)
class Pause:
    """The timer stood still from `start_s` to `end_s`, seconds since the session's start."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class WatchScores:
    """What the watch itself made of a session, by its maker's own formulas. Shown as the watch's, never counted."""

    training_effect: float | None = None
    """0-5, aerobic."""
    anaerobic_effect: float | None = None
    """0-5"""
    load_peak: float | None = None
    """The maker's load, after the oxygen debt that it estimates; not comparable between models."""
    vo2_max: float | None = None
    """ml/kg/min, as the watch stood after the session."""
    recovery_s: float | None = None
    """How long the watch would have its runner rest."""
    sweat_ml: float | None = None
    feel_0_100: float | None = None
    """As typed into the watch; higher is better."""
    gap_m_s: float | None = None
    """Mean speed on the flat by the watch's own model."""


@dataclass(frozen=True, slots=True)
class WatchProfile:
    """What the watch knew of its runner when it wrote the file; perhaps typed in, perhaps its own default.

    No FIT field tells a threshold pace.
    """

    hr_max_bpm: float | None = None
    hr_rest_bpm: float | None = None
    lthr_bpm: float | None = None
    mass_kg: float | None = None
    height_m: float | None = None
    sex: str | None = None
    """female or male"""
    age: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """One sport from start to end. Totals are the session message's own, else from its records, else None."""

    sport: str | None
    """FIT's word: running, cycling, multisport …; None where the file does not say."""
    sub_sport: str | None
    """FIT's word: trail, treadmill, generic …"""
    start: datetime | None
    """Aware, UTC."""
    timer_s: float | None
    """Seconds with the timer on."""
    elapsed_s: float | None
    """Seconds from start to end, pauses included."""
    distance_m: float | None
    ascent_m: float | None
    """As the watch totalled it; None where it did not."""
    descent_m: float | None
    streams: Streams
    laps: tuple[Lap, ...] = ()
    pauses: tuple[Pause, ...] = ()
    totals_from: str = "session"
    """`session` (the watch's own totals) or `records` (the session message is missing)."""
    workout_rpe: float | None = None
    """0-10 as typed into the watch after the run."""
    scores: WatchScores = WatchScores()
    barometer: bool | None = None
    """False where the watch lists its own sensors and no barometer is among them; None where it lists none."""

    @property
    def is_run(self) -> bool:
        """Say whether the watch called this running."""
        return self.sport == "running"


@dataclass(frozen=True, slots=True)
class Device:
    """Who wrote the file, in FIT's words, or as numbers where the profile does not know them."""

    manufacturer: str | None = None
    product: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """All that one file held."""

    verdict: Verdict
    reason: str | None
    """One sentence for the runner where the verdict is not `complete`."""
    file_type: str | None
    """FIT's word: activity, settings, workout …"""
    device: Device
    sessions: tuple[Session, ...]
    """In time order; empty for files that are not activities."""
    warnings: tuple[str, ...] = ()
    """One sentence each: what was odd but readable."""
    utc_offset_s: int | None = None
    """The watch's local time minus UTC; None where the file does not say."""
    profile: WatchProfile = WatchProfile()
    workout: str | None = None
    """The name of the workout that the watch led, where it says so."""

    @property
    def runs(self) -> tuple[Session, ...]:
        """Give the running sessions; each is a run of its own."""
        return tuple(session for session in self.sessions if session.is_run)
