"""What the article says, kept or put right, as Afterrun does it: what is asked, weighed, offered and held back."""

import re
from datetime import date
from pathlib import Path

import pytest

from service.core.catalogue import FactValue
from service.core.words import hear
from tests.build import stories_of_the_article as stories
from tests.build.told import CATALOGUE, Told, told
from voice.assistants.grammar import sentences

SUNDAY = date(2026, 11, 22)


def points(facts: stories.Story, ailment: str) -> dict[str, int]:
    """Give the points that these facts bring one pattern, by rule."""
    (standing,) = (one for one in told(facts).found.differential if one.ailment == ailment)
    return {one.rule: one.points for one in (*standing.reasons_for, *standing.reasons_against)}


def tags(made: Told) -> set[str]:
    return {tag for name in made.exercises for tag in CATALOGUE.exercises[name].tags}


def test_s1_the_reader_is_led_to_a_plan_for_fifty_and_over() -> None:
    tendon, vague = told(stories.TENDON), told(stories.VAGUE)

    assert (tendon.found.top, tendon.found.triage, tendon.found.urgency) == (
        "pht",
        "see_clinician",
        "routine_2w",
    )
    assert tendon.plan.fifty_plus
    assert tendon.exercises
    assert vague.found.top == "unclear"
    assert vague.found.open_questions


def test_s3_there_are_reasons_on_both_sides_and_never_more_than_three_patterns() -> None:
    found = told(stories.CRAMP).found

    assert found.also
    assert len({found.top, *found.also}) <= 3
    assert found.differential[0].reasons_for
    assert any(one.reasons_against for one in found.differential)


def test_s5_low_potassium_is_no_headline_of_a_sore_hamstring() -> None:
    sore = told(stories.STRAIN)
    weak = told({**stories.CRAMP, "q.palpitations": True, "q.weak": True})

    assert {"eamc", "rf_electrolyte"}.isdisjoint({sore.found.top})
    assert "potassium" not in sore.text
    assert weak.found.top == "rf_electrolyte"


@pytest.mark.parametrize("fact", ["p.kidney_disease", "p.k_raising_drug"])
def test_s8_the_foods_are_held_back_where_potassium_may_harm(fact: str) -> None:
    assert "potassium_food_tip" in told(stories.CRAMP).advice
    assert "potassium_food_tip" not in told({**stories.CRAMP, fact: True}).advice
    assert "potassium_food_tip" not in told({**stories.CRAMP, "q.palpitations": True, "q.weak": True}).advice


def test_s10_three_ways_into_a_strain_are_weighed() -> None:
    tight = {**stories.STRAIN, "q.onset": "during"}

    assert points(stories.STRAIN, "hamstring_strain")["R02"] > 0
    assert points(stories.STRAIN, "hamstring_strain")["R35"] > 0
    assert points(tight, "hamstring_strain")["R05"] > 0
    assert points(stories.TENDON, "pht")["R48"] > 0


@pytest.mark.parametrize(
    ("sign", "grade"),
    [
        ({}, "hamstring_strain_mild"),
        ({"q.bruise": True}, "hamstring_strain_moderate"),
        ({"q.weak": True}, "hamstring_strain_moderate"),
        ({"q.pain": 6.0}, "hamstring_strain_moderate"),
        ({"q.gap": True}, "hamstring_strain_severe"),
    ],
)
def test_s11_a_strain_is_graded_by_its_signs(sign: stories.Story, grade: str) -> None:
    found = told({**stories.STRAIN, **sign}).found

    assert {one.ailment: one.label for one in found.differential}["hamstring_strain"] == grade


def test_s15_a_burn_that_ends_with_the_effort_is_known() -> None:
    assert told(stories.BURN).found.top == "metabolic_fatigue"
    assert points(stories.BURN, "metabolic_fatigue")["R04"] > 0
    assert points(stories.BURN, "metabolic_fatigue")["R104"] > 0
    assert points({**stories.BURN, "run.hours_since": 7.0, "q.pain": 3.0}, "metabolic_fatigue")["R105"] < 0


