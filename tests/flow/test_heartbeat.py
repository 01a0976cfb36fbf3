"""The daemon looks after itself: notices through real destinations, a heartbeat on a real server."""

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from monitor import watch, wiring
from monitor.daemon import Daemon, ticks
from monitor.health import HeartbeatPolicy
from monitor.heartbeat import failing
from monitor.policies import Destination
from monitor.records import ConditionKind, Health
from monitor.settings import Settings
from monitor.settings.secrets import Secrets
from monitor.store import conditions, feeds, meta
from tests.flow.stage import Clock, KeywordScorer, News, feed, rss, settings_for
from tests.servers import Answer, Server

MINUTE = timedelta(minutes=1)
DISK = "no room"


@pytest.fixture(autouse=True)
def keyword_scorer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "build_scorer", lambda settings, store=None: KeywordScorer())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(ticks, "elapsed_s", lambda: made().timestamp())
    return made


@pytest.fixture
def daemons() -> Iterator[list[Daemon]]:
    opened: list[Daemon] = []
    yield opened
    for daemon in opened:
        daemon.stop()


def settings(server: Server, folder: Path, *, beats: str = "/beat") -> Settings:
    server.add("/a", Answer(body=rss(News("1", "Ordinary"))))
    made = settings_for(server, folder, feed(server, "a", fulltext=False))
    beat = HeartbeatPolicy("${BEAT}", every=5 * MINUTE)
    destinations = (
        Destination("file", "jsonl:alerts.jsonl"),
        Destination("deaf", "jsonl:deaf", health=False),
    )
    return replace(
        made, heartbeat=beat, secrets=Secrets({"BEAT": server.url + beats}), destinations=destinations
    )


def opened(made: Settings, clock: Clock, daemons: list[Daemon]) -> Daemon:
    daemon = Daemon(made, clock=clock)
    daemons.append(daemon)
    daemon.open(at_once=True)
    daemon.load_scorer(daemon.running)
    return daemon


def turn(daemon: Daemon, *, poll: bool = True) -> None:
    """Every turn once, as the clock would."""
    if poll:
        daemon.poll()
        daemon.running.poller.finish(within_s=5)
    daemon.review()
    daemon.sweep()
    daemon.health()
    daemon.deliver()
    daemon.heartbeat()


def minutes(daemon: Daemon, clock: Clock, number: int, *, poll: bool = True) -> None:
    for _ in range(number):
        turn(daemon, poll=poll)
        clock.go_on(MINUTE)


def beats(server: Server) -> list[str]:
    return [path for path in server.paths() if path.startswith("/beat")]


def told(folder: Path) -> list[str]:
    """Titles of what was told about the monitor itself."""
    file = folder / "alerts.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    return [row["title"] for row in rows if row["key"].startswith("health:")]


def last_beat(daemon: Daemon) -> dict[str, object]:
    with daemon.store.read() as conn:
        record: dict[str, object] = json.loads(meta.get(conn, meta.HEARTBEAT) or "{}")
    return record


def test_beats_while_work_is_done(
    server: Server, tmp_path: Path, clock: Clock, daemons: list[Daemon]
) -> None:
    server.add("/beat", Answer(200, b"OK"))
    daemon = opened(settings(server, tmp_path), clock, daemons)
    minutes(daemon, clock, 16)
    assert beats(server) == ["/beat"] * 4
    assert (last_beat(daemon)["beat"], last_beat(daemon)["error"]) == ("well", "")
    assert told(tmp_path) == []


