"""One part's messages as sessions: who owns which record, lap and pause, and whose totals count.

Each record belongs to exactly one session: the last that started at or before it, else the first. Sessions
are in time order. Totals are the session message's own; what it leaves out is taken from its records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from adapters.formats.fit.clock import WatchClock, clock_of
from adapters.formats.fit.messages import Message, Reading
from adapters.formats.fit.streams import streams_of
from adapters.formats.fit.values import moment, number, word
from adapters.formats.fit.watch import scores_of
from service.core.activity import Lap, Pause, Session, Streams
from service.core.units import Floats

_STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """A session before its records are cut out."""

    start: float | None
    """Unix seconds."""
    message: Message
    sport: str | None
    sub_sport: str | None
    from_records: bool = False


def sessions_of(reading: Reading) -> tuple[Session, ...]:
    """Give the sessions of one part; with records but no session message, one session made of the records."""
    clock = clock_of(reading)
    times = clock.times(reading.column("timestamp"))
    frames = sorted(
        _frames(reading, times, clock=clock), key=lambda frame: -inf if frame.start is None else frame.start
    )
    if not frames:
        return ()
    starts = np.array([-inf if frame.start is None else frame.start for frame in frames])
    owner = _owners(starts, times)
    laps = _laps(reading.all("lap"), starts, clock=clock)
    pauses = _within(_pauses(reading.all("event"), clock), starts)
    afterwards = _last_of_each(reading.all("unknown_140"), starts, clock=clock)
    barometer = _has_barometer(reading.all("device_info"))
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(frames) + 1))
    sessions: list[Session] = []
    before_m = 0.0
    for index, frame in enumerate(frames):
        rows = order[bounds[index] : bounds[index + 1]]
        own_m = number(frame.message, "total_distance")
        before_m = _counted_before(reading.rows("distance", rows), before_m, own_m=own_m)
        t_s = times[rows] - (np.nan if frame.start is None else frame.start)
        is_run = frame.sport == "running"
        streams = streams_of(reading, rows, t_s=t_s, before_m=before_m, is_run=is_run)
        mine, stood = tuple(laps.get(index, ())), tuple(pauses.get(index, ()))
        scores = scores_of(frame.message, afterwards.get(index, {}), reading.all("max_met_data"))
        session = _session(frame, streams, laps=mine, pauses=stood)
        sessions.append(replace(session, scores=scores, barometer=barometer))
        before_m += _last(streams.distance_m) or 0.0
    return tuple(sessions)


def _has_barometer(sensors: Sequence[Message]) -> bool | None:
    """Say whether one is among the watch's own sensors. Makers that list none at all have told us nothing."""
    own = {word(sensor, "local_device_type") for sensor in sensors} - {None}
    return "barometer" in own if own else None


def _frames(reading: Reading, times: Floats, *, clock: WatchClock) -> list[_Frame]:
    sports = reading.all("sport")
    named: Message = sports[0] if sports else {}
    frames: list[_Frame] = []
    for message in reading.all("session"):
        start = _start(message, clock)
        said = message if "sport" in message or len(sports) != 1 else named
        frames.append(_Frame(start, message, word(said, "sport"), word(said, "sub_sport")))
    if not frames and reading.records:
        frames.append(_Frame(None, {}, word(named, "sport"), word(named, "sub_sport"), from_records=True))
    known = times[~np.isnan(times)]
    if len(frames) == 1 and frames[0].start is None and known.size:
        frames[0] = replace(frames[0], start=float(known[0]))
    return frames


def _start(message: Message, clock: WatchClock) -> float | None:
    """Give when a session began; where it only says when it was written and how long it took, from those."""
    start = clock.time(message, "start_time")
    end, elapsed_s = clock.time(message, "timestamp"), number(message, "total_elapsed_time")
    if start is None and end is not None and elapsed_s is not None:
        return end - elapsed_s
    return start


def _owners(starts: Floats, times: Floats) -> NDArray[np.intp]:
    """Give each record's session; one without a time goes with the record before it."""
    known = ~np.isnan(times)
    owner = np.maximum(np.searchsorted(starts, times, side="right") - 1, 0)
    last_known = np.maximum.accumulate(np.where(known, np.arange(times.size), -1))
    return np.where(last_known >= 0, owner[last_known], 0) if times.size else owner


