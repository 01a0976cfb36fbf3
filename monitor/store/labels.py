"""What the user said about entries: relevant or not. Never lost; every change of mind is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from monitor.store.rows import mapping
from monitor.store.tables import labels
from monitor.store.upsert import batches


@dataclass(frozen=True, slots=True)
class Labelled:
    """One thing the user said about one entry."""

    entry: str
    relevant: bool | None
    """None: the label was taken back."""
    labelled_at: datetime


def say(conn: Connection, entry: str, relevant: bool | None, now: datetime) -> None:
    """Label an entry, or with None take its label back; what was said before is kept as history."""
    conn.execute(insert(labels).values(entry=entry, relevant=relevant, labelled_at=now))


def all(conn: Connection) -> dict[str, bool]:
    """The label that holds now of every labelled entry, by entry id."""
    newest = select(func.max(labels.c.id)).group_by(labels.c.entry)
    statement = select(labels.c.entry, labels.c.relevant).where(
        labels.c.id.in_(newest), labels.c.relevant.is_not(None)
    )
    return mapping(conn, statement)


def get(conn: Connection, entry: str) -> bool | None:
    """The label that holds now of one entry."""
    statement = select(labels.c.relevant).where(labels.c.entry == entry).order_by(labels.c.id.desc()).limit(1)
    return conn.execute(statement).scalar_one_or_none()


def of(conn: Connection, ids: Collection[str]) -> dict[str, bool]:
    """The labels that hold now of several entries, by entry id; unlabelled ones are absent."""
    found: dict[str, bool] = {}
    for some in batches(list(ids)):
        newest = select(func.max(labels.c.id)).where(labels.c.entry.in_(some)).group_by(labels.c.entry)
        statement = select(labels.c.entry, labels.c.relevant).where(labels.c.id.in_(newest))
        found.update({id_: said for id_, said in conn.execute(statement) if said is not None})
    return found


def history(conn: Connection, entry: str) -> list[Labelled]:
    """Everything said about one entry, oldest first."""
    statement = (
        select(labels.c.entry, labels.c.relevant, labels.c.labelled_at)
        .where(labels.c.entry == entry)
        .order_by(labels.c.id)
    )
    return [Labelled(*row) for row in conn.execute(statement)]
