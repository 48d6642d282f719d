"""Where things are in the picture: right and down, in tenths of a unit, and how near they are."""

import numpy as np

from service.core.figure.model import View
from service.core.figure.skeleton import Array

SCALE = 10
"""Picture units for a hundredth of the body's height, so that whole numbers are fine enough."""


def project(points: Array, view: View) -> tuple[Array, Array]:
    """Give (n, 2) places in the picture, y downwards, and (n,) depth: larger is nearer. Parallel, no perspective."""
    azimuth, elevation = np.radians(view.azimuth_deg), np.radians(view.elevation_deg)
    right = np.array([np.cos(azimuth), 0, -np.sin(azimuth)])
    level = np.array([np.sin(azimuth), 0, np.cos(azimuth)])
    up = np.array([0, 1, 0]) * np.cos(elevation) - level * np.sin(elevation)
    toward = level * np.cos(elevation) + np.array([0, 1, 0]) * np.sin(elevation)
    flat = np.stack([points @ right, -(points @ up)], axis=-1) * SCALE
    return flat, points @ toward
