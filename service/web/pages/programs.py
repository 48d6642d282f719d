"""The API for people: the same document that programs read, as a page."""

import re
from typing import Any

from flask import Blueprint, render_template
from markupsafe import Markup, escape

from service.web.api.description import described
from service.web.api.openapi import EVERYWHERE

blueprint = Blueprint("programs", __name__)


@blueprint.get("/api")
def show() -> str:
    """Show every address of the API, what it takes, what it gives, and how it refuses."""
    made = described()
    areas = {tag["name"]: (tag["description"], list[Any]()) for tag in made["tags"]}
    for path, methods in made["paths"].items():
        for method, told in methods.items():
            areas[told["tags"][0]][1].append((method.upper(), path, told))
    return render_template(
        "programs/api.html", made=made, areas=areas, everywhere=EVERYWHERE, kind=kind, coded=coded
    )


@blueprint.get("/api-schemas")
def show_schemas() -> str:
    """Show what travels, field by field."""
    schemas = described()["components"]["schemas"]
    return render_template("programs/schemas.html", schemas=schemas, kind=kind, coded=coded)


def coded(words: str) -> Markup:
    """Give a docstring's `code` as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(words))))  # noqa: S704  escaped before


def kind(schema: dict[str, Any]) -> str:
    """Give the type of a field in a few words: `list of RunOut`, `number or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind(one) for one in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return " | ".join(f"“{one}”" for one in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"{kind(schema['additionalProperties'])} by name"
    return str(schema.get("format") or schema.get("type", "anything"))
