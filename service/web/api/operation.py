"""What a view of the API promises, said once, by its own signature and one line above it.

`@operation` reads the annotations: `body` is the JSON that comes in, `query` the part behind the question mark,
the return value the JSON that goes out. The same line that declares them reads and writes them, so what
`/api/v1/openapi.json` says is what happens. What is no JSON is named as `Media`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Annotated, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from flask import Response, request
from pydantic import BaseModel

from service.core.errors import TooLarge
from service.web.auth import require

Scope: TypeAlias = Literal["read", "write", "import", "session", "settings", "assistant"]
"""As `service.app.tokens.SCOPES` has them."""
View: TypeAlias = Callable[..., object]

MOST_JSON_BYTES = 64 * 1024
"""A body in JSON; the longest that means anything is a few thousand characters of words."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MARK = "operation"


@dataclass(frozen=True, slots=True)
class Media:
    """Bytes of one kind."""

    kind: str
    """`audio/wav`"""
    says: str


Form: TypeAlias = type[BaseModel] | Media
Answers: TypeAlias = Mapping[int, tuple[Any, ...]]
"""By status: schemas and kinds of bytes, any of which may come."""


@dataclass(frozen=True, slots=True)
class Operation:
    """The promise of one view."""

    scope: Scope
    """What a token must be allowed."""
    gives: Answers
    fails: Mapping[int, str] = field(default_factory=dict)
    """Statuses of its own, each with when; what can happen everywhere is added by `openapi`."""
    takes: tuple[Form, ...] = ()
    query: type[BaseModel] | None = None

    @property
    def schema(self) -> type[BaseModel] | None:
        """Give the schema of the JSON that comes in, where it is JSON."""
        return next((form for form in self.takes if not isinstance(form, Media)), None)

    @property
    def takes_files(self) -> bool:
        """Say whether a form with files is taken."""
        return any(isinstance(form, Media) and form.kind == "multipart/form-data" for form in self.takes)


def operation(
    scope: Scope,
    *,
    status: int = 200,
    gives: Answers | None = None,
    takes: Iterable[Media] = (),
    fails: Mapping[int, str] | None = None,
) -> Callable[[View], Callable[..., Response]]:
    """Mark a view. `gives` and `takes` only where the signature cannot say it."""

    def mark(view: View) -> Callable[..., Response]:
        hints = get_type_hints(view, include_extras=True)
        body, query = hints.get("body"), hints.get("query")
        promise = Operation(
            scope=scope,
            gives=gives or {status: _forms(hints["return"])},
            fails=fails or {},
            takes=tuple(takes) if body is None else (body,),
            query=query,
        )

        @wraps(view)
        def answer(**names: object) -> Response:
            require(scope)
            if body is not None:
                names["body"] = _read(body)
            if query is not None:
                names["query"] = query.model_validate(request.args.to_dict())
            return written(view(**names), status)

        setattr(answer, MARK, promise)
        return answer

    return mark


def _forms(hint: object) -> tuple[Any, ...]:
    """Give what an annotation says: a schema, or the Media that a Response is annotated with."""
    if get_origin(hint) is Annotated:
        return tuple(part for part in get_args(hint) if isinstance(part, Media))
    return (hint,)


def _read(schema: type[BaseModel]) -> BaseModel:
    """Read the request's JSON. Raises TooLarge, and ValidationError: a 422 that names the part."""
    if (request.content_length or 0) > MOST_JSON_BYTES:
        raise TooLarge(f"That is too much at once: at most {MOST_JSON_BYTES // 1024} kilobytes of JSON.")
    request.max_content_length = MOST_JSON_BYTES  # for a body that does not say how long it is
    return schema.model_validate_json(request.get_data() or b"{}", strict=True)


def written(given: object, status: int) -> Response:
    """Give the answer that these values travel in."""
    if isinstance(given, BaseModel):
        return Response(given.model_dump_json(), status, mimetype="application/json")
    if not isinstance(given, Response):
        raise TypeError(f"a view of the API gave a {type(given).__name__}")
    return given
