"""Entries, every version of their text, and how far each version has come."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from monitor.records import Entry, FullText, FullTextStatus, KnownEntry
from monitor.store import search
from monitor.store.rows import ENTRY_COLUMNS, LATEST, entry, entry_row, latest_entries
from monitor.store.tables import Stage, aliases, entries, scores, versions
from monitor.store.upsert import batches, insert

EXPORT_BATCH = 500


def known(conn: Connection, feed: str, names: Sequence[str]) -> Mapping[str, KnownEntry]:
    """What is known of a feed under each of these aliases; an alias never seen is absent."""
    found: dict[str, KnownEntry] = {}
    for some in batches(names):
        statement = (
            select(aliases.c.alias, versions.c.entry, versions.c.version, versions.c.digest)
            .join(entries, entries.c.id == aliases.c.entry)
            .join(versions, LATEST)
            .where(aliases.c.feed == feed, aliases.c.alias.in_(some))
        )
        for alias, id_, version, digest in conn.execute(statement):
            found[alias] = KnownEntry(id_, version, digest)
    return found


def add(conn: Connection, new: Sequence[Entry], *, first_poll: bool = False) -> None:
    """Record new entries and new versions of known ones; versions are kept beside each other.

    Adding what is there already changes nothing, so the same poll may be recorded twice. An alias that
    already names an entry keeps naming it.

    Args:
        new: entries as selected, any order, versions of one entry ascending.
        first_poll: whether the feed had never been polled well before (its ``ok_at`` was None).
    """
    if not new:
        return
    ids = [
        {
            "id": e.id,
            "feed": e.feed,
            "version": e.version,
            "published_at": e.published_at,
            "seen_at": e.seen_at,
            "first_poll": first_poll,
            "lang": e.lang,
            "outlet": e.outlet,
        }
        for e in new
    ]
    head = insert(conn, entries)
    latest = conn.execute(
        head.on_conflict_do_update(
            index_elements=["id"],
            set_={
                c: head.excluded[c] for c in ("version", "published_at", "lang", "outlet", "score", "step")
            },
            where=entries.c.version < head.excluded.version,
        ),
        ids,
    )
    conn.execute(
        insert(conn, versions).on_conflict_do_nothing(),
        [entry_row(e) | {"stage": Stage.PENDING} for e in new],
    )
    names = [{"feed": e.feed, "alias": alias, "entry": e.id} for e in new for alias in e.aliases]
    if names:
        conn.execute(insert(conn, aliases).on_conflict_do_nothing(), names)
    # Only a version that was not the first, or did not become the latest, overtakes or was overtaken.
    known = latest.rowcount != len(new)
    _supersede(conn, [e.id for e in new if e.version > 1 or known])
    search.add(conn, new, known=known or any(e.version > 1 for e in new))


def _supersede(conn: Connection, ids: Sequence[str]) -> None:
    newest = select(entries.c.version).where(entries.c.id == versions.c.entry).scalar_subquery()
    for some in batches(ids):
        conn.execute(
            update(versions)
            .where(
                versions.c.entry.in_(some),
                versions.c.version < newest,
                versions.c.stage.in_((Stage.PENDING, Stage.UNSCORED)),
            )
            .values(stage=Stage.SUPERSEDED, page_retry_at=None)
        )


def unjudged(conn: Connection, limit: int, stage: Stage = Stage.PENDING) -> list[Entry]:
    """Latest versions that wait for judging, oldest publication first.

    Args:
        stage: ``PENDING``, or ``UNSCORED`` for those whose scorer failed.
    """
    statement = (
        select(*ENTRY_COLUMNS)
        .where(versions.c.stage == stage)
        .order_by(versions.c.published_at, versions.c.entry)
        .limit(limit)
    )
    return [entry(row) for row in conn.execute(statement)]


def mark(conn: Connection, judged: Sequence[tuple[str, int]], stage: Stage, now: datetime) -> None:
    """Set how far these (entry, version) pairs have come."""
    if not judged:
        return
    statement = (
        update(versions)
        .where(versions.c.entry == bindparam("key_entry"), versions.c.version == bindparam("key_version"))
        .values(stage=stage, judged_at=now)
    )
    conn.execute(statement, [{"key_entry": id_, "key_version": version} for id_, version in judged])


def rejudge(conn: Connection) -> int:
    """Have the latest version of every entry judged again, as after a change of seeds; how many."""
    newest = select(entries.c.version).where(entries.c.id == versions.c.entry).scalar_subquery()
    done = conn.execute(
        update(versions)
        .where(versions.c.version == newest, versions.c.stage != Stage.PENDING)
        .values(stage=Stage.PENDING)
    )
    return done.rowcount


def requeue(conn: Connection, stage: Stage) -> int:
    """Have every version at this stage judged again, as when scoring works again; how many."""
    done = conn.execute(update(versions).where(versions.c.stage == stage).values(stage=Stage.PENDING))
    return done.rowcount


def first_seen_at_first_poll(conn: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of these entries that the first good poll of their feed brought."""
    found: set[str] = set()
    for some in batches(list(ids)):
        found.update(
            conn.execute(select(entries.c.id).where(entries.c.id.in_(some), entries.c.first_poll)).scalars()
        )
    return frozenset(found)


