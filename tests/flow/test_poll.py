"""Polling over a real server into a real store: what is asked, what is recorded, who suffers for whom."""

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import cadence, store
from monitor.fetch import HttpFetch
from monitor.parse import parse
from monitor.policies import PollPolicy
from monitor.poll import Polled, Poller
from monitor.records import Feed, FeedState, Health, Outage, ParsedFeed
from monitor.store import entries, feeds
from tests.flow.stage import NOW, Clock, News, feed, rss, settings_for
from tests.servers import Answer, Server, conditional

DAY = timedelta(days=1)


@dataclass
class Bench:
    """A poller over a store, fed by a server."""

    server: Server
    folder: Path
    clock: Clock = field(default_factory=Clock)
    parsed: list[str] = field(default_factory=list)
    skipped: int = 0

    def open(self, *configured: Feed) -> None:
        self.settings = settings_for(self.server, self.folder, *configured)
        self.store = store.open(self.folder, self.clock())
        times = self.settings.cadence
        with self.store.write() as conn:
            feeds.sync(conn, configured, self.clock(), lambda f, at: cadence.first_state(f, times, at))
        self.fetch = HttpFetch(self.settings.fetch)
        self.poller = Poller(
            {f.name: f for f in configured},
            fetch=self.fetch,
            parse=self._parse,
            store=self.store,
            times=times,
            policy=PollPolicy(workers=4),
            clock=self.clock,
            jitter=lambda: 0.0,
        )

    def _parse(
        self, body: bytes, content_type: str | None, url: str, known: frozenset[bytes] = frozenset()
    ) -> ParsedFeed:
        self.parsed.append(url)
        found = parse(body, content_type, url, known=known, now=self.clock())
        self.skipped += found.skipped
        return found

    def poll(self, after: timedelta = timedelta(0)) -> dict[str, Polled]:
        """Poll everything due so long from now; by feed name."""
        self.clock.go_on(after)
        self.poller.start()
        return {done.state.name: done for done in self.poller.finish(within_s=20)}

    def state(self, name: str) -> FeedState:
        with self.store.read() as conn:
            found = feeds.get(conn, name)
        assert found is not None
        return found

    def titles(self) -> list[str]:
        with self.store.read() as conn:
            return [e.title for e in entries.export(conn)]

    def close(self) -> None:
        self.fetch.close()
        self.poller.stop()
        self.store.close()


