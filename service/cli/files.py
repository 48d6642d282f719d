"""Commands that take files in: import many, add the sample season."""

import argparse
import json
from pathlib import Path

from adapters.channels.paths import Arrived, PathChannel
from service.app.importing import Imported, import_file
from service.app.sampling import add_sample_season
from service.config import Settings
from service.core.activity import Verdict
from service.wiring import open_world, sample_season_files


def take(arguments: argparse.Namespace, settings: Settings) -> int:
    """Import every path; one that cannot be read is reported and the rest go on."""
    failed = 0
    with open_world(settings) as world:
        for arrived in PathChannel(arguments.paths).arrivals():
            line = _line(arrived, import_file(world, arrived.raw) if arrived.raw else None)
            failed += line["verdict"] == Verdict.UNREADABLE
            _print_line(line, as_json=arguments.json)
    return 2 if failed else 0


def demo(arguments: argparse.Namespace, settings: Settings) -> int:
    """Add the sample season."""
    with open_world(settings) as world:
        for imported in add_sample_season(world, sample_season_files()):
            _print_line(_line(Arrived(Path(imported.file.name), None), imported), as_json=arguments.json)
    if not arguments.json:
        print("The sample season is in. `make run` prints the address of the page.")
    return 0


def _line(arrived: Arrived, imported: Imported | None) -> dict[str, object]:
    """Give what `import --json` prints for one file."""
    file = imported.file if imported else None
    return {
        "path": str(arrived.path),
        "sha256": file.sha256 if file else None,
        "verdict": file.verdict if file else Verdict.UNREADABLE,
        "activity_id": file.activity_id if file else None,
        "reason": file.reason if file else arrived.trouble,
    }


def _print_line(line: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(line), flush=True)
    else:
        print(
            f"{line['path']}: {line['verdict']}" + (f". {line['reason']}" if line["reason"] else ""),
            flush=True,
        )
