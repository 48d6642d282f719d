"""How a dose gets smaller and larger. One thing changes at a time, and never by much.

Source of the rules: plans.yaml `pain_monitoring` (half the repetitions; one change at a time) and
`age_50_plus` (one set fewer in the first week of a stage). The sizes of the steps are ours.
"""

from dataclasses import replace

from service.core.catalogue import Dose

LONGEST_HOLD_S = 45.0
"""Source: plans.yaml `pht_load.p1`, holds of 30 to 45 s."""
MOST_HOLDS, MOST_REPS, MOST_SETS = 5, 15, 4
"""Source: plans.yaml `pht_load`: five holds, the load of fifteen repetitions, three to four sets."""
A_WALK_S = 120.0
"""A hold this long is a walk or a ride. Ours."""
LONGEST_WALK_S, LONGER_WALK_S = 1800.0, 300.0


def halved(dose: Dose) -> Dose:
    """Give half the repetitions, at least one; of a single hold, half the hold.

    Source: plans.yaml `pain_monitoring.during.amber`; that a single repetition has its hold halved is ours.
    """
    if dose.reps > 1:
        return replace(dose, reps=dose.reps // 2)
    return dose if dose.hold_s is None else replace(dose, hold_s=dose.hold_s / 2)


def raised(dose: Dose, steps: int) -> Dose:
    """Give the dose after so many steps forward; from a certain size on it stays as it is."""
    for _ in range(steps):
        dose = _a_little_more(dose)
    return dose


def one_set_fewer(dose: Dose) -> Dose:
    """Give the dose without its last set; the only set stays."""
    return replace(dose, sets=max(1, dose.sets - 1))


def _a_little_more(dose: Dose) -> Dose:
    if dose.hold_s is None:
        more = replace(dose, reps=min(MOST_REPS, dose.reps + 2)) if dose.reps < MOST_REPS else None
    else:
        more = _held_longer(dose, dose.hold_s)
    if more is not None:
        return more
    return replace(dose, sets=dose.sets + 1) if dose.sets < MOST_SETS else dose


def _held_longer(dose: Dose, hold_s: float) -> Dose | None:
    """Give a longer hold, then one more of them; None where neither is to grow."""
    if hold_s >= A_WALK_S:
        return replace(dose, hold_s=max(hold_s, min(LONGEST_WALK_S, hold_s + LONGER_WALK_S)))
    if hold_s < LONGEST_HOLD_S:
        return replace(dose, hold_s=min(LONGEST_HOLD_S, hold_s + 5))
    return replace(dose, reps=dose.reps + 1) if dose.reps < MOST_HOLDS else None
