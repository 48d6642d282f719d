"""The content against the specification it carries: same ids, conditions, points, blocks and plans."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.content.loader import load
from service.core.catalogue import AtLeast, Branch, Condition, Is, NotAsserted

SPEC = Path(__file__).parents[3] / "shared/spec/soreness"
CATALOGUE = load()
BEYOND = {"R120", "T15", "T16"}
"""Rules that the specification does not have. Each can only make a result more cautious."""
SOONER = {"T1"}
"""Escalations that hold sooner than there: from fifty on, four weeks are enough."""
OPERATORS = {"eq": "is", "in": "in", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}

pytestmark = pytest.mark.skipif(
    not SPEC.exists(), reason="the specification's folder ../shared is not beside the checkout"
)


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((SPEC / name).read_text(encoding="utf-8"))


def _rules() -> Any:
    return _read("rules.yaml")


def _condition(node: dict[str, Any]) -> Condition:
    """Translate the specification's own notation, without our parser."""
    if node == {"always": True}:
        return AtLeast(0, ())
    if "fact" in node:
        ((op, value),) = [(key, value) for key, value in node.items() if key != "fact"]
        return Is(node["fact"], OPERATORS[op], tuple(value) if op == "in" else value)
    ((key, parts),) = node.items()
    if key == "not":
        return NotAsserted(_condition(parts))
    of = tuple(_condition(part) for part in parts)
    return of[0] if len(of) == 1 else AtLeast(len(of) if key == "all" else 1, of)


def _asked(branch: Branch) -> list[Any]:
    """Give a branch's questions in the specification's notation: a bundle is a list."""
    return [
        [fact.removeprefix("q.") for fact in step.facts] if step.kind == "bundle" else step.facts[0][2:]
        for step in branch.ask
    ]


def test_derived_facts_agree() -> None:
    ours = {made.fact: [(value, when) for value, when in made.cases] for made in CATALOGUE.derivations}

    theirs = {
        f"d.{name}": [(case["value"], _condition(case["when"])) for case in cases]
        for name, cases in _rules()["derive"].items()
    }

    assert ours == theirs


def test_contradictions_agree() -> None:
    ours = {made.id: made.when for made in CATALOGUE.contradictions}

    assert ours == {rule["id"]: _condition(rule["when"]) for rule in _rules()["contradictions"]}


def test_cautious_readings_are_those_of_the_specification() -> None:
    ours = {made.id: dict(made.cautious) for made in CATALOGUE.contradictions}

    assert ours == {
        "X1": {"q.pain": 5},
        "X2": {"q.onset": "sudden"},
        "X3": {"q.site": None},
        "X4": {"q.stops_at_rest": None},
        "X5": {"q.side": None, "d.one_sided": True},
        "X6": {"q.onset": "unsure"},
    }


def test_red_flags_agree_and_keep_their_order() -> None:
    ours = [(made.id, made.urgency, made.when) for made in CATALOGUE.red_flags]

    assert ours == [(rule["id"], rule["urgency"], _condition(rule["when"])) for rule in _rules()["red_flags"]]


def test_scoring_rules_agree() -> None:
    ours = {made.id: (dict(made.points), made.when) for made in CATALOGUE.scoring if made.id not in BEYOND}

    assert ours == {rule["id"]: (rule["points"], _condition(rule["when"])) for rule in _rules()["rules"]}


def test_a_scoring_rule_beyond_the_specification_only_doubts_and_says_that_it_is_ours() -> None:
    beyond = [made for made in CATALOGUE.scoring if made.id in BEYOND]

    assert beyond
    assert all(points < 0 for made in beyond for points in made.points.values())
    assert all(made.sources == ("ours",) for made in beyond)


def test_conditions_agree_and_keep_their_order() -> None:
    ours = [(made.id, made.base) for made in CATALOGUE.ailments.values()]

    assert ours == [(name, family["base"]) for name, family in _rules()["conditions"].items()]


def test_labels_agree() -> None:
    ours = {
        made.id: [(label.id, label.when) for label in made.labels]
        for made in CATALOGUE.ailments.values()
        if len(made.labels) > 1
    }

    assert ours == {
        family: [(grade["label"], _condition(grade["when"])) for grade in grades]
        for family, grades in _rules()["labels"].items()
    }


def test_defaults_of_labels_agree() -> None:
    labels = [*(label for made in CATALOGUE.ailments.values() for label in made.labels), CATALOGUE.unclear]
    triage = _rules()["triage"]

    assert {label.id: label.triage for label in labels} == triage["default"]
    assert {label.id: label.urgency for label in labels if label.urgency} == triage["default_urgency"]


def test_escalations_agree() -> None:
    ours = {made.id: made for made in CATALOGUE.escalations if made.id not in BEYOND}
    theirs = {rule["id"]: rule for rule in _rules()["triage"]["escalate"]}

    assert {key: (made.to, made.urgency) for key, made in ours.items()} == {
        key: (rule["to"], rule.get("urgency")) for key, rule in theirs.items()
    }
    assert {key: _narrow(key, made.when) for key, made in ours.items()} == {
        key: _condition(rule["when"]) for key, rule in theirs.items()
    }


