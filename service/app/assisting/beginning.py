"""Beginning a session or a check-in, with the one question that comes before, and the one that comes after."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from service.app.assisting.leading import Happens, lead
from service.app.assisting.talking import turned
from service.app.assisting.values import Answer, Mouth, Turned
from service.app.coaching import latest_plan, left_unfinished, start_plan_session, start_sitting
from service.app.conversing import begin, open_what_asks
from service.app.plan_view import view_plan
from service.app.records import Conversation, GuidedSession
from service.app.reporting import tell_morning, tell_session
from service.app.summing_up import line
from service.app.world import World
from service.core.catalogue import Pick
from service.core.words import answer_in_words, is_agreed
from voice.player.intent import Intent
from voice.player.messages import Resume, Start
from voice.player.state import Mode

SWEEP = "after_run"
CHOSEN = "/"
"""Stands between a question and what was picked before it: `pain_now/gentle_walk`."""
_STANDING: Mapping[Mode, Happens] = {Mode.PAUSED: Resume, Mode.READY: Start}

Answered = Callable[[World, Conversation, int, Mouth], Turned]


def begin_check_in(world: World, talk: Conversation) -> Turned:
    """Open what asks, or go on with it where it stands."""
    return turned(talk, begin(world, open_what_asks(world).id))


def begin_session(world: World, talk: Conversation, mouth: Mouth) -> Turned:
    """Go on with the session that was left, else ask the question that comes before a new one.

    Where one of several gentle things is enough, they are named: saying one picks it.
    """
    session = left_unfinished(world)
    if session is not None:
        return lead(world, talk, session, mouth=mouth, happens=_STANDING.get(session.state.mode))
    if latest_plan(world) is None:
        return ask(world, talk, SWEEP, says=("no_plan", "anything_hurts"))
    offered = picks_now(world)
    pick = (line(world, "pick", choices=in_words(offered)),) if offered else ()
    asked = ask(world, talk, "pain_now", says=("pain_now",))
    return replace(asked, answer=replace(asked.answer, says=(*pick, *asked.answer.says)))


def begin_chosen(world: World, talk: Conversation, chosen: str) -> Turned | None:
    """Ask the same before one of the stage's gentle things; None where today does not offer it."""
    if left_unfinished(world) or chosen not in {pick.id for pick in picks_now(world)}:
        return None
    return ask(world, talk, f"pain_now{CHOSEN}{chosen}", says=("pain_now",))


def picks_now(world: World) -> tuple[Pick, ...]:
    """Give what the stage of today's plan lets the runner pick from."""
    seen = view_plan(world)
    return seen.plan.phase.picks if seen is not None and not seen.course.progress.stopped else ()


def in_words(picks: Sequence[Pick]) -> str:
    """Give "a walk, easy cycling, swimming or yoga"."""
    *rest, last = [pick.words for pick in picks]
    return f"{', '.join(rest)} or {last}" if rest else last


def begin_sitting(world: World, talk: Conversation, name: str) -> Turned:
    """Ask the one question before a warm-up or a sweep."""
    return ask(world, talk, name, says=("anything_hurts",))


def ask(world: World, talk: Conversation, asked: str, *, says: tuple[str, ...]) -> Turned:
    """Ask a question of the conversation's own; what is said next answers it."""
    asking = replace(talk, asked=asked, check_in_id=None, opening=False, understood=None)
    return Turned(asking, Answer(tuple(line(world, one) for one in says), expects=True))


def answer_asked(world: World, talk: Conversation, text: str, *, wish: Intent | None, mouth: Mouth) -> Turned:
    """Take the answer to the question that waits; what is no answer gets it again, "stop" leaves it."""
    asked, _, chosen = (talk.asked or "").partition(CHOSEN)
    wants_number = asked in {"pain_now", "session_felt"}
    if wish is not None and wish.name == "stop":
        return Turned(replace(talk, asked=None), Answer((line(world, "goodbye"),)))
    value = _number(world, text) if wants_number else _yes_no(world, text, wish)
    if value is None:
        missed = () if not text.strip() or (wish and wish.name == "repeat") else (line(world, "not_caught"),)
        again = line(world, "pain_number" if wants_number else "plain_yes_no")
        return Turned(talk, Answer((*missed, again), expects=True, understood=not missed))
    answered = partial(_start_plan, chosen=chosen) if chosen else ANSWERED[asked]
    return answered(world, replace(talk, asked=None), value, mouth)


def _number(world: World, text: str) -> int | None:
    """Give the strength that the words tell, as the check-in's own question hears it."""
    question = world.catalogue.questionnaire.questions["q.pain"]
    said = answer_in_words(text, question, catalogue=world.catalogue)
    return math.ceil(said) if isinstance(said, float | int) else None


def _yes_no(world: World, text: str, wish: Intent | None) -> int | None:
    if wish is not None and wish.name == "hurts":
        return 0 if wish.number == 0 else 1
    agreed = is_agreed(text, world.catalogue)
    return None if agreed is None else int(agreed)


def _start_plan(
    world: World, talk: Conversation, pain: int, mouth: Mouth, *, chosen: str | None = None
) -> Turned:
    session = start_plan_session(world, latest_plan(world) or "", pain_before=pain, chosen=chosen)
    return lead(world, replace(talk, told_until=0.0), session, mouth=mouth, happens=Start)


def _start_sitting(name: str) -> Answered:
    def start(world: World, talk: Conversation, hurts: int, mouth: Mouth) -> Turned:
        if hurts:
            return begin_check_in(world, talk)
        session: GuidedSession = start_sitting(world, name, hurts=False)
        return lead(world, replace(talk, told_until=0.0), session, mouth=mouth, happens=Start)

    return start


def _felt(world: World, talk: Conversation, pain: int, _mouth: Mouth) -> Turned:
    tell_session(world, pain=pain)
    return Turned(talk, Answer((line(world, "thanks"),)))


def _settled(world: World, talk: Conversation, settled: int, _mouth: Mouth) -> Turned:
    tell_morning(world, settled=bool(settled))
    return Turned(talk, Answer((line(world, "thanks"),)))


ANSWERED: Mapping[str, Answered] = {
    "pain_now": _start_plan,
    "session_felt": _felt,
    "morning_settled": _settled,
    "warm_up": _start_sitting("warm_up"),
    "after_run": _start_sitting("after_run"),
}
"""What each question leads to."""
