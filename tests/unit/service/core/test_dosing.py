import pytest

from service.core.catalogue import Dose
from service.core.dosing import one_set_fewer, raised


@pytest.mark.parametrize(
    ("dose", "steps", "then"),
    [
        (Dose(sets=3, reps=8, tempo_s=(3, 0, 3)), 0, Dose(sets=3, reps=8, tempo_s=(3, 0, 3))),
        (Dose(sets=3, reps=8, tempo_s=(3, 0, 3)), 1, Dose(sets=3, reps=10, tempo_s=(3, 0, 3))),
        (Dose(sets=3, reps=14, tempo_s=(3, 0, 3)), 1, Dose(sets=3, reps=15, tempo_s=(3, 0, 3))),
        (Dose(sets=3, reps=15, tempo_s=(3, 0, 3)), 1, Dose(sets=4, reps=15, tempo_s=(3, 0, 3))),
        (Dose(sets=4, reps=15, tempo_s=(3, 0, 3)), 9, Dose(sets=4, reps=15, tempo_s=(3, 0, 3))),
        (Dose(sets=3, reps=4, hold_s=30), 2, Dose(sets=3, reps=4, hold_s=40)),
        (Dose(sets=3, reps=4, hold_s=43), 1, Dose(sets=3, reps=4, hold_s=45)),
        (Dose(sets=3, reps=4, hold_s=45), 2, Dose(sets=4, reps=5, hold_s=45)),
        (Dose(hold_s=900), 1, Dose(hold_s=1200)),
        (Dose(hold_s=1700), 9, Dose(hold_s=1800)),
        (Dose(hold_s=2400), 1, Dose(sets=1, hold_s=2400)),
    ],
)
def test_a_step_changes_one_thing_and_not_for_ever(dose: Dose, steps: int, then: Dose) -> None:
    assert raised(dose, steps) == then


@pytest.mark.parametrize(("sets", "fewer"), [(3, 2), (1, 1)])
def test_one_set_fewer_leaves_at_least_one(sets: int, fewer: int) -> None:
    assert one_set_fewer(Dose(sets=sets)).sets == fewer
