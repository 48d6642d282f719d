"""The runner's own page: read it, change it."""

from service.app.world import World
from service.core.athlete import Athlete


def get_profile(world: World) -> Athlete:
    """Give the profile; an empty one at first."""
    with world.store.unit() as unit:
        return unit.profiles.get()


def put_profile(world: World, athlete: Athlete) -> None:
    """Keep the profile."""
    with world.store.unit() as unit:
        unit.profiles.put(athlete)
