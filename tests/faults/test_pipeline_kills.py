"""The way from feed bytes to a delivered message, killed at every point between two transactions.

After each kill the same program starts again and must end where one that was never killed ends: every entry,
score, statement and alert there once, and every message delivered, the one under way at most twice.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from monitor import cadence, deliver, store
from monitor.judge import Parts
from monitor.memory import Lately
from monitor.parse.document import read as read_feed
from monitor.parse.limits import ParseLimits
from monitor.policies import DeliverPolicy, Destination, PollPolicy, ReviewPolicy
from monitor.poll import Poller
from monitor.records import (
    Alert,
    Entry,
    Extraction,
    Feed,
    FullText,
    FullTextStatus,
    Message,
    Request,
    Response,
    Score,
    ScoreReason,
)
from monitor.review import Reviewer
from monitor.store import Store, feeds, outbox, sqlite
from monitor.store.tables import alerts, entries, messages, scores, statements, versions
from monitor.store.tables import feeds as feed_table
from tests.children import ended, in_child
from tests.core.ledger_rows import END, row

pytestmark = [
    # Newer Pythons warn of forking beside threads; these children use nothing that a thread may hold.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
    pytest.mark.slow,
]

NOW = datetime(2024, 9, 9, 12, tzinfo=UTC)
FEED = Feed("wire", "https://wire.example/rss", "Wire", "wire", lang="en")
NEWS = [
    ("Envoy expects handover in 2026-09", 4),
    ("Minister: departure only in 2026-end after all", 3),
    ("Cup final ends in a draw", 2),
    ("Ministry denied the report about 2026-09 on Sunday", 1),
]

Reached = Callable[[str], None]


def feed_bytes() -> bytes:
    items = "".join(
        f"<item><guid>g{n}</guid><title>{title}</title><link>https://wire.example/{n}</link>"
        f"<description>Teaser {n}.</description>"
        f"<pubDate>{NOW - timedelta(hours=hours):%d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, (title, hours) in enumerate(NEWS)
    )
    return f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


def fetch(request: Request) -> Response:
    body = feed_bytes() if request.url == FEED.url else b"<p>page</p>"
    return Response(200, request.url, {"content-type": b"application/rss+xml"}, body)


def read_page(body: bytes, content_type: str | None, url: str) -> FullText:
    return FullText(FullTextStatus.PAGE, f"The whole article at {url}, longer than its teaser.")


def relevant(batch: Sequence[Entry]) -> Sequence[Score]:
    reasons = [ScoreReason.BELOW if "Cup" in e.title else ScoreReason.ABOVE for e in batch]
    return [
        Score(0.9 if r is ScoreReason.ABOVE else 0.0, r is ScoreReason.ABOVE, r, None, None, (), "t")
        for r in reasons
    ]


def stating(entry: Entry) -> Extraction:
    days = [word for word in entry.title.split() if word.startswith("2026-")]
    return Extraction(statements=tuple(row("2024-01-01", day).statement for day in days))


def run(folder: Path, sink: Path, now: datetime, reached: Reached) -> None:
    """One start of the program: poll, review and deliver everything that waits, then stop."""

    def clock() -> datetime:
        return now

    def send(message: Message, *beside: object) -> None:
        reached("before sending")
        with sink.open("a", encoding="utf-8") as file:
            file.write(f"{message.key}\n")
        reached("after sending")

    def render(new: Sequence[Alert], lately: Lately) -> Sequence[Message]:
        return deliver.messages(new, [Destination("sink")], now, names={}, lately=lately)

    reached("start")
    opened = store.open(folder, now)
    with opened.write() as conn:
        feeds.sync(
            conn,
            [FEED],
            now,
            lambda feed, at: cadence.first_state(feed, cadence.CadencePolicy(trickle=timedelta()), at),
        )
    poller = Poller(
        {FEED.name: FEED},
        fetch=fetch,
        parse=lambda body, kind, url, known=frozenset(): read_feed(body, kind, url, ParseLimits()),
        store=opened,
        times=cadence.CadencePolicy(),
        policy=PollPolicy(workers=1),
        clock=clock,
        jitter=lambda: 0.0,
    )
    poller.start()
    poller.finish(within_s=30)
    poller.stop()
    reviewer = Reviewer(
        {FEED.name: FEED},
        fetch=fetch,
        allowed=lambda url: True,
        read=read_page,
        store=opened,
        parts=Parts(relevant, stating, (END,)),
        render=render,
        near=0.2,
        policy=ReviewPolicy(workers=1),
        clock=clock,
    )
    while True:
        done = reviewer.review(wait_s=5)
        if not done.judged and not done.reading:
            break
    reviewer.stop()
    deliver.deliver(opened, {"sink": send}, DeliverPolicy(), clock=clock, jitter=lambda: 0.0)
    opened.close()
    reached("stopped")


def mortal(point: int) -> Reached:
    """Kills this process when it has come to its ``point``-th point."""
    left = point

    def reached(_where: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def watched(reached: Reached) -> None:
    """Report before every transaction, before its commit and after it."""
    write = Store.write

    @contextmanager
    def reporting(self: Store) -> Iterator[Connection]:
        reached("before a transaction")
        with write(self) as conn:
            yield conn
            reached("before its commit")
        reached("after its commit")

    Store.write = reporting  # type: ignore[method-assign]


def outcome(folder: Path) -> dict[str, object]:
    """Everything recorded that has to be the same, however often the program was killed."""
    opened = store.open(folder, NOW, readonly=True)
    try:
        with opened.read() as conn:
            assert sqlite.damage(conn) is None
            assert outbox.backlog(conn, NOW) == []
            wanted = {
                "feeds": select(feed_table.c.name, feed_table.c.health, feed_table.c.failures),
                "entries": select(entries.c.id, entries.c.version, entries.c.first_poll),
                "versions": select(versions.c.entry, versions.c.body, versions.c.fulltext, versions.c.stage),
                "scores": select(scores.c.entry, scores.c.value, scores.c.relevant),
                "statements": select(statements.c.key, statements.c.milestone),
                "alerts": select(alerts.c.key, alerts.c.kind, alerts.c.suppressed),
                "messages": select(messages.c.key, messages.c.state),
            }
            return {name: sorted(map(str, conn.execute(query))) for name, query in wanted.items()}
    finally:
        opened.close()


def test_killed_anywhere_the_next_start_ends_where_it_should(tmp_path: Path) -> None:
    # In this process, so that the children find everything imported.
    run(tmp_path / "whole", tmp_path / "whole.sink", NOW, lambda where: None)
    expected = outcome(tmp_path / "whole")
    told = (tmp_path / "whole.sink").read_text().split()
    assert len(told) == len(set(told)) >= 2

    kills = 0
    while True:
        folder, sink = tmp_path / f"killed{kills}", tmp_path / f"killed{kills}.sink"

        def dying(folder: Path = folder, sink: Path = sink, point: int = kills + 1) -> None:
            reached = mortal(point)
            watched(reached)
            run(folder, sink, NOW, reached)

        code = ended(in_child(dying))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kills += 1

        def again(folder: Path = folder, sink: Path = sink) -> None:
            run(folder, sink, NOW + timedelta(minutes=30), lambda where: None)

        assert ended(in_child(again)) == 0
        assert outcome(folder) == expected
        sent = sink.read_text().split()
        assert set(sent) == set(told)
        assert len(sent) - len(told) <= 1
    assert kills > 20
