"""Builds recorded sessions: a run written down as a watch would have, second by second or thinned out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from service.core.activity import Pause, Session, Streams
from service.core.units import Floats, absent

START = datetime(2026, 5, 31, 6, 30, tzinfo=UTC)

Steps = float | None | Sequence[tuple[int, float]] | Floats
"""One value throughout, never measured, (seconds, value) one after another, or the column itself."""


def column(steps: Steps, seconds: int) -> Floats:
    """Give (seconds,) from any way of writing it down."""
    if steps is None:
        return absent(seconds)
    if isinstance(steps, np.ndarray):
        return steps.copy()
    if isinstance(steps, int | float):
        return np.full(seconds, float(steps))
    return np.concatenate([np.full(length, float(value)) for length, value in steps])


def streams(
    seconds: int,
    *,
    speed: Steps = 3.0,
    heart: Steps = 150.0,
    cadence: Steps = 170.0,
    altitude: Steps = None,
    temperature: Steps = None,
) -> Streams:
    """Give 1 Hz columns; distance is the sum of the speeds."""
    velocity = column(speed, seconds)
    return Streams(
        t_s=np.arange(seconds, dtype=np.float64),
        distance_m=np.concatenate(([0.0], np.cumsum(velocity)[:-1])) if seconds else absent(0),
        speed_m_s=velocity,
        heart_bpm=column(heart, seconds),
        cadence_spm=column(cadence, seconds),
        altitude_m=column(altitude, seconds),
        temperature_c=column(temperature, seconds),
        latitude_deg=absent(seconds),
        longitude_deg=absent(seconds),
    )


def session(
    seconds: int = 3600,
    *,
    speed: Steps = 3.0,
    heart: Steps = 150.0,
    cadence: Steps = 170.0,
    altitude: Steps = None,
    temperature: Steps = None,
    sub_sport: str | None = "generic",
) -> Session:
    """Give a run of so many timer seconds, with the watch's totals for time and distance."""
    columns = streams(
        seconds, speed=speed, heart=heart, cadence=cadence, altitude=altitude, temperature=temperature
    )
    return Session(
        sport="running",
        sub_sport=sub_sport,
        start=START,
        timer_s=float(seconds),
        elapsed_s=float(seconds),
        distance_m=float(np.nansum(columns.speed_m_s)),
        ascent_m=None,
        descent_m=None,
        streams=columns,
    )


def picked(columns: Streams, which: Sequence[int] | NDArray[np.integer] | slice) -> Streams:
    """Give the same streams with some of their records only."""
    chosen = which if isinstance(which, slice) else np.asarray(which, dtype=np.intp)
    return Streams(
        **{name: getattr(columns, name)[chosen] for name in Streams.__dataclass_fields__ if name != "others"}
    )


def thinned(run: Session, *, every: int) -> Session:
    """Give the same run as smart recording would write it: one record in so many seconds."""
    return replace(run, streams=picked(run.streams, slice(None, None, every)))


def paused(run: Session, *, at_s: float, length_s: float) -> Session:
    """Give the same run with the timer stopped for a while: later records come later, nothing else."""
    shifted = np.where(run.streams.t_s >= at_s, run.streams.t_s + length_s, run.streams.t_s)
    elapsed = run.elapsed_s if run.elapsed_s is not None else 0.0
    return replace(
        run,
        streams=replace(run.streams, t_s=shifted),
        elapsed_s=elapsed + length_s,
        pauses=(*run.pauses, Pause(at_s, at_s + length_s)),
    )
