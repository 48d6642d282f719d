import pytest

from service.core.assess.triage import Care, escalate, most_cautious, raised_flags, triage_of
from service.core.catalogue import FactValue
from tests.build.catalogue import catalogue, escalation, red_flag


def test_red_flags_come_most_urgent_first_and_ties_as_listed() -> None:
    flags = [
        red_flag("week", "always", urgency="within_7d"),
        red_flag("day_one", "always"),
        red_flag("now", "always", urgency="emergency_now"),
        red_flag("day_two", "always"),
        red_flag("not_up", "q.pop is true"),
    ]

    assert [flag.id for flag, _ in raised_flags(flags, {})] == ["now", "day_one", "day_two", "week"]


def test_a_raised_flag_says_why_and_how_soon() -> None:
    ((_, fired),) = raised_flags(catalogue().red_flags, {"q.walk": "cannot"})

    assert (fired.id, fired.urgency, fired.says) == ("rf_walk", "same_day", "rf_walk: go now.")
    assert fired.trace.seen == "cannot"


def test_an_escalation_may_read_the_label() -> None:
    about_sore = [escalation("T", "result.top is sore")]

    assert [found.id for found, _ in escalate({}, about_sore, label="sore")] == ["T"]
    assert escalate({}, about_sore, label="tear_mild") == ()


@pytest.mark.parametrize(
    ("urgency", "triage"),
    [
        ("emergency_now", "urgent"),
        ("same_day", "urgent"),
        ("within_48h", "see_clinician"),
        ("within_7d", "see_clinician"),
        ("routine_2w", "see_clinician"),
    ],
)
def test_an_urgency_stands_for_a_level_of_care(urgency: str, triage: str) -> None:
    assert triage_of(urgency) == triage


def test_the_more_cautious_wins_on_each_ladder() -> None:
    asked = [
        Care("self_care"),
        Care("see_clinician", "within_7d"),
        Care("rest_first"),
        Care("see_clinician", "within_48h"),
    ]

    assert most_cautious(asked) == Care("see_clinician", "within_48h")
    assert most_cautious([Care("self_care")]) == Care("self_care", None)


def test_an_urgency_lifts_the_level_of_care_with_it() -> None:
    assert most_cautious([Care("self_care", "same_day")]).triage == "urgent"


def test_a_flag_in_one_reading_is_up_and_counted_once() -> None:
    said: dict[str, FactValue] = {"q.walk": "cannot"}

    assert len(raised_flags(catalogue().red_flags, said, said)) == 1
    assert len(raised_flags(catalogue().red_flags, said, {})) == 1
