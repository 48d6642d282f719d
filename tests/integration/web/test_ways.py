"""The way of a run on its page: a shape without a place on earth, and gone where others look."""

import re

from tests.build import fit
from tests.build.web import House, house

PLACED = fit.Layout(
    3,
    20,
    [(253, fit.UINT32), (5, fit.UINT32), (6, fit.UINT16), (3, fit.UINT8), (0, fit.SINT32), (1, fit.SINT32)],
)
NORTH = 500_000_000
"""Semicircles: 41.9 degrees."""


def with_a_way() -> tuple[House, str]:
    """Give a house with one run of twenty minutes: 1800 m north, then 1800 m east."""
    rows = b"".join(
        PLACED.message(
            fit.T0 + s, 300 * s, 3000, 150, NORTH + 322 * min(s, 600), NORTH + 433 * max(0, s - 600)
        )
        for s in range(1200)
    )
    body = fit.file_id() + PLACED.definition() + rows + fit.session(seconds=1200, metres=3600)
    here = house()
    answer = here.client.post("/api/v1/activities", data=fit.file(body))
    return here, f"/activities/{answer.get_json()['activity_id']}"


def test_the_way_is_drawn_in_its_own_proportions_and_without_a_map() -> None:
    here, path = with_a_way()
    page = here.visit(path)

    wide, high = map(float, re.findall(r'data-points=.*?viewBox="0 0 (\d+) (\d+)"', page, re.DOTALL)[0])
    assert abs(wide - high) <= 60  # as far east as north, and the scale's bar below it
    assert "the bar is 0.5 km" in page
    assert "41.9" not in page
    assert "<img" not in page


def test_other_eyes_see_no_way_no_hour_and_no_file() -> None:
    here, path = with_a_way()
    page = here.visit(f"{path}/shared")

    assert "3.6 km in 20 min" in page
    for hidden in ("data-route", "UTC", "Download the original", "How do your legs feel"):
        assert hidden in here.visit(path)
        assert hidden not in page
    assert "data-route" in here.visit(f"{path}/shared?route=1")


def test_a_run_without_places_has_no_way() -> None:
    here = house()
    made = here.client.post("/api/v1/activities", data=fit.run(600)).get_json()["activity_id"]

    assert "data-route" not in here.visit(f"/activities/{made}")
    assert "With the route" not in here.visit(f"/activities/{made}/shared")
