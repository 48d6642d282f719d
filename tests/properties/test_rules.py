"""What must hold of the rules whatever the experts write and the runner says."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.assess import assess
from service.core.assess.triage import TRIAGE
from service.core.athlete import Athlete
from service.core.catalogue import Condition, FactValue
from service.core.facts import FACTS
from service.core.plan import blocks, plan
from service.core.replay import given_facts
from service.core.routine import RoutineItem, build, sitting
from service.core.rules.parse import check
from service.core.rules.predicate import facts_in, holds, judge, wanted
from service.core.rules.trace import Truth
from service.core.turning import FIXED, care_of, turns
from tests.build.catalogue import catalogue
from tests.build.facts import conditions, facts, values

FEW = ("q.pop", "q.weak", "q.walk", "q.pain", "q.site")
PLAIN = conditions(FEW, with_not_asserted=False)
ANY = conditions(FEW, with_not_asserted=True)
SMALL = catalogue()
RULES = (
    *(rule.when for rule in SMALL.scoring),
    *(rule.when for rule in SMALL.red_flags),
    *(rule.when for rule in SMALL.escalations),
)


@given(condition=PLAIN, little=facts(FEW), more=facts(FEW))
def test_learning_more_never_overturns(
    condition: Condition, little: dict[str, FactValue], more: dict[str, FactValue]
) -> None:
    before = judge(condition, little).truth

    after = judge(condition, {**more, **little}).truth

    assert before in (Truth.UNKNOWN, after)


@given(condition=ANY, known=facts(FEW))
def test_an_unknown_always_wants_something_it_does_not_know(
    condition: Condition, known: dict[str, FactValue]
) -> None:
    trace = judge(condition, known)

    assert trace.truth is not Truth.UNKNOWN or wanted(trace)
    assert not set(wanted(trace)) & set(known)
    assert set(wanted(trace)) <= set(facts_in(condition))


@given(condition=ANY, known=facts(FEW), more=facts(FEW))
def test_what_is_not_wanted_changes_nothing(
    condition: Condition, known: dict[str, FactValue], more: dict[str, FactValue]
) -> None:
    trace = judge(condition, known)
    unwanted = {name: value for name, value in more.items() if name not in wanted(trace)}

    assert judge(condition, {**unwanted, **known}).truth is trace.truth


@given(condition=ANY, everything=st.fixed_dictionaries({name: values(name) for name in FEW}))
def test_knowing_everything_leaves_nothing_unknown(
    condition: Condition, everything: dict[str, FactValue]
) -> None:
    trace = judge(condition, everything)

    assert trace.truth is not Truth.UNKNOWN
    assert wanted(trace) == ()


@given(condition=ANY)
def test_conditions_made_of_what_facts_can_be_pass_the_check(condition: Condition) -> None:
    check(condition)


@given(known=facts(FEW), condition=ANY)
def test_the_quick_word_is_the_recorded_one(known: dict[str, FactValue], condition: Condition) -> None:
    assert holds(condition, known) is (judge(condition, known).truth is Truth.YES)


@given(known=facts(), seed=st.integers(0, 2**16))
def test_the_order_of_rules_and_facts_never_matters(known: dict[str, FactValue], seed: int) -> None:
    order = random.Random(seed)  # noqa: S311  a shuffle, not a secret
    shuffled = replace(
        SMALL,
        scoring=order.sample(SMALL.scoring, len(SMALL.scoring)),
        escalations=order.sample(SMALL.escalations, len(SMALL.escalations)),
        contraindications=order.sample(SMALL.contraindications, len(SMALL.contraindications)),
        derivations=order.sample(SMALL.derivations, len(SMALL.derivations)),
    )
    mixed = dict(order.sample(list(known.items()), len(known)))

    one, other = assess(known, SMALL), assess(mixed, shuffled)

    for name in (
        "top",
        "also",
        "confidence",
        "triage",
        "urgency",
        "blocked",
        "first_phase",
        "open_questions",
    ):
        assert getattr(one, name) == getattr(other, name)
    assert [(s.ailment, s.score) for s in one.differential] == [
        (s.ailment, s.score) for s in other.differential
    ]


@given(known=facts())
def test_a_red_flag_is_never_below_its_triage(known: dict[str, FactValue]) -> None:
    found = assess(known, SMALL)

    least = "see_clinician" if found.red_flags else "self_care"
    assert TRIAGE.index(found.triage) >= TRIAGE.index(least)
    assert (found.top == found.red_flags[0].id) if found.red_flags else not found.top.startswith("rf_")
    assert found.urgency is None or found.triage in ("see_clinician", "urgent")


@given(known=facts(), unsure=st.lists(st.sampled_from(FEW), unique=True))
def test_no_routine_holds_what_is_blocked_and_an_urgent_one_holds_nothing(
    known: dict[str, FactValue], unsure: list[str]
) -> None:
    found = assess(known, SMALL)

    routine = build(plan(found, SMALL, athlete=Athlete(), unsure=tuple(unsure)), SMALL)

    assert not any(blocks(item.exercise, found.blocked) for item in _with_easier(routine.items))
    assert not (found.triage == "urgent" and routine.items)


@given(blocked=st.lists(st.sampled_from(["gentle", "stretch", "walk", "lying", "heat"]), unique=True))
def test_no_sitting_holds_what_is_blocked(blocked: list[str]) -> None:
    routine = sitting("warm_up", SMALL, blocked=tuple(blocked))

    assert not any(blocks(item.exercise, tuple(blocked)) for item in _with_easier(routine.items))


def _with_easier(items: tuple[RoutineItem, ...]) -> list[RoutineItem]:
    return [*items, *(item.easier for item in items if item.easier is not None)]


@given(known=facts())
@settings(max_examples=40)
def test_what_would_change_the_result_is_all_that_would_and_nothing_else(known: dict[str, FactValue]) -> None:
    found = assess(known, SMALL)
    read = {fact for when in RULES for fact in facts_in(when)}
    asked = [
        (fact, value)
        for fact in read & set(SMALL.questionnaire.questions) - FIXED
        for value in ((True, False) if FACTS[fact].type == "bool" else FACTS[fact].values)
        if value != known.get(fact)
    ]

    changed = {(turn.fact, turn.value): (turn.top, turn.care) for turn in turns(found, SMALL)}

    for fact, value in asked:
        then = assess({**given_facts(found), fact: value}, SMALL)
        differs = (then.top, care_of(then)) != (found.top, care_of(found))
        assert changed.get((fact, value)) == ((then.top, care_of(then)) if differs else None)
    for turn, told in changed.items():
        then = assess({**given_facts(found), turn[0]: turn[1]}, SMALL)
        assert told == (then.top, care_of(then))
