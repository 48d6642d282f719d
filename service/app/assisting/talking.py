"""The check-in as a part of the conversation: the same talk as in the terminal, kept between two sentences."""

from dataclasses import replace

from service.app.assisting.values import Answer, Turned
from service.app.conversing import Talk, begin, called_back, open_what_asks, take
from service.app.records import Conversation
from service.app.summing_up import line
from service.app.telling import listen
from service.app.world import World
from service.core.catalogue import FactValue
from service.core.errors import Conflict, NotFound


def turned(conversation: Conversation, talk: Talk) -> Turned:
    """Keep where the talk is, and give what it says."""
    kept = replace(
        conversation,
        check_in_id=None if talk.over else talk.check_in_id,
        opening=talk.opening and not talk.over,
        understood=None if talk.over else talk.understood,
        asked=None,
    )
    answer = Answer(
        talk.says,
        title="Check-in",
        expects=not talk.over,
        check_in_id=talk.check_in_id,
        assessment_id=talk.assessment_id,
    )
    return Turned(kept, answer)


def go_on_talking(world: World, conversation: Conversation, text: str) -> Turned:
    """Pass the words to the check-in. One that was ended elsewhere gives the conversation back."""
    talk = Talk(
        conversation.check_in_id or "",
        (),
        opening=conversation.opening,
        understood=conversation.understood,
    )
    try:
        return turned(conversation, take(world, talk, text))
    except (NotFound, Conflict):
        over = replace(conversation, check_in_id=None, opening=False, understood=None)
        return Turned(over, Answer((line(world, "help_idle"),), expects=True))


def open_with(world: World, conversation: Conversation, text: str, *, pain: int | None = None) -> Turned:
    """Open the check-in with words about the legs, and with how strong the pain is where that was said."""
    talk = begin(world, open_what_asks(world).id)
    if not talk.opening:
        return turned(conversation, take(world, talk, text))
    heard = listen(world, talk.check_in_id, text)
    facts: dict[str, FactValue] = {**heard.facts, **({} if pain is None else {"q.pain": float(pain)})}
    if not facts:
        return turned(conversation, talk)
    return turned(conversation, called_back(world, talk, facts))
