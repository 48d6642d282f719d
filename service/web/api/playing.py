"""What a page that plays ahead is told: the commands to come, each with its time on the page's own clock."""

from collections.abc import Callable
from math import inf

from service.app.records import GuidedSession
from service.core.errors import WorldError
from service.web.api.schemas.sessions import DueOut, due_out
from service.web.services import WebServices
from voice.player.ahead import Length, coast, timed
from voice.player.messages import Say
from voice.script.model import Utterance
from voice.script.timing import length_s
from voice.speech import Voice

BUDGET_S = 0.12
"""Time that one answer may spend on rendering: the first sound comes within 300 ms of "start". Ours."""
USUAL_WORDS_PER_MINUTE = 145


def exact_lengths(services: WebServices) -> Length:
    """Give how long everything lasts, rendered where it must be; estimated where the engine fails."""
    return lambda utterance: services.lasts(utterance) or _rendered_s(services, utterance)


def likely_lengths(services: WebServices, voice: Voice) -> Length:
    """Give how long everything lasts, estimated where it is not rendered: for a mouth with a voice of its own."""
    return lambda utterance: services.lasts(utterance) or length_s(utterance, voice.words_per_minute)


def lengths_at_hand(services: WebServices) -> Length:
    """Give how long utterances last: what is rendered, and as much more as can be within the budget."""
    until = services.stopwatch() + BUDGET_S

    def length(utterance: Utterance) -> float | None:
        known = services.lasts(utterance)
        if known is not None or services.stopwatch() >= until:
            return known
        return _rendered_s(services, utterance)

    return length


def ahead(
    session: GuidedSession, services: WebServices, *, url_of: Callable[[Say], str]
) -> tuple[list[DueOut], bool]:
    """Give what comes if nobody says anything, and whether there is more than is known yet."""
    turns = list(coast(session.script, session.state, lengths_at_hand(services), until=inf))
    sent = (due_out(due, url_of=url_of) for due in timed(iter(turns)))
    end = turns[-1].state if turns else session.state
    more = end.airing is not None and services.lasts(end.airing) is None
    return [due for due in sent if due is not None], more


def _rendered_s(services: WebServices, utterance: Utterance) -> float:
    try:
        services.speech(utterance)
    except WorldError:
        return length_s(utterance, USUAL_WORDS_PER_MINUTE)
    return services.lasts(utterance) or length_s(utterance, USUAL_WORDS_PER_MINUTE)
