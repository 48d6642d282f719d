"""The runner's own page: read it, change it."""

from datetime import timedelta

from service.app.judging import SEED_DAYS, judge
from service.app.world import World
from service.core.athlete import Athlete


def get_profile(world: World) -> Athlete:
    """Give the profile; an empty one at first."""
    with world.store.unit() as unit:
        return unit.profiles.get()


def put_profile(world: World, athlete: Athlete) -> None:
    """Keep the profile, and judge by it the runs that its longest run of the last month is about."""
    with world.store.unit() as unit:
        unit.profiles.put(athlete)
        today = world.clock.local_date()
        about = timedelta(days=SEED_DAYS)
        judge(unit, first=today - about, last=today + about)
