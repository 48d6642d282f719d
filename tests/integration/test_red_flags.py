"""The seventeen dangers, one test each: the flag leads, its urgency stands, nobody is sent to exercise."""

import re
from pathlib import Path

from service.content.loader import load
from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.catalogue import FactValue

CATALOGUE = load()
SORE: dict[str, FactValue] = {
    "run.hours_since": 20.0,
    "q.site": "mid_thigh_back",
    "q.side": "right",
    "q.onset": "next_day",
    "q.onset_days": 1.0,
    "q.pain": 4.0,
    "q.walk": "normal",
}
"""A runner with ordinary sore legs; each test adds the danger."""


def _assess(**more: FactValue) -> Assessment:
    return assess(SORE | {name.replace("_", ".", 1): value for name, value in more.items()}, CATALOGUE)


def _headline(seen: Assessment, flag: str, urgency: str, triage: str) -> None:
    assert (seen.top, seen.urgency, seen.triage) == (flag, urgency, triage)
    assert flag in {found.id for found in seen.red_flags}
    assert seen.also == ()
    plan, phase = seen.first_phase.split(".")
    (entry,) = (part for part in CATALOGUE.protocols[plan].phases if part.id == phase)
    assert {part.exercise for part in entry.exercises} <= {"breath_reset"}


def test_ordinary_soreness_raises_no_flag() -> None:
    assert _assess().red_flags == ()


def test_chest_pain_is_an_emergency() -> None:
    _headline(_assess(q_chest_pain=True), "rf_cardiac", "emergency_now", "urgent")


def test_a_swollen_calf_with_breathlessness_is_an_emergency() -> None:
    seen = _assess(q_calf_swelling=True, q_breathless=True)

    _headline(seen, "rf_pe_dvt", "emergency_now", "urgent")


def test_numbness_between_the_legs_is_an_emergency() -> None:
    _headline(_assess(q_saddle_numb=True), "rf_cauda_equina", "emergency_now", "urgent")


def test_vomiting_with_headache_after_a_run_is_an_emergency() -> None:
    _headline(_assess(q_vomiting=True, q_headache=True), "rf_eah_heat", "emergency_now", "urgent")


def test_cola_coloured_urine_is_an_emergency() -> None:
    _headline(_assess(q_dark_urine=True), "rf_rhabdo", "emergency_now", "urgent")


def test_a_rock_hard_worsening_limb_is_an_emergency() -> None:
    seen = _assess(q_tense_swelling=True, q_pain=9.0, q_trend="worse")

    _headline(seen, "rf_compartment", "emergency_now", "urgent")


def test_one_swollen_calf_is_for_today() -> None:
    _headline(_assess(q_calf_swelling=True), "rf_dvt", "same_day", "urgent")


def test_a_foot_that_does_not_lift_is_for_today() -> None:
    _headline(_assess(q_foot_drop=True), "rf_foot_drop", "same_day", "urgent")


def test_a_pop_with_a_bruise_is_for_today() -> None:
    seen = _assess(q_onset="sudden", q_pop=True, q_bruise=True)

    _headline(seen, "rf_avulsion", "same_day", "urgent")


def test_fever_is_for_today() -> None:
    _headline(_assess(q_fever=True), "rf_infection", "same_day", "urgent")


def test_a_bruise_on_a_blood_thinner_is_for_today() -> None:
    _headline(_assess(p_anticoagulant=True, q_bruise=True), "rf_haematoma", "same_day", "urgent")


def test_hip_pain_after_a_fall_at_seventy_is_for_today() -> None:
    seen = _assess(q_fall_trauma=True, p_age=70.0, q_site="outer_hip", q_onset="sudden")

    _headline(seen, "rf_hip_fracture", "same_day", "urgent")


def test_a_leg_that_carries_no_weight_is_for_today() -> None:
    _headline(_assess(q_walk="cannot"), "rf_no_weight", "same_day", "urgent")


def test_groin_pain_on_a_hop_is_for_two_days() -> None:
    seen = _assess(q_site="groin", q_onset="gradual", q_hop_pain=True)

    _headline(seen, "rf_bone_stress", "within_48h", "see_clinician")


def test_palpitations_with_cramps_are_for_today() -> None:
    _headline(_assess(q_palpitations=True, q_cramp=True), "rf_electrolyte", "same_day", "urgent")


def test_an_ache_that_always_stops_at_rest_is_for_this_week() -> None:
    seen = _assess(q_stops_at_rest=True, q_onset="during", q_onset_days=20.0, q_pain=2.0)

    _headline(seen, "rf_vascular", "within_7d", "see_clinician")


def test_night_pain_after_cancer_is_for_this_week() -> None:
    seen = _assess(q_night_pain=True, p_cancer_history=True, q_onset="gradual")

    _headline(seen, "rf_systemic", "within_7d", "see_clinician")


def test_every_flag_has_its_own_test_above() -> None:
    tested = re.findall(r'"(rf_\w+)", "\w+", "\w+"\)', Path(__file__).read_text(encoding="utf-8"))

    assert tested == [flag.id for flag in sorted(CATALOGUE.red_flags, key=lambda flag: tested.index(flag.id))]
    assert len(tested) == 17


def test_the_most_urgent_of_two_flags_is_the_headline() -> None:
    seen = _assess(q_fever=True, q_dark_urine=True)

    assert [found.id for found in seen.red_flags] == ["rf_rhabdo", "rf_infection"]
