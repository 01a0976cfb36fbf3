"""The daemon: a day of polling, commands beside it, bad and good new configurations, starts and stops."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from monitor import wiring
from monitor.daemon import Daemon, once, turns
from monitor.errors import ConfigError, StateError
from monitor.records import Health, Outage, Suppression
from monitor.store import DiskError, alerts, counts, entries, feeds, labels, meta, requests
from monitor.sweep import Swept
from tests.flow.stage import CONFIG, NOW, Clock, KeywordScorer, News, feed, rss, settings_for, until
from tests.servers import Answer, Asked, Server

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def keyword_scorer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "build_scorer", lambda settings, store=None: KeywordScorer())


class Site:
    """A feed that grows with the clock: one report an hour, every sixth one about the coalition."""

    def __init__(self, clock: Clock, reports: list[News]) -> None:
        self.clock = clock
        self.reports = reports

    def __call__(self, asked: Asked) -> Answer:
        out = [r for r in self.reports if r.published <= self.clock()][-20:][::-1]
        tag = f'"{len([r for r in self.reports if r.published <= self.clock()])}"'
        if asked.headers.get("if-none-match") == tag.encode():
            return Answer(304, headers={"ETag": tag})
        return Answer(body=rss(*out), headers={"ETag": tag})


def hourly(start: datetime, hours: int, name: str) -> list[News]:
    reports = []
    for n in range(hours):
        at = start + timedelta(hours=n)
        if n % 6 == 5:
            reports.append(News(f"{name}{n}", f"Coalition matter {name} number {n}", "What was said.", at))
        else:
            reports.append(News(f"{name}{n}", f"Ordinary report {name} {n}", "Nothing.", at))
    return reports


@pytest.fixture
def daemons() -> Iterator[list[Daemon]]:
    opened: list[Daemon] = []
    yield opened
    for daemon in opened:
        daemon.stop()


def test_a_day_of_polling_loses_nothing_repeats_nothing_and_floods_nobody(
    server: Server, tmp_path: Path, daemons: list[Daemon]
) -> None:
    clock = Clock()
    start = NOW + timedelta(minutes=30)
    for name in ("a", "b"):
        server.add(f"/{name}", Site(clock, hourly(start, 24, name)))
    server.add("/broken", Answer(500))
    settings = settings_for(server, tmp_path, feed(server, "a"), feed(server, "b"), feed(server, "broken"))
    daemon = Daemon(settings, clock=clock)
    daemons.append(daemon)
    daemon.open()
    daemon.load_scorer(daemon.running)
    for _minute in range(0, 25 * 60, 5):
        daemon.poll()
        daemon.running.poller.finish(within_s=10)
        daemon.review()
        daemon.sweep()
        daemon.deliver()
        clock.go_on(5 * MINUTE)
    with daemon.store.read() as conn:
        figures = counts.counts(conn)
        told = [a for a in alerts.latest(conn, 1000, suppressed=True) if a.kind == "coverage"]
        broken = feeds.get(conn, "broken")
    assert (figures.entries, figures.versions, figures.unjudged) == (48, 48, 0)
    sent = [json.loads(line) for line in (tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()]
    keys = [line["key"] for line in sent]
    assert len(keys) == len(set(keys))
    reports = {a.entry for a in told}
    assert len(reports) == 8
    assert {a.suppressed for a in told} <= {None, Suppression.SAME_NEWS}
    # Polite: never more often than the floor, and every poll but the first conditional.
    for name in ("/a", "/b"):
        asked = [a for a in server.asked if a.path == name]
        assert len(asked) <= 25 * 60 / 5 + 1
        assert all("if-none-match" in a.headers for a in asked[1:])
    assert broken is not None
    assert broken.failures == len([a for a in server.asked if a.path == "/broken"])


def test_a_restart_goes_on_where_the_last_run_stopped(
    server: Server, tmp_path: Path, daemons: list[Daemon]
) -> None:
    clock = Clock()
    server.add("/a", Site(clock, hourly(NOW - timedelta(hours=12), 24, "a")))
    settings = settings_for(server, tmp_path, feed(server, "a"))

    def turn() -> None:
        daemon = Daemon(settings, clock=clock)
        daemon.open(at_once=True)
        daemon.load_scorer(daemon.running)
        daemon.drain(10)
        daemon.stop()

    turn()
    before = (tmp_path / "alerts.jsonl").read_text("utf-8")
    turn()
    assert (tmp_path / "alerts.jsonl").read_text("utf-8") == before
    clock.go_on(timedelta(hours=6))
    turn()
    after = (tmp_path / "alerts.jsonl").read_text("utf-8")
    assert after.startswith(before)


def test_a_second_daemon_on_the_same_state_is_refused(
    server: Server, tmp_path: Path, daemons: list[Daemon]
) -> None:
    settings = settings_for(server, tmp_path, feed(server, "a"))
    first = Daemon(settings, clock=Clock())
    daemons.append(first)
    first.open()
    with pytest.raises(StateError, match=rf"pid {os.getpid()}"):
        Daemon(settings, clock=Clock()).open()


def test_commands_reach_the_running_daemon(server: Server, tmp_path: Path, daemons: list[Daemon]) -> None:
    clock = Clock()
    server.add("/a", Answer(body=rss(News("1", "Coalition leaves", "Now."))))
    daemon = Daemon(settings_for(server, tmp_path, feed(server, "a")), clock=clock)
    daemons.append(daemon)
    daemon.open(at_once=True)
    daemon.load_scorer(daemon.running)
    daemon.drain(10)
    with daemon.store.read() as conn:
        (entry,) = entries.latest(conn, 5)
    requests.put(tmp_path, "label", {"entry": entry.id, "relevant": False})
    requests.put(tmp_path, "unheard of", {})
    daemon.poll()
    with daemon.store.read() as conn:
        assert labels.get(conn, entry.id) is False
    assert requests.waiting(tmp_path) == 0


def test_a_command_that_names_nothing_known_is_refused_and_does_not_stop_the_turn(
    server: Server, tmp_path: Path, daemons: list[Daemon]
) -> None:
    server.add("/a", Answer(body=rss(News("1", "Coalition leaves", "Now."))))
    daemon = Daemon(settings_for(server, tmp_path, feed(server, "a")), clock=Clock())
    daemons.append(daemon)
    daemon.open(at_once=True)
    daemon.load_scorer(daemon.running)
    for payload in ({"nonsense": 1}, {"entry": "no such", "relevant": True}, {"entry": [], "relevant": 3}):
        requests.put(tmp_path, "label", payload)
    daemon.drain(5)
    with daemon.store.read() as conn:
        assert counts.counts(conn).entries == 1
    assert requests.waiting(tmp_path) == 0


def test_news_flows_on_unscored_while_the_scorer_cannot_be_loaded(
    server: Server, tmp_path: Path, daemons: list[Daemon], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add("/a", Answer(body=rss(News("1", "Coalition to leave Iraq by the end of September 2025"))))
    seeds = tmp_path / "seeds"
    monkeypatch.undo()  # the real scorer, which finds no seeds
    settings = replace(
        settings_for(server, tmp_path / "state", feed(server, "a", fulltext=False)), seeds=seeds
    )
    daemon = Daemon(settings, clock=Clock())
    daemons.append(daemon)
    daemon.open(at_once=True)
    daemon.load_scorer(daemon.running)
    daemon.drain(10)
    with daemon.store.read() as conn:
        assert counts.counts(conn).unscored == 1
        assert counts.counts(conn).statements >= 1
        assert "seeds" in (meta.get(conn, meta.DEGRADED) or "")


def test_a_full_disk_is_rested_out_and_loses_nothing(
    server: Server, tmp_path: Path, daemons: list[Daemon], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add("/a", Answer(body=rss(News("1", "Coalition leaves", "Now."))))
    monkeypatch.setattr(turns, "REST_S", 0.3)
    daemon = Daemon(settings_for(server, tmp_path, feed(server, "a", fulltext=False)), clock=Clock())
    daemons.append(daemon)
    daemon.open(at_once=True)
    daemon.load_scorer(daemon.running)
    full = {"left": 3}
    write = daemon.store.write

    def sometimes_full() -> AbstractContextManager[Connection]:
        if full["left"]:
            full["left"] -= 1
            raise DiskError("no space left")
        return write()

    monkeypatch.setattr(daemon.store, "write", sometimes_full)
    daemon.drain(15)
    assert full["left"] == 0
    assert daemon.broken is None
    with daemon.store.read() as conn:
        assert counts.counts(conn).entries == 1
        assert counts.counts(conn).unjudged == 0
    assert len((tmp_path / "alerts.jsonl").read_text("utf-8").splitlines()) == 1


def test_news_wakes_the_sender_after_review(server: Server, tmp_path: Path, daemons: list[Daemon]) -> None:
    server.add("/a", Answer(body=rss(News("1", "Coalition leaves", "Now."))))
    settings = settings_for(server, tmp_path, feed(server, "a", fulltext=False))
    # Turns are ten minutes apart: only being woken brings the message out in time.
    daemon = Daemon(settings, clock=Clock(), turn_s=600.0, sweep_s=600.0)
    daemons.append(daemon)
    daemon.open(at_once=True)
    daemon.load_scorer(daemon.running)
    daemon.start()
    daemon.running.poller.finish(within_s=10)
    with daemon.store.read() as conn:
        assert counts.counts(conn).unjudged == 1
    daemon.review()
    file = tmp_path / "alerts.jsonl"
    assert until(lambda: file.exists() and file.read_text("utf-8").count("\n") == 1)


def test_the_calendar_waits_for_news_that_is_not_judged_yet(
    server: Server, tmp_path: Path, daemons: list[Daemon], monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[datetime] = []

    def counting(*parts: object) -> Swept:
        swept.append(NOW)
        return Swept(())

    monkeypatch.setattr(turns, "sweep", counting)
    server.add("/a", Answer(body=rss(News("1", "Coalition leaves", "Now."))))
    daemon = Daemon(settings_for(server, tmp_path, feed(server, "a", fulltext=False)), clock=Clock())
    daemons.append(daemon)
    daemon.open(at_once=True)

    def polled() -> bool:
        daemon.poll()
        with daemon.store.read() as conn:
            return counts.counts(conn).unjudged == 1

    assert until(polled)  # and nothing can be scored yet
    daemon.sweep()
    assert swept == []
    daemon.load_scorer(daemon.running)
    daemon.drain(10)
    daemon.sweep()
    assert swept == [NOW]


def test_other_settings_are_taken_up_while_running(
    server: Server, tmp_path: Path, daemons: list[Daemon]
) -> None:
    server.add("/a", Answer(body=rss(News("1", "One"))))
    server.add("/b", Answer(body=rss(News("2", "Two"))))
    settings = settings_for(server, tmp_path, feed(server, "a"))
    daemon = Daemon(settings, clock=Clock())
    daemons.append(daemon)
    daemon.open(at_once=True)
    daemon.load_scorer(daemon.running)
    daemon.drain(5)
    daemon.reload(replace(settings, feeds=(feed(server, "b"),)))
    daemon.drain(5)
    assert server.paths().count("/b") == 1
    with daemon.store.read() as conn:
        assert [state.name for state in feeds.all(conn)] == ["b"]
        assert counts.counts(conn).entries == 2
    with pytest.raises(ConfigError, match="state folder cannot change"):
        daemon.reload(replace(settings, state=tmp_path / "elsewhere"))


def test_without_a_network_each_feed_says_so(server: Server, tmp_path: Path) -> None:
    closed = feed(server, "a", interval=None)
    lost = replace(closed, name="b", url="http://no-such-host.invalid/feed")
    settings = settings_for(
        server, tmp_path, replace(closed, url="http://127.0.0.1:9/feed"), lost, extra=("127.0.0.1:9",)
    )
    assert once(settings) == 1
    from monitor import store

    opened = store.open(tmp_path, NOW, readonly=True)
    with opened.read() as conn:
        states = {state.name: state for state in feeds.all(conn)}
    opened.close()
    assert {s.health for s in states.values()} == {Health.FAILING}
    assert states["a"].outage is Outage.CONNECT
    assert states["b"].outage is Outage.DNS
    assert all(s.error and s.next_poll_at > s.polled_at for s in states.values() if s.polled_at)


def test_once_is_quiet_when_all_is_well(server: Server, tmp_path: Path) -> None:
    server.add("/a", Answer(body=rss(News("1", "Ordinary"))))
    assert once(settings_for(server, tmp_path, feed(server, "a"))) == 0


@pytest.fixture
def home(tmp_path: Path, server: Server) -> Path:
    """A configuration folder of its own, with one feed on the server."""
    shutil.copytree(CONFIG, tmp_path / "config")
    shutil.copytree(CONFIG.parent / "seeds", tmp_path / "seeds")
    (tmp_path / "config" / "feeds.toml").write_text(
        f'[[feed]]\nname = "a"\nurl = "{server.url}/a"\noutlet = "A"\n', encoding="utf-8"
    )
    (tmp_path / "config" / "monitor.toml").write_text(
        f'[fetch]\nallow = ["{server.allow}"]\n[cadence]\ntrickle = "0s"\n'
        '[[destination]]\nname = "terminal"\nurl = "terminal"\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_the_process_reloads_on_hangup_and_stops_in_order(
    home: Path, server: Server, stop: signal.Signals
) -> None:
    server.add("/a", Answer(body=rss(News("1", "Ordinary"))))
    log = home / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "--config", str(home / "config"), "run"],
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=home,
        )
    try:
        assert until(lambda: "/a" in server.paths(), 60), log.read_text()
        feeds_file = home / "config" / "feeds.toml"
        good = feeds_file.read_text("utf-8")
        feeds_file.write_text(good + "colour = 'red'\n", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert until(lambda: "refused" in log.read_text(), 30), log.read_text()
        assert "colour" in log.read_text()
        feeds_file.write_text(good, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert until(lambda: "read again" in log.read_text(), 30), log.read_text()
        process.send_signal(stop)
        assert process.wait(10) == 0, log.read_text()
        assert "Traceback" not in log.read_text()
    finally:
        process.kill()
        process.wait()
