"""What the whole content gives: completely, and with a version that any word changes."""

from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from service.content.loader import load
from service.content.reading import read_files, version_of
from service.content.schema.movement import FLOORS
from service.core.routine import sitting
from voice.phrases.loader import load as load_phrases
from voice.script.compile import compile_script
from voice.script.webvtt import estimated, timeline
from voice.speech import Voice

CATALOGUE = load()


def _files() -> dict[str, bytes]:
    return read_files(resources.files("service.content"))


def test_two_loads_give_the_same() -> None:
    assert load() == CATALOGUE


def test_another_folder_can_be_loaded(tmp_path: Path) -> None:
    for path, content in _files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)

    assert load(tmp_path) == replace(CATALOGUE, pictures={})


def test_one_changed_byte_changes_the_version() -> None:
    files = _files()
    path = "advice/ice.yaml"

    changed = version_of(files | {path: files[path] + b"\n"})

    assert changed != CATALOGUE.version == version_of(files)


def test_a_renamed_file_changes_the_version() -> None:
    assert version_of({"a.yaml": b"x"}) != version_of({"b.yaml": b"x"})


def test_bytes_that_move_between_name_and_content_change_the_version() -> None:
    assert version_of({"a": b"bc"}) != version_of({"ab": b"c"})


def test_the_order_of_files_does_not_change_the_version() -> None:
    files = _files()

    assert version_of(dict(reversed(files.items()))) == version_of(files)


def test_the_version_is_a_sha256() -> None:
    assert len(bytes.fromhex(CATALOGUE.version)) == 32


def test_scoring_rules_stand_in_the_order_a_person_counts() -> None:
    ids = [rule.id for rule in CATALOGUE.scoring]

    assert ids.index("R94") < ids.index("R100") < ids.index("R113")


def test_derived_facts_come_after_those_they_read() -> None:
    facts = [made.fact for made in CATALOGUE.derivations]

    assert facts.index("d.unaccustomed") > max(facts.index("d.spike"), facts.index("d.downhill"))


def test_a_phase_changes_only_the_part_of_a_dose_that_it_states() -> None:
    (hold, *_) = CATALOGUE.protocols["pht_load"].phases[0].exercises

    assert hold.exercise == "iso_bridge"
    assert hold.dose == replace(CATALOGUE.exercises["iso_bridge"].dose, reps=3, hold_s=20)


def test_a_bundle_is_one_step_with_its_own_sentence() -> None:
    (sudden,) = (branch for branch in CATALOGUE.questionnaire.branches if branch.id == "B_sudden")

    assert [step.kind for step in sudden.ask] == ["bundle", "one", "one"]
    assert sudden.ask[0].says
    assert sudden.ask[1].id == "B_sudden.walk"


def test_no_to_the_second_question_leaves_walking_open() -> None:
    (_, second, *_) = CATALOGUE.questionnaire.opening

    assert second.also_no == ("q.walk",)


def test_only_the_floors_have_nothing_easier() -> None:
    assert {made.id for made in CATALOGUE.exercises.values() if not made.easier} == FLOORS


@pytest.mark.parametrize("sitting", ["warm_up", "after_run"])
def test_a_sitting_walks_first_and_holds_nothing_still(sitting: str) -> None:
    first, *others = CATALOGUE.sittings[sitting]

    assert first.exercise == "walk_easy"
    assert all(part.dose.tempo_s for part in others)
    assert not any("static" in CATALOGUE.exercises[part.exercise].tags for part in others)
    assert CATALOGUE.sitting_words[sitting].title


def test_the_warm_up_takes_about_five_minutes() -> None:
    script = compile_script(sitting("warm_up", CATALOGUE), load_phrases())

    *_, last = timeline(script, estimated(Voice()))

    assert 270 <= last.start_s <= 345
