"""From an intention to a run: a road with hills, legs that tire, a heart that lags and drifts.

Closed formulas throughout: no generator of random numbers, so the same outing is the same run on every
machine and with every version of NumPy. All constants without a source are ours, chosen for a man of 51
with a highest heart rate of 172 (208 - 0.7 x age, Tanaka 2001) who runs a marathon in about 4 h 10.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from service.app.season.outing import Outing
from service.core.activity import Lap, Session, Streams
from service.core.units import Floats

_HR_HIGHEST_BPM = 171.0
_HR_STANDING_BPM = 84.0
_HR_LAG_S = 38.0
"""Time constant of the heart's answer to work; 30-45 s in fit adults."""
_ROAD_STEP_M = 10.0
_BASE_ALTITUDE_M = 84.0
_LAP_M = 1000.0
_AT_SEA_DEG, _METRES_PER_DEGREE = 1.0, 111_195.0
_WARM_UP_M, _FAST_M, _JOG_M = 2000.0, 800.0, 400.0


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """The run by place: one value for every few metres of road."""

    road_m: Floats
    passed_s: Floats
    """When the runner came by."""
    speed_m_s: Floats
    work_m_s: Floats
    """The speed on the flat with fresh legs that would have been as hard."""
    tired: Floats
    """Lost share of the pace."""
    latitude_deg: Floats
    longitude_deg: Floats


def run_of(outing: Outing, *, start: datetime) -> Session:
    """Run it: an outdoor session without pauses, far out at sea (a made-up runner has no home).

    `start`: aware, UTC, whole seconds. The last record stands exactly at the distance and at a whole second.
    """
    way = _run(outing)
    timer_s = float(way.passed_s[-1])
    streams = _record(way, np.append(np.arange(0.0, timer_s, outing.every_s), timer_s), outing=outing)
    climb = np.diff(streams.altitude_m)
    return Session(
        sport="running",
        sub_sport=outing.sub_sport,
        start=start,
        timer_s=timer_s,
        elapsed_s=timer_s,
        distance_m=float(way.road_m[-1]),
        ascent_m=float(round(climb[climb > 0].sum())),
        descent_m=float(round(-climb[climb < 0].sum())),
        streams=streams,
        laps=_laps(way, start=start),
        workout_rpe=outing.rpe,
    )


def _run(outing: Outing) -> _Way:
    """Cover the distance in the outing's mean pace, to the whole second."""
    length_m = outing.distance_km * 1000
    road_m = np.linspace(0.0, length_m, int(length_m / _ROAD_STEP_M) + 2)
    cost = _cost(_grade(road_m, outing))
    tired = _tiredness(road_m / length_m, outing)
    # A slope costs a runner less pace than it costs energy; the exponent is ours.
    wish = _wish(road_m, outing) * cost**-0.7 * (1 - tired)
    passed_s = np.concatenate(([0.0], np.cumsum(np.diff(road_m) * 2 / (wish[1:] + wish[:-1]))))
    timer_s = round(outing.distance_km * outing.pace_s_per_km)
    speed = wish * passed_s[-1] / timer_s
    return _Way(
        road_m=road_m,
        passed_s=passed_s / passed_s[-1] * timer_s,
        speed_m_s=speed,
        work_m_s=speed * cost / (1 - tired),
        tired=tired,
        **_places(road_m, seed=outing.seed),
    )


def _places(road_m: Floats, *, seed: int) -> dict[str, Floats]:
    """Give a round that ends where it began: a heading that turns once, and sways on the way."""
    share = road_m / road_m[-1]
    turns = ((1.0, 2), (0.7, 3), (0.35, 5), (0.2, 11))
    sways = [size * np.sin(2 * np.pi * (times * share + 0.37 * seed * times)) for size, times in turns]
    heading = 2 * np.pi * share + seed + np.sum(sways, axis=0)
    steps = np.diff(road_m, prepend=0.0)
    places = {}
    for name, leg in (("latitude_deg", np.sin(heading) * steps), ("longitude_deg", np.cos(heading) * steps)):
        gone = np.cumsum(leg)
        places[name] = _AT_SEA_DEG + (gone - share * gone[-1]) / _METRES_PER_DEGREE
    return places


def _record(way: _Way, t_s: Floats, *, outing: Outing) -> Streams:
    """Look at the watch at these seconds."""
    distance_m = np.interp(t_s, way.passed_s, way.road_m)
    speed_m_s, work_m_s, tired = (
        np.interp(distance_m, way.road_m, column) for column in (way.speed_m_s, way.work_m_s, way.tired)
    )
    return Streams(
        t_s=t_s,
        distance_m=distance_m,
        speed_m_s=speed_m_s * (1 + 0.012 * _ripple(t_s, seed=outing.seed, around=20)),
        heart_bpm=_heart(t_s, work_m_s, outing),
        # Tired legs take slower steps at the same speed: 4 a minute at the end of the marathon.
        cadence_spm=np.rint(_cadence(t_s, speed_m_s, seed=outing.seed) - 25 * tired),
        altitude_m=_altitude(distance_m, outing),
        temperature_c=np.rint(outing.temperature_c + 1.2 * t_s / 3600),
        latitude_deg=np.interp(distance_m, way.road_m, way.latitude_deg),
        longitude_deg=np.interp(distance_m, way.road_m, way.longitude_deg),
    )


