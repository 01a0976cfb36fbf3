"""No page looks through a whole table that grows: what SQLite plans for every query that is asked for it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from monitor.store import alerts, coverage, entries, pages, statements
from monitor.store.coverage import Wanted
from monitor.web import Site, status

GROWN = (
    "entries",
    "versions",
    "aliases",
    "scores",
    "statements",
    "stories",
    "documents",
    "alerts",
    "messages",
    "receipts",
)
"""Tables that grow with what is published and told. Feeds, labels and silences are as many as people make."""

Asked = list[tuple[str, Any]]


@contextmanager
def heard() -> Iterator[Asked]:
    """What is asked of any database in the block."""
    asked: Asked = []

    def hear(_conn: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def scans(site: Site, asked: Asked) -> list[str]:
    """Steps of the plans that read a grown table from end to end, each with its query."""
    found = []
    with site.read() as conn:
        raw = conn.connection.dbapi_connection
        assert raw is not None
        for sql, values in asked:
            if not sql.lstrip().startswith(("SELECT", "WITH")):
                continue
            plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
            sorts = any(step.endswith(("B-TREE FOR ORDER BY", "B-TREE FOR GROUP BY")) for step in plan)
            named = dict(re.findall(r"\b(?:AS )?\"?(\w+)\"? AS (\w+)\b", sql))
            aliases = {alias: table for table, alias in named.items()}
            for step in plan:
                scan = re.match(r"SCAN (\w+)(.*)", step)
                if scan is None or aliases.get(scan[1], scan[1]) not in GROWN:
                    continue
                # A walk in the order of an index, or of the table itself, ends with the page.
                if sorts or not ("LIMIT" in sql or re.match(r"SELECT (max|min|coalesce\(max)\(", sql)):
                    found.append(f"{step}: {sql}")
    return found


def addresses(site: Site) -> Iterator[str]:
    """Every page, with each kind of filter."""
    with site.read() as conn:
        stated = statements.by_milestone(conn, "mission_end")[-1]
        told = alerts.latest(conn, 1)[0]
        story = pages.stories_page(conn, 1)[0]
        some = coverage.page(conn, Wanted(), size=3)
        entry = entries.latest(conn, 1)[0]
    assert some.after is not None
    assert some.after.published_at is not None
    after = f"{some.after.published_at.isoformat()}~{some.after.entry}".replace("+", "%2B")
    place = f"{entry.published_at.isoformat()}_{entry.id}".replace("+", "%2B")
    ref = alerts.ref(told.key)
    yield from ("/", "/?drift=30", "/now/alerts", "/milestones/mission_end")
    yield "/milestones/mission_end?everything=true&before=10"
    for asked in (
        "",
        "flat=1",
        "least=0.5",
        "least=0.35&below=0.5&flat=1",
        "label=any&flat=1",
        "label=irrelevant",
        "label=none",
        "language=ar",
        "outlet=AFP",
        f"story={story.story}",
        "q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82",
        "q=iraq&language=en&least=0.5",
    ):
        yield f"/coverage?{asked}"
    yield from (
        f"/coverage?after={after}",
        f"/coverage?least=0.5&language=en&after={after}",
        "/coverage?q=iraq&after=9",
    )
    yield from (
        f"/entries/{stated.entry}",
        f"/entries/{stated.entry}?version=1",
        f"/entries/{stated.entry[:9]}",
    )
    yield from ("/tune", "/tune?t=0.9", "/tune?t=0.2", "/tune/effect?t=0.6")
    yield from (
        "/feeds",
        "/feeds?q=a",
        "/feeds?health=ok",
        "/feeds?sort=next",
        "/feeds?sort=ok&at=2",
        "/feeds/opml",
    )
    for asked in (
        "",
        "severity=shift&kind=later",
        "milestone=mission_end",
        "told=told",
        "told=not",
        "told=same-news",
        "text=iraq",
        "before=5",
    ):
        yield f"/alerts?{asked}"
    yield from (f"/alerts/{ref}", "/silences", "/undelivered", "/status", "/metrics", "/healthz", "/readyz")
    yield from (
        "/feeds/alerts.xml",
        "/feeds/alerts.atom",
        "/calendar.ics",
        "/milestones/mission_end/deadlines.ics",
    )
    for path in (
        "milestones",
        "milestones/mission_end",
        "ledger?all=true",
        "deadlines?history=true",
        "shifts",
        "alerts",
        f"alerts?milestone=mission_end&all=true&after={ref}",
        f"alerts/{ref}",
        "entries",
        "entries?relevant=true&since=2026-01-01",
        f"entries?feed={entry.feed}&after={place}",
        f"entries/{stated.entry}",
        "stories",
        f"stories?after={place}",
        f"stories/{story.story}",
        "feeds?q=a&health=ok",
        "status",
    ):
        yield f"/api/{path}"


def test_no_page_reads_a_table_that_grows_from_end_to_end(
    client: TestClient, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Everything is counted beside the page, and ledgers are folded when something was stated.
    monkeypatch.setattr(status, "QUICK_S", -1.0)
    monkeypatch.setattr(status, "SHARE", 1e9)
    for path in ("/status", "/"):
        client.get(path)
    wrong: list[str] = []
    quiet = []
    for address in addresses(site):
        with heard() as asked:
            answer = client.get(address)
        assert answer.status_code in (200, 503), address
        if not asked:
            quiet.append(address)
        wrong += [f"{address}: {scan}" for scan in scans(site, asked)]
    assert not wrong, "\n\n".join(wrong)
    assert quiet == ["/feeds/opml", "/healthz"]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT count(*) FROM statements", True),
        ("SELECT title FROM versions WHERE title = 'x' LIMIT 5", False),
        ("SELECT entry FROM versions ORDER BY title LIMIT 5", True),
        ("SELECT v.title FROM versions AS v JOIN entries AS e ON e.outlet = v.title", True),
        ("SELECT max(id) FROM alerts", False),
        ("SELECT id FROM entries WHERE id = 'x'", False),
        ("SELECT name FROM feeds", False),
    ],
)
def test_a_look_through_a_whole_table_is_noticed(site: Site, sql: str, found: bool) -> None:
    assert bool(scans(site, [(sql, ())])) is found
