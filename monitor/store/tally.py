"""How many entries have which score: counted when scores are recorded, so that nobody counts a million rows.

An entry counts with the score of its newest scored version, in the week of its publication.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, and_, func, select

from monitor.store.tables import scores, tally, versions
from monitor.store.upsert import batches, insert

BINS = 101
"""One for each hundredth from 0.00 up, the last one for 1.00 alone."""
_WEEK = timedelta(weeks=1)
_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)

Place = tuple[int, int]
"""Week and bin of an entry."""


def bin_of(value: float) -> int:
    """The bin of a score: the hundredths that it has reached."""
    # 0.57 * 100 is 56.99999999999999.
    return min(BINS - 1, int(value * 100 + 1e-9))


def week_of(at: datetime) -> int:
    """The number of the week, Monday to Sunday, in UTC."""
    return (at - _MONDAY) // _WEEK


def places(conn: Connection, ids: Collection[str]) -> dict[str, Place]:
    """Where each of these entries counts, by entry id; unscored ones are absent."""
    newest: dict[str, tuple[int, Place]] = {}
    for some in batches(sorted(set(ids))):
        statement = (
            select(scores.c.entry, scores.c.version, scores.c.value, versions.c.published_at)
            .join(versions, and_(versions.c.entry == scores.c.entry, versions.c.version == scores.c.version))
            .where(scores.c.entry.in_(some))
        )
        for id_, version, value, published_at in conn.execute(statement):
            if id_ not in newest or newest[id_][0] < version:
                newest[id_] = (version, (week_of(published_at), bin_of(value)))
    return {id_: place for id_, (_, place) in newest.items()}


def move(conn: Connection, before: Mapping[str, Place], after: Mapping[str, Place]) -> None:
    """Count entries where they are now instead of where they were, in the caller's transaction."""
    change = Counter(after.values())
    change.subtract(before.values())
    rows = [{"week": week, "bin": bin_, "entries": n} for (week, bin_), n in change.items() if n]
    if not rows:
        return
    statement = insert(conn, tally)
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=["week", "bin"],
            set_={"entries": tally.c.entries + statement.excluded.entries},
        ),
        rows,
    )


def counts(conn: Connection, since: int | None = None, until: int | None = None) -> tuple[int, ...]:
    """Entries per bin.

    Args:
        since: only those published in this week or later.
        until: only those published in this week or earlier.
    """
    found = [0] * BINS
    statement = select(tally.c.bin, func.sum(tally.c.entries)).group_by(tally.c.bin)
    if since is not None:
        statement = statement.where(tally.c.week >= since)
    if until is not None:
        statement = statement.where(tally.c.week <= until)
    for bin_, entries in conn.execute(statement):
        found[bin_] = entries
    return tuple(found)


def span(conn: Connection, until: int) -> tuple[int, int] | None:
    """The first and the last week, not after ``until``, in which a scored entry was published."""
    some = select(tally.c.week).where(tally.c.entries > 0, tally.c.week <= until).limit(1)
    first = conn.execute(some.order_by(tally.c.week, tally.c.bin)).scalar_one_or_none()
    if first is None:
        return None
    return first, conn.execute(some.order_by(tally.c.week.desc(), tally.c.bin.desc())).scalar_one()
