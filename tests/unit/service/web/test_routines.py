import pytest

from service.core.catalogue import Dose
from service.core.emergency import number_for
from service.core.routine import Routine
from service.web.routines import dose_words, length_s


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(reps=10), "10 times"),
        (Dose(sets=3, reps=8, sides=2), "3 x 8, each side"),
        (Dose(hold_s=900.0), "15 min"),
        (Dose(sets=3, hold_s=30.0, sides=2), "3 x 30 s, each side"),
        (Dose(sets=2, reps=5, hold_s=10.0), "2 x 5 x 10 s"),
    ],
)
def test_a_dose_reads_like_a_training_plan(dose: Dose, words: str) -> None:
    assert dose_words(dose).replace("\N{MULTIPLICATION SIGN}", "x") == words


def test_an_empty_routine_takes_no_time() -> None:
    assert length_s(Routine("r", "Rest", ())) == 0


@pytest.mark.parametrize(
    ("country", "number"), [("GB", "999"), ("us", "911"), ("DE", "112"), ("XX", None), (None, None)]
)
def test_a_number_is_given_only_where_it_is_known(country: str | None, number: str | None) -> None:
    assert number_for(country) == number
