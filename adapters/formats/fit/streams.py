"""Records as `Streams`: FIT's columns in the house's names and units."""

import numpy as np

from adapters.formats.fit.messages import Reading, Rows
from service.core.activity import Streams
from service.core.units import Floats

_DEGREES = 180.0 / 2**31
"""A semicircle in degrees. Source: FIT profile, position_lat."""

_OTHERS = {
    "power": "power_w",
    "stance_time": "stance_time_ms",
    "stance_time_balance": "stance_time_balance_percent",
    "step_length": "step_length_mm",
    "vertical_oscillation": "vertical_oscillation_mm",
    "vertical_ratio": "vertical_ratio_percent",
}


def streams_of(reading: Reading, rows: Rows, *, t_s: Floats, before_m: float, is_run: bool) -> Streams:
    """Give the columns of these records.

    `t_s`: their seconds since the session's start. `before_m`: what the watch had counted before it.
    """

    def column(name: str) -> Floats:
        return reading.rows(name, rows)

    others = {ours: reading.columns[fit][rows] for fit, ours in _OTHERS.items() if fit in reading.columns}
    for name in reading.developer:
        others.setdefault(name, reading.developer[name][rows])
    return Streams(
        t_s=t_s,
        distance_m=column("distance") - before_m,
        speed_m_s=_first(column("enhanced_speed"), column("speed")),
        heart_bpm=_heart(reading, rows),
        cadence_spm=_cadence(column("cadence"), column("fractional_cadence"), is_run=is_run),
        altitude_m=_first(column("enhanced_altitude"), column("altitude")),
        temperature_c=column("temperature"),
        latitude_deg=column("position_lat") * _DEGREES,
        longitude_deg=column("position_long") * _DEGREES,
        others={name: values for name, values in others.items() if not np.isnan(values).all()},
    )


def _heart(reading: Reading, rows: Rows) -> Floats:
    """Fill what the watch did not hear with what the strap kept; the zeros of a lost strap are metrics' to clean."""
    heard = reading.rows("heart_rate", rows)
    return (
        heard
        if reading.beats is None
        else _first(heard, reading.beats.bpm_at(reading.rows("timestamp", rows)))
    )


def _first(better: Floats, other: Floats) -> Floats:
    return np.where(np.isnan(better), other, better)


def _cadence(whole: Floats, fraction: Floats, *, is_run: bool) -> Floats:
    """Watches store strides a minute in two fields. Two steps make a stride, for runners only."""
    strides = whole + np.nan_to_num(fraction)
    return strides * 2 if is_run else strides
