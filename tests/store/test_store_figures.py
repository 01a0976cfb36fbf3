"""Figures of the pages: counted right, and by indexes, whatever there is."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event
from stored_records import NOW, alert, entry, feed, first, message, score

from monitor.records import FeedState, Outcome, Receipt
from monitor.store import alerts, entries, feeds, outbox, rates, scores, yields
from monitor.store.rates import Rates
from monitor.store.tables import metadata
from monitor.store.yields import NEWEST, SPAN, Yield


def publish(conn: Connection, name: str, ages_h: list[float], relevant: int = 0) -> None:
    """Entries of a feed so many hours old; the first few of them are relevant."""
    found = [
        entry(f"{name}-{i}", feed=name, published_at=NOW - timedelta(hours=h)) for i, h in enumerate(ages_h)
    ]
    entries.add(conn, found)
    scores.save(conn, [(e.id, 1, score(0.9 if i < relevant else 0.1)) for i, e in enumerate(found)], NOW)


def test_what_feeds_bring(conn: Connection) -> None:
    feeds.sync(conn, [feed(name) for name in ("rich", "poor", "late", "empty")], NOW, first)
    publish(conn, "rich", [1, 2, 3, 100, 200, 300, 400, 600], relevant=2)
    publish(conn, "poor", [SPAN / timedelta(hours=1) + 1], relevant=1)
    publish(conn, "late", [-5, 1])
    assert yields.of(conn, ["rich", "poor", "late", "empty", "unknown"], NOW) == {
        "rich": Yield(2.0, 0.25),
        "poor": Yield(0.0, 1.0),
        "late": Yield(0.25, 0.0),
        "empty": Yield(0.0, None),
    }


def test_the_share_is_that_of_the_newest(conn: Connection) -> None:
    feeds.sync(conn, [feed("a")], NOW, first)
    publish(conn, "a", [float(i) for i in range(NEWEST + 50)], relevant=NEWEST // 2)
    assert yields.of(conn, ["a"], NOW)["a"].relevant == 0.5


def test_what_went_on_lately(conn: Connection) -> None:
    assert rates.rates(conn, NOW) == Rates(0, 0, 0, 0, 0, 0)
    feeds.sync(conn, [feed(name) for name in "abc"], NOW, first)
    for name, minutes_ago in (("a", 10), ("b", 70)):
        polled = NOW - timedelta(minutes=minutes_ago)
        feeds.save(conn, FeedState(name, "u", NOW, polled_at=polled))
    publish(conn, "a", [1, 23, 25, 160, 170, -1])
    day = timedelta(days=1)
    alerts.add(conn, [alert(key=f"k{i}", decided_at=NOW - i * day) for i in (8, 6, 1)])
    outbox.put(conn, [message("m1", alert="k1"), message("m2", alert="k1")])
    for key, ago, outcome in (
        ("m1", 2 * day, Outcome.RETRY),
        ("m1", day / 2, Outcome.RETRY),
        ("m1", day / 3, Outcome.SENT),
        ("m2", day / 4, Outcome.SENT),
    ):
        outbox.settle(conn, Receipt(key, NOW - ago, outcome, ""), NOW)
    assert rates.rates(conn, NOW) == Rates(
        polled_hour=1, published_day=2, published_week=4, told_week=2, sent_day=2, failed_day=1
    )


@pytest.mark.parametrize("query", [lambda c: yields.of(c, ["a", "b"], NOW), lambda c: rates.rates(c, NOW)])
def test_nothing_large_is_read_whole(conn: Connection, query) -> None:
    """SQLite's own word on how it would read."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(conn, "before_cursor_execute", lambda c, cur, sql, params, *_: asked.append((sql, params)))
    query(conn)
    asked, seen = [], asked
    for sql, params in seen:
        plan = [row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", params)]
        assert plan
        scanned = {re.sub(r"_\d+$", "", line.split()[1]) for line in plan if line.startswith("SCAN")} - {
            "feeds"
        }
        # Alerts and receipts are read from the end, to a limit.
        read_whole = scanned & set(metadata.tables)
        assert not read_whole or ("LIMIT" in sql and read_whole <= {"alerts", "receipts"})
