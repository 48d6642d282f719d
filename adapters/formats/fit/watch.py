"""What the watch knows of its runner, and what it says of a run by formulas of its own.

A watch writes 0 where nobody typed anything in, so 0 is not known; what no body can have is not known either.
"""

from collections.abc import Iterable, Mapping, Sequence

from adapters.formats.fit.messages import Message, Reading
from adapters.formats.fit.values import number, word
from service.core.activity import WatchProfile, WatchScores

_HR_MAX, _HR_REST, _LTHR = (90.0, 240.0), (25.0, 120.0), (70.0, 230.0)
_MASS_KG, _HEIGHT_M, _AGE = (20.0, 300.0), (0.5, 2.6), (4.0, 120.0)
_EFFECT, _VO2_MAX, _RECOVERY_S, _SWEAT_ML = (0.0, 5.0), (10.0, 100.0), (0.0, 14 * 86_400.0), (1.0, 30_000.0)
_SPEED = (0.1, 12.0)
"""Lowest and highest that are believed. Ours: wide, they only keep out what is no reading."""

ML_KG_MIN_PER_MET = 3.5
"""Oxygen of one metabolic equivalent."""


def profile_of(readings: Sequence[Reading]) -> WatchProfile:
    """Give what the watch knew at the time of this file: from its zones first, then targets, then its profile."""
    zones = [message for reading in readings for message in _zones(reading)]
    targets = [message for reading in readings for message in reading.all("zones_target")]
    runner = [message for reading in readings for message in reading.all("user_profile")]
    hr_max = _first((*zones, *targets), "max_heart_rate", _HR_MAX)
    for name in ("default_max_running_heart_rate", "default_max_heart_rate"):
        hr_max = _first(runner, name, _HR_MAX) if hr_max is None else hr_max
    return WatchProfile(
        hr_max_bpm=hr_max,
        hr_rest_bpm=_first((*zones, *runner), "resting_heart_rate", _HR_REST),
        lthr_bpm=_first((*zones, *targets), "threshold_heart_rate", _LTHR),
        mass_kg=_first(runner, "weight", _MASS_KG),
        height_m=_first(runner, "height", _HEIGHT_M),
        sex=next((said for said in (word(each, "gender") for each in runner) if said in _SEXES), None),
        age=_first(runner, "age", _AGE),
    )


_SEXES = frozenset({"female", "male"})


def scores_of(session: Message, afterwards: Message, fitness: Sequence[Message]) -> WatchScores:
    """Give the watch's own scores. `afterwards`: the last reckoning of it; `fitness`: max_met_data."""
    vo2_max = _first(reversed(fitness), "vo2_max", _VO2_MAX)
    mets = number(afterwards, "unknown_7")
    if vo2_max is None and mets is not None:
        vo2_max = _within(mets * ML_KG_MIN_PER_MET / 65_536, _VO2_MAX)
    rest_min = number(afterwards, "unknown_9")
    speed = _field(session, "avg_grade_adjusted_speed", _SPEED)
    in_mm = number(session, "unknown_211")  # the same field to a reader whose profile is older
    if speed is None and in_mm is not None:
        speed = _within(in_mm / 1000.0, _SPEED)
    return WatchScores(
        training_effect=_field(session, "total_training_effect", _EFFECT),
        anaerobic_effect=_field(session, "total_anaerobic_training_effect", _EFFECT),
        load_peak=_field(session, "training_load_peak", (0.0, 30_000.0)),
        vo2_max=vo2_max,
        recovery_s=None if rest_min is None else _within(60.0 * rest_min, _RECOVERY_S),
        sweat_ml=_field(session, "unknown_178", _SWEAT_ML),
        feel_0_100=_field(session, "workout_feel", (0.0, 100.0)),
        gap_m_s=speed,
    )


def _zones(reading: Reading) -> Iterable[Message]:
    """Give what the zones of sessions were counted with; those of laps say the same many times over."""
    return (each for each in reading.all("time_in_zone") if word(each, "reference_mesg") == "session")


def _first(messages: Iterable[Message], name: str, within: tuple[float, float]) -> float | None:
    found = (_field(message, name, within) for message in messages)
    return next((value for value in found if value is not None), None)


def _field(message: Mapping[str, object], name: str, within: tuple[float, float]) -> float | None:
    value = message.get(name)
    return _within(float(value), within) if isinstance(value, int | float) else None


def _within(value: float, limits: tuple[float, float]) -> float | None:
    return value if limits[0] <= value <= limits[1] else None
