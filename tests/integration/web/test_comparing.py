"""Two runs side by side: the last one of its kind is chosen, and each says what came before and after it."""

from datetime import timedelta

from service.web.formats import MISSING
from tests.build import records as build
from tests.build.web import House, house
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered

PAGE = "/history/compare"


def with_runs(*runs: tuple[int, float]) -> House:
    """Give a house with runs of (days before today, metres), each named by its days."""
    here = house()
    with here.world.store.unit() as unit:
        for days, metres in runs:
            start = here.clock.at - timedelta(days=days)
            unit.runs.add_file(build.kept_file(build.sha(days), received_at=start))
            unit.runs.add(build.run(days, start=start, distance_m=metres))
    return here


def row(page: str, name: str) -> list[str]:
    cells = page.split(f'<th scope="row">{name}</th>')[1].split("</tr>", maxsplit=1)[0]
    return [cell.split("</td>")[0] for cell in cells.split("<td>")[1:]]


MARATHON, LAST, LONG = (1, 42_195.0), (200, 42_400.0), (20, 32_000.0)


def test_the_marathon_is_held_against_the_last_marathon_and_not_against_a_long_run() -> None:
    page = with_runs(MARATHON, LONG, LAST, (210, 40_000.0)).visit(PAGE)

    assert row(page, "Distance") == ["42.2 km", "42.4 km"]
    assert row(page, "Longest run in the 30 days before") == ["32.0 km", "40.0 km"]
    assert row(page, "Beyond that longest") == ["+32 %", "+6 %"]
    assert row(page, "Run in the four weeks before") == ["32 km", "40 km"]


def test_without_one_of_its_kind_the_longest_is_offered_and_any_can_be_chosen() -> None:
    here = with_runs(MARATHON, LONG, (30, 10_000.0))
    first = row(here.visit(PAGE), "Distance")
    short = f"{build.sha(30)[:16]}-0"
    chosen = row(here.visit(f"{PAGE}?with={short}"), "Distance")

    assert first == ["42.2 km", "32.0 km"]
    assert chosen == ["42.2 km", "10.0 km"]


def test_soreness_belongs_to_the_run_before_it() -> None:
    here = with_runs(MARATHON, LAST)
    answered(here, here.send("/check-ins").headers["Location"], SORE_THE_NEXT_DAY)

    assert row(here.visit(PAGE), "Worst soreness in the week after") == ["3 of 10", MISSING]


def test_one_run_alone_and_none_are_said_plainly() -> None:
    assert "only one run" in with_runs(MARATHON).visit(PAGE)
    assert house().client.get(PAGE).status_code == 404
    assert house().client.get(f"{PAGE}?run=nothing").status_code == 404


def test_the_history_and_the_run_lead_there() -> None:
    here = with_runs(MARATHON, LAST)

    assert f'href="{PAGE}"' in here.visit("/history")
    assert f"{PAGE}?run=" in here.visit(f"/activities/{build.sha(1)[:16]}")
