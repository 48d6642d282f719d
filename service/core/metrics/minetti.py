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
