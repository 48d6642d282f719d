"""Builders that put records into a store."""

from datetime import timedelta

from service.app.ports import Store
from service.app.records import KeptCheckIn
from tests.build import records as build


def add_runs(store: Store, *days_ago: int, distance_m: float | None = 10_000.0) -> None:
    """Add one run a day, each in a file of its own, numbered by its days before the builder's noon."""
    with store.unit() as unit:
        for n in days_ago:
            start = build.NOON - timedelta(days=n)
            unit.runs.add_file(build.kept_file(build.sha(n), received_at=start))
            unit.runs.add(build.run(n, start=start, distance_m=distance_m))


def add_check_in(store: Store, kept: KeptCheckIn) -> None:
    with store.unit() as unit:
        unit.check_ins.add(kept)


def add_assessment(store: Store) -> None:
    with store.unit() as unit:
        unit.check_ins.add(build.kept_check_in("c1"))
        unit.check_ins.add_assessment(build.kept_assessment("a1", check_in_id="c1"))
