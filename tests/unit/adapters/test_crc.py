import pytest

from adapters.crc import crc16
from tests.build import fit


@pytest.mark.parametrize("length", [0, 1, 2, 3, 15, 16, 17, 255, 256, 1000, 32_766, 32_767, 32_768, 65_535])
def test_the_fast_checksum_is_the_one_computed_bit_by_bit(length: int) -> None:
    data = bytes(index * 7 % 256 for index in range(length))

    assert crc16(data) == fit.crc(data)


def test_the_checksum_has_the_published_check_value() -> None:
    assert crc16(b"123456789") == 0xBB3D


def test_leading_zeros_do_not_shift_what_comes_after() -> None:
    assert crc16(b"\0\0\0abc") == crc16(b"abc") != crc16(b"abc\0")
