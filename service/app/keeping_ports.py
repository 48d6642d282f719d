"""What the export and the erasing need from the store, beyond what the other use cases do."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol


class Whole(Protocol):
    """Everything that the store remembers, whatever it is about."""

    def tables(self) -> Iterator[tuple[str, Sequence[str], Iterator[Sequence[object]]]]:
        """Give each table: its name, its columns, its rows. Take the rows before the next table is asked for."""
        ...

    def erase(self) -> Mapping[str, int]:
        """Forget every row; give how many there were, by table."""
        ...
