from dataclasses import replace

import numpy as np
import pytest

from service.core.activity import Streams
from service.core.metrics.route import METRES_PER_DEGREE, route
from service.core.units import Floats, absent

N = 101
ROAD_M = 1000.0


def streams(lat: Floats, lon: Floats) -> Streams:
    nothing, t_s = absent(N), np.arange(N, dtype=np.float64)
    far: Floats = np.linspace(0.0, ROAD_M, N, dtype=np.float64)
    return Streams(t_s, far, nothing, nothing, nothing, nothing, nothing, lat, lon)


def north(metres: Floats, *, lat: float = 60.0, lon: float = 10.0) -> Streams:
    return streams(lat + metres / METRES_PER_DEGREE, np.full(N, lon))


def east(metres: Floats, *, lat: float = 60.0, lon: float = 10.0) -> Streams:
    wide = METRES_PER_DEGREE * np.cos(np.radians(lat))
    return streams(np.full(N, lat), (lon + metres / wide + 180.0) % 360.0 - 180.0)


OUT = np.linspace(0.0, ROAD_M, N)


def test_a_straight_kilometre_is_a_kilometre_in_either_direction() -> None:
    for one, extent in ((north(OUT), (0.0, 990.0)), (east(OUT), (990.0, 0.0))):
        found = route(one, pieces=100, piece_m=10.0)
        assert found is not None
        assert found.extent_m == pytest.approx(extent, abs=0.5)


def test_a_shape_does_not_tell_where_on_earth_it_is() -> None:
    here, there = (
        route(north(OUT, lat=lat, lon=lon), pieces=50, piece_m=20.0) for lat, lon in ((60, 10), (-33, 151))
    )
    assert here is not None
    assert there is not None
    assert here.north_m == pytest.approx(there.north_m, abs=1e-3)
    assert float(here.north_m.mean()) == pytest.approx(0.0, abs=1e-6)


def test_the_date_line_is_no_tear() -> None:
    found = route(east(OUT, lat=-17.0, lon=179.995), pieces=100, piece_m=10.0)
    assert found is not None
    assert found.extent_m[0] == pytest.approx(990.0, abs=0.5)


def test_a_tunnel_stays_open() -> None:
    lat = 60.0 + OUT / METRES_PER_DEGREE
    lat[30:60] = np.nan
    found = route(streams(lat, np.full(N, 10.0)), pieces=100, piece_m=10.0)
    assert found is not None
    assert np.isnan(found.north_m[40:50]).all()
    assert not np.isnan(found.north_m[[0, 20, 70, 99]]).any()


@pytest.mark.parametrize(
    "nothing",
    [
        streams(absent(N), absent(N)),
        streams(np.zeros(N), np.zeros(N)),
        north(np.zeros(N)),
        replace(north(OUT), distance_m=absent(N)),
    ],
    ids=["none", "null island", "standing", "no distance"],
)
def test_without_places_or_without_a_shape_there_is_no_route(nothing: Streams) -> None:
    assert route(nothing, pieces=100, piece_m=10.0) is None
    assert route(nothing, pieces=0, piece_m=10.0) is None
