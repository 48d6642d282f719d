"""The check-in as a talk: one text in, what to say back out. The terminal drives it, and ears can.

The same steps, rules and rows as on the page, so a talk that breaks off is gone on with there. Red flags come
first here too: what gets help is said at once, with the local number, and then the talk is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.app.checking import Moment, asking, go_back, look, open_check_in, reply
from service.app.rechecking import answer_recheck, due
from service.app.records import KeptCheckIn
from service.app.summing_up import line, outcome
from service.app.telling import listen, tell
from service.app.world import World
from service.core.catalogue import FactValue, Question
from service.core.questions import Ask
from service.core.telling import value_words
from service.core.words import Command, Replied, is_agreed, understand
from service.core.words.tokens import tokens

THRESHOLDS = (3, 5, 7)
"""A number is read back only when it reaches a higher one of these. Source: soreness.md §2."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a talk stands: all that must be known beside the stored check-in."""

    check_in_id: str
    says: tuple[str, ...]
    """To say now, in order."""
    opening: bool = False
    """The runner may say it all in free words now."""
    understood: Mapping[str, FactValue] | None = None
    """What was heard in them, until it has been called right."""
    over: bool = False
    assessment_id: str | None = None


def open_what_asks(world: World, run_id: str | None = None) -> KeptCheckIn:
    """Open the check-in of this run, else of the run that asks by itself, else the re-check that is due.

    Where none of them is, it is one without a run. Raises NotFound, Conflict.
    """
    run = asking(world)
    if run_id is None and run is None and (ripe := due(world)):
        return answer_recheck(world, ripe[-1].recheck.id)
    return open_check_in(world, run_id or (run.id if run else None))


def begin(world: World, check_in_id: str) -> Talk:
    """Open the talk: with free words at the very start, else with the question that is next. Raises NotFound."""
    moment = look(world, check_in_id)
    kept = moment.kept
    if isinstance(moment.step, Ask) and not kept.check_in.asked and kept.recheck_id is None:
        return Talk(check_in_id, (line(world, "open"),), opening=True)
    return _onward(world, moment)


def take(world: World, talk: Talk, text: str) -> Talk:
    """Take what the runner said and give what to say back. Raises NotFound, Conflict."""
    if talk.understood is not None:
        return _confirmed(world, talk, text)
    if talk.opening:
        return _opened(world, talk, text)
    moment = look(world, talk.check_in_id)
    if not isinstance(moment.step, Ask):
        return _onward(world, moment)
    heard = _heard(world, moment.step, text)
    match heard:
        case Command():
            return _commanded(world, moment, moment.step, heard)
        case Replied():
            return _replied(world, moment, moment.step, heard)
        case None:
            return replace(
                talk, says=(line(world, "again"), _options(world, moment.step), *_asked(moment.step))
            )


def outcome_of(world: World, moment: Moment) -> Talk:
    """Give what to say at this moment of a check-in: what it asks next, or what it came to."""
    return _onward(world, moment)


def _heard(world: World, ask: Ask, text: str) -> Replied | Command | None:
    """Give what the words answer; of a list asked item by item, "none of these" answers all that is left."""
    listed = [each.fact for each in ask.questions if each.kind == "yes_no"]
    in_the_list = ask.kind in {"profile", "drill"} and ask.questions[0].fact in listed
    if in_the_list and _plain(text) in world.catalogue.talk.none_of_these:
        return Replied(dict.fromkeys(listed, False))
    return understand(text, ask, catalogue=world.catalogue, today=world.clock.local_date())


def _opened(world: World, talk: Talk, text: str) -> Talk:
    words = _plain(text)
    if words in world.catalogue.talk.ask_me:
        return _onward(world, look(world, talk.check_in_id), first=(line(world, "ask_me"),))
    if tuple(words.split()) in world.catalogue.vocabulary.replies.get("stop", ()):
        return Talk(talk.check_in_id, (line(world, "stopped"),), over=True)
    heard = listen(world, talk.check_in_id, text)
    if heard.danger:
        return _onward(world, tell(world, talk.check_in_id, heard.facts))
    if not heard.facts:
        return replace(talk, says=(line(world, "nothing_understood"),))
    return called_back(world, talk, heard.facts)


