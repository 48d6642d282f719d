"""A player's event that is sent twice is taken once; how a runner likes to be coached is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guided_sessions", sa.Column("last_key", sa.String()))
    op.create_table(
        "coaching",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_runner"),
    )


def downgrade() -> None:
    op.drop_table("coaching")
    op.drop_column("guided_sessions", "last_key")
