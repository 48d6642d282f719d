"""The one-page hand-over: the page and the PDF say the same, and an urgent one says only what matters."""

import zlib

import pytest

from service.app.handing_over import hand_over
from service.web.handover_pdf import sheet_pdf
from tests.build.talk import SORE_THE_NEXT_DAY, assessed
from tests.build.web import House, house


def sit_bone(here: House) -> str:
    answers = {
        **SORE_THE_NEXT_DAY, "q.site": "sit_bone", "q.side": "right", "q.onset": "gradual", "q.onset_days": 90.0,
        "q.sit_pain": True, "q.sitbone_tender": True, "q.pain": 4.0,
    }  # fmt: skip
    return assessed(here.world, answers).id


def test_the_page_tells_place_answers_reasons_and_pain() -> None:
    here = house()

    page = here.visit(f"/assessments/{sit_bone(here)}/hand-over")

    assert 'class="spot sit_bone on"' in page
    assert "The sit bone, right." in page
    assert "it crept up over days or weeks" in page
    assert "Does sitting on a hard chair hurt? yes" in page
    assert "No clinician has reviewed its content" in page


def test_the_pdf_is_one_page_of_text() -> None:
    here = house()

    answer = here.client.get(f"/assessments/{sit_bone(here)}/hand-over.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.data.count(b"/Type /Page\n") == 1
    assert b"/FontFile" not in answer.data


def test_a_long_story_is_set_smaller_until_it_fits() -> None:
    few = {"Who and when": ["x"], "What was answered": ["a question? yes"] * 5}
    many = {"Who and when": ["x"], "What was answered": ["a question? yes"] * 60}

    assert b"9.20 Tf" in _open(sheet_pdf(few, []))
    assert b"9.20 Tf" not in _open(sheet_pdf(many, []))


def _open(pdf: bytes) -> bytes:
    streams = (part.split(b"endstream")[0].strip(b"\r\n") for part in pdf.split(b"stream\n")[1:])
    opened = b""
    for stream in streams:
        try:
            opened += zlib.decompress(stream)
        except zlib.error:
            continue
    return opened


def test_denied_and_unknown_are_told_apart() -> None:
    here = house()

    told = hand_over(here.world, sit_bone(here))

    assert "Any pain or pressure in the chest?" in told.denied
    assert all(one.said is not None for one in told.answers)


def test_pain_is_told_day_by_day() -> None:
    here = house()
    sit_bone(here)
    here.clock.pass_by(days=3)

    told = hand_over(here.world, sit_bone(here))

    assert [pain for _, pain in told.pain] == [4.0, 4.0]
    assert (told.pain[1][0] - told.pain[0][0]).days == 3


@pytest.mark.parametrize("path", ["hand-over", "hand-over.pdf"])
def test_there_is_none_for_an_assessment_that_is_not_there(path: str) -> None:
    assert house().client.get(f"/assessments/nothing/{path}").status_code == 404