def _owner(starts: Floats, time: float) -> int:
    return max(int(np.searchsorted(starts, time, side="right")) - 1, 0)


def _counted_before(distance: Floats, so_far: float, *, own_m: float | None) -> float:
    """Give what to take off: most watches count each session from 0, some go on counting.

    Those are known by a last value nearer to all metres so far than to the session's own total.
    """
    valid = distance[~np.isnan(distance)]
    goes_on = valid.size > 0 and valid[0] >= so_far
    if goes_on and own_m is not None:
        goes_on = valid[-1] > own_m + so_far / 2
    return so_far if goes_on else 0.0


def _last(column: Floats) -> float | None:
    valid = column[~np.isnan(column)]
    return float(valid[-1]) if valid.size else None


def _session(frame: _Frame, streams: Streams, *, laps: tuple[Lap, ...], pauses: tuple[Pause, ...]) -> Session:
    message = frame.message
    elapsed_s = number(message, "total_elapsed_time")
    if elapsed_s is None:
        elapsed_s = _span(streams.t_s)
    timer_s = number(message, "total_timer_time")
    if timer_s is None:
        timer_s = _timer(streams.t_s, pauses)
    distance_m = number(message, "total_distance")
    if distance_m is None:
        distance_m = _last(streams.distance_m)
    rpe = number(message, "workout_rpe")
    return Session(
        sport=frame.sport,
        sub_sport=frame.sub_sport,
        start=moment(frame.start),
        timer_s=timer_s,
        elapsed_s=elapsed_s,
        distance_m=distance_m,
        ascent_m=number(message, "total_ascent"),
        descent_m=number(message, "total_descent"),
        streams=streams,
        laps=laps,
        pauses=pauses,
        totals_from="records" if frame.from_records else "session",
        workout_rpe=None if rpe is None else rpe / 10,  # stored as 0-100
    )


def _span(t_s: Floats) -> float | None:
    valid = t_s[~np.isnan(t_s)]
    return float(valid.max() - valid.min()) if valid.size else None


def _timer(t_s: Floats, pauses: Sequence[Pause]) -> float | None:
    span = _span(t_s)
    return None if span is None else max(span - sum(pause.end_s - pause.start_s for pause in pauses), 0.0)


def _laps(messages: Sequence[Message], starts: Floats, *, clock: WatchClock) -> Mapping[int, list[Lap]]:
    """Give the laps that have a start, by the session they started in."""
    laps: dict[int, list[Lap]] = {}
    for message in messages:
        start = clock.time(message, "start_time")
        at = moment(start)
        if start is not None and at is not None:
            lap = Lap(at, number(message, "total_timer_time"), number(message, "total_distance"))
            laps.setdefault(_owner(starts, start), []).append(lap)
    return laps


def _last_of_each(messages: Sequence[Message], starts: Floats, *, clock: WatchClock) -> Mapping[int, Message]:
    """Give the last message of each session: watches write what they reckon several times on the way."""
    timed = [(clock.time(message, "unknown_253"), message) for message in messages]
    return {_owner(starts, at): message for at, message in timed if at is not None}


def _pauses(events: Sequence[Message], clock: WatchClock) -> list[tuple[float, float]]:
    """Give when the timer stood still, in Unix seconds: from a stop to the next start."""
    pauses: list[tuple[float, float]] = []
    stopped: float | None = None
    for event in events:
        at = clock.time(event, "timestamp")
        if event.get("event") != "timer" or at is None:
            continue
        if event.get("event_type") in _STOPS:
            stopped = at if stopped is None else stopped
        elif event.get("event_type") == "start":
            if stopped is not None and at > stopped:
                pauses.append((stopped, at))
            stopped = None
    return pauses


def _within(pauses: Sequence[tuple[float, float]], starts: Floats) -> Mapping[int, list[Pause]]:
    """Give the pauses by session; standing still between two sessions is a pause of neither."""
    found: dict[int, list[Pause]] = {}
    for stop, go in pauses:
        index = _owner(starts, stop)
        start = float(starts[index])
        if -inf < start <= stop and index == _owner(starts, go):
            found.setdefault(index, []).append(Pause(stop - start, go - start))
    return found