def test_no_beat_while_polls_hang_and_then_failure_is_told(
    server: Server, tmp_path: Path, clock: Clock, daemons: list[Daemon], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add("/beat", Answer(200))
    server.add("/beat/fail", Answer(200))
    daemon = opened(settings(server, tmp_path), clock, daemons)
    minutes(daemon, clock, 1)
    assert beats(server) == ["/beat"]
    go_on = threading.Event()

    def hanging() -> int:
        go_on.wait(30)
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(daemon.running.poller, "start", hanging)
        hung = threading.Thread(target=daemon.poll)
        hung.start()
        # All else goes on; what the last poll left is fresh for a quarter of an hour.
        minutes(daemon, clock, 16, poll=False)
        before = len(beats(server))
        minutes(daemon, clock, 13, poll=False)
        assert len(beats(server)) == before
        assert last_beat(daemon)["beat"] == "rest"
        assert "/beat/fail" not in beats(server)
        minutes(daemon, clock, 10, poll=False)
        assert set(beats(server)[before:]) == {"/beat/fail"}
        assert last_beat(daemon)["causes"] == ["work: poll"]
        assert told(tmp_path) == ["HEALTH: part of the work stands still: asking feeds"]
        go_on.set()
        hung.join(10)
    minutes(daemon, clock, 20)
    assert beats(server)[-1] == "/beat"
    assert told(tmp_path)[1:] == ["WELL AGAIN: work goes on: asking feeds"]


def test_one_notice_and_one_recovery_across_starts(
    server: Server, tmp_path: Path, clock: Clock, daemons: list[Daemon], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add("/beat", Answer(200))
    server.add("/beat/fail", Answer(200))
    made = settings(server, tmp_path)
    room = {"free": 12_000_000}
    whole = shutil.disk_usage(tmp_path)
    usage = SimpleNamespace(disk_usage=lambda path: whole._replace(free=room["free"]))
    monkeypatch.setattr(watch, "shutil", usage)
    for _start in range(4):
        daemon = opened(made, clock, daemons)
        minutes(daemon, clock, 10)
        with daemon.store.read() as conn:
            now_open = conditions.open(conn)
        daemons.remove(daemon)
        daemon.stop()
    assert [(one.kind, one.detail) for one in now_open] == [(ConditionKind.DISK, "12 MB")]
    assert told(tmp_path) == ["HEALTH: the disk is nearly full"]
    room["free"] = whole.total
    for _start in range(4):
        daemon = opened(made, clock, daemons)
        minutes(daemon, clock, 10)
        daemons.remove(daemon)
        daemon.stop()
    assert told(tmp_path) == [
        "HEALTH: the disk is nearly full",
        "WELL AGAIN: there is room on the disk again",
    ]
    assert not (tmp_path / "deaf").exists()


def test_a_queue_that_does_not_move_is_told_through_another(
    server: Server, tmp_path: Path, clock: Clock, daemons: list[Daemon]
) -> None:
    server.add("/beat", Answer(200))
    server.add("/beat/fail", Answer(200))
    made = settings(server, tmp_path)
    server.add("/a", Answer(body=rss(News("1", "Coalition leaves"))))
    (tmp_path / "desk").mkdir()  # a folder is no file to append to
    daemon = opened(
        replace(made, destinations=(*made.destinations, Destination("desk", "jsonl:desk"))), clock, daemons
    )
    minutes(daemon, clock, 60)
    assert told(tmp_path) == ["HEALTH: messages to desk are stuck"]
    assert last_beat(daemon)["causes"] == ["outbox: desk"]
    (tmp_path / "desk").rmdir()
    minutes(daemon, clock, 90)
    assert told(tmp_path)[1:] == ["WELL AGAIN: messages reach desk again"]
    assert (tmp_path / "desk").read_text("utf-8").count("health:") == 0


def test_no_feed_that_can_be_read_is_told(
    server: Server, tmp_path: Path, clock: Clock, daemons: list[Daemon]
) -> None:
    server.add("/beat", Answer(200))
    made = settings(server, tmp_path)
    server.add("/a", Answer(500))
    daemon = opened(made, clock, daemons)
    minutes(daemon, clock, 20)
    with daemon.store.read() as conn:
        assert [state.health for state in feeds.all(conn)] == [Health.FAILING]
    assert told(tmp_path) == ["HEALTH: no feed can be read"]


@pytest.mark.parametrize("answer", [Answer(500), Answer(404), Answer(body=b"OK", reset_after=1)])
def test_an_address_that_fails_harms_nothing_and_tells_no_secret(
    answer: Answer, server: Server, tmp_path: Path, clock: Clock, daemons: list[Daemon],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    server.add("/beat/5f3c-secret", answer)
    daemon = opened(settings(server, tmp_path, beats="/beat/5f3c-secret"), clock, daemons)
    minutes(daemon, clock, 11)
    assert beats(server) == ["/beat/5f3c-secret"] * 3
    assert last_beat(daemon)["error"]
    assert daemon.broken is None
    assert "5f3c-secret" not in caplog.text + str(last_beat(daemon))


def test_a_private_address_is_refused_unless_allowed(
    server: Server, tmp_path: Path, clock: Clock, daemons: list[Daemon]
) -> None:
    made = settings(server, tmp_path)
    daemon = opened(replace(made, fetch=replace(made.fetch, allow=())), clock, daemons)
    daemon.heartbeat()
    assert beats(server) == []
    assert "private" in str(last_beat(daemon)["error"]) or "Port" in str(last_beat(daemon)["error"])


@pytest.mark.parametrize(
    ("url", "fail"),
    [
        ("https://hc-ping.com/5f3c", "https://hc-ping.com/5f3c/fail"),
        (
            "https://push.example.org/up/?status=up&msg=OK",
            "https://push.example.org/up/fail?status=up&msg=OK",
        ),
        ("https://example.org", "https://example.org/fail"),
    ],
)
def test_where_failure_is_told(url: str, fail: str) -> None:
    assert failing(url) == fail
