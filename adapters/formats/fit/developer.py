"""Developers' fields: what apps and pods add to FIT's own, described by messages in the file itself.

A description holds from its place on, in its own part only. A later one of the same field replaces it for the
definitions that follow.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain

from adapters.formats.fit.definitions import Definition
from adapters.formats.fit.group import Group
from adapters.formats.fit.layout import Described
from adapters.formats.fit.plain import Plain, stored_values
from adapters.formats.fit.profile import BASES, Base, Meaning

_TOLD = _DEVELOPER, _NUMBER, _BASE_TYPE, _NAME, _UNITS = 0, 1, 2, 3, 8
"""Numbers of the fields of FIT's `field_description`."""


class Descriptions:
    """All descriptions of one part."""

    def __init__(self, data: bytes, definitions: Sequence[Definition]) -> None:
        groups = (Group(data, definition, _nobody) for definition in definitions)
        told = sorted(chain.from_iterable(map(_told, groups)), key=lambda line: line[0])
        self._places: dict[tuple[Plain, Plain], list[int]] = {}
        self._fields: dict[tuple[Plain, Plain], list[tuple[Base, Meaning]]] = {}
        for place, says in told:
            base = BASES.get(_whole(says.get(_BASE_TYPE)))
            if base is not None:
                key = says.get(_DEVELOPER), says.get(_NUMBER)
                self._places.setdefault(key, []).append(place)
                self._fields.setdefault(key, []).append((base, _meaning(says)))

    def known_at(self, place: int) -> Described:
        """Give what is known about fields once the description that stands here is read."""

        def described(developer: int, number: int) -> tuple[Base, Meaning] | None:
            key = developer, number
            count = bisect_right(self._places.get(key, ()), place)
            return self._fields[key][count - 1] if count else None

        return described


def _told(group: Group) -> list[tuple[int, Mapping[int, Plain]]]:
    """Give what each message says, by the numbers of its fields, and where it stands."""
    cells = {cell.number: stored_values(group, cell) for cell in group.layout.cells if cell.number in _TOLD}
    return [
        (place, {number: values[row] for number, values in cells.items()})
        for row, place in enumerate(group.rows.tolist())
    ]


def _meaning(says: Mapping[int, Plain]) -> Meaning:
    name, units = says.get(_NAME), says.get(_UNITS)
    known = str(name) if name is not None else f"unknown_{says.get(_DEVELOPER)}_{says.get(_NUMBER)}"
    return Meaning(known, None if units is None else str(units))


def _whole(value: Plain) -> int:
    return value if isinstance(value, int) else -1


def _nobody(developer: int, number: int) -> None:
    """Describe nothing: a description has no developer's fields of its own."""
