from dataclasses import replace
from datetime import timedelta

import pytest

from service.app.assessing import facts_for, get_assessment
from service.app.checking import open_check_in
from service.app.importing import import_file
from service.app.profile import get_profile, put_profile
from service.app.world import World
from service.core.athlete import PROFILE_VALID_DAYS, Athlete
from service.core.catalogue import FactValue
from service.core.checkin import CheckIn
from service.core.errors import NotFound
from tests.build.talk import CHEST_PAIN, SORE_THE_NEXT_DAY, assessed, unsure_of
from tests.build.world import MovableClock, Watch, run_on, world

TODAY = MovableClock().local_date()
KNOWN = Athlete(age=51, sex="female", conditions={"anticoagulant": False, "pregnant": False}, confirmed=TODAY)


def facts_now(house: World, run_id: str | None = None) -> dict[str, FactValue]:
    kept = open_check_in(house, run_id)
    with house.store.unit() as unit:
        return facts_for(house, unit, kept)


def test_the_facts_are_the_runs_the_profiles_and_the_answers() -> None:
    watch = Watch()
    clock = MovableClock()
    house = world(clock, decode=watch.decode)
    put_profile(house, KNOWN)
    run = import_file(house, watch.file(run_on(TODAY, km=16))).runs[0]
    kept = open_check_in(house, run.id, seed=CheckIn({"q.site": "calf"}))

    with house.store.unit() as unit:
        facts = facts_for(house, unit, kept)

    hours = (clock.at - run.metrics.end) / timedelta(hours=1)
    assert facts["run.distance_km"] == 16.0
    assert facts["run.hours_since"] == pytest.approx(hours)
    assert (facts["p.age"], facts["p.anticoagulant"], facts["q.site"]) == (51.0, False, "calf")


def test_without_a_run_nothing_is_known_of_one() -> None:
    assert not [name for name in facts_now(world()) if name.startswith("run.")]


def test_a_profile_counts_for_ninety_days_and_is_then_asked_again() -> None:
    clock = MovableClock()
    house = world(clock)
    put_profile(house, KNOWN)

    clock.pass_by(days=PROFILE_VALID_DAYS)
    assert facts_now(house)["p.anticoagulant"] is False

    clock.pass_by(days=1)
    assert not [name for name in facts_now(house) if name.startswith("p.")]


def test_what_a_check_in_learns_about_the_runner_is_remembered() -> None:
    house = world()

    assessed(house, {**SORE_THE_NEXT_DAY, "p.diabetes": True})

    profile = get_profile(house)
    assert (profile.age, profile.sex, profile.told["age"]) == (51, "female", TODAY)
    assert (profile.conditions["diabetes"], profile.conditions["anticoagulant"]) == (True, False)


def test_a_dont_know_of_today_does_not_bring_back_a_no_of_last_year() -> None:
    clock = MovableClock()
    house = world(clock)
    put_profile(house, replace(KNOWN, country="DE"))
    clock.pass_by(days=365)

    assessed(house, unsure_of("p.anticoagulant"))

    profile = get_profile(house)
    assert "anticoagulant" not in profile.conditions
    assert (profile.told["diabetes"], profile.country) == (clock.local_date(), "DE")


def test_one_answer_about_the_runner_confirms_nothing_else() -> None:
    clock = MovableClock()
    house = world(clock)
    put_profile(house, KNOWN)
    clock.pass_by(days=PROFILE_VALID_DAYS)

    assessed(house, {**SORE_THE_NEXT_DAY, "p.diabetes": True})
    clock.pass_by(days=1)

    facts = facts_now(house)
    assert facts["p.diabetes"] is True
    assert "p.anticoagulant" not in facts
    assert "p.age" not in facts


def test_a_check_in_that_ends_before_the_profile_leaves_it_alone() -> None:
    clock = MovableClock()
    house = world(clock)
    put_profile(house, KNOWN)
    clock.pass_by(days=365)

    assessed(house, CHEST_PAIN)

    assert facts_now(house).get("p.age") is None


def test_each_assessment_sets_the_re_checks_of_its_plan() -> None:
    clock = MovableClock()
    house = world(clock)

    made = assessed(house)

    with house.store.unit() as unit:
        set_for = [(r.after_h, r.due_at - clock.at, r.status) for r in unit.rechecks.of_assessment(made.id)]
    assert set_for == [(hours, timedelta(hours=hours), "waiting") for hours in (24, 48, 72)]


def test_an_urgent_assessment_asks_again_within_the_hour() -> None:
    house = world()

    made = assessed(house, CHEST_PAIN)

    with house.store.unit() as unit:
        assert [recheck.after_h for recheck in unit.rechecks.of_assessment(made.id)] == [1, 24]


def test_a_newer_assessment_drops_the_re_checks_of_older_ones() -> None:
    house = world()
    older = assessed(house)

    assessed(house)

    with house.store.unit() as unit:
        assert {recheck.status for recheck in unit.rechecks.of_assessment(older.id)} == {"dropped"}


def test_a_stored_assessment_gives_the_same_plan_again() -> None:
    house = world()
    made = assessed(house)

    kept, plan = get_assessment(house, made.id)

    assert (kept, plan.id) == (made, made.assessment.first_phase)


def test_a_dont_know_where_it_matters_keeps_the_plan_gentle() -> None:
    house = world()

    _, plan = get_assessment(house, assessed(house, unsure_of("q.dark_urine", "q.walk")).id)

    assert plan.gentle_only


def test_an_assessment_that_is_not_there_says_where_to_start() -> None:
    with pytest.raises(NotFound, match="first page"):
        get_assessment(world(), "nothing")
