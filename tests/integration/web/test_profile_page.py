"""The profile page: what was said is kept, shown in the runner's units, and refused where nobody has it."""

import re

import pytest

from tests.build import fit
from tests.build.web import house


def test_the_runners_own_numbers_are_kept_in_si_and_shown_in_their_units() -> None:
    here = house()
    here.send(
        "/profile",
        units="km",
        hr_max="181",
        hr_rest="48",
        lthr="165",
        threshold_pace="5:00",
        weight="71,5",
        tested__lthr="1",
    )

    with here.world.store.unit() as unit:
        kept = unit.profiles.get()
    assert (kept.hr_max_bpm, kept.hr_rest_bpm, kept.lthr_bpm, kept.mass_kg) == (181.0, 48.0, 165.0, 71.5)
    assert kept.threshold_speed_m_s == pytest.approx(1000 / 300)
    assert kept.tested == ("lthr",)
    page = here.visit("/profile")
    assert re.search(r'name="threshold_pace"[^>]* value="5:00"', page)
    assert re.search(r'name="tested.lthr" value="1" checked', page)
    assert not re.search(r'name="tested.hr_max" value="1" checked', page)

    here.send("/profile", units="mi", shown_units="km", threshold_pace="5:00", weight="71.5")

    page = here.visit("/profile")
    assert re.search(r'name="threshold_pace"[^>]* value="8:03"', page)
    assert re.search(r'name="weight"[^>]* value="157.6"', page)
    assert re.search(r'name="hr_max"[^>]* value=""', page)


def test_the_profile_says_what_the_last_run_was_counted_with_and_where_from() -> None:
    here = house()
    here.send("/profile", units="km", age="51", lthr="160", threshold_pace="5:00")
    here.client.post("/api/v1/activities?name=morning.fit", data=fit.run(600))

    page = here.visit("/profile")

    assert re.search(r"counted with 172: a formula, so an estimate", page)
    assert re.search(r"counted with 60: a default", page)
    assert re.search(r"counted with 160: your own word, as of", page)
    assert re.search(r"counted with 5:00: your own word", page)


@pytest.mark.parametrize(
    "typed",
    [
        {"hr_max": "300"},
        {"threshold_pace": "5:75"},
        {"threshold_pace": "fast"},
        {"weight": "7"},
        {"lthr": "x"},
    ],
)
def test_a_number_that_no_runner_has_is_refused_in_words(typed: dict[str, str]) -> None:
    answer = house().send("/profile", units="km", **typed)

    assert answer.status_code == 422
    assert "does not fit" in answer.text


def test_the_profile_keeps_what_was_said_and_forgets_what_was_emptied() -> None:
    here = house()
    here.send("/profile", age="51", sex="male", units="mi", condition__statin="yes", longest_run="13.1")

    page = here.visit("/profile")
    assert 'value="51"' in page
    assert re.search(r'name="condition.statin" value="yes" checked', page)
    here.send("/profile", age="", units="mi", shown_units="mi", condition__statin="", longest_run="10")

    with here.world.store.unit() as unit:
        kept = unit.profiles.get()
    assert kept.age is None
    assert "statin" not in kept.conditions
    assert kept.longest_run_30d_m == pytest.approx(16093.44)


def test_a_profile_with_an_impossible_age_is_refused_in_words() -> None:
    answer = house().send("/profile", age="400", units="km")

    assert answer.status_code == 422
    assert "does not fit" in answer.text
