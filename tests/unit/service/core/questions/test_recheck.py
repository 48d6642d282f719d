from dataclasses import replace

from service.core.checkin import DONT_KNOW, CheckIn
from service.core.questions.recheck import carry_over
from tests.build.catalogue import questionnaire

BEFORE = CheckIn(
    answers={
        "q.chest_pain": False,
        "q.site": "sit_bone",
        "q.pain": 4.0,
        "q.onset_days": 90.0,
        "q.bruise": False,
        "q.tender": DONT_KNOW,
        "p.age": 51.0,
    },
    asked=("Q1", "Q3"),
    before=({}, {}),
)


def test_the_place_is_carried_over_and_the_pain_is_asked_again() -> None:
    again = carry_over(BEFORE, replace(questionnaire(), follow_up=("q.pain",)), days=1.0)

    assert again.answers["q.site"] == "sit_bone"
    assert "q.pain" not in again.answers
    assert "q.pain" in again.follow_up


def test_dangers_and_what_nobody_knew_are_asked_again() -> None:
    again = carry_over(BEFORE, questionnaire(), days=1.0)

    assert not {"q.chest_pain", "q.tender"} & set(again.answers)


def test_a_bruise_may_show_late_so_a_no_is_not_carried() -> None:
    again = carry_over(BEFORE, questionnaire(), days=2.0)

    assert "q.bruise" not in again.answers
    assert "q.bruise" in again.follow_up


def test_the_days_since_it_began_go_on_counting() -> None:
    assert carry_over(BEFORE, questionnaire(), days=1.5).answers["q.onset_days"] == 91.5


def test_back_stops_where_the_re_check_began_and_the_profile_stays_where_it_is() -> None:
    again = carry_over(BEFORE, questionnaire(), days=1.0)

    assert again.asked == ()
    assert "p.age" not in again.answers
