"""What a result says would change it; and pain at a place that the patterns do not cover."""

import re

from service.app.checking import open_check_in
from tests.build.story import TENDON
from tests.build.talk import CHEST_PAIN, assessed
from tests.build.web import House, house


def result(here: House, **more: object) -> str:
    answers = {
        **TENDON,
        "q.tender": "none",
        **{name.replace("_", ".", 1): value for name, value in more.items()},
    }
    page = here.visit(f"/assessments/{assessed(here.world, answers).id}")  # type: ignore[arg-type]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_result_says_which_other_answer_would_point_elsewhere() -> None:
    page = result(house())

    assert "What would change this A different answer here would point elsewhere:" in page
    assert (
        "It goes below the knee (you said it stays put) : an irritated high hamstring tendon with nerve signs; "
        "see a doctor or physio within 7 days."
    ) in page


def test_a_result_says_when_to_be_seen_sooner_the_most_urgent_first() -> None:
    page = result(house())

    sooner = page[page.index("When to be seen sooner") :]
    assert "numb" in sooner
    assert sooner.index("get medical help now") < sooner.index("get medical help today")
    assert sooner.index("get medical help today") < sooner.index("within 7 days")


def test_no_more_than_three_patterns_are_shown_each_with_its_sources() -> None:
    unclear = result(
        house(), q_site="mid_thigh_back", q_onset="unsure", q_fast_bend_pain=False, q_sit_pain=False
    )
    nerve = result(house(), q_site="buttock_deep", q_tingle=True, q_radiate="thigh")

    for page in (unclear, nerve):
        assert 1 <= page.count("Sources: ") <= 3
    assert "What would put it first" in nerve


def test_a_danger_says_its_action_and_weighs_nothing() -> None:
    here = house()

    page = here.visit(f"/assessments/{assessed(here.world, CHEST_PAIN).id}")

    assert "What would change this" not in page


def test_a_knee_can_be_named_and_is_sent_on() -> None:
    here = house()
    address = f"/api/v1/check-ins/{open_check_in(here.world, None).id}/words"

    heard = here.client.post(address, json={"text": "My left knee hurts since last week."}).get_json()

    assert {("q.site", "somewhere else, such as the knee, shin or foot"), ("q.side", "left")} <= {
        (one["fact"], one["says"]) for one in heard["heard"]
    }
    told = result(house(), q_site="elsewhere")
    assert "See a doctor or physio Within two weeks." in told
    assert "outside what is known here" in told
    assert "Your answers show no single pattern yet" in told
