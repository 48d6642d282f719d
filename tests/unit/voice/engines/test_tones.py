import numpy as np
import pytest

from voice.engines.tones import tone
from voice.engines.wav import samples
from voice.script.model import Tone
from voice.script.timing import TONE_S


@pytest.mark.parametrize("kind", Tone)
@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000])
def test_a_tone_is_heard_does_not_click_and_has_its_length(kind: Tone, rate_hz: int) -> None:
    clip = tone(kind, rate_hz)
    heard = samples(clip).astype(int)

    assert clip.seconds == pytest.approx(TONE_S, abs=0.001)
    assert 10_000 < np.abs(heard).max() < 20_000
    assert abs(heard[0]) < 500
    assert abs(heard[-1]) < 500


def test_begin_rises_and_end_falls() -> None:
    def crossings(kind: Tone) -> tuple[int, int]:
        heard = samples(tone(kind, 22_050)).astype(int)
        halves = np.array_split(heard, 2)
        first, second = (int((np.diff(np.sign(half)) != 0).sum()) for half in halves)
        return first, second

    assert crossings(Tone.BEGIN)[0] < crossings(Tone.BEGIN)[1]
    assert crossings(Tone.END)[0] > crossings(Tone.END)[1]
