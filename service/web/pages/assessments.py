"""What the answers fit, why, and what to do today."""

from flask import Blueprint, render_template

from service.app.assessing import danger_before, get_assessment
from service.app.coaching import plan_routine
from service.app.plan_view import view_plan
from service.app.profile import get_profile
from service.app.summing_up import moved_by
from service.core.background import background, run_words
from service.core.body import marks, spots_in
from service.core.emergency import number_for
from service.core.telling import place_words, wanted_words
from service.web.context import the_units, the_world
from service.web.ledger import cited, cited_for, entry
from service.web.moving import figure
from service.web.routines import dose_words, length_s
from service.web.turns import minds

blueprint = Blueprint("assessments", __name__, url_prefix="/assessments")


@blueprint.get("/<assessment_id>")
def show(assessment_id: str) -> str:
    """Show an assessment; an urgent one offers nothing but its action."""
    world = the_world()
    kept, plan = get_assessment(world, assessment_id)
    found = kept.assessment
    spots = spots_in(found.facts)
    routine = plan_routine(world, plan)
    return render_template(
        "assessments/show.html",
        kept=kept,
        found=found,
        danger=danger_before(world, kept),
        plan=plan,
        going=view_plan(world),
        moved=moved_by(world, kept),
        routine=routine,
        length_s=length_s(routine),
        dose_words=dose_words,
        figure=figure,
        call=number_for(get_profile(world).country),
        background=background(found, world.catalogue),
        before=run_words(found.facts, units=the_units()),
        labels={standing.label: standing.words for standing in found.differential},
        minds=minds(found, world.catalogue) if found.triage != "urgent" else None,
        near=[standing for standing in found.differential if standing.label in found.also],
        sources=cited(found, plan.sources, world.catalogue),
        cited_for=lambda standing: cited_for(standing, world.catalogue),
        open_questions=wanted_words(found.open_questions, world.catalogue),
        marked=marks(spots),
        places=[place_words(spot.site, spot.side, world.catalogue) for spot in spots],
        explain=lambda trace: entry(trace, world.catalogue),
    )
