"""The check-in itself, tried on every story: a runner who says only what is asked."""

from statistics import median, quantiles

import pytest

from service.content.loader import load
from tests.build.truthful import talk
from tests.build.vignettes import Vignette, own_vignettes, public_vignettes

CATALOGUE = load()
ALL = [*own_vignettes(), *public_vignettes()]
TALKS = [(one, talk(one.truth, CATALOGUE)) for one in ALL]
TYPICAL, LONG, LONGEST = 8, 10, 12
"""Questions. Source: soreness.md §2: median 8, 90th percentile 10, at most 12."""
ENOUGH = 0.95
"""Source: soreness.md §6."""
NEVER_LEFT_OUT = [fact for branch in CATALOGUE.questionnaire.branches for fact in branch.must]


@pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in ALL])
def test_a_danger_in_the_story_ends_the_talk(one: Vignette) -> None:
    done = talk(one.truth, CATALOGUE).done

    assert (done.why == "red_flag") is one.expect["top"].startswith("rf_")


def test_hearing_only_what_was_asked_never_sends_a_milder_way() -> None:
    too_mild = [one.id for one, held in TALKS if one.is_under_triaged(held.found)]

    assert too_mild == []


def test_hearing_only_what_was_asked_is_enough() -> None:
    other_top = [one.id for one, held in TALKS if not one.top_fits(held.found)]
    other_step = [one.id for one, held in TALKS if not one.step_fits(held.found)]

    assert len(other_top) <= (1 - ENOUGH) * len(TALKS), other_top
    assert len(other_step) <= (1 - ENOUGH) * len(TALKS), other_step


def test_a_check_in_is_short() -> None:
    lengths = [held.questions for _, held in TALKS]

    assert median(lengths) <= TYPICAL
    assert quantiles(lengths, n=10)[-1] <= LONG
    assert max(lengths) <= LONGEST


def test_every_must_has_a_question() -> None:
    assert set(NEVER_LEFT_OUT) <= set(CATALOGUE.questionnaire.questions)
