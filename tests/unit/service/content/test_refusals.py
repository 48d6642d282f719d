"""Content that does not fit stops the start, with the file's name and the reason."""

from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import pytest
import yaml

from service.content.loader import catalogue_of
from service.content.reading import read_document, read_files
from service.content.schema.common import Document
from service.core.catalogue import Catalogue
from service.core.errors import ContentError

Shelf = dict[str, Document]


@cache
def _files() -> dict[str, bytes]:
    return read_files(resources.files("service.content"))


@cache
def _shelf() -> Shelf:
    return {path: read_document(path, content) for path, content in _files().items()}


def _load(changed: dict[str, bytes]) -> Catalogue:
    """Give the content with some files changed, reading only those anew."""
    return catalogue_of(_shelf() | {path: read_document(path, text) for path, text in changed.items()}, "")


def _load_without(path: str) -> Catalogue:
    return catalogue_of({other: document for other, document in _shelf().items() if other != path}, "")


def _changed(path: str, change: Callable[[Any], object]) -> dict[str, bytes]:
    document = yaml.safe_load(_files()[path])
    change(document)
    return {path: yaml.safe_dump(document).encode()}


def _refused(load: Callable[[], object], path: str, reason: str) -> None:
    with pytest.raises(ContentError) as refusal:
        load()

    assert refusal.value.words.startswith(f"{path}: ")
    assert reason in refusal.value.words


Change = Callable[[Any], object]
BRIDGE, FLAG, SCORE = "exercises/iso_bridge.yaml", "rules/red_flags/rf_dvt.yaml", "rules/scoring/R01.yaml"
PLAN, PHT, ORDER = "protocols/pht_load.yaml", "conditions/pht.yaml", "questionnaire.yaml"
BLOCK, X5, BANDS = (
    "rules/contraindications/K1.yaml",
    "rules/contradictions/X5.yaml",
    "rules/derived/spike.yaml",
)
PAIN, SITE = "questions/q.pain.yaml", "questions/q.site.yaml"

REFUSALS: list[tuple[str, str, Change, str]] = [
    ("an unknown key", BRIDGE, lambda it: it.update(colour="red"), "colour: Extra inputs are not permitted"),
    ("a missing key", BRIDGE, lambda it: it.pop("stop_signs"), "stop_signs: Field required"),
    ("no stop signs", BRIDGE, lambda it: it.update(stop_signs=[]), "stop_signs: "),
    ("nothing about when to leave it out", BRIDGE, lambda it: it.update(avoid_if=[]), "(avoid_if)"),
    ("nothing easier", BRIDGE, lambda it: it.update(easier=[]), "no easier version"),
    ("an unknown easier one", BRIDGE, lambda it: it.update(easier=["float"]), "unknown exercise 'float'"),
    ("an unknown harder one", BRIDGE, lambda it: it.update(harder=["float"]), "unknown exercise 'float'"),
    ("a hold with a tempo", BRIDGE, lambda it: it["dose"].update(tempo_s=[1, 1]), "exclude each other"),
    ("neither hold nor tempo", BRIDGE, lambda it: it["dose"].pop("hold_s"), "either a hold or a tempo"),
    ("two sides, no switch", BRIDGE, lambda it: it["dose"].update(sides=2), "side_switch"),
    ("a number as a word", BRIDGE, lambda it: it["dose"].update(sets="3"), "dose.sets: "),
    ("a text with a loose end", BRIDGE, lambda it: it.update(breathe="Keep breathing. "), "breathe: "),
    ("no sources", BRIDGE, lambda it: it.update(sources=[]), "sources: "),
    ("an unknown source", BRIDGE, lambda it: it.update(sources=["hearsay"]), "unknown source 'hearsay'"),
    ("another file's name", BRIDGE, lambda it: it.update(id="bridge"), "what it holds is bridge"),
    ("an unknown fact", FLAG, lambda it: it.update(when="q.luck is true"), "unknown fact 'q.luck'"),
    ("a value no fact takes", FLAG, lambda it: it.update(when="q.walk is hop"), "q.walk is never 'hop'"),
    ("a condition of two words", FLAG, lambda it: it.update(when="q.walk limp"), "three words"),
    ("a result read too early", FLAG, lambda it: it.update(when="result.top is doms"), "only triage rules"),
    ("an unknown urgency", FLAG, lambda it: it.update(urgency="soon"), "urgency: "),
    ("a flag without a plan", FLAG, lambda it: it.update(urgency="routine_2w"), "no plan for the urgency"),
    ("no firing example", FLAG, lambda it: it.update(examples=it["examples"][1:]), "no example fires"),
    ("no quiet example", FLAG, lambda it: it.update(examples=it["examples"][:1]), "leaves the rule quiet"),
    (
        "an example of no fact",
        SCORE,
        lambda it: it["examples"][0]["given"].update(x=1),
        "unknown fact",
    ),
    ("points for nothing known", SCORE, lambda it: it["points"].update(luck=1), "unknown condition 'luck'"),
    ("points that are no whole number", SCORE, lambda it: it["points"].update(doms=1.5), "points.doms: "),
    ("a block of nothing", BLOCK, lambda it: it["block"].append("bananas"), "'bananas'"),
    ("a repair of an unknown fact", X5, lambda it: it["repairs"].append("q.luck"), "unknown fact 'q.luck'"),
    ("an impossible cautious reading", X5, lambda it: it["cautious"].update({"q.side": "up"}), "never 'up'"),
    ("a value the fact cannot take", BANDS, lambda it: it["cases"][0].update(value="vast"), "never 'vast'"),
    ("a derived fact never unknown", BANDS, lambda it: it["examples"].pop(), "one that gives unknown"),
    ("an unknown plan phase", PHT, lambda it: it["labels"][0].update(plan="pht_load.p9"), "plan phase"),
    ("no label for the rest", PHT, lambda it: it["labels"].pop(), "the last label must be always true"),
    ("an unknown exercise", PLAN, lambda it: it["phases"][0]["exercises"].append({"id": "float"}), "'float'"),
    ("an unknown advice", PLAN, lambda it: it["phases"][0]["advice"].append("luck"), "unknown advice 'luck'"),
    (
        "loading work where rest comes first",
        PLAN,
        lambda it: it["phases"][0]["exercises"].append({"id": "rdl"}),
        "p0 is for rest, and rdl is loading work",
    ),
    ("a question too long to say", PAIN, lambda it: it.update(says="and " * 14 + "so?"), "at most 14 words"),
    ("a question of the wrong kind", PAIN, lambda it: it.update(kind="yes_no"), "cannot be asked as yes_no"),
    ("a number without limits", PAIN, lambda it: it.pop("maximum"), "a minimum and a maximum"),
    ("a choice left out", SITE, lambda it: it["choices"].pop(), "the choices must be the fact's values"),
    ("a must that is never asked", ORDER, lambda it: it["branches"][0]["must"].append("q.pop"), "never asks"),
    ("a fact asked without words", ORDER, lambda it: it["profile"].append("run.race"), "no question for it"),
    ("also_no of another fact", ORDER, lambda it: it["opening"][0].update(also_no=["q.pop"]), "also_no"),
    ("two steps of one name", ORDER, lambda it: it["probes"].append(it["probes"][0]), "the same id"),
]


