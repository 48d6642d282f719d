"""One run as it was meant to be, before a road and a heart had their say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """What a runner sets out to do. The defaults are an easy ten kilometres on a mild day."""

    name: str = "easy-run"
    """For the file's name."""
    distance_km: float = 10.0
    pace_s_per_km: float = 390.0
    """Mean over the whole run, jogging between repetitions included."""
    every_s: float = 5.0
    """Seconds between records: 1, or longer as watches do that save memory."""
    sub_sport: str = "street"
    hills_m: float = 6.0
    """Half the height of a hill."""
    repetitions: int = 0
    """Fast 800 m with 400 m of jogging after each, following two kilometres of warm-up."""
    fade: float = 0.02
    """Share of the pace that tired legs have lost by the end."""
    drift_per_h: float = 0.012
    """Share by which the heart beats faster for the same work, each hour after the first ten minutes."""
    fitness: float = 0.5
    """0 at the season's start, 1 at its end."""
    temperature_c: float = 12.0
    """At the start, on the wrist."""
    rpe: float = 3.0
    """0-10, typed into the watch afterwards."""
    start_minute: int = 7 * 60
    """Minutes after local midnight."""
    seed: int = 1
    """Which road and which ripples: no two runs are alike, and the same seed is always the same run."""
