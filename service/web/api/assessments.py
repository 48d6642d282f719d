"""Assessments with their whole trace, and the plan that follows."""

from flask import Blueprint, Response, jsonify

from service.app.assessing import get_assessment
from service.core.explain import as_json
from service.web.api.schemas.assessments import PlanOut
from service.web.context import the_world

blueprint = Blueprint("api_assessments", __name__, url_prefix="/api/v1/assessments")


@blueprint.get("/<assessment_id>")
def show(assessment_id: str) -> Response:
    """Give an assessment; `assessment` has the same names as `afterrun assess --json`."""
    kept, plan = get_assessment(the_world(), assessment_id)
    return jsonify(
        {
            "id": kept.id,
            "check_in_id": kept.check_in_id,
            "run_id": kept.run_id,
            "made_at": kept.made_at.isoformat(),
            "assessment": as_json(kept.assessment),
            "plan": PlanOut.of(plan).model_dump(mode="json"),
        }
    )
