"""Messages that wait for and answer each other; silences, acknowledgements, parked destinations."""

import sqlalchemy as sa
from alembic import op

revision = "0003_delivery"
down_revision = "0002_adaptation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("messages") as table:
        table.alter_column("alert", existing_type=sa.String(), nullable=True)
        table.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="alert"))
        table.add_column(sa.Column("severity", sa.String(), nullable=True))
        table.add_column(sa.Column("markup", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("gather", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("within", sa.String(), nullable=True))
        table.add_column(sa.Column("answers", sa.String(), nullable=True))
    op.execute(
        "UPDATE messages SET severity = (SELECT severity FROM alerts WHERE alerts.key = messages.alert)"
    )
    with op.batch_alter_table("messages") as table:
        for name in ("kind", "markup", "gather"):
            table.alter_column(name, server_default=None)
        table.create_index(op.f("ix_messages_within"), ["within"])
        table.create_index(op.f("ix_messages_answers"), ["answers"])
    with op.batch_alter_table("receipts") as table:
        table.add_column(sa.Column("remote", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("receipts") as table:
        table.alter_column("remote", server_default=None)
    op.create_table(
        "parked",
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("destination", name=op.f("pk_parked")),
    )
    op.create_table(
        "silences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silences")),
    )
    op.create_index(op.f("ix_silences_until"), "silences", ["until"])
    op.create_table(
        "acknowledgements",
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shift", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("milestone", name=op.f("pk_acknowledgements")),
    )
