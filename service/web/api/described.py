"""The schemas of the API as JSON Schema, each named once, with the strings under their fields as descriptions."""

import ast
import inspect
from collections.abc import Mapping
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

Json = dict[str, Any]
REF = "#/components/schemas/{model}"


class Described:
    """Collects the schemas that a document names."""

    def __init__(self) -> None:
        self._named: dict[str, type[BaseModel]] = {}

    def of(self, schema: type[BaseModel]) -> Json:
        """Give the reference to a schema, and remember it."""
        self._named[schema.__name__] = schema
        return {"$ref": REF.format(model=schema.__name__)}

    def alone(self, schema: type[BaseModel]) -> Json:
        """Give a schema in full, for what is spread over several parameters."""
        return _tidy(schema.model_json_schema(ref_template=REF), schema)

    def all(self) -> Json:
        """Give every schema that was named, and all that they name."""
        modes = [(schema, _mode(schema)) for schema in self._named.values()]
        _, made = models_json_schema(modes, ref_template=REF)
        known = _family(self._named)
        found: Mapping[str, Json] = made["$defs"]
        return {
            name: _tidy(schema, known[name]) if name in known else schema
            for name, schema in sorted(found.items())
        }


def _mode(schema: type[BaseModel]) -> Any:  # noqa: ANN401  pydantic's own literal
    """What comes in may leave out what has a default; what goes out is whole."""
    return "serialization" if schema.__name__.endswith("Out") else "validation"


def _family(named: Mapping[str, type[BaseModel]]) -> dict[str, type[BaseModel]]:
    """Give every schema of the rooms that these live in, by its name."""
    rooms = {inspect.getmodule(schema) for schema in named.values()}
    return {
        name: value
        for room in rooms
        for name, value in vars(room).items()
        if isinstance(value, type) and issubclass(value, BaseModel)
    } | dict(named)


def _tidy(made: Json, schema: type[BaseModel]) -> Json:
    """Give the schema with its fields described, without the titles that repeat their names."""
    strings = {key: words for one in reversed(schema.__mro__) for key, words in _strings(one).items()}
    for name, part in made.get("properties", {}).items():
        part.pop("title", None)
        if name in strings:
            part["description"] = strings[name]
    return {key: value for key, value in made.items() if key != "title"}


def _strings(schema: type) -> dict[str, str]:
    """Give the string that stands under each field in the source."""
    if not issubclass(schema, BaseModel) or schema is BaseModel:
        return {}
    body = ast.parse(dedent(inspect.getsource(schema))).body[0]
    parts = body.body if isinstance(body, ast.ClassDef) else []
    return {
        field.target.id: " ".join(below.value.value.split())
        for field, below in pairwise(parts)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
