import pytest

from adapters.formats.fit.parts import MAX_PARTS, split
from service.core.errors import FormatError
from tests.build import fit


def test_a_chain_is_split_where_its_headers_say() -> None:
    first, second = fit.run(3), fit.run(2)

    chain = split(first + second)

    assert [part.start for part in chain.parts] == [0, len(first)]
    assert [part.stop for part in chain.parts] == [None, None]
    assert chain.stop is None
    assert [part.warnings for part in chain.parts] == [(), ()]


def test_a_header_checksum_of_nought_is_legal() -> None:
    [part] = split(fit.file(fit.file_id(), header_crc=0)).parts

    assert part.warnings == ()


def test_a_wrong_checksum_is_a_warning_and_no_more() -> None:
    [part] = split(fit.run()[:-1] + b"\x55").parts

    assert part.stop is None
    assert part.warnings == ("The file's checksum does not match its contents.",)


def test_a_wrong_header_checksum_is_a_warning_of_its_own() -> None:
    [part] = split(fit.file(fit.file_id(), header_crc=1)).parts

    assert part.warnings == ("The checksum of the file's header does not match it.",)


def test_missing_bytes_stop_at_the_end_of_the_file() -> None:
    data = fit.run()[:-5]

    [part] = split(data).parts

    assert part.stop is not None
    assert part.stop.offset == len(data)
    assert part.body_end == len(data)


def test_a_recording_that_was_never_closed_is_read_to_its_end() -> None:
    body = fit.file_id() + fit.records([fit.T0])

    [part] = split(fit.file(body, promised=0)).parts

    assert part.stop is not None
    assert "never finished" in part.stop.why
    assert part.body_end > len(body)


def test_empty_bytes_at_the_end_are_padding() -> None:
    chain = split(fit.run() + bytes(100))

    assert chain.stop is None
    assert chain.warnings == ("The file ends with 100 empty bytes.",)


def test_anything_else_at_the_end_is_a_part_that_cannot_be_read() -> None:
    whole = fit.run()

    chain = split(whole + b"?" * 20)

    assert chain.stop is not None
    assert chain.stop.offset == len(whole)


def test_an_endless_chain_is_left_after_a_while() -> None:
    chain = split(fit.file(b"") * (MAX_PARTS + 1))

    assert len(chain.parts) == MAX_PARTS
    assert chain.stop is not None


@pytest.mark.parametrize("data", [b"", b"\x0e", fit.run()[:11], b"\x0e" * 14, b"\x02" + fit.run()[1:]])
def test_without_a_header_nothing_can_be_split(data: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        split(data)

    assert caught.value.offset == 0
