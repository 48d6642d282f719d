"""One run recorded twice counts once, and findings that wait to be judged again say so."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain added columns: a batch would drop and re-make `runs`, and the check-ins that refer to it with it.
    op.add_column("runs", sa.Column("shadowed_by", sa.String()))
    op.add_column("runs", sa.Column("stale", sa.Boolean(), nullable=False, server_default=sa.false()))
    for column in ("shadowed_by", "stale"):
        op.create_index(f"ix_runs_{column}", "runs", [column])


def downgrade() -> None:
    for column in ("shadowed_by", "stale"):
        op.drop_index(f"ix_runs_{column}", "runs")
        op.drop_column("runs", column)
