"""From any older database to today's tables, in one transaction, without a config file.

An up-to-date database is recognised by one small query; only otherwise is alembic loaded at all.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from service.core.errors import WorldError

HEAD = "0008"
"""The newest version in `migrations/versions`; a test holds the two together."""

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_to_head(engine: Engine) -> None:
    """Make the tables those of this version. Raises WorldError when the database is from a newer one."""
    with engine.connect() as connection:
        if current_version(connection) == HEAD:
            return
        connection.rollback()
        _lock(connection)
        # Another process may have done it while we waited for the lock.
        if current_version(connection) != HEAD:
            _upgrade(connection)
        connection.commit()


def current_version(connection: Connection) -> str | None:
    """Give the version the database was left at; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _lock(connection: Connection) -> None:
    # SQLite's driver opens no transaction for DDL by itself; without one a crash would leave half a schema.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    version = current_version(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise WorldError(
            f"The database was written by a newer version of Afterrun (its tables are {version}, "
            f"this version knows {HEAD}). Install the newer version, or choose another data folder.",
            code="store_too_new",
        )
    command.upgrade(config, HEAD)
