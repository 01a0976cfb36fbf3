"""Whole ledgers: the one in force, the former one that is kept, and by which rules each was read."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, delete, exists, func, insert, select

from monitor.ledger import Labelled, labelled
from monitor.records import Stated
from monitor.store import meta, statement_labels, statements
from monitor.store.rows import fetch_records
from monitor.store.tables import former_readings, former_statements, scores, versions
from monitor.store.tables import statements as in_force


def counting(conn: Connection, milestone: str | None = None) -> Labelled:
    """The ledger in force after what the user said about its statements, in order of publication, then key.

    Args:
        milestone: only what counts for this one. Rows that are out were read to be about it, or are
            put right to be about it.
    """
    labels = statement_labels.in_force(conn)
    if milestone is None:
        return labelled(statements.by_milestone(conn), labels)
    rows = {row.key: row for row in statements.by_milestone(conn, milestone)}
    for label in labels:
        if label.correction is not None and label.correction.milestone == milestone:
            rows |= {row.key: row for row in statements.of_entry(conn, label.entry)}
    found = labelled(sorted(rows.values(), key=lambda row: (row.said_at, row.key)), labels)
    own = tuple(row for row in found.rows if row.statement.milestone == milestone)
    lost = tuple(row for row in found.lost if row.statement.milestone == milestone)
    return Labelled(own, found.out, lost)


def read_by(conn: Connection, rules: str) -> None:
    """Note that entries are read into the ledger by these rules; nothing is noted of rules without a name."""
    known = meta.get(conn, meta.RULES)
    if rules and known not in (rules, meta.MIXED):
        meta.put(conn, meta.RULES, rules if known is None else meta.MIXED)


def outdated(conn: Connection, rules: str) -> bool:
    """Whether something of the ledger in force was read by other rules than these."""
    return meta.get(conn, meta.RULES) not in (None, rules)


def replace(
    conn: Connection, rows: Sequence[Stated], rules: str, readings: Sequence[tuple[str, int]]
) -> None:
    """Put a ledger in force. The one before becomes the former one, and the former one is forgotten.

    Args:
        rows: all of the new ledger.
        rules: identity of the rules that it was read by.
        readings: every version of an entry that it, and so the one before, was read from.
    """
    _forget_former(conn)
    _copy(conn, in_force, former_statements)
    conn.execute(delete(in_force))
    statements.add(conn, rows)
    if readings:
        conn.execute(insert(former_readings), [{"entry": id_, "version": v} for id_, v in readings])
    meta.put(conn, meta.FORMER_RULES, meta.get(conn, meta.RULES) or meta.MIXED)
    meta.put(conn, meta.RULES, rules)


def restore(conn: Connection, later: Sequence[Stated]) -> None:
    """Put the former ledger in force again, with what was stated ``later`` than it was replaced."""
    conn.execute(delete(in_force))
    _copy(conn, former_statements, in_force)
    statements.add(conn, later)
    meta.put(conn, meta.RULES, meta.MIXED if later else meta.get(conn, meta.FORMER_RULES) or meta.MIXED)
    _forget_former(conn)


def has_former(conn: Connection) -> bool:
    """Whether there is a former ledger to go back to."""
    return meta.get(conn, meta.FORMER_RULES) is not None


def former(conn: Connection) -> tuple[Stated, ...]:
    """Every row of the former ledger, in order of publication, then key."""
    statement = select(former_statements.c.record)
    return fetch_records(
        conn, statement.order_by(former_statements.c.said_at, former_statements.c.key), Stated
    )


def readings(conn: Connection) -> frozenset[tuple[str, int]]:
    """The versions of entries that the former ledger was read from."""
    found = conn.execute(select(former_readings.c.entry, former_readings.c.version))
    return frozenset((row.entry, row.version) for row in found)


def judged(conn: Connection) -> Mapping[tuple[str, int], tuple[str, bool]]:
    """Every version of an entry that was judged, or has rows in the ledger, in order of publication.

    Returns:
        Entry and version to the shape of its text, which changes whenever its text does, and whether the
        ledger is read from it: it counts as relevant, was not scored, or was read before.
    """
    here = (versions.c.entry, versions.c.version)
    scored = exists().where(scores.c.entry == here[0], scores.c.version == here[1])
    stated = exists().where(in_force.c.entry == here[0], in_force.c.version == here[1])
    counts = (scored.where(scores.c.relevant) | stated).label("counts")
    # Only the body and the day of a version are ever made better.
    shape = (versions.c.published_at, func.length(versions.c.body).label("chars"))
    statement = select(*here, *shape, counts).where(scored | stated)
    rows = conn.execute(statement.order_by(versions.c.published_at, *here))
    return {
        (row.entry, row.version): (f"{row.published_at.isoformat()} {row.chars}", bool(row.counts))
        for row in rows
    }


def _forget_former(conn: Connection) -> None:
    conn.execute(delete(former_statements))
    conn.execute(delete(former_readings))
    meta.remove(conn, meta.FORMER_RULES)


def _copy(conn: Connection, source: Table, target: Table) -> None:
    names = [column.name for column in source.columns]
    conn.execute(target.insert().from_select(names, select(*source.columns)))
