import io
import json
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from adapters.files import MAX_FILE_BYTES
from service.app.rechecking import mark_due
from tests.build import fit
from tests.build.web import House, house
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered

ACTIVITIES = "/api/v1/activities"
CHECK_INS = "/api/v1/check-ins"
SESSIONS = "/api/v1/sessions"
PROFILE = "/api/v1/profile"


def problem(answer: TestResponse, status: int, code: str) -> dict[str, object]:
    """Say that this is RFC 9457's form with our code, and give it."""
    body = json.loads(answer.text)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    assert body["status"] == status
    assert body["code"] == code
    assert body["type"] == f"urn:afterrun:problem:{code}"
    assert body["title"]
    assert body["detail"]
    return dict(body)


def told(answer: TestResponse) -> Any:
    """Give the JSON of an answer; the tests say what is in it."""
    return json.loads(answer.text)


def warm_up(here: House) -> str:
    answer = here.client.post(SESSIONS, json={"sitting": "warm_up", "hurts": False})
    assert answer.status_code == 201
    return f"{SESSIONS}/{told(answer)['id']}"


def assessment_id(here: House) -> str:
    check_in = here.send("/check-ins").headers["Location"]
    return answered(here, check_in, SORE_THE_NEXT_DAY).rsplit("/", 1)[1]


# ---- activities


def test_raw_bytes_are_a_new_activity_once_and_a_known_one_after() -> None:
    here = house()

    first = here.client.post(f"{ACTIVITIES}?name=morning.fit", data=fit.run())
    second = here.client.post(ACTIVITIES, data=fit.run(), headers={"X-Filename": "again.fit"})

    assert first.status_code == 201
    assert told(first).keys() >= {"path", "sha256", "verdict", "activity_id", "reason", "run_ids"}
    assert (told(first)["path"], told(first)["verdict"], told(first)["known"]) == (
        "morning.fit",
        "complete",
        False,
    )
    assert second.status_code == 200
    assert told(second)["activity_id"] == told(first)["activity_id"]
    assert told(second)["path"] == "again.fit"
    assert len(told(here.client.get(ACTIVITIES))["runs"]) == 1


def test_one_file_in_a_form_is_answered_like_one_file() -> None:
    answer = house().client.post(ACTIVITIES, data={"file": (io.BytesIO(fit.run()), "a.fit")})

    assert answer.status_code == 201
    assert told(answer)["path"] == "a.fit"


def test_many_files_are_answered_in_their_order() -> None:
    parts = [
        (io.BytesIO(fit.run(9)), "a.fit"),
        (io.BytesIO(b"no"), "b.txt"),
        (io.BytesIO(fit.run(8)), "c.fit"),
    ]

    answer = house().client.post(ACTIVITIES, data={"files": parts})

    assert answer.status_code == 201
    verdicts = [(line["path"], line["verdict"]) for line in told(answer)["files"]]
    assert verdicts == [("a.fit", "complete"), ("b.txt", "unreadable"), ("c.fit", "complete")]


def test_an_unreadable_file_is_kept_and_said_to_be() -> None:
    here = house()

    body = problem(here.client.post(ACTIVITIES, data=b"milk, eggs, bread"), 422, "unreadable")

    assert "kept" in str(body["detail"])
    assert here.client.get(f"/activities/{body['activity_id']}/original").data == b"milk, eggs, bread"


def test_a_ride_is_an_activity_without_a_run() -> None:
    answer = house().client.post(ACTIVITIES, data=fit.run(sport=fit.CYCLING))

    assert answer.status_code == 201
    assert told(answer)["verdict"] == "not_a_run"
    assert told(answer)["run_ids"] == []


def test_a_file_above_the_limit_is_refused_with_the_limit() -> None:
    here = house()
    big = bytes(MAX_FILE_BYTES + 1)

    raw = problem(here.client.post(ACTIVITIES, data=big), 413, "too_large")
    boundary, form = encode_multipart({"file": FileStorage(io.BytesIO(big), "big.fit")})
    kind = f"multipart/form-data; boundary={boundary}"
    problem(here.client.post(ACTIVITIES, data=form, content_type=kind), 413, "too_large")

    assert "32 MB" in str(raw["detail"])


def test_a_form_without_a_file_is_told_so() -> None:
    problem(house().client.post(ACTIVITIES, data={"file": (io.BytesIO(b""), "")}), 400, "no_file")


def test_an_activity_gives_its_numbers_with_units_and_reasons() -> None:
    here = house()
    made = told(here.client.post(ACTIVITIES, data=fit.run(600)))

    body = told(here.client.get(f"{ACTIVITIES}/{made['activity_id']}"))

    (run,) = body["runs"]
    assert run["metrics"]["distance"] == {
        "value": 1800.0,
        "unit": "m",
        "reason": None,
        "estimated": False,
        "formula": "session.total_distance",
        "coverage": None,
        "low_confidence": False,
        "inputs": {},
    }
    assert run["metrics"]["ascent"]["value"] is None
    assert run["metrics"]["ascent"]["reason"]
    assert run["findings"]


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "offset=-1", "limit=100000"])
def test_a_list_wants_a_sensible_part(query: str) -> None:
    problem(house().client.get(f"{ACTIVITIES}?{query}"), 422, "bad_request")


def test_the_season_is_told_file_by_file_and_is_added_once() -> None:
    here = house()

    first = [json.loads(line) for line in here.client.post("/api/v1/sample-season").text.splitlines()]
    again = [json.loads(line) for line in here.client.post("/api/v1/sample-season").text.splitlines()]

    assert [line["path"] for line in first] == ["run-20.fit", "run-30.fit", "run-40.fit"]
    assert [line["known"] for line in first] == [False] * 3
    assert [line["known"] for line in again] == [True] * 3


# ---- check-ins and assessments


def test_a_check_in_can_be_answered_in_json_to_its_assessment() -> None:
    here = house()
    moment = told(here.client.post(CHECK_INS, json={}))
    where = f"{CHECK_INS}/{moment['id']}"

    for _ in range(30):
        step = moment["step"]
        if step is None:
            break
        if step["kind"] == "bundle":
            said: dict[str, object] = {"bundle": False}
        else:
            facts = [question["fact"] for question in step["questions"]]
            said = {"answers": {fact: _value(fact) for fact in facts}}
        moment = told(here.client.post(where, json={"step": step["step"], **said}))

    found = told(here.client.get(f"/api/v1/assessments/{moment['assessment_id']}"))
    assert moment["status"] == "done"
    assert found["assessment"]["top"] == "doms"
    assert found["assessment"]["trace"]["rules"]
    assert found["plan"]["id"] == found["assessment"]["first_phase"]


def _value(fact: str) -> bool | float | str:
    if fact in {"q.pain", "q.onset_days"}:
        return float(SORE_THE_NEXT_DAY[fact])
    return SORE_THE_NEXT_DAY.get(fact, "dont_know" if fact in {"p.age", "p.sex"} else False)


def test_an_answer_to_another_step_is_a_conflict() -> None:
    here = house()
    made = told(here.client.post(CHECK_INS, json={}))

    answer = here.client.post(f"{CHECK_INS}/{made['id']}", json={"step": "Q4", "answers": {}})

    problem(answer, 409, "conflict")


def test_back_is_possible_in_json() -> None:
    here = house()
    made = told(here.client.post(CHECK_INS, json={}))
    where = f"{CHECK_INS}/{made['id']}"
    assert told(here.client.post(where, json={"step": "Q1", "bundle": False}))["step"]["step"] == "Q2"

    assert told(here.client.post(where, json={"back": True}))["step"]["step"] == made["step"]["step"] == "Q1"


@pytest.mark.parametrize("body", ["{", "[]", '{"step": "Q1", "sudo": 1}', '{"bundle": "perhaps"}'])
def test_json_that_does_not_fit_is_named_without_being_repeated(body: str) -> None:
    here = house()
    made = told(here.client.post(CHECK_INS, json={}))

    answer = here.client.post(f"{CHECK_INS}/{made['id']}", data=body, content_type="application/json")

    errors = problem(answer, 422, "bad_request")["errors"]
    assert errors
    assert "perhaps" not in str(errors)


def test_a_due_recheck_is_asked_for_on_the_page_and_can_be_answered() -> None:
    here = house()
    assessment_id(here)
    here.clock.at += timedelta(hours=25)
    assert mark_due(here.world) == 1

    page = here.visit("/")

    assert "24 hours on" in page
    recheck_id = page.split('name="recheck_id" value="')[1].split('"')[0]
    assert here.client.post(CHECK_INS, json={"recheck_id": recheck_id}).status_code == 201


# ---- sessions


def test_a_session_is_played_by_events_and_obeyed_by_commands() -> None:
    here = house()
    where = warm_up(here)

    started = told(here.client.post(f"{where}/events", json={"type": "start", "at": 1.0}))

    kinds = [command["type"] for command in started["commands"]]
    assert sorted(kinds) == ["say", "show", "wake_at"]
    said = next(command for command in started["commands"] if command["type"] == "say")
    assert said["text"]
    assert started["state"]["mode"] == "briefing"
    assert started["version"] == 2
    follow = {"type": "spoken", "at": 3.5, "take": said["take"]}
    after = told(here.client.post(f"{where}/events", json=follow))
    assert [one["take"] for one in after["commands"] if one["type"] == "say"] == [said["take"] + 1]


def test_a_page_that_plays_ahead_is_told_the_whole_session_at_once() -> None:
    here = house()
    where = warm_up(here)
    event = {"type": "start", "at": 10.0, "ahead": True, "version": 1, "key": "start-by-thumb"}

    started = told(here.client.post(f"{where}/events", json=event))
    again = told(here.client.post(f"{where}/events", json=event))

    said = [one for one in started["ahead"] if one["type"] == "say"]
    assert [one["at"] for one in said] == sorted(one["at"] for one in said)
    assert said[0]["at"] == pytest.approx(10.1)
    assert started["ahead"][-1]["mode"] == "finished"
    assert started["more"] is False
    assert (again["version"], again["ahead"]) == (started["version"], started["ahead"])


def test_a_page_says_how_far_it_is_and_goes_on_from_there_after_a_reload() -> None:
    here = house()
    where = warm_up(here)
    start = {"type": "start", "at": 0.0, "ahead": True, "version": 1}
    version = told(here.client.post(f"{where}/events", json=start))["version"]

    here.client.post(f"{where}/events", json={"type": "sync", "at": 60.0, "version": version})

    body = told(here.client.get(where))
    assert body["state"]["mode"] == "working"
    problem(
        here.client.post(f"{where}/events", json={"type": "pause", "at": 61.0, "version": version}),
        409,
        "conflict",
    )


def test_a_slow_engine_keeps_nobody_waiting_the_first_words_come_and_more_later() -> None:
    here = house()
    where = warm_up(here)
    here.speech.takes_s = 0.05
    start = {"type": "start", "at": 0.0, "ahead": True}

    started = told(here.client.post(f"{where}/events", json=start))

    said = [one for one in started["ahead"] if one["type"] == "say"]
    assert started["more"] is True
    assert said
    assert len(here.speech.said) == 3  # within 0.12 s, at 0.05 s each


def test_a_dead_engine_still_has_a_future() -> None:
    here = house()
    where = warm_up(here)
    here.speech.broken = True

    start = {"type": "start", "at": 0.0, "ahead": True}
    ahead = told(here.client.post(f"{where}/events", json=start))["ahead"]

    assert ahead[-1]["mode"] == "finished"


def test_all_of_a_session_is_rendered_from_the_moment_it_is_looked_at() -> None:
    here = house()

    here.client.get(warm_up(here))

    assert here.speech.prepared[0].startswith("Five easy minutes")
    assert "Paused." in here.speech.prepared


@pytest.mark.parametrize(
    "word", ["skip", "slower", "faster", "easier", "harder", "how_long", "how_many_left", "help"]
)
def test_whatever_is_asked_is_answered_in_words_that_can_be_heard(word: str) -> None:
    here = house()
    where = warm_up(here)
    here.client.post(f"{where}/events", json={"type": "start", "at": 0.0})

    asked = told(here.client.post(f"{where}/events", json={"type": word, "at": 2.0}))

    (said,) = [command for command in asked["commands"] if command["type"] == "say"]
    assert here.client.get(said["url"], buffered=True).status_code == 200


def test_pain_silences_at_once_and_is_logged() -> None:
    here = house()
    where = warm_up(here)
    here.client.post(f"{where}/events", json={"type": "start", "at": 0.0})

    hurt = told(here.client.post(f"{where}/events", json={"type": "hurts", "at": 2.0}))
    here.client.post(f"{where}/events", json={"type": "hurts", "at": 4.0, "pain": 7})

    assert hurt["commands"][0]["type"] == "hush"
    assert hurt["state"]["mode"] == "hurt"
    log = told(here.client.get(f"{where}/log"))["log"]
    assert [(entry["outcome"], entry["pain"]) for entry in log][-1] == ("hurt", 7)


def test_a_page_that_comes_back_sees_where_the_session_stands() -> None:
    here = house()
    where = warm_up(here)
    here.client.post(f"{where}/events", json={"type": "start", "at": 0.0})
    here.client.post(f"{where}/events", json={"type": "pause", "at": 2.0})

    body = told(here.client.get(where))

    assert body["state"]["mode"] == "paused"
    assert body["view"]["mode"] == "paused"
    assert body["speech"][body["speech_from"]]
    assert body["prompts"]


def test_everything_a_session_says_can_be_heard() -> None:
    here = house()
    body = told(here.client.get(warm_up(here)))

    for url in [*body["speech"], *body["prompts"]]:
        answer = here.client.get(url, buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
        assert answer.data[:4] == b"RIFF"
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_engine_is_never_asked_for_what_the_session_does_not_say() -> None:
    here = house()
    where = warm_up(here)

    problem(here.client.get(f"{where}/speech/{'0' * 32}.wav"), 404, "not_found")
    problem(here.client.get(f"{where}/speech/..%2F..%2Fsecret.wav"), 404, "not_found")

    assert here.speech.said == []


def test_a_session_can_be_taken_along_as_one_file() -> None:
    here = house()

    answer = here.client.get(f"{warm_up(here)}/track.mp3", buffered=True)

    assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")
    assert "warm_up.mp3" in answer.headers["Content-Disposition"]


def test_a_dead_engine_is_unavailable_and_the_session_goes_on() -> None:
    here = house()
    where = warm_up(here)
    here.speech.broken = True
    url = told(here.client.get(where))["speech"][0]

    problem(here.client.get(url), 503, "unavailable")

    assert here.client.post(f"{where}/events", json={"type": "start", "at": 0.0}).status_code == 200


@pytest.mark.parametrize(
    "event",
    [
        {"type": "dance", "at": 1},
        {"type": "start"},
        {"type": "hurts", "at": 1, "pain": 11},
        {"type": "start", "at": "NaN"},
    ],
)
def test_an_event_that_cannot_be_is_refused(event: dict[str, object]) -> None:
    here = house()

    problem(here.client.post(f"{warm_up(here)}/events", json=event), 422, "bad_request")


def test_a_sitting_is_not_started_before_the_one_question_is_answered() -> None:
    problem(house().client.post(SESSIONS, json={"sitting": "warm_up"}), 409, "check_in_first")


def test_nobody_is_led_through_a_warm_up_who_should_get_help() -> None:
    here = house()
    check_in = here.client.post("/api/v1/check-ins", json={}).get_json()["id"]
    for step, said in (("Q1", {"bundle": "yes"}), ("Q1:drill", {"answers": {"q.chest_pain": True}})):
        assert (
            here.client.post(f"/api/v1/check-ins/{check_in}", json={"step": step, **said}).status_code == 200
        )

    problem(here.client.post(SESSIONS, json={"sitting": "warm_up", "hurts": False}), 409, "get_help_first")


def test_a_session_needs_to_be_named() -> None:
    problem(house().client.post(SESSIONS, json={}), 400, "no_session")


def test_a_plan_s_session_starts_in_json() -> None:
    here = house()

    answer = here.client.post(SESSIONS, json={"assessment_id": assessment_id(here)})

    assert answer.status_code == 201
    assert told(answer)["routine"] == "doms_ease.p0"


@pytest.mark.parametrize(
    "path",
    [
        f"{ACTIVITIES}/0",
        f"{CHECK_INS}/0",
        "/api/v1/assessments/0",
        f"{SESSIONS}/0",
        f"{SESSIONS}/0/log",
        "/api/v1/x",
    ],
)
def test_what_is_not_here_is_a_problem_in_json(path: str) -> None:
    problem(house().client.get(path), 404, "not_found")


def test_a_wrong_method_says_which_are_right() -> None:
    answer = house().client.delete(ACTIVITIES)

    problem(answer, 405, "method_not_allowed")
    assert "POST" in answer.headers["Allow"]


def test_health_is_what_the_doctor_says() -> None:
    assert told(house().client.get("/api/v1/health"))["checks"][0]["name"] == "store"


# ---- profile


def test_a_profile_is_changed_by_what_is_sent_alone() -> None:
    here = house()
    here.clock.pass_by(days=2)

    first = here.client.patch(PROFILE, json={"age": 51, "lthr_bpm": 165.0, "tested": ["lthr"]})
    second = here.client.patch(PROFILE, json={"mass_kg": 71.5, "age": None})

    assert (first.status_code, second.status_code) == (200, 200)
    kept = told(here.client.get(PROFILE))
    assert (kept["age"], kept["lthr_bpm"], kept["mass_kg"], kept["tested"]) == (None, 165.0, 71.5, ["lthr"])
    assert kept["confirmed"] is None, "the rest was not looked through"
    with here.world.store.unit() as unit:
        said = unit.profiles.get()
    assert said.said_on("lthr_bpm") == said.said_on("mass_kg") == here.clock.local_date()
    assert "age" not in said.told


@pytest.mark.parametrize("wrong", [{"hr_max_bpm": 300}, {"shoe_size": 43}, {"tested": ["shoes"]}, []])
def test_a_profile_that_cannot_be_is_refused(wrong: object) -> None:
    problem(house().client.patch(PROFILE, json=wrong), 422, "bad_request")
