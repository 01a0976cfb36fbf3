"""Decisions to tell a person, and decisions not to, each under its stable key."""

from collections.abc import Collection, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from monitor.alerts import Corroboration, corroborated
from monitor.records import Alert, Suppression
from monitor.store import codec
from monitor.store.rows import existing, fetch_records
from monitor.store.tables import alerts
from monitor.store.upsert import batches, insert


def ref(key: str) -> str:
    """The short reference of an alert that people type: eight characters made from its key."""
    return blake2b(key.encode(), digest_size=4).hexdigest()


def add(conn: Connection, decided: Sequence[Alert]) -> tuple[Alert, ...]:
    """Record decisions; one whose key is there already changes nothing, so that it is never told twice.

    Returns:
        Those really new, in the order given: the ones to make messages of.
    """
    there = known_keys(conn, [a.key for a in decided])
    new: dict[str, Alert] = {}
    for alert in decided:
        if alert.key not in there:
            new.setdefault(alert.key, alert)
    if new:
        conn.execute(insert(conn, alerts).on_conflict_do_nothing(), [_row(a) for a in new.values()])
    return tuple(new.values())


def keys(conn: Connection) -> frozenset[str]:
    """The keys of all decisions, told or suppressed."""
    return frozenset(conn.execute(select(alerts.c.key)).scalars())


def known_keys(conn: Connection, keys: Collection[str]) -> frozenset[str]:
    """Those of these keys that were decided before."""
    return existing(conn, alerts.c.key, list(keys))


def latest(
    conn: Connection,
    limit: int | None,
    *,
    suppressed: bool = False,
    milestone: str | None = None,
    retracted: bool = False,
) -> tuple[Alert, ...]:
    """The newest decisions, newest first.

    Args:
        limit: at most so many; None for all.
        suppressed: also those not told.
        retracted: also those told and taken back.
        milestone: only those about this milestone.
    """
    statement = select(alerts.c.record).order_by(alerts.c.id.desc()).limit(limit)
    if not suppressed:
        back = alerts.c.suppressed == Suppression.RETRACTED
        told = alerts.c.suppressed.is_(None)
        statement = statement.where(or_(told, back) if retracted else told)
    if milestone is not None:
        statement = statement.where(alerts.c.milestone == milestone)
    return fetch_records(conn, statement, Alert)


def get(conn: Connection, name: str) -> Alert | None:
    """The alert that a person means by a key, a short reference or the beginning of either.

    Returns:
        None when there is none, or when the beginning fits several: then :func:`matching` lists them.
    """
    found = matching(conn, name, limit=2)
    return found[0] if len(found) == 1 else None


def matching(conn: Connection, name: str, limit: int = 10) -> tuple[Alert, ...]:
    """The alerts that ``name`` may mean: the exact key or reference if there is one, else by beginning."""
    if not name:
        return ()
    for column in (alerts.c.key, alerts.c.ref):
        exact = fetch_records(conn, select(alerts.c.record).where(column == name).limit(limit), Alert)
        if exact:
            return exact
    beginnings = ((alerts.c.key >= name) & (alerts.c.key < name + "\U0010ffff")) | (
        (alerts.c.ref >= name) & (alerts.c.ref < name + "\U0010ffff")
    )
    statement = select(alerts.c.record).where(beginnings).order_by(alerts.c.id.desc()).limit(limit)
    return fetch_records(conn, statement, Alert)


def by_keys(conn: Connection, keys: Collection[str]) -> dict[str, Alert]:
    """Decisions by their exact keys; unknown ones are absent."""
    found: dict[str, Alert] = {}
    for some in batches(list(keys)):
        rows = fetch_records(conn, select(alerts.c.record).where(alerts.c.key.in_(some)), Alert)
        found |= {alert.key: alert for alert in rows}
    return found


def about(conn: Connection, milestones: Collection[str]) -> tuple[Alert, ...]:
    """Every decision about these milestones, in the order of deciding, suppressed ones included."""
    statement = select(alerts.c.record).where(alerts.c.milestone.in_(list(milestones))).order_by(alerts.c.id)
    return fetch_records(conn, statement, Alert)


def milestones_of(conn: Connection, why: Suppression) -> frozenset[str]:
    """Milestones about which something was suppressed for one reason."""
    statement = select(alerts.c.milestone).where(alerts.c.suppressed == why, alerts.c.milestone.is_not(None))
    return frozenset(conn.execute(statement.distinct()).scalars())


def tell(conn: Connection, told: Sequence[Alert]) -> None:
    """Record that decisions that were suppressed are told after all."""
    for alert in told:
        conn.execute(
            update(alerts)
            .where(alerts.c.key == alert.key)
            .values(suppressed=alert.suppressed, record=codec.dump(alert))
        )


def of_entry(conn: Connection, entry: str) -> tuple[Alert, ...]:
    """Every decision that one entry brought, oldest first."""
    statement = select(alerts.c.record).where(alerts.c.entry == entry).order_by(alerts.c.id)
    return fetch_records(conn, statement, Alert)


def told_of(conn: Connection, entries: Collection[str], limit: int) -> tuple[Alert, ...]:
    """Alerts told that any of these entries brought, newest first, at most so many."""
    found: list[tuple[int, str]] = []
    # The entries lead to their alerts: these two lend no index to a walk along all that was ever told.
    newest, why = (func.coalesce(column, column) for column in (alerts.c.id, alerts.c.suppressed))
    for some in batches(list(entries)):
        statement = select(alerts.c.id, alerts.c.record)
        statement = statement.where(alerts.c.entry.in_(some), why.is_(None))
        found += [
            (row.id, row.record) for row in conn.execute(statement.order_by(newest.desc()).limit(limit))
        ]
    return tuple(codec.load(Alert, text) for _, text in sorted(found, reverse=True)[:limit])


def corroborate(conn: Connection, more: Corroboration) -> Alert | None:
    """Add what carries the same news to an alert already recorded.

    Returns:
        The alert as it is now; None when nothing is recorded under the key.
    """
    text = conn.execute(select(alerts.c.record).where(alerts.c.key == more.key)).scalar_one_or_none()
    if text is None:
        return None
    before = codec.load(Alert, text)
    after = corroborated(before, more)
    if after != before:
        conn.execute(update(alerts).where(alerts.c.key == more.key).values(record=codec.dump(after)))
    return after


def void(conn: Connection, why: Suppression, keep: Collection[str], *, milestone: str | None = None) -> int:
    """Forget decisions about shifts that were suppressed for one reason, except those of ``keep``; how many.

    Of one milestone, or of all.

    They were told to nobody, so the same news may be decided anew when it comes.
    """
    quiet = select(alerts.c.key).where(alerts.c.suppressed == why, alerts.c.milestone.is_not(None))
    if milestone is not None:
        quiet = quiet.where(alerts.c.milestone == milestone)
    gone = [key for key in conn.execute(quiet).scalars() if key not in keep]
    for some in batches(gone):
        conn.execute(delete(alerts).where(alerts.c.key.in_(some)))
    return len(gone)


def _row(alert: Alert) -> dict[str, Any]:
    return {
        "key": alert.key,
        "ref": ref(alert.key),
        "severity": alert.severity,
        "kind": alert.kind,
        "milestone": alert.milestone,
        "entry": alert.entry,
        "suppressed": alert.suppressed,
        "decided_at": alert.decided_at,
        "record": codec.dump(alert),
    }
