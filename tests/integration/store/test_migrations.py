"""A new database, an old one, one from the future, and one that is not ours."""

import json
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from service.core.errors import WorldError
from service.store import open_store
from service.store.rows import Base
from service.store.upgrade import HEAD, MIGRATIONS
from tests.build import records as build
from tests.build.waiting import PATIENCE_S


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_new_database_has_the_tables_of_the_rows(tmp_path: Path) -> None:
    open_store(url(tmp_path / "a.db")).close()

    engine = create_engine(url(tmp_path / "a.db"))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()

    assert differences == []


def test_the_constant_names_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_every_step_can_be_taken_back(tmp_path: Path) -> None:
    from alembic import command

    open_store(url(tmp_path / "a.db")).close()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url(tmp_path / "a.db"))

    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        )
    engine.dispose()

    assert left == ["alembic_version"]
    open_store(url(tmp_path / "a.db")).close()


def test_opening_again_keeps_everything(tmp_path: Path) -> None:
    first = open_store(url(tmp_path / "a.db"))
    with first.unit() as unit:
        unit.runs.add_file(build.kept_file())
    first.close()

    again = open_store(url(tmp_path / "a.db"))

    with again.unit() as unit:
        assert unit.runs.file(build.SHA) == build.kept_file()
    again.close()


def test_an_up_to_date_database_does_not_load_alembic(tmp_path: Path) -> None:
    open_store(url(tmp_path / "a.db")).close()
    program = (
        "import sys; from service.store import open_store; "
        f"open_store({url(tmp_path / 'a.db')!r}).close(); print('alembic' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_database_from_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    open_store(url(tmp_path / "a.db")).close()
    with sqlite3.connect(tmp_path / "a.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()

    with pytest.raises(WorldError, match="newer version of Afterrun") as caught:
        open_store(url(tmp_path / "a.db"))

    assert caught.value.code == "store_too_new"
    kept = sqlite3.connect(tmp_path / "a.db")
    assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    kept.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"not a database, but long enough to be read as one" * 100)

    with pytest.raises(WorldError, match="damaged") as caught:
        open_store(url(tmp_path / "a.db"))

    assert caught.value.code == "store_broken"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(WorldError) as caught:
        open_store(url(tmp_path / "file" / "a.db"))

    assert caught.value.code == "store_closed"


def test_a_strange_folder_name_is_a_folder(tmp_path: Path) -> None:
    open_store(url(tmp_path / "läufe 100%s" / "a.db")).close()

    assert (tmp_path / "läufe 100%s" / "a.db").exists()


def test_two_programs_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    program = (
        "import json, sys; from service.store import open_store; "
        f"store = open_store({url(tmp_path / 'a.db')!r})\n"
        "with store.unit() as unit: print(json.dumps(unit.runs.count()))"
    )

    started = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    ended = [process.communicate(timeout=PATIENCE_S) for process in started]

    assert [err.decode() for _, err in ended] == [""] * 2
    assert [json.loads(out) for out, _ in ended] == [0] * 2


def test_opening_waits_for_another_program_that_is_making_the_database(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db", check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, other.rollback)
    release.start()

    store = open_store(url(tmp_path / "a.db"))

    release.join()
    other.close()
    with store.unit() as unit:
        assert unit.runs.count() == 0
    store.close()


def test_opening_gives_up_on_a_database_that_stays_locked(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db")
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(WorldError) as caught:
        open_store(url(tmp_path / "a.db"), busy_timeout_s=0.05)

    other.close()
    assert caught.value.code == "store_busy"


def test_postgresql_could_make_every_table() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # untyped there

    for table in Base.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        assert all(
            "CREATE INDEX" in str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes
        )


def test_a_database_of_the_first_version_keeps_its_runs_and_their_check_ins(tmp_path: Path) -> None:
    from alembic import command

    engine = create_engine(url(tmp_path / "a.db"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql(
            "INSERT INTO files VALUES ('f', 'a.fit', 1, 'upload', '2026-10-04 12:00:00', 'complete',"
            " NULL, NULL, NULL, NULL, '[]')"
        )
        connection.exec_driver_sql(
            "INSERT INTO runs VALUES ('f-0', 'f', '2026-10-04 12:00:00', '2026-10-04', 1, 1, NULL, '{}', '{}')"
        )
        connection.exec_driver_sql(
            "INSERT INTO check_ins (id, run_id, opened_at, status, version, body)"
            " VALUES ('c', 'f-0', '2026-10-04 12:00:00', 'open', 1, '{}')"
        )
    engine.dispose()

    open_store(url(tmp_path / "a.db")).close()

    kept = sqlite3.connect(tmp_path / "a.db")
    assert kept.execute("SELECT id, shadowed_by, stale FROM runs").fetchall() == [("f-0", None, 0)]
    assert kept.execute("SELECT id, run_id FROM check_ins").fetchall() == [("c", "f-0")]
    kept.close()
