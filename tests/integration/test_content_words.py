"""What runners read and hear: never a verdict, a dose or a promise; and every sentence has a source."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

import service.core
from service.content.loader import load
from service.content.reading import read_files

CATALOGUE = load()
DOCUMENTS: dict[str, Any] = {
    path: yaml.safe_load(content)
    for path, content in read_files(resources.files("service.content")).items()
    if path != "sources.yaml"
}
FOR_MACHINES = """
    id fact when examples sources reviewed by tags easier harder kind value points block repairs cautious
    order urgency to triage plan base dose recheck_h advice exercises facts must also_no profile follow_up
    emergency_now same_day within_48h within_7d say
"""
"""Keys whose values nobody reads aloud; `say` is what a runner may say."""

NEVER = {
    "a verdict": r"\byou have\b|\byou are suffering\b|\byou've got\b",
    "a false comfort": r"\bnothing serious\b|\byou are safe\b|\bnothing to worry\b",
    "a word against care": r"\bno need (for|to see) a (doctor|clinician|physio)\b|\bdon't need a doctor\b",
    "a promise": r"\bguarantee|\bwill be (gone|healed|cured)\b|\bpromise\b",
    "pushing": r"\bpush through\b|\bno pain,? no gain\b",
    "a drug by name": r"\b(ibuprofen|naproxen|diclofenac|aspirin|paracetamol|acetaminophen)\b",
    "advice to take a drug": r"\btake (an? |some )?(painkiller|anti-inflam|potassium|salt tablet|magnesium)",
    "a drug dose": r"\b\d+\s?(mg|mcg|ml)\b|\bper kilo(gram)?\b|\btablets? (a|per) day\b",
    "over-drinking": r"\bas much as you can\b|\bdrink plenty\b",
    "lactic acid": r"\blactic acid\b",
    "stretching it out": r"\bstretch it out\b",
    "a claim of proof": r"\bmedically proven\b|\bclinically (validated|proven)\b|\bproven to\b",
    "the old potassium figure": r"\b4[,.]?700\b",
    "an emergency number": r"\b(911|112|999|000|111)\b",
    "a shorthand": r"\b(PHT|DOMS|EAMC|BSI|CKD|NSAIDs?|ROM|MRI|ECG|AKI|rep|reps)\b|\d\s?x\s?\d|°|≥|≤|>=|<=",
    "American spelling": r"\b(color|center|behavior|fiber|program|gray|stabilize|tumor)\b",
}


def _words(document: object, path: str) -> Iterator[tuple[str, str]]:
    """Give every text for people in a file, with where it stands."""
    if isinstance(document, str):
        yield path, document
    elif isinstance(document, list):
        for number, part in enumerate(document):
            yield from _words(part, f"{path}[{number}]")
    elif isinstance(document, dict):
        for key, part in document.items():
            if key not in FOR_MACHINES.split():
                yield from _words(part, f"{path}:{key}")


TEXTS = [
    (place, text)
    for path, document in DOCUMENTS.items()
    for place, text in _words(document, path)
    if not re.fullmatch(r"[qp]\.\w+", text)
]


def _says(path: str) -> str:
    return " ".join(text for place, text in TEXTS if place.startswith(path))


@pytest.mark.parametrize("kind", NEVER)
def test_no_text_says(kind: str) -> None:
    found = [place for place, text in TEXTS if re.search(NEVER[kind], text, re.IGNORECASE)]

    assert found == []


def test_the_texts_are_really_looked_at() -> None:
    places = {place.split("/", maxsplit=1)[0] for place, _ in TEXTS}

    assert places >= {"advice", "conditions", "exercises", "protocols", "questions", "rules", "sittings"}
    assert len(TEXTS) > 900


def test_milligrams_are_of_potassium_in_food_only() -> None:
    places = {place for place, text in TEXTS if "milligram" in text}

    assert places == {"advice/potassium_food_tip.yaml:says"}


def test_the_potassium_tip_names_all_thirteen_foods_and_both_amounts() -> None:
    tip = CATALOGUE.advice["potassium_food_tip"]
    foods = "spinach potatoes lentils squash raisins apricots fish yams avocados bananas soybeans"

    assert all(food in tip for food in [*foods.split(), "orange juice", "beet greens"])
    assert "3,400" in tip
    assert "2,600" in tip
    assert "No pills" in tip


def test_lactate_is_never_a_reason_for_soreness_the_next_day() -> None:
    assert "lact" not in _says("conditions/doms.yaml") + _says("protocols/doms_ease.yaml")
    assert "never the reason for soreness the day after" in CATALOGUE.ailments["metabolic_fatigue"].about


def test_tendon_trouble_is_not_called_an_inflammation() -> None:
    about = CATALOGUE.ailments["pht"].about

    assert "rather than an inflammation" in about
    assert all("tendonitis" not in text for place, text in TEXTS if place != "conditions/pht.yaml:about")


def test_every_tendon_text_sends_to_a_physio_or_doctor() -> None:
    pht = CATALOGUE.ailments["pht"]
    texts = [pht.about, *(label.about for label in pht.labels), CATALOGUE.advice["clinician_line"]]

    assert all("physio or a doctor" in text for text in texts)
    for plan in ("pht_load", "pht_sciatic"):
        assert all("clinician_line" in phase.advice for phase in CATALOGUE.protocols[plan].phases)


def test_the_tendon_plan_never_stretches_the_hamstring() -> None:
    for plan in ("pht_load", "pht_sciatic"):
        for phase in CATALOGUE.protocols[plan].phases:
            for part in phase.exercises:
                assert "stretch_hamstring" not in CATALOGUE.exercises[part.exercise].tags, phase.id


def test_an_emergency_says_whom_to_call() -> None:
    emergencies = [flag for flag in CATALOGUE.red_flags if flag.urgency == "emergency_now"]

    assert len(emergencies) == 6
    assert all("your local emergency number" in flag.says for flag in emergencies)


def test_a_flag_for_today_says_today() -> None:
    flags = [flag for flag in CATALOGUE.red_flags if flag.urgency == "same_day"]

    assert all("today" in flag.says for flag in flags)


def test_a_question_can_be_said_in_one_breath() -> None:
    for question in CATALOGUE.questionnaire.questions.values():
        assert len(question.says.split()) <= 14, question.fact
        assert question.says.endswith(("?", ".")), question.fact


def test_a_repair_question_can_be_said_in_one_breath() -> None:
    assert all(len(made.asks.split()) <= 14 for made in CATALOGUE.contradictions)


def test_painkillers_are_never_offered_by_a_plan() -> None:
    offered = {key for plan in CATALOGUE.protocols.values() for phase in plan.phases for key in phase.advice}

    assert "nsaid_tip" not in offered
    assert all(offered.isdisjoint({key}) for key in ("deep_massage", "foam_roll_hard", "heat_hot_bath"))


def test_what_can_be_blocked_is_advice_and_not_a_sentence_of_the_plan() -> None:
    """No contraindication reaches a sentence in `do`, so it must not offer what one removes."""
    offers = r"\b(warm (pack|bath)|hot bath|massage gun|light massage|banana|potatoes)\b"

    for plan in CATALOGUE.protocols.values():
        for phase in plan.phases:
            assert not re.search(offers, " ".join(phase.do), re.IGNORECASE), (plan.id, phase.id)


def test_exercises_are_written_for_the_ear() -> None:
    for made in CATALOGUE.exercises.values():
        spoken = [*made.setup, *made.move, made.breathe, *(fault.fix for fault in made.faults)]
        spoken += [made.side_switch] if made.side_switch else []
        for sentence in spoken:
            assert sentence.endswith("."), (made.id, sentence)
            assert not re.search(r"[\d/%+&()]", sentence), (made.id, sentence)
            assert len(sentence.split()) <= 22, (made.id, sentence)
        assert not re.search(r"[\d/()]", made.name), made.id


def test_a_side_switch_suits_either_side() -> None:
    switches = [made.side_switch for made in CATALOGUE.exercises.values() if made.side_switch]

    assert len(switches) >= 15
    assert not any(re.search(r"\b(left|right)\b", words) for words in switches)


@pytest.mark.parametrize(
    "path",
    [
        "advice/risk_factors.yaml",
        "advice/prevention_tips.yaml",
        "exercises/ham_dynamic_sweep.yaml",
        "exercises/single_leg_deadlift.yaml",
        "exercises/side_plank_leg_lift.yaml",
        "sittings/after_run.yaml",
    ],
)
def test_what_stands_in_for_lost_text_is_said_to_be_ours(path: str) -> None:
    assert re.search(r"\b[Oo]ur (own|reconstruction)\b", _says(path))
    assert "ours" in DOCUMENTS[path]["sources"]


def test_every_file_with_words_names_its_sources() -> None:
    spoken = {path: document for path, document in DOCUMENTS.items() if not path.startswith("figures/")}
    without = [path for path, document in spoken.items() if not document.get("sources")]

    assert without == ["flag_plans.yaml"]


def test_every_source_is_used_or_named_by_the_numbers() -> None:
    """The numbers of a run cite sources that no content file has to repeat; the modules name them."""
    used = {key for document in DOCUMENTS.values() for key in document.get("sources", ())}
    core = Path(service.core.__file__).parent
    rooms = [path for room in ("metrics", "load", "findings") for path in (core / room).glob("*.py")]
    named = "".join(path.read_text(encoding="utf-8") for path in rooms)

    assert [key for key in CATALOGUE.sources if key not in used and key not in named] == []
