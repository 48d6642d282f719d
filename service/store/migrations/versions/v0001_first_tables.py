"""The first tables: files, runs, the profile, check-ins with what came of them, and guided sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _files_and_runs()
    _profile()
    _check_ins()
    _guided_sessions()


def downgrade() -> None:
    with op.batch_alter_table("check_ins") as check_ins:
        check_ins.drop_constraint("fk_check_ins_recheck_id_rechecks", type_="foreignkey")
    for table in (
        "session_log",
        "guided_sessions",
        "rechecks",
        "assessments",
        "check_ins",
        "profile",
        "runs",
        "files",
    ):
        op.drop_table(table)


def _files_and_runs() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("file_type", sa.String()),
        sa.Column("manufacturer", sa.String()),
        sa.Column("product", sa.String()),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
    )
    op.create_index("ix_files_received_at", "files", ["received_at"])
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("start", MOMENT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("distance_m", sa.Double()),
        sa.Column("moving_s", sa.Double()),
        sa.Column("quarantined", sa.String()),
        sa.Column("metrics", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.ForeignKeyConstraint(
            ["sha256"], ["files.sha256"], name="fk_runs_sha256_files", ondelete="CASCADE"
        ),
    )
    for column in ("sha256", "start", "day"):
        op.create_index(f"ix_runs_{column}", "runs", [column])


def _profile() -> None:
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile"),
        sa.CheckConstraint("id = 1", name="ck_profile_one_runner"),
    )


def _check_ins() -> None:
    op.create_table(
        "check_ins",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String()),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recheck_id", sa.String()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_check_ins"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_check_ins_run_id_runs", ondelete="CASCADE"),
    )
    _assessments()
    _rechecks()
    with op.batch_alter_table("check_ins") as check_ins:  # the circle is closed once both ends stand
        check_ins.create_foreign_key(
            "fk_check_ins_recheck_id_rechecks", "rechecks", ["recheck_id"], ["id"], ondelete="SET NULL"
        )
    for column in ("run_id", "recheck_id"):
        op.create_index(f"ix_check_ins_{column}", "check_ins", [column])


def _assessments() -> None:
    op.create_table(
        "assessments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("check_in_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String()),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("top", sa.String(), nullable=False),
        sa.Column("triage", sa.String(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_ins.id"], name="fk_assessments_check_in_id_check_ins", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name="fk_assessments_run_id_runs", ondelete="CASCADE"
        ),
    )
    for column in ("check_in_id", "run_id", "made_at"):
        op.create_index(f"ix_assessments_{column}", "assessments", [column])


def _rechecks() -> None:
    op.create_table(
        "rechecks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("after_h", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rechecks"),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name="fk_rechecks_assessment_id_assessments",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_rechecks_assessment_id", "rechecks", ["assessment_id"])
    op.create_index("ix_rechecks_status_due_at", "rechecks", ["status", "due_at"])


def _guided_sessions() -> None:
    op.create_table(
        "guided_sessions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.String()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guided_sessions"),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name="fk_guided_sessions_assessment_id_assessments",
            ondelete="CASCADE",
        ),
    )
    for column in ("assessment_id", "created_at"):
        op.create_index(f"ix_guided_sessions_{column}", "guided_sessions", [column])
    op.create_table(
        "session_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("exercise", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session_log"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["guided_sessions.id"],
            name="fk_session_log_session_id_guided_sessions",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_session_log_session_id", "session_log", ["session_id"])
