"""A large archive in the page: the bar moves, the counts are right, one can stop, and a report comes out."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bench.imports import one_file
from tests.e2e.conftest import House

FILES = 120


def archive(path: Path, count: int = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for index in range(count):
            made.writestr(f"activities/{index:04}.fit", one_file(index))
        made.writestr("activities/broken.fit", b"no watch wrote this")
        made.writestr("activities.csv", b"id")
    return path


@pytest.mark.e2e
def test_an_archive_is_read_with_a_moving_bar_and_a_report(page: Page, house: House, tmp_path: Path) -> None:
    page.goto(house.address)
    page.set_input_files("#files", archive(tmp_path / "export.zip"))

    expect(page.locator("[data-count]").first).to_have_text(
        re.compile(r"Reading export.zip, \d+ files so far")
    )
    expect(page.locator("[data-report]")).to_be_visible()
    with page.expect_download() as download:
        page.click("[data-report]")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))

    assert len(rows) == FILES + 1
    assert {row["verdict"] for row in rows} == {"complete", "unreadable"}
    assert rows[-1]["file"] == "export.zip/activities/broken.fit"
    expect(page.locator("[data-verdicts] .bad")).to_have_count(1)
    expect(page.locator("[data-verdicts] .note")).to_have_text(
        "Files in export.zip that hold no run, such as tables and pictures: 1."
    )
    assert page.locator("[data-drop] progress").evaluate("bar => bar.value === bar.max")


@pytest.mark.e2e
def test_stopping_keeps_what_is_in_and_leaves_the_rest(page: Page, house: House, tmp_path: Path) -> None:
    page.goto(house.address)
    page.set_input_files("#files", archive(tmp_path / "export.zip", 400))
    expect(page.locator("[data-verdicts] li").nth(2)).to_be_visible()

    page.click("[data-cancel]")

    expect(page.locator("[data-count]").first).to_have_text(
        re.compile(r"Stopped\. What was read before is kept")
    )
    told = page.locator("[data-verdicts] li.good").count()
    page.wait_for_timeout(1500)
    kept = page.evaluate("fetch('/api/v1/activities?limit=500').then(a => a.json()).then(a => a.runs.length)")
    page.wait_for_timeout(1500)
    later = page.evaluate(
        "fetch('/api/v1/activities?limit=500').then(a => a.json()).then(a => a.runs.length)"
    )
    assert told <= kept == later < 400


def watch_folder(folder: Path) -> Path:
    """Give a folder as a watch on a cable has it: runs below `Activity`, beside what holds none."""
    runs = folder / "GARMIN" / "Activity"
    runs.mkdir(parents=True)
    for index in range(3):
        (runs / f"{index}.FIT").write_bytes(one_file(index))
    (runs / ".half-written.fit").write_bytes(b"half")
    (folder / "GARMIN" / "device.xml").write_bytes(b"<Device/>")
    return folder / "GARMIN"


def three_runs_came_in(page: Page) -> None:
    expect(page.locator("[data-report]")).to_be_visible()
    expect(page.locator("[data-verdicts] li:not(.note)")).to_have_count(3)
    expect(page.locator("[data-verdicts] li.good")).to_have_count(3)
    names = page.locator("[data-verdicts] li.good a").all_text_contents()
    assert names == ["0.FIT", "1.FIT", "2.FIT"]


@pytest.mark.e2e
def test_a_picked_folder_sends_its_runs_and_nothing_else(page: Page, house: House, tmp_path: Path) -> None:
    page.goto(house.address)

    page.set_input_files("input[data-folder]", watch_folder(tmp_path))

    three_runs_came_in(page)


@pytest.mark.e2e
def test_a_dropped_folder_sends_its_runs_and_an_empty_one_says_so(
    page: Page, house: House, tmp_path: Path
) -> None:
    page.goto(house.address)
    (tmp_path / "empty").mkdir()

    drop(page, tmp_path / "empty")
    expect(page.locator("[data-count]").first).to_have_text(re.compile("no file here that may hold a run"))
    drop(page, watch_folder(tmp_path))

    three_runs_came_in(page)


def drop(page: Page, path: Path) -> None:
    """Drop a file or folder as the desktop does, which no script in a page can."""
    zone = page.locator("[data-drop]").bounding_box()
    assert zone is not None
    browser = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        place = {"x": zone["x"] + zone["width"] / 2, "y": zone["y"] + 20}
        browser.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})
