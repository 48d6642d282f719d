"""Runs the steps on the connection that `service.store.upgrade` hands over, inside its transaction."""

from alembic import context

from service.store.rows import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot change a table in place
)
context.run_migrations()
