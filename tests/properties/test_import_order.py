"""Files arrive in any order, some twice; what is found in each run does not depend on it."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.files import RawFile
from service.app.importing import import_file
from service.core.findings import Findings
from tests.build.world import Watch, run_on, world

FIRST = date(2025, 1, 1)
RUNS = st.lists(
    st.tuples(st.integers(0, 430), st.sampled_from([3.0, 8.0, 10.0, 12.0, 21.0, 90.0])),
    min_size=1,
    max_size=12,
)


def found(watch: Watch, files: list[RawFile]) -> dict[str, Findings]:
    house = world(decode=watch.decode)
    for raw in files:
        import_file(house, raw)
    with house.store.unit() as unit:
        return {run.id: run.findings for run in unit.runs.since(FIRST)}


@settings(deadline=None, max_examples=40)
@given(runs=RUNS, data=st.data())
def test_importing_in_any_order_finds_the_same(runs: list[tuple[int, float]], data: st.DataObject) -> None:
    watch = Watch()
    files = [watch.file(run_on(FIRST + timedelta(days=day), km=km)) for day, km in runs]
    shuffled = data.draw(st.permutations(files))
    twice = data.draw(st.lists(st.sampled_from(files), max_size=3))

    assert found(watch, [*shuffled, *twice]) == found(watch, files)
