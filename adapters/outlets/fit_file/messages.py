"""Single FIT messages, built by fit-tool from its profile: what a file holds once."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from enum import Enum

import numpy as np
from fit_tool.data_message import DataMessage
from fit_tool.definition_message import DefinitionMessage
from fit_tool.exceptions import FitEncodingError
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import (
    Activity,
    Event,
    EventType,
    FileType,
    GarminProduct,
    Manufacturer,
    SessionTrigger,
    Sport,
    SubSport,
)
from fit_tool.record import Record

from service.core.activity import Device, Session
from service.core.units import Floats

_Value = float | str | Enum | None

_FIT_EPOCH_S = 631065600
"""1989-12-31T00:00Z in Unix seconds. Source: FIT SDK, date_time."""


def file_id(device: Device, *, start: datetime, serial: int) -> bytes:
    """Say who made the file; a product the profile does not know goes in as a name."""
    maker = Manufacturer.__members__.get(
        (device.manufacturer or "development").upper(), Manufacturer.DEVELOPMENT
    )
    return encode(
        FileIdMessage(),
        {
            "type": FileType.ACTIVITY,
            "manufacturer": maker,
            **_product(device, maker),
            "serial_number": serial,
            "time_created": unix_ms(start),
        },
    )


def session_totals(session: Session, *, start: datetime, end: datetime, laps: int) -> bytes:
    """Sum the session up: its own totals as they are, means and maxima from its samples."""
    streams = session.streams
    cadence = _mean(streams.cadence_spm)
    strides = None if cadence is None else cadence / (2 if session.is_run else 1)
    return encode(
        SessionMessage(),
        {
            "message_index": 0,
            "timestamp": unix_ms(end),
            "event": Event.SESSION,
            "event_type": EventType.STOP,
            "start_time": unix_ms(start),
            "sport": Sport.__members__.get((session.sport or "").upper()),
            "sub_sport": SubSport.__members__.get((session.sub_sport or "").upper()),
            "total_elapsed_time": session.elapsed_s,
            "total_timer_time": session.timer_s,
            "total_distance": session.distance_m,
            "enhanced_avg_speed": _ratio(session.distance_m, session.timer_s),
            "enhanced_max_speed": _max(streams.speed_m_s),
            "avg_heart_rate": _whole(_mean(streams.heart_bpm)),
            "max_heart_rate": _whole(_max(streams.heart_bpm)),
            "avg_cadence": None if strides is None else int(strides),
            "avg_fractional_cadence": None if strides is None else int(strides % 1 * 128) / 128,
            "avg_temperature": _whole(_mean(streams.temperature_c)),
            "total_ascent": _whole(session.ascent_m),
            "total_descent": _whole(session.descent_m),
            "first_lap_index": 0,
            "num_laps": laps,
            "trigger": SessionTrigger.ACTIVITY_END,
            # 0-100 in the file, 0-10 for people. Source: training-load.md §1.1.
            "workout_rpe": None if session.workout_rpe is None else round(session.workout_rpe * 10),
        },
    )


def activity_end(session: Session, *, end: datetime, utc_offset_s: int) -> bytes:
    """Close the file, with the time on the runner's wall."""
    return encode(
        ActivityMessage(),
        {
            "timestamp": unix_ms(end),
            "total_timer_time": session.timer_s,
            "num_sessions": 1,
            "type": Activity.MANUAL,
            "event": Event.ACTIVITY,
            "event_type": EventType.STOP,
            "local_timestamp": round(end.timestamp()) - _FIT_EPOCH_S + utc_offset_s,
        },
    )


def unix_ms(at: datetime) -> int:
    """Give fit-tool's own unit of time; FIT keeps whole seconds of it."""
    return round(at.timestamp()) * 1000


def encode(message: DataMessage, fields: Mapping[str, _Value]) -> bytes:
    """Give definition and data. Left out: None, and what the field cannot hold, as in the rows.

    Raises KeyError for a field the message does not have.
    """
    for name, value in fields.items():
        field = message.get_field_by_name(name)
        if field is None:
            raise KeyError(name)
        if value is not None:
            with suppress(FitEncodingError):
                field.set_value(0, value)
    definition = DefinitionMessage.from_data_message(message)
    message.set_definition_message(definition)
    return Record.from_message(definition).to_bytes() + Record.from_message(message).to_bytes()


def _product(device: Device, maker: Manufacturer) -> dict[str, _Value]:
    if device.product is None:
        return {}
    if device.product.isdigit():
        return {"product": int(device.product)}
    known = GarminProduct.__members__.get(device.product.upper()) if maker is Manufacturer.GARMIN else None
    return {"product": known} if known else {"product": 0, "product_name": device.product}


def _mean(column: Floats) -> float | None:
    known = column[np.isfinite(column)]
    return float(known.mean()) if len(known) else None


def _max(column: Floats) -> float | None:
    known = column[np.isfinite(column)]
    return float(known.max()) if len(known) else None


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _ratio(metres: float | None, seconds: float | None) -> float | None:
    return metres / seconds if metres is not None and seconds else None
