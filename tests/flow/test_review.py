"""Judging recorded entries: which pages are read, what happens without them, what a failing scorer costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import fulltext, store, wiring
from monitor.fetch import HttpFetch, Robots
from monitor.judge import Parts
from monitor.policies import ReviewPolicy
from monitor.records import Entry, Feed, FullTextStatus, Score, ScoreReason
from monitor.review import Reviewer
from monitor.store import Stage, entries, outbox, scores, statements
from tests.flow.stage import NOW, Clock, KeywordScorer, feed, settings_for
from tests.servers import Answer, Server

SENTENCE = "The ministry said that the coalition will leave Iraq by the end of September 2025. "
PAGE = (
    f"<html><body><article><h1>Talks</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></article></body></html>"
)


@dataclass
class Desk:
    """A reviewer over a store with entries put in by hand."""

    server: Server
    folder: Path
    clock: Clock = field(default_factory=Clock)
    broken: bool = False

    def open(self, **policy: object) -> None:
        source: Feed = feed(self.server, "a")
        settings = settings_for(self.server, self.folder, source)
        self.store = store.open(self.folder, NOW)
        self.fetch = HttpFetch(settings.fetch, crawling=True)
        self.scorer = KeywordScorer()
        parts: Parts = wiring.build_parts(settings, self._score)
        self.reviewer = Reviewer(
            {source.name: source},
            fetch=self.fetch,
            allowed=Robots(self.fetch).allowed,
            read=fulltext.read_page,
            store=self.store,
            parts=parts,
            render=lambda alerts, lately: wiring.deliver.messages(
                alerts, settings.destinations, self.clock(), names={}, lately=lately
            ),
            near=0.2,
            policy=ReviewPolicy(**policy),  # type: ignore[arg-type]
            clock=self.clock,
        )

    def _score(self, batch: Sequence[Entry]) -> Sequence[Score]:
        if self.broken:
            raise RuntimeError("no model today")
        return self.scorer(batch)

    def put(self, key: str, title: str, *, path: str | None = None, **more: object) -> None:
        entry = Entry(
            id=key,
            version=1,
            feed="a",
            outlet="A",
            origin="a",
            lang="en",
            published_at=NOW,
            seen_at=NOW,
            title=title,
            summary="",
            body="",
            url=self.server.url + path if path else None,
            digest=key,
            aliases=(key,),
        )
        with self.store.write() as conn:
            entries.add(conn, [replace(entry, **more)])  # type: ignore[arg-type]

    def review(self) -> int:
        judged = 0
        while (done := self.reviewer.review(wait_s=5)).judged or done.reading:
            judged += done.judged
        return judged

    def entry(self, key: str) -> Entry:
        with self.store.read() as conn:
            found = entries.get(conn, key)
        assert found is not None
        return found

    def close(self) -> None:
        self.fetch.close()
        self.reviewer.stop()
        self.store.close()


@pytest.fixture
def desk(server: Server, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(server, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("page", "robots", "status"),
    [
        pytest.param(Answer(body=PAGE.encode()), Answer(404), FullTextStatus.PAGE, id="read"),
        pytest.param(
            Answer(body=PAGE.encode()),
            Answer(body=b"User-agent: *\nDisallow: /"),
            FullTextStatus.ROBOTS,
            id="robots.txt asks not to",
        ),
        pytest.param(Answer(404), Answer(404), FullTextStatus.FAILED, id="no such page"),
        pytest.param(
            Answer(body=b"<html><body>menu</body></html>"),
            Answer(404),
            FullTextStatus.EMPTY,
            id="nothing to read",
        ),
    ],
)
def test_pages(desk: Desk, server: Server, page: Answer, robots: Answer, status: FullTextStatus) -> None:
    server.add("/robots.txt", robots)
    server.add("/page", page)
    desk.open()
    desk.put("e", "Coalition to leave Iraq by the end of September 2025", path="/page")
    assert desk.review() == 1
    entry = desk.entry("e")
    assert entry.fulltext is status
    assert bool(entry.body) is (status is FullTextStatus.PAGE)
    with desk.store.read() as conn:
        rows = statements.by_milestone(conn)
        assert scores.get(conn, "e") is not None
        assert outbox.backlog(conn, NOW)[0].waiting >= 1
    assert rows, "the teaser alone states a deadline"
    for row in rows:
        quote = row.statement.quote
        assert entry.text(quote.field)[quote.start : quote.end] == quote.text


def test_pages_of_other_matters_are_left_alone(desk: Desk, server: Server) -> None:
    desk.open()
    desk.put("e", "Cup final ends in a draw", path="/page")
    assert desk.review() == 1
    assert server.asked == []


def test_a_page_that_may_come_is_tried_again_and_judged_then(desk: Desk, server: Server) -> None:
    server.add("/robots.txt", Answer(404))
    server.add("/page", Answer(503), Answer(body=PAGE.encode()))
    desk.open()
    desk.put("e", "Coalition talks", path="/page")
    assert desk.review() == 1
    assert desk.entry("e").body == ""
    assert desk.reviewer.retry_pages() == 0
    desk.clock.go_on(timedelta(hours=2))
    assert desk.reviewer.retry_pages() == 1
    assert desk.review() == 1
    assert SENTENCE.strip() in desk.entry("e").body


def test_a_slow_page_does_not_hold_up_other_entries(desk: Desk, server: Server) -> None:
    server.add("/robots.txt", Answer(404))
    server.add("/page", Answer(body=PAGE.encode(), delay_s=1.0))
    desk.open()
    desk.put("slow", "Coalition talks", path="/page")
    desk.put("quick", "Coalition statement")
    done = desk.reviewer.review()
    assert (done.judged, done.reading) == (1, 1)
    assert desk.review() == 1


def test_what_the_feed_carried_is_not_made_shorter(desk: Desk, server: Server) -> None:
    server.add("/robots.txt", Answer(404))
    server.add("/page", Answer(body=PAGE.encode()))
    desk.open()
    long = SENTENCE * 12
    desk.put("e", "Coalition talks", path="/page", body=long, fulltext=FullTextStatus.FEED)
    desk.review()
    assert desk.entry("e").body == long


def test_a_failing_scorer_never_swallows_news(desk: Desk) -> None:
    desk.open(pages=False)
    desk.broken = True
    desk.put("e", "Coalition to leave Iraq by the end of September 2025")
    assert desk.review() == 1
    with desk.store.read() as conn:
        score = scores.get(conn, "e")
        assert score is not None
        assert score.reason is ScoreReason.UNSCORED
        assert "no model today" in score.detail
        assert statements.by_milestone(conn), "its deadline is read all the same"
        assert entries.unjudged(conn, 9, Stage.UNSCORED)
    desk.broken = False
    with desk.store.write() as conn:
        entries.requeue(conn, Stage.UNSCORED)
    desk.review()
    with desk.store.read() as conn:
        score = scores.get(conn, "e")
    assert score is not None
    assert score.reason is ScoreReason.ABOVE
