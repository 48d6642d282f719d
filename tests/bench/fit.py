"""Reading: our decoder beside its peers on real watch files. Writing: the sample season.

What is timed is from a file's bytes to its records as columns of numbers in units: checksum, walk and every
field, developers' too. `whole` is all other messages as well. fitparse gives its messages and no columns; its
plain full read is taken for it, though columns would cost it more.
"""

import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter

import numpy as np

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.parts import split
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.walk import walk
from adapters.outlets.fit_file import write_fit
from service.app.season import season_files
from service.core.units import Floats
from tests.bench.measure import Measurement, Skipped, medians_ms
from tests.build import fit

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
FILES = {
    "small": "running-with-developer-data.fit",
    "medium": "running.fit",
    "multisport": "activity-large-fenxi2-multisport.fit",
    "large": "big_activity.fit",
}
SLOW_ROUNDS = {"small": 3, "medium": 3, "multisport": 1, "large": 1}
"""For the peers that take seconds; the columns are timed five times, taking turns with the fastest peer."""
SLOW_PEERS = ("fitparse", "fitdecode", "garmin-fit-sdk")


def measure(*, long: bool) -> Iterator[Measurement]:
    yield from _writing()
    yield from _growth()
    if not FOLDER.is_dir():
        raise Skipped("the folder ../shared/fit with real watch files is not there")
    for size, name in FILES.items():
        yield from _reading(size, RawFile(name, (FOLDER / name).read_bytes()), long=long)


def _reading(size: str, raw: RawFile, *, long: bool) -> Iterator[Measurement]:
    data = raw.data
    fitfast = import_module("fitfast")
    fast = medians_ms(
        {
            "columns": lambda: columns_of(data),
            "fitfast": lambda: fitfast.records(data),
            "whole": lambda: everything_in(data),
            "activity": lambda: FitDecoder().decode(raw),
        },
        rounds=15,
    )
    slow = {name: read for name, read in peers(data).items() if long or name == "fitparse"}
    taken = fast | medians_ms(slow, rounds=SLOW_ROUNDS[size], warm_up=False)
    for name, ms in taken.items():
        yield Measurement(f"fit.decode.{size}.{name}.ms", ms, "ms")
    fastest = min(taken[name] for name in ("fitfast", *slow))
    ours = taken["columns"]
    yield Measurement(f"fit.decode.{size}.x_fitparse", taken["fitparse"] / ours, "x", op=">=", bar=300)
    yield Measurement(f"fit.decode.{size}.x_fastest", fastest / ours, "x", op=">=", bar=4)
    yield Measurement(f"fit.whole.{size}.x_fitparse", taken["fitparse"] / taken["whole"], "x", op=">=", bar=150)
