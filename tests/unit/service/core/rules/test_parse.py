import pytest

from service.core.catalogue import AtLeast, Condition, FactValue, Is, NotAsserted
from service.core.errors import ContentError
from service.core.rules.parse import ALWAYS, check, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("q.pain >= 7", 7.0),
        ("run.spike_pct > -30", -30.0),
        ("q.pop is true", True),
        ("q.pop is false", False),
        ("q.site is none", "none"),
        ("q.walk in limp|cannot", ("limp", "cannot")),
        ("q.walk in limp", ("limp",)),
    ],
)
def test_three_words_are_a_test(text: str, value: FactValue | tuple[str, ...]) -> None:
    fact, op, _ = text.split()

    assert parse(text) == Is(fact, op, value)


def test_all_any_and_at_least_are_one_kind_of_node() -> None:
    one, two = Is("q.pop", "is", True), Is("q.weak", "is", True)
    parts = ["q.pop is true", "q.weak is true"]

    assert parse({"all": parts}) == AtLeast(2, (one, two))
    assert parse({"any": parts}) == AtLeast(1, (one, two))
    assert parse({"at_least": {"n": 2, "of": parts}}) == AtLeast(2, (one, two))
    assert parse({"not_asserted": parts[0]}) == NotAsserted(one)
    assert parse("always") == ALWAYS == AtLeast(0, ())


@pytest.mark.parametrize(
    ("node", "wrong"),
    [
        ("q.pain", "three words"),
        ("q.pain >= 7 or more", "three words"),
        ("q.pain == 7", "operator"),
        ("q.walk in limp|", "one|another"),
        ("q.walk in limp|limp", "one|another"),
        (7, "three words or a mapping"),
        (None, "three words or a mapping"),
        (["q.pop is true"], "three words or a mapping"),
        ({"all": ["always"], "any": ["always"]}, "exactly one key"),
        ({"some": ["always"]}, "unknown key 'some'"),
        ({"all": []}, "at least one condition"),
        ({"any": "q.pop is true"}, "needs a list"),
        ({"at_least": ["always"]}, "needs n and of"),
        ({"at_least": {"n": 0, "of": ["always"]}}, "n from 1 to 1"),
        ({"at_least": {"n": 2, "of": ["always"]}}, "n from 1 to 1"),
        ({"at_least": {"n": True, "of": ["always"]}}, "n from 1 to 1"),
        ({"all": ["q.pop is true", {"not_asserted": "q.pop"}]}, "three words"),
    ],
)
def test_what_cannot_be_a_condition_is_refused_with_the_reason(node: object, wrong: str) -> None:
    with pytest.raises(ContentError) as refused:
        parse(node)

    assert wrong in refused.value.words


@pytest.mark.parametrize(
    "text",
    [
        "q.pain >= 7",
        "q.pain is 0",
        "q.pop is false",
        "q.site in sit_bone|none",
        "result.top in pht|doms",
        "d.spike is large",
        "p.age < 18",
    ],
)
def test_a_test_that_fits_its_fact_passes(text: str) -> None:
    check(parse({"all": [{"not_asserted": text}, "always"]}))


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        (parse("q.pian >= 7"), "unknown fact 'q.pian'"),
        (parse("q.pain in a|b"), "'in' does not fit"),
        (parse("q.pop >= 1"), "'>=' does not fit"),
        (parse("q.site > 3"), "'>' does not fit"),
        (parse("q.pop in true|false"), "'in' does not fit"),
        (parse("q.pain is much"), "q.pain is never 'much'"),
        (parse("q.pain is true"), "q.pain is never True"),
        (parse("q.pain >= nan"), "q.pain is never nan"),
        (parse("q.pop is yes"), "q.pop is never 'yes'"),
        (parse("q.pop is 1"), "q.pop is never 1.0"),
        (parse("q.site is knee"), "q.site is never 'knee'"),
        (parse("q.site is 3"), "q.site is never 3.0"),
        (parse("q.walk in limp|crawl"), "q.walk is never 'crawl'"),
    ],
)
def test_a_slip_of_the_pen_stops_the_start(condition: Condition, wrong: str) -> None:
    with pytest.raises(ContentError) as refused:
        check(NotAsserted(AtLeast(1, (condition,))))

    assert wrong in refused.value.words
