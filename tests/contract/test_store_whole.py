"""Everything at once: nothing is forgotten in an export, and nothing is left of it when it is erased."""

from service.app.ports import Store
from service.core.athlete import Athlete
from tests.build import records as build
from tests.build.stored import add_runs


def test_every_row_is_given_by_its_table(store: Store) -> None:
    add_runs(store, 1, 2, 3)
    with store.unit() as unit:
        unit.notes.put("settings", "voice", '"en-us"')

    with store.unit() as unit:
        counted = {name: sum(1 for _ in rows) for name, _, rows in unit.whole.tables()}

    assert (counted["runs"], counted["files"], counted["notes"]) == (3, 3, 1)


def test_erasing_counts_and_leaves_nothing(store: Store) -> None:
    add_runs(store, 1, 2)
    with store.unit() as unit:
        unit.profiles.put(Athlete(age=51))

    with store.unit() as unit:
        gone = unit.whole.erase()
    store.compact()

    assert (gone["runs"], gone["files"], gone["profile"]) == (2, 2, 1)
    with store.unit() as unit:
        assert unit.runs.file(build.sha(1)) is None
        assert unit.profiles.get() == Athlete()
        assert sum(unit.whole.erase().values()) == 0
