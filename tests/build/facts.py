"""Strategies for facts, conditions and answers, drawn from what each fact can be."""

from hypothesis import strategies as st

from service.core.catalogue import AtLeast, Condition, FactValue, Is, NotAsserted, Question
from service.core.checkin import DONT_KNOW, Answer
from service.core.facts import FACTS, GIVEN_FAMILIES

GIVEN = tuple(
    name
    for name, spec in FACTS.items()
    if name.split(".")[0] in GIVEN_FAMILIES and spec.type != "spots"  # no rule reads those
)


def values(name: str) -> st.SearchStrategy[FactValue]:
    """Give any value the fact can take; numbers are whole, so that thresholds are hit."""
    spec = FACTS[name]
    if spec.type == "bool":
        return st.booleans()
    if spec.type == "enum":
        return st.sampled_from(spec.values)
    if spec.type == "spots":
        return st.sampled_from(["sit_bone:right", "groin:left outer_hip:both", "whole_legs:both"])
    low = 0 if spec.minimum is None else int(spec.minimum)
    high = low + 250 if spec.maximum is None else int(min(spec.maximum, low + 250))
    return st.integers(low, high).map(float)


def facts(names: tuple[str, ...] = GIVEN) -> st.SearchStrategy[dict[str, FactValue]]:
    """Give some facts, known or not."""
    return st.fixed_dictionaries({}, optional={name: values(name) for name in names})


def _test(name: str) -> st.SearchStrategy[Is]:
    spec = FACTS[name]
    if spec.type == "bool":
        return st.booleans().map(lambda value: Is(name, "is", value))
    if spec.type == "enum":
        some = st.lists(st.sampled_from(spec.values), min_size=1, unique=True)
        return some.map(lambda chosen: Is(name, "in", tuple(chosen)))
    return st.builds(Is, st.just(name), st.sampled_from([">", ">=", "<", "<=", "is"]), values(name))


def conditions(names: tuple[str, ...], *, with_not_asserted: bool) -> st.SearchStrategy[Condition]:
    """Give conditions of any shape over these facts."""
    tests: st.SearchStrategy[Condition] = st.sampled_from(names).flatmap(_test)

    def wider(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        joined = st.lists(parts, min_size=1, max_size=4).flatmap(
            lambda of: st.integers(0, len(of)).map(lambda n: AtLeast(n, tuple(of)))
        )
        return joined | parts.map(NotAsserted) if with_not_asserted else joined

    return st.recursive(tests, wider, max_leaves=8)


def answers(question: Question) -> st.SearchStrategy[Answer]:
    """Give any answer to a question, "don't know" among them."""
    return st.just(DONT_KNOW) | values(question.fact)
