"""JSON that comes in: checked against its schema before any use case sees it."""

from typing import TypeVar

from flask import request
from pydantic import BaseModel

Body = TypeVar("Body", bound=BaseModel)


def body_as(schema: type[Body]) -> Body:
    """Read the request's JSON. Raises ValidationError, which becomes a 422 that names the part."""
    return schema.model_validate_json(request.get_data() or b"{}")
