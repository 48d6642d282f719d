"""The runner's own page: a few facts, each with why it is asked."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.measuring import rescore, would_change
from service.app.profile import get_profile, last_measured_by, put_profile
from service.core.emergency import COUNTRIES
from service.core.units import METRES_PER_MILE
from service.web.context import the_world
from service.web.own_numbers import counted_with, shown
from service.web.profile_form import ProfileForm, conditions_of

blueprint = Blueprint("profile", __name__, url_prefix="/profile")


@blueprint.get("")
def show() -> str:
    """Show the profile as a form."""
    world = the_world()
    athlete = get_profile(world)
    per_unit = METRES_PER_MILE if athlete.units == "mi" else 1000.0
    longest, used = athlete.longest_run_30d_m, last_measured_by(world)
    return render_template(
        "profile/edit.html",
        athlete=athlete,
        own=shown(athlete),
        used_on=used[0] if used else None,
        used=counted_with(used[1], athlete.units) if used else {},
        longest="" if longest is None else f"{longest / per_unit:.1f}",
        countries=sorted(COUNTRIES.items(), key=lambda pair: pair[1].name),
        conditions=conditions_of(world.catalogue),
        saved="saved" in request.args,
        offered=len(would_change(world)) if {"saved", "compare"} & set(request.args) else None,
        rescored=request.args.get("rescored", type=int),
    )


@blueprint.post("/rescore")
def measure_all() -> Response:
    """Let these numbers hold for the runs that are here as well; the worker reads them again."""
    return redirect(url_for("profile.show", rescored=rescore(the_world())), 303)


@blueprint.post("")
def save() -> Response:
    """Keep the profile. A field left empty means not known."""
    world = the_world()
    form = ProfileForm.model_validate(request.form.to_dict())
    names = [question.fact.removeprefix("p.") for question in conditions_of(world.catalogue)]
    put_profile(world, form.applied_to(get_profile(world), names, today=world.clock.local_date()))
    return redirect(url_for("profile.show", saved=1), 303)
