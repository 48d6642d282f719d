"""Everything in one part as tables, by FIT's name for the message; each is built when it is first asked for."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from adapters.formats.fit.beats import beats_of
from adapters.formats.fit.body import Body
from adapters.formats.fit.definitions import Definition
from adapters.formats.fit.developer import Descriptions
from adapters.formats.fit.group import Group
from adapters.formats.fit.growing import short_times
from adapters.formats.fit.messages import Beats
from adapters.formats.fit.profile import message_name
from adapters.formats.fit.table import Table
from adapters.formats.fit.wanted import FIELD_DESCRIPTION, HEART
from service.core.units import Floats


class Tables(Mapping[str, Table]):
    """The tables of one part. Raises Declined where the times in messages' headers cannot be told."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._by_number = body.by_number()
        self._numbers = {message_name(number): number for number in self._by_number}
        self._built: dict[str, Table] = {}
        self._groups: dict[int, Group] = {}
        self._short_times = self._header_times() if body.has_short_times else {}

    def __getitem__(self, name: str) -> Table:
        built = self._built.get(name)
        if built is None:
            built = self._built[name] = self._build(self._numbers[name])
        return built

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    @cached_property
    def beats(self) -> Beats | None:
        """Give the heart beats that a strap kept."""
        return (
            beats_of([self._group(one) for one in self._by_number[HEART]])
            if HEART in self._by_number
            else None
        )

    def _build(self, number: int) -> Table:
        definitions = self._by_number[number]
        times = self._short_times
        return Table(
            number,
            [self._group(definition) for definition in definitions],
            short_times=[times[id(definition)] for definition in definitions] if times else (),
        )

    def _group(self, definition: Definition) -> Group:
        group = self._groups.get(id(definition))
        if group is None:
            described = self._descriptions.known_at(definition.epoch)
            group = self._groups[id(definition)] = Group(self._body.data, definition, described)
        return group

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self._body.data, self._by_number.get(FIELD_DESCRIPTION, ()))

    def _header_times(self) -> Mapping[int, Floats]:
        """Give the times in messages' headers by the `id` of their definition."""
        used = [definition for definition in self._body.definitions if definition.rows]
        times = short_times(self._body.data, [self._group(definition) for definition in used])
        return {id(definition): mine for definition, mine in zip(used, times, strict=True)}
