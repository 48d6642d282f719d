"""Whole stories, from facts to first phase: our own, and the specification's, read from beside the checkout."""

import pytest

from service.content.loader import load
from service.core.assess import assess
from tests.build.vignettes import PUBLIC, Vignette, own_vignettes, public_vignettes

CATALOGUE = load()
ALL = [*own_vignettes(), *public_vignettes()]


@pytest.mark.skipif(
    not PUBLIC.exists(), reason="the specification's folder ../shared is not beside the checkout"
)
def test_all_public_vignettes_are_there() -> None:
    assert len(public_vignettes()) == 25


@pytest.mark.parametrize("vignette", [pytest.param(one, id=one.id) for one in ALL])
def test_a_story_ends_as_expected(vignette: Vignette) -> None:
    assert vignette.complaints(assess(vignette.truth, CATALOGUE)) == []


def test_nobody_is_sent_a_milder_way_than_was_right() -> None:
    too_mild = [one.id for one in ALL if one.is_under_triaged(assess(one.truth, CATALOGUE))]

    assert too_mild == []


@pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in ALL])
def test_a_milder_answer_would_be_noticed(one: Vignette) -> None:
    """Without any danger or caution most stories would be told too little: the measure can fail."""
    blind = assess({}, CATALOGUE)

    assert one.is_under_triaged(blind) == (one.expect["triage"] in {"see_clinician", "urgent"})