def test_an_escalation_beyond_the_specification_says_that_it_is_ours() -> None:
    beyond = [made for made in CATALOGUE.escalations if made.id in BEYOND]

    assert beyond
    assert all(made.sources == ("ours",) for made in beyond)


def _narrow(key: str, when: Condition) -> Condition:
    """Give the specification's part of a condition that we let hold sooner: the first of its alternatives."""
    if key not in SOONER:
        return when
    assert isinstance(when, AtLeast)
    assert when.n == 1
    return when.of[0]


def test_contraindications_agree() -> None:
    ours = {made.id: (made.when, list(made.block)) for made in CATALOGUE.contraindications}

    assert ours == {
        rule["id"]: (_condition(rule["when"]), rule["block"]) for rule in _rules()["contraindications"]
    }


def test_first_phases_agree() -> None:
    labels = [*(label for made in CATALOGUE.ailments.values() for label in made.labels), CATALOGUE.unclear]
    ours = {label.id: label.plan for label in labels}
    ours |= {f"rf_{urgency}": plan for urgency, plan in CATALOGUE.flag_plans.items()}

    assert ours == _rules()["plan_for"]


def test_the_opening_agrees() -> None:
    theirs = [step for step in _rules()["questionnaire"]["steps"] if step["facts"]]

    assert [(step.id, list(step.facts)) for step in CATALOGUE.questionnaire.opening] == [
        (step["id"], [f"q.{fact}" for fact in step["facts"]]) for step in theirs
    ]


def test_branches_ask_and_must_agree() -> None:
    ours = [(made.id, made.when, _asked(made), list(made.must)) for made in CATALOGUE.questionnaire.branches]

    assert ours == [
        (branch["id"], _condition(branch["when"]), branch["ask"], [f"q.{fact}" for fact in branch["must"]])
        for branch in _rules()["questionnaire"]["branches"]
    ]


def test_additions_agree() -> None:
    ours = {
        name: [(made.when, _asked(made)) for made in more]
        for name, more in CATALOGUE.questionnaire.additions.items()
    }

    assert ours == {
        branch["id"]: [(_condition(branch["add_if"]["when"]), branch["add_if"]["ask"])]
        for branch in _rules()["questionnaire"]["branches"]
        if "add_if" in branch
    }


def test_probes_agree() -> None:
    added = {
        "G_sick",
        "G_heart",
        "G_night",
        "G_artery",
        "G_weeks",
    }  # ours: the question that decides is asked wherever the danger is named
    ours = [
        (made.id, made.when, _asked(made)) for made in CATALOGUE.questionnaire.probes if made.id not in added
    ]

    assert ours == [
        (probe["id"], _condition(probe["when"]), probe["ask"])
        for probe in _rules()["questionnaire"]["global_probes"]
    ]


def test_the_profile_asks_all_of_the_specification_and_water_tablets() -> None:
    theirs = {f"p.{fact}" for fact in _rules()["questionnaire"]["profile_once"]}

    assert set(CATALOGUE.questionnaire.profile) == theirs | {"p.diuretic"}


def test_the_re_check_asks_what_the_specification_asks() -> None:
    theirs = _rules()["questionnaire"]["follow_up_24h"]

    assert list(CATALOGUE.questionnaire.follow_up) == [f"q.{fact}" for fact in theirs]


def test_doses_and_tags_of_exercises_agree() -> None:
    for theirs in _read("exercises.yaml")["exercises"]:
        ours = CATALOGUE.exercises[theirs["id"]]
        dose = {name: getattr(ours.dose, name) for name in theirs["dose"]}

        assert dose | {"tempo_s": list(ours.dose.tempo_s)} == {"tempo_s": []} | theirs["dose"], ours.id
        assert list(ours.tags) == theirs["tags"], ours.id
        assert list(ours.easier) == (theirs["regress"] or list(ours.easier)), ours.id
        assert list(ours.harder) == theirs["progress"], ours.id
        assert bool(ours.avoid_if) == bool(theirs["avoid_if"]), ours.id


def test_phases_prescribe_what_the_specification_does() -> None:
    for name, theirs in _read("plans.yaml")["plans"].items():
        ours = CATALOGUE.protocols[name].phases

        assert [phase.id for phase in ours] == [phase["id"] for phase in theirs["phases"]], name
        for phase, other in zip(ours, theirs["phases"], strict=True):
            assert list(phase.recheck_h) == other["recheck_h"], (name, phase.id)
            assert [part.exercise for part in phase.exercises] == [
                part["id"] for part in other["exercises"]
            ], (name, phase.id)
            for part, wanted in zip(phase.exercises, other["exercises"], strict=True):
                changed = wanted.get("dose", {})
                assert {key: getattr(part.dose, key) for key in changed} == changed, (name, phase.id)
