"""The library: every exercise and every pattern of pain, to read, to print, and to see move."""

from flask import Blueprint, Response, jsonify, render_template, request

from service.core.catalogue import Catalogue, Exercise
from service.core.errors import NotFound
from service.web import library
from service.web.context import the_world
from service.web.moving import drawn, figure, moving_data
from service.web.routines import dose_words

blueprint = Blueprint("library", __name__, url_prefix="/library")

A_PAGE = 15
"""Exercises on one page: their figures are its weight."""
KEPT_S = 24 * 3600
"""Pictures change only with a new version of Afterrun."""


@blueprint.get("")
def index() -> str:
    """List everything; the filters are a plain form."""
    catalogue = the_world().catalogue
    wish = library.Wish(*(request.args.get(name) or None for name in ("muscle", "thing", "plan")))
    found = library.fitting(wish, catalogue)
    leaf = max(1, request.args.get("page", 1, type=int))
    return render_template(
        "library/index.html",
        wish=wish,
        count=len(found),
        found=found[(leaf - 1) * A_PAGE : leaf * A_PAGE],
        leaf=leaf,
        leaves=-(-len(found) // A_PAGE),
        muscles=library.MUSCLES,
        things=[
            (library.NOTHING, "Nothing needed"),
            *((thing, thing.capitalize()) for thing in library.THINGS),
        ],
        plans=[
            (one.id, one.name) for one in catalogue.ailments.values() if library.in_plan(one.id, catalogue)
        ],
        ailments=catalogue.ailments,
        muscles_of=lambda exercise: library.muscles_of(exercise, catalogue),
        figure=figure,
    )


@blueprint.get("/exercises/<exercise_id>")
def exercise(exercise_id: str) -> str:
    """Show one exercise."""
    catalogue = the_world().catalogue
    found = _exercise(catalogue, exercise_id)
    picture = catalogue.pictures.get(found.id)
    return render_template(
        "library/exercise.html",
        exercise=found,
        exercises=catalogue.exercises,
        dose=dose_words(found.dose),
        moments=[] if picture is None else [drawn(picture, found, at=at) for at in (0, picture.key)],
        muscles=library.muscles_of(found, catalogue),
        plans=library.plans_with(found, catalogue),
        sources=library.sources_of(found.sources, catalogue.sources),
        review=catalogue.reviews.get(f"exercises/{found.id}"),
    )


@blueprint.get("/exercises/<exercise_id>/figure.json")
def moving(exercise_id: str) -> Response:
    """Give a figure with all its frames."""
    catalogue = the_world().catalogue
    found = _exercise(catalogue, exercise_id)
    picture = catalogue.pictures.get(found.id)
    if picture is None:
        raise NotFound("There is no figure for this exercise.")
    answer = jsonify(moving_data(picture) | {"svg": drawn(picture, found)})
    answer.headers["Cache-Control"] = f"private, max-age={KEPT_S}"
    return answer


@blueprint.get("/conditions/<ailment_id>")
def condition(ailment_id: str) -> str:
    """Show one pattern of pain."""
    catalogue = the_world().catalogue
    if ailment_id not in catalogue.ailments:
        raise NotFound("There is no such page in the library.")
    ailment = catalogue.ailments[ailment_id]
    speaks_for, speaks_against = library.weighed(ailment, catalogue)
    keys = (*ailment.sources, *(key for rule in (*speaks_for, *speaks_against) for key in rule.sources))
    return render_template(
        "library/condition.html",
        ailment=ailment,
        speaks_for=speaks_for,
        speaks_against=speaks_against,
        flags=catalogue.red_flags,
        phases=library.phases_of(ailment, catalogue),
        exercises=catalogue.exercises,
        sources=library.sources_of(keys, catalogue.sources),
        review=catalogue.reviews.get(f"conditions/{ailment.id}"),
    )


def _exercise(catalogue: Catalogue, exercise_id: str) -> Exercise:
    if exercise_id not in catalogue.exercises:
        raise NotFound("There is no such page in the library.")
    return catalogue.exercises[exercise_id]
