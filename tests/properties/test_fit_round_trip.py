"""What the writer wrote, a decoder that is not ours gives back, to half a step of each field's scale."""

from collections.abc import Mapping
from dataclasses import replace

import fitfast
import numpy as np
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from adapters.outlets.fit_file import write_fit
from service.core.activity import Device, Streams
from service.core.units import Floats
from tests.build.session import START, session

STEP = {
    "distance": 0.01,
    "enhanced_speed": 0.001,
    "enhanced_altitude": 0.2,
    "heart_rate": 1.0,
    "temperature": 1.0,
    "position_lat": 180 / 2**31,
    "position_long": 180 / 2**31,
}


def column(n: int, lowest: float, highest: float) -> st.SearchStrategy[Floats]:
    values = st.one_of(st.floats(lowest, highest, width=32), st.just(float("nan")))
    return arrays(np.float64, n, elements=values)


@st.composite
def samples(draw: st.DrawFn) -> Streams:
    n = draw(st.integers(1, 40))
    gaps = draw(arrays(np.int64, n, elements=st.integers(0, 30)))
    return Streams(
        t_s=np.cumsum(gaps).astype(np.float64),
        distance_m=draw(column(n, 0, 400_000)),
        speed_m_s=draw(column(n, 0, 12)),
        heart_bpm=draw(column(n, 30, 240)),
        cadence_spm=draw(column(n, 0, 320)),
        altitude_m=draw(column(n, -450, 8800)),
        temperature_c=draw(column(n, -40, 60)),
        latitude_deg=draw(column(n, -90, 90)),
        longitude_deg=draw(column(n, -179.5, 179.5)),
    )


def stored(run: Streams) -> Mapping[str, Floats]:
    return {
        "distance": run.distance_m,
        "enhanced_speed": run.speed_m_s,
        "enhanced_altitude": run.altitude_m,
        "heart_rate": run.heart_bpm,
        "temperature": run.temperature_c,
        "position_lat": run.latitude_deg,
        "position_long": run.longitude_deg,
    }


@settings(deadline=None)
@given(run=samples(), serial=st.integers(1, 2**32 - 2), utc_offset_s=st.integers(-43_200, 50_400))
def test_decoding_what_was_encoded_gives_the_run_back(run: Streams, serial: int, utc_offset_s: int) -> None:
    data = write_fit(
        replace(session(60), streams=run), device=Device(), utc_offset_s=utc_offset_s, serial=serial
    )

    read = fitfast.records(data)

    assert Decoder(Stream.from_byte_array(bytearray(data))).check_integrity()
    assert np.array_equal(read["timestamp"] - START.timestamp(), run.t_s)
    for name, meant in stored(run).items():
        got = read.get(name, np.full(len(run), np.nan))
        assert np.array_equal(np.isnan(got), np.isnan(meant)), name
        assert np.nanmax(np.abs(got - meant), initial=0) <= STEP[name] * 0.5001, name
    strides = read.get("cadence", np.nan) + read.get("fractional_cadence", np.nan)
    assert np.nanmax(np.abs(strides * 2 - run.cadence_spm), initial=0) <= 2 / 256
    assert np.array_equal(np.isnan(strides * np.ones(len(run))), np.isnan(run.cadence_spm))
