"""From many runs to the history one run is judged by."""

from service.core.load.accumulate import PastRun
from service.core.load.values import LoadHistory

__all__ = ["LoadHistory", "PastRun"]
