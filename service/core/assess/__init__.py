"""Facts in, assessment out: one pass, deterministic, every step kept."""

from service.core.assess.assess import assess, verdict

__all__ = ["assess", "verdict"]
