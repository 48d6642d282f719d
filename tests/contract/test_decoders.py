"""What every reader behind the FIT decoder must give, on built files and on real watch files."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from adapters.files import Decoder, RawFile
from adapters.formats.fit import FitDecoder, columnar, reference, tolerant
from service.core.activity import Activity, Session, Streams, Verdict
from service.core.errors import FormatError
from tests.build import fit

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
SLOW = frozenset({"big_activity.fit", "activity-large-fenxi2-multisport.fit"})
"""Seconds long with the libraries, and nothing in them that a smaller file lacks."""
WATCH_FILES = [path for path in sorted(FOLDER.glob("*.fit")) if path.name not in SLOW]

READERS = {"columnar": columnar.read, "fitparse": reference.read, "fitdecode": tolerant.read}


@pytest.fixture(params=READERS)
def decoder(request: pytest.FixtureRequest) -> Decoder:
    return FitDecoder([READERS[request.param]])


def test_it_has_a_short_stable_name(decoder: Decoder) -> None:
    assert decoder.name == "fit"


def test_it_claims_its_own_format_and_leaves_others_alone(decoder: Decoder) -> None:
    assert decoder.claims(fit.run()[:14], "x")
    assert not decoder.claims(b"PK\x03\x04" + bytes(30), "x.fit")


def test_a_built_run_comes_back_as_it_was_written(decoder: Decoder) -> None:
    activity = decoder.decode(RawFile("a.fit", fit.run(60)))

    [session] = activity.sessions
    assert activity.verdict is Verdict.COMPLETE
    assert list(session.streams.t_s) == list(range(60))
    assert list(session.streams.distance_m) == [3.0 * index for index in range(60)]
    assert set(session.streams.heart_bpm) == {150.0}
    assert set(session.streams.cadence_spm) == {171.0}
    assert set(session.streams.speed_m_s) == {3.0}
    assert (session.timer_s, session.distance_m) == (60, 180)


def test_the_same_bytes_give_the_same_activity_twice(decoder: Decoder) -> None:
    raw = RawFile("a.fit", fit.run(5) + fit.run(3))

    assert_same(decoder.decode(raw), decoder.decode(raw))


def test_developer_fields_of_one_part_mean_nothing_in_the_next(decoder: Decoder) -> None:
    described = fit.Layout(4, 207, [(3, fit.UINT8)])
    first = fit.file(fit.file_id() + described.definition() + described.message(0) + fit.session())
    loose = b"\x63\0\0\x14\0\x01" + bytes((253, 4, fit.UINT32)) + bytes((1, 7, 4, 0))
    second = fit.file(
        fit.file_id() + loose + b"\x03" + fit.T0.to_bytes(4, "little") + b"abcd" + fit.session()
    )

    activity = decoder.decode(RawFile("a.fit", first + second))

    assert [len(session.streams) for session in activity.sessions] == [0, 1]
    assert activity.verdict is Verdict.COMPLETE


def test_nonsense_raises_a_format_error_with_its_place(decoder: Decoder) -> None:
    with pytest.raises(FormatError) as caught:
        decoder.decode(RawFile("a.fit", fit.file(b"\x09" * 40)))

    assert caught.value.offset == 14


@pytest.mark.skipif(not WATCH_FILES, reason="the folder ../shared/fit with real watch files is not there")
@pytest.mark.slow
@pytest.mark.parametrize("path", WATCH_FILES, ids=lambda path: path.name)
def test_all_readers_agree_on_every_watch_file(path: Path) -> None:
    raw = RawFile(path.name, path.read_bytes())

    first, *others = (outcome(FitDecoder([read]), raw) for read in READERS.values())

    for other in others:
        assert_same(first, other)


def outcome(decoder: Decoder, raw: RawFile) -> Activity | str:
    try:
        return decoder.decode(raw)
    except FormatError as error:
        return f"{error.words} {error.offset}"


def assert_same(first: Activity | str, second: Activity | str) -> None:
    if isinstance(first, str) or isinstance(second, str):
        assert first == second
        return
    assert (first.verdict, first.reason, first.warnings) == (second.verdict, second.reason, second.warnings)
    assert (first.device, first.file_type, first.utc_offset_s) == (
        second.device,
        second.file_type,
        second.utc_offset_s,
    )
    assert first.profile == second.profile
    for one, other in zip(first.sessions, second.sessions, strict=True):
        assert plain(one) == plain(other)
        mine, theirs = dict(columns(one.streams)), dict(columns(other.streams))
        for name in mine.keys() | theirs.keys():
            np.testing.assert_array_equal(mine[name], theirs[name], err_msg=name)


def plain(session: Session) -> dict[str, object]:
    names = [name for name in Session.__slots__ if name != "streams"]
    return {name: getattr(session, name) for name in names}


def columns(streams: Streams) -> Iterator[tuple[str, object]]:
    for name in Streams.__slots__:
        if name != "others":
            yield name, getattr(streams, name)
    yield from streams.others.items()
