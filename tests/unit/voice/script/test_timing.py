import pytest

from voice.script.model import Tone, Utterance
from voice.script.timing import TONE_S, length_s, spoken_s


def test_a_faster_voice_takes_less_time() -> None:
    assert spoken_s("Switch to your right side.", 290) == pytest.approx(
        spoken_s("Switch to your right side.", 145) / 2
    )


def test_a_counted_number_fits_into_its_second() -> None:
    assert all(spoken_s(word, 145) < 1 for word in ("one", "two", "three"))


def test_figures_take_as_long_as_their_words() -> None:
    assert spoken_s("7", 145) == pytest.approx(spoken_s("seven", 145), rel=0.1)


def test_a_tone_is_as_long_as_a_tone_whatever_it_shows() -> None:
    assert length_s(Utterance("a very long caption for it", Tone.END), 145) == TONE_S
