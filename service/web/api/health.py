"""Whether this machine can do its part."""

from flask import Blueprint, Response, jsonify

from service.web.context import the_services

blueprint = Blueprint("api_health", __name__, url_prefix="/api/v1/health")


@blueprint.get("")
def show() -> Response:
    """Give what `afterrun doctor --json` prints."""
    return jsonify(dict(the_services().doctor()))
