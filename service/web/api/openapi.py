"""The OpenAPI 3.1 document, read off the views: their signatures, docstrings and promises (`operation.py`).

Nothing is described here that a view does not say itself; what can happen to every request (a wrong host, no
token, a store that does not answer) is added once for all.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask

from service.web.api.described import Described
from service.web.api.operation import MARK, SAFE, Form, Media, Operation
from service.web.api.schemas.problems import ProblemOut

Json = dict[str, Any]

ROOT = "/api/v1"
PROBLEM = "#/components/responses/Problem"
ABOUT = (
    "Everything the pages do, for programs. Errors are problem+json (RFC 9457) with a stable `code`. "
    "On the machine that runs Afterrun no token is needed; from elsewhere send "
    "`Authorization: Bearer TOKEN`. Nothing that is said here is a diagnosis."
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One route of the API and one of its methods."""

    path: str
    """As OpenAPI writes it, below the root: `/activities/{activity_id}`."""
    method: str
    name: str
    view: Callable[..., object]
    promise: Operation

    @property
    def area(self) -> str:
        """Give the blueprint's name without its `api_`."""
        return self.name.partition(".")[0].removeprefix("api_")


def endpoints(app: Flask) -> Iterator[Endpoint]:
    """Give every route that promises something, by path and method."""
    found = [
        (rule.rule.removeprefix(ROOT), method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(f"{ROOT}/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    for path, method, name in sorted(found):
        view = app.view_functions[name]
        promise = getattr(view, MARK, None)
        if promise is not None:
            yield Endpoint(re.sub(r"<(?:[^<>:]+:)?(\w+)>", r"{\1}", path), method, name, view, promise)


def document(app: Flask, *, version: str) -> Json:
    """Give the whole document, ready for JSON or YAML, the same at every call."""
    described = Described()
    problem = described.of(ProblemOut)
    paths: Json = {}
    areas: dict[str, str] = {}
    for one in endpoints(app):
        areas[one.area] = _first(inspect.getdoc(inspect.getmodule(one.view)))
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, described)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Afterrun", "version": version, "description": ABOUT},
        "servers": [{"url": ROOT}],
        "tags": [{"name": area, "description": says} for area, says in sorted(areas.items())],
        "paths": paths,
        "components": {
            "schemas": described.all(),
            "responses": {
                "Problem": _problem("What is wrong, and what to do.", problem),
                **{f"Problem{status}": _problem(when, problem) for status, when in EVERYWHERE.items()},
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


EVERYWHERE = {
    401: "There is no valid token, where one is needed.",
    403: "The token may not do this, or another site asked for it.",
    413: "It is longer than 64 kilobytes.",
    415: "It was sent as text or as a plain form.",
    421: "It was sent to another name than this server's.",
    422: "A part of it does not fit; `errors` says which.",
    503: "Something needed is away: try again.",
}
"""What can be wrong with any request, by status."""


def failures(one: Endpoint) -> dict[int, str]:
    """Give every status that a refusal can have, with when."""
    promise, changes = one.promise, one.method not in SAFE
    common = {
        401: True,
        403: True,
        413: promise.schema is not None,
        415: changes and not promise.takes_files,
        421: True,
        422: promise.schema is not None or promise.query is not None,
        503: True,
    }
    found = {status: EVERYWHERE[status] for status, possible in common.items() if possible}
    return dict(sorted((found | dict(promise.fails)).items()))


def _problem(when: str, schema: Json) -> Json:
    return {"description": when, "content": {"application/problem+json": {"schema": schema}}}


def _operation(one: Endpoint, described: Described) -> Json:
    words = inspect.getdoc(one.view) or ""
    made: Json = {
        "operationId": one.name.removeprefix("api_").replace(".", "_"),
        "tags": [one.area],
        "summary": _first(words),
        "description": " ".join(words.partition("\n\n")[2].split()),
        "parameters": _parameters(one, described),
        "requestBody": _body(one.promise, described),
        "responses": _answers(one, described),
        "security": [{"token": [one.promise.scope]}, {}],
    }
    return {key: value for key, value in made.items() if value}


def _parameters(one: Endpoint, described: Described) -> list[Json]:
    found: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", one.path)
    ]
    if one.promise.query is not None:
        asked = described.alone(one.promise.query)
        for name, schema in asked["properties"].items():
            says = schema.pop("description", None)
            part = {"name": name, "in": "query", "required": False, "schema": schema}
            found.append(part | ({"description": says} if says else {}))
    return found


def _body(promise: Operation, described: Described) -> Json:
    if not promise.takes:
        return {}
    needed = promise.schema is None or any(one.is_required() for one in promise.schema.model_fields.values())
    return {"required": needed, "content": _content(promise.takes, described)}


def _answers(one: Endpoint, described: Described) -> Json:
    made: Json = {
        str(status): {"description": "Done.", "content": _content(forms, described)}
        for status, forms in one.promise.gives.items()
    }
    for status, when in failures(one).items():
        own = {"description": when, "$ref": PROBLEM}
        made[str(status)] = {"$ref": f"{PROBLEM}{status}"} if EVERYWHERE.get(status) == when else own
    return made


def _content(forms: tuple[Form, ...], described: Described) -> Json:
    """Give the media types of an answer or a body; several schemas are alternatives."""
    made: Json = {
        form.kind: {"schema": _bytes(form) | {"description": form.says}}
        for form in forms
        if isinstance(form, Media)
    }
    schemas = [described.of(form) for form in forms if not isinstance(form, Media)]
    if schemas:
        made["application/json"] = {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas}}
    return made


def _bytes(form: Media) -> Json:
    if form.kind == "multipart/form-data":
        part = {"type": "string", "contentMediaType": "application/octet-stream"}
        return {"type": "object", "properties": {"files": {"type": "array", "items": part}}}
    return {"type": "string", "contentMediaType": form.kind}


def _first(words: str | None) -> str:
    return (words or "").partition("\n")[0]
