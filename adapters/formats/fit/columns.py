"""Columns that are made when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from adapters.formats.fit.group import Group, Offsets
from adapters.formats.fit.layout import Source
from service.core.units import Floats, absent

Places = slice | Offsets
"""Which rows of a table."""


class Share(NamedTuple):
    """What one group adds to the columns of a table."""

    places: Places
    group: Group
    sources: Mapping[str, Sequence[Source]]


class Columns(Mapping[str, Floats]):
    """Columns by name: (n,) float64 in units, NaN where invalid.

    Where a message has several sources for a value, the first that is valid counts; `more` comes last and gives
    a whole column.
    """

    def __init__(
        self, rows: int, shares: Sequence[Share], more: Mapping[str, Callable[[], Floats]] | None = None
    ) -> None:
        self._rows = rows
        self._shares = shares
        self._more = more or {}
        self._names: Mapping[str, object] = (
            shares[0].sources if len(shares) == 1 and not more else self._all_names()
        )
        self._made: dict[str, Floats] = {}

    def _all_names(self) -> Mapping[str, object]:
        return dict.fromkeys([*(name for share in self._shares for name in share.sources), *self._more])

    def __getitem__(self, name: str) -> Floats:
        made = self._made.get(name)
        if made is None:
            if name not in self._names:
                raise KeyError(name)
            made = self._made[name] = self._make(name)
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _make(self, name: str) -> Floats:
        if len(self._shares) == 1 and name not in self._more:
            share = self._shares[0]
            return _best(share.group, share.sources[name])
        column = absent(self._rows)
        for places, group, sources in self._shares:
            mine = sources.get(name)
            if mine is not None:
                column[places] = _best(group, mine)
        return _first(column, self._more[name]()) if name in self._more else column


def _best(group: Group, sources: Sequence[Source]) -> Floats:
    column = group.column(sources[0])
    if len(sources) > 1:
        for source in sources[1:]:
            column = _first(column, group.column(source))
    return column


def _first(better: Floats, other: Floats) -> Floats:
    return np.where(np.isnan(better), other, better)
