import pytest

from service.core.athlete import Athlete
from service.core.checkin import DONT_KNOW, CheckIn
from service.core.errors import InputError
from service.core.facts import FACTS, gather, merge, onset_days, validate


def test_every_fact_says_what_it_can_be() -> None:
    assert len(FACTS) == 12 + 11 + 38 + 2 + 17 + 7 + 1
    assert all(spec.name == name for name, spec in FACTS.items())
    assert all(spec.values for spec in FACTS.values() if spec.type == "enum" and spec.name != "result.top")
    assert all(spec.unit for spec in FACTS.values() if spec.type == "number")


def test_validate_gives_numbers_as_floats_and_leaves_out_what_is_null() -> None:
    facts = validate({"q.pain": 4, "q.pop": True, "q.site": "none", "q.walk": None, "run.spike_pct": -30})

    assert facts == {"q.pain": 4.0, "q.pop": True, "q.site": "none", "run.spike_pct": -30.0}
    assert isinstance(facts["q.pain"], float)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("q.pian", 4, "There is no fact called q.pian."),
        ("d.spike", "large", "d.spike is worked out from other facts and cannot be given."),
        ("result.top", "pht", "result.top is worked out from other facts and cannot be given."),
        ("q.pain", 11, "q.pain must be a number from 0 to 10, not 11."),
        ("q.pain", -1, "q.pain must be a number from 0 to 10, not -1."),
        ("q.pain", True, "q.pain must be a number from 0 to 10, not True."),
        ("q.pain", "4", "q.pain must be a number from 0 to 10, not '4'."),
        ("q.pain", float("nan"), "q.pain must be a number from 0 to 10, not nan."),
        ("run.hours_since", -1, "run.hours_since must be a number from 0 up, not -1."),
        ("q.pain", float("inf"), "q.pain must be a number from 0 to 10, not inf."),
        ("run.hours_since", 10**400, "run.hours_since must be a number from 0 up, not a number that long."),
        ("q.pop", 1, "q.pop must be true or false, not 1."),
        ("q.pop", "yes", "q.pop must be true or false, not 'yes'."),
        ("q.walk", "crawl", "q.walk must be one of normal, limp, cannot, not 'crawl'."),
        ("q.walk", False, "q.walk must be one of normal, limp, cannot, not False."),
        ("q.walk", ["limp"], "q.walk must be one of normal, limp, cannot, not ['limp']."),
    ],
)
def test_validate_says_in_one_sentence_what_is_wrong(name: str, value: object, words: str) -> None:
    with pytest.raises(InputError) as refused:
        validate({name: value})

    assert refused.value.words == words


def test_a_fact_without_limits_only_has_to_be_a_number() -> None:
    assert FACTS["result.top"].expected == "a name"
    assert FACTS["q.onset_days"].expected == "a number from 0 to 36500"


def test_gather_merges_the_watch_the_profile_and_the_answers() -> None:
    athlete = Athlete(age=51, sex="female", conditions={"pregnant": False})
    check_in = CheckIn(answers={"q.site": "sit_bone", "p.statin": True})

    facts = gather({"run.race": True}, check_in, athlete)

    assert facts == {
        "run.race": True,
        "p.age": 51.0,
        "p.sex": "female",
        "p.pregnant": False,
        "q.site": "sit_bone",
        "p.statin": True,
    }


def test_a_person_nobody_knows_has_no_facts() -> None:
    assert gather({}, CheckIn(), Athlete()) == {}


def test_dont_know_is_unknown_even_where_the_profile_had_a_value() -> None:
    check_in = CheckIn(answers={"p.statin": DONT_KNOW, "q.pop": DONT_KNOW})

    assert gather({}, check_in, Athlete(conditions={"statin": True})) == {}


@pytest.mark.parametrize(
    ("onset", "hours", "days"),
    [
        ("during", 23.9, 0.0),
        ("during", 24.0, 1.0),
        ("after", 49.0, 2.0),
        ("next_day", 5.0, 0.0),
        ("next_day", 26.0, 0.0),
        ("next_day", 42.0, 1.0),
        ("sudden", 42.0, None),
        ("gradual", 42.0, None),
        ("unsure", 42.0, None),
    ],
)
def test_days_of_pain_follow_from_the_run_only_where_the_onset_names_it(
    onset: str, hours: float, days: float | None
) -> None:
    assert onset_days({"q.onset": onset, "run.hours_since": hours}) == days


def test_days_of_pain_stay_unknown_without_a_run_and_never_replace_what_was_said() -> None:
    assert onset_days({"q.onset": "during"}) is None
    assert "q.onset_days" not in merge({}, {"q.onset": "during"})
    said = merge({"run.hours_since": 50.0}, {"q.onset": "during", "q.onset_days": 9.0})
    assert said["q.onset_days"] == 9.0


def test_dont_know_how_many_days_is_not_worked_out_behind_the_runners_back() -> None:
    facts = merge({"run.hours_since": 50.0}, {"q.onset": "during", "q.onset_days": DONT_KNOW})

    assert "q.onset_days" not in facts


def test_an_ache_in_one_leg_that_stops_at_rest_is_asked_how_long_it_has_done_so() -> None:
    run = {"run.hours_since": 20.0}
    ache: dict[str, str | bool] = {"q.onset": "during", "q.stops_at_rest": True}

    assert "q.onset_days" not in merge(run, {**ache, "q.side": "left"})
    assert merge(run, {**ache, "q.side": "both"})["q.onset_days"] == 0
    assert merge(run, {**ache, "q.side": "left", "q.onset_days": 60.0})["q.onset_days"] == 60
