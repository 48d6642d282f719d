import pytest

from service.core.catalogue import FactValue, Is
from service.core.rules.parse import ALWAYS, parse
from service.core.rules.predicate import facts_in, holds, judge, wanted
from service.core.rules.trace import Truth

POP = "q.pop is true"
WEAK = "q.weak is true"


@pytest.mark.parametrize(
    ("test", "seen", "truth"),
    [
        ("q.pain >= 7", 7.0, Truth.YES),
        ("q.pain >= 7", 6.9, Truth.NO),
        ("q.pain > 7", 7.0, Truth.NO),
        ("q.pain < 7", 6.9, Truth.YES),
        ("q.pain < 7", 7.0, Truth.NO),
        ("q.pain <= 7", 7.0, Truth.YES),
        ("q.pain is 0", 0.0, Truth.YES),
        ("q.pop is true", False, Truth.NO),
        ("q.pop is false", False, Truth.YES),
        ("q.walk is limp", "limp", Truth.YES),
        ("q.walk in limp|cannot", "cannot", Truth.YES),
        ("q.walk in limp|cannot", "normal", Truth.NO),
    ],
)
def test_a_test_compares_the_fact_with_its_value(test: str, seen: FactValue, truth: Truth) -> None:
    trace = judge(parse(test), {test.split(maxsplit=1)[0]: seen})

    assert (trace.truth, trace.seen) == (truth, seen)


def test_a_missing_fact_is_unknown_and_not_no() -> None:
    trace = judge(parse("q.pop is false"), {})

    assert (trace.truth, trace.seen) == (Truth.UNKNOWN, None)


def test_a_value_of_zero_is_a_value() -> None:
    assert judge(parse("q.pain <= 1"), {"q.pain": 0.0}).truth is Truth.YES


def test_a_word_is_never_larger_than_a_number() -> None:
    with pytest.raises(TypeError, match="only numbers"):
        judge(parse("q.pain >= 7"), {"q.pain": "a lot"})


def test_an_operator_nobody_knows_is_a_bug_and_not_a_no() -> None:
    with pytest.raises(ValueError, match="no such operator"):
        judge(Is("q.pain", "~", 7.0), {"q.pain": 7.0})


TRUE, FALSE, MISSING = {"q.pop": True}, {"q.pop": False}, dict[str, FactValue]()


@pytest.mark.parametrize(
    ("word", "facts", "truth"),
    [
        ("all", {"q.pop": True, "q.weak": True}, Truth.YES),
        ("all", {"q.pop": True}, Truth.UNKNOWN),
        ("all", {"q.weak": False}, Truth.NO),
        ("any", {"q.weak": True}, Truth.YES),
        ("any", {"q.pop": False}, Truth.UNKNOWN),
        ("any", {"q.pop": False, "q.weak": False}, Truth.NO),
    ],
)
def test_all_and_any_follow_three_valued_logic(word: str, facts: dict[str, FactValue], truth: Truth) -> None:
    assert judge(parse({word: [POP, WEAK]}), facts).truth is truth


def test_at_least_counts_and_knows_when_it_is_out_of_reach() -> None:
    two = parse({"at_least": {"n": 2, "of": [POP, WEAK, "q.bruise is true"]}})

    assert judge(two, {"q.pop": True, "q.bruise": True}).truth is Truth.YES
    assert judge(two, {"q.pop": True, "q.bruise": False}).truth is Truth.UNKNOWN
    assert judge(two, {"q.pop": False, "q.bruise": False}).truth is Truth.NO


@pytest.mark.parametrize(("facts", "truth"), [(MISSING, Truth.YES), (FALSE, Truth.YES), (TRUE, Truth.NO)])
def test_not_asserted_is_true_for_what_nobody_said(facts: dict[str, FactValue], truth: Truth) -> None:
    assert judge(parse({"not_asserted": POP}), facts).truth is truth


def test_always_is_true_without_any_fact() -> None:
    assert holds(ALWAYS, {})
    assert wanted(judge(ALWAYS, {})) == ()


def test_the_trace_keeps_every_part_although_the_first_decides() -> None:
    trace = judge(parse({"any": [POP, {"not_asserted": WEAK}]}), {"q.pop": True, "q.weak": True})

    assert [part.truth for part in trace.parts] == [Truth.YES, Truth.NO]
    assert trace.parts[1].parts[0].seen is True


def test_wanted_names_only_what_could_still_change_the_outcome() -> None:
    condition = parse({"all": [POP, {"any": [WEAK, "q.bruise is true"]}, "q.pain >= 7"]})

    assert wanted(judge(condition, {"q.pop": True, "q.weak": True})) == ("q.pain",)
    assert wanted(judge(condition, {"q.pop": True})) == ("q.weak", "q.bruise", "q.pain")
    assert wanted(judge(condition, {"q.pop": False})) == ()


def test_a_not_asserted_that_holds_still_wants_its_fact() -> None:
    condition = parse({"all": [POP, {"not_asserted": WEAK}]})

    assert wanted(judge(condition, {"q.pop": True})) == ("q.weak",)
    assert wanted(judge(condition, {"q.pop": True, "q.weak": False})) == ()
    assert wanted(judge(condition, {"q.pop": False})) == ()


def test_facts_in_names_each_fact_once_in_order() -> None:
    condition = parse({"any": [WEAK, {"all": [POP, {"not_asserted": WEAK}]}, "q.pain > 1"]})

    assert facts_in(condition) == ("q.weak", "q.pop", "q.pain")
