"""Everything the experts wrote, read, checked and turned into one catalogue, or a refusal to start.

A file that is wrong stops the start with its name and the reason: better no advice than half-read advice.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

from service.content.checks import check_catalogue
from service.content.drawn import read_pictures
from service.content.reading import Shelf, naming, read_document, read_files, version_of
from service.content.schema.common import Document, Reviewed
from service.content.schema.figures import FigureFile
from service.content.schema.movement import AdviceFile, ExerciseFile, SittingFile
from service.content.schema.plans import (
    ConditionFile,
    CourseFile,
    FlagPlansFile,
    ProtocolFile,
    RemindersFile,
    ReturnToRunFile,
    UnclearFile,
)
from service.content.schema.questions import QuestionFile, QuestionnaireFile
from service.content.schema.rules import (
    ContradictionFile,
    ContraindicationFile,
    DerivedFile,
    EscalationFile,
    RedFlagFile,
    ScoringFile,
)
from service.content.schema.sources import SourcesFile
from service.content.schema.talk import TalkFile
from service.content.schema.words import WordsFile
from service.core.catalogue import Catalogue, Derivation, Review
from service.core.errors import ContentError
from service.core.rules.predicate import facts_in

D = TypeVar("D", bound=Document)
V = TypeVar("V")


def load(root: Traversable | None = None) -> Catalogue:
    """Give the whole content. Raises ContentError, naming file and reason, for anything that does not fit.

    Reads the package's own files unless another folder is given.
    """
    files = read_files(root or resources.files("service.content"))
    shelf = {path: read_document(path, content) for path, content in files.items()}
    return replace(catalogue_of(shelf, version_of(files)), pictures=read_pictures(root))


def catalogue_of(shelf: Shelf, version: str) -> Catalogue:
    """Give the catalogue that these documents make. Raises ContentError as `load` does."""
    catalogue = _catalogue(shelf, version)
    check_catalogue(catalogue, shelf)
    return catalogue


def _catalogue(shelf: Shelf, version: str) -> Catalogue:
    exercises = {made.id: made for made in _each(shelf, ExerciseFile, ExerciseFile.value)}
    questions = {made.fact: made for made in _each(shelf, QuestionFile, QuestionFile.value)}
    flags = _each(shelf, RedFlagFile, lambda file: (file.order, file.value()))
    ailments = _each(shelf, ConditionFile, lambda file: (file.order, file.value()))
    return Catalogue(
        version=version,
        derivations=_in_order(_each(shelf, DerivedFile, DerivedFile.value)),
        contradictions=_each(shelf, ContradictionFile, ContradictionFile.value),
        red_flags=_by_order(flags, "rules/red_flags"),
        ailments={made.id: made for made in _by_order(ailments, "conditions")},
        scoring=_each(shelf, ScoringFile, ScoringFile.value),
        escalations=_each(shelf, EscalationFile, EscalationFile.value),
        contraindications=_each(shelf, ContraindicationFile, ContraindicationFile.value),
        questionnaire=_one(shelf, QuestionnaireFile, lambda file: file.value(questions)),
        reviews={
            path.removesuffix(".yaml"): Review(document.reviewed, document.by)
            for path, document in shelf.items()
            if isinstance(document, Reviewed)
        },
        exercises=exercises,
        figures={made.id: made for made in _each(shelf, FigureFile, lambda file: file.of(exercises))},
        protocols={made.id: made for made in _each(shelf, ProtocolFile, lambda file: file.value(exercises))},
        advice=dict(_each(shelf, AdviceFile, lambda file: (file.id, file.says))),
        sources=_one(shelf, SourcesFile, SourcesFile.value),
        unclear=_one(shelf, UnclearFile, UnclearFile.value),
        flag_plans=_one(shelf, FlagPlansFile, FlagPlansFile.model_dump),
        sittings=dict(_each(shelf, SittingFile, lambda file: (file.id, file.value(exercises)))),
        vocabulary=_one(shelf, WordsFile, WordsFile.value),
        talk=_one(shelf, TalkFile, TalkFile.value),
        reminder_words=_one(shelf, RemindersFile, RemindersFile.value),
        return_to_run=_one(shelf, ReturnToRunFile, ReturnToRunFile.value),
        course_words=_one(shelf, CourseFile, CourseFile.value),
        sitting_words=dict(_each(shelf, SittingFile, lambda file: (file.id, file.words()))),
    )


def _each(shelf: Shelf, kind: type[D], make: Callable[[D], V]) -> list[V]:
    """Make a value of every file of one kind, in the order a person would list them: R9 before R10."""
    found = [(path, document) for path, document in shelf.items() if isinstance(document, kind)]
    made = []
    for path, document in sorted(found, key=lambda entry: _naturally(entry[0])):
        with naming(path):
            made.append(make(document))
    return made


def _one(shelf: Shelf, kind: type[D], make: Callable[[D], V]) -> V:
    made = _each(shelf, kind, make)
    if len(made) != 1:
        raise ContentError(f"there must be exactly one {kind.__name__.removesuffix('File').lower()} file")
    return made[0]


def _by_order(numbered: list[tuple[int, V]], folder: str) -> list[V]:
    """Put what carries its own place in order. Raises ContentError where two claim the same one."""
    if len({order for order, _ in numbered}) != len(numbered):
        raise ContentError(f"{folder}: two files carry the same order")
    return [made for _, made in sorted(numbered, key=lambda pair: pair[0])]


def _naturally(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", path)]


def _in_order(derivations: list[Derivation]) -> list[Derivation]:
    """Put each derived fact behind those it reads. Raises ContentError for a circle."""
    by_name = {derivation.fact: derivation for derivation in derivations}
    needs = {
        name: sorted({fact for _, when in made.cases for fact in facts_in(when)} & by_name.keys())
        for name, made in by_name.items()
    }
    try:
        return [by_name[name] for name in TopologicalSorter(needs).static_order()]
    except CycleError as error:
        raise ContentError(f"rules/derived: these read each other: {', '.join(error.args[1])}") from error
