import re
from datetime import timedelta

import pytest

from tests.build import records as build
from tests.build.stored import add_runs
from tests.build.web import House, house
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered


def with_a_leap() -> House:
    here = house()
    here.clock.at = build.NOON + timedelta(hours=5)
    add_runs(here.world.store, 100, 40, 20, 10, 5)
    add_runs(here.world.store, 0, distance_m=21_000.0)
    return here


def test_without_runs_the_page_says_what_will_stand_there() -> None:
    assert "Add a run" in house().visit("/history")


def test_a_leap_is_drawn_told_and_linked() -> None:
    page = with_a_leap().visit("/history")

    assert page.count('<circle class="spike"') == 2  # the run and the key
    assert "110 % beyond the longest of the 30 days before" in page
    assert f'href="/activities/{build.sha(0)[:16]}"' in page


def test_every_week_stands_in_the_table_as_well() -> None:
    page = with_a_leap().visit("/history")

    assert page.count('<th scope="row">') == 12
    assert re.search(r'<th scope="row">28 Sep</th><td>31.0 km</td>', page)


@pytest.mark.parametrize(("chosen", "rows"), [("12", 12), ("26", 26), ("all", 15), ("nonsense", 12)])
def test_a_range_can_be_chosen(chosen: str, rows: int) -> None:
    page = with_a_leap().visit(f"/history?range={chosen}")

    assert page.count('<th scope="row">') == rows


def test_soreness_stands_beside_the_load() -> None:
    here = with_a_leap()
    answered(here, here.send("/check-ins").headers["Location"], SORE_THE_NEXT_DAY)

    page = here.visit("/history")

    assert "1 time asked" in page
    assert page.count('<line class="stem"') == 1


def test_the_navigation_leads_to_the_history() -> None:
    assert re.search(r'<a href="/history" aria-current="page">.*History', with_a_leap().visit("/history"))
