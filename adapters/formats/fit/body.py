"""The waist of this room: one part, walked over and not yet decoded. What every reader starts from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.formats.fit.budget import Budget
from adapters.formats.fit.definitions import Definition
from adapters.formats.fit.parts import Part, Stop


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The whole messages of one part, by their definitions."""

    data: bytes
    """The whole file; all offsets count from its start."""
    part: Part
    definitions: Sequence[Definition]
    """In the order they were first sent."""
    has_short_times: bool
    """Some messages carry their time in the header, relative to whatever message came before."""
    stop: Stop | None
    """Set when the part could not be walked to its end."""
    budget: Budget

    @property
    def data_messages(self) -> int:
        """Give how many data messages are whole."""
        return sum(len(definition.rows) for definition in self.definitions)

    def by_number(self) -> Mapping[int, list[Definition]]:
        """Give the definitions that have messages, by FIT's number for the message."""
        found: dict[int, list[Definition]] = {}
        for definition in self.definitions:
            if definition.rows:
                found.setdefault(definition.number, []).append(definition)
        return found
