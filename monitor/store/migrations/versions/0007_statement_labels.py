"""What the user said about statements."""

import sqlalchemy as sa
from alembic import op

revision = "0007_statement_labels"
down_revision = "0006_health"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statement_labels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("labelled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_labels")),
    )
    op.create_index(op.f("ix_statement_labels_about_id"), "statement_labels", ["about", "id"])
    op.create_index(op.f("ix_statement_labels_entry"), "statement_labels", ["entry"])
