"""What the watch knew of its runner, as candidates for the runner's numbers on the day of the file.

A watch asks its owner once and then writes the same into every file, or writes a default of its own (220 minus age), so
nothing here is more trusted than `device`, and a default cannot be told from a measured number.
"""

from datetime import date

from service.core.activity import WatchProfile
from service.core.load.establish import Candidates
from service.core.metrics.baselines import Baseline


def told_by_watch(profile: WatchProfile, *, day: date) -> Candidates:
    """Give the candidates; what the watch did not know is not among them."""

    def told(value: float | None) -> tuple[Baseline, ...]:
        return () if value is None else (Baseline(value, "device", since=day),)

    return Candidates(
        hr_max=told(profile.hr_max_bpm),
        hr_rest=told(profile.hr_rest_bpm),
        lthr=told(profile.lthr_bpm),
        mass=told(profile.mass_kg),
        sex=profile.sex,
    )
