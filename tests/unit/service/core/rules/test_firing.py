from service.core.rules.firing import fired
from tests.build.catalogue import scoring


def test_a_rule_fires_when_its_condition_is_true_and_not_when_it_is_unknown() -> None:
    rules = [scoring("A", "q.pop is true"), scoring("B", "q.weak is true"), scoring("C", "q.pop is false")]

    found = fired(rules, {"q.pop": True})

    assert [rule.id for rule, _ in found] == ["A"]
    assert found[0][1].seen is True
