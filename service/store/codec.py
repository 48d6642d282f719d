"""Nested values as JSON text, there and back exactly.

The rules follow from the values' own type hints, read by pydantic, so a field that is added with a default
needs no change here, and text written before that field existed still loads. Reading is strict: `true`
never becomes 1.0 and "3" never becomes 3. Fields nobody knows any more are passed over. NaN and infinity
are written as the constants that Python's json knows; the columns are text, so that is between us.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from service.app.records import Conversation, CourseStep, KeptCourse
from service.core.assessment import Assessment
from service.core.athlete import Athlete
from service.core.catalogue import FactValue
from service.core.checkin import Answer, CheckIn, Unsure
from service.core.errors import WorldError
from service.core.findings import Findings
from service.core.load.establish import MeasuredBy
from service.core.metrics import RunMetrics
from voice.player.messages import Log
from voice.player.state import State
from voice.script.coaching import Coaching
from voice.script.model import Script

T = TypeVar("T")


class Codec(Generic[T]):
    """Text for one kind of value. Built at first use: working out the hints takes some 20 ms each."""

    def __init__(self, kind: Any) -> None:  # noqa: ANN401  # also takes `tuple[str, ...]`, which is no class
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._kind)

    def dump(self, value: T) -> str:
        """Give the text. A value of the wrong type is refused here, not when it is read back."""
        text = _text(self._tree(value))
        self._adapter.validate_json(text, strict=True)
        return text

    def load(self, text: str) -> T:
        """Give the value. Raises WorldError when the text is damaged or from an incompatible version."""
        try:
            return self._adapter.validate_json(text, strict=True)
        except ValidationError as error:
            raise _unreadable(self._kind, error) from None

    def _tree(self, value: T) -> Any:  # noqa: ANN401  # JSON
        # Warnings off: pydantic frowns at an int where a float is hinted, which is the same number to us.
        return self._adapter.dump_python(value, mode="json", warnings=False, fallback=_plain)


class CheckInCodec:
    """A check-in's text. "Don't know" gets a shape of its own, since a choice could be called `dont_know`."""

    def __init__(self) -> None:
        self._whole = Codec[CheckIn](CheckIn)

    def dump(self, value: CheckIn) -> str:
        """Give the text, answers in the order they were given."""
        tree = json.loads(self._whole.dump(value))
        return _text(
            tree | {"answers": {fact: _answer_out(answer) for fact, answer in value.answers.items()}}
        )

    def load(self, text: str) -> CheckIn:
        """Give the check-in. Raises WorldError as every codec does."""
        try:
            tree = json.loads(text)
            unsure = {
                fact: Unsure(answer["unsure"])
                for fact, answer in tree["answers"].items()
                if isinstance(answer, Mapping)
            }
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise _unreadable(CheckIn, error) from None
        known = {fact: answer for fact, answer in tree["answers"].items() if fact not in unsure}
        whole = self._whole.load(_text(tree | {"answers": known}))
        answers = {fact: unsure.get(fact) or whole.answers[fact] for fact in tree["answers"]}
        return replace(whole, answers=answers)


def _answer_out(answer: Answer) -> object:
    return {"unsure": answer.value} if isinstance(answer, Unsure) else answer


def _text(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):  # MappingProxyType and its kin
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _unreadable(kind: object, error: Exception) -> WorldError:
    # The places only, never the values: they are about somebody's health and errors end up in logs.
    places = (
        [".".join(map(str, part["loc"])) for part in error.errors()]
        if isinstance(error, ValidationError)
        else []
    )
    name = getattr(kind, "__name__", str(kind))
    detail = f" ({', '.join(places[:3])})" if any(places) else ""
    return WorldError(
        f"A stored {name} cannot be read{detail}. It is damaged or from another version.", code="store_broken"
    )


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of an assessment's text alone: years of them are looked through for one answer."""

    facts: Mapping[str, FactValue]


MEASURED_BY = Codec[MeasuredBy](MeasuredBy)
METRICS = Codec[RunMetrics](RunMetrics)
FINDINGS = Codec[Findings](Findings)
ATHLETE = Codec[Athlete](Athlete)
COACHING = Codec[Coaching](Coaching)
CHECK_IN = CheckInCodec()
ASSESSMENT = Codec[Assessment](Assessment)
KNOWN = Codec[Known](Known)
SCRIPT = Codec[Script](Script)
STATE = Codec[State](State)
LOG = Codec[Log](Log)
COURSE = Codec[KeptCourse](KeptCourse)
COURSE_STEP = Codec[CourseStep](CourseStep)
CONVERSATION = Codec[Conversation](Conversation)
WORDS = Codec[tuple[str, ...]](tuple[str, ...])