@pytest.fixture
def bench(server: Server, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(server, tmp_path)
    yield made
    made.close()


def test_new_entries_and_their_validators_are_recorded_together(bench: Bench, server: Server) -> None:
    server.add("/a", conditional(rss(News("1", "One"), News("2", "اثنان")), '"v1"'))
    bench.open(feed(server, "a"))
    done = bench.poll()["a"]
    assert (done.new, done.changed, done.state.health) == (2, 0, Health.OK)
    assert sorted(bench.titles()) == ["One", "اثنان"]
    assert bench.state("a").etag == b'"v1"'


@pytest.mark.parametrize(
    ("script", "parsed"),
    [
        pytest.param(conditional(rss(News("1", "One")), '"v1"'), 1, id="304 costs nothing"),
        pytest.param(Answer(body=rss(News("1", "One"))), 1, id="equal body without validators is not parsed"),
        pytest.param(
            lambda asked: Answer(body=rss(News("1", "One")), headers={"ETag": f'"{asked.at}"'}),
            1,
            id="equal body under another validator is not parsed",
        ),
    ],
)
def test_unchanged(bench: Bench, server: Server, script: Answer, parsed: int) -> None:
    server.add("/a", script)
    bench.open(feed(server, "a"))
    bench.poll()
    done = bench.poll(after=DAY)["a"]
    assert (done.new, done.changed, len(bench.parsed)) == (0, 0, parsed)
    assert done.state.polled_at == bench.clock()


def test_validators_come_back_byte_for_byte(bench: Bench, server: Server) -> None:
    odd = 'W/"\xe4  odd;v=1"'
    server.add(
        "/a", Answer(body=rss(News("1", "One")), headers={"ETag": odd, "Last-Modified": "yesterday-ish"})
    )
    bench.open(feed(server, "a"))
    bench.poll()
    bench.poll(after=DAY)
    second = server.asked[1].headers
    assert second["if-none-match"] == odd.encode("latin-1")
    assert second["if-modified-since"] == b"yesterday-ish"


def test_items_read_before_are_not_read_again(bench: Bench, server: Server) -> None:
    first = [News(str(n), f"Report {n}", published=NOW - timedelta(hours=9 - n)) for n in range(8)]
    late = News("late", "Late report", published=NOW + timedelta(hours=20))
    server.add("/a", Answer(body=rss(*first)), Answer(body=rss(late, *first)))
    bench.open(feed(server, "a"))
    bench.poll()
    rhythm = bench.state("a").interval
    done = bench.poll(after=DAY)["a"]
    assert (done.new, done.changed, bench.skipped) == (1, 0, 8)
    assert done.state.interval == rhythm
    assert len(bench.titles()) == 9


def test_edited_text_is_a_second_version_beside_the_first(bench: Bench, server: Server) -> None:
    server.add("/a", Answer(body=rss(News("1", "Out by 2025"))), Answer(body=rss(News("1", "Out by 2026"))))
    bench.open(feed(server, "a"))
    bench.poll()
    done = bench.poll(after=DAY)["a"]
    assert (done.new, done.changed) == (0, 1)
    with bench.store.read() as conn:
        (entry,) = entries.export(conn)
        assert [e.title for e in entries.history(conn, entry.id)] == ["Out by 2025", "Out by 2026"]


BAD: dict[str, tuple[Answer, Outage, str]] = {
    "server error": (Answer(500), Outage.STATUS, "internal error"),
    "HTML page": (
        Answer(body=b"<!doctype html><html><body>hello</body></html>", headers={"Content-Type": "text/html"}),
        Outage.NOT_A_FEED,
        "web page",
    ),
    "broken connection": (Answer(body=b"<rss>" * 99, reset_after=10), Outage.CONNECT, ""),
    "dripping for ever": (Answer(body=b"x" * 10_000, piece=1, pause_s=0.5), Outage.TIMEOUT, ""),
    "private address behind a redirect": (
        Answer(302, headers={"Location": "http://169.254.169.254/latest/"}),
        Outage.REFUSED_ADDRESS,
        "",
    ),
    "come back later": (Answer(503, headers={"Retry-After": "7200"}), Outage.WAIT, "503"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_feed_never_harms_another(bench: Bench, server: Server, name: str) -> None:
    answer, outage, words = BAD[name]
    server.add("/bad", answer)
    server.add("/good", Answer(body=rss(News("1", "One"))))
    bench.open(feed(server, "bad"), feed(server, "good"))
    done = bench.poll()
    assert done["good"].new == 1
    bad = done["bad"].state
    assert (bad.outage, bad.failures) == (outage, 1)
    assert bad.error is not None
    assert words in bad.error
    assert bench.clock() < bad.next_poll_at <= bench.clock() + timedelta(hours=24)


def test_429_pauses_the_whole_host_until_then(bench: Bench, server: Server) -> None:
    server.add("/a", Answer(429, headers={"Retry-After": "7200"}))
    server.add("/b", Answer(body=rss(News("1", "One"))))
    bench.open(feed(server, "a"))
    bench.poll()
    with bench.store.read() as conn:
        assert feeds.paused(conn, bench.clock()) == {server.host: NOW + timedelta(hours=2)}


def test_failures_back_off_and_are_never_final(bench: Bench, server: Server) -> None:
    server.add("/a", *[Answer(404)] * 8, Answer(body=rss(News("1", "One"))))
    bench.open(feed(server, "a"))
    gaps = []
    for _ in range(8):
        bench.clock.at = bench.state("a").next_poll_at
        bench.poll()
        gaps.append(bench.state("a").next_poll_at - bench.clock())
    assert all(timedelta(minutes=5) <= gap <= timedelta(hours=24) for gap in gaps)
    bench.clock.at = bench.state("a").next_poll_at
    assert bench.poll()["a"].state.health is Health.OK
    assert bench.state("a").failures == 0


def test_gone_is_confirmed_a_day_later_then_parked(bench: Bench, server: Server) -> None:
    server.add("/a", Answer(410))
    bench.open(feed(server, "a"))
    assert bench.poll()["a"].state.health is Health.FAILING
    bench.clock.at = bench.state("a").next_poll_at
    assert bench.poll()["a"].state.health is Health.PARKED
    assert bench.poll(after=timedelta(days=400)) == {}


@pytest.mark.parametrize(
    ("status", "target", "adopted"),
    [
        pytest.param(301, Answer(body=rss(News("1", "One"))), True, id="301 to a feed is adopted"),
        pytest.param(308, Answer(body=rss(News("1", "One"))), True, id="308 to a feed is adopted"),
        pytest.param(302, Answer(body=rss(News("1", "One"))), False, id="302 is followed, not adopted"),
        pytest.param(301, Answer(body=b"<html>moved</html>"), False, id="301 to a page is not adopted"),
    ],
)
def test_redirects(bench: Bench, server: Server, status: int, target: Answer, adopted: bool) -> None:
    server.add("/old", Answer(status, headers={"Location": "/new"}))
    server.add("/new", target)
    bench.open(feed(server, "a", "/old"))
    bench.poll()
    assert bench.state("a").url == f"{server.url}/{'new' if adopted else 'old'}"


def test_answers_lost_before_recording_are_asked_again_in_full(bench: Bench, server: Server) -> None:
    server.add("/a", conditional(rss(News("1", "One")), '"v1"'))
    bench.open(feed(server, "a"))
    bench.poller.start()
    while len(server.asked) < 1:
        pass
    bench.close()  # the answer came, nothing was recorded: as after a crash
    bench.open(feed(server, "a"))
    done = bench.poll()["a"]
    assert done.new == 1
    assert "if-none-match" not in server.asked[1].headers


def test_a_slow_feed_holds_one_worker_and_nothing_else(bench: Bench, server: Server) -> None:
    server.add("/slow", Answer(body=rss(News("s", "Slow")), delay_s=1.0))
    quick = [feed(server, f"f{n}") for n in range(6)]
    for n, one in enumerate(quick):
        server.add(f"/f{n}", Answer(body=rss(News(str(n), one.name))))
    bench.open(replace(feed(server, "slow")), *quick)
    order: list[str] = []
    bench.poller.start()
    while len(order) < 7:
        bench.poller.start()
        order += [done.state.name for done in bench.poller.record(wait_s=0.2)]
    assert order[-1] == "slow"


def test_feeds_of_one_host_are_not_asked_all_at_once(bench: Bench, server: Server) -> None:
    names = [f"f{n}" for n in range(6)]
    for name in names:
        server.add(f"/{name}", Answer(body=rss(News(name, name)), delay_s=0.05))
    bench.open(*(feed(server, name) for name in names))
    seen: set[str] = set()
    while len(seen) < 6:
        bench.poller.start()
        seen |= {done.state.name for done in bench.poller.record(wait_s=0.2)}
    assert server.most_at_once <= 2


def test_a_signal_does_not_make_it_wait_longer(bench: Bench) -> None:
    """Whoever hears a signal may be kept busy beyond the time that was left to wait."""
    bench.open()
    heard: list[int] = []

    def hear(number: int, _frame: object) -> None:
        heard.append(number)
        if len(heard) > 1:
            raise TimeoutError
        time.sleep(0.05)

    before = signal.signal(signal.SIGALRM, hear)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 5)
    try:
        assert bench.poller.record(wait_s=0.02) == ()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert heard