@pytest.mark.parametrize(
    ("path", "change", "reason"), [pytest.param(*case[1:], id=case[0]) for case in REFUSALS]
)
def test_it_refuses(path: str, change: Change, reason: str) -> None:
    _refused(lambda: _load(_changed(path, change)), path, reason)


def test_it_refuses_a_circle_of_easier_versions() -> None:
    files = _changed("exercises/pelvic_tilt.yaml", lambda it: it.update(easier=["iso_bridge"]))

    with pytest.raises(ContentError, match=r"exercises/\w+\.yaml: its easier versions never end at"):
        _load(files)


def test_it_refuses_derived_facts_that_read_each_other() -> None:
    files = _changed(
        "rules/derived/one_sided.yaml", lambda it: it["cases"][0].update(when="d.one_sided is true")
    )

    _refused(lambda: _load(files), "rules/derived", "these read each other")


def test_it_refuses_two_flags_in_one_place() -> None:
    files = _changed(FLAG, lambda it: it.update(order=1))

    _refused(lambda: _load(files), "rules/red_flags", "two files carry the same order")


def test_it_refuses_a_file_in_no_known_place() -> None:
    _refused(
        lambda: _load({"recipes/soup.yaml": b"{}"}), "recipes/soup.yaml", "no kind of content lives here"
    )


def test_it_refuses_what_is_not_yaml() -> None:
    _refused(lambda: _load({BRIDGE: b"id: [iso_bridge"}), BRIDGE, "not readable as YAML")


def test_it_refuses_bytes_that_are_no_text() -> None:
    _refused(lambda: _load({BRIDGE: b"id: \xff\xfe"}), BRIDGE, "not readable as YAML")


def test_it_refuses_a_key_given_twice() -> None:
    _refused(lambda: _load({BRIDGE: _files()[BRIDGE] + b"name: Bridge\n"}), BRIDGE, "a key is given twice")


def test_it_refuses_a_rule_on_a_fact_that_nothing_derives() -> None:
    _refused(
        lambda: _load_without("rules/derived/heat.yaml"), "rules/scoring/R92.yaml", "nothing derives 'd.heat'"
    )


def test_it_refuses_a_rule_on_a_fact_that_no_question_asks() -> None:
    _refused(
        lambda: _load_without("questions/q.morning_stiff.yaml"),
        "rules/scoring/R45.yaml",
        "no question asks 'q.morning_stiff'",
    )


def test_it_refuses_a_triage_rule_on_a_label_that_does_not_exist() -> None:
    path = "rules/triage/T2b.yaml"
    files = _changed(path, lambda it: it.update(when="result.top is domes"))

    _refused(lambda: _load(files), path, "no label is called 'domes'")


def test_it_refuses_to_start_without_the_questionnaire() -> None:
    with pytest.raises(ContentError, match="exactly one questionnaire file"):
        _load_without(ORDER)
