"""`inspect`, `assess` and `doctor`: the contracts that other programs rely on, word for word."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build import fit
from tests.build.command import Afterrun

SHARED = Path(__file__).parents[4] / "shared"
INSPECTED = [
    "verdict", "reason", "file_type", "manufacturer", "product", "sessions", "warnings",
]  # fmt: skip
IN_A_SESSION = [
    "sport", "sub_sport", "start", "timer_s", "elapsed_s", "distance_m", "records", "hr_records",
    "hr_mean_bpm", "cadence_mean_spm", "ascent_m", "descent_m",
]  # fmt: skip
ASSESSED = [
    "top", "label", "also", "confidence", "triage", "urgency", "red_flags", "repairs", "blocked",
    "first_phase", "open_questions", "trace",
]  # fmt: skip
SORE: dict[str, Any] = {
    "run": {"hours_since": 30, "distance_km": 30, "spike_pct": 40},
    "q": {
        "site": "thighs_general", "side": "both", "onset": "next_day", "pain": 3, "walk": "normal",
        "tender": "diffuse",
    },
    "p": {"age": 51},
}  # fmt: skip


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def facts(afterrun: Afterrun, document: object) -> Path:
    return written(
        afterrun.home / "facts.yaml", document if isinstance(document, str) else yaml.dump(document)
    )


def test_inspect_prints_one_object_with_the_published_names(afterrun: Afterrun) -> None:
    ended = afterrun("inspect", written(afterrun.home / "a.fit", fit.run(60)), "--json")

    assert (ended.code, ended.err) == (0, "")
    assert list(ended.json) == INSPECTED
    (session,) = ended.json["sessions"]
    assert list(session) == IN_A_SESSION
    assert (ended.json["verdict"], session["start"], session["records"]) == (
        "complete",
        "2021-09-08T01:46:40Z",
        60,
    )


@pytest.mark.parametrize(
    ("data", "verdict", "code"),
    [
        (fit.run(60), "complete", 0),
        (fit.run(60)[:-10], "partial", 0),
        (fit.run(60, sport=fit.CYCLING), "not_a_run", 0),
        (fit.file(fit.file_id(kind=2)), "not_an_activity", 0),
        (b"", "unreadable", 2),
        (b"no watch wrote this", "unreadable", 2),
    ],
    ids=["complete", "partial", "ride", "settings", "empty", "text"],
)
def test_inspect_ends_with_two_only_where_nothing_can_be_read(
    afterrun: Afterrun, data: bytes, verdict: str, code: int
) -> None:
    path = written(afterrun.home / "a.fit", data)

    ended = afterrun("inspect", path, "--json")

    assert (ended.json["verdict"], ended.code) == (verdict, code)
    assert list(ended.json) == INSPECTED
    assert bool(ended.json["reason"]) is (verdict != "complete")
    assert afterrun("inspect", path).code == code


@pytest.mark.parametrize("name", ["missing.fit", "."], ids=["missing", "folder"])
def test_inspect_answers_for_what_is_no_file_in_the_same_shape(afterrun: Afterrun, name: str) -> None:
    ended = afterrun("inspect", afterrun.home / name, "--json")

    assert (ended.code, list(ended.json), ended.json["verdict"]) == (2, INSPECTED, "unreadable")
    assert ended.json["reason"] in {
        "There is no such file. Check the path.",
        "This is a folder. Name a file in it.",
    }


def test_inspect_prints_every_number_with_all_that_it_carries(afterrun: Afterrun) -> None:
    path = written(afterrun.home / "a.fit", fit.run(600))

    (run,) = afterrun("inspect", path, "--metrics", "--json").json["runs"]

    assert {tuple(number) for number in run.values()} == {
        ("value", "unit", "formula", "reason", "coverage", "estimated", "low_confidence", "inputs")
    }
    assert all((number["value"] is None) == bool(number["reason"]) for number in run.values())
    assert run["distance"]["value"] == 1800.0
    assert run["rtss"]["reason"] == "no_threshold_pace"
    assert run["load"]["inputs"] == {"per_hour": 50.0}
    lines = afterrun("inspect", path, "--metrics").out.splitlines()
    assert any(line.split()[:3] == ["distance", "1800", "m"] for line in lines)
    assert any(
        line.split()[0:1] == ["rtss"] and line.endswith("missing: no_threshold_pace") for line in lines
    )


def test_inspect_stores_nothing(afterrun: Afterrun) -> None:
    afterrun("inspect", written(afterrun.home / "a.fit", fit.run(60)))

    assert not (afterrun.home / "data").exists()


def test_inspect_says_it_in_words_without_json(afterrun: Afterrun) -> None:
    ended = afterrun("inspect", written(afterrun.home / "a.fit", fit.run(60)))

    assert ended.out.startswith("a.fit: complete\n  sport running")


def test_assess_prints_one_object_with_the_published_names(afterrun: Afterrun) -> None:
    ended = afterrun("assess", facts(afterrun, SORE), "--json")

    assert (ended.code, ended.err, list(ended.json)) == (0, "", ASSESSED)
    told = ended.json
    assert (told["top"], told["first_phase"], told["red_flags"]) == ("doms", "doms_ease.p0", [])
    assert told["confidence"] in {"low", "moderate", "high"}
    assert "q.chest_pain" in told["open_questions"]


def test_assess_puts_a_red_flag_first(afterrun: Afterrun) -> None:
    ended = afterrun("assess", facts(afterrun, SORE | {"q": SORE["q"] | {"chest_pain": True}}), "--json")

    told = ended.json
    assert (ended.code, told["top"], told["triage"], told["urgency"]) == (
        0,
        "rf_cardiac",
        "urgent",
        "emergency_now",
    )
    assert told["red_flags"] == ["rf_cardiac"]


@pytest.mark.parametrize("document", [{}, {"q": None}, {"q": {"pain": None}}], ids=["none", "family", "fact"])
def test_assess_takes_what_is_not_given_as_unknown(afterrun: Afterrun, document: object) -> None:
    ended = afterrun("assess", facts(afterrun, document), "--json")

    assert (ended.code, ended.json["top"], ended.json["confidence"]) == (0, "unclear", "low")


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"q": {"pian": 3}}, "There is no fact called q.pian."),
        ({"q": {"pain": "much"}}, "q.pain must be a number from 0 to 10, not 'much'."),
        ({"q": {"pain": 11}}, "q.pain must be a number from 0 to 10, not 11."),
        ({"q": {"pain": True}}, "q.pain must be a number from 0 to 10, not True."),
        ({"q": {"pain": [3]}}, "q.pain must be a number from 0 to 10, not [3]."),
        ("q: {pain: .nan}", "q.pain must be a number from 0 to 10, not nan."),
        ({"q": {"cramp": "yes"}}, "q.cramp must be true or false, not 'yes'."),
        ({"q": {"walk": "hobble"}}, "q.walk must be one of normal, limp, cannot, not 'hobble'."),
        ({"q": {"on": {1: 2}}}, "There is no fact called q.on."),
        ({"q": [1]}, "The facts under q must be a mapping of names to values."),
        ({"d": {"spike": "large"}}, "The facts must be a mapping with the keys run, q and p, and no others."),
        ("", "The facts must be a mapping with the keys run, q and p, and no others."),
        ("- 1", "The facts must be a mapping with the keys run, q and p, and no others."),
        ("q: {pain: 3", "PATH is not valid YAML in line 1: expected ',' or '}', but got '<stream end>'."),
        ("q:\n  pain: 3\n bad", "PATH is not valid YAML in line 3: expected <block end>, but found '<scalar>'."),
        ("q: {pain: 2026-13-45}", "PATH is not valid YAML: month must be in 1..12"),
        ("q: \x00", "PATH is not valid YAML: unacceptable character #x0000: special characters are not allowed."),
        ("q: " + "[" * 1100, "PATH is not valid YAML: it is nested too deeply."),
    ],
)  # fmt: skip
def test_assess_says_in_one_sentence_what_is_wrong(
    afterrun: Afterrun, document: object, sentence: str
) -> None:
    path = facts(afterrun, document)
    sentence = sentence.replace("PATH", str(path))

    ended = afterrun("assess", path, "--json")

    assert ended.code == 2
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == 1
    assert ended.json == {"error": "bad_input", "reason": ended.err.strip()}
    assert afterrun("assess", path).out == ""


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: None, "cannot be read: No such file or directory."),
        (lambda path: path.mkdir(), "cannot be read: Is a directory."),
        (lambda path: path.write_bytes(b"q: \xff"), "is not a text file in UTF-8."),
    ],
    ids=["missing", "folder", "no text"],
)
def test_assess_names_a_file_it_cannot_read(afterrun: Afterrun, make: Any, words: str) -> None:
    path = afterrun.home / "facts.yaml"
    make(path)

    assert afterrun("assess", path, "--json").json["reason"] == f"{path} {words}"


def test_assess_says_it_in_words_without_json(afterrun: Afterrun) -> None:
    ended = afterrun("assess", facts(afterrun, SORE))

    assert "confidence" in ended.out
    assert "doms_ease.p0" in ended.out


@pytest.mark.skipif(not SHARED.exists(), reason="needs the vignettes beside the checkout")
def test_assess_takes_the_vignettes_as_they_are_written(afterrun: Afterrun) -> None:
    path = SHARED / "spec" / "soreness" / "vignettes_public.yaml"
    first = yaml.safe_load(path.read_text("utf-8"))["vignettes"][0]

    told = afterrun("assess", facts(afterrun, first["facts"]), "--json").json

    assert (told["top"], told["first_phase"]) == (first["expect"]["top"], first["expect"]["first_phase"])


@pytest.mark.slow
def test_doctor_prints_every_check_whatever_the_exit_code(afterrun: Afterrun) -> None:
    ended = afterrun("doctor", "--json")

    assert list(ended.json) == ["ok", "checks"]
    assert ended.code == (0 if ended.json["ok"] else 1)
    assert {"speech", "loudspeaker", "microphone", "address", "store"} <= {
        check["name"] for check in ended.json["checks"]
    }


def test_doctor_ends_with_one_when_something_needed_is_broken(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERRUN_DATA_DIR", "/dev/null/data")

    ended = afterrun("doctor")

    assert ended.code == 1
    assert "NO  store: /dev/null/data cannot be written: Not a directory. Set AFTERRUN_DATA_DIR" in ended.out


def test_a_wrong_setting_is_told_by_every_command(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERRUN_PORT", "web")

    ended = afterrun("doctor", "--json")

    assert (ended.code, ended.json["error"]) == (2, "bad_input")
    assert "AFTERRUN_PORT" in ended.err
