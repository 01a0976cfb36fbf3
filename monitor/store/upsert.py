"""Inserts that meet existing rows: the one place that knows which database it talks to."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert
T = TypeVar("T")

BATCH = 5_000
"""Most values in one ``IN`` list; SQLite allows 32,766 variables in a statement."""


def insert(conn: Connection, table: Table) -> Insert:
    """An insert that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    if conn.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def batches(values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces that fit one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
