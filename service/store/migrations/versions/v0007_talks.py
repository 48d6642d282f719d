"""Talks through assistants; and when a session's driver was last heard, so that another door can go on."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_heard_at", "conversations", ["heard_at"])
    op.add_column("guided_sessions", sa.Column("heard_at", sa.DateTime(timezone=True)))
    op.add_column(
        "guided_sessions", sa.Column("heard_clock", sa.Double(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    with op.batch_alter_table("guided_sessions") as table:
        table.drop_column("heard_clock")
        table.drop_column("heard_at")
    op.drop_table("conversations")
