"""What the decoders of TCX and GPX must give, as the FIT decoder does; and two libraries' second opinion."""

from math import isnan
from pathlib import Path

import gpxpy
import numpy as np
import pytest
from tcxreader.tcxreader import TCXReader

from adapters.files import Decoder, RawFile
from adapters.formats.gpx import GpxDecoder
from adapters.formats.tcx import TcxDecoder
from service.core.activity import Verdict
from service.core.errors import FormatError
from tests.build import fit, tracks

DECODERS: dict[str, Decoder] = {"tcx": TcxDecoder(), "gpx": GpxDecoder()}
BUILT = {"tcx": tracks.tcx(), "gpx": tracks.gpx()}


@pytest.fixture(params=DECODERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def decoder(name: str) -> Decoder:
    return DECODERS[name]


def test_it_has_a_short_stable_name(decoder: Decoder, name: str) -> None:
    assert decoder.name == name


def test_it_claims_its_own_format_and_leaves_others_alone(decoder: Decoder, name: str) -> None:
    (other,) = BUILT.keys() - {name}

    assert decoder.claims(BUILT[name][:200], "x")
    assert decoder.claims(b"\xef\xbb\xbf  " + BUILT[name][:200], "x")
    assert decoder.claims(BUILT[name].decode().encode("utf-16")[:400], "x")
    assert not decoder.claims(BUILT[other][:400], f"a.{name}")
    assert not decoder.claims(fit.run()[:14], f"a.{name}")


def test_a_built_run_comes_back_as_it_was_written(decoder: Decoder, name: str) -> None:
    activity = decoder.decode(RawFile("a", BUILT[name]))

    [session] = activity.sessions
    assert activity.verdict is Verdict.COMPLETE
    assert session.is_run
    assert session.start == tracks.START
    assert list(session.streams.t_s) == list(range(60))
    np.testing.assert_allclose(session.streams.distance_m, 3.0 * np.arange(60), atol=1e-3)
    assert set(session.streams.heart_bpm) == {150.0}
    assert set(session.streams.cadence_spm) == {170.0}
    assert set(session.streams.altitude_m) == {100.5}
    assert session.distance_m == pytest.approx(180 if name == "tcx" else 177, abs=0.01)
    assert session.timer_s == (60 if name == "tcx" else 59)


def test_every_cut_gives_what_came_before_or_says_where_it_broke(decoder: Decoder, name: str) -> None:
    data = BUILT[name]
    whole = decoder.decode(RawFile("a", data)).sessions[0].streams.t_s
    kept = []

    for end in (*range(0, len(data) - 30, 137), len(data) - 10):
        try:
            activity = decoder.decode(RawFile("a", data[:end]))
        except FormatError:
            kept.append(0)
        else:
            assert activity.verdict is Verdict.PARTIAL
            [session] = activity.sessions
            np.testing.assert_array_equal(session.streams.t_s, whole[: len(session.streams)])
            kept.append(len(session.streams))

    assert kept == sorted(kept)
    assert kept[-1] == 60


@pytest.mark.parametrize(
    "hostile",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused_not_expanded(decoder: Decoder, name: str, hostile: bytes) -> None:
    first, rest = BUILT[name].split(b"\n", 1)

    with pytest.raises(FormatError, match="entities"):
        decoder.decode(RawFile("a", first + b"\n" + hostile + rest))


@pytest.mark.parametrize("bomb", [b"<a>" * 200, b"<a/>" * 200_000], ids=["deep", "wide"])
def test_xml_built_to_fill_the_memory_is_refused(decoder: Decoder, name: str, bomb: bytes) -> None:
    head = BUILT[name].split(b"<metadata>")[0].split(b"<Activities>")[0]

    with pytest.raises(FormatError, match="like no track"):
        decoder.decode(RawFile("a", head + bomb))


def test_an_encoding_nobody_knows_is_an_error_of_ours(decoder: Decoder, name: str) -> None:
    with pytest.raises(FormatError):
        decoder.decode(RawFile("a", BUILT[name].replace(b"UTF-8", b"KLINGON")))


def test_spaces_before_the_declaration_do_no_harm(decoder: Decoder, name: str) -> None:
    assert decoder.decode(RawFile("a", b"          " + BUILT[name])).verdict is Verdict.COMPLETE


def test_bytes_that_are_no_text_stop_the_reading_there(decoder: Decoder, name: str) -> None:
    half = len(BUILT[name]) // 2
    activity = decoder.decode(RawFile("a", BUILT[name][:half] + b"\xff\x00" + BUILT[name][half:]))

    assert activity.verdict is Verdict.PARTIAL
    assert 0 < len(activity.sessions[0].streams) < 60


def test_gpxpy_sees_the_same_points() -> None:
    data = tracks.gpx(tracks.gpx_segment(0, 30), tracks.gpx_segment(60, 90))
    theirs = [
        point for track in gpxpy.parse(data.decode()).tracks for seg in track.segments for point in seg.points
    ]

    [session] = GpxDecoder().decode(RawFile("a", data)).sessions

    assert [point.latitude for point in theirs] == list(session.streams.latitude_deg)
    assert [point.time.timestamp() - tracks.START.timestamp() for point in theirs if point.time] == list(
        session.streams.t_s
    )
    assert session.distance_m == pytest.approx(
        sum(seg.length_2d() for seg in gpxpy.parse(data.decode()).tracks[0].segments), rel=2e-3
    )


def test_tcxreader_sees_the_same_points(tmp_path: Path) -> None:
    data = tracks.tcx(tracks.tcx_lap(0, 30), tracks.tcx_lap(30, 60))
    (tmp_path / "a.tcx").write_bytes(data)
    theirs = TCXReader().read(str(tmp_path / "a.tcx"), only_gps=False)

    [session] = TcxDecoder().decode(RawFile("a", data)).sessions

    assert [point.distance for point in theirs.trackpoints] == list(session.streams.distance_m)
    assert [point.hr_value for point in theirs.trackpoints] == list(session.streams.heart_bpm)
    assert theirs.distance == session.distance_m
    assert len(theirs.laps) == len(session.laps) == 2
    assert not isnan(session.streams.others["power_w"].sum())
