"""Facts in the words of their questions: "Which side is it?" and "right"."""

from collections.abc import Iterable

from service.core.body import read_spots
from service.core.catalogue import Catalogue, FactValue

FAMILIES = {"run": "Your run", "p": "Your profile", "d": "Worked out", "q": "You said"}


def fact_words(fact: str, catalogue: Catalogue) -> str:
    """Give the question that asks for a fact; one that nobody asks has its name spelt out."""
    question = catalogue.questionnaire.questions.get(fact)
    return question.says if question else spelt(fact)


def spelt(name: str) -> str:
    """Give `run.spike_pct` as "Your run: spike pct"."""
    family, _, rest = name.partition(".")
    family_words = FAMILIES.get(family, "")
    words = (rest or family).replace("_", " ")
    return f"{family_words}: {words}" if rest and family_words else words


def value_words(fact: str, value: FactValue, catalogue: Catalogue) -> str:
    """Give yes, no, a number, or the words of the choice."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:z.10g}" if float(value).is_integer() else f"{value:z.1f}"
    if fact == "q.spots":
        return "; ".join(place_words(spot.site, spot.side, catalogue) for spot in read_spots(value))
    question = catalogue.questionnaire.questions.get(fact)
    choices = question.choices if question else ()
    return next((choice.words for choice in choices if choice.value == value), value.replace("_", " "))


def place_words(site: str, side: str | None, catalogue: Catalogue) -> str:
    """Give "the sit bone, right"; places that are the whole of both legs need no side."""
    where = value_words("q.site", site, catalogue)
    if side is None or site == "whole_legs":
        return where
    return f"{where}, {value_words('q.side', side, catalogue)}"


def wanted_words(facts: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Give the questions that are still open."""
    return [fact_words(fact, catalogue) for fact in facts]