def get(conn: Connection, id: str, version: int | None = None) -> Entry | None:
    """One entry, its latest version unless another is asked for; None when there is none."""
    if version is None:
        statement = latest_entries().where(entries.c.id == id)
    else:
        statement = select(*ENTRY_COLUMNS).where(versions.c.entry == id, versions.c.version == version)
    row = conn.execute(statement).one_or_none()
    return None if row is None else entry(row)


def get_many(conn: Connection, ids: Collection[str]) -> dict[str, Entry]:
    """The latest versions of several entries, by id; unknown ids are absent."""
    found: dict[str, Entry] = {}
    for some in batches(list(ids)):
        for row in conn.execute(latest_entries().where(entries.c.id.in_(some))):
            found[row.entry] = entry(row)
    return found


def get_versions(conn: Connection, wanted: Collection[tuple[str, int]]) -> list[Entry]:
    """Several versions of entries, by identity; unknown ones are left out."""
    found: list[Entry] = []
    chosen = set(wanted)
    for some in batches(sorted({id_ for id_, _ in chosen})):
        rows = conn.execute(select(*ENTRY_COLUMNS).where(versions.c.entry.in_(some)))
        found += [entry(row) for row in rows if (row.entry, row.version) in chosen]
    return sorted(found, key=lambda e: (e.id, e.version))


def judged(conn: Connection) -> list[Entry]:
    """Every version that was judged or waits for it, oldest publication first; none overtaken unjudged."""
    scored = and_(scores.c.entry == versions.c.entry, scores.c.version == versions.c.version)
    statement = (
        select(*ENTRY_COLUMNS)
        .select_from(versions.outerjoin(scores, scored))
        .where(or_(versions.c.stage != Stage.SUPERSEDED, scores.c.entry.is_not(None)))
        .order_by(versions.c.published_at, versions.c.entry, versions.c.version)
    )
    return [entry(row) for row in conn.execute(statement)]


def of_first_polls(conn: Connection) -> frozenset[str]:
    """All entries that the first good poll of their feed brought."""
    return frozenset(conn.execute(select(entries.c.id).where(entries.c.first_poll)).scalars())


def matching(conn: Connection, prefix: str, limit: int = 10) -> list[str]:
    """Ids that begin with ``prefix``, for people who type short ones."""
    statement = (
        select(entries.c.id)
        .where(entries.c.id >= prefix, entries.c.id < prefix + "\U0010ffff")
        .order_by(entries.c.id)
        .limit(limit)
    )
    return list(conn.execute(statement).scalars())


def history(conn: Connection, id: str) -> list[Entry]:
    """Every version of one entry, oldest first."""
    statement = select(*ENTRY_COLUMNS).where(versions.c.entry == id).order_by(versions.c.version)
    return [entry(row) for row in conn.execute(statement)]


