"""Assessments with their whole trace, the plan that follows, and the sheet to hand over."""

from typing import Annotated

from flask import Blueprint, Response

from service.app.assessing import get_assessment
from service.app.handing_over import hand_over
from service.core.explain import as_json
from service.web.api.operation import Media, operation
from service.web.api.schemas.assessments import FoundOut, HandOverOut, KeptAssessmentOut, PlanOut
from service.web.context import the_world
from service.web.sheets import pdf_of, sheet_of

blueprint = Blueprint("api_assessments", __name__, url_prefix="/api/v1/assessments")

NO_ASSESSMENT = {404: "There is no such assessment."}


@blueprint.get("/<assessment_id>")
@operation("read", fails=NO_ASSESSMENT)
def show(assessment_id: str) -> KeptAssessmentOut:
    """Give an assessment; `assessment` has the same names as `afterrun assess --json`."""
    kept, plan = get_assessment(the_world(), assessment_id)
    return KeptAssessmentOut(
        id=kept.id,
        check_in_id=kept.check_in_id,
        run_id=kept.run_id,
        made_at=kept.made_at,
        assessment=FoundOut.model_validate(as_json(kept.assessment)),
        plan=PlanOut.of(plan),
    )


@blueprint.get("/<assessment_id>/hand-over")
@operation("read", fails=NO_ASSESSMENT)
def show_sheet(assessment_id: str) -> HandOverOut:
    """Give the hand-over for a physio or a doctor, as sentences by part."""
    return HandOverOut(parts=sheet_of(hand_over(the_world(), assessment_id)))


@blueprint.get("/<assessment_id>/hand-over.pdf")
@operation("read", fails=NO_ASSESSMENT)
def give_sheet(assessment_id: str) -> Annotated[Response, Media("application/pdf", "One A4 sheet.")]:
    """Give the hand-over as a PDF."""
    return pdf_of(assessment_id)
