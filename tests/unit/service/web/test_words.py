"""Codes of the core and their words in the templates: a code without words would reach the runner bare."""

import re
from pathlib import Path

import pytest

from service.core.activity import Verdict
from service.core.assess.triage import TRIAGE
from service.core.facts import FACTS
from service.core.metrics import decoupling, summarise
from service.web import factory
from tests.build.world import content

TEMPLATES = Path(factory.__file__).parent / "templates"


def words(template: str, name: str) -> dict[str, str]:
    """Give the keys and words of one `set` block."""
    text = (TEMPLATES / template).read_text("utf-8")
    block = text.split(f"{{% set {name} = {{")[1].split("%}")[0]
    return dict(re.findall(r"'([\w.]+)': \(?'([^']+)'", block))


def codes_of_missing_numbers() -> set[str]:
    """Find the reason codes where they are written down."""
    gates = re.findall(
        r'\("(\w+)", ', Path(decoupling.__file__).read_text("utf-8").split("def unmet_gates")[1]
    )
    source = Path(summarise.__file__).read_text("utf-8")
    return {*gates, *re.findall(r'"(no_[a-z]+(?:_rate)?|\w+_coverage|not_given|records_missing)"', source)}


def test_every_missing_number_has_its_reason_in_words() -> None:
    unsaid = codes_of_missing_numbers() - words("activities/words.html", "reasons").keys()

    # no_start refuses the run as a whole
    assert unsaid <= {"no_start"}


@pytest.mark.parametrize(("name", "wanted"), [("verdicts", list(Verdict))])
def test_every_verdict_has_words(name: str, wanted: list[Verdict]) -> None:
    assert set(words("activities/words.html", name)) == {verdict.value for verdict in wanted}


def test_every_level_of_triage_has_words() -> None:
    assert set(words("assessments/parts.html", "levels")) == set(TRIAGE)


def test_every_urgency_has_words() -> None:
    catalogue = content()
    used = {flag.urgency for flag in catalogue.red_flags} | {rule.urgency for rule in catalogue.escalations}
    labels = [label for ailment in catalogue.ailments.values() for label in ailment.labels]
    used |= {label.urgency for label in labels}

    assert used - {None} <= set(words("assessments/parts.html", "when"))


def test_every_fact_is_asked_for_or_has_words() -> None:
    asked = content().questionnaire.questions.keys()
    told = words("assessments/parts.html", "facts").keys()

    silent = {name for name in FACTS if name not in asked and name not in told}

    assert silent <= {"result.top", "p.nsaid_intolerance"}