def test_s17_the_next_day_and_one_instant_are_told_apart() -> None:
    values = {choice.value for choice in CATALOGUE.questionnaire.questions["q.onset"].choices}

    assert {"next_day", "sudden"} <= values
    assert told(stories.SORE).found.top == "doms"
    assert points(stories.SORE, "doms")["R01"] > 0
    assert points({**stories.SORE, "q.onset": "sudden"}, "doms")["R02"] < 0


def test_s18_on_day_seven_it_is_no_plain_soreness_any_more() -> None:
    week: stories.Story = {**stories.SORE, "q.onset_days": 7.0, "run.hours_since": 175.0}

    assert told(week).found.top != "doms"


def test_s19_an_unusual_run_speaks_for_soreness() -> None:
    used = {**stories.SORE, "run.spike_pct": 0.0, "run.descent_m_per_km": 0.0, "run.hard_share": 0.0}

    assert {"R100", "R101"} <= points(stories.SORE, "doms").keys()
    assert {"R100", "R101"}.isdisjoint(points(used, "doms"))


def test_s20_warmth_is_held_back_from_a_fresh_tear() -> None:
    assert {"heat", "light_massage"} <= set(told(stories.SORE).advice)
    assert "heat" in told(stories.STRAIN).found.blocked
    assert "heat_pad_unsupervised" in told({**stories.SORE, "p.diabetes": True}).found.blocked


def test_s21_the_gentle_four_are_in_the_first_session() -> None:
    made = told(stories.SORE)

    assert {"walk_easy", "easy_cycle_note", "cat_cow"} <= set(made.exercises)
    assert [pick.words for pick in made.plan.phase.picks] == ["a walk", "easy cycling", "swimming", "yoga"]
    assert {pick.id for pick in made.plan.phase.picks} <= sentences()["intents"].keys()
    assert "swim" in CATALOGUE.exercises["easy_cycle_note"].name


@pytest.mark.parametrize(
    ("words", "fact", "value"),
    [
        ("runner's butt", "q.site", "sit_bone"),
        ("my high hamstring tendon", "q.site", "sit_bone"),
        ("high hamstring tendonitis", "q.site", "sit_bone"),
        ("proximal hamstring tendinopathy", "q.site", "sit_bone"),
        ("it hurts to sit", "q.sit_pain", True),
        ("it hurts on hard seats", "q.sit_pain", True),
        ("worse when I speed up", "q.fast_bend_pain", True),
        ("it hurts when I accelerate", "q.fast_bend_pain", True),
        ("worse when I bend forward", "q.fast_bend_pain", True),
        ("it hurts when I walk briskly", "q.fast_bend_pain", True),
        ("worse the longer I run", "q.warmup", "worsens"),
    ],
)
def test_s22_s24_nicknames_and_complaints_are_understood(words: str, fact: str, value: FactValue) -> None:
    assert hear(words, CATALOGUE, today=SUNDAY).get(fact) == value


def test_s23_the_sit_bone_can_be_named_and_its_press_is_explained() -> None:
    asked = CATALOGUE.questionnaire.questions
    pressing = asked["q.sitbone_tender"].help

    assert "sit_bone" in {choice.value for choice in asked["q.site"].choices}
    assert pressing
    assert "two fingers" in pressing


def test_s24_what_the_tendon_dislikes_is_weighed_for_it() -> None:
    weighed = points(stories.TENDON, "pht")

    assert all(weighed[rule] > 0 for rule in ("R10", "R40", "R44"))


def test_s25_nerve_signs_bring_a_clinician_and_the_slider_but_no_stretch() -> None:
    made = told(stories.SCIATIC)

    assert (made.found.top, made.found.urgency) == ("pht_sciatic", "within_7d")
    assert "nerve_slider" in made.exercises
    assert "stretch_hamstring" not in tags(made)


