"""The command that shows what other content would have told the runner."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from service.app.replaying import ReplayedAssessment, replay_history
from service.config import Settings
from service.content.loader import load
from service.core.catalogue import Catalogue
from service.core.errors import ContentError, InputError
from service.core.replay import Change
from service.wiring import open_world


def replay(arguments: argparse.Namespace, settings: Settings) -> int:
    """Replay every stored assessment with the installed content or another folder's."""
    other = _content(arguments.content) if arguments.content else None
    with open_world(settings) as world:
        catalogue = other or world.catalogue
        history = replay_history(world, catalogue)
    if arguments.json:
        print(json.dumps(as_json(history, catalogue)))
    else:
        print("\n".join(in_words(history, catalogue)))
    return 0


def as_json(history: Sequence[ReplayedAssessment], catalogue: Catalogue) -> dict[str, object]:
    """Give what `afterrun replay --json` prints: every assessment that would change, oldest first."""
    changed = [one for one in history if one.replayed.changes]
    return {
        "content_version": catalogue.version,
        "assessments": len(history),
        "changed": len(changed),
        "milder": sum(one.replayed.is_milder for one in changed),
        "changes": [
            {
                "assessment_id": one.kept.id,
                "made_at": one.kept.made_at.isoformat(),
                "content_version": one.kept.assessment.content_version,
                "milder": one.replayed.is_milder,
                "differs": {c.what: {"before": c.before, "after": c.after} for c in one.replayed.changes},
            }
            for one in changed
        ],
    }


def in_words(history: Sequence[ReplayedAssessment], catalogue: Catalogue) -> list[str]:
    """Give the same in lines to read."""
    changed = [one for one in history if one.replayed.changes]
    lines = [line for one in changed for line in _lines(one)]
    milder = sum(one.replayed.is_milder for one in changed)
    verdict = (
        f"{len(changed)} of {len(history)} assessments would change with content {catalogue.version[:12]}"
    )
    return [*lines, f"{verdict}; {milder} would be told something milder."]


def _lines(one: ReplayedAssessment) -> list[str]:
    mark = " (milder)" if one.replayed.is_milder else ""
    made = f"{one.kept.made_at:%Y-%m-%d %H:%M} {one.kept.id}{mark}"
    return [made, *(f"  {_said(change)}" for change in one.replayed.changes)]


def _said(change: Change) -> str:
    before, after = (_listed(told) for told in (change.before, change.after))
    return f"{change.what}: {before} → {after}"


def _listed(told: str | tuple[str, ...] | None) -> str:
    return (told if isinstance(told, str) else ", ".join(told or ())) or "none"


def _content(folder: Path) -> Catalogue:
    if not folder.is_dir():
        raise InputError(
            f"{folder} is not a folder. Name one with content files: conditions, rules and so on."
        )
    try:
        return load(folder)
    except ContentError as wrong:  # not ours: the one who named the folder can mend it
        raise InputError(wrong.words) from wrong
