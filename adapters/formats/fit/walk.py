"""Walk a part from header to header, decoding nothing, and note where the messages of each definition stand.

Three speeds, all giving the same places. A byte that starts an ordinary message costs one look into a table of
256 sizes. Where the headers repeat with a short period (records alone; a record and its heart beats in turns),
the period is checked with one strided slice a header and noted as a whole. Everything else, definitions above
all, is done by hand.

The walk also says where the bytes stop making sense. Source: FIT protocol, "Record header".
"""

from array import array
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from adapters.formats.fit.body import Body
from adapters.formats.fit.budget import Budget, Kind
from adapters.formats.fit.definitions import Definition, wire_of
from adapters.formats.fit.parts import Part, Stop
from adapters.formats.fit.wanted import FIELD_DESCRIPTION, MESSAGES, RECORD, SESSION

_SHORT_TIME = 0x80
_DEFINITION = 0x40
_TIME_BYTES = 4
_KINDS: dict[int, Kind] = {RECORD: "records", SESSION: "sessions"}

_STRETCH, _LONG_STRETCH = 24, 384
"""Ours, by measurement: messages walked by hand before a period is looked for, and where that fails often."""
_LONGEST_PERIOD = 8
_FIRST_LOOK, _WORTH_IT = 256, 16
"""Ours: repetitions looked at first (then four times as many each time), and the fewest worth noting as one."""


def walk(data: bytes, part: Part, *, budget: Budget) -> Body:
    """Find all whole messages of a part. Raises TooLarge when the budget does not reach."""
    walking = _Walk(data, part, budget=budget)
    walking.run()
    return walking.body()


