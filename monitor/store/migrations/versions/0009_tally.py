"""How many entries have which score, by week; and scores in order of their value."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0009_tally"
down_revision = "0006_health"
branch_labels = None
depends_on = None

_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)


def upgrade() -> None:
    table = op.create_table(
        "tally",
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bin", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "bin", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_scores_value_entry"), "scores", ["value", "entry"])
    # Of the newest scored version of every entry, as monitor.store.tally counts it.
    newest = sa.text(
        "SELECT s.value, v.published_at FROM scores s"
        " JOIN versions v ON v.entry = s.entry AND v.version = s.version"
        " WHERE NOT EXISTS (SELECT 1 FROM scores n WHERE n.entry = s.entry AND n.version > s.version)"
    ).columns(sa.Column("value", sa.Float()), sa.Column("published_at", sa.DateTime(timezone=True)))
    counted: Counter[tuple[int, int]] = Counter()
    for value, published_at in op.get_bind().execute(newest):
        week = (published_at.replace(tzinfo=UTC) - _MONDAY) // timedelta(weeks=1)
        counted[week, min(100, int(value * 100 + 1e-9))] += 1
    rows = [{"week": week, "bin": bin_, "entries": n} for (week, bin_), n in counted.items()]
    if rows:
        op.bulk_insert(table, rows)
