"""The hand-over's sentences, and the same as a PDF: what its page and the API share."""

from typing import TYPE_CHECKING

from flask import Response, render_template

from service.app.handing_over import HandOver, hand_over
from service.core.body import marks
from service.core.telling import place_words
from service.web.context import the_units, the_world
from service.web.formats import day, distance

if TYPE_CHECKING:
    from service.web.handover_pdf import Sheet


def pdf_of(assessment_id: str) -> Response:
    """Give the hand-over as a PDF: one A4 sheet, text that can be selected, no outside fonts. Raises NotFound."""
    from service.web.handover_pdf import sheet_pdf  # what draws it takes most of a second to load

    told = hand_over(the_world(), assessment_id)
    figures = [
        render_template("handovers/figure.svg", view=view, marked=marks(told.spots))
        for view in ("back", "front")
    ]
    answer = Response(sheet_pdf(sheet_of(told), figures), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="afterrun-{told.kept.made_at:%Y-%m-%d}.pdf"'
    return answer


def sheet_of(told: HandOver) -> "Sheet":
    """Put the hand-over into the sentences that page and PDF share; the template holds them."""
    made: Sheet = {}
    world, units = the_world(), the_units()
    text = render_template(
        "handovers/sheet.txt",
        told=told,
        places=[place_words(spot.site, spot.side, world.catalogue) for spot in told.spots],
        far=lambda metres: distance(metres, units),
        on=lambda date: day(date, world.clock.local_date()),
        labels={standing.label: standing.words for standing in told.kept.assessment.differential},
    )
    part = ""
    for line in text.splitlines():
        if line.startswith("# "):
            part = line[2:]
            made[part] = []
        elif line.strip():
            made[part].append(line.strip())
    return made
