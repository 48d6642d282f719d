"""A small catalogue that is whole: every kind of rule once or twice, in the real names of facts.

Each builder takes what a test is about and fills in the rest. The medicine is only shaped like medicine.
"""

from collections.abc import Mapping
from dataclasses import replace

from service.core.catalogue import (
    Ailment,
    Branch,
    Catalogue,
    Contradiction,
    Contraindication,
    Derivation,
    Dose,
    Escalation,
    Exercise,
    FactValue,
    Label,
    Phase,
    Prescription,
    Protocol,
    Question,
    Questionnaire,
    RedFlag,
    ScoringRule,
    SittingWords,
    Step,
)
from service.core.facts import FACTS
from service.core.rules.parse import parse


def red_flag(flag_id: str, when: object, *, urgency: str = "same_day") -> RedFlag:
    return RedFlag(flag_id, f"Signs of {flag_id}", urgency, parse(when), f"{flag_id}: go now.", ("ours",))


def scoring(rule_id: str, when: object, **points: int) -> ScoringRule:
    return ScoringRule(rule_id, parse(when), points, f"because of {rule_id}", ("ours",))


def label(
    label_id: str,
    when: object = "always",
    *,
    triage: str = "self_care",
    urgency: str | None = None,
    plan: str = "ease.p0",
) -> Label:
    return Label(label_id, f"{label_id} words", parse(when), triage, urgency, plan)


def ailment(ailment_id: str, *labels: Label, base: int = 0) -> Ailment:
    return Ailment(ailment_id, f"{ailment_id} name", base, labels or (label(ailment_id),), "about", ("ours",))


def escalation(
    escalation_id: str, when: object, *, to: str = "see_clinician", urgency: str | None = "within_7d"
) -> Escalation:
    return Escalation(escalation_id, to, urgency, parse(when), f"because of {escalation_id}", ("ours",))


def contraindication(found_id: str, when: object, *block: str) -> Contraindication:
    return Contraindication(found_id, parse(when), block, f"{found_id} speaks against it", ("ours",))


def contradiction(
    found_id: str, when: object, *, repairs: tuple[str, ...], cautious: Mapping[str, FactValue | None]
) -> Contradiction:
    return Contradiction(found_id, parse(when), f"{found_id}?", repairs, cautious, ("ours",))


def exercise(
    exercise_id: str, *tags: str, dose: Dose | None = None, easier: tuple[str, ...] = ()
) -> Exercise:
    return Exercise(
        id=exercise_id,
        name=f"{exercise_id} name",
        purpose="to move",
        tags=tags,
        equipment=(),
        position="standing",
        dose=dose or Dose(sets=2, reps=8, tempo_s=(2.0, 1.0, 2.0)),
        setup=("stand",),
        move=("move",),
        breathe="breathe",
        faults=(),
        side_switch=None,
        easier=easier,
        harder=(),
        avoid_if=(),
        stop_signs=("sharp pain",),
        sources=(f"source_of_{exercise_id}",),
    )


def phase(
    *exercises: Prescription, advice: tuple[str, ...] = (), recheck_h: tuple[int, ...] = (24, 48)
) -> Phase:
    return Phase(
        "p0", "0-3", "enter", ("rest a little",), "no running", "pain of 1", exercises, recheck_h, advice
    )


def protocol(protocol_id: str, *phases: Phase) -> Protocol:
    return Protocol(protocol_id, phases or (phase(),), (f"source_of_{protocol_id}",))


def question(fact: str) -> Question:
    spec = FACTS[fact]
    kind = {"bool": "yes_no", "number": "number", "enum": "choice", "spots": "choice"}[spec.type]
    return Question(fact, f"{fact}?", kind)


def one(step_id: str, fact: str) -> Step:
    return Step(step_id, (fact,), "one")


def bundle(step_id: str, *facts: str, also_no: tuple[str, ...] = ()) -> Step:
    return Step(step_id, facts, "bundle", f"{step_id}?", also_no)


def branch(branch_id: str, when: object, *ask: Step, must: tuple[str, ...] = ()) -> Branch:
    return Branch(branch_id, parse(when), ask, must)


def questionnaire() -> Questionnaire:
    return Questionnaire(
        questions={name: question(name) for name in FACTS if name.startswith(("q.", "p."))},
        profile=("p.age", "p.anticoagulant", "p.pregnant"),
        opening=(
            bundle("Q1", "q.chest_pain", "q.palpitations", "q.vomiting"),
            bundle("Q2", "q.dark_urine", "q.walk", also_no=("q.walk",)),
            Step("Q3", ("q.site", "q.side", "q.pain"), "slots", "Q3?"),
            Step("Q4", ("q.onset", "q.onset_days"), "slots", "Q4?"),
        ),
        branches=(
            branch(
                "B_groin",
                "q.site is groin",
                one("Bg1", "q.walk"),
                one("Bg2", "q.hop_pain"),
                must=("q.hop_pain",),
            ),
            branch(
                "B_sudden",
                "q.onset is sudden",
                bundle("Bs1", "q.pop", "q.bruise", "q.weak"),
                one("Bs2", "q.walk"),
                must=("q.pop", "q.walk"),
            ),
            branch("B_during", "q.onset in during|after", one("Bd1", "q.cramp"), must=("q.cramp",)),
            branch(
                "B_default",
                "always",
                one("Bo1", "q.walk"),
                one("Bo2", "q.tender"),
                one("Bo3", "q.trend"),
                must=("q.walk",),
            ),
        ),
        additions={
            "B_during": (
                branch(
                    "B_during_long", "run.duration_min >= 180", bundle("Ba1", "q.drank_lot", "q.headache")
                ),
            )
        },
        probes=(branch("G_pain7", "q.pain >= 7", bundle("G1", "q.tense_swelling", "q.little_urine")),),
        follow_up=("q.pain",),
    )


