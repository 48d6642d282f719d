"""Free words and answers in words, through the API."""

from tests.build.web import House, house


def opened(here: House) -> str:
    return str(here.client.post("/api/v1/check-ins", json={}).get_json()["id"])


def test_free_words_are_shown_first_and_taken_when_wanted() -> None:
    here = house()
    address = f"/api/v1/check-ins/{opened(here)}/words"

    shown = here.client.post(address, json={"text": "my right groin, six out of ten"}).get_json()
    taken = here.client.post(
        address, json={"text": "my right groin, six out of ten", "take": True}
    ).get_json()

    assert [(one["fact"], one["says"]) for one in shown["heard"]] == [
        ("q.side", "right"), ("q.site", "the groin or the front of the hip"), ("q.pain", "6"),
    ]  # fmt: skip
    assert (shown["taken"], taken["taken"]) == (False, True)
    assert (shown["check_in"]["asked"], taken["check_in"]["asked"]) == (0, 1)


def test_a_danger_in_free_words_is_taken_at_once() -> None:
    here = house()

    said = here.client.post(f"/api/v1/check-ins/{opened(here)}/words", json={"text": "chest pain"}).get_json()

    assert (said["danger"], said["taken"], said["check_in"]["why_done"]) == (True, True, "red_flag")
    assessment = here.client.get(f"/api/v1/assessments/{said['check_in']['assessment_id']}").get_json()
    assert assessment["assessment"]["urgency"] == "emergency_now"
    assert assessment["plan"]["exercises"] == []


def test_an_answer_may_be_given_in_words() -> None:
    here = house()
    address = f"/api/v1/check-ins/{opened(here)}"

    answered = here.client.post(address, json={"step": "Q1", "words": "no, none of these"}).get_json()
    repeated = here.client.post(address, json={"words": "say that again"}).get_json()
    back = here.client.post(address, json={"words": "go back"}).get_json()
    refused = here.client.post(address, json={"words": "bananas"})

    assert [answered["step"]["step"], repeated["step"]["step"], back["step"]["step"]] == ["Q2", "Q2", "Q1"]
    assert (refused.status_code, refused.get_json()["code"]) == (400, "not_understood")
