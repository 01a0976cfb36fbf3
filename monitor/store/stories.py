"""Which entries tell the same news: what a new entry is compared with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from monitor.records import Entry
from monitor.store.rows import ENTRY_COLUMNS, LATEST, entry, mapping
from monitor.store.tables import entries, stories, versions
from monitor.store.upsert import batches, insert


@dataclass(frozen=True, slots=True)
class Told:
    """One entry that a story has told, with its latest text."""

    entry: Entry
    story: str
    signature: bytes | None
    """The vector that its score carries, as text; None for one that has none."""
    begun_at: datetime
    """When the first article of the story was published."""


def assign(conn: Connection, told: Sequence[tuple[Entry, str, bytes | None]]) -> None:
    """Record which story each entry tells; an entry told again (a new version) is moved."""
    if not told:
        return
    rows = [
        {"entry": e.id, "story": story, "published_at": e.published_at, "signature": signature}
        for e, story, signature in told
    ]
    statement = insert(conn, stories)
    columns = ("story", "published_at", "signature")
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=["entry"], set_={c: statement.excluded[c] for c in columns}
        ),
        rows,
    )


def recent(conn: Connection, since: datetime) -> tuple[Told, ...]:
    """Entries published at or after ``since`` that were given a story, oldest first."""
    begun = select(stories.c.story, func.min(stories.c.published_at).label("begun_at"))
    begun_at = begun.group_by(stories.c.story).subquery()
    statement = (
        select(*ENTRY_COLUMNS, stories.c.story, stories.c.signature, begun_at.c.begun_at)
        .select_from(
            stories.join(entries, entries.c.id == stories.c.entry)
            .join(versions, LATEST)
            .join(begun_at, begun_at.c.story == stories.c.story)
        )
        .where(stories.c.published_at >= since)
        .order_by(stories.c.published_at, stories.c.entry)
    )
    found = conn.execute(statement)
    return tuple(Told(entry(row), row.story, row.signature, row.begun_at) for row in found)


def of(conn: Connection, ids: Collection[str]) -> dict[str, str]:
    """The story of each of these entries; entries without one are absent."""
    found: dict[str, str] = {}
    for some in batches(list(ids)):
        statement = select(stories.c.entry, stories.c.story).where(stories.c.entry.in_(some))
        found.update(mapping(conn, statement))
    return found


def members(conn: Connection, story: str) -> tuple[str, ...]:
    """Ids of the entries that tell one story, oldest publication first."""
    told = select(stories.c.entry).where(stories.c.story == story)
    return tuple(conn.execute(told.order_by(stories.c.published_at, stories.c.entry)).scalars())


def per_entry(conn: Connection, newest: int) -> float:
    """Stories told for each entry that tells one, among so many newest ones; 1 where there are none."""
    some = select(stories.c.story).order_by(stories.c.published_at.desc()).limit(newest).subquery()
    entries_, stories_ = conn.execute(select(func.count(), func.count(some.c.story.distinct()))).one()
    return stories_ / entries_ if entries_ else 1.0
