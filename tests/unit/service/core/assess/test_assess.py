from service.core.assess import assess
from service.core.catalogue import FactValue
from tests.build.catalogue import catalogue, catalogue_with, red_flag

SORE: dict[str, FactValue] = {"q.onset": "next_day", "q.tender": "diffuse", "q.side": "both", "q.pain": 4.0}


def test_the_best_score_is_the_headline_with_its_triage_and_phase() -> None:
    found = assess(SORE, catalogue())

    assert (found.top, found.label, found.confidence) == ("sore", "sore words", "high")
    assert (found.triage, found.urgency, found.first_phase) == ("self_care", None, "ease.p0")
    assert (found.red_flags, found.repairs, found.escalations) == ((), (), ())


def test_below_four_points_nothing_is_clear() -> None:
    found = assess({"q.tender": "diffuse", "d.one_sided": True}, catalogue())

    assert (found.top, found.confidence, found.triage) == ("unclear", "low", "rest_first")
    assert found.first_phase == "protect.p0"
    assert found.differential[0].ailment == "sore"
    assert found.also == ("sore",)


def test_four_points_are_enough() -> None:
    assert assess({"q.tender": "diffuse"}, catalogue()).top == "sore"


def test_the_label_brings_its_own_triage() -> None:
    mild = assess({"q.onset": "sudden"}, catalogue())
    limping = assess({"q.onset": "sudden", "q.walk": "limp", "q.pain": 4.0}, catalogue())

    assert (mild.top, mild.triage, mild.urgency) == ("tear_mild", "rest_first", None)
    assert (limping.top, limping.triage, limping.urgency) == ("tear_moderate", "see_clinician", "within_7d")


def test_a_red_flag_is_the_headline_and_the_differential_stays_for_the_clinician() -> None:
    found = assess({**SORE, "q.chest_pain": True}, catalogue())

    assert (found.top, found.label) == ("rf_heart", "Signs of rf_heart")
    assert (found.triage, found.urgency, found.first_phase) == ("urgent", "emergency_now", "refer.p0")
    assert (found.also, found.open_questions, found.confidence) == ((), (), "high")
    assert found.differential[0].ailment == "sore"


def test_the_phase_follows_the_most_urgent_flag() -> None:
    plans = {"emergency_now": "refer.p0", "same_day": "protect.p0"}
    both = catalogue_with(
        red_flags=(red_flag("day", "always"), red_flag("now", "always", urgency="emergency_now")),
        flag_plans=plans,
    )

    found = assess({}, both)

    assert (found.top, found.first_phase) == ("now", "refer.p0")
    assert [flag.id for flag in found.red_flags] == ["now", "day"]


def test_a_contradiction_caps_the_confidence_even_of_a_red_flag() -> None:
    sore = assess({**SORE, "q.pain": 1.0, "q.walk": "limp"}, catalogue())
    flagged = assess({"q.pain": 0.0, "q.walk": "cannot"}, catalogue())

    assert ([found.id for found in sore.repairs], sore.confidence) == (["X1"], "low")
    assert (flagged.top, flagged.confidence) == ("rf_walk", "low")


def test_an_escalation_raises_triage_and_leaves_the_headline() -> None:
    found = assess({**SORE, "q.onset_days": 50.0}, catalogue())

    assert (found.top, found.triage, found.urgency) == ("sore", "see_clinician", "routine_2w")
    assert [fired.id for fired in found.escalations] == ["T1"]


def test_an_escalation_without_urgency_asks_for_rest_only() -> None:
    found = assess({**SORE, "q.pain": 7.0}, catalogue())

    assert (found.triage, found.urgency) == ("rest_first", None)


def test_the_more_urgent_of_label_and_flag_counts() -> None:
    groin: dict[str, FactValue] = {
        "q.site": "groin",
        "q.hop_pain": True,
        "q.onset": "sudden",
        "q.walk": "limp",
    }

    found = assess({**groin, "q.pain": 4.0}, catalogue())

    assert (found.top, found.triage, found.urgency) == ("rf_bone", "see_clinician", "within_48h")


def test_contraindications_collect_what_is_blocked() -> None:
    found = assess({**SORE, "p.pregnant": True, "p.anticoagulant": True}, catalogue())

    assert found.blocked == ("bath", "lying", "massage")
    assert [fired.id for fired in found.contraindications] == ["K2", "K3"]


def test_the_same_facts_give_the_same_answer_and_the_content_version() -> None:
    assert assess(SORE, catalogue()) == assess(dict(reversed(SORE.items())), catalogue())
    assert assess(SORE, catalogue()).content_version == "test"


def test_the_facts_as_read_are_kept() -> None:
    assert assess(SORE, catalogue()).facts["d.one_sided"] is False


def test_without_any_condition_nothing_is_clear() -> None:
    assert assess({}, catalogue_with(ailments={}, scoring=())).top == "unclear"
