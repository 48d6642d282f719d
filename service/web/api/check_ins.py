"""The check-in, step by step."""

from typing import Annotated

from flask import Blueprint, Response, send_file

from service.app.checking import Moment, go_back, look, open_check_in, reply
from service.app.opening import asked_for
from service.app.rechecking import answer_recheck, due
from service.app.telling import listen, tell
from service.app.world import World
from service.core.catalogue import FactValue
from service.core.errors import Conflict, InputError, NotFound
from service.core.questions import Ask
from service.core.telling import fact_words, value_words
from service.core.words import Command, Replied, understand
from service.web.answers import spoken
from service.web.api.operation import Media, operation
from service.web.api.schemas.check_ins import (
    AskingOut,
    DueOut,
    HeardOut,
    MomentOut,
    OpenIn,
    RecheckOut,
    ReplyIn,
    WordsIn,
    WordsOut,
)
from service.web.context import the_services, the_world
from voice.script.model import Utterance

blueprint = Blueprint("api_check_ins", __name__, url_prefix="/api/v1/check-ins")

NO_CHECK_IN = {404: "There is no such check-in."}
ANSWERED = {409: "Another step is asked by now, or the check-in has ended."}


@blueprint.post("")
@operation(
    "write", status=201, fails={404: "There is no such run or re-check.", 409: "The re-check is over."}
)
def add(body: OpenIn) -> MomentOut:
    """Open a check-in, or give the one that is open for this run."""
    world = the_world()
    if body.recheck_id is not None:
        kept = answer_recheck(world, body.recheck_id)
    else:
        kept = open_check_in(world, body.run_id)
    return MomentOut.of(look(world, kept.id))


@blueprint.get("/asking")
@operation("read")
def show_asking() -> AskingOut:
    """Give the check-in that the newest notable run has opened and that is asked for now; null without one."""
    world = the_world()
    kept = asked_for(world)
    return AskingOut(check_in=MomentOut.of(look(world, kept.id)) if kept is not None else None)


@blueprint.get("/due")
@operation("read")
def show_due() -> DueOut:
    """Give the re-checks that are due; open a check-in with one's `recheck_id` to answer it."""
    return DueOut(due=[RecheckOut.of(one) for one in due(the_world())])


@blueprint.get("/<string(length=12):check_in_id>")
@operation("read", fails=NO_CHECK_IN)
def show(check_in_id: str) -> MomentOut:
    """Say where it stands."""
    return MomentOut.of(look(the_world(), check_in_id))


@blueprint.get("/<string(length=12):check_in_id>/question.wav")
@operation("read", fails={404: "There is no such check-in, or it asks nothing any more."})
def speak(check_in_id: str) -> Annotated[Response, Media("audio/wav", "The question, spoken.")]:
    """Give the sound of the question that is asked now. 503 when the engine fails: the words are there still."""
    ask = look(the_world(), check_in_id).step
    if not isinstance(ask, Ask):
        raise NotFound("This check-in asks nothing any more.")
    return send_file(the_services().speech(Utterance(spoken(ask))), mimetype="audio/wav")


@blueprint.post("/<string(length=12):check_in_id>")
@operation("write", fails=NO_CHECK_IN | ANSWERED | {400: "It is no answer to this question."})
def take(check_in_id: str, body: ReplyIn) -> MomentOut:
    """Take answers, or one back."""
    world = the_world()
    if body.back or (body.words is not None and _command(check_in_id, body) is Command.BACK):
        moment = go_back(world, check_in_id)
    elif body.words is not None:
        moment = _said_in_words(check_in_id, body)
    elif body.step is None:
        raise InputError("Say which step is answered.", code="no_step")
    else:
        moment = reply(world, check_in_id, step=body.step, given=body.given(), bundle=body.one_word())
    return MomentOut.of(moment)


@blueprint.post("/<string(length=12):check_in_id>/words")
@operation("write", fails=NO_CHECK_IN | {409: "The check-in has ended."})
def hear(check_in_id: str, body: WordsIn) -> WordsOut:
    """Say what free words state; with `take`, or when they name a danger, take it as answers."""
    world = the_world()
    heard = listen(world, check_in_id, body.text)
    wanted = heard.facts.keys() if body.only is None or heard.danger else set(body.only)
    facts = {fact: value for fact, value in heard.facts.items() if fact in wanted}
    takes = bool(facts) and (body.take or heard.danger)
    moment = tell(world, check_in_id, facts) if takes else look(world, check_in_id)
    return WordsOut(
        heard=[_heard(fact, value, world) for fact, value in heard.facts.items()],
        danger=heard.danger,
        taken=takes,
        check_in=MomentOut.of(moment),
    )


def _heard(fact: str, value: FactValue, world: World) -> HeardOut:
    says = value_words(fact, value, world.catalogue)
    return HeardOut(fact=fact, value=value, question=fact_words(fact, world.catalogue), says=says)


def _understood(check_in_id: str, said: ReplyIn) -> tuple[Ask, Replied | Command | None]:
    world = the_world()
    ask = look(world, check_in_id).step
    if not isinstance(ask, Ask) or (said.step is not None and said.step != ask.step):
        raise Conflict("This question has been answered already, perhaps on another page.")
    return ask, understand(said.words or "", ask, catalogue=world.catalogue, today=world.clock.local_date())


def _command(check_in_id: str, said: ReplyIn) -> Command | None:
    heard = _understood(check_in_id, said)[1]
    return heard if isinstance(heard, Command) else None


def _said_in_words(check_in_id: str, said: ReplyIn) -> Moment:
    """Take an answer in words; a word such as "repeat" gives the same question again."""
    ask, heard = _understood(check_in_id, said)
    if isinstance(heard, Command):
        return look(the_world(), check_in_id)
    if heard is None:
        raise InputError("That was not understood as an answer to this question.", code="not_understood")
    return reply(the_world(), check_in_id, step=ask.step, given=heard.given, bundle=heard.bundle)