class _Walk:
    def __init__(self, data: bytes, part: Part, *, budget: Budget) -> None:
        self._data = data
        self._part = part
        self._end = part.body_end
        self._budget = budget
        self._stop = part.stop
        self._definitions: dict[tuple[bytes, int], Definition] = {}
        self._local: dict[int, Definition] = {}
        self._telling: dict[int, Definition] = {}
        self._told = 0
        self._has_short_times = False
        self._since = part.body_start  # where the table below was last changed
        self._sizes = [0] * 256
        self._note: list[Callable[[int], None]] = [array("q").append] * 256
        self._rows = [array("q")] * 256
        self._last_head = 0

    def run(self) -> None:
        """Walk to the end of the part or to the first byte that makes no sense."""
        at: int | None = self._part.body_start
        stretch = _STRETCH
        while at is not None and at < self._end:
            at, walked = self._by_hand(at, stretch)
            self._budget.spend("messages", walked)
            if at > self._end:
                at = None
                self._cut_off(self._unnote())
            elif walked < stretch:
                at = self._by_header(at) if at < self._end else at
            else:
                before, at = at, self._by_period(at)
                stretch = _STRETCH if at > before else min(2 * stretch, _LONG_STRETCH)

    def _by_hand(self, at: int, most: int) -> tuple[int, int]:
        """Note up to `most` messages; give where the next begins, beyond the end if the last is cut off."""
        data, end, sizes, note = self._data, self._end, self._sizes, self._note
        left, head = most, 0
        while left and at < end:
            head = data[at]
            size = sizes[head]
            if not size:
                break
            note[head](at)
            at += size
            left -= 1
        self._last_head = head
        return at, most - left

    def _unnote(self) -> int:
        """Take the last message back."""
        return self._rows[self._last_head].pop()

    def _by_period(self, at: int) -> int:
        """Note all repetitions of what lies between the last message like the next one and here."""
        data, end = self._data, self._end
        rows = self._rows[data[at]] if at < end else None
        if not rows or rows[-1] < self._since:
            return at
        heads: list[tuple[int, int]] = []
        place = start = rows[-1]
        while place < at and len(heads) < _LONGEST_PERIOD:
            heads.append((place - start, data[place]))
            place += self._sizes[data[place]]
        if place != at:
            return at
        period = at - start
        count = self._repetitions(at, period, heads)
        if count < _WORTH_IT:
            return at
        self._budget.spend("messages", count * len(heads))
        self._note_all(np.arange(at, at + count * period, period, dtype=np.int64), heads)
        return at + count * period

    def _note_all(self, begins: NDArray[np.int64], heads: list[tuple[int, int]]) -> None:
        """Note the messages of one period at each of these places; one definition may come twice in it."""
        shifts: dict[int, list[int]] = {}
        for shift, head in heads:
            shifts.setdefault(id(self._rows[head]), []).append(shift)
        for shift, head in heads:
            mine = shifts[id(self._rows[head])]
            if shift == mine[0]:
                places = begins + shift if len(mine) == 1 else begins[:, None] + mine
                self._rows[head].frombytes(places.tobytes())

    def _repetitions(self, at: int, period: int, heads: list[tuple[int, int]]) -> int:
        """Give how many times in a row the headers repeat from here, all whole."""
        possible = (self._end - at) // period
        look = _FIRST_LOOK
        while True:
            count = min(look, possible)
            for shift, head in heads:
                seen = self._data[at + shift : at + count * period : period]
                count = min(count, len(seen) - len(seen.lstrip(bytes((head,)))))
            if count < look:
                return count
            look *= 4

    def _by_header(self, at: int) -> int | None:
        """Do what the table has no size for; None ends the walk."""
        head = self._data[at]
        if head & _SHORT_TIME:
            known = self._local.get(head >> 5 & 0x03)
            if known is not None:
                self._expect_short_times(known)
                return at
        elif head & _DEFINITION:
            return self._definition(at)
        self._stop = Stop(at, f"is damaged at byte {at}: the message there was never defined")
        return None

    def _definition(self, at: int) -> int | None:
        wire = wire_of(self._data, at, end=self._end)
        if wire is None:
            self._cut_off(at)
            return None
        self._budget.spend("messages", 5)  # it takes about five times as long as a message
        epoch = self._told_until()
        found = self._definitions.get((wire, epoch))
        if found is None:
            self._budget.spend("definitions")
            found = self._definitions[wire, epoch] = Definition(wire, epoch)
        found.sent.append(at)
        self._expect(found)
        self._since = at + len(wire)
        return self._since

    def _expect(self, definition: Definition) -> None:
        local = definition.local
        self._local[local] = definition
        self._telling.pop(local, None)
        if definition.number == FIELD_DESCRIPTION:
            self._telling[local] = definition
        self._sizes[local] = definition.message_bytes
        self._note[local] = definition.rows.append
        self._rows[local] = definition.rows
        if self._has_short_times and local < 4:
            self._expect_short_times(definition)

    def _expect_short_times(self, definition: Definition) -> None:
        """Let the 32 headers that carry a time lead to the definition as well."""
        first = _SHORT_TIME | definition.local << 5
        heads = slice(first, first + 32)
        self._sizes[heads] = [definition.message_bytes] * 32
        self._note[heads] = [definition.rows.append] * 32
        self._rows[heads] = [definition.rows] * 32
        self._has_short_times = True

    def _told_until(self) -> int:
        """Give where the last message stands that described a developer's field."""
        for definition in self._telling.values():
            if definition.rows:
                self._told = max(self._told, definition.rows[-1])
        return self._told

    def _cut_off(self, at: int) -> None:
        why = f"is cut off in the middle of a message, at byte {at}"
        self._stop = self._stop or Stop(at, why)

    def body(self) -> Body:
        """Give what was found. Raises TooLarge when there is more of it than any run has."""
        definitions = tuple(self._definitions.values())
        for definition in definitions:
            if definition.number in MESSAGES:
                self._budget.spend(_KINDS.get(definition.number, "others"), len(definition.rows))
            if definition.number == RECORD and definition.message_bytes <= _TIME_BYTES:
                self._budget.spend("bare records", len(definition.rows))
        return Body(self._data, self._part, definitions, self._has_short_times, self._stop, self._budget)
