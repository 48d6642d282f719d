"""The hand-over for a physio or a doctor: a page to print, and the same as a PDF."""

from flask import Blueprint, Response, render_template

from service.app.handing_over import hand_over
from service.core.body import marks
from service.web.context import the_world
from service.web.sheets import pdf_of, sheet_of

blueprint = Blueprint("handovers", __name__, url_prefix="/assessments")


@blueprint.get("/<assessment_id>/hand-over")
def show(assessment_id: str) -> str:
    """Show the page."""
    told = hand_over(the_world(), assessment_id)
    return render_template("handovers/show.html", told=told, sheet=sheet_of(told), marked=marks(told.spots))


@blueprint.get("/<assessment_id>/hand-over.pdf")
def show_pdf(assessment_id: str) -> Response:
    """Give the page as a PDF."""
    return pdf_of(assessment_id)
