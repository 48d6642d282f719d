import json
import math
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from types import MappingProxyType

import numpy as np
import pytest

from service.core.assessment import Assessment
from service.core.checkin import DONT_KNOW, CheckIn
from service.core.errors import WorldError
from service.core.metrics import Measure, RunMetrics
from service.store.codec import ASSESSMENT, CHECK_IN, FINDINGS, METRICS, SCRIPT, STATE
from tests.build import records as build
from voice.player.state import Mode, State


def metrics_with(distance: Measure) -> RunMetrics:
    return replace(build.metrics(), distance=distance)


def test_metrics_come_back_with_every_missing_number_and_its_reason() -> None:
    metrics = build.metrics(distance_m=None, quarantined="watch_left_running")

    loaded = METRICS.load(METRICS.dump(metrics))

    assert loaded == metrics
    assert loaded.distance.value is None
    assert loaded.ascent.value == 0.0
    assert loaded.start.utcoffset() == timedelta(0)


def test_a_moment_in_another_zone_is_still_that_moment() -> None:
    metrics = replace(build.metrics(), start=build.NOON.astimezone(timezone(timedelta(hours=-7))))

    loaded = METRICS.load(METRICS.dump(metrics))

    assert loaded.start == build.NOON
    assert loaded.start.astimezone(UTC).hour == 12


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_not_lost(value: float) -> None:
    loaded = METRICS.load(METRICS.dump(metrics_with(Measure(value, "m", "f"))))

    assert repr(loaded.distance.value) == repr(value)


def test_a_numpy_number_comes_back_as_a_plain_one() -> None:
    loaded = METRICS.load(METRICS.dump(metrics_with(Measure(np.float64(0.1) * 3, "m", "f"))))

    assert type(loaded.distance.value) is float
    assert loaded.distance.value == 0.1 * 3


def test_a_whole_number_may_stand_for_a_fact() -> None:
    assessment = replace(build.assessment(), facts={"p.age": 51, "q.walk": True, "d.one": 1.0})

    loaded = ASSESSMENT.load(ASSESSMENT.dump(assessment))

    assert repr(loaded.facts) == "{'p.age': 51.0, 'q.walk': True, 'd.one': 1.0}"


def test_a_read_only_mapping_is_a_mapping() -> None:
    assessment = replace(build.assessment(), facts=MappingProxyType({"q.walk": True}))

    assert ASSESSMENT.load(ASSESSMENT.dump(assessment)).facts == {"q.walk": True}


def test_an_assessment_comes_back_whole() -> None:
    assert ASSESSMENT.load(ASSESSMENT.dump(build.assessment())) == build.assessment()


def test_dont_know_is_not_a_word() -> None:
    check_in = CheckIn({"q.onset": DONT_KNOW, "q.cause": "dont_know", "q.walk": False})

    loaded = CHECK_IN.load(CHECK_IN.dump(check_in))

    assert loaded.answers["q.onset"] is DONT_KNOW
    assert loaded.answers["q.cause"] == "dont_know"
    assert loaded == check_in


def test_text_from_before_a_field_existed_still_loads() -> None:
    assert STATE.load('{"mode":"paused","step":3}') == State(mode=Mode.PAUSED, step=3)
    assert CHECK_IN.load('{"answers":{"q.walk":true}}') == CheckIn({"q.walk": True})


def test_text_from_after_a_field_was_dropped_still_loads() -> None:
    tree = json.loads(SCRIPT.dump(build.script())) | {"tempo": "slow"}

    assert SCRIPT.load(json.dumps(tree)) == build.script()


def test_a_value_of_the_wrong_type_is_not_stored() -> None:
    wrong = replace(build.assessment(), facts={"q.walk": object()})  # type: ignore[dict-item]  # the point of it

    with pytest.raises(TypeError, match="object cannot be stored"):
        ASSESSMENT.dump(wrong)


@pytest.mark.parametrize("text", ["", "[]", "null", '{"all":[{"id":"session_spike"}]}', "\x00"])
def test_damaged_text_is_the_worlds_fault(text: str) -> None:
    with pytest.raises(WorldError) as caught:
        FINDINGS.load(text)

    assert caught.value.code == "store_broken"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"answers":3}', '{"answers":{"q":{"unsure":"maybe"}}}', "null"]
)
def test_a_damaged_check_in_is_the_worlds_fault(text: str) -> None:
    with pytest.raises(WorldError, match="CheckIn"):
        CHECK_IN.load(text)


def test_the_error_names_the_place_and_never_the_answer() -> None:
    text = ASSESSMENT.dump(build.assessment()).replace('"self_care"', '{"secret":"pregnant"}')

    with pytest.raises(WorldError) as caught:
        ASSESSMENT.load(text)

    assert "triage" in caught.value.words
    assert "pregnant" not in caught.value.words
    assert caught.value.__suppress_context__
    assert Assessment.__name__ in caught.value.words


def test_a_word_is_not_read_as_a_number() -> None:
    with pytest.raises(WorldError, match="step"):
        STATE.load('{"step":"3"}')
