import json

import pytest

from service.core.assess import assess
from service.core.catalogue import FactValue
from service.core.explain import as_json, in_words, tree
from service.core.rules.parse import ALWAYS, parse
from service.core.rules.predicate import judge
from tests.build.catalogue import catalogue

LIMPING: dict[str, FactValue] = {"q.onset": "sudden", "q.pain": 1.0, "q.walk": "limp", "q.pop": True}


def test_the_machine_readable_answer_has_the_promised_keys_and_is_json() -> None:
    found = as_json(assess(LIMPING, catalogue()))

    assert list(found) == [
        "top",
        "label",
        "also",
        "confidence",
        "triage",
        "urgency",
        "red_flags",
        "repairs",
        "blocked",
        "first_phase",
        "open_questions",
        "trace",
    ]
    assert json.loads(json.dumps(found)) == found
    assert (found["top"], found["repairs"], found["blocked"]) == (
        "tear_moderate",
        ["X1"],
        ["heat", "stretch"],
    )


def test_every_rule_that_fired_stands_there_once_with_its_points_and_its_tree() -> None:
    trace = as_json(assess(LIMPING, catalogue()))["trace"]

    assert isinstance(trace, dict)
    rules = {rule["id"]: rule for rule in trace["rules"]}
    assert set(rules) == {"R2", "R5", "R8"}
    assert rules["R2"]["points"] == {"tear": 4, "sore": -4}
    assert rules["R2"]["reason"] == "because of R2"
    assert rules["R2"]["when"] == {"test": "q.onset is sudden", "truth": "yes", "seen": "sudden"}
    assert trace["scores"] == {"tear": 7, "sore": -6, "fine": -8}
    assert trace["facts"]["q.pain"] == 5.0
    assert [found["id"] for found in trace["contradictions"]] == ["X1"]
    assert [found["id"] for found in trace["contraindications"]] == ["K7"]


def test_red_flags_and_escalations_are_explained_too() -> None:
    found = as_json(assess({"q.walk": "cannot", "q.onset_days": 50.0}, catalogue()))

    trace = found["trace"]
    assert isinstance(trace, dict)
    assert found["red_flags"] == ["rf_walk"]
    assert trace["red_flags"][0]["urgency"] == "same_day"
    assert trace["escalations"][0]["id"] == "T1"


def test_a_tree_shows_what_is_unknown_as_such() -> None:
    condition = parse({"any": [{"not_asserted": "q.pop is true"}, "q.pain >= 7"]})

    assert tree(judge(condition, {"q.pain": 3.0})) == {
        "at_least": 1,
        "of": [
            {"not_asserted": {"test": "q.pop is true", "truth": "unknown", "seen": None}, "truth": "yes"},
            {"test": "q.pain >= 7", "truth": "no", "seen": 3.0},
        ],
        "truth": "yes",
    }


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ("q.pain >= 7", "q.pain >= 7"),
        ("q.walk in limp|cannot", "q.walk in limp|cannot"),
        ("q.pop is false", "q.pop is false"),
        ({"all": ["q.pop is true", "q.site is none"]}, "all: [q.pop is true, q.site is none]"),
        ({"any": ["q.pop is true", "always"]}, "any: [q.pop is true, always]"),
        ({"not_asserted": "q.pop is true"}, "not_asserted: q.pop is true"),
        (
            {"at_least": {"n": 2, "of": ["q.pop is true", "q.gap is true", "q.weak is true"]}},
            "at_least 2: [q.pop is true, q.gap is true, q.weak is true]",
        ),
    ],
)
def test_a_condition_reads_as_the_content_writes_it(node: object, words: str) -> None:
    assert in_words(parse(node)) == words


def test_always_needs_no_words() -> None:
    assert in_words(ALWAYS) == "always"
