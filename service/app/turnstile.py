"""How often somebody may come through a door."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

OFTEN = 120
"""Requests of one asker within a minute. Ours: a session that is asked for line by line needs some 30."""
MINUTE_S = 60.0


@dataclass
class Turnstile:
    """Lets so many through in a minute, by name. May be used from several threads."""

    clock: Callable[[], float] = monotonic
    often: int = OFTEN
    _passed: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def passes(self, name: str) -> bool:
        """Say whether this name may come through now, and count it if so."""
        now = self.clock()
        with self._lock:
            for other in [one for one, times in self._passed.items() if times[-1] < now - MINUTE_S]:
                del self._passed[other]
            times = self._passed.setdefault(name, deque(maxlen=self.often))
            if len(times) == self.often and times[0] > now - MINUTE_S:
                return False
            times.append(now)
            return True