def _wish(road_m: Floats, outing: Outing) -> Floats:
    """Give the relative speed the runner would choose on the flat with fresh legs."""
    easing_in = 1 - 0.07 * np.exp(-road_m / 350)
    sway = 1 + 0.015 * _ripple(road_m, seed=outing.seed, around=900)
    into_m = road_m - _WARM_UP_M
    fast = into_m % (_FAST_M + _JOG_M) < _FAST_M
    repeating = (into_m >= 0) & (into_m < outing.repetitions * (_FAST_M + _JOG_M))
    return easing_in * sway * np.where(repeating, np.where(fast, 1.34, 0.84), 1.0)


def _tiredness(share: Floats, outing: Outing) -> Floats:
    """Give the lost share of the pace: nothing up to 55 % of the way, then smoothly up to the fade."""
    late = np.clip((share - 0.55) / 0.45, 0, 1)
    return outing.fade * late**2 * (3 - 2 * late)


def _altitude(at_m: Floats, outing: Outing) -> Floats:
    long, short = _hill_phases(at_m, outing)
    return _BASE_ALTITUDE_M + outing.hills_m * (np.sin(long) + 0.35 * np.sin(short))


def _grade(at_m: Floats, outing: Outing) -> Floats:
    long, short = _hill_phases(at_m, outing)
    return outing.hills_m * 2 * np.pi * (np.cos(long) / 1900 + 0.35 * np.cos(short) / 640)


def _hill_phases(at_m: Floats, outing: Outing) -> tuple[Floats, Floats]:
    return 2 * np.pi * at_m / 1900 + outing.seed, 2 * np.pi * at_m / 640 + 2.3 * outing.seed


def _cost(grade: Floats) -> Floats:
    """Give the energy of a metre on this slope, relative to the flat. Source: Minetti 2002."""
    return (((((155.4 * grade - 30.4) * grade - 43.3) * grade + 46.3) * grade + 19.5) * grade + 3.6) / 3.6


def _heart(t_s: Floats, work_m_s: Floats, outing: Outing) -> Floats:
    """Give beats a minute for work in metres a second on the flat: proportional, late, drifting, capped."""
    settled = 22 + 43 * work_m_s - 6 * (outing.fitness - 0.5)
    settled *= 1 + outing.drift_per_h * np.clip(t_s - 600, 0, None) / 3600
    reach = int(6 * _HR_LAG_S / outing.every_s)
    weights = np.exp(-np.arange(reach) * outing.every_s / _HR_LAG_S)
    before = np.full(reach - 1, _HR_STANDING_BPM)
    lagged = np.convolve(np.concatenate((before, settled)), weights / weights.sum(), mode="valid")
    beats: Floats = np.rint(
        np.minimum(lagged + 1.3 * _ripple(t_s, seed=outing.seed + 5, around=45), _HR_HIGHEST_BPM)
    )
    return beats


def _cadence(t_s: Floats, speed_m_s: Floats, *, seed: int) -> Floats:
    """Give steps a minute: longer and quicker steps share the speed, as in recreational runners."""
    return 164 + 13 * (speed_m_s - 2.7) + 1.5 * _ripple(t_s, seed=seed + 9, around=70)


def _ripple(at: Floats, *, seed: int, around: float) -> Floats:
    """Give a smooth, never repeating wobble between -1 and 1: four sines whose periods share no measure."""
    periods = around * np.array([[0.61], [1.0], [1.73], [2.9]])
    waves: Floats = np.sin(2 * np.pi * at / periods + seed * 2.399 * periods / around)
    together: Floats = waves.mean(axis=0)
    return together


def _laps(way: _Way, *, start: datetime) -> tuple[Lap, ...]:
    """Split every kilometre, as most watches do by themselves; the rest is the last lap."""
    length_m = way.road_m[-1]
    ends_m = np.append(np.arange(_LAP_M, length_m - 1, _LAP_M), length_m)
    ends_s = np.interp(ends_m, way.road_m, way.passed_s)
    starts_s = np.concatenate(([0.0], ends_s[:-1]))
    lengths_m = np.diff(ends_m, prepend=0.0)
    return tuple(
        Lap(start + timedelta(seconds=round(begin)), float(end - begin), float(length))
        for begin, end, length in zip(starts_s, ends_s, lengths_m, strict=True)
    )
