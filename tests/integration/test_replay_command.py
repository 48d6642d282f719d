"""`afterrun replay` on a real store: the whole history, judged by this content and by another folder's."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import service.content
from service.cli import main
from service.config import read_settings
from service.core.assess import assess
from service.core.catalogue import FactValue
from service.wiring import open_world
from tests.build import records as build
from tests.build.story import Story

SORE: dict[str, FactValue] = {
    "q.site": "thighs_general",
    "q.side": "both",
    "q.onset": "next_day",
    "q.pain": 4.0,
}
FEVER: dict[str, FactValue] = {**SORE, "q.fever": True}


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A house that remembers one sore runner and, an hour later, one with a fever."""
    monkeypatch.setenv("AFTERRUN_DATA_DIR", str(tmp_path / "data"))
    with open_world(read_settings()) as world, world.store.unit() as unit:
        unit.check_ins.add(build.kept_check_in("c1"))
        for hours, facts in enumerate((SORE, FEVER)):
            kept = build.kept_assessment(f"a{hours}", made_at=build.NOON + timedelta(hours=hours))
            unit.check_ins.add_assessment(replace(kept, assessment=assess(facts, world.catalogue)))


def _content_without(folder: Path, gone: str) -> Path:
    installed = Path(service.content.__file__).parent
    shutil.copytree(installed, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "schema"))
    (folder / gone).unlink()
    return folder


def test_the_installed_content_says_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["replay"])

    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith("0 of 2 assessments would change")


def test_other_content_shows_who_would_have_been_told_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = _content_without(tmp_path / "other", "rules/red_flags/rf_infection.yaml")

    code = main(["replay", "--content", str(other), "--json"])

    told = json.loads(capsys.readouterr().out)
    (change,) = told.pop("changes")
    assert code == 0
    assert (told["assessments"], told["changed"], told["milder"]) == (2, 1, 1)
    assert (change["assessment_id"], change["milder"]) == ("a1", True)
    assert change["made_at"] == (build.NOON + timedelta(hours=1)).isoformat()
    assert told["content_version"] != change["content_version"]
    assert change["differs"]["top"] == {"before": "rf_infection", "after": "doms"}
    assert change["differs"]["triage"] == {"before": "urgent", "after": "self_care"}


def test_it_is_said_in_lines_to_read_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = _content_without(tmp_path / "other", "rules/red_flags/rf_infection.yaml")

    main(["replay", "--content", str(other)])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("a1 (milder)")
    assert "  top: rf_infection → doms" in lines
    assert "  red_flags: rf_infection → none" in lines
    assert lines[-1].endswith("1 would be told something milder.")


def test_a_folder_that_is_none_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["replay", "--content", str(tmp_path / "nowhere"), "--json"])

    told = capsys.readouterr()
    assert code == 2
    assert json.loads(told.out)["error"] == "bad_input"
    assert "is not a folder" in told.err


def test_content_that_does_not_fit_is_refused_with_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = _content_without(tmp_path / "other", "exercises/pelvic_tilt.yaml")

    assert main(["replay", "--content", str(other)]) == 2
    assert ".yaml: " in capsys.readouterr().err


@pytest.fixture
def months(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A house that remembers a tendon: its check-in, a re-check on each of three days, and one with a fever."""
    monkeypatch.setenv("AFTERRUN_DATA_DIR", str(tmp_path / "months"))
    story = Story()
    with open_world(read_settings()) as world:
        story.house = replace(world, clock=story.clock)
        story.check_in()
        for _ in range(3):
            story.clock.pass_by(hours=25)
            story.recheck()
        story.clock.pass_by(days=6)
        story.recheck(q_fever=True)


@pytest.mark.usefixtures("months")
def test_re_checks_are_replayed_with_what_was_carried_over_into_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["replay", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (told["assessments"], told["changed"], told["changes"]) == (5, 0, [])


@pytest.mark.usefixtures("months")
def test_other_content_changes_only_the_re_check_that_it_is_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = _content_without(tmp_path / "other", "rules/red_flags/rf_infection.yaml")

    main(["replay", "--content", str(other), "--json"])

    told = json.loads(capsys.readouterr().out)
    (change,) = told["changes"]
    assert (told["assessments"], told["milder"]) == (5, 1)
    assert change["differs"]["top"] == {"before": "rf_infection", "after": "pht"}
    assert change["differs"]["red_flags"] == {"before": ["rf_infection"], "after": []}


@pytest.mark.usefixtures("months")
def test_other_content_about_the_pattern_changes_the_whole_history_oldest_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = _content_without(tmp_path / "other", "rules/contraindications/K8.yaml")

    main(["replay", "--content", str(other), "--json"])

    told = json.loads(capsys.readouterr().out)
    times = [change["made_at"] for change in told["changes"]]
    assert len(times) == told["assessments"] == 5
    assert times == sorted(times)
    for change in told["changes"]:
        gone = set(change["differs"]["blocked"]["before"]) - set(change["differs"]["blocked"]["after"])
        assert "stretch_hamstring" in gone
