"""The runner's own page: read it, change it."""

from datetime import date, timedelta

from service.app.judging import SEED_DAYS, judge
from service.app.world import World
from service.core.athlete import Athlete
from service.core.metrics.baselines import Baselines


def get_profile(world: World) -> Athlete:
    """Give the profile; an empty one at first."""
    with world.store.unit() as unit:
        return unit.profiles.get()


def put_profile(world: World, athlete: Athlete) -> None:
    """Keep the profile, and judge by it the runs that its longest run of the last month is about."""
    with world.store.unit(alone=True) as unit:
        unit.profiles.put(athlete)
        today = world.clock.local_date()
        about = timedelta(days=SEED_DAYS)
        judge(unit, first=today - about, last=today + about)


def last_measured_by(world: World) -> tuple[date, Baselines] | None:
    """Give the day of the newest run and the numbers it was counted with; None where no run tells."""
    with world.store.unit() as unit:
        for run in unit.runs.latest(limit=1):
            if run.measured_by is not None:
                return run.metrics.day, run.measured_by.baselines
    return None
