"""The specification's own cases, from facts to first phase. Read from beside the checkout, never copied."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.content.loader import load
from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.facts import validate

VIGNETTES = Path(__file__).parents[3] / "shared/spec/soreness/vignettes_public.yaml"
CONFIDENCE = ("low", "moderate", "high")
CATALOGUE = load()


def _cases() -> list[Any]:
    if not VIGNETTES.exists():
        return []
    document = yaml.safe_load(VIGNETTES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["id"]) for case in document["vignettes"]]


def _assessed(case: Mapping[str, Any]) -> Assessment:
    named = {
        f"{kind}.{name}": value for kind, facts in case["facts"].items() for name, value in facts.items()
    }
    return assess(validate(named), CATALOGUE)


@pytest.mark.skipif(
    not VIGNETTES.exists(), reason="the specification's folder ../shared is not beside the checkout"
)
def test_all_vignettes_are_there() -> None:
    assert len(_cases()) == 25


@pytest.mark.parametrize("case", _cases())
def test_a_vignette_ends_as_expected(case: dict[str, Any]) -> None:
    expect = case["expect"]

    seen = _assessed(case)

    if seen.top not in expect.get("also_ok", ()):
        assert (seen.top, seen.first_phase) == (expect["top"], expect["first_phase"])
    assert (seen.triage, seen.urgency) == (expect["triage"], expect["urgency"])
    assert set(expect.get("must_block", ())) <= set(seen.blocked)
    if "repair" in expect:
        assert expect["repair"] in {repair.id for repair in seen.repairs}
    if "confidence_max" in expect:
        assert CONFIDENCE.index(seen.confidence) <= CONFIDENCE.index(expect["confidence_max"])
