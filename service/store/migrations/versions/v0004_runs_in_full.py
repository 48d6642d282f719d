"""History keeps of a run what the ledgers need; runs that are here already wait to be measured again.

What they need lies in their originals, which no migration can read: the worker does it, run by run.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBERS = (
    "load", "above_threshold_s", "rpe", "ascent_m", "descent_m", "steep_ascent_m", "steep_descent_m", "fast_s",
    "steps", "hr_peak_bpm", "hr_20min_bpm", "hr_mean_bpm", "gap_s_per_km", "temperature_c",
)  # fmt: skip
FLAGS = ("load_estimated", "steady", "apart", "unmeasured")
HISTORY = "ix_runs_history"


def upgrade() -> None:
    for name in NUMBERS:
        op.add_column("runs", sa.Column(name, sa.Double()))
    for name in FLAGS:
        op.add_column("runs", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("runs", sa.Column("measured_by", sa.Text()))
    op.add_column("runs", sa.Column("came_in", sa.Date()))
    op.add_column("runs", sa.Column("rejudged", sa.Text()))
    op.create_index("ix_runs_unmeasured", "runs", ["unmeasured"])
    # Everything that history reads, so that it never touches the long texts of a row.
    op.create_index(HISTORY, "runs", HISTORY_COLUMNS)
    op.execute("UPDATE runs SET unmeasured = true")


HISTORY_COLUMNS = [
    "day", "start", "id", "quarantined", "shadowed_by", "distance_m", "moving_s", "load", "load_estimated",
    "above_threshold_s", "rpe", "ascent_m", "descent_m", "steep_ascent_m", "steep_descent_m", "fast_s", "steps",
    "hr_peak_bpm", "hr_20min_bpm", "hr_mean_bpm", "gap_s_per_km", "temperature_c", "steady", "apart",
]  # fmt: skip


def downgrade() -> None:
    for name in (HISTORY, "ix_runs_unmeasured"):
        op.drop_index(name, "runs")
    for name in ("rejudged", "came_in", "measured_by", *FLAGS, *NUMBERS):
        op.drop_column("runs", name)
