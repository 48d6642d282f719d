"""All messages of one kind in one part, in file order, whatever definitions they came under."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise, starmap

import numpy as np

from adapters.formats.fit.columns import Columns, Places, Share
from adapters.formats.fit.group import Group, Offsets
from adapters.formats.fit.growing import grown
from adapters.formats.fit.layout import Cell, Source
from adapters.formats.fit.messages import Message
from adapters.formats.fit.plain import add_times, messages_of
from adapters.formats.fit.profile import message_name
from service.core.units import Floats, absent


class Table:
    """The messages of one global number. `short_times`: for each group, those in its messages' headers."""

    def __init__(self, number: int, groups: Sequence[Group], *, short_times: Sequence[Floats] = ()) -> None:
        self.name = message_name(number)
        """FIT's word, or `unknown_233`."""
        self.rows = sum(group.rows.size for group in groups)
        self._groups = groups
        self._short_times = short_times
        self._places = _places(groups)
        self.columns = Columns(self.rows, self._shares(lambda group: group.layout.columns), self._more())
        """The profile's fields by FIT's name, unknown ones as `unknown_61`; components under their own names."""
        self.developer = Columns(self.rows, self._shares(lambda group: group.layout.developer))
        """Developers' fields by the name and unit of their description: `Form Power [Watts]`."""

    def messages(self, wanted: Container[int] | None = None) -> Sequence[Message]:
        """Give the messages one by one; `wanted`: only fields of these numbers."""
        found = [messages_of(group, wanted) for group in self._groups]
        for messages, times in zip(found, self._short_times, strict=False):
            add_times(messages, times)
        if len(found) == 1:
            return found[0]
        order = np.argsort(np.concatenate([group.rows for group in self._groups]))
        flat = list(chain.from_iterable(found))
        return [flat[place] for place in order.tolist()]

    def others(self) -> Iterator[tuple[Group, Cell]]:
        """Give what makes no column: texts, lists and plain bytes, by group."""
        return ((group, cell) for group in self._groups for cell in group.layout.others)

    def _shares(self, of: Callable[[Group], Mapping[str, Sequence[Source]]]) -> list[Share]:
        pairs = zip(self._places, self._groups, strict=True)
        return [Share(places, group, of(group)) for places, group in pairs]

    def _more(self) -> Mapping[str, Callable[[], Floats]]:
        """Give columns that take the whole table to make."""
        names = chain.from_iterable(group.layout.growing for group in self._groups)
        more: dict[str, Callable[[], Floats]] = {name: partial(self._grown, name) for name in names}
        if self._short_times:
            more["timestamp"] = partial(self._merged, self._short_times)
        return more

    def _grown(self, name: str) -> Floats:
        """Give a column of which the lowest bits are written."""
        written = absent(self.rows)
        components = []
        for places, group in zip(self._places, self._groups, strict=True):
            source = group.layout.growing.get(name)
            if source is not None and source[1] is not None:
                written[places] = group.bits(source[0], source[1])
                components.append((source[1], group.definition.sent))
        component = components[0][0]
        restarts = np.sort(np.concatenate([np.frombuffer(sent, np.int64) for _, sent in components]))
        at = np.sort(np.concatenate([group.rows for group in self._groups]))
        return component.in_unit(grown(written, component.bits, at=at, restarts=restarts))

    def _merged(self, shares: Sequence[Floats]) -> Floats:
        merged = np.empty(self.rows)
        for places, share in zip(self._places, shares, strict=True):
            merged[places] = share
        return merged


def _places(groups: Sequence[Group]) -> list[Places]:
    """Give, for each group, which messages of the whole table are its own."""
    if len(groups) == 1:
        return [slice(None)]
    ends = list(accumulate(group.rows.size for group in groups))
    if all(one.rows[-1] < other.rows[0] for one, other in pairwise(groups)):
        return list(starmap(slice, pairwise((0, *ends))))
    order = np.argsort(np.concatenate([group.rows for group in groups]), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    return [_as_slice(own) for own in np.split(rank, ends[:-1])]


def _as_slice(places: Offsets) -> Places:
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == places.size else places
