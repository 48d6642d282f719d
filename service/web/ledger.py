"""The trace behind "Why?", as a tree of short lines: what was asked, what was seen, what counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.core.assessment import Assessment, Standing
from service.core.catalogue import AtLeast, Catalogue, Is, NotAsserted, Source
from service.core.rules.trace import Trace, Truth
from service.core.telling import fact_words, value_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an explanation with the lines under it."""

    truth: Truth
    join: str
    """fact, all, any, some, always or not_asserted: how the lines under it are joined."""
    n: int = 0
    """For `some`: how many must hold."""
    fact: str = ""
    words: str = ""
    """For a fact: its question, or its name spelt out."""
    seen: str | None = None
    """What was answered or measured; None where nothing is known."""
    needs: str = ""
    """What the rule looks for."""
    parts: tuple["Entry", ...] = ()


_SIGNS = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}


def entry(trace: Trace, catalogue: Catalogue) -> Entry:
    """Give the readable form of a trace; the same shape, nothing left out."""
    match trace.condition:
        case Is() as test:
            return _fact(trace, test, catalogue)
        case NotAsserted():
            return Entry(trace.truth, "not_asserted", parts=_parts(trace, catalogue))
        case AtLeast(n, of):
            return Entry(trace.truth, _join(n, len(of)), n, parts=_parts(trace, catalogue))


def _parts(trace: Trace, catalogue: Catalogue) -> tuple[Entry, ...]:
    return tuple(entry(part, catalogue) for part in trace.parts)


def _join(n: int, parts: int) -> str:
    if parts == 0:
        return "always"
    if n == parts:
        return "all"
    return "any" if n == 1 else "some"


def _fact(trace: Trace, test: Is, catalogue: Catalogue) -> Entry:
    seen = None if trace.seen is None else value_words(test.fact, trace.seen, catalogue)
    wanted = test.value if isinstance(test.value, tuple) else (test.value,)
    needs = " or ".join(value_words(test.fact, value, catalogue) for value in wanted)
    sign = _SIGNS.get(test.op)
    return Entry(
        trace.truth,
        "fact",
        fact=test.fact,
        words=fact_words(test.fact, catalogue),
        seen=seen,
        needs=f"{sign} {needs}" if sign else needs,
    )


def cited(found: Assessment, plan_sources: Iterable[str], catalogue: Catalogue) -> list[Source]:
    """Give the sources behind what this assessment and its plan show, each once, in the order of the page."""
    rules = {flag.id: flag.sources for flag in catalogue.red_flags}
    rules |= {rule.id: rule.sources for rule in catalogue.escalations}
    shown = [key for fired in (*found.red_flags, *found.escalations) for key in rules.get(fired.id, ())]
    top = _behind(found.differential[0], catalogue) if found.differential and not found.red_flags else []
    return _sources([*top, *shown, *plan_sources], catalogue)


def cited_for(standing: Standing, catalogue: Catalogue) -> list[Source]:
    """Give the sources behind one pattern and its reasons for and against."""
    return _sources(_behind(standing, catalogue), catalogue)


def _behind(standing: Standing, catalogue: Catalogue) -> list[str]:
    rules = {rule.id: rule.sources for rule in catalogue.scoring}
    weighed = [reason.rule for reason in (*standing.reasons_for, *standing.reasons_against)]
    return [
        *catalogue.ailments[standing.ailment].sources,
        *(key for rule in weighed for key in rules.get(rule, ())),
    ]


def _sources(keys: Iterable[str], catalogue: Catalogue) -> list[Source]:
    return [catalogue.sources[key] for key in dict.fromkeys(keys) if key in catalogue.sources]
