from collections.abc import Mapping
from dataclasses import replace

from service.core.catalogue import Catalogue, FactValue
from service.core.checkin import DONT_KNOW, Answer, CheckIn
from service.core.questions import Ask, Done, next_step
from tests.build.catalogue import branch, catalogue, catalogue_with, one, questionnaire

PROFILE: dict[str, FactValue] = {"p.age": 40.0, "p.anticoagulant": False, "p.pregnant": False}
WELL: dict[str, Answer] = {
    "q.chest_pain": False,
    "q.palpitations": False,
    "q.vomiting": False,
    "q.dark_urine": False,
}
PLACE: dict[str, Answer] = {**WELL, "q.site": "mid_thigh_back", "q.side": "left", "q.pain": 4.0}


def step(
    answers: Mapping[str, Answer],
    *,
    asked: tuple[str, ...] = (),
    repaired: tuple[str, ...] = (),
    facts: Mapping[str, FactValue] = PROFILE,
    content: Catalogue | None = None,
) -> Ask | Done:
    check_in = CheckIn(answers=answers, asked=asked, repaired=repaired)
    return next_step(check_in, facts, catalogue=content or catalogue())


def ask(answers: Mapping[str, Answer], **more: object) -> Ask:
    found = step(answers, **more)  # type: ignore[arg-type]  # passed on as it came
    assert isinstance(found, Ask)
    return found


def facts_of(found: Ask) -> list[str]:
    return [question.fact for question in found.questions]


def test_dangers_are_asked_before_the_profile() -> None:
    assert ask({}, facts={"p.age": 40.0}).step == "Q1"


def test_an_unknown_profile_follows_the_opening_with_only_what_is_missing() -> None:
    opened: dict[str, Answer] = {**PLACE, "q.onset": "gradual", "q.onset_days": 9.0}

    found = ask(opened, facts={"p.age": 40.0})

    assert (found.step, found.kind, found.says) == ("profile", "profile", None)
    assert facts_of(found) == ["p.anticoagulant", "p.pregnant"]


def test_a_man_is_not_asked_whether_he_is_pregnant() -> None:
    opened: dict[str, Answer] = {**PLACE, "q.onset": "gradual", "q.onset_days": 9.0}

    found = ask(opened, facts={"p.sex": "male", "p.age": 40.0})

    assert facts_of(found) == ["p.anticoagulant"]


def test_a_re_check_asks_its_own_questions_after_the_dangers() -> None:
    check_in = CheckIn(answers=WELL, follow_up=("q.pain",))

    found = next_step(check_in, {**PROFILE, "q.site": "groin", "q.side": "left"}, catalogue=catalogue())

    assert isinstance(found, Ask)
    assert facts_of(found) == ["q.pain"]


def test_the_opening_begins_with_the_whole_body_as_one_question() -> None:
    first = ask({})

    assert (first.step, first.kind, first.says) == ("Q1", "bundle", "Q1?")
    assert facts_of(first) == ["q.chest_pain", "q.palpitations", "q.vomiting"]


def test_a_bundle_is_drilled_after_yes() -> None:
    drill = ask({}, asked=("Q1:yes",))

    assert (drill.step, drill.kind) == ("Q1:drill", "drill")
    assert facts_of(drill) == ["q.chest_pain", "q.palpitations", "q.vomiting"]


def test_a_drill_asks_for_walking_although_no_would_have_left_it() -> None:
    drill = ask({**WELL}, asked=("Q2:yes", "Q2:more"))

    assert (drill.step, facts_of(drill)) == ("Q2:drill", ["q.walk"])


def test_what_was_heard_already_is_not_asked_again() -> None:
    slots = ask({**WELL, "q.site": "groin"})

    assert (slots.step, slots.kind, facts_of(slots)) == ("Q3", "slots", ["q.side", "q.pain"])


def test_a_single_missing_slot_is_a_question_of_its_own() -> None:
    slot = ask({**WELL, "q.site": "groin", "q.side": "left"}, asked=("Q1", "Q2", "Q3:more"))

    assert (slot.step, slot.kind, slot.says) == ("Q3:more", "one", "q.pain?")


def test_the_rest_of_a_bundle_that_is_one_fact_is_a_question_of_its_own() -> None:
    rest = ask({"q.chest_pain": False, "q.vomiting": False})

    assert (rest.step, rest.kind, facts_of(rest)) == ("Q1", "one", ["q.palpitations"])


def test_how_many_days_waits_for_the_onset() -> None:
    onset = ask(PLACE)

    assert (onset.step, facts_of(onset)) == ("Q4", ["q.onset"])
    assert onset.facts == ("q.onset", "q.onset_days")


def test_how_many_days_is_not_asked_where_the_run_answers_it() -> None:
    answers = {**PLACE, "q.onset": "during"}

    assert facts_of(ask(answers, asked=("Q4:more",))) == ["q.onset_days"]
    with_run = ask(answers, asked=("Q4:more",), facts={**PROFILE, "run.hours_since": 30.0})
    assert with_run.step == "Bd1"


def test_the_branch_follows_the_answers() -> None:
    groin = ask({**PLACE, "q.site": "groin", "q.onset": "gradual", "q.onset_days": 9.0})
    sudden = ask({**PLACE, "q.onset": "sudden", "q.onset_days": 1.0})

    assert (groin.step, groin.kind) == ("Bg2", "one")
    assert (sudden.step, sudden.kind) == ("Bs1", "bundle")


