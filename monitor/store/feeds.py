"""What is remembered about polling each feed, and which hosts asked for patience."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, bindparam, delete, select, update

from monitor.records import Feed, FeedState, Health, Outage
from monitor.store.rows import mapping
from monitor.store.tables import entries, feeds, host_pauses
from monitor.store.upsert import batches, insert

_STATE = tuple(feeds.c[f.name] for f in fields(FeedState))


def sync(
    conn: Connection, configured: Sequence[Feed], now: datetime, first: Callable[[Feed, datetime], FeedState]
) -> None:
    """Make the stored feeds those that are configured.

    A feed whose configured address changed starts anew: its validators belong to the old address. A feed that
    is paused, or no longer configured, keeps its history and is not polled; later it goes on where it was.

    Args:
        configured: every feed of the configuration, names unique.
        first: the state of a feed never polled.
    """
    stored = mapping(conn, select(feeds.c.name, feeds.c.configured_url))
    conn.execute(update(feeds).values(active=False))
    for feed in configured:
        about = {
            "configured_url": feed.url,
            "outlet": feed.outlet,
            "origin": feed.origin,
            "lang": feed.lang,
            "active": not feed.paused,
        }
        if stored.get(feed.name) == feed.url:
            conn.execute(update(feeds).where(feeds.c.name == feed.name).values(about))
            continue
        row = about | _row(first(feed, now))
        statement = insert(conn, feeds).values(row)
        conn.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))


def due(conn: Connection, now: datetime, limit: int) -> list[FeedState]:
    """Active feeds to poll now, the longest overdue first; none that is parked or on a paused host."""
    paused_hosts = select(host_pauses.c.host).where(host_pauses.c.until > now)
    statement = (
        select(*_STATE)
        .where(
            feeds.c.active,
            feeds.c.next_poll_at <= now,
            feeds.c.health != Health.PARKED,
            feeds.c.host.not_in(paused_hosts),
        )
        .order_by(feeds.c.next_poll_at, feeds.c.name)
        .limit(limit)
    )
    return [FeedState(*row) for row in conn.execute(statement)]


def next_due_at(conn: Connection) -> datetime | None:
    """When the next active feed is due, past or future; None when there is none."""
    statement = (
        select(feeds.c.next_poll_at)
        .where(feeds.c.active, feeds.c.health != Health.PARKED)
        .order_by(feeds.c.next_poll_at)
        .limit(1)
    )
    return conn.execute(statement).scalar_one_or_none()


def save(conn: Connection, state: FeedState) -> None:
    """Record what one poll came to."""
    save_many(conn, (state,))


def save_many(conn: Connection, states: Sequence[FeedState]) -> None:
    """Record what several polls came to; states of unknown feeds are ignored."""
    if not states:
        return
    columns = [c.name for c in _STATE if c.name != "name"] + ["host"]
    statement = (
        update(feeds)
        .where(feeds.c.name == bindparam("key_name"))
        .values({name: bindparam(name, type_=feeds.c[name].type) for name in columns})
    )
    rows = []
    for state in states:
        row = _row(state)
        row["key_name"] = row.pop("name")
        rows.append(row)
    conn.execute(statement, rows)


def get(conn: Connection, name: str) -> FeedState | None:
    """One feed's state, active or not."""
    row = conn.execute(select(*_STATE).where(feeds.c.name == name)).one_or_none()
    return None if row is None else FeedState(*row)


def all(conn: Connection) -> list[FeedState]:
    """Every active feed's state, by name."""
    return [
        FeedState(*row) for row in conn.execute(select(*_STATE).where(feeds.c.active).order_by(feeds.c.name))
    ]


def published(conn: Connection, name: str, limit: int) -> list[datetime]:
    """When the newest entries of a feed were published, the newest first."""
    dates = select(entries.c.published_at).where(entries.c.feed == name)
    return list(conn.execute(dates.order_by(entries.c.published_at.desc()).limit(limit)).scalars())


class Order(StrEnum):
    """In which order feeds are listed."""

    NAME = "name"
    NEXT = "next"
    """Soonest poll first."""
    OK = "ok"
    """Longest without a good answer first."""


def healths(conn: Connection, order: Order = Order.NAME) -> dict[str, Health]:
    """Every active feed's health, by name, in order. Quick, for thousands of feeds."""
    by = {Order.NAME: feeds.c.name, Order.NEXT: feeds.c.next_poll_at, Order.OK: feeds.c.ok_at}[order]
    statement = select(feeds.c.name, feeds.c.health).where(feeds.c.active)
    return mapping(conn, statement.order_by(by, feeds.c.name))


def some(conn: Connection, names: Collection[str]) -> dict[str, FeedState]:
    """The states of several feeds, active or not, by name; unknown ones are absent."""
    found: dict[str, FeedState] = {}
    for batch in batches(list(names)):
        rows = conn.execute(select(*_STATE).where(feeds.c.name.in_(batch)))
        found.update((row.name, FeedState(*row)) for row in rows)
    return found


def all_out(conn: Connection, outages: Collection[Outage]) -> bool:
    """Whether every active feed's last poll ended in one of these outages."""
    better = feeds.c.outage.is_(None) | feeds.c.outage.not_in(list(outages))
    return conn.execute(select(feeds.c.name).where(feeds.c.active, better).limit(1)).one_or_none() is None


def wake(conn: Connection, name: str, now: datetime) -> bool:
    """Poll a feed at the next chance, parked or not, as the user asked; False when there is none."""
    statement = update(feeds).where(feeds.c.name == name, feeds.c.active)
    done = conn.execute(statement.values(next_poll_at=now, gone_at=None))
    conn.execute(statement.where(feeds.c.health == Health.PARKED).values(health=Health.FAILING))
    return done.rowcount > 0


def pause(conn: Connection, host: str, until: datetime, reason: str) -> None:
    """Leave a host alone until an instant; a longer pause already kept stays."""
    host = host.lower()
    statement = insert(conn, host_pauses).values(host=host, until=until, reason=reason)
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=["host"],
            set_={"until": until, "reason": reason},
            where=host_pauses.c.until < until,
        )
    )


def paused(conn: Connection, now: datetime) -> dict[str, datetime]:
    """Hosts to leave alone, and until when. Pauses that are over are not listed."""
    statement = select(host_pauses.c.host, host_pauses.c.until).where(host_pauses.c.until > now)
    return mapping(conn, statement)


def resume(conn: Connection, now: datetime) -> None:
    """Forget the pauses that are over."""
    conn.execute(delete(host_pauses).where(host_pauses.c.until <= now))


def _row(state: FeedState) -> dict[str, Any]:
    row = {column.name: getattr(state, column.name) for column in _STATE}
    row["host"] = (urlsplit(state.url).hostname or "").lower()
    return row
