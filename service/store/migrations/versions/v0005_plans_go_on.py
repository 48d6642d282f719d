"""Plans go on: courses and their steps; what is told once, its messages and their ways out."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _courses()
    _messages()
    op.create_table(
        "feeds",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_feeds"),
    )


def downgrade() -> None:
    for table in ("feeds", "deliveries", "reminders", "messages", "course_steps", "courses"):
        op.drop_table(table)


def _courses() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_courses"),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name="fk_courses_assessment_id_assessments",
            ondelete="CASCADE",
        ),
    )
    for column in ("assessment_id", "opened_at", "status"):
        op.create_index(f"ix_courses_{column}", "courses", [column])
    op.create_table(
        "course_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_course_steps"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name="fk_course_steps_course_id_courses", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_course_steps_course_id", "course_steps", ["course_id"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("read_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_messages_sent_at", "messages", ["sent_at"])
    op.create_table(
        "reminders",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("message_id", sa.String()),
        sa.PrimaryKeyConstraint("key", name="pk_reminders"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_reminders_message_id_messages", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_reminders_status_due_at", "reminders", ["status", "due_at"])
    op.create_index("ix_reminders_message_id", "reminders", ["message_id"])
    op.create_table(
        "deliveries",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "outlet", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_deliveries_message_id_messages", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_deliveries_status", "deliveries", ["status"])
