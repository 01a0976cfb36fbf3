"""Alerts that the user pinned."""

import sqlalchemy as sa
from alembic import op

revision = "0005_pins"
down_revision = "0004_rebuild"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pins",
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.key"], name=op.f("fk_pins_alert_alerts")),
        sa.PrimaryKeyConstraint("alert", name=op.f("pk_pins")),
    )
