"""How fast the script's clock runs: slower gives the runner more time, faster takes some off the repetitions.

A hold or a walk is a dose of time, so its clock is nobody's to change; nor is a rest ever cut short.
"""

from collections.abc import Mapping

from voice.player.state import State
from voice.script.model import Kind, Step

FACTORS: Mapping[int, float] = {-1: 0.8, 0: 1.0, 1: 1.25, 2: 1.5}
"""Seconds that pass for each second of the script. No faster than a fifth: a slow tempo is part of the dose.
Ours."""


def factor(step: Step, state: State) -> float:
    """Give how many seconds pass for each second of this step's clock."""
    chosen = FACTORS[state.pace]
    if step.kind is Kind.WORK:
        return chosen if step.rep_s is not None else 1.0
    return max(1.0, chosen)
