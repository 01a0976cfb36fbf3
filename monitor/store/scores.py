"""The score of each judged version, with what explains it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select, update

from monitor.records import Score, ScoreReason
from monitor.store import codec
from monitor.store.tables import entries, labels, scores
from monitor.store.upsert import batches, insert

ORDINARY = 5_000
"""Entries that ordinary ones are picked from, the newest: feeds change."""
STEPS = 20
"""Steps of 0.05 that lists of entries are cut into by score."""


def save(conn: Connection, scored: Sequence[tuple[str, int, Score]], now: datetime) -> None:
    """Record scores of (entry, version); a score there already is replaced, as after a change of encoder."""
    if not scored:
        return
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
    conn.execute(_LISTED, [_listed(id_, version, score) for id_, version, score in scored])


def step(value: float) -> int:
    """The step that a score lies on: 0 from 0 to below 0.05, 19 from 0.95 to 1."""
    return min(int(value * STEPS), STEPS - 1)


def _listed(entry: str, version: int, score: Score) -> dict[str, object]:
    value = None if score.reason is ScoreReason.UNSCORED else score.value
    return {"key": entry, "at": version, "to": value, "on": None if value is None else step(value)}


_LISTED = (
    update(entries)
    .where(entries.c.id == bindparam("key"), entries.c.version == bindparam("at"))
    .values(score=bindparam("to"), step=bindparam("on"))
)


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
            select(scores.c.entry, scores.c.record)
            .join(entries, and_(entries.c.id == scores.c.entry, entries.c.version == scores.c.version))
            .where(scores.c.entry.in_(some))
        )
        for id_, text in conn.execute(statement):
            found[id_] = codec.load(Score, text)
    return found


def all(conn: Connection) -> dict[tuple[str, int], Score]:
    """The score of every judged version, by entry id and version."""
    rows = conn.execute(select(scores.c.entry, scores.c.version, scores.c.record))
    return {(id_, version): codec.load(Score, text) for id_, version, text in rows}


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
        .join(entries, and_(entries.c.id == scores.c.entry, entries.c.version == scores.c.version))
        .where(scores.c.value < below, ~scores.c.relevant)
        .where(scores.c.entry.not_in(select(labels.c.entry)))
        .order_by(entries.c.published_at.desc(), entries.c.id)
        .limit(newest)
    )
    return [(row.entry, row.version) for row in conn.execute(statement)]
