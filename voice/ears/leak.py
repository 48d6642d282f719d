"""Hearing through our own voice: what is much louder than its echo is somebody else.

How loud our own voice comes back to the microphone is learned while it speaks. Only what stands clearly above
that is looked at for speech then; the rest counts as silence, so that a word under a cue has an end.
"""

from collections import deque

import numpy as np

from voice.ears.sound import Samples

MEMORY = 312
"""Chunks of 32 ms by which the echo is known: the last 10 s of our own voice."""
LEARNS = 30
"""Before one second of our own voice has come back nothing is let through. Ours."""
SHARE = 0.9
"""The echo's level is the one that nine of ten chunks stay below. A word under it changes that little. Ours."""
ABOVE_DB = 8.0
"""How much louder somebody must be: the loudest sounds of speech are that far above its level. Ours, measured."""
FLOOR_DB = -50.0
"""Where the browser has taken the echo out, breath and rustling are no words."""
HOLDS = 6
"""Softer sounds within a word pass for this many chunks after a loud one. Ours."""


class Leak:
    """Tells, chunk by chunk of 32 ms, what is louder than our own voice in the microphone."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=MEMORY)
        self._held = 0

    def passes(self, chunk: Samples) -> bool:
        """Say whether a chunk heard under our own voice may be somebody else's."""
        level = 10 * float(np.log10(np.mean(np.square(chunk)) + 1e-12))
        known = len(self._levels) >= LEARNS
        loud = known and level > max(FLOOR_DB, float(np.quantile(self._levels, SHARE)) + ABOVE_DB)
        self._levels.append(level)
        self._held = HOLDS if loud else max(0, self._held - 1)
        return self._held > 0
