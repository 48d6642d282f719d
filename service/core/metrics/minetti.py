"""What a gradient costs: metabolic cost of running uphill and down, against the flat.

Cheaper downhill does not mean kinder to the legs: braking work rises where this cost falls. The factor serves
to compare effort, never muscle load. Source: minetti2002 (content/sources.yaml).
"""

import numpy as np

from service.core.units import Floats

FLAT_J_KG_M = 3.6
STEEPEST = 0.45
"""The experiments ended here; beyond it the polynomial means nothing, so grades are held within."""


def cost_j_kg_m(grade: Floats) -> Floats:
    """Give the energy cost of running, J per kg and metre, for a grade as rise over run."""
    i = np.clip(grade, -STEEPEST, STEEPEST)
    return np.asarray(((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + FLAT_J_KG_M)


def flat_speed(speed_m_s: Floats, grade: Floats) -> Floats:
    """Give the speed on the flat that would cost the same."""
    return np.asarray(speed_m_s * cost_j_kg_m(grade) / FLAT_J_KG_M)


EVEN_STEEPEST_PCT = 35.0
_EVEN = (-5.2944398e-7, -3.9895719e-6, 2.05356611e-3, 3.26567413e-2, 1.0)
"""Fourth degree in per cent of grade. A community fit to Strava's 2017 curve, not Strava's own numbers."""


def pace_factor(grade: Floats) -> Floats:
    """Give flat speed over speed at the same heart rate; takes less off downhill. Source: strava_gap2017."""
    percent = np.clip(100.0 * grade, -EVEN_STEEPEST_PCT, EVEN_STEEPEST_PCT)
    return np.asarray(np.polyval(_EVEN, percent))
