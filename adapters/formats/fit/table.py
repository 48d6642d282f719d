"""All messages of one kind in one part, in file order, whatever definitions they came under.

A column has a source in every group that holds its field. Another field's bits may hold it too, or the headers
of the messages; where a message has several, the first that is valid counts.
"""

from collections.abc import Container, Iterator, Sequence
from functools import partial
from itertools import chain

import numpy as np

from adapters.formats.fit.cells import Cell
from adapters.formats.fit.columns import ALL, Columns, Places
from adapters.formats.fit.group import Group, Offsets
from adapters.formats.fit.growing import grown
from adapters.formats.fit.messages import Message
from adapters.formats.fit.plain import messages_of
from adapters.formats.fit.profile import Component, message_name
from service.core.units import Floats


class Table:
    """The messages of one global number."""

    def __init__(self, number: int, groups: Sequence[Group], *, short_times: Sequence[Floats] = ()) -> None:
        self.name = message_name(number)
        """FIT's word, or `unknown_233`."""
        self.rows = sum(group.rows.size for group in groups)
        self.columns = Columns(self.rows)
        """The profile's fields by FIT's name, unknown ones as `unknown_61`; components under their own names."""
        self.developer = Columns(self.rows)
        """Developers' fields by the name and unit of their description: `Form Power [Watts]`."""
        self._growing = Columns(self.rows)
        self._components: dict[str, Component] = {}
        self._groups = groups
        self._places = _places(groups)
        for group, places in zip(groups, self._places, strict=True):
            for cell in group.cells:
                self._add(group, places, cell)
        for times, places in zip(short_times, self._places, strict=bool(short_times)):
            self.columns.add("timestamp", places, partial(_same, times))
        for name in self._growing:
            self.columns.add(name, ALL, partial(self._grown, name))

    def messages(self, wanted: Container[int] | None = None) -> list[Message]:
        """Give the messages one by one; `wanted`: only fields of these numbers."""
        found = [messages_of(group, wanted) for group in self._groups]
        if len(found) == 1:
            return found[0]
        order = np.argsort(np.concatenate([group.rows for group in self._groups]))
        flat = list(chain.from_iterable(found))
        return [flat[place] for place in order.tolist()]

    def load(self) -> None:
        """Decode everything, for whoever wants it all at once."""
        for columns in (self.columns, self.developer):
            for name in columns:
                columns[name]
        for group, cell in self.others():
            if cell.base.kind == "text":
                group.texts(cell)
            else:
                group.lists(cell)

    def others(self) -> Iterator[tuple[Group, Cell]]:
        """Give what does not make a column: texts, lists and plain bytes, by group."""
        for group in self._groups:
            for cell in group.cells:
                if not cell.is_number:
                    yield group, cell

    def _add(self, group: Group, places: Places, cell: Cell) -> None:
        for component in () if cell.of_developer else cell.meaning.components:
            self._add_component(group, places, cell, component=component)
        if cell.is_number:
            columns = self.developer if cell.of_developer else self.columns
            columns.add(cell.name, places, partial(group.numbers, cell))

    def _add_component(self, group: Group, places: Places, cell: Cell, *, component: Component) -> None:
        if cell.holds_just(component):
            self.columns.add(component.name, places, partial(group.numbers, cell))
        elif not cell.can_hold(component):
            return
        elif component.accumulates:
            self._growing.add(component.name, places, partial(group.bits, cell, component))
            self._components[component.name] = component
        else:
            self.columns.add(component.name, places, partial(_part, group, cell, component=component))

    def _grown(self, name: str) -> Floats:
        component = self._components[name]
        at = np.empty(self.rows, np.int64)
        for group, places in zip(self._groups, self._places, strict=True):
            at[places] = group.rows
        restarts = np.sort(np.concatenate([np.frombuffer(g.definition.sent, np.int64) for g in self._groups]))
        whole = grown(self._growing[name], component.bits, at=at, restarts=restarts)
        return component.in_unit(whole)


def _places(groups: Sequence[Group]) -> list[Places]:
    """Give, for each group, which messages of the whole table are its own."""
    if len(groups) == 1:
        return [ALL]
    order = np.argsort(np.concatenate([group.rows for group in groups]), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    ends = np.cumsum([group.rows.size for group in groups])
    return [_as_slice(own) for own in np.split(rank, ends[:-1])]


def _as_slice(places: Offsets) -> Places:
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == places.size else places


def _part(group: Group, cell: Cell, *, component: Component) -> Floats:
    return component.in_unit(group.bits(cell, component))


def _same(times: Floats) -> Floats:
    return times
