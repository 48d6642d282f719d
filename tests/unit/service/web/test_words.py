"""Codes of the core and their words in the templates: a code without words would reach the runner bare."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from service.core.activity import Verdict
from service.core.assess.triage import TRIAGE
from service.core.facts import FACTS
from service.core.load.establish import TRUST
from service.core.metrics import values
from service.core.metrics.cleaning import DROPPED
from service.core.metrics.summarise import summarise
from service.core.metrics.values import Reason
from service.web import factory
from tests.build.watch import watch_run
from tests.build.world import content

TEMPLATES = Path(factory.__file__).parent / "templates"
METRICS = Path(values.__file__).parent


def words(template: str, name: str) -> dict[str, str]:
    """Give the keys and words of one `set` block."""
    text = (TEMPLATES / template).read_text("utf-8")
    block = text.split(f"{{% set {name} = {{")[1].split("%}")[0]
    return dict(re.findall(r"'([\w.]+)': \(?'([^']+)'", block))


def test_every_missing_number_has_its_reason_in_words() -> None:
    assert words("activities/words.html", "reasons").keys() == set(get_args(Reason))


def test_every_number_of_a_run_has_a_name_in_words() -> None:
    run = summarise(watch_run(), utc_offset_s=0)

    assert words("activities/numbers.html", "labels").keys() == run.every.keys()


def test_a_measure_is_missing_by_a_known_reason_alone() -> None:
    """A reason can only come in by `missing` and its kin, whose codes the types check."""
    for path in sorted(METRICS.glob("*.py")):
        for call in calls_of("Measure", ast.parse(path.read_text("utf-8"))):
            assert path.name == "values.py" or says_no_reason(call), f"{path.name}:{call.lineno}"


def calls_of(name: str, tree: ast.AST) -> list[ast.Call]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in found if isinstance(call.func, ast.Name) and call.func.id == name]


def says_no_reason(call: ast.Call) -> bool:
    named = any(keyword.arg in {"reason", None} for keyword in call.keywords)
    nothing = isinstance(call.args[0], ast.Constant) and call.args[0].value is None
    return len(call.args) <= 3 and not named and not nothing


def test_all_that_cleaning_takes_out_has_words() -> None:
    text = (TEMPLATES / "activities/words.html").read_text("utf-8")
    block = text.split("{% set cleaned = {")[1].split("%}")[0]

    assert {*re.findall(r"'(\w+)': \(", block), "gps_gap", "stopped"} == set(DROPPED)


def test_cleaning_counts_nothing_that_it_does_not_tell() -> None:
    counted = {
        code
        for name in ("cleaning", "heart", "speed", "timeline", "elevation")
        for code in re.findall(
            r'counts\["(\w+)"\]|dropped\["(\w+)"\]|\{"(\w+)": (?:int|len)|"(\w+)": missing',
            (METRICS / f"{name}.py").read_text("utf-8"),
        )
        for code in code
        if code
    }

    assert counted - {"hr_range"} <= set(DROPPED)
    assert counted >= {"clock", "gap", "alt_noise", "gps_gap", "cadence_lock"}


def test_every_source_of_a_runners_number_has_words() -> None:
    assert words("profile/edit.html", "sources").keys() == set(TRUST)


def test_both_quarantines_have_words() -> None:
    source = (METRICS / "cleaning.py").read_text("utf-8").split("def implausible")[1].split("def ")[0]

    assert words("activities/words.html", "quarantines").keys() == set(re.findall(r'return "(\w+)"', source))


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

    unread = {"p.nsaid_intolerance", "q.spots", "q.painkillers"}  # no rule reads marks and mentions
    assert silent <= {"result.top", *unread}
