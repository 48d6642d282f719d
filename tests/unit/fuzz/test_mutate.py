from random import Random

from tests.fuzz.__main__ import fuzz
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import built


def test_an_input_can_be_made_again_from_its_seed() -> None:
    first, again = (mutated(Random(7), built(), most=500) for _ in range(2))  # noqa: S311  # to be made again

    assert first == again
    assert first not in built()


def test_damaged_files_break_no_promise() -> None:
    assert fuzz("columnar", 300, seconds=60, seed=3).startswith("300 inputs")
    assert fuzz("fall-backs", 60, seconds=60, seed=3).startswith("60 inputs")
