"""What fuzzing starts from: built files of every kind the format knows, and the smaller real watch files."""

import struct
from collections.abc import Sequence
from pathlib import Path

from tests.build import fit, heart

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
MOST_BYTES = 20_000


def built() -> Sequence[bytes]:
    """Give small files, so that a change often hits something that matters."""
    big = fit.Layout(3, 20, fit.RECORD.fields, big_endian=True)
    times = range(fit.T0, fit.T0 + 12)
    turns = fit.RECORD.definition() + b"".join(
        fit.RECORD.message(at, 300, 3000, 150, 85, 64) + heart_beats(4) for at in times
    )
    return (
        fit.run(12),
        fit.file(fit.file_id() + fit.records(times, layout=big) + fit.session()),
        fit.run(3) + fit.run(2, sport=fit.CYCLING),
        fit.file(fit.file_id() + short_times() + fit.session()),
        fit.file(fit.file_id() + developer_fields(10) + fit.session()),
        fit.file(fit.file_id() + BEATS.definition() + turns * 3 + fit.session()),
        fit.file(fit.file_id() + compressed_distance(10) + fit.timer(fit.T0, fit.STOP_ALL) + fit.session()),
        fit.file(fit.file_id(), header_crc=0),
        fit.file(fit.file_id() + fit.records(times) + fit.session() + stored_beats(16)),
    )


def real() -> Sequence[bytes]:
    """Give real files, the long ones cut off; none where the folder is missing."""
    return [path.read_bytes()[:MOST_BYTES] for path in sorted(FOLDER.glob("*.fit"))]


BEATS = fit.Layout(5, 78, [(0, fit.UINT16)])


def heart_beats(count: int) -> bytes:
    return BEATS.message(800) * count


def short_times() -> bytes:
    """Give records whose headers carry the time."""
    clock = fit.EVENT.definition() + fit.EVENT.message(fit.T0, 0, 0)
    beat = fit.Layout(1, 20, [(3, fit.UINT8)])
    beats = b"".join(beat.message(140, seconds=(fit.T0 + step) % 32) for step in range(40))
    return clock + beat.definition() + beats


def developer_fields(count: int) -> bytes:
    """Give records with a developer's 32-bit real, its description before them."""
    index = fit.Layout(6, 207, [(3, fit.UINT8)])
    told = struct.pack("<BBBHB", 0x47, 0, 0, 206, 5) + bytes(
        (0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 6, 7, 8, 6, 7)  # index, number, base type, name, units
    )
    says = b"\x07\0\x05\x88Power\0Watts\0"
    head = struct.pack("<BBBHB", 0x63, 0, 0, 20, 2) + bytes((253, 4, fit.UINT32, 3, 1, fit.UINT8, 1, 5, 4, 0))
    rows = b"".join(struct.pack("<BIBf", 3, fit.T0 + step, 150, 200.5 + step) for step in range(count))
    return index.definition() + index.message(0) + told + says + head + rows


def compressed_distance(count: int) -> bytes:
    """Give records with speed and distance in three bytes."""
    head = struct.pack("<BBBHB", 0x43, 0, 0, 20, 2) + bytes((253, 4, fit.UINT32, 8, 3, fit.BYTE))
    packed = ((300 + step | (step * 700 % 4096) << 12).to_bytes(3, "little") for step in range(count))
    return head + b"".join(struct.pack("<BI", 3, fit.T0 + step) + three for step, three in enumerate(packed))


def stored_beats(count: int) -> bytes:
    """Give heart beats that a strap kept, a second apart."""
    ticks = [heart.TICKS_PER_S * (1 + beat) for beat in range(count)]
    return heart.first(fit.T0, 0, 90) + heart.later(ticks, [120] * count)
