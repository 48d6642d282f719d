"""The check-in, step by step."""

from flask import Blueprint, Response, jsonify

from service.app.checking import Moment, go_back, look, open_check_in, reply
from service.app.opening import asked_for
from service.app.rechecking import answer_recheck
from service.app.telling import listen, tell
from service.app.world import World
from service.core.catalogue import FactValue
from service.core.errors import Conflict, InputError
from service.core.questions import Ask
from service.core.telling import fact_words, value_words
from service.core.words import Command, Replied, understand
from service.web.api.bodies import body_as
from service.web.api.schemas.check_ins import HeardOut, MomentOut, OpenIn, ReplyIn, WordsIn
from service.web.context import the_world

blueprint = Blueprint("api_check_ins", __name__, url_prefix="/api/v1/check-ins")


@blueprint.post("")
def add() -> tuple[Response, int]:
    """Open a check-in, or give the one that is open for this run."""
    world, wanted = the_world(), body_as(OpenIn)
    if wanted.recheck_id is not None:
        kept = answer_recheck(world, wanted.recheck_id)
    else:
        kept = open_check_in(world, wanted.run_id)
    return jsonify(MomentOut.of(look(world, kept.id)).model_dump(mode="json")), 201


@blueprint.get("/asking")
def show_asking() -> Response:
    """Give the check-in that the newest notable run has opened and that is asked for now; null without one."""
    world = the_world()
    kept = asked_for(world)
    told = MomentOut.of(look(world, kept.id)).model_dump(mode="json") if kept is not None else None
    return jsonify({"check_in": told})


@blueprint.get("/<check_in_id>")
def show(check_in_id: str) -> Response:
    """Say where it stands."""
    return jsonify(MomentOut.of(look(the_world(), check_in_id)).model_dump(mode="json"))


@blueprint.post("/<check_in_id>")
def take(check_in_id: str) -> Response:
    """Take answers, or one back. 409 when another step is being asked by now."""
    world, said = the_world(), body_as(ReplyIn)
    if said.back or (said.words is not None and _command(check_in_id, said) is Command.BACK):
        moment = go_back(world, check_in_id)
    elif said.words is not None:
        moment = _said_in_words(check_in_id, said)
    elif said.step is None:
        raise InputError("Say which step is answered.", code="no_step")
    else:
        moment = reply(world, check_in_id, step=said.step, given=said.given(), bundle=said.one_word())
    return jsonify(MomentOut.of(moment).model_dump(mode="json"))


@blueprint.post("/<check_in_id>/words")
def hear(check_in_id: str) -> Response:
    """Say what free words state; with `take`, or when they name a danger, take it as answers."""
    world, said = the_world(), body_as(WordsIn)
    heard = listen(world, check_in_id, said.text)
    wanted = heard.facts.keys() if said.only is None or heard.danger else set(said.only)
    facts = {fact: value for fact, value in heard.facts.items() if fact in wanted}
    takes = bool(facts) and (said.take or heard.danger)
    moment = tell(world, check_in_id, facts) if takes else look(world, check_in_id)
    return jsonify(
        {
            "heard": [_heard(fact, value, world) for fact, value in heard.facts.items()],
            "danger": heard.danger,
            "taken": takes,
            "check_in": MomentOut.of(moment).model_dump(mode="json"),
        }
    )


def _heard(fact: str, value: FactValue, world: World) -> dict[str, object]:
    says = value_words(fact, value, world.catalogue)
    question = fact_words(fact, world.catalogue)
    return HeardOut(fact=fact, value=value, question=question, says=says).model_dump(mode="json")


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
