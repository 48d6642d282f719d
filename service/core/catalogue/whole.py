"""Everything at once, with its version and its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from service.core.catalogue.ailments import Ailment, Label
from service.core.catalogue.exercises import Exercise, Prescription, Protocol, ReturnToRun
from service.core.catalogue.questions import Questionnaire
from service.core.catalogue.rules import (
    Contradiction,
    Contraindication,
    Derivation,
    Escalation,
    RedFlag,
    ScoringRule,
)
from service.core.catalogue.talk import TalkWords
from service.core.catalogue.vocabulary import Vocabulary
from service.core.figure.model import Figure
from service.core.figure.picture import Picture


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence comes from."""

    key: str
    citation: str
    url: str | None
    read: str
    """read, general_knowledge or ours: how well we know it."""


@dataclass(frozen=True, slots=True)
class Review:
    """Who last looked at a file's sentences, and when."""

    day: date
    by: str


@dataclass(frozen=True, slots=True)
class SittingWords:
    """What a sitting without a plan is called and how it opens."""

    title: str
    opening: str
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the experts wrote, checked, with its version."""

    version: str
    """A hash of all content files; stored with every assessment."""
    derivations: Sequence[Derivation]
    contradictions: Sequence[Contradiction]
    red_flags: Sequence[RedFlag]
    ailments: Mapping[str, Ailment]
    scoring: Sequence[ScoringRule]
    escalations: Sequence[Escalation]
    contraindications: Sequence[Contraindication]
    questionnaire: Questionnaire
    exercises: Mapping[str, Exercise]
    protocols: Mapping[str, Protocol]
    advice: Mapping[str, str]
    sources: Mapping[str, Source]
    unclear: Label
    flag_plans: Mapping[str, str]
    """Urgency → plan phase for red flags."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """How each exercise is moved, by its id."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """How that looks, by the same ids."""
    reviews: Mapping[str, Review] = field(default_factory=dict)
    """By the file's path without its ending: `exercises/rdl`."""
    sittings: Mapping[str, tuple[Prescription, ...]] = field(default_factory=dict)
    """Routines that need no plan: warm_up, after_run."""
    sitting_words: Mapping[str, SittingWords] = field(default_factory=dict)
    """Title and opening of each sitting, by the same ids."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    """What free words mean."""
    talk: TalkWords = field(default_factory=TalkWords)
    """What the check-in says around its questions."""
    return_to_run: ReturnToRun = field(default_factory=ReturnToRun)
    reminder_words: Mapping[str, str] = field(default_factory=dict)
    """What a reminder says, by its kind."""
    course_words: Mapping[str, str] = field(default_factory=dict)
    """What the runner is told when a plan moves, by the reason (`service.core.course.Why`)."""
