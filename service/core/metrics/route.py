"""The way of a run as its own shape: metres east and north of its middle, with no map under it.

It lies on the same pieces of road as the curves, so that one place in the run is one place in both.
"""

from dataclasses import dataclass

import numpy as np

from service.core.activity import Streams
from service.core.metrics.timeline import Flags
from service.core.units import Floats

METRES_PER_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km."""
LONGEST_GUESS_M = 60.0
"""Ours: a piece of road further than this from any known place stays empty."""
LEAST_EXTENT_M = 50.0
"""Ours: what stays within this is a treadmill's or a track's scatter, no shape."""


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """Places at the middles of the pieces of road, (m,); NaN where nothing is known."""

    east_m: Floats
    north_m: Floats

    @property
    def extent_m(self) -> tuple[float, float]:
        """Give how far it reaches from west to east, and from south to north."""
        return float(np.ptp(self._known(self.east_m))), float(np.ptp(self._known(self.north_m)))

    @staticmethod
    def _known(column: Floats) -> Floats:
        return column[~np.isnan(column)]


def route(streams: Streams, *, pieces: int, piece_m: float) -> Route | None:
    """Give the shape over `pieces` of road of `piece_m` each; None where no places, or no shape, were recorded."""
    lat, lon, far = streams.latitude_deg, streams.longitude_deg, streams.distance_m
    nowhere = (lat == 0.0) & (lon == 0.0)  # what some watches write before they know where they are
    known = np.flatnonzero(~np.isnan(lat + lon + far) & ~nowhere & (np.abs(lat) <= 90.0))
    if len(known) < 2 or not pieces:
        return None
    order = known[np.argsort(far[known], kind="stable")]
    at: Floats = (np.arange(pieces, dtype=np.float64) + 0.5) * piece_m
    near = _nearest(far[order], at) <= max(LONGEST_GUESS_M, piece_m)
    if not near.any():
        return None
    middle = np.radians(float(np.mean(lat[known])))
    east = np.unwrap(lon[order], period=360.0) * METRES_PER_DEGREE * np.cos(middle)
    found = Route(
        *(_centred(at, far[order], column, near) for column in (east, lat[order] * METRES_PER_DEGREE))
    )
    return found if max(found.extent_m) >= LEAST_EXTENT_M else None


def _nearest(known: Floats, at: Floats) -> Floats:
    """Give how far each place of the road is from the next that is known."""
    after = np.clip(np.searchsorted(known, at), 1, len(known) - 1)
    return np.minimum(np.abs(at - known[after - 1]), np.abs(known[after] - at))


def _centred(at: Floats, far: Floats, column: Floats, near: Flags) -> Floats:
    values: Floats = np.where(near, np.interp(at, far, column), np.nan)
    middle = (float(np.nanmin(values)) + float(np.nanmax(values))) / 2.0
    return values - middle
