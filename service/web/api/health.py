"""Whether this machine can do its part."""

from flask import Blueprint

from service.web.api.operation import operation
from service.web.api.schemas.health import HealthOut
from service.web.context import the_services

blueprint = Blueprint("api_health", __name__, url_prefix="/api/v1/health")


@blueprint.get("")
@operation("read")
def show() -> HealthOut:
    """Give what `afterrun doctor --json` prints."""
    return HealthOut.model_validate(the_services().doctor())
