"""Heart beats as a strap keeps them: FIT's `hr` messages, the first with a whole time, the rest packed."""

import struct
from collections.abc import Sequence

from tests.build import fit

HR = 132
TICKS_PER_S = 1024
A_MESSAGE = 8


def first(at_s: int, ticks: int, bpm: int, *, fraction: int = 0, local: int = 8) -> bytes:
    """Give the message that ties the strap's clock to the watch's, with its definition."""
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, HR, 4)
    head += bytes((253, 4, fit.UINT32, 0, 2, fit.UINT16, 9, 4, fit.UINT32, 6, 1, fit.UINT8))
    return head + struct.pack("<BIHIB", local, at_s, fraction, ticks, bpm)


def later(ticks: Sequence[int], bpm: Sequence[int], *, local: int = 9) -> bytes:
    """Give messages of eight packed beats each, with their definition; `ticks` a multiple of eight."""
    fields = bytes((10, A_MESSAGE * 12 // 8, fit.BYTE, 6, A_MESSAGE, fit.UINT8))
    made = struct.pack("<BBBHB", 0x40 | local, 0, 0, HR, 2) + fields
    for begin in range(0, len(ticks), A_MESSAGE):
        packed = sum(
            (tick & 0xFFF) << 12 * place for place, tick in enumerate(ticks[begin : begin + A_MESSAGE])
        )
        made += bytes((local,)) + packed.to_bytes(12, "little") + bytes(bpm[begin : begin + A_MESSAGE])
    return made
