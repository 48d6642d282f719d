"""Files and the runs in them."""

import io

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from service.app.arriving import import_arrivals
from service.app.assessing import get_assessment
from service.app.judging import NOTHING_WAITED, told_again
from service.app.merging import separate, twins
from service.app.overview import follow_up, get_activity, list_runs, original
from service.app.picturing import tracks
from service.web.context import the_units, the_world
from service.web.curves import curves, metres_per
from service.web.load_words import load_of
from service.web.routes import shape
from service.web.uploads import arrivals, received

blueprint = Blueprint("activities", __name__, url_prefix="/activities")

PAGE = 50


@blueprint.post("")
def add() -> Response | str:
    """Take in the files of the plain form; one good file is shown at once, else all verdicts."""
    told = list(import_arrivals(the_world(), arrivals(received(), "upload")))
    done = [one for one in told if one.is_file]
    later = told[-1].settled if told else NOTHING_WAITED
    if len(done) == 1 and done[0].imported is not None and done[0].imported.runs:
        name = done[0].imported.file.activity_id
        address = url_for(
            "activities.show",
            activity_id=name,
            later=later.again or None,
            changed=later.changed or None,
            waiting=later.unmeasured or None,
        )
        return redirect(address, 303)
    passed_over = sum(one.passed_over for one in told)
    return render_template("activities/uploaded.html", done=done, passed_over=passed_over, later=later.words)


@blueprint.post("/<activity_id>/separate")
def let_out(activity_id: str) -> Response:
    """Let merged records count for themselves again."""
    separate(the_world(), activity_id)
    return redirect(url_for("activities.show", activity_id=activity_id), 303)


@blueprint.get("")
def show_all() -> str:
    """Show the newest runs."""
    return render_template("activities/list.html", runs=list_runs(the_world(), limit=PAGE, offset=0))


@blueprint.get("/<activity_id>")
def show(activity_id: str) -> str:
    """Show a file and its runs: in words, in numbers, and as curves."""
    return _page(activity_id, shared=False, with_route=True)


@blueprint.get("/<activity_id>/shared")
def show_others(activity_id: str) -> str:
    """Show the same for other eyes: no hour, no file, no sore legs, and the way only where it is asked for."""
    return _page(activity_id, shared=True, with_route="route" in request.args)


def _page(activity_id: str, *, shared: bool, with_route: bool) -> str:
    world, units = the_world(), the_units()
    view = get_activity(world, activity_id)
    pictures = tracks(world, activity_id, every_m=metres_per(units))
    follow_ups = {run.id: follow_up(world, run.id) for run in view.runs}
    return render_template(
        "activities/show.html",
        view=view,
        pictures={picture.run_id: picture for picture in pictures},
        curves={picture.run_id: curves(picture, units) for picture in pictures},
        follow_ups=follow_ups,
        triages={
            run_id: get_assessment(world, follow.assessment.id)[1].triage
            for run_id, follow in follow_ups.items()
            if follow.assessment
        },
        per_unit=metres_per(units),
        twins=twins(world, activity_id),
        later=_later(),
        shared=shared,
        with_route=with_route,
        has_route=any(picture.route for picture in pictures),
        route_shape=lambda way: shape(way, units),
        loads={run.id: load_of(run, catalogue=world.catalogue, units=units) for run in view.runs},
    )


def _later() -> str | None:
    """Give what the import that led here changed in later runs; it is told once, by the address."""
    again, changed, waiting = (
        request.args.get(name, 0, type=int) for name in ("later", "changed", "waiting")
    )
    return told_again(again, changed=changed, waiting=waiting) if again > 0 else None


@blueprint.get("/<activity_id>/original")
def download(activity_id: str) -> Response:
    """Give the file back as it came."""
    name, data = original(the_world(), activity_id)
    return send_file(
        io.BytesIO(data), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )
