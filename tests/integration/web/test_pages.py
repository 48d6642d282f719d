import io
import re
from datetime import timedelta

import pytest

from tests.build import fit
from tests.build.web import House, house
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered


def upload(here: House, *files: tuple[str, bytes]) -> str:
    parts = [(io.BytesIO(data), name) for name, data in files]
    answer = here.client.post("/activities", data={"form_token": here.token("/"), "files": parts})
    assert answer.status_code in {200, 303}, answer.text
    return answer.headers.get("Location") or answer.text


def open_check_in(here: House) -> str:
    return here.send("/check-ins").headers["Location"]


def test_the_first_page_offers_a_file_a_season_and_the_sittings() -> None:
    page = house().visit("/")

    assert 'type="file"' in page
    assert "Try it with a sample season" in page
    assert "/sittings/warm_up" in page
    assert "/sittings/after_run" in page


def test_the_season_works_without_scripts() -> None:
    here = house()

    answer = here.send("/sample-season")

    assert answer.status_code == 303
    assert "Recent runs" in here.visit("/")
    assert here.visit("/activities").count("/activities/") == 3


def test_one_good_file_leads_to_its_activity_page() -> None:
    here = house()

    path = upload(here, ("morning.fit", fit.run(600)))

    page = here.visit(path)
    assert "1.8 km" in page
    assert "10 min" in page
    assert "Start the check-in" in page


def test_a_number_the_watch_lacks_is_a_dash_with_its_reason() -> None:
    here = house()
    body = fit.file_id() + fit.records(range(fit.T0, fit.T0 + 60), heart=255) + fit.session()

    page = here.visit(upload(here, ("no-heart.fit", fit.file(body))))

    assert re.search(
        r"<dt>Mean heart rate</dt><dd>\N{EN DASH}</dd>\s*<dd class=\"why\">[a-z ]{8,}</dd>", page
    )


def test_each_of_several_files_gets_its_own_verdict() -> None:
    here = house()

    page = upload(here, ("run.fit", fit.run()), ("notes.txt", b"milk, eggs, bread, butter"))

    assert "2 files read" in page
    assert "Read completely" in page
    assert "Not readable" in page


def test_the_original_comes_back_byte_for_byte() -> None:
    here = house()
    path = upload(here, ("morning.fit", fit.run()))

    answer = here.client.get(f"{path}/original")

    assert answer.data == fit.run()
    assert "filename=morning.fit" in answer.headers["Content-Disposition"]


def test_a_name_from_outside_is_text_and_never_markup() -> None:
    here = house()

    page = upload(here, ("<script>alert(1)</script>.fit", b"nothing of a run"))

    assert "<script>alert" not in page


def test_without_scripts_a_file_leads_to_a_plan_and_a_session() -> None:
    here = house()
    page = here.visit(upload(here, ("morning.fit", fit.run(600))))
    run_id = re.search(r'name="run_id" value="([^"]+)"', page)
    assert run_id is not None

    check_in = here.send("/check-ins", run_id=run_id[1]).headers["Location"]
    assessment = answered(here, check_in, SORE_THE_NEXT_DAY)
    page = here.visit(assessment)

    assert 'data-triage="self_care"' in page
    assert "Your answers fit <strong>delayed muscle soreness</strong> best" in page
    assert "Why?" in page
    assert "No clinician has reviewed this content" in page
    session = here.send("/sessions", assessment_id=assessment.rsplit("/", 1)[1])
    assert "data-player" in here.visit(session.headers["Location"])


def test_a_run_shows_what_its_check_in_came_to() -> None:
    here = house()
    path = upload(here, ("morning.fit", fit.run(600)))
    run_id = f"{path.rsplit('/', 1)[1]}-0"
    check_in = here.send("/check-ins", run_id=run_id).headers["Location"]
    assert "Start the check-in" in here.visit(path)
    here.send(check_in, step="Q1", bundle="no")
    assert f'href="{check_in}"' in here.visit(path)

    assessment = answered(here, check_in, SORE_THE_NEXT_DAY)

    page = here.visit(path)
    assert "You can look after this yourself" in page
    assert f'href="{assessment}"' in page
    assert "Start the check-in" not in page


def test_the_result_of_a_run_is_found_behind_many_newer_ones() -> None:
    here = house()
    path = upload(here, ("morning.fit", fit.run(600)))
    run_id = f"{path.rsplit('/', 1)[1]}-0"
    answered(here, here.send("/check-ins", run_id=run_id).headers["Location"], SORE_THE_NEXT_DAY)
    for _ in range(9):
        here.clock.at += timedelta(hours=1)
        answered(here, open_check_in(here), SORE_THE_NEXT_DAY)

    assert "Plan and reasons" in here.visit(path)


def test_what_was_cleaned_is_told_in_words() -> None:
    here = house()
    body = fit.file_id() + fit.records(range(fit.T0, fit.T0 + 300), heart=0) + fit.session(seconds=300)

    page = here.visit(upload(here, ("no-heart.fit", fit.file(body))))

    assert "300 empty readings that the watch writes as a number" in page


def test_an_answer_says_which_value_was_seen() -> None:
    here = house()

    page = here.visit(answered(here, open_check_in(here), SORE_THE_NEXT_DAY))

    assert re.search(r"How did it start\? <strong>the next day</strong>", page)