def test_a_probe_stands_in_front_of_the_branch() -> None:
    probe = ask({**PLACE, "q.pain": 8.0, "q.onset": "sudden", "q.onset_days": 1.0})

    assert probe.step == "G1"


def test_an_urgent_flag_stops_in_the_middle_of_a_step() -> None:
    done = step({"q.chest_pain": True}, asked=("Q1:yes", "Q1:more"))

    assert done == Done("red_flag")


def test_a_less_urgent_flag_stops_at_the_end_of_its_step() -> None:
    bone = {**PLACE, "q.hop_pain": True, "q.site": "groin"}
    del bone["q.pain"]

    inside = step(bone, asked=("Q1", "Q2", "Q3:more"))
    after = step({**bone, "q.pain": 4.0}, asked=("Q1", "Q2", "Q3:more", "Q3"))

    assert isinstance(inside, Ask)
    assert inside.step == "Q3:more"
    assert after == Done("red_flag")


def test_no_place_and_no_pain_end_it_but_only_after_the_dangers() -> None:
    nothing: dict[str, Answer] = {"q.site": "none", "q.pain": 0.0}

    assert ask(nothing).step == "Q1"
    assert step({**WELL, **nothing, "q.side": DONT_KNOW}) == Done("nothing_hurts")


def test_a_probe_is_asked_even_when_nothing_hurts() -> None:
    sick = branch("G_sick", "q.vomiting is true", one("G2", "q.headache"))
    content = catalogue_with(questionnaire=replace(questionnaire(), probes=(sick,)))
    answers = {**WELL, "q.vomiting": True, "q.site": "none", "q.pain": 0.0, "q.side": DONT_KNOW}

    assert ask(answers, content=content).step == "G2"


CLEAR: dict[str, Answer] = {**PLACE, "q.onset": "next_day", "q.onset_days": 1.0, "q.tender": "diffuse"}


def test_a_clear_score_alone_does_not_end_it_while_a_must_is_open() -> None:
    answers = {**CLEAR, "q.side": "both"}

    assert ask(answers).step == "Bo1"
    assert step({**answers, "q.walk": "normal"}) == Done("enough")


def test_what_must_be_asked_comes_first_in_its_branch() -> None:
    answers = {**PLACE, "q.site": "groin", "q.onset": "gradual", "q.onset_days": 9.0, "q.hop_pain": False}

    assert ask(answers).step == "Bg1"


def test_what_an_addition_asks_comes_before_what_may_be_left_out() -> None:
    optional = branch("B", "always", one("B1", "q.cramp"), one("B2", "q.tender"), must=("q.cramp",))
    added = branch("B+", "run.duration_min >= 180", one("B3", "q.headache"))
    content = catalogue_with(
        questionnaire=replace(questionnaire(), branches=(optional,), additions={"B": (added,)})
    )
    answers = {**PLACE, "q.onset": "gradual", "q.onset_days": 2.0, "q.cramp": False}

    found = ask(answers, content=content, facts={**PROFILE, "run.duration_min": 200.0})

    assert found.step == "B3"


def test_a_contradiction_keeps_the_questions_coming() -> None:
    answers = {**CLEAR, "q.side": "both", "q.walk": "limp", "q.pain": 1.0}

    assert ask(answers, repaired=("X1",)).step == "Bo3"


def test_everything_asked_is_complete() -> None:
    answers = {**CLEAR, "q.tender": "focal", "q.walk": "normal", "q.trend": "same"}

    assert step(answers) == Done("complete")


def test_a_must_answered_dont_know_is_named_at_the_end() -> None:
    answers = {**CLEAR, "q.side": "both", "q.walk": DONT_KNOW}

    assert step(answers) == Done("enough", unsure=("q.walk",))


def test_dont_know_to_a_danger_asked_of_everybody_is_named_too() -> None:
    answers = {**CLEAR, "q.side": "both", "q.walk": "normal", "q.vomiting": DONT_KNOW}

    assert step(answers) == Done("enough", unsure=("q.vomiting",))


def test_two_answers_that_do_not_fit_are_asked_again_once() -> None:
    answers = {**CLEAR, "q.walk": "limp", "q.pain": 0.0}

    repair = ask(answers)

    assert (repair.step, repair.kind, repair.says) == ("X1", "repair", "X1?")
    assert facts_of(repair) == ["q.pain", "q.walk"]
    assert ask(answers, repaired=("X1",)).step != "X1"


def test_a_repair_waits_for_the_end_of_the_step() -> None:
    answers = {**WELL, "q.walk": "limp", "q.pain": 0.0, "q.site": "groin"}

    assert ask(answers, asked=("Q1", "Q2", "Q3:more")).step == "Q3:more"


def test_a_repair_asks_again_only_for_what_the_runner_said() -> None:
    answers = {**CLEAR, "q.pain": 0.0}

    repair = ask(answers, facts={**PROFILE, "q.walk": "limp"})

    assert (repair.step, facts_of(repair)) == ("X1", ["q.pain"])


def test_a_contradiction_nobody_can_repair_is_not_asked() -> None:
    answers = dict(CLEAR)
    del answers["q.pain"]

    found = ask(answers, facts={**PROFILE, "q.walk": "limp", "q.pain": 0.0})

    assert found.kind != "repair"
