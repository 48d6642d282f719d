"""Reading: our decoder beside its peers on real watch files. Writing: the sample season."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder
from adapters.outlets.fit_file import write_fit
from service.app.season import season_files
from tests.bench.measure import Measurement, Skipped, medians_ms

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
FILES = {
    "small": "running-with-developer-data.fit",
    "medium": "running.fit",
    "multisport": "activity-large-fenxi2-multisport.fit",
}
LONG_FILES = {"big": "big_activity.fit"}


def measure(*, long: bool) -> Iterator[Measurement]:
    yield from _writing()
    if not FOLDER.is_dir():
        raise Skipped("the folder ../shared/fit with real watch files is not there")
    for size, name in (FILES | LONG_FILES if long else FILES).items():
        yield from _reading(size, RawFile(name, (FOLDER / name).read_bytes()))


def _reading(size: str, raw: RawFile) -> Iterator[Measurement]:
    taken = medians_ms({"ours": lambda: FitDecoder().decode(raw), **peers(raw.data)})
    yield Measurement(f"fit.decode.{size}.ms", taken["ours"], "ms")
    for peer in ("fitparse", "fitdecode", "fitfast"):
        yield Measurement(f"fit.decode.{size}.{peer}.ms", taken[peer], "ms")
    yield Measurement(f"fit.decode.{size}.x_fitparse", taken["fitparse"] / taken["ours"], "x", op=">=")


def peers(data: bytes) -> dict[str, Callable[[], object]]:
    """Give each peer's own straight way to read everything."""
    fitparse, fitdecode, fitfast = map(import_module, ("fitparse", "fitdecode", "fitfast"))
    return {
        "fitparse": lambda: list(fitparse.FitFile(data).get_messages()),
        "fitdecode": lambda: list(fitdecode.FitReader(data)),
        "fitfast": partial(fitfast.parse, data),
    }


def _writing() -> Iterator[Measurement]:
    made_for = date(2026, 11, 22)
    taken = medians_ms({"season": lambda: list(season_files(made_for, write_fit))})
    # Ours: one click must show the whole product, and reading the season back takes time as well.
    yield Measurement("fit.write.season.ms", taken["season"], "ms", bar=3000)