def test_s26_a_slow_start_speaks_for_the_tendon_and_its_plan_sits_on_no_saddle() -> None:
    assert points(stories.TENDON, "pht")["R03"] > 0
    for phase in CATALOGUE.protocols["pht_load"].phases:
        assert "easy_cycle_note" not in told(stories.TENDON, phase=f"pht_load.{phase.id}").exercises
    assert any(
        "swimming instead when sitting hurts" in step for step in CATALOGUE.exercises["easy_cycle_note"].setup
    )


def test_s27_a_sore_buttock_is_asked_about_the_back_and_its_dangers() -> None:
    (branch,) = (one for one in CATALOGUE.questionnaire.branches if one.id == "B_buttock")
    buttock: stories.Story = {"q.site": "buttock_deep", "q.onset": "gradual", "q.back_pain": True}

    assert "q.back_pain" in branch.must
    assert points(buttock, "lumbar_referred")["R63"] > 0
    assert told({**buttock, "q.saddle_numb": True}).found.top == "rf_cauda_equina"


@pytest.mark.parametrize(
    "more", [{"q.onset_days": 42.0}, {"q.pain": 7.0}, {"q.tingle": True, "q.onset_days": 5.0}]
)
def test_s30_a_tendon_that_is_long_strong_or_tingling_must_be_seen(more: stories.Story) -> None:
    mild: stories.Story = {**stories.TENDON, "q.onset_days": 10.0, "q.pain": 3.0}

    assert told(mild).found.triage == "rest_first"
    assert told({**mild, **more}).found.triage == "see_clinician"


def test_s32_s35_no_stretch_and_no_sweep_on_a_sore_sit_bone_or_a_fresh_tear() -> None:
    assert {"stretch_hamstring", "ham_dynamic_sweep"} <= set(told(stories.TENDON).found.blocked)
    assert "stretch_hamstring" in told(stories.STRAIN).found.blocked
    assert "ham_dynamic_sweep" in {item.exercise for item in CATALOGUE.sittings["after_run"]}
    assert CATALOGUE.exercises["ham_dynamic_sweep"].dose.hold_s is None


@pytest.mark.parametrize("story", [stories.STRAIN, stories.TENDON, stories.VAGUE])
def test_s37_the_first_days_hold_no_heavy_work(story: stories.Story) -> None:
    made = told(story)

    assert made.plan.rest_first
    assert {"stage2", "stage3", "stage4", "heavy_load"}.isdisjoint(tags(made))


def test_s38_the_single_leg_deadlift_waits_for_the_third_stage_of_the_tendon() -> None:
    holding = [
        phase.id
        for phase in CATALOGUE.protocols["pht_load"].phases
        if "single_leg_deadlift" in told(stories.TENDON, phase=f"pht_load.{phase.id}").exercises
    ]

    assert set(holding) <= {"p3", "p4"}
    assert CATALOGUE.exercises["single_leg_deadlift"].easier[0] == "hip_hinge"


def test_s39_the_leg_lift_goes_down_to_the_straight_and_to_the_knee_version() -> None:
    assert "side_plank" in CATALOGUE.exercises["side_plank_leg_lift"].easier
    assert "side_plank_knee" in CATALOGUE.exercises["side_plank"].easier


@pytest.mark.parametrize("name", ["single_leg_deadlift", "side_plank_leg_lift"])
def test_s40_s41_both_exercises_can_be_done_by_ear_alone(name: str) -> None:
    made = CATALOGUE.exercises[name]

    assert len(made.setup) >= 2
    assert len(made.move) >= 2
    assert made.faults
    assert made.side_switch
    assert made.breathe
    assert not re.search(r"video|watch this|picture", " ".join((*made.setup, *made.move)), re.IGNORECASE)


def test_every_requirement_of_the_article_is_looked_at() -> None:
    here = Path(__file__)
    words = (here.parent / "test_article_requirements.py").read_text(encoding="utf-8")
    named = {int(n) for n in re.findall(r'Words\(\s*"S(\d+)"', words)}
    named |= {int(n) for n in re.findall(r"(?<=[_ ])s(\d+)(?=_)", here.read_text(encoding="utf-8"))}

    assert named == set(range(1, 44))
