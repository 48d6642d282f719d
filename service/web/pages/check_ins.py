"""The check-in, one screen after the other; every screen is an address that can be left and come back to."""

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from service.app.checking import Moment, go_back, look, open_check_in, reply
from service.app.earlier import sore_lately
from service.app.profile import get_profile
from service.app.rechecking import answer_recheck
from service.app.telling import Heard, listen, tell
from service.core.body import marks
from service.core.emergency import number_for
from service.core.errors import Conflict, InputError, NotFound
from service.core.questions import Ask
from service.core.telling import fact_words, value_words
from service.web.answers import SPOTS, WORST, read_reply, screen, spoken
from service.web.context import the_services, the_world
from voice.script.model import Utterance

blueprint = Blueprint("check_ins", __name__, url_prefix="/check-ins")

USUAL_SCREENS = 8
"""Median number of questions (soreness.md §2); the bar never claims to know better."""


@blueprint.post("")
def open() -> Response:  # noqa: A001 the word of the address and of the use case
    """Open a check-in for a run, for a due re-check, or for neither."""
    world = the_world()
    recheck_id = request.form.get("recheck_id")
    if recheck_id:
        kept = answer_recheck(world, recheck_id)
    else:
        kept = open_check_in(world, request.form.get("run_id") or None)
    return redirect(url_for("check_ins.show", check_in_id=kept.id), 303)


@blueprint.get("/<check_in_id>")
def show(check_in_id: str) -> Response | str:
    """Show the question that is next, or go on to what came of it."""
    moment = look(the_world(), check_in_id)
    begins = isinstance(moment.step, Ask) and not moment.kept.check_in.asked and not moment.kept.recheck_id
    return _words_page(check_in_id) if begins and "ask" not in request.args else _drawn(moment)


@blueprint.get("/<check_in_id>/question.wav")
def speak(check_in_id: str) -> Response:
    """Give the sound of the question that is asked now. 503 when the engine fails: the words still show."""
    ask = look(the_world(), check_in_id).step
    if not isinstance(ask, Ask):
        raise NotFound("This check-in asks nothing any more.")
    answer = send_file(the_services().speech(Utterance(spoken(ask))), mimetype="audio/wav")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/<check_in_id>/words")
def take_words(check_in_id: str) -> Response | str:
    """Show what free words say, or take what was ticked of it. A danger is taken at once."""
    world, text = the_world(), request.form.get("text", "").strip()
    asked_on = redirect(url_for("check_ins.show", check_in_id=check_in_id, ask=1), 303)
    try:
        heard = listen(world, check_in_id, text)
        if heard.danger:
            return _onward(tell(world, check_in_id, heard.facts))
        if "keep" not in request.form:
            return _words_page(check_in_id, text, heard)
        kept = set(request.form.getlist("fact"))
        facts = {fact: value for fact, value in heard.facts.items() if fact in kept}
        return _onward(tell(world, check_in_id, facts)) if facts else asked_on
    except Conflict:
        return asked_on


def _words_page(check_in_id: str, text: str = "", heard: Heard | None = None) -> str:
    catalogue = the_world().catalogue
    facts = heard.facts if heard else {}
    lines = [
        (fact, fact_words(fact, catalogue), value_words(fact, value, catalogue))
        for fact, value in facts.items()
    ]
    call = number_for(get_profile(the_world()).country)
    return render_template(
        "check_ins/words.html", check_in_id=check_in_id, text=text, heard=heard, lines=lines, call=call
    )


@blueprint.post("/<check_in_id>")
def take(check_in_id: str) -> Response | str | tuple[str, int]:
    """Take an answer, or one back."""
    world = the_world()
    here = redirect(url_for("check_ins.show", check_in_id=check_in_id, ask=1), 303)
    if "back" in request.form:
        go_back(world, check_in_id)
        return here
    moment = look(world, check_in_id)
    ask = moment.step
    if not isinstance(ask, Ask) or ask.step != request.form.get("step"):
        return here  # answered already, perhaps by a double tap: show what is asked now
    try:
        said = read_reply(ask, _last_words())
        return _onward(reply(world, check_in_id, step=ask.step, given=said.given, bundle=said.bundle))
    except Conflict:
        return here
    except InputError as wrong:
        return _page(moment, ask, wrong=wrong.words), 422


def _last_words() -> dict[str, str]:
    """Give each field's last value: a button such as "I don't know" stands behind its field."""
    last = {name: values[-1] for name, values in request.form.lists()}
    return last | {SPOTS: " ".join(request.form.getlist(SPOTS))}


def _onward(moment: Moment) -> Response:
    if moment.assessment is not None:
        return redirect(url_for("assessments.show", assessment_id=moment.assessment.id), 303)
    return redirect(url_for("check_ins.show", check_in_id=moment.kept.id), 303)


def _drawn(moment: Moment) -> Response | str:
    if isinstance(moment.step, Ask) and moment.assessment is None:
        return _page(moment, moment.step)
    if moment.assessment is None:
        raise NotFound("This check-in ended without an assessment. Start a new one from the first page.")
    return _onward(moment)


def _page(moment: Moment, ask: Ask, *, wrong: str | None = None) -> str:
    asked = len(moment.kept.check_in.asked)
    shown = screen(ask)
    return render_template(
        "check_ins/step.html",
        kept=moment.kept,
        ask=ask,
        screen=shown,
        marked=request.form.getlist(SPOTS),
        worst=request.form.get(WORST),
        before=_sore_before() if shown.layout == "body" else (),
        wrong=wrong,
        asked=asked,
        share=min(0.95, asked / (USUAL_SCREENS + 1)),
    )


def _sore_before() -> list[str]:
    """Give the places that hurt lately as the body map names them, each side by itself."""
    return sorted({mark for sore in sore_lately(the_world()) for mark in marks(sore.spots)})
