"""The ledger in force before a rebuild, kept; ledgers of older versions were read by unknown rules."""

import sqlalchemy as sa
from alembic import op

revision = "0004_rebuild"
down_revision = "0003_delivery"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_statements",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_former_statements")),
    )
    op.create_table(
        "former_readings",
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("entry", "version", name=op.f("pk_former_readings")),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO meta (key, value) SELECT 'rules', 'mixed' WHERE EXISTS (SELECT 1 FROM scores)")
