"""Stand-ins for the recogniser and the voice detector, and sound for them to hear."""

import numpy as np

from voice.ears.listener import Score
from voice.ears.scorer import Scores
from voice.ears.sound import RATE_HZ, Samples
from voice.ears.vocabulary import Vocabulary


def loudness(chunk: Samples) -> float:
    """Stands for Silero: what is loud is speech."""
    return float(np.abs(chunk).mean() > 0.1)


def always(command: str, score: float = -0.1) -> Score:
    """Stands for Whisper: whatever is said, it is this."""

    def scores(samples: Samples, vocabulary: Vocabulary) -> Scores:
        return Scores({name: score if name == command else -20.0 for name in vocabulary.phrases}, {})

    return scores


def sound(*parts: tuple[float, float]) -> Samples:
    """Give stretches of so many seconds, each so loud."""
    return np.concatenate([np.full(round(s * RATE_HZ), loud, dtype=np.float32) for s, loud in parts])


def pcm16(samples: Samples) -> bytes:
    return (samples * 32_767).astype("<i2").tobytes()
