"""What an answer changes in a check-in, and how it is taken back exactly."""

from collections.abc import Mapping
from dataclasses import replace

from service.core.catalogue import Catalogue, FactValue
from service.core.checkin import DONT_KNOW, Answer, CheckIn, Unsure
from service.core.errors import InputError
from service.core.facts import FACTS, validate
from service.core.questions.asking import Ask

FREE_WORDS = "W"
"""What `CheckIn.asked` says of facts that were told unasked."""


def answer(
    check_in: CheckIn, ask: Ask, *, given: Mapping[str, Answer], bundle: bool | Unsure | None = None
) -> CheckIn:
    """Take what the runner said to `ask`.

    `given`: answers by fact; words about other facts count too, where those are not answered yet. `bundle`:
    the one word for a whole bundle: no (all its facts are), yes (they are asked one by one next), don't know.
    Raises InputError when nothing was said or a value cannot be.
    """
    if bundle is not None and ask.kind != "bundle":
        raise InputError("This question needs its own answer, not one yes or no for all.")
    said = _said(check_in, ask, given=given)
    if bundle is not None:
        said = {**_by_one_word(ask, bundle=bundle), **said}
    if not said and bundle is not True:
        raise InputError("Please answer the question, or say that you don't know.")
    return _taken(check_in, ask, said, entry=_entry(check_in, ask, said=said, bundle=bundle))


def tell(check_in: CheckIn, given: Mapping[str, Answer]) -> CheckIn:
    """Take what the runner said unasked, in free words. What is answered already stays; "back" takes all of it back.

    Raises InputError when a value cannot be, or nothing new was said.
    """
    fresh = {fact: value for fact, value in given.items() if fact not in check_in.answers}
    if not fresh:
        raise InputError("There was nothing new in that.", code="nothing_new")
    said = validate({fact: value for fact, value in fresh.items() if not isinstance(value, Unsure)})
    return replace(
        check_in,
        answers={**check_in.answers, **said},
        asked=(*check_in.asked, FREE_WORDS),
        before=(*check_in.before, dict.fromkeys(said)),
    )


def back(check_in: CheckIn, catalogue: Catalogue) -> CheckIn:
    """Take the last answer back, all of it, also what a repair changed. At the start nothing changes."""
    if not check_in.asked:
        return check_in
    before = check_in.before[-1]
    restored = {fact: value for fact, value in before.items() if value is not None}
    untouched = {fact: value for fact, value in check_in.answers.items() if fact not in before}
    repair = any(found.id == check_in.asked[-1] for found in catalogue.contradictions)
    return replace(
        check_in,
        answers={**untouched, **restored},
        asked=check_in.asked[:-1],
        repaired=check_in.repaired[:-1] if repair else check_in.repaired,
        before=check_in.before[:-1],
    )


def _said(check_in: CheckIn, ask: Ask, *, given: Mapping[str, Answer]) -> dict[str, Answer]:
    fresh = {
        fact: value
        for fact, value in given.items()
        if fact in ask.facts or fact not in check_in.answers or _goes_with_place(check_in, ask, fact=fact)
    }
    unsure: dict[str, Answer] = {fact: value for fact, value in fresh.items() if isinstance(value, Unsure)}
    unknown = [fact for fact in unsure if fact not in FACTS]
    if unknown:
        raise InputError(f"There is no fact called {unknown[0]}.")
    known = validate({fact: value for fact, value in fresh.items() if fact not in unsure})
    return {fact: known.get(fact, DONT_KNOW) for fact in fresh}


def _goes_with_place(check_in: CheckIn, ask: Ask, *, fact: str) -> bool:
    """Say whether the fact is said anew by pointing at a place: a tap on the left leg names the side, too."""
    pointed = "q.site" in ask.facts and fact in {"q.side", "q.spots"}
    return pointed and not isinstance(check_in.answers.get(fact), Unsure)


def _by_one_word(ask: Ask, *, bundle: bool | Unsure) -> dict[str, Answer]:
    """Give what one word says about the bundle's facts. "Not this" settles a yes/no, never a choice."""
    if bundle is True:
        return {}
    word: Answer = DONT_KNOW if isinstance(bundle, Unsure) else False
    settles = [fact for fact in ask.facts if fact not in ask.also_no and FACTS[fact].type == "bool"]
    return dict.fromkeys(settles, word)


def _entry(check_in: CheckIn, ask: Ask, *, said: Mapping[str, Answer], bundle: bool | Unsure | None) -> str:
    if bundle is True:
        return f"{ask.base}:yes"
    left = set(ask.facts) - set(said) - set(check_in.answers)
    one_word = bundle is not None and left <= set(ask.also_no)
    return ask.base if one_word or not left else f"{ask.base}:more"


def _taken(check_in: CheckIn, ask: Ask, said: Mapping[str, Answer], *, entry: str) -> CheckIn:
    if ask.kind == "repair":
        # "Don't know" repairs nothing: the first answers stand, and with them the contradiction.
        said = {fact: value for fact, value in said.items() if not isinstance(value, Unsure)}
        entry = ask.base
    return replace(
        check_in,
        answers={**check_in.answers, **said},
        asked=(*check_in.asked, entry),
        repaired=(*check_in.repaired, ask.base) if ask.kind == "repair" else check_in.repaired,
        before=(*check_in.before, {fact: _value(check_in.answers.get(fact)) for fact in said}),
    )


def _value(old: Answer | None) -> FactValue | None:
    """Only answers with a value are ever overwritten (a repair); a "don't know" is not asked again."""
    if isinstance(old, Unsure):
        raise TypeError("a don't-know is never overwritten")
    return old
