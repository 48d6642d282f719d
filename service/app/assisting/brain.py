"""What is said back to a sentence. The order is the whole idea, and every door shares it.

1. A danger in the words: what to do at once, and nothing else. A session that runs is stopped without a word.
2. A wish that begins something is granted from anywhere.
3. What is going on gets the words: the question that waits, the check-in, the session.
4. Words about legs open a check-in. For all else there is a helpful answer.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from service.app.assisting.beginning import (
    answer_asked,
    ask,
    begin_check_in,
    begin_chosen,
    begin_session,
    begin_sitting,
)
from service.app.assisting.leading import lead
from service.app.assisting.legs import how_they_are
from service.app.assisting.talking import go_on_talking, open_with, turned
from service.app.assisting.values import Answer, Mouth, Turned
from service.app.assisting.wishes import EVENTS, event_for
from service.app.checking import open_check_in
from service.app.coaching import SITTINGS, left_unfinished
from service.app.conversing import outcome_of
from service.app.plan_view import view_plan
from service.app.records import Conversation, GuidedSession
from service.app.summing_up import line
from service.app.telling import LONGEST, dangers_in, tell
from service.app.world import World
from service.core.catalogue import FactValue
from service.core.errors import Conflict, InputError
from service.core.words import hear as facts_in
from voice.player.intent import Intent
from voice.player.messages import Stop
from voice.player.state import Mode

GENTLE = "gentle_"
"""How the wishes for one of a stage's gentle things begin."""
TALK_LASTS = timedelta(hours=12)
"""A talk that was left longer ago is over; what was answered in it is kept by the check-in. Ours."""


def hear(world: World, text: str, mouth: Mouth) -> Answer:
    """Give what to say back; an empty text asks how the session goes on. Raises InputError for a whole book.

    Of two that speak at the same moment one is heard after the other.
    """
    if len(text) > LONGEST:
        raise InputError(f"Please say it shorter: at most {LONGEST} characters.", code="too_long")
    with suppress(Conflict):
        return _heard(world, text, mouth)
    return _heard(world, text, mouth)


def expects_answer(world: World, conversation_id: str) -> bool:
    """Say whether a question waits there: then ears should listen for its answers."""
    with world.store.unit() as unit:
        talk = unit.conversations.get(conversation_id)
    if talk is not None and (talk.check_in_id or talk.asked):
        return True
    session = left_unfinished(world)
    return session is not None and session.state.mode is Mode.HURT


def _heard(world: World, text: str, mouth: Mouth) -> Answer:
    now = world.clock.now()
    with world.store.unit() as unit:
        known = unit.conversations.get(mouth.conversation_id)
    talk = known or Conversation(mouth.conversation_id, now)
    if now - talk.heard_at > TALK_LASTS:
        talk = Conversation(talk.id, now, talk.version)
    try:
        made = _answered(world, talk, text, mouth)
    except InputError as refused:  # a rest day, a plan that ended: its words say what to do
        made = Turned(replace(talk, asked=None), Answer((refused.words,)))
    kept = replace(made.talk, heard_at=now, last_says=made.answer.says or made.talk.last_says)
    _keep(world, kept)
    return made.answer


def _keep(world: World, talk: Conversation) -> None:
    """Remember where the talk is. What was said has been done by now, so a second voice does not undo it."""
    try:
        with world.store.unit() as unit:
            unit.conversations.put(talk)
            unit.conversations.forget(before=talk.heard_at - 2 * TALK_LASTS)
    except Conflict:
        with world.store.unit(alone=True) as unit:
            stored = unit.conversations.get(talk.id)
            unit.conversations.put(replace(talk, version=stored.version if stored is not None else 0))


def _answered(world: World, talk: Conversation, text: str, mouth: Mouth) -> Turned:
    danger = dangers_in(world, text)
    if danger:
        return _warned(world, talk, danger, mouth)
    wish = world.wishes(text)
    granted = _granted(world, talk, wish, mouth) if wish is not None else None
    if granted is not None:
        return granted
    if talk.asked is not None:
        return answer_asked(world, talk, text, wish=wish, mouth=mouth)
    if talk.check_in_id is not None and text.strip():
        return go_on_talking(world, talk, text)
    session = left_unfinished(world)
    if session is not None:
        return _led(world, talk, session, wish, text=text, mouth=mouth)
    return _idle(world, talk, text, wish)


