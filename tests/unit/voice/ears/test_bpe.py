import pytest

from voice.ears.bpe import Pieces
from voice.ears.weights import find_weights


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(find_weights() / "tokenizer.json")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (" stop", (2245,)),
        (" Stop", (13707,)),
        (" 3", (513,)),
        (" That hurts", (1320, 20406)),
        (" How many left", (1374, 867, 1364)),
    ],
)
def test_a_phrase_becomes_the_pieces_the_recogniser_was_trained_with(
    pieces: Pieces, phrase: str, expected: tuple[int, ...]
) -> None:
    assert pieces.of(phrase) == expected


def test_an_apostrophe_stays_with_its_letters(pieces: Pieces) -> None:
    assert len(pieces.of(" don't know")) == 3


def test_marks_have_names(pieces: Pieces) -> None:
    assert pieces.special("<|startoftranscript|>") == 50257
