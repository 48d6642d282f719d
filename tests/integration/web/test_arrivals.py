"""Archives, many files and two records of one run, through the pages and the API."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping

import pytest

from service.core.errors import WorldError
from tests.build import fit, polar, tracks
from tests.build.web import house

ACTIVITIES = "/api/v1/activities"
LINES = {"Accept": "application/x-ndjson"}


def packed(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target.getvalue()


EXPORT = packed(
    {
        "a.fit": fit.run(60),
        "b.gpx": tracks.gpx(),
        "c.fit": b"no",
        "in.zip": packed({"d.tcx": tracks.tcx(sport="Biking")}),
        "e.csv": b"",
    }
)


def test_an_archive_is_answered_with_a_line_a_file_as_each_is_in() -> None:
    here = house()

    answer = here.client.post(f"{ACTIVITIES}?name=export.zip", data=EXPORT, headers=LINES)

    *lines, passed, last = [json.loads(line) for line in answer.text.splitlines()]
    assert [(line["path"], line["verdict"]) for line in lines] == [
        ("export.zip/a.fit", "complete"),
        ("export.zip/b.gpx", "complete"),
        ("export.zip/c.fit", "unreadable"),
        ("export.zip/in.zip/d.tcx", "not_a_run"),
    ]
    assert passed == {"path": "export.zip", "passed_over": 1}
    assert last == {"done": True}
    shares = [line["share"] for line in lines]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_an_archive_without_the_header_is_answered_as_many_files() -> None:
    answer = house().client.post(ACTIVITIES, data={"file": (io.BytesIO(EXPORT), "export.zip")})

    assert answer.status_code == 201
    assert len(json.loads(answer.text)["files"]) == 4


def test_findings_are_there_when_the_last_line_is() -> None:
    here = house()
    assert here.client.post(ACTIVITIES, data=EXPORT, headers=LINES).text.endswith('{"done": true}\n')

    runs = json.loads(here.client.get(ACTIVITIES).text)["runs"]

    assert len(runs) == 2
    assert all(run["findings"] for run in runs)


def test_a_reader_that_goes_away_stops_after_a_file_and_keeps_it() -> None:
    here = house()
    answer = here.client.post(ACTIVITIES, data=EXPORT, headers=LINES, buffered=False)

    first = str(next(iter(answer.response)))
    answer.close()

    assert "a.fit" in first
    runs = json.loads(here.client.get(ACTIVITIES).text)["runs"]
    assert len(runs) == 1
    assert runs[0]["findings"]


def test_one_packed_file_is_answered_like_one_file() -> None:
    answer = house().client.post(f"{ACTIVITIES}?name=run.fit.gz", data=gzip.compress(fit.run(60)))

    body = json.loads(answer.text)
    assert (answer.status_code, body["path"], body["verdict"]) == (201, "run.fit.gz", "complete")


@pytest.mark.parametrize("data", [EXPORT[:-30], b"PK\x03\x04nonsense"])
def test_a_broken_archive_is_one_sentence(data: bytes) -> None:
    answer = house().client.post(ACTIVITIES, data=data)

    assert answer.status_code == 422
    assert "damaged or cut off" in json.loads(answer.text)["detail"]
    assert "kept" not in json.loads(answer.text)["detail"]


def test_an_archive_with_no_run_in_it_says_so() -> None:
    answer = house().client.post(ACTIVITIES, data=packed({"notes.txt": b"x"}))

    assert (answer.status_code, json.loads(answer.text)["code"]) == (400, "no_file")


def test_a_disk_that_fails_on_the_way_is_the_last_line(monkeypatch: pytest.MonkeyPatch) -> None:
    here = house()

    def full(_sha256: str, _data: bytes) -> None:
        raise WorldError("The disk is full.", code="disk_full")

    monkeypatch.setattr(here.world.blobs, "put", full)

    answer = here.client.post(ACTIVITIES, data=EXPORT, headers=LINES)

    assert json.loads(answer.text.splitlines()[-1]) == {
        "done": False,
        "code": "disk_full",
        "detail": "The disk is full.",
    }


def test_the_plain_form_takes_archives_too() -> None:
    here = house()
    here.client.get("/")
    token = here.token("/")

    answer = here.client.post(
        "/activities", data={"form_token": token, "files": (io.BytesIO(EXPORT), "export.zip")}
    )

    assert answer.status_code == 200
    assert "export.zip/in.zip/d.tcx" in answer.text
    assert "Files that hold no run, such as tables and pictures: 1." in answer.text


def test_two_records_of_one_run_are_shown_as_one_and_can_be_separated() -> None:
    here = house()
    watch = json.loads(here.client.post(ACTIVITIES, data=tracks.tcx(tracks.tcx_lap(0, 600))).text)
    phone = json.loads(
        here.client.post(f"{ACTIVITIES}?name=phone.gpx", data=tracks.gpx(tracks.gpx_segment(0, 600))).text
    )

    page = here.visit(f"/activities/{watch['activity_id']}")
    before = json.loads(here.client.get(ACTIVITIES).text)["runs"]
    moved = here.send(
        f"/activities/{watch['activity_id']}/separate", page=f"/activities/{watch['activity_id']}"
    )
    after = json.loads(here.client.get(ACTIVITIES).text)["runs"]

    assert (watch["merged"], phone["merged"]) == (False, True)
    assert "phone.gpx" in page
    assert "They are two different runs" in page
    assert (len(before), len(after)) == (1, 2)
    assert moved.status_code == 303
    assert "They are two different runs" not in here.visit(f"/activities/{watch['activity_id']}")


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "application/octet-stream"]
)
def test_the_body_is_the_file_whatever_kind_the_sender_calls_it(kind: str) -> None:
    """`curl --data-binary` calls everything form-urlencoded."""
    here = house()

    answer = here.client.post(f"{ACTIVITIES}?name=a.fit", data=fit.run(), content_type=kind)

    told = json.loads(answer.text)
    assert answer.status_code == 201
    assert (told["path"], told["verdict"]) == ("a.fit", "complete")


@pytest.mark.parametrize("field", ["file", "files", "upload"])
def test_a_form_may_call_its_field_what_it_likes(field: str) -> None:
    form = {field: (io.BytesIO(fit.run()), "a.fit")}

    assert house().client.post(ACTIVITIES, data=form).status_code == 201


def test_a_polar_session_that_is_cut_off_is_kept_whole_and_told_in_a_sentence() -> None:
    here = house()
    whole = polar.session(polar.exercise(600))
    cut = whole[: len(whole) // 2]

    answer = here.client.post(f"{ACTIVITIES}?name=training-session-1.json", data=cut)

    told = json.loads(answer.text)
    assert answer.status_code == 422
    assert "cut off" in told["detail"]
    assert "Unpack Polar's export again." in told["detail"]
    assert here.client.get(f"/activities/{told['activity_id']}/original").data == cut