def _warned(world: World, talk: Conversation, danger: Mapping[str, FactValue], mouth: Mouth) -> Turned:
    """Take the danger as a check-in of its own; the session that runs ends, and its words are not said."""
    session = left_unfinished(world)
    if session is not None:
        lead(world, talk, session, mouth=mouth, happens=Stop)
    moment = tell(world, open_check_in(world, None).id, danger)
    return turned(talk, outcome_of(world, moment))


def _granted(world: World, talk: Conversation, wish: Intent, mouth: Mouth) -> Turned | None:
    """Begin what the wish asks for; None where it is no wish to begin something."""
    if wish.name == "legs":
        return how_they_are(world, talk)
    if wish.name == "check_in":
        return begin_check_in(world, talk)
    if wish.name in SITTINGS:
        return begin_sitting(world, talk, wish.name)
    if wish.name.startswith(GENTLE) and talk.check_in_id is None:
        return begin_chosen(world, talk, wish.name)
    if wish.name == "start_session" and (talk.check_in_id is None or talk.opening):
        return begin_session(world, talk, mouth)
    return None


def _led(
    world: World, talk: Conversation, session: GuidedSession, wish: Intent | None, *, text: str, mouth: Mouth
) -> Turned:
    if not text.strip():
        return _ended(world, lead(world, talk, session, mouth=mouth))
    if wish is not None and wish.name == "where":
        return _where(world, talk, session, mouth)
    happens = event_for(wish, session.state.mode) if wish is not None else None
    if happens is None:
        return Turned(talk, _not_caught(world, "help_leading", session=session))
    return _ended(world, lead(world, talk, session, mouth=mouth, happens=happens))


def _ended(world: World, made: Turned) -> Turned:
    """Ask how it was, where that was the end of a session of the plan."""
    plan = view_plan(world) if made.answer.session is None else None
    if plan is None or not plan.asks_session:
        return made
    asking = ask(world, made.talk, "session_felt", says=("session_felt",))
    says = (*made.answer.says, *asking.answer.says)
    return replace(asking, answer=replace(made.answer, says=says, expects=True))


def _where(world: World, talk: Conversation, session: GuidedSession, mouth: Mouth) -> Turned:
    """Say what is being done now, and with it what comes."""
    made = lead(world, talk, session, mouth=mouth)
    here = made.answer.session
    if here is None:
        return made
    step = here.script.steps[here.state.step]
    side = f", {step.side}" if step.side else ""
    what = tuple(f"{words}." for words in (f"{step.title}{side}", step.detail) if words)
    return replace(made, answer=replace(made.answer, says=(*what, *made.answer.says)))


def _idle(world: World, talk: Conversation, text: str, wish: Intent | None) -> Turned:
    if wish is None and any(name.startswith("q.") for name in facts_in(text, world.catalogue)):
        return open_with(world, talk, text)
    if wish is not None and wish.name == "hurts":
        return open_with(world, talk, text, pain=wish.number)
    return Turned(talk, _answer_to(world, talk, wish, silent=not text.strip()))


def _answer_to(world: World, talk: Conversation, wish: Intent | None, *, silent: bool) -> Answer:
    if wish is None:
        return Answer(()) if silent else _not_caught(world, "help_idle")
    if wish.name == "repeat" and talk.last_says:
        return Answer(talk.last_says)
    says = {"help": "help_idle", "no": "goodbye", "stop": "goodbye"}
    if wish.name in {*says, *EVENTS, "where"}:
        name = says.get(wish.name, "no_session")
        return Answer((line(world, name),), expects=name != "goodbye")
    return _not_caught(world, "help_idle")


def _not_caught(world: World, then: str, session: GuidedSession | None = None) -> Answer:
    says = (line(world, "not_caught"), line(world, then))
    return Answer(says, expects=True, understood=False, session=session)
