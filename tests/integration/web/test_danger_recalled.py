"""Calm answers after a danger sign: they get a plan of their own, and do not let the danger be forgotten."""

from datetime import timedelta

from tests.build.web import House, house
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered

RECALLED = "You told of a danger sign"


def after_a_danger(*, later: timedelta) -> tuple[House, str]:
    here = house()
    first = here.send("/check-ins").headers["Location"]
    here.send(first, step="Q1", bundle="yes")
    here.send(first, step="Q1:drill", rest="no", q__chest_pain="yes")
    here.clock.at += later
    return here, answered(here, here.send("/check-ins").headers["Location"], SORE_THE_NEXT_DAY)


def test_the_steps_of_the_emergency_do_not_stand_under_a_calm_heading() -> None:
    here, assessment = after_a_danger(later=timedelta(hours=2))

    for page in (here.visit(assessment), here.visit("/plan")):
        assert "Call your local emergency number" not in page


def test_the_danger_is_recalled_before_anything_else_for_a_week() -> None:
    here, assessment = after_a_danger(later=timedelta(hours=2))
    page = here.visit(assessment)

    assert page.index(RECALLED) < page.index("<h1>You can look after this yourself")
    assert RECALLED not in after_a_week()


def after_a_week() -> str:
    here, assessment = after_a_danger(later=timedelta(days=8))
    return here.visit(assessment)
