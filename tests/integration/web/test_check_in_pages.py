"""The check-in's own pages: free words, the body map, the voice of a question."""

from tests.build.web import House, house
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered
from tests.integration.web.test_pages import open_check_in


def at_the_body_map(here: House) -> str:
    check_in = open_check_in(here)
    here.send(check_in, step="Q1", bundle="no")
    here.send(check_in, step="Q2", bundle="no")
    return check_in


def test_a_mark_on_the_body_says_where_and_which_side() -> None:
    here = house()
    check_in = at_the_body_map(here)

    here.send(check_in, step="Q3", spot="sit_bone:right")

    page = here.visit(check_in)
    assert 'name="q.pain"' in page


def test_of_several_marks_the_worst_is_asked_for_and_nothing_is_lost() -> None:
    here = house()
    check_in = at_the_body_map(here)
    marks = {"form_token": here.token(), "step": "Q3", "spot": ["sit_bone:right", "groin:left"]}

    again = here.client.post(check_in, data=marks)
    taken = here.client.post(check_in, data=marks | {"worst": "groin"})

    assert again.status_code == 422
    assert "Say which one hurts most" in again.text
    assert again.text.count(" checked") == 3  # both marks, and the view
    assert taken.status_code == 303
    with here.world.store.unit() as unit:
        kept = unit.check_ins.get(check_in.rsplit("/", 1)[1])
    assert kept is not None
    assert kept.check_in.answers["q.spots"] == "groin:left sit_bone:right"
    assert kept.check_in.answers["q.site"] == "groin"


def test_an_empty_body_map_is_asked_again() -> None:
    here = house()
    check_in = at_the_body_map(here)

    assert here.send(check_in, step="Q3").status_code == 422


def test_the_body_map_shows_where_it_was_sore_lately() -> None:
    here = house()
    answered(here, open_check_in(here), SORE_THE_NEXT_DAY)
    here.clock.pass_by(days=5)
    assert 'class="spot thighs_general was"' in here.visit(at_the_body_map(here))

    here.clock.pass_by(days=28)

    assert "spot thighs_general was" not in here.visit(at_the_body_map(here))


def say(here: House, check_in: str, text: str, **fields: object) -> str:
    data = {"form_token": here.token(), "text": text, **fields}
    answer = here.client.post(f"{check_in}/words", data=data)
    return answer.headers.get("Location") or answer.text


def test_a_check_in_begins_with_free_words_and_shows_what_it_understood() -> None:
    here = house()
    check_in = open_check_in(here)
    assert "<textarea" in here.visit(check_in)

    page = say(here, check_in, "my right hamstring is sore since yesterday")

    for fact in ("q.side", "q.site", "q.onset_days"):
        assert f'name="fact" value="{fact}" checked' in page
    assert "The middle of the back of the thigh" in page


def test_what_was_right_is_not_asked_and_what_was_unticked_is() -> None:
    here = house()
    check_in = open_check_in(here)
    words = "my right hamstring is sore since yesterday, 4 out of 10"

    say(here, check_in, words, keep="1", fact=["q.site", "q.onset_days", "q.pain"])

    here.send(check_in, step="Q1", bundle="no")
    here.send(check_in, step="Q2", bundle="no")
    assert 'name="q.side"' in here.visit(check_in)
    here.send(check_in, step="Q3", q__side="left")
    assert 'name="q.onset"' in here.visit(check_in)


def test_words_without_a_meaning_say_so() -> None:
    here = house()

    assert "I did not catch" in say(here, open_check_in(here), "bananas")


def test_a_danger_in_free_words_does_not_wait_for_a_question() -> None:
    here = house()

    goes_to = say(here, open_check_in(here), "My chest feels tight, I mean chest pain, and my calf is sore.")

    page = here.visit(goes_to)
    assert 'data-triage="urgent"' in page
    assert "tel:112" in page


def test_free_words_are_taken_back_like_any_answer() -> None:
    here = house()
    check_in = open_check_in(here)
    say(here, check_in, "left calf", keep="1", fact=["q.site", "q.side"])

    here.send(check_in, back="1")

    with here.world.store.unit() as unit:
        kept = unit.check_ins.get(check_in.rsplit("/", 1)[1])
    assert kept is not None
    assert kept.check_in.answers == {}


def test_a_question_can_be_heard() -> None:
    here = house()
    check_in = open_check_in(here)

    sound = here.client.get(f"{check_in}/question.wav")

    assert sound.mimetype == "audio/wav"
    sound.close()
    assert "chest pain" in here.speech.said[0]


def test_an_assessment_shows_where_it_hurts_and_offers_the_hand_over() -> None:
    here = house()
    page = here.visit(answered(here, open_check_in(here), SORE_THE_NEXT_DAY))

    assert 'class="spot thighs_general on"' in page
    assert "/hand-over" in page
