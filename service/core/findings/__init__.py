"""From a run and its history to what the numbers show."""

from service.core.findings.values import Finding, Findings

__all__ = ["Finding", "Findings"]
