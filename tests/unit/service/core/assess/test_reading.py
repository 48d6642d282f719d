from service.core.assess.reading import derive, read
from service.core.catalogue import Derivation
from service.core.rules.parse import parse
from tests.build.catalogue import catalogue, catalogue_with, contradiction

SPIKE = Derivation(
    "d.spike", (("large", parse("run.spike_pct > 100")), ("small", parse("run.spike_pct > 10")))
)
UNUSUAL = Derivation(
    "d.unaccustomed",
    ((True, parse("d.spike in small|large")), (False, parse("run.distance_km >= 0"))),
)


def test_the_first_true_case_gives_the_value() -> None:
    assert derive({"run.spike_pct": 150.0}, [SPIKE])["d.spike"] == "large"
    assert derive({"run.spike_pct": 50.0}, [SPIKE])["d.spike"] == "small"


def test_a_fact_without_a_true_case_stays_unknown() -> None:
    assert derive({"run.spike_pct": 5.0}, [SPIKE]) == {"run.spike_pct": 5.0}
    assert derive({}, [SPIKE]) == {}


def test_a_value_that_is_false_is_derived_like_any_other() -> None:
    assert derive({"run.distance_km": 5.0}, [SPIKE, UNUSUAL])["d.unaccustomed"] is False


def test_facts_that_fit_are_read_as_they_are() -> None:
    reading = read({"q.side": "left", "q.pain": 4.0}, catalogue())

    assert reading.contradictions == ()
    assert reading.facts == {"q.side": "left", "q.pain": 4.0, "d.one_sided": True}


def test_no_pain_with_a_limp_is_read_as_pain_of_five() -> None:
    reading = read({"q.pain": 0.0, "q.walk": "limp"}, catalogue())

    assert reading.facts["q.pain"] == 5.0
    assert [found.id for found in reading.contradictions] == ["X1"]
    assert reading.contradictions[0].says == "X1?"


def test_a_pop_on_both_sides_is_read_as_one_sided_with_the_side_unknown() -> None:
    reading = read({"q.side": "both", "q.pop": True}, catalogue())

    assert reading.facts == {"q.pop": True, "d.one_sided": True}


def test_where_two_cautious_readings_differ_the_one_listed_first_decides() -> None:
    first = contradiction("A", "q.pop is true", repairs=("q.pop",), cautious={"q.onset": "sudden"})
    second = contradiction("B", "q.pop is true", repairs=("q.pop",), cautious={"q.onset": "unsure"})

    reading = read({"q.pop": True}, catalogue_with(contradictions=(first, second)))

    assert reading.facts["q.onset"] == "sudden"


def test_an_unknown_contradiction_is_none() -> None:
    assert read({"q.pain": 0.0}, catalogue()).contradictions == ()