def latest(
    conn: Connection,
    limit: int,
    *,
    relevant: bool | None = None,
    feed: str | None = None,
    lang: str | None = None,
    since: datetime | None = None,
) -> list[Entry]:
    """The latest version of the newest entries, newest publication first.

    Args:
        relevant: only those scored so; None takes all, scored or not.
        since: only those published at or after this instant.
    """
    statement = latest_entries()
    if relevant is not None:
        scored = and_(scores.c.entry == entries.c.id, scores.c.version == entries.c.version)
        statement = statement.join(scores, scored).where(scores.c.relevant == relevant)
    if feed is not None:
        statement = statement.where(entries.c.feed == feed)
    if lang is not None:
        statement = statement.where(versions.c.lang == lang)
    if since is not None:
        statement = statement.where(entries.c.published_at >= since)
    statement = statement.order_by(entries.c.published_at.desc(), entries.c.id.desc()).limit(limit)
    return [entry(row) for row in conn.execute(statement)]


def read_page(
    conn: Connection,
    id: str,
    version: int,
    page: FullText,
    *,
    retry_at: datetime | None = None,
    published_at: datetime | None = None,
    date_doubt: str | None = None,
) -> bool:
    """Record one attempt at reading an article page.

    Text that evidence may point into never changes: a page found for a version already judged is taken only
    where there was no body, and has the version judged again.

    Args:
        retry_at: when to try again, for a failure that may pass.
        published_at: the page's date, where it is better than the feed's; with ``date_doubt`` saying why.

    Returns:
        Whether the page became the body.
    """
    where = and_(versions.c.entry == id, versions.c.version == version)
    found = conn.execute(select(versions.c.stage, versions.c.body).where(where)).one_or_none()
    if found is None:
        return False
    tried = {"page_tries": versions.c.page_tries + 1, "page_retry_at": retry_at, "page_detail": page.detail}
    took = page.status is FullTextStatus.PAGE and (found.stage is Stage.PENDING or not found.body)
    if took:
        tried |= {"body": page.body, "fulltext": page.status, "page_retry_at": None}
        if found.stage is not Stage.SUPERSEDED:
            tried["stage"] = Stage.PENDING
    elif page.status is not FullTextStatus.PAGE and not found.body:
        tried["fulltext"] = page.status
    if published_at is not None:
        tried |= {"published_at": published_at, "date_doubt": date_doubt}
        head = and_(entries.c.id == id, entries.c.version == version)
        conn.execute(update(entries).where(head).values(published_at=published_at))
    conn.execute(update(versions).where(where).values(tried))
    if took:
        search.add(conn, [found for found in [get(conn, id, version)] if found is not None], again=True)
    return took


def unread(conn: Connection, now: datetime, limit: int) -> list[tuple[Entry, int]]:
    """Versions whose page is to be tried again now, each with the number of tries so far."""
    statement = (
        select(*ENTRY_COLUMNS, versions.c.page_tries)
        .where(versions.c.page_retry_at <= now)
        .order_by(versions.c.page_retry_at, versions.c.entry)
        .limit(limit)
    )
    return [(entry(row), row.page_tries) for row in conn.execute(statement)]


def export(conn: Connection, *, relevant: bool | None = None) -> Iterator[Entry]:
    """The latest version of every entry in order of publication, a few hundred in memory at a time."""
    after: tuple[datetime, str] | None = None
    while True:
        statement = latest_entries().order_by(entries.c.published_at, entries.c.id).limit(EXPORT_BATCH)
        if relevant is not None:
            scored = and_(scores.c.entry == entries.c.id, scores.c.version == entries.c.version)
            statement = statement.join(scores, scored).where(scores.c.relevant == relevant)
        if after is not None:
            when, id_ = after
            later = or_(
                entries.c.published_at > when,
                and_(entries.c.published_at == when, entries.c.id > id_),
            )
            statement = statement.where(later)
        rows = conn.execute(statement).all()
        for row in rows:
            yield entry(row)
        if len(rows) < EXPORT_BATCH:
            return
        after = (rows[-1].published_at, rows[-1].entry)