def test_a_danger_is_said_at_once_and_nothing_else_is_offered() -> None:
    here = house()
    check_in = open_check_in(here)
    here.send(check_in, step="Q1", bundle="yes")

    reply = here.send(check_in, step="Q1:drill", rest="no", q__chest_pain="yes")

    page = here.visit(reply.headers["Location"])
    assert 'data-triage="urgent"' in page
    assert "Call your local emergency number" in page
    assert "Start the session" not in page
    assert "Your answers fit" not in page


def test_the_emergency_number_is_the_country_s() -> None:
    here = house()
    here.send("/profile", country="GB", units="km")
    check_in = open_check_in(here)
    here.send(check_in, step="Q1", bundle="yes")

    reply = here.send(check_in, step="Q1:drill", rest="no", q__chest_pain="yes")

    assert 'href="tel:999"' in here.visit(reply.headers["Location"])


def test_a_check_in_goes_on_where_it_was_left() -> None:
    here = house()
    check_in = open_check_in(here)
    here.send(check_in, step="Q1", bundle="no")

    page = here.visit(check_in)

    assert 'name="step" value="Q2"' in page


def test_back_takes_the_last_answer_back() -> None:
    here = house()
    check_in = open_check_in(here)
    here.send(check_in, step="Q1", bundle="no")

    before = here.send(check_in, back="1").headers["Location"]

    assert 'name="step" value="Q1"' in here.visit(before)


def test_a_double_tap_answers_only_once() -> None:
    here = house()
    check_in = open_check_in(here)
    here.send(check_in, step="Q1", bundle="no")

    again = here.send(check_in, step="Q1", bundle="yes")

    assert again.status_code == 303
    assert 'name="step" value="Q2"' in here.visit(check_in)


@pytest.mark.parametrize("word", ["", "maybe"])
def test_no_answer_is_asked_for_again(word: str) -> None:
    here = house()
    check_in = open_check_in(here)

    answer = here.send(check_in, step="Q1", bundle=word)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'name="step" value="Q1"' in answer.text


def test_slots_are_asked_one_at_a_time() -> None:
    here = house()
    check_in = open_check_in(here)
    here.send(check_in, step="Q1", bundle="no")
    here.send(check_in, step="Q2", bundle="no")
    assert "q.side" not in here.visit(check_in)

    here.send(check_in, step="Q3", q__site="sit_bone")

    page = here.visit(check_in)
    assert 'name="q.side"' in page
    assert "q.site" not in page


def test_an_answered_check_in_leads_to_its_assessment() -> None:
    here = house()
    check_in = open_check_in(here)
    assessment = answered(here, check_in, SORE_THE_NEXT_DAY)

    answer = here.client.get(check_in)

    assert answer.headers["Location"] == assessment


def test_a_sitting_with_pain_leads_to_a_check_in() -> None:
    here = house()

    answer = here.send("/sittings/warm_up", page="/sittings/warm_up", hurts="yes")

    assert "/check-ins/" in answer.headers["Location"]


def test_a_sitting_without_an_answer_counts_as_pain() -> None:
    here = house()

    answer = here.send("/sittings/after_run", page="/sittings/after_run")

    assert "/check-ins/" in answer.headers["Location"]


def test_a_sitting_without_pain_starts_the_player() -> None:
    here = house()

    answer = here.send("/sittings/warm_up", page="/sittings/warm_up", hurts="no")

    assert "data-player" in here.visit(answer.headers["Location"])


def test_every_number_says_how_it_was_found_or_why_it_is_missing() -> None:
    here = house()

    page = here.visit(upload(here, ("morning.fit", fit.run(600))))

    assert "<code>session.total_distance</code>" in page
    assert "needs your pace at threshold; your profile asks for it" in page
    assert "What the watch says" not in page, "this one says nothing"


def test_a_heart_rate_known_for_four_fifths_says_that_it_is_not_sure() -> None:
    here = house()
    worn, lost = range(fit.T0, fit.T0 + 510), range(fit.T0 + 510, fit.T0 + 600)
    body = fit.file_id() + fit.records(worn) + fit.records(lost, heart=255) + fit.session(seconds=600)

    path = upload(here, ("loose.fit", fit.file(body)))

    page = here.visit(path)
    assert '<dd class="why">low confidence: known for 85 % of the run</dd>' in page
    run = here.client.get(f"/api/v1{path}").get_json()["runs"][0]
    assert run["metrics"]["hr_mean"]["low_confidence"]


def test_miles_reach_the_pages() -> None:
    here = house()
    here.send("/profile", units="mi")

    page = here.visit(upload(here, ("morning.fit", fit.run(600))))

    assert "1.1 miles" in page
    assert "/mile" in page


def test_the_sources_and_limits_are_told() -> None:
    page = house().visit("/about")

    assert "No clinician has reviewed this content" in page
    assert "doi.org" in page


@pytest.mark.parametrize(
    "path",
    ["/nope", "/activities/0000", "/check-ins/0000", "/assessments/0000", "/sessions/0000", "/sittings/yoga"],
)
def test_what_is_not_here_is_told_in_plain_words(path: str) -> None:
    answer = house().client.get(path)

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "Not here" in answer.text
