"""The plan page and its API: the way, what has to be true, ticks, runs, and why."""

import pytest

from service.app.coaching import leave, note, start_plan_session
from service.app.overview import overview
from service.app.rechecking import answer_recheck
from tests.build.story import TENDON
from tests.build.talk import assessed, finish
from tests.build.web import House, house
from tests.build.world import newest
from voice.player.messages import Log
from voice.player.state import Mode, State

API = "/api/v1/plan"


def begun() -> House:
    here = house()
    assessed(here.world, TENDON)
    here.clock.pass_by(days=1)
    return here


def sat(here: House) -> None:
    session = start_plan_session(here.world, newest(here.world).id)
    note(here.world, session.id, Log(0, session.script.exercises[0], "done", 30.0))
    leave(here.world, session.id, State(mode=Mode.FINISHED))


def to_p2(here: House) -> None:
    """Pass two stages, calmly and slowly."""
    for days in (3, 10):
        for _ in range(2):
            sat(here)
            here.send("/plan/session", pain="1")
            here.clock.pass_by(days=1)
            here.send("/plan/morning", answer="yes")
        here.clock.pass_by(days=days)
        here.send("/plan/gate", answer="yes")


def test_without_a_plan_the_page_offers_a_check_in() -> None:
    here = house()

    assert "No plan at the moment" in here.visit("/plan")
    assert here.client.get(API).status_code == 404


def test_a_forgotten_plan_says_why_it_is_gone() -> None:
    here = begun()
    here.clock.pass_by(days=30)

    assert "was put away" in here.visit("/")
    assert "No plan at the moment" in here.visit("/plan")


def test_the_page_shows_the_whole_way_and_where_the_runner_is() -> None:
    page = begun().visit("/plan")

    assert page.count('aria-current="step"') == 1
    for words in ("You are here", "What has to be true to go on", "0 of 2", "This is the first stage"):
        assert words in page


def test_a_session_its_morning_and_the_test_are_told_on_the_page() -> None:
    here = begun()
    sat(here)
    assert "How did the session feel?" in here.visit("/plan")

    here.send("/plan/session", pain="2")
    assert "decides about the next step" in here.visit("/plan")
    here.clock.pass_by(days=1)
    assert "back to where they were by this morning" in here.visit("/plan")
    here.send("/plan/morning", answer="yes")

    assert "1 of 2" in here.visit("/plan")
    here.send("/plan/gate", answer="yes")
    assert "a few more days" in here.visit("/plan")


def test_pain_in_a_session_is_answered_with_a_rest_day() -> None:
    here = begun()
    sat(here)

    here.send("/plan/session", pain="7", sharp="yes")

    page = here.visit("/plan")
    assert "A rest day" in page
    assert "red zone" in page


def test_the_way_back_to_running_is_ticked_and_climbed() -> None:
    here = begun()
    to_p2(here)
    assert "Before the first run" in here.visit("/plan")

    for criterion in here.world.catalogue.return_to_run.criteria:
        assert here.send("/plan/criterion", criterion=criterion.id, answer="yes").status_code == 303
    here.send("/plan/run", pain="1")

    page = here.visit("/plan")
    assert "Done once; once more." in page
    assert "Not in this stage." in page


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("gate", {}, "yes or no"),
        ("session", {"pain": "much"}, "0 to 10"),
        ("criterion", {"criterion": "fly", "answer": "yes"}, "no such line"),
    ],
)
def test_what_cannot_be_is_said_in_words(path: str, fields: dict[str, str], words: str) -> None:
    answer = begun().send(f"/plan/{path}", **fields)

    assert answer.status_code in {400, 404}
    assert words in answer.text


def test_a_new_sign_asks_for_somebody_to_look_and_goes_on_after_it() -> None:
    here = begun()
    (due,) = overview(here.world).due
    finish(here.world, answer_recheck(here.world, due.recheck.id).id, {**TENDON, "q.walk": "limp"})
    assert "Let somebody look at it" in here.visit("/plan")

    here.send("/plan/seen")

    assert "Let somebody look at it" not in here.visit("/plan")


# ---- the API


def test_the_plan_is_told_and_read_as_json() -> None:
    here = begun()
    seen = here.client.get(API).get_json()
    assert (seen["phase"], [stage["state"] for stage in seen["stages"]]) == (
        "pht_load.p0",
        ["here", *["ahead"] * 4],
    )
    sat(here)

    for said in ({"told": "session", "pain": 2}, {"told": "gate", "answer": True}, {"told": "seen"}):
        assert here.client.post(API, json=said).status_code == 200
    here.clock.pass_by(days=1)
    after = here.client.post(API, json={"told": "morning", "answer": True}).get_json()

    assert [step["told"] for step in after["story"]] == [
        "morning",
        "looked_at",
        "gate",
        "session",
        "check_in",
    ]
    assert after["story"][0]["why"] == ["one_more_clean"]
    assert after["spoken"][0] == after["story"][0]["says"][0]
    assert after["plan"]["do"][0] in after["spoken"]
    assert after["ladder"] is None


def test_the_ladder_is_in_the_api_once_the_stage_has_one() -> None:
    here = begun()
    to_p2(here)

    told = here.client.post(API, json={"told": "criterion", "criterion": "walk", "answer": True}).get_json()
    ran = here.client.post(API, json={"told": "run", "pain": 0}).get_json()

    assert told["ladder"]["criteria"][0] == {**told["ladder"]["criteria"][0], "id": "walk", "met": True}
    assert ran["story"][0]["why"] == ["ladder_closed"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"told": "session"}, 400),
        ({"told": "run"}, 400),
        ({"told": "gate"}, 400),
        ({"told": "criterion", "answer": True}, 404),
        ({"told": "session", "pain": 11}, 422),
        ({"told": "session", "pain": 1}, 409),
        ({"told": "dance"}, 422),
    ],
)
def test_what_is_told_in_json_must_fit(said: dict[str, object], status: int) -> None:
    assert begun().client.post(API, json=said).status_code == status


def test_the_assessment_says_where_the_plan_is_now() -> None:
    here = begun()
    first = newest(here.world).id
    page = here.visit(f"/assessments/{first}")
    assert ("In this stage since yesterday" in page, "Days 0 to 3" in page) == (True, False)

    assessed(here.world)

    assert "This is how it began" in here.visit(f"/assessments/{first}")
    assert 'href="/plan"' in page


def test_a_session_without_the_voice_is_ticked_off_and_then_told_about() -> None:
    here = begun()
    assessment = newest(here.world).id
    first = start_plan_session(here.world, assessment).script.exercises[0]

    here.send("/plan/ticked", assessment_id=assessment, did=first, pain_before="3")
    asked = here.visit("/plan")
    here.send("/plan/session", pain="1")

    assert "Before it you said 3." in asked
    page = here.visit("/plan")
    assert "Done for today" in page
    assert "worst 1 of 10, in part" in page  # the others were not ticked
    assert "1 in all" in here.visit("/history")


def test_nothing_ticked_is_said_and_nothing_is_kept() -> None:
    here = begun()
    answer = here.send("/plan/ticked", assessment_id=newest(here.world).id)

    assert answer.status_code == 400
    assert "Tick what you did" in answer.text
    assert "How did the session feel?" not in here.visit("/plan")
