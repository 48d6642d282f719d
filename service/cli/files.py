"""Commands that take files in: import many, add the sample season."""

import argparse
import json

from adapters.channels.paths import PathChannel
from service.app.arriving import Told, import_arrivals
from service.app.judging import measure_waiting
from service.app.sampling import add_sample_season
from service.app.world import World
from service.config import Settings
from service.core.activity import Verdict
from service.wiring import open_world, sample_season_files


def take(arguments: argparse.Namespace, settings: Settings) -> int:
    """Import every path; one that cannot be read is reported and the rest go on."""
    failed = 0
    with open_world(settings) as world:
        for told in import_arrivals(world, PathChannel(arguments.paths).arrivals()):
            if not told.is_file:
                _say_aside(told, as_json=arguments.json)
                continue
            line = _line(told)
            failed += line["verdict"] == Verdict.UNREADABLE
            _print_line(line, as_json=arguments.json)
        _measure_waiting(world, as_json=arguments.json)
    return 2 if failed else 0


def demo(arguments: argparse.Namespace, settings: Settings) -> int:
    """Add the sample season."""
    runs = 0
    with open_world(settings) as world:
        for imported in add_sample_season(world, sample_season_files()):
            runs += len(imported.runs)
            _print_line(_line(Told(imported.file.name, imported)), as_json=arguments.json)
    if not arguments.json:
        print(f"{runs} runs are in. `make run` prints the address of the page.")
    return 0


def _measure_waiting(world: World, *, as_json: bool) -> None:
    with world.store.unit() as unit:
        waiting = unit.runs.count_unmeasured()
    if waiting and not as_json:
        print(f"{waiting} runs are being measured again from their originals …", flush=True)
    measure_waiting(world)


def _line(told: Told) -> dict[str, object]:
    """Give what `import --json` prints for one file."""
    file = told.imported.file if told.imported else None
    return {
        "path": told.place,
        "sha256": file.sha256 if file else None,
        "verdict": file.verdict if file else Verdict.UNREADABLE,
        "activity_id": file.activity_id if file else None,
        "reason": file.reason if file else told.trouble,
        "warnings": list(file.warnings) if file else [],
        "known": told.imported.known if told.imported else False,
        "merged": told.imported.merged if told.imported else False,
    }


def _say_aside(told: Told, *, as_json: bool) -> None:
    """Say what is about no single file: how many hold no run, and what the new ones changed in later runs."""
    if told.settled.words is not None:
        again = {"judged_again": told.settled.again, "changed": told.settled.changed}
        print(json.dumps(again) if as_json else told.settled.words, flush=True)
    elif not as_json:
        print(
            f"{told.place}: files in it that hold no run, such as tables and pictures: {told.passed_over}.",
            flush=True,
        )


def _print_line(line: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(line), flush=True)
    else:
        is_counted = line["known"] and line["verdict"] is not Verdict.UNREADABLE
        known = "Already here; nothing is counted twice." if is_counted else None
        merged = "The same run was here by another road; it counts once." if line["merged"] else None
        odd = line["warnings"]
        said = (line["verdict"], line["reason"], *(odd if isinstance(odd, list) else ()), known, merged)
        words = [str(word) for word in said if word]
        print(f"{line['path']}: {'. '.join(word.removesuffix('.') for word in words)}", flush=True)
