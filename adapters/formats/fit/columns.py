"""Columns that are made when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from adapters.formats.fit.group import Group, Offsets, first_valid
from adapters.formats.fit.layout import Source
from service.core.units import Floats

_FEW = 16
"""Up to so many messages, looking one column up costs more than reading all of them."""

Places = slice | Offsets
"""Which rows of a table."""


class Share(NamedTuple):
    """What one group adds to the columns of a table; every row of it is in one share."""

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
        self._only = shares[0] if len(shares) == 1 and not more else None
        self._names: Mapping[str, object] = self._only.sources if self._only else self._all_names()
        self._made: dict[str, Floats] = {}
        only = self._only
        self._at_once = only is not None and rows <= _FEW and only.sources is only.group.layout.columns

    def _all_names(self) -> Mapping[str, object]:
        return dict.fromkeys([*(name for share in self._shares for name in share.sources), *self._more])

    def __getitem__(self, name: str) -> Floats:
        made = self._made.get(name)
        if made is None:
            if self._at_once:
                self._at_once = False
                self._made.update(self._shares[0].group.together())
                return self[name]
            made = self._made[name] = self._make(name)
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _make(self, name: str) -> Floats:
        if self._only is not None:
            return self._only.group.column(self._only.sources[name])
        if name not in self._names:
            raise KeyError(name)
        column = np.empty(self._rows)
        for places, group, sources in self._shares:
            mine = sources.get(name)
            if mine is None:
                column[places] = np.nan
            elif isinstance(places, slice):
                group.fill(column[places], mine)
            else:
                column[places] = group.column(mine)
        return first_valid(column, self._more[name]()) if name in self._more else column
