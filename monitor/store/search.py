"""The words that entries are found by: an index of SQLite (FTS5) beside the tables.

A document is what one entry said when it was indexed. Documents are never changed: an entry whose text
changes gets a new one, and the old one is no entry's any more, so that nothing needs to be known of the
words that went into it. Documents are numbered as they come: what is found comes newest arrival first, at
the same cost however much there is.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache

from sqlalchemy import Connection, delete, insert, select, text

from monitor.lang.terms import Question, searchable
from monitor.records import Entry
from monitor.store.tables import documents
from monitor.store.upsert import batches

_TABLE = "search"
_MAKE = text(
    "CREATE VIRTUAL TABLE search USING fts5("
    "words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0')"
)
_NAMED = text("SELECT 1 FROM sqlite_master WHERE name = 'search'")
_ADD = text("INSERT INTO search (rowid, words) VALUES (:id, :words)")
_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = 'documents'")
# The index decides which documents, in its own order; only then is asked whose they are.
_FIND = text(
    "SELECT found.id, documents.entry FROM"
    " (SELECT rowid AS id FROM search WHERE search MATCH :asked AND rowid < :before"
    " ORDER BY rowid DESC LIMIT :limit) AS found"
    " LEFT JOIN documents ON documents.id = found.id ORDER BY found.id DESC"
)
_LARGEST = 2**63 - 1


def owns(name: str) -> bool:
    """Whether a table is the index, or one that it keeps itself in."""
    return name == _TABLE or name.startswith(f"{_TABLE}_")


def create(conn: Connection) -> None:
    """Make the empty index, where this SQLite has FTS5."""
    if _built():
        conn.execute(_MAKE)


def available(conn: Connection) -> bool:
    """Whether entries can be found by their words."""
    return conn.dialect.name == "sqlite" and _built() and conn.execute(_NAMED).first() is not None


def add(conn: Connection, latest: Sequence[Entry], *, known: bool = True, again: bool = False) -> None:
    """Index entries by their words; one whose document is as new is left alone.

    Args:
        latest: entries, of which the latest version given counts.
        known: whether some of them may be indexed already.
        again: whether the text of a version that is indexed may have changed.
    """
    new = {entry.id: entry for entry in latest}
    if not new or not available(conn):
        return
    if known:
        for some in batches(list(new)):
            there = select(documents.c.entry, documents.c.version).where(documents.c.entry.in_(some))
            for id_, version in conn.execute(there).all():
                if version > new[id_].version or (version == new[id_].version and not again):
                    del new[id_]
        for some in batches(list(new)):
            conn.execute(delete(documents).where(documents.c.entry.in_(some)))
    last = conn.execute(_LAST).scalar_one_or_none() or 0
    numbered = list(enumerate(new.values(), last + 1))
    if numbered:
        rows = [{"id": number, "entry": entry.id, "version": entry.version} for number, entry in numbered]
        conn.execute(insert(documents), rows)
        conn.execute(_ADD, [{"id": number, "words": _words(entry)} for number, entry in numbered])


def find(
    conn: Connection, asked: Question, *, before: int | None = None, limit: int
) -> list[tuple[int, str | None]]:
    """The newest documents that answer a question, newest first.

    Args:
        asked: with at least one phrase wanted.
        before: only documents with a smaller number.
        limit: at most so many.

    Returns:
        The number of each, and the entry whose document it is now; None for one of an older text.
    """
    values = {"asked": _expression(asked), "before": before or _LARGEST, "limit": limit}
    return [(row[0], row[1]) for row in conn.execute(_FIND, values)]


def _words(entry: Entry) -> str:
    return searchable(f"{entry.title}\n{entry.summary}\n{entry.body}")


def _expression(asked: Question) -> str:
    """The question in the words of FTS5, every phrase quoted, so that nothing typed is an operator."""
    wanted = " AND ".join(map(_phrase, asked.wanted))
    unwanted = " OR ".join(map(_phrase, asked.unwanted))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _phrase(words: tuple[str, ...]) -> str:
    *whole, last = words
    quoted = " ".join((*whole, last.removesuffix("*")))
    return f'"{quoted}"*' if last.endswith("*") else f'"{quoted}"'


@cache
def _built() -> bool:
    with closing(sqlite3.connect(":memory:")) as conn:
        try:
            conn.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True
