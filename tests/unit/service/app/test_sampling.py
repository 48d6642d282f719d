from collections.abc import Iterator
from datetime import date

from adapters.files import RawFile
from service.app.sampling import add_sample_season
from tests.build import fit
from tests.build.world import MovableClock, world


def season(made_for: date) -> Iterator[RawFile]:
    assert made_for == MovableClock().local_date()
    for seconds in (60, 120):
        yield RawFile(f"run-{seconds}.fit", fit.run(seconds), "sample")


def test_the_season_is_made_for_today_and_comes_in_its_order() -> None:
    done = list(add_sample_season(world(), season))

    assert [imported.file.name for imported in done] == ["run-60.fit", "run-120.fit"]
    assert {imported.file.origin for imported in done} == {"sample"}


def test_adding_the_season_twice_changes_nothing() -> None:
    house = world()
    first = list(add_sample_season(house, season))

    again = list(add_sample_season(house, season))

    assert [imported.known for imported in again] == [True, True]
    assert [imported.runs for imported in again] == [imported.runs for imported in first]


def test_files_are_made_one_by_one_as_they_are_taken_in() -> None:
    made: list[str] = []

    def counted(made_for: date) -> Iterator[RawFile]:
        for raw in season(made_for):
            made.append(raw.name)
            yield raw

    next(iter(add_sample_season(world(), counted)))

    assert made == ["run-60.fit"]
