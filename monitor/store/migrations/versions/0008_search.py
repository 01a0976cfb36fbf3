"""What lists are made of stands with the entries; their words are indexed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from monitor.lang.terms import searchable
from monitor.store import search

revision = "0008_search"
down_revision = "0007_statement_labels"
branch_labels = None
depends_on = None

BATCH = 500
"""Entries whose words are indexed at a time: their text is in memory."""


def upgrade() -> None:
    op.create_table(
        "entries_now",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_poll", sa.Boolean(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
    )
    op.execute(
        "INSERT INTO entries_now SELECT e.id, e.feed, e.version, e.published_at, e.seen_at, e.first_poll,"
        " v.lang, v.outlet, s.value, CAST(s.value * 20 AS INTEGER) - (s.value >= 1)"
        " FROM entries e JOIN versions v ON v.entry = e.id AND v.version = e.version"
        " LEFT JOIN scores s ON s.entry = e.id AND s.version = e.version AND v.stage <> 'unscored'"
    )
    op.drop_table("entries")
    op.rename_table("entries_now", "entries")
    _reindex("entries", ["published_at", "id"])
    _reindex("entries", ["feed", "published_at"])
    for column in ("lang", "outlet", "step"):
        _reindex("entries", [column, "published_at", "id"])
    op.drop_index("ix_stories_story", "stories")
    _reindex("stories", ["story", "published_at", "entry"])
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], name=op.f("fk_documents_entry_entries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("entry", name=op.f("uq_documents_entry")),
        sqlite_autoincrement=True,
    )
    conn = op.get_bind()
    search.create(conn)
    if search.available(conn):
        _index(conn)


def _reindex(table: str, columns: list[str]) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def _index(conn: Any) -> None:
    """Index the latest text of every entry, in the order of arrival."""
    some = sa.text(
        "SELECT e.rowid AS at, e.id, e.version, v.title, v.summary, v.body FROM entries e"
        " JOIN versions v ON v.entry = e.id AND v.version = e.version"
        " WHERE e.rowid > :after ORDER BY e.rowid LIMIT :batch"
    )
    document = sa.text("INSERT INTO documents (id, entry, version) VALUES (:at, :id, :version)")
    words = sa.text("INSERT INTO search (rowid, words) VALUES (:at, :words)")
    after = 0
    while rows := conn.execute(some, {"after": after, "batch": BATCH}).mappings().all():
        conn.execute(document, [dict(row) for row in rows])
        texts = [{"at": row["at"], "words": searchable("\n".join(_texts(row)))} for row in rows]
        conn.execute(words, texts)
        after = rows[-1]["at"]


def _texts(row: Any) -> tuple[str, str, str]:
    return row["title"], row["summary"], row["body"]
