"""The score of each judged version, with what explains it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from monitor.records import Score
from monitor.store import codec, tally
from monitor.store.rows import mapping
from monitor.store.tables import entries, labels, scores
from monitor.store.upsert import batches, insert

ORDINARY = 5_000
"""Entries that ordinary ones are picked from, the newest: feeds change."""
_LATEST = and_(entries.c.id == scores.c.entry, entries.c.version == scores.c.version)


def save(conn: Connection, scored: Sequence[tuple[str, int, Score]], now: datetime) -> None:
    """Record scores of (entry, version); a score there already is replaced, as after a change of encoder."""
    if not scored:
        return
    named = {id_ for id_, _, _ in scored}
    before = tally.places(conn, named)
    rows = [
        {
            "entry": id_,
            "version": version,
            "value": score.value,
            "relevant": score.relevant,
            "encoder": score.encoder,
            "scored_at": now,
            "record": codec.dump(score),
        }
        for id_, version, score in scored
    ]
    statement = insert(conn, scores)
    columns = ("value", "relevant", "encoder", "scored_at", "record")
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=["entry", "version"], set_={c: statement.excluded[c] for c in columns}
        ),
        rows,
    )
    tally.move(conn, before, tally.places(conn, named))


def get(conn: Connection, entry: str, version: int | None = None) -> Score | None:
    """The score of one entry, of its latest version unless another is asked for; None before judging."""
    if version is None:
        return of(conn, (entry,)).get(entry)
    where = and_(scores.c.entry == entry, scores.c.version == version)
    text = conn.execute(select(scores.c.record).where(where)).scalar_one_or_none()
    return None if text is None else codec.load(Score, text)


def of(conn: Connection, ids: Collection[str]) -> dict[str, Score]:
    """The scores of the latest versions of several entries, by entry id; unscored ones are absent."""
    found: dict[str, Score] = {}
    for some in batches(list(ids)):
        statement = (
            select(scores.c.entry, scores.c.record).join(entries, _LATEST).where(scores.c.entry.in_(some))
        )
        for id_, text in conn.execute(statement):
            found[id_] = codec.load(Score, text)
    return found


def all(conn: Connection) -> dict[tuple[str, int], Score]:
    """The score of every judged version, by entry id and version."""
    rows = conn.execute(select(scores.c.entry, scores.c.version, scores.c.record))
    return {(id_, version): codec.load(Score, text) for id_, version, text in rows}


def values(conn: Connection, ids: Collection[str]) -> dict[str, float]:
    """The values of the latest versions of several entries, by entry id; unscored ones are absent."""
    found: dict[str, float] = {}
    for some in batches(list(ids)):
        statement = select(scores.c.entry, scores.c.value).join(entries, _LATEST)
        found |= mapping(conn, statement.where(scores.c.entry.in_(some)))
    return found


def between(conn: Connection, low: float, high: float, limit: int) -> list[tuple[str, float]]:
    """Entries without a label whose latest version is scored from ``low`` up to but not including ``high``.

    Args:
        limit: at most so many, those scored highest.

    Returns:
        Entry ids with their values, highest first.
    """
    statement = (
        select(scores.c.entry, scores.c.value)
        .join(entries, _LATEST)
        .where(scores.c.value >= low, scores.c.value < high)
        .where(scores.c.entry.not_in(select(labels.c.entry)))
    )
    rows = conn.execute(statement.order_by(scores.c.value.desc(), scores.c.entry).limit(limit))
    return [(row.entry, row.value) for row in rows]


def count_between(conn: Connection, low: float, high: float) -> int:
    """How many versions are scored from ``low`` up to, not including, ``high``: meant to be close."""
    if low >= high:
        return 0
    statement = select(func.count()).where(scores.c.value >= low, scores.c.value < high)
    return conn.execute(statement).scalar_one()


def seen(conn: Connection) -> int:
    """How many entries have a score."""
    return conn.execute(select(func.count(scores.c.entry.distinct()))).scalar_one()


def ordinary(conn: Connection, below: float, newest: int = ORDINARY) -> list[tuple[str, int]]:
    """Latest versions scored below a value by the scorer, not by a label; the newest entries first.

    Args:
        newest: how many, at most.
    """
    statement = (
        select(scores.c.entry, scores.c.version)
        .join(entries, _LATEST)
        .where(scores.c.value < below, ~scores.c.relevant)
        .where(scores.c.entry.not_in(select(labels.c.entry)))
        .order_by(entries.c.published_at.desc(), entries.c.id)
        .limit(newest)
    )
    return [(row.entry, row.version) for row in conn.execute(statement)]
