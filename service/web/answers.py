"""A check-in's questions as screens, and what a form says back as answers.

One thing per screen: of several slots only the first open one is shown. Where several yes/no questions belong
together (after "yes" to a bundle, and in the profile) they are one list to tick, closed by a button that says
what leaving a line unticked means; silence alone is never a "no".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from service.core.body import facts_of, read_spots
from service.core.catalogue import Question
from service.core.checkin import DONT_KNOW, Answer, Unsure
from service.core.errors import InputError
from service.core.questions import Ask

UNSURE = "dont_know"
PLACE, SPOTS, WORST = "q.site", "spot", "worst"
"""The body map: its question, and its fields: places set apart by spaces, and the one that hurts most."""

Layout = Literal["single", "body", "bundle", "ticks", "together"]


@dataclass(frozen=True, slots=True)
class Screen:
    """What one page of a check-in shows."""

    step: str
    layout: Layout
    heading: str
    questions: tuple[Question, ...]
    """Those this screen asks."""
    lead_in: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a form said."""

    given: Mapping[str, Answer]
    bundle: bool | Unsure | None = None


def screen(ask: Ask) -> Screen:
    """Choose the screen for what is asked now."""
    first = ask.questions[0]
    yes_no = tuple(question for question in ask.questions if question.kind == "yes_no")
    if ask.kind == "bundle":
        return Screen(ask.step, "bundle", ask.says or first.says, ask.questions)
    if ask.kind == "drill" and len(yes_no) > 1:
        return Screen(ask.step, "ticks", ask.says or "", yes_no)
    if ask.kind in {"profile", "repair"} and len(ask.questions) > 1:
        return Screen(ask.step, "together", ask.says or "", ask.questions)
    if first.fact == PLACE and ask.kind != "repair":
        return Screen(ask.step, "body", first.says, (first,))
    return Screen(ask.step, "single", first.says, (first,), ask.says if ask.kind == "repair" else None)


def spoken(ask: Ask) -> str:
    """Give what is said when the screen is read aloud: its question, and the items of a list to tick."""
    shown = screen(ask)
    heading = [shown.lead_in, shown.heading] if shown.layout != "together" else [shown.heading]
    listed = [question.says for question in shown.questions] if shown.layout in {"ticks", "together"} else []
    return " ".join(words for words in [*heading, *listed] if words)


def read_reply(ask: Ask, form: Mapping[str, str]) -> Reply:
    """Read the form of this screen. Raises InputError when nothing was said, or a value cannot be."""
    shown = screen(ask)
    if shown.layout == "bundle":
        return Reply({}, bundle=_bundle(form.get("bundle")))
    if shown.layout == "ticks":
        return Reply(_ticked(shown.questions, form))
    if shown.layout == "together":
        return Reply(_together(shown.questions, form))
    if shown.layout == "body" and not form.get(PLACE):
        return Reply(facts_of(read_spots(form.get(SPOTS, "")), worst=form.get(WORST)))
    return Reply({shown.questions[0].fact: _value(shown.questions[0], form.get(shown.questions[0].fact))})


def _bundle(word: str | None) -> bool | Unsure:
    if word == UNSURE:
        return DONT_KNOW
    if word not in {"yes", "no"}:
        raise InputError("Choose one of the answers.", code="no_answer")
    return word == "yes"


def _ticked(questions: tuple[Question, ...], form: Mapping[str, str]) -> dict[str, Answer]:
    if form.get("rest") == UNSURE:
        return {question.fact: form.get(question.fact) == "yes" or DONT_KNOW for question in questions}
    if form.get("rest") == "no":
        return {question.fact: form.get(question.fact) == "yes" for question in questions}
    raise InputError("Choose one of the answers.", code="no_answer")


def _together(questions: tuple[Question, ...], form: Mapping[str, str]) -> dict[str, Answer]:
    """Ticks for yes/no; a number or choice that was left empty is "don't know"."""
    ticks = _ticked(tuple(question for question in questions if question.kind == "yes_no"), form)
    others = (question for question in questions if question.kind != "yes_no")
    return {question.fact: _value(question, form.get(question.fact) or UNSURE) for question in others} | ticks


def _value(question: Question, word: str | None) -> Answer:
    if word is None or not word.strip():
        raise InputError("Choose one of the answers, or “I do not know”.", code="no_answer")
    if word == UNSURE:
        return DONT_KNOW
    match question.kind:
        case "yes_no" if word in {"yes", "no"}:
            return word == "yes"
        case "number":
            return _number(question, word)
        case "choice" if word in {choice.value for choice in question.choices}:
            return word
    raise InputError("That is not one of the answers.", code="bad_answer")


def _number(question: Question, word: str) -> float:
    low = question.minimum if question.minimum is not None else float("-inf")
    high = question.maximum if question.maximum is not None else float("inf")
    try:
        value = float(word.strip().replace(",", "."))
    except ValueError:
        raise InputError("Type a number, for example 3.", code="bad_answer") from None
    if not low <= value <= high:
        raise InputError(f"Type a number from {low:g} to {high:g}.", code="bad_answer")
    return value
