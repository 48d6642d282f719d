from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.content.loader import load
from service.core.assess import assess
from service.core.catalogue import FactValue
from service.core.replay import Change, given_facts, replay
from tests.build.catalogue import catalogue, catalogue_with, escalation, red_flag
from tests.build.facts import facts

REAL = load()
SORE: dict[str, FactValue] = {"q.onset": "next_day", "q.tender": "diffuse", "q.side": "both"}


def test_the_same_content_changes_nothing() -> None:
    before = assess(SORE, catalogue())

    assert replay(before, catalogue()).changes == ()
    assert replay(before, catalogue()).after == before


def test_a_new_danger_shows_everything_that_is_said_otherwise() -> None:
    before = assess(SORE, catalogue())
    stricter = catalogue_with(red_flags=(red_flag("rf_new", "q.onset is next_day"),))

    found = replay(before, stricter)

    assert Change("top", before.top, "rf_new") in found.changes
    assert Change("triage", "self_care", "urgent") in found.changes
    assert Change("red_flags", (), ("rf_new",)) in found.changes
    assert not found.is_milder


@pytest.mark.parametrize("urgency", ["within_7d", "routine_2w"])
def test_a_caution_that_goes_is_milder_and_said_so(urgency: str) -> None:
    careful = catalogue_with(escalations=(escalation("T9", "q.side is both", urgency=urgency),))
    before = assess(SORE, careful)

    assert replay(before, catalogue()).is_milder


def test_the_same_level_of_care_but_later_is_milder() -> None:
    soon = catalogue_with(escalations=(escalation("T9", "q.side is both", urgency="within_48h"),))
    late = catalogue_with(escalations=(escalation("T9", "q.side is both", urgency="routine_2w"),))

    assert replay(assess(SORE, soon), late).is_milder
    assert not replay(assess(SORE, late), soon).is_milder


def test_a_contradiction_is_found_again_in_what_was_said() -> None:
    before = assess({"q.pain": 0.0, "q.walk": "limp", "run.spike_pct": 12.0}, REAL)

    assert before.facts["q.pain"] == 5
    assert given_facts(before) == {"q.pain": 0.0, "q.walk": "limp", "run.spike_pct": 12.0}
    assert replay(before, REAL).changes == ()


def test_content_that_reads_the_answers_as_they_were_is_not_given_the_cautious_reading() -> None:
    before = assess({"q.pain": 0.0, "q.walk": "limp"}, REAL)

    after = replay(before, replace(REAL, contradictions=())).after

    assert after.facts["q.pain"] == 0


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_every_assessment_gives_back_the_facts_it_was_given(data: st.DataObject) -> None:
    stated = data.draw(facts())

    before = assess(stated, REAL)

    assert given_facts(before) == stated
    assert replay(before, REAL).after == before
