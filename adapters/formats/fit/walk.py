"""Walk a part message by message, without decoding, and keep the whole ones that somebody reads.

What comes out is a small, well-formed FIT file. So the readers never meet a message that is cut off (one of
them would invent a record from half of it), nor a second part, nor developer fields of another part. The walk
also says where the bytes stop making sense.

Source: FIT protocol, "Record format": header byte, compressed timestamps.
"""

from array import array
from bisect import bisect_right
from dataclasses import dataclass

from adapters.formats.fit.budget import Budget, Kind
from adapters.formats.fit.definitions import Definition, read_definition
from adapters.formats.fit.parts import MAGIC, MIN_HEADER_BYTES, Part, Stop
from adapters.formats.fit.wanted import RECORD, SESSION

_COMPRESSED = 0x80
_DEFINITION = 0x40
_KINDS: dict[int, Kind] = {RECORD: "records", SESSION: "sessions"}


@dataclass(frozen=True, slots=True)
class Body:
    """The whole messages of one part."""

    clean: bytes
    """A FIT file without its checksum: header, kept definitions, kept messages."""
    stop: Stop | None
    """Set when the part could not be walked to its end."""
    data_messages: int
    """How many data messages were whole, kept or not."""
    clean_marks: "array[int]"
    """Offsets in `clean` where a run of copied bytes begins …"""
    file_marks: "array[int]"
    """… and where in the file those bytes stood."""

    def origin(self, offset: int) -> int:
        """Give where in the file the byte at this offset of `clean` stood."""
        mark = bisect_right(self.clean_marks, offset) - 1
        return self.file_marks[mark] + offset - self.clean_marks[mark] if mark >= 0 else offset


def walk(data: bytes, part: Part, *, budget: Budget) -> Body:
    """Keep the whole messages of a part. Raises TooLarge when the budget does not reach."""
    walking = _Walk(data, part, budget=budget, keep_all=False)
    if not walking.run():
        walking = _Walk(data, part, budget=budget, keep_all=True)
        walking.run()
    return walking.body()


class _Walk:
    def __init__(self, data: bytes, part: Part, *, budget: Budget, keep_all: bool) -> None:
        self._data = data
        self._part = part
        self._budget = budget
        self._keep_all = keep_all
        self._at = part.body_start
        self._local: dict[int, Definition] = {}
        self._kept = bytearray()
        self._clean_marks = array("q")
        self._file_marks = array("q")
        self._shift = -1
        self._data_messages = 0
        self._stop = part.stop

    def run(self) -> bool:
        """Walk to the end of the part or to the first byte that makes no sense.

        False when the walk must be done again keeping all messages: a compressed time is relative to the last
        timestamp of whatever message came before it, so none may be skipped.
        """
        data, end = self._data, self._part.body_end
        going = True
        while going and self._at < end:
            self._budget.spend("messages")
            head = data[self._at]
            if head & _COMPRESSED:
                if not self._keep_all:
                    return False
                going = self._message(head >> 5 & 0x03)
            elif head & _DEFINITION:
                going = self._definition(head & 0x0F)
            else:
                going = self._message(head & 0x0F)
        return True

    def _definition(self, local: int) -> bool:
        found = read_definition(self._data, self._at, end=self._part.body_end, keep_all=self._keep_all)
        if found is None:
            self._cut_off()
            return False
        self._budget.spend("messages", 4)  # it takes about five times as long as a message
        self._local[local] = found
        if found.kept:
            self._budget.spend("work", found.work)
            self._keep(found.rewritten)
        self._at += found.wire_bytes
        self._shift = -1  # rewritten bytes have a length of their own
        return True

    def _message(self, local: int) -> bool:
        known = self._local.get(local)
        if known is None:
            self._stop = Stop(self._at, f"is damaged at byte {self._at}: the message there was never defined")
            return False
        end = self._at + known.message_bytes
        if end > self._part.body_end:
            self._cut_off()
            return False
        if known.kept:
            self._budget.spend("work", known.work)
            self._budget.spend(_KINDS.get(known.global_number, "others"))
            self._keep(self._data[self._at : end])
        self._data_messages += 1
        self._at = end
        return True

    def _cut_off(self) -> None:
        why = f"is cut off in the middle of a message, at byte {self._at}"
        self._stop = self._stop or Stop(self._at, why)

    def _keep(self, message: bytes) -> None:
        if self._at - len(self._kept) != self._shift:
            self._shift = self._at - len(self._kept)
            self._clean_marks.append(MIN_HEADER_BYTES + len(self._kept))
            self._file_marks.append(self._at)
        self._kept += message

    def body(self) -> Body:
        """Give what was kept, behind a header of its own."""
        versions = self._data[self._part.start + 1 : self._part.start + 4]
        length = len(self._kept).to_bytes(4, "little")
        clean = bytes((MIN_HEADER_BYTES,)) + versions + length + MAGIC + bytes(self._kept)
        return Body(clean, self._stop, self._data_messages, self._clean_marks, self._file_marks)
