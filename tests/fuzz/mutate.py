"""Damage, as bad cables, dying batteries and bad people do it. Seeded, so that every input can be made again."""

from collections.abc import Callable, Sequence
from random import Random

_TELLING = bytes((0x00, 0x01, 0x0D, 0x14, 0x40, 0x63, 0x7F, 0x80, 0x8E, 0xA0, 0xFD, 0xFE, 0xFF))
"""Bytes that mean something as headers, sizes, types or field numbers."""


def mutated(chance: Random, seeds: Sequence[bytes], *, most: int) -> bytes:
    """Give one of the seeds with one to six changes, at most `most` bytes long."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        if data:
            chance.choice(_CHANGES)(chance, data)
    return bytes(data[:most])


def _byte(chance: Random, data: bytearray) -> None:
    data[chance.randrange(len(data))] = chance.randrange(256)


def _telling_byte(chance: Random, data: bytearray) -> None:
    data[chance.randrange(len(data))] = chance.choice(_TELLING)


def _bit(chance: Random, data: bytearray) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(chance: Random, data: bytearray) -> None:
    del data[chance.randrange(len(data)) :]


def _lose(chance: Random, data: bytearray) -> None:
    begin = chance.randrange(len(data))
    del data[begin : begin + chance.randint(1, 12)]


def _insert(chance: Random, data: bytearray) -> None:
    place = chance.randrange(len(data))
    data[place:place] = chance.randbytes(chance.randint(1, 12))


def _repeat(chance: Random, data: bytearray) -> None:
    begin = chance.randrange(len(data))
    piece = data[begin : begin + chance.randint(1, 60)]
    place = chance.randrange(len(data))
    data[place:place] = piece * chance.choice((1, 1, 2, 50))


_CHANGES: Sequence[Callable[[Random, bytearray], None]] = (
    *(_byte, _byte, _telling_byte, _telling_byte, _bit),
    *(_cut, _lose, _insert, _repeat),
)
