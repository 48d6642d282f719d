"""From one recorded session to the numbers of one run."""

from service.core.metrics.values import Measure, RunMetrics

__all__ = ["Measure", "RunMetrics"]
