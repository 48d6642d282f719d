"""What a file or a number changes in runs that were here before is said: on pages, in the API, on the command line."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.outlets.fit_file.write import write_fit
from service.app.judging import measure_waiting
from service.app.profile import put_profile
from service.cli.main import main
from service.core.activity import Device
from service.core.athlete import Athlete
from tests.build.watch import MORNING, watch_run
from tests.build.web import House, house

DAYS = (0, 10, 20, 30)


def file(days: int, km: float = 6.0) -> bytes:
    return write_fit(watch_run(days=days, km=km), device=Device(), utc_offset_s=0, serial=1)


def furnished() -> House:
    found = house()
    found.clock.at = MORNING + timedelta(days=41)
    for days in DAYS:
        found.client.post(f"/api/v1/activities?name={days}.fit", data=file(days))
    found.client.post("/api/v1/activities?name=step.fit", data=file(40, 9.0))
    return found


def test_the_api_says_what_an_older_file_changed() -> None:
    client = furnished().client

    newest = client.post("/api/v1/activities?name=new.fit", data=file(41)).get_json()
    older = client.post("/api/v1/activities?name=old.fit", data=file(25, 12.0)).get_json()

    assert newest["later_runs"] is None
    assert older["later_runs"]["judged_again"] == 3
    assert older["later_runs"]["changed"] == 1
    assert older["later_runs"]["sentence"] == "3 later runs were judged again; 1 changed."
    changed = client.get("/api/v1/activities").get_json()["runs"][1]
    assert changed["rejudged"].startswith(
        "A run of 26 June 2026 came in later, so this one was judged again: "
    )


def test_lines_end_with_what_changed() -> None:
    client = furnished().client

    answer = client.post(
        "/api/v1/activities?name=old.fit", data=file(25, 12.0), headers={"Accept": "application/x-ndjson"}
    )

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [list(line) for line in lines[1:]] == [["later_runs"], ["done"]]
    assert lines[1]["later_runs"]["judged_again"] == 2


def test_the_page_after_the_import_says_it_once() -> None:
    here = furnished()
    address = here.client.get("/api/v1/activities").get_json()["runs"][0]["activity_id"]

    told = here.client.get(f"/activities/{address}?later=3&changed=1").text
    plain = here.client.get(f"/activities/{address}").text

    assert "3 later runs were judged again; 1 changed." in told
    assert "judged again" not in plain
    assert here.client.get(f"/activities/{address}?later=x&changed=<b>").status_code == 200


def test_the_command_line_says_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERRUN_DATA_DIR", str(tmp_path / "data"))
    for name, days, km in (("a", 0, 6.0), ("b", 10, 6.0), ("c", 20, 6.0), ("d", 40, 9.0), ("old", 25, 12.0)):
        (tmp_path / f"{name}.fit").write_bytes(file(days, km))
    main(["import", *(str(tmp_path / f"{name}.fit") for name in "abcd")])
    first = capsys.readouterr().out

    main(["import", str(tmp_path / "old.fit")])

    assert "judged again" not in first
    assert capsys.readouterr().out.splitlines()[-1] == "1 later run was judged again; 1 changed."


def test_a_changed_number_is_offered_and_taken() -> None:
    here = furnished()
    put_profile(here.world, Athlete(hr_max_bpm=196.0, hr_rest_bpm=48.0))

    page = here.visit("/profile?saved=1")
    assert "5 earlier runs would change" in page
    assert here.client.get("/api/v1/profile/rescore").get_json() == {"would_change": 5, "waiting": 0}

    answer = here.send("/profile/rescore")

    assert answer.status_code == 303
    assert "5 runs will be measured again" in here.client.get(answer.location).text
    assert "5 runs are being measured again" in here.client.get("/").text
    assert measure_waiting(here.world) == 5
    assert here.client.get("/api/v1/profile/rescore").get_json() == {"would_change": 0, "waiting": 0}
    assert "being measured" not in here.client.get("/").text
    (run, *_) = here.client.get("/api/v1/activities").get_json()["runs"]
    assert run["measured_by"]["hr_max"] == {
        "value": 196.0,
        "source": "stated",
        "since": None,
        "estimated": False,
    }
