"""Many files, however they arrived, one after another, each with a line about what became of it."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from adapters.files import Arrived
from service.app.importing import Imported, import_raw
from service.app.judging import NOTHING_WAITED, Settled, settle
from service.app.opening import open_wanted
from service.app.world import World


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one place."""

    place: str
    imported: Imported | None
    """None where there was no file to import."""
    trouble: str | None = None
    """Why not."""
    passed_over: int = 0
    """Set on the last line about an archive: how many of its files hold no run."""
    share: float = 1.0
    """How much of what was sent under one name is done: 0 to 1."""
    settled: Settled = NOTHING_WAITED
    """Set on the very last line, which is about no file: what the files changed in runs that were here before."""

    @property
    def is_file(self) -> bool:
        """Say whether this line is about a file that was taken in or refused."""
        return not self.passed_over and self.settled is NOTHING_WAITED


def import_arrivals(world: World, arrivals: Iterable[Arrived]) -> Generator[Told, None, None]:
    """Import what arrives; each file is safe once its line is given, and findings follow after the last.

    Closing the generator is how one cancels: what is in stays, and is judged. Raises WorldError.
    """
    try:
        for one in arrivals:
            imported = import_raw(world, one.raw) if one.raw is not None else None
            yield Told(str(one.path), imported, one.trouble, one.passed_over, one.share)
    finally:
        settled = settle(world)
        open_wanted(world)
    if settled.words is not None:
        yield Told("", None, settled=settled)
