"""The description of this API, for programs that make programs."""

from importlib.metadata import version

import yaml
from flask import Blueprint, Response, current_app, json

from service.web.api.openapi import Json, document

blueprint = Blueprint("api_description", __name__, url_prefix="/api/v1")

_KEPT = "afterrun.openapi"


def described() -> Json:
    """Give the document of the app that answers, made once."""
    if _KEPT not in current_app.extensions:
        current_app.extensions[_KEPT] = document(current_app, version=version("afterrun"))
    made: Json = current_app.extensions[_KEPT]
    return made


@blueprint.get("/openapi.json")
def as_json() -> Response:
    """Give the document as JSON."""
    return Response(json.dumps(described()), mimetype="application/json")


@blueprint.get("/openapi.yaml")
def as_yaml() -> Response:
    """Give the document as YAML."""
    return Response(in_yaml(described()), mimetype="application/yaml")


def in_yaml(made: Json) -> str:
    """Give the document as YAML that reads well in a diff."""
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=110)