_SORE_LABELS = (
    label(
        "tear_moderate",
        {"any": ["q.bruise is true", "q.walk is limp"]},
        triage="see_clinician",
        urgency="within_7d",
    ),
    label("tear_mild", triage="rest_first", plan="protect.p0"),
)


def catalogue() -> Catalogue:
    """Give the small catalogue: soreness, a tear in two grades, and nothing at all."""
    exercises = [
        exercise("walk", "gentle", dose=Dose(reps=1, hold_s=600.0)),
        exercise("tilt", "gentle", "lying", easier=("walk",)),
        exercise("bridge", "lying", "stage1", dose=Dose(reps=5, hold_s=30.0), easier=("tilt", "walk")),
        exercise("sweep", "stretch", easier=("walk",)),
    ]
    by_id = {item.id: item for item in exercises}
    doses = {item.id: Prescription(item.id, item.dose) for item in exercises}
    protocols = [
        protocol("ease", phase(doses["walk"], doses["sweep"], doses["bridge"], advice=("heat", "bath"))),
        protocol("protect", phase(doses["walk"], doses["tilt"])),
        protocol("refer", phase(doses["walk"], recheck_h=(1, 24))),
    ]
    return Catalogue(
        version="test",
        derivations=(
            Derivation(
                "d.one_sided", ((True, parse("q.side in left|right")), (False, parse("q.side is both")))
            ),
        ),
        contradictions=(
            contradiction(
                "X1",
                {"all": ["q.pain <= 1", "q.walk in limp|cannot"]},
                repairs=("q.pain", "q.walk"),
                cautious={"q.pain": 5.0},
            ),
            contradiction(
                "X2",
                {"all": ["q.onset in next_day|gradual", "q.pop is true"]},
                repairs=("q.onset", "q.pop"),
                cautious={"q.onset": "sudden"},
            ),
            contradiction(
                "X5",
                {"all": ["q.side is both", "q.pop is true"]},
                repairs=("q.side",),
                cautious={"q.side": None, "d.one_sided": True},
            ),
        ),
        red_flags=(
            red_flag("rf_bone", {"all": ["q.site is groin", "q.hop_pain is true"]}, urgency="within_48h"),
            red_flag("rf_walk", "q.walk is cannot"),
            red_flag("rf_torn", {"all": ["q.pop is true", "q.weak is true"]}),
            red_flag("rf_heart", "q.chest_pain is true", urgency="emergency_now"),
            red_flag("rf_bleed", {"all": ["p.anticoagulant is true", "q.bruise is true"]}),
        ),
        ailments={
            "sore": ailment("sore", base=1),
            "tear": ailment("tear", *_SORE_LABELS),
            "fine": ailment("fine"),
        },
        scoring=(
            scoring("R1", "q.onset is next_day", sore=4, tear=-2),
            scoring("R2", "q.onset is sudden", tear=4, sore=-4),
            scoring("R3", "d.one_sided is true", tear=1, sore=-1),
            scoring("R4", "q.tender is diffuse", sore=3, tear=-2),
            scoring("R5", "q.pop is true", tear=3, sore=-3),
            scoring("R6", "q.site is none", fine=5),
            scoring("R7", "q.pain is 0", fine=6),
            scoring("R8", "q.pain >= 3", fine=-8),
        ),
        escalations=(
            escalation("T1", "q.onset_days >= 42", urgency="routine_2w"),
            escalation("T2b", {"all": ["q.pain >= 7", "result.top is sore"]}, to="rest_first", urgency=None),
        ),
        contraindications=(
            contraindication("K2", "p.anticoagulant is true", "massage"),
            contraindication("K3", "p.pregnant is true", "lying", "bath"),
            contraindication("K7", {"any": ["q.bruise is true", "q.onset is sudden"]}, "stretch", "heat"),
        ),
        questionnaire=questionnaire(),
        exercises=by_id,
        protocols={item.id: item for item in protocols},
        advice={"heat": "A warm pack.", "bath": "A warm bath.", "over_50": "From fifty on: take longer."},
        sources={},
        unclear=label("unclear", triage="rest_first", plan="protect.p0"),
        flag_plans=dict.fromkeys(("emergency_now", "same_day", "within_48h", "within_7d"), "refer.p0"),
        sittings={"warm_up": (doses["walk"], doses["sweep"])},
        sitting_words={"warm_up": SittingWords("Warm-up", "Everything moves.")},
    )


def catalogue_with(**parts: object) -> Catalogue:
    """Give the small catalogue with some of its parts replaced."""
    return replace(catalogue(), **parts)  # type: ignore[arg-type]  # the test names the field and its value
