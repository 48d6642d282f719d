"""Bytes to documents: find the files, hash them, read YAML, and check each against its model.

Where a file lies says what it is; a file that lies nowhere known is refused rather than ignored.
"""

import hashlib
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import TypeAlias

import yaml
from pydantic import ValidationError

from service.content.schema.common import Document
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
from service.core.errors import ContentError

FOLDERS: Mapping[str, type[Document]] = {
    "advice": AdviceFile,
    "conditions": ConditionFile,
    "exercises": ExerciseFile,
    "figures": FigureFile,
    "protocols": ProtocolFile,
    "questions": QuestionFile,
    "rules/contradictions": ContradictionFile,
    "rules/contraindications": ContraindicationFile,
    "rules/derived": DerivedFile,
    "rules/red_flags": RedFlagFile,
    "rules/scoring": ScoringFile,
    "rules/triage": EscalationFile,
    "sittings": SittingFile,
}
FILES: Mapping[str, type[Document]] = {
    "course.yaml": CourseFile,
    "flag_plans.yaml": FlagPlansFile,
    "reminders.yaml": RemindersFile,
    "return_to_run.yaml": ReturnToRunFile,
    "questionnaire.yaml": QuestionnaireFile,
    "sources.yaml": SourcesFile,
    "talk.yaml": TalkFile,
    "unclear.yaml": UnclearFile,
    "words.yaml": WordsFile,
}

Shelf: TypeAlias = Mapping[str, Document]
"""Checked documents by path."""

_Fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fast):  # type: ignore[misc,valid-type]  # libyaml's loader where PyYAML was built with it
    """YAML that refuses a key given twice; plain YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        made: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        if len(made) != len(node.value):
            raise ContentError(f"line {node.start_mark.line + 1}: a key is given twice")
        return made


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Put the file's name in front of whatever is wrong with it."""
    try:
        yield
    except ContentError as error:
        raise ContentError(f"{path}: {error.words}") from error
    except ValidationError as error:
        raise ContentError(f"{path}: {_first_line(error)}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: not readable as YAML: {error}") from error


def read_files(root: Traversable, under: str = "") -> dict[str, bytes]:
    """Give every content file's bytes by its path below root, in order of path."""
    found: dict[str, bytes] = {}
    for entry in root.iterdir():
        path = f"{under}{entry.name}"
        if entry.is_dir():
            found |= read_files(entry, f"{path}/")
        elif entry.name.endswith(".yaml"):
            found[path] = entry.read_bytes()
    return dict(sorted(found.items()))


def version_of(files: Mapping[str, bytes]) -> str:
    """Give the sha256 over every path and its bytes, as hex: any change of any word changes it."""
    digest = hashlib.sha256()
    for path, content in sorted(files.items()):
        for part in (path.encode(), content):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def read_document(path: str, content: bytes) -> Document:
    """Give the file checked against its model. Raises ContentError with the file's name and what is wrong."""
    with naming(path):
        model = _model(path)
        document = model.model_validate(yaml.load(content, _Loader))  # noqa: S506 - a safe loader, see above
        stem = PurePosixPath(path).stem
        held = getattr(document, document.named_by) if document.named_by else stem
        if held != stem:
            raise ContentError(f"the file is called {stem}, but what it holds is {held}")
        return document


def _model(path: str) -> type[Document]:
    model = FILES.get(path) or FOLDERS.get(str(PurePosixPath(path).parent))
    if model is None:
        raise ContentError("no kind of content lives here")
    return model


def _first_line(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
