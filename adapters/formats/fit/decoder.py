"""FIT bytes to an `Activity`: split, walk, read, put together. Nothing is opened, logged or remembered."""

from collections.abc import Sequence

from adapters.files import RawFile
from adapters.formats.fit import columnar, reference, tolerant
from adapters.formats.fit.activity import ReadPart, activity_of
from adapters.formats.fit.body import Body
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.messages import Reader, Reading
from adapters.formats.fit.parts import MIN_HEADER_BYTES, Stop, has_magic, split
from adapters.formats.fit.verdict import unreadable
from adapters.formats.fit.walk import walk
from service.core.activity import Activity

READERS: Sequence[Reader] = (columnar.read, reference.read, tolerant.read)
"""In the order they are asked; the next one only where the one before gave up."""


class FitDecoder:
    """Reads FIT files. Holds no state, so one may serve all threads."""

    name = "fit"

    def __init__(self, readers: Sequence[Reader] = READERS) -> None:
        self._readers = tuple(readers)

    def claims(self, head: bytes, name: str) -> bool:
        """Say whether a FIT header starts here, or the little there is could be the start of one."""
        if len(head) >= MIN_HEADER_BYTES:
            return has_magic(head)
        return name.lower().endswith(".fit") and head[:1] in {b"\x0c", b"\x0e"}

    def decode(self, raw: RawFile) -> Activity:
        """Read everything that can be read.

        Raises FormatError when not one message can be, TooLarge when the file asks for more work than any
        run does (budget.py).
        """
        chain = split(raw.data)
        budget = Budget()
        bodies = [walk(raw.data, part, budget=budget) for part in chain.parts]
        if not any(body.data_messages for body in bodies):
            raise unreadable(next((body.stop for body in bodies if body.stop is not None), chain.stop))
        parts = [self._read(body) for body in bodies]
        return activity_of(parts, stop=chain.stop, warnings=chain.warnings)

    def _read(self, body: Body) -> ReadPart:
        """Ask the readers in turn; where all give up, keep what came furthest."""
        stopped: list[tuple[int, Reading]] = []
        warnings = list(body.part.warnings)
        for reader in self._readers:
            reading = reader(body)
            if reading.stopped_at is None:
                return ReadPart(reading, body.stop, tuple(warnings))
            warnings.append(f"One of our readers gave up at byte {reading.stopped_at}.")
            stopped.append((reading.stopped_at, reading))
        at, best = max(stopped, key=lambda pair: pair[0])
        stop = Stop(at, f"holds values that make no sense, at byte {at}")
        return ReadPart(best, stop, tuple(warnings))
