"""The sample season: the whole product in one click, for a runner with no file at hand."""

from collections.abc import Callable, Iterable
from datetime import date

from adapters.files import RawFile
from service.app.importing import Imported, import_file
from service.app.world import World

SeasonFiles = Callable[[date], Iterable[RawFile]]
"""Gives the files of a season that is made for a day; wiring joins the season and the FIT writer."""


def add_sample_season(world: World, files: SeasonFiles) -> Iterable[Imported]:
    """Import the season that ended yesterday, oldest run first. Importing it twice changes nothing."""
    for raw in files(world.clock.local_date()):
        yield import_file(world, raw)
