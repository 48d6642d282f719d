"""The watch's clock. Nearly always it is UTC; one that was never set counts from being switched on.

Such a watch may still know its local time and write it once, into the `activity` message (Forerunner 70
does). Then all times are moved to that: the day of the run is right, and the hour is the runner's own.
"""

from dataclasses import dataclass

import numpy as np

from adapters.formats.fit.messages import Message, Reading
from adapters.formats.fit.values import EPOCH_S, FIRST_ABSOLUTE_S, number
from service.core.units import Floats


@dataclass(frozen=True, slots=True)
class WatchClock:
    """Turns FIT's seconds of one part into Unix seconds."""

    set_late_by_s: float | None
    """What to add to times that count from switching on; None where the file never says what time it was."""

    def times(self, column: Floats) -> Floats:
        """Give a column in Unix seconds; in 1990 where the watch did not know the day."""
        unix = column + EPOCH_S
        return np.where(column < FIRST_ABSOLUTE_S, unix + (self.set_late_by_s or 0.0), unix)

    def time(self, message: Message, name: str) -> float | None:
        """Give a field in Unix seconds, likewise."""
        fit_s = number(message, name)
        if fit_s is None or not 0 <= fit_s < 2**32:
            return None
        return fit_s + EPOCH_S + ((self.set_late_by_s or 0.0) if fit_s < FIRST_ABSOLUTE_S else 0.0)


def clock_of(reading: Reading) -> WatchClock:
    """Find out what the times of a part mean."""
    for message in reading.all("activity"):
        counted, local = number(message, "timestamp"), number(message, "local_timestamp")
        if counted is not None and local is not None and counted < FIRST_ABSOLUTE_S <= local:
            return WatchClock(local - counted)
    return WatchClock(None)


def clock_warning(reading: Reading) -> str | None:
    """Give the sentence for a watch that did not know the time."""
    if not (reading.column("timestamp") < FIRST_ABSOLUTE_S).any():
        return None
    if clock_of(reading).set_late_by_s is None:
        return "The watch's clock was not set, so the day of this activity is unknown."
    return "The watch did not know UTC; all times are its local time."
