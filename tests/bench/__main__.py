"""Measure everything that is promised to be fast: `make bench`, `make bench ONLY=fit`, `make bench LONG=1`.

Prints a table and writes bench.json into the current folder.
"""

import argparse
import json
import os
import sys
from importlib import import_module
from pathlib import Path

from tests.bench.measure import Measurement, Skipped

PARTS = ("drift", "ears", "fit", "imports", "load", "peers", "readback", "rules", "voice", "web", "words")
"""Each is a module here with `measure(*, long) -> Iterable[Measurement]`, which may raise Skipped."""


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    ask.add_argument("--only", choices=PARTS, default=os.environ.get("ONLY") or None, help="run one part")
    ask.add_argument("--long", action="store_true", default=os.environ.get("LONG", "") not in {"", "0"})
    asked = ask.parse_args()
    taken: list[Measurement] = []
    for part in (asked.only,) if asked.only else PARTS:
        taken += run(part, long=asked.long)
    Path("bench.json").write_text(json.dumps([m.as_json() for m in taken], indent=2) + "\n", encoding="utf-8")


def run(part: str, *, long: bool) -> list[Measurement]:
    """Give a part's measurements, each told as soon as it is there."""
    taken: list[Measurement] = []
    try:
        for measurement in import_module(f"tests.bench.{part}").measure(long=long):
            tell(row(measurement))
            taken.append(measurement)
    except Skipped as reason:
        tell(f"{part}: skipped, {reason}")
    return taken


def row(m: Measurement) -> str:
    bar = "" if m.bar is None else f"{m.op} {m.bar:g} {m.unit}"
    verdict = {None: "", True: "ok", False: "MISSED"}[m.ok]
    return f"{m.name:<38}{m.value:>12.2f} {m.unit:<4}{bar:>14}  {verdict}".rstrip()


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
