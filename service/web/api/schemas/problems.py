"""Errors as JSON: RFC 9457, with a stable code of ours."""

from pydantic import BaseModel, ConfigDict


class PartOut(BaseModel):
    """One part of what was sent that does not fit; never what was in it."""

    at: str
    why: str


class ProblemOut(BaseModel):
    """What went wrong: `code` is for programs and stays, `detail` is one sentence for a person."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[PartOut] = []
