"""Every example in every rule file, as a test: what its author says it does is what it does."""

from importlib import resources
from typing import Any

import pytest
import yaml

from service.content.loader import load
from service.content.reading import read_files
from service.core.rules.parse import parse
from service.core.rules.predicate import judge
from service.core.rules.trace import Truth

TRUTHS = {True: Truth.YES, False: Truth.NO, "unknown": Truth.UNKNOWN}
FILES = {
    path: yaml.safe_load(content)
    for path, content in read_files(resources.files("service.content")).items()
    if path.startswith("rules/")
}


def _examples(*, derived: bool) -> list[Any]:
    return [
        pytest.param(document, example, id=f"{path.removeprefix('rules/').removesuffix('.yaml')}-{number}")
        for path, document in FILES.items()
        if path.startswith("rules/derived/") == derived
        for number, example in enumerate(document["examples"], 1)
    ]


@pytest.mark.parametrize(("document", "example"), _examples(derived=False))
def test_a_rule_does_what_its_example_says(document: dict[str, Any], example: dict[str, Any]) -> None:
    seen = judge(parse(document["when"]), example["given"]).truth

    assert seen is TRUTHS[example["gives"]]


@pytest.mark.parametrize(("document", "example"), _examples(derived=True))
def test_a_derived_fact_is_what_its_example_says(document: dict[str, Any], example: dict[str, Any]) -> None:
    (made,) = (derived for derived in load().derivations if derived.fact == f"d.{document['id']}")

    first = (value for value, when in made.cases if judge(when, example["given"]).truth is Truth.YES)

    assert next(first, "unknown") == example["gives"]


def test_every_file_is_a_rule_of_the_catalogue() -> None:
    catalogue = load()

    ids = {
        *(made.fact.removeprefix("d.") for made in catalogue.derivations),
        *(made.id for made in catalogue.contradictions),
        *(made.id for made in catalogue.red_flags),
        *(made.id for made in catalogue.scoring),
        *(made.id for made in catalogue.escalations),
        *(made.id for made in catalogue.contraindications),
    }

    assert ids == {document["id"] for document in FILES.values()}
    assert len(ids) == 7 + 6 + 17 + 68 + 17 + 10
