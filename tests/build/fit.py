"""Small FIT files written byte by byte, with no library, so that no decoder is tested by its own writer."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENUM, UINT8, UINT16, UINT32, SINT32, STRING, BYTE = 0x00, 0x02, 0x84, 0x86, 0x85, 0x07, 0x0D
_FORMATS = {ENUM: "B", UINT8: "B", UINT16: "H", UINT32: "I", SINT32: "i"}

T0 = 1_000_000_000
"""FIT seconds: 2021-09-08T01:46:40Z."""
RUNNING, CYCLING = 1, 2
HEADER_BYTES = 14


def crc(data: bytes) -> int:
    """Give CRC-16/ARC, bit by bit."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value


@dataclass(frozen=True, slots=True)
class Layout:
    """A definition and what follows it: one local type, its fields as (number, base type)."""

    local: int
    number: int
    fields: Sequence[tuple[int, int]]
    big_endian: bool = False

    def definition(self) -> bytes:
        """Give the definition message."""
        order = ">" if self.big_endian else "<"
        head = struct.pack(
            f"{order}BBBHB", 0x40 | self.local, 0, self.big_endian, self.number, len(self.fields)
        )
        sized = ((number, struct.calcsize(_FORMATS[base]), base) for number, base in self.fields)
        return head + b"".join(bytes(field) for field in sized)

    def message(self, *values: int, seconds: int | None = None) -> bytes:
        """Give a data message; with `seconds` (0-31) the header carries the time."""
        order = ">" if self.big_endian else "<"
        head = self.local if seconds is None else 0x80 | self.local << 5 | seconds
        return struct.pack(f"{order}B" + "".join(_FORMATS[base] for _, base in self.fields), head, *values)


def file(body: bytes, *, promised: int | None = None, header_crc: int | None = None) -> bytes:
    """Put a header before the body and a checksum behind it."""
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body) if promised is None else promised, b".FIT")
    head += struct.pack("<H", crc(head) if header_crc is None else header_crc)
    return head + body + struct.pack("<H", crc(head + body))


FILE_ID = Layout(0, 0, [(0, ENUM), (1, UINT16), (2, UINT16)])
SESSION = Layout(
    1, 18, [(253, UINT32), (2, UINT32), (7, UINT32), (8, UINT32), (9, UINT32), (5, ENUM), (6, ENUM)]
)
EVENT = Layout(2, 21, [(253, UINT32), (0, ENUM), (1, ENUM)])
RECORD = Layout(3, 20, [(253, UINT32), (5, UINT32), (6, UINT16), (3, UINT8), (4, UINT8), (53, UINT8)])
RECORD_BYTES = len(RECORD.message(0, 0, 0, 0, 0, 0))
START, STOP_ALL = 0, 4


def file_id(kind: int = 4, maker: int = 1, product: int = 3291) -> bytes:
    """Give a file_id with its definition: 4 is an activity, 1 is Garmin, 3291 a Fenix 6X."""
    return FILE_ID.definition() + FILE_ID.message(kind, maker, product)


def session(start: int = T0, *, seconds: int = 60, metres: int = 180, sport: int = RUNNING) -> bytes:
    """Give a session with its definition."""
    values = (start + seconds, start, seconds * 1000, seconds * 1000, metres * 100, sport, 0)
    return SESSION.definition() + SESSION.message(*values)


def timer(at: int, what: int) -> bytes:
    """Give a timer event with its definition: START or STOP_ALL."""
    return EVENT.definition() + EVENT.message(at, 0, what)


def records(times: Iterable[int], *, heart: int = 150, layout: Layout = RECORD) -> bytes:
    """Give records with their definition: 3 m a second, 85.5 strides a minute."""
    return layout.definition() + b"".join(
        layout.message(time, 300 * index, 3000, heart, 85, 64) for index, time in enumerate(times)
    )


def run(count: int = 10, *, sport: int = RUNNING) -> bytes:
    """Give a whole file: one session of `count` records, a second apart."""
    body = file_id() + records(range(T0, T0 + count)) + session(seconds=count, metres=3 * count, sport=sport)
    return file(body)
