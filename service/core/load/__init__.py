"""From many runs to the history one run is judged by."""

from service.core.load.chronicle import Chronicle
from service.core.load.past_run import PastRun, remembered
from service.core.load.values import LoadHistory

__all__ = ["Chronicle", "LoadHistory", "PastRun", "remembered"]
