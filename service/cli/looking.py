"""Commands that only look: into a watch file, at facts, at this machine. Nothing is stored."""

import argparse
import json
from pathlib import Path

import yaml

from adapters.channels.paths import read_path
from adapters.files import RawFile
from adapters.formats.registry import decode
from service.app.inspecting import as_rows, inspect, metrics_in
from service.config import Settings
from service.content.loader import load
from service.core.activity import Activity, Verdict
from service.core.assess import assess
from service.core.catalogue import FactValue
from service.core.errors import InputError
from service.core.explain import as_json
from service.core.facts import validate

FAMILIES = ("run", "q", "p")


def look(arguments: argparse.Namespace, _settings: Settings) -> int:
    """Say what is in a file."""
    found = _look(arguments.file)
    readable = found["verdict"] != Verdict.UNREADABLE
    if arguments.metrics and readable:
        raw = read_path(arguments.file).raw
        found["runs"] = [as_rows(run) for run in metrics_in(raw, decode)] if raw else []
    if arguments.json:
        print(json.dumps(found))
    else:
        _print_inspection(arguments.file, found)
        _print_metrics(found.get("runs"))
    return 2 if found["verdict"] == Verdict.UNREADABLE else 0


def _look(path: Path) -> dict[str, object]:
    arrived = read_path(path)
    return inspect(arrived.raw, decode) if arrived.raw else _refused(path, arrived.trouble or "")


def _refused(path: Path, why: str) -> dict[str, object]:
    """Give the answer for a path that has no bytes to read, in the shape of every other answer."""

    def refuse(_raw: RawFile) -> Activity:
        raise InputError(why)

    return inspect(RawFile(path.name, b""), refuse)


def _print_inspection(path: Path, found: dict[str, object]) -> None:
    print(f"{path.name}: {found['verdict']}" + (f". {found['reason']}" if found["reason"] else ""))
    sessions = found["sessions"]
    for session in sessions if isinstance(sessions, list) else []:
        numbers = ", ".join(f"{key} {value}" for key, value in session.items() if value is not None)
        print(f"  {numbers}")


def _print_metrics(runs: object) -> None:
    """Print a line a number: what it is, how it was found and what it could see; or why it is not there."""
    for run in runs if isinstance(runs, list) else []:
        print()
        for name, each in run.items():
            value = "-" if each["value"] is None else f"{each['value']:.10g}"[:10]
            seen = "" if each["coverage"] is None else f" saw {100 * each['coverage']:.0f} %"
            why = f" missing: {each['reason']}" if each["reason"] else ""
            guess = " estimated" if each["estimated"] else ""
            inputs = "".join(f" {key}={held:.6g}" for key, held in each["inputs"].items())
            print(f"  {name:<22} {value:>10} {each['unit']:<10} {each['formula']}{seen}{guess}{inputs}{why}")


def judge(arguments: argparse.Namespace, _settings: Settings) -> int:
    """Assess the facts in a file."""
    found = as_json(assess(read_facts(arguments.facts), load()))
    if arguments.json:
        print(json.dumps(found))
    else:
        print(
            f"{found['label']} ({found['confidence']} confidence)\n{found['triage']}, {found['first_phase']}"
        )
    return 0


def read_facts(path: Path) -> dict[str, FactValue]:
    """Read {run: {...}, q: {...}, p: {...}}. Raises InputError saying which name or value is wrong."""
    document = _yaml(path)
    if not isinstance(document, dict) or not set(document) <= set(FAMILIES):
        raise InputError("The facts must be a mapping with the keys run, q and p, and no others.")
    given: dict[str, object] = {}
    for family, facts in document.items():
        if not isinstance(facts, dict | None):
            raise InputError(f"The facts under {family} must be a mapping of names to values.")
        given |= {f"{family}.{name}": value for name, value in (facts or {}).items()}
    return validate(given)


def _yaml(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as wrong:
        raise InputError(f"{path} cannot be read: {wrong.strerror or wrong}.") from wrong
    except UnicodeDecodeError as wrong:
        raise InputError(f"{path} is not a text file in UTF-8.") from wrong
    except yaml.MarkedYAMLError as wrong:
        line = f" in line {wrong.problem_mark.line + 1}" if wrong.problem_mark else ""
        raise InputError(f"{path} is not valid YAML{line}: {wrong.problem or wrong.context}.") from wrong
    except RecursionError as wrong:
        raise InputError(f"{path} is not valid YAML: it is nested too deeply.") from wrong
    except (yaml.YAMLError, ValueError) as wrong:  # characters that are not allowed; 2026-13-45
        raise InputError(f"{path} is not valid YAML: {str(wrong).splitlines()[0]}.") from wrong


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Say what works on this machine."""
    from service import doctor  # brings the speech engine, which the other two do without

    report = doctor.examine(settings)
    if arguments.json:
        print(json.dumps(report.as_json()))
    else:
        for check in report.checks:
            print(
                f"{'ok ' if check.ok else 'NO '} {check.name}: {check.says}"
                + (f" {check.do}" if check.do else "")
            )
    return 0 if report.ok else 1