def called_back(world: World, talk: Talk, facts: Mapping[str, FactValue]) -> Talk:
    """Say what was understood and ask whether it is right; nothing is taken before that."""
    what = "; ".join(_said(world, fact, value) for fact, value in facts.items())
    return replace(talk, opening=False, understood=facts, says=(line(world, "understood", what=what),))


def _said(world: World, fact: str, value: FactValue) -> str:
    """Give a fact as a short line: a choice says itself, a yes or a number needs its question."""
    question = world.catalogue.questionnaire.questions.get(fact)
    words = value_words(fact, value, world.catalogue)
    return (
        words if question is None or question.kind == "choice" else f"{question.says.rstrip('?.')}: {words}"
    )


def _confirmed(world: World, talk: Talk, text: str) -> Talk:
    """Take the yes or no to what was understood; other words are heard in its place."""
    agreed = is_agreed(text, world.catalogue)
    if agreed:
        return _onward(world, tell(world, talk.check_in_id, talk.understood or {}))
    anew = replace(talk, opening=True, understood=None)
    if agreed is False:
        return replace(anew, says=(line(world, "left_out"), line(world, "open")))
    return _opened(world, anew, text)


def _commanded(world: World, moment: Moment, ask: Ask, command: Command) -> Talk:
    talk = Talk(moment.kept.id, _asked(ask))
    match command:
        case Command.STOP:
            return replace(talk, says=(line(world, "stopped"),), over=True)
        case Command.HELP:
            helped = ask.questions[0].help
            more = (helped,) if helped and ask.kind != "bundle" else ()
            return replace(talk, says=(*more, _options(world, ask), line(world, "commands"), *talk.says))
        case Command.BACK if moment.kept.check_in.asked:
            return _onward(world, go_back(world, moment.kept.id))
        case Command.BACK:
            return replace(talk, says=(line(world, "first"), *talk.says))
        case Command.REPEAT:
            return talk


def _replied(world: World, moment: Moment, ask: Ask, heard: Replied) -> Talk:
    before = moment.kept.check_in.answers.get("q.pain")
    after = reply(world, moment.kept.id, step=ask.step, given=heard.given, bundle=heard.bundle)
    value = heard.given.get("q.pain")
    crossed = isinstance(value, int | float) and before is None and value >= THRESHOLDS[0]
    first = (line(world, "read_back", number=f"{value:g}"),) if crossed else ()
    opens = isinstance(after.step, Ask) and after.step.kind == "profile" and ask.kind != "profile"
    return _onward(world, after, first=(*first, line(world, "profile")) if opens else first)


def _onward(world: World, moment: Moment, *, first: tuple[str, ...] = ()) -> Talk:
    if isinstance(moment.step, Ask):
        return Talk(moment.kept.id, (*first, *_asked(moment.step)))
    kept = moment.assessment
    says = outcome(world, kept) if kept is not None else ()
    return Talk(moment.kept.id, says, over=True, assessment_id=kept.id if kept else None)


def _asked(ask: Ask) -> tuple[str, ...]:
    """Give what is asked now as speech: a bundle is one sentence, everything else one question at a time."""
    first = ask.questions[0]
    if ask.kind == "bundle":
        return (ask.says or first.says,)
    return (ask.says, first.says) if ask.kind == "repair" and ask.says else (first.says,)


def _options(world: World, ask: Ask) -> str:
    question: Question = ask.questions[0]
    if ask.kind == "bundle" or question.kind == "yes_no":
        return line(world, "yes_no")
    if question.kind == "number":
        return line(world, "number", low=f"{question.minimum or 0:g}", high=f"{question.maximum or 0:g}")
    return line(world, "choice", choices=", ".join(choice.words for choice in question.choices))


def _plain(text: str) -> str:
    return " ".join(word for word in tokens(text, {}) if word[0].isalpha())
