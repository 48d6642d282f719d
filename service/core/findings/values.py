"""What the numbers show. A finding judges a run, never a body."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth saying about a run, with the numbers behind it."""

    id: str
    """session_spike, long_run, decoupling, overload …"""
    level: str
    """The band's name: spike: reference, small, moderate, large, unknown; long_run: usual, long; …"""
    numbers: Mapping[str, float]
    """By name with unit: distance_m, longest_30d_m, excess_pct …"""
    sentence: str
    """One plain sentence with its numbers, in kilometres (pages re-word for miles)."""
    meaning: str
    """One sentence on what that means and how sure it is."""
    source: str | None = None
    """A key of content/sources.yaml, or None for "our choice"."""
    notable: bool = False
    """True where it should open the check-in."""
    reason: str | None = None
    """Why the level is unknown."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What no file knows about a run; None where nobody said."""

    age: int | None = None
    """Years. A prompt to look sooner at hard days in a row, not a weight."""
    soreness_0_10: float | None = None
    """How sore the legs were before the run."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings about one run."""

    all: tuple[Finding, ...] = field(default=())

    def get(self, finding_id: str) -> Finding | None:
        """Give the finding of that name, or None."""
        return next((finding for finding in self.all if finding.id == finding_id), None)

    @property
    def opens_check_in(self) -> bool:
        """Say whether any of them should open a check-in by itself."""
        return any(finding.notable for finding in self.all)
