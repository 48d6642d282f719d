"""Every real watch file gives the verdict and the figures that the table beside the files says.

The figures are read from that table, so they are nobody's copy. An empty cell is a figure the file's own
messages do not state (or state as 0); where ours comes from the records, there is nothing to compare.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.files import RawFile
from adapters.formats.registry import decode
from service.app.inspecting import inspect
from service.core.activity import Activity, Session, Verdict
from service.core.errors import InputError

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
TABLE = FOLDER / "README.md"
HEADINGS = ("file", "records", "timer s", "distance m", "HR records", "verdict")


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    records: str
    timer_s: str
    distance_m: str
    hr_records: str
    verdict: str


def rows() -> list[Row]:
    if not TABLE.is_file():
        return []
    lines = [
        line.strip().strip("|") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("|")
    ]
    heading, _, *table = [[cell.strip("† ") for cell in line.split("|")] for line in lines]
    places = [heading.index(name) for name in HEADINGS]
    return [Row(*(line[place] for place in places)) for line in table]


ROWS = rows()
"""Read once; empty where the folder is missing."""

pytestmark = pytest.mark.skipif(
    not ROWS, reason="the folder ../shared/fit with real watch files is not there"
)


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_watch_file_gives_the_figures_of_its_row(row: Row) -> None:
    raw = RawFile(row.name, (FOLDER / row.name).read_bytes())
    kept: list[Activity] = []

    answer = inspect(raw, remembering(kept))

    sessions = kept[0].sessions if kept else ()
    assert answer["verdict"] == row.verdict
    assert sum(len(session.streams) for session in sessions) == int(row.records)
    assert sum(told["hr_records"] for told in json.loads(json.dumps(answer))["sessions"]) == int(
        row.hr_records
    )
    compare(row.timer_s, [session.timer_s for session in sessions])
    compare(row.distance_m, [session.distance_m for session in sessions])
    assert (answer["reason"] is None) == (row.verdict == Verdict.COMPLETE)


def remembering(kept: list[Activity]) -> Callable[[RawFile], Activity]:
    def read(raw: RawFile) -> Activity:
        kept.append(decode(raw))
        return kept[0]

    return read


def compare(cell: str, totals: list[float | None]) -> None:
    if cell:
        assert round(sum(total or 0.0 for total in totals)) == int(cell)


def test_the_table_names_every_file_in_the_folder() -> None:
    assert {row.name for row in ROWS} == {path.name for path in FOLDER.glob("*.fit")}


def sessions_of(name: str) -> tuple[Session, ...]:
    return decode(RawFile(name, (FOLDER / name).read_bytes())).sessions


def test_a_ride_without_a_summary_is_made_up_from_its_records() -> None:
    [session] = sessions_of("nick.fit")

    assert session.totals_from == "records"
    assert session.sport == "cycling"
    assert session.distance_m == pytest.approx(113_550.87)


def test_a_watch_that_was_never_set_still_dates_the_run() -> None:
    [session] = sessions_of("compressed-speed-distance.fit")

    assert session.start is not None
    assert session.start.date().isoformat() == "2012-02-13"


def test_steps_are_counted_and_not_strides() -> None:
    answer = inspect(RawFile("r", (FOLDER / "garmin-fenix-5-run.fit").read_bytes()), decode)

    [session] = json.loads(json.dumps(answer))["sessions"]
    assert 140 < session["cadence_mean_spm"] < 200


@pytest.mark.parametrize("name", ["610464_no_defmsg.fit"])
def test_an_unreadable_file_says_where_and_what_to_do(name: str) -> None:
    with pytest.raises(InputError, match=r"byte 41.*copy the file again"):
        decode(RawFile(name, (FOLDER / name).read_bytes()))
