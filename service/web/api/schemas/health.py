"""What works on this machine, as JSON."""

from pydantic import BaseModel


class CheckOut(BaseModel):
    """One thing that was tried."""

    name: str
    ok: bool
    says: str
    do: str | None
    """What to do about it; null where nothing needs doing."""
    needed: bool
    """False for what Afterrun can do without."""


class HealthOut(BaseModel):
    """All checks."""

    ok: bool
    """Everything that is needed works."""
    checks: list[CheckOut]
