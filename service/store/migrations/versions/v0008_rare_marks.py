"""Marks that few runs bear are indexed for those few, so that no index of all rows is taken for the many."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_RARE = (
    ("stale", "stale IS 1", "stale IS TRUE"),
    ("unmeasured", "unmeasured IS 1", "unmeasured IS TRUE"),
    ("shadowed_by", "shadowed_by IS NOT NULL", "shadowed_by IS NOT NULL"),
)


def upgrade() -> None:
    for column, rare, also in _RARE:
        name = f"ix_runs_{column}"
        op.drop_index(name, "runs")
        op.create_index(name, "runs", [column], sqlite_where=sa.text(rare), postgresql_where=sa.text(also))


def downgrade() -> None:
    for column, _, _ in _RARE:
        op.drop_index(f"ix_runs_{column}", "runs")
        op.create_index(f"ix_runs_{column}", "runs", [column])
