"""Every exercise and every pattern of pain, with its sources."""

from flask import Blueprint

from service.core.errors import NotFound
from service.web import library
from service.web.api.operation import operation
from service.web.api.schemas.library import (
    ConditionOut,
    ConditionsOut,
    ExerciseOut,
    ExercisesOut,
    FigureOfOut,
    Filter,
    SourcesOut,
)
from service.web.context import the_world
from service.web.moving import drawn, moving_data

blueprint = Blueprint("api_library", __name__, url_prefix="/api/v1/library")

NO_EXERCISE = {404: "There is no such exercise."}


@blueprint.get("/exercises")
@operation("read")
def show_exercises(query: Filter) -> ExercisesOut:
    """List the exercises that fit, by name."""
    catalogue = the_world().catalogue
    found = library.fitting(library.Wish(query.muscle, query.thing, query.plan), catalogue)
    return ExercisesOut(exercises=[ExerciseOut.of(one, catalogue) for one in found])


@blueprint.get("/exercises/<exercise_id>")
@operation("read", fails=NO_EXERCISE)
def show_exercise(exercise_id: str) -> ExerciseOut:
    """Give one exercise."""
    catalogue = the_world().catalogue
    if exercise_id not in catalogue.exercises:
        raise NotFound("There is no such exercise in the library.")
    return ExerciseOut.of(catalogue.exercises[exercise_id], catalogue)


@blueprint.get("/exercises/<exercise_id>/figure")
@operation("read", fails=NO_EXERCISE)
def show_figure(exercise_id: str) -> FigureOfOut:
    """Give its moving figure: one moment as SVG, and every frame."""
    catalogue = the_world().catalogue
    picture = catalogue.pictures.get(exercise_id)
    if picture is None:
        raise NotFound("There is no figure for this exercise.")
    svg = str(drawn(picture, catalogue.exercises[exercise_id]))
    return FigureOfOut(svg=svg, moving=moving_data(picture))


@blueprint.get("/conditions")
@operation("read")
def show_conditions() -> ConditionsOut:
    """List the patterns of pain that the rules know."""
    catalogue = the_world().catalogue
    return ConditionsOut(conditions=[ConditionOut.of(one, catalogue) for one in catalogue.ailments.values()])


@blueprint.get("/conditions/<condition_id>")
@operation("read", fails={404: "There is no such pattern."})
def show_condition(condition_id: str) -> ConditionOut:
    """Give one pattern of pain: what speaks for it, what against, and its plan."""
    catalogue = the_world().catalogue
    if condition_id not in catalogue.ailments:
        raise NotFound("There is no such pattern in the library.")
    return ConditionOut.of(catalogue.ailments[condition_id], catalogue)


@blueprint.get("/sources")
@operation("read")
def show_sources() -> SourcesOut:
    """Give every source that a sentence names, and the version of the content."""
    catalogue = the_world().catalogue
    return SourcesOut.of(catalogue)
