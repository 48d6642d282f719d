"""How SQLite looks things up: a question about a day or the newest runs must not read every run there is."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from service.app.ports import Unit
from service.store import open_store
from tests.build import records as build

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda unit: unit.runs.latest(limit=5), "ix_runs_start"),
        (lambda unit: unit.runs.around(build.NOON, within=timedelta(minutes=2)), "ix_runs_start"),
        (lambda unit: unit.runs.mark_stale(first=DAY, last=DAY), "ix_runs_day"),
        (lambda unit: unit.runs.stale(limit=5), "ix_runs_stale"),
        (lambda unit: unit.runs.unmeasured(limit=5), "ix_runs_unmeasured"),
        (lambda unit: unit.runs.shadowed("a"), "ix_runs_shadowed_by"),
        (lambda unit: unit.runs.past(before=DAY, days=30), "COVERING INDEX ix_runs_history"),
    ],
    ids=["latest", "around", "mark_stale", "stale", "unmeasured", "shadowed", "past"],
)
def test_each_question_has_its_index(ask: Callable[[Unit], object], index: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = open_store(f"sqlite:///{path}")

    with statements() as asked, store.unit() as unit:
        ask(unit)

    store.close()
    with sqlite3.connect(path) as database:
        plans = [
            str(row[3])
            for statement, values in asked
            for row in database.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert index in " ".join(plans)


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        if " runs " in f"{statement} ".replace("\n", " "):
            seen.append((statement, values))

    event.listen(Engine, "after_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "after_cursor_execute", note)
