"""What the experts wrote, as values: conditions, rules, questions, exercises and plans. Types only.

The texts live in `service/content`, one thing per file; the loader there turns files into these values and
refuses to start when something does not fit.
"""

from service.core.catalogue.ailments import Ailment, Label
from service.core.catalogue.conditions import AtLeast, Condition, FactValue, Is, NotAsserted
from service.core.catalogue.exercises import (
    Criterion,
    Dose,
    Exercise,
    Fault,
    Phase,
    Pick,
    Prescription,
    Protocol,
    ReturnToRun,
)
from service.core.catalogue.questions import Branch, Choice, Question, Questionnaire, Step
from service.core.catalogue.rules import (
    Contradiction,
    Contraindication,
    Derivation,
    Escalation,
    Lift,
    RedFlag,
    ScoringRule,
)
from service.core.catalogue.talk import TALK_LINES, TalkWords
from service.core.catalogue.vocabulary import Vocabulary
from service.core.catalogue.whole import Catalogue, Review, SittingWords, Source

__all__ = [
    "TALK_LINES",
    "Ailment",
    "AtLeast",
    "Branch",
    "Catalogue",
    "Choice",
    "Condition",
    "Contradiction",
    "Contraindication",
    "Criterion",
    "Derivation",
    "Dose",
    "Escalation",
    "Exercise",
    "FactValue",
    "Fault",
    "Is",
    "Label",
    "Lift",
    "NotAsserted",
    "Phase",
    "Pick",
    "Prescription",
    "Protocol",
    "Question",
    "Questionnaire",
    "RedFlag",
    "ReturnToRun",
    "Review",
    "ScoringRule",
    "SittingWords",
    "Source",
    "Step",
    "TalkWords",
    "Vocabulary",
]
