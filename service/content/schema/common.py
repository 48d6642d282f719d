"""What every content file shares: no unknown keys, no guessed types, sources, and who looked at it when."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from service.core.catalogue import Condition, FactValue
from service.core.errors import ContentError
from service.core.facts import FACTS
from service.core.rules.parse import check, parse
from service.core.rules.predicate import facts_in

Text: TypeAlias = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Keys: TypeAlias = Annotated[list[Text], Field(min_length=1)]
Value: TypeAlias = bool | float | str
Urgency: TypeAlias = Literal["emergency_now", "same_day", "within_48h", "within_7d", "routine_2w"]
Triage: TypeAlias = Literal["self_care", "rest_first", "see_clinician", "urgent"]

RESULT = "result.top"


class Strict(BaseModel):
    """A part of a file: unknown keys are refused, and a number is never read from a string."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Document(Strict):
    """A whole file."""

    named_by: ClassVar[str | None] = None
    """The field that repeats the file's name; None where the name is fixed."""

    @property
    def cited(self) -> tuple[str, ...]:
        """Give the keys of the sources it names."""
        return ()


class Reviewed(Document):
    """A file whose sentences somebody answers for."""

    sources: Keys
    reviewed: date
    by: Text

    @property
    def cited(self) -> tuple[str, ...]:
        """Give the keys of the sources it names."""
        return tuple(self.sources)


def condition(node: object, *, sees_result: bool = False) -> Condition:
    """Give a checked condition. Raises ContentError; only escalations may read the result."""
    parsed = parse(node)
    check(parsed)
    if not sees_result and RESULT in facts_in(parsed):
        raise ContentError(f"only triage rules may read {RESULT}")
    return parsed


def known(facts: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Give the fact names unchanged. Raises ContentError for one that nobody knows."""
    for name in facts:
        if name not in FACTS:
            raise ContentError(f"unknown fact {name!r}")
    return tuple(facts)


def fitting(values: Mapping[str, Value | None]) -> dict[str, FactValue | None]:
    """Give the values unchanged; None is unknown. Raises ContentError for what no fact can be."""
    for name, value in values.items():
        known((name,))
        if value is not None:
            check(parse(f"{name} is {str(value).lower() if isinstance(value, bool) else value}"))
    return dict(values)
