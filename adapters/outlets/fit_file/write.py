"""One session as FIT bytes, in the order a watch writes: who, start, samples, stop, laps, totals, end.

Source: FIT SDK, "Activity file"; timer events around pauses as in its "Activity file, timer events".
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
from fit_tool.fit_file_header import FitFileHeader
from fit_tool.profile.profile_type import Event, EventType, LapTrigger

from adapters.crc import crc16
from adapters.outlets.fit_file.messages import activity_end, file_id, session_totals, unix_ms
from adapters.outlets.fit_file.rows import Rows, table
from service.core.activity import Device, Lap, Session
from service.core.units import Floats


def write_fit(session: Session, *, device: Device, utc_offset_s: int, serial: int) -> bytes:
    """Write an activity file; a column without a single value is left out of its records.

    `serial` (above 0) tells two watches apart, and so two files with the same samples. Times are kept in
    whole seconds. Raises ValueError for a session without a start: FIT has no other time.
    """
    if session.start is None:
        raise ValueError("a session without a start cannot be written as FIT")
    start, end = session.start, session.start + timedelta(seconds=_elapsed_s(session))
    laps = session.laps or (Lap(start, session.timer_s, session.distance_m),)
    body = b"".join(
        (
            file_id(device, start=start, serial=serial),
            *_timeline(session, start=start, end=end),
            *_whole_table("lap", _lap_columns(laps, end=end)),
            session_totals(session, start=start, end=end, laps=len(laps)),
            activity_end(session, end=end, utc_offset_s=utc_offset_s),
        )
    )
    whole = FitFileHeader(records_size=len(body), gen_crc=True).to_bytes() + body
    return whole + crc16(whole).to_bytes(2, "little")


def _elapsed_s(session: Session) -> float:
    if session.elapsed_s is not None:
        return session.elapsed_s
    known = session.streams.t_s[~np.isnan(session.streams.t_s)]
    return float(known.max()) if len(known) else 0.0


def _timeline(session: Session, *, start: datetime, end: datetime) -> Iterator[bytes]:
    """Give the records, cut where the timer stood still."""
    start_ms = unix_ms(start)
    times_s = np.array([edge for pause in session.pauses for edge in (pause.start_s, pause.end_s)])
    stops = np.array([start_ms, *(start_ms + times_s * 1000), unix_ms(end)], dtype=np.float64)
    kinds = [
        EventType.START,
        *(EventType.STOP_ALL, EventType.START) * len(session.pauses),
        EventType.STOP_ALL,
    ]
    definition, events = _encoded("event", _event_columns(stops, kinds))
    yield definition
    yield events[:1].tobytes()
    definition, records = _encoded("record", _record_columns(session, start_ms))
    yield definition
    at = 0
    for i, cut in enumerate(_cuts(session), start=1):
        yield records[at:cut].tobytes() + events[2 * i - 1 : 2 * i + 1].tobytes()
        at = cut
    yield records[at:].tobytes() + events[-1:].tobytes()


def _cuts(session: Session) -> list[int]:
    """Give how many records came before each pause. Clocks may jump: the latest time so far counts."""
    so_far = np.maximum.accumulate(np.nan_to_num(session.streams.t_s, nan=-np.inf))
    return [int(np.searchsorted(so_far, pause.start_s, side="right")) for pause in session.pauses]


def _event_columns(times_ms: Floats, kinds: list[EventType]) -> dict[str, Floats]:
    return {
        "timestamp": times_ms,
        "event": np.full(len(kinds), float(Event.TIMER.value)),
        "event_type": np.array([kind.value for kind in kinds], dtype=np.float64),
    }


def _record_columns(session: Session, start_ms: int) -> dict[str, Floats]:
    s = session.streams
    # Watches count strides for runs; the sum is rounded before it is split, so that 89.999 is not 89 + 1.0.
    strides = np.rint(s.cadence_spm / (2 if session.is_run else 1) * 128) / 128
    columns = {
        "timestamp": start_ms + s.t_s * 1000,
        "position_lat": s.latitude_deg,
        "position_long": s.longitude_deg,
        "distance": s.distance_m,
        "enhanced_speed": s.speed_m_s,
        "enhanced_altitude": s.altitude_m,
        "heart_rate": s.heart_bpm,
        "cadence": np.floor(strides),
        "fractional_cadence": strides % 1,
        "temperature": s.temperature_c,
    }
    return {
        name: column for name, column in columns.items() if name == "timestamp" or not np.isnan(column).all()
    }


def _lap_columns(laps: tuple[Lap, ...], *, end: datetime) -> dict[str, Floats]:
    starts_ms = np.array([unix_ms(lap.start) for lap in laps], dtype=np.float64)
    ends_ms = np.append(starts_ms[1:], float(unix_ms(end)))
    n = len(laps)
    return {
        "message_index": np.arange(n, dtype=np.float64),
        "timestamp": ends_ms,
        "event": np.full(n, float(Event.LAP.value)),
        "event_type": np.full(n, float(EventType.STOP.value)),
        "start_time": starts_ms,
        "total_elapsed_time": (ends_ms - starts_ms) / 1000,
        "total_timer_time": _known([lap.timer_s for lap in laps]),
        "total_distance": _known([lap.distance_m for lap in laps]),
        "lap_trigger": np.full(n, float(LapTrigger.DISTANCE.value)),
    }


def _known(values: list[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _whole_table(kind: str, columns: dict[str, Floats]) -> tuple[bytes, bytes]:
    definition, rows = _encoded(kind, columns)
    return definition, rows.tobytes()


def _encoded(kind: str, columns: dict[str, Floats]) -> tuple[bytes, Rows]:
    layout = table(kind, tuple(columns))
    return layout.definition, layout.rows(columns)
