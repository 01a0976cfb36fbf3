"""Delivery under kill: what was sent but not settled is sent again, once, under the same key."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import store
from monitor.deliver import deliver, messages
from monitor.handover import Delivered
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Alert, AlertKind, MessageState, Severity
from monitor.send import open_destination
from monitor.store import alerts, outbox
from tests.children import ended, in_child
from tests.servers import Answer, Asked, Server

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
COUNT = 6

WORKER = """
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from monitor import store
from monitor.deliver import deliver
from monitor.policies import DeliverPolicy, Destination
from monitor.send import open_destination

folder, url, at = sys.argv[1:]
now = datetime.fromisoformat(at)
with closing(store.open(Path(folder), now)) as state:
    deliver(state, {"out": open_destination(url)}, DeliverPolicy(), clock=lambda: now, jitter=lambda: 1.0)
"""


def alert(n: int) -> Alert:
    return Alert(
        key=f"shift:{n}",
        severity=Severity.SHIFT,
        kind=AlertKind.LATER,
        milestone="phase2",
        entry=None,
        title="t",
        outlet="o",
        lang="en",
        url=None,
        published_at=START,
        decided_at=START,
        before=None,
        after=None,
        days_moved=None,
        quote=None,
        quote_before=None,
        speaker="",
        reason="",
    )


def fill(folder: Path) -> None:
    with closing(store.open(folder, START)) as state, state.write() as conn:
        for n in range(COUNT):
            alerts.add(conn, [alert(n)])
            outbox.put(conn, messages([alert(n)], [Destination("out")], START, names={}))


def states(folder: Path, at: datetime) -> list[MessageState]:
    with closing(store.open(folder, at, readonly=True)) as state, state.read() as conn:
        return [m.state for n in range(COUNT) for m in outbox.of_alert(conn, f"shift:{n}")]


def finish(folder: Path, url: str, at: datetime) -> Delivered:
    with closing(store.open(folder, at)) as state:
        return deliver(
            state, {"out": open_destination(url)}, DeliverPolicy(), clock=lambda: at, jitter=lambda: 1.0
        )


@pytest.mark.parametrize("after", range(COUNT), ids=lambda n: f"after-{n}-sent")
def test_killed_between_sending_and_settling(tmp_path: Path, server: Server, after: int) -> None:
    folder = tmp_path / "state"
    fill(folder)
    worker: list[subprocess.Popen[bytes]] = []

    def kill_on_arrival(asked: Asked) -> Answer:
        # The receiver has the message; its sender never hears so.
        if len(server.asked) == after + 1:
            os.kill(worker[0].pid, signal.SIGKILL)
            worker[0].wait(30)
        return Answer(200)

    server.add("/hook", kill_on_arrival)
    url = f"json://{server.host}:{server.port}/hook"
    worker.append(subprocess.Popen([sys.executable, "-c", WORKER, str(folder), url, START.isoformat()]))
    assert worker[0].wait(60) == -signal.SIGKILL
    assert states(folder, START).count(MessageState.SENT) == after

    # While the claim of the dead process holds nothing is sent; then the rest is, in order.
    assert finish(folder, url, START + timedelta(minutes=1)) == Delivered()
    assert finish(folder, url, START + timedelta(minutes=2)).sent == COUNT - after
    assert set(states(folder, START)) == {MessageState.SENT}
    keys = [asked.headers["idempotency-key"].decode() for asked in server.asked]
    assert Counter(keys) == Counter([f"shift:{n}@out" for n in range(COUNT)] + [f"shift:{after}@out"])
    assert keys == sorted(keys)


def test_a_receiver_that_takes_but_answers_never_gets_the_same_key(tmp_path: Path, server: Server) -> None:
    folder = tmp_path / "state"
    fill(folder)
    server.add("/hook", Answer(raw=b""), Answer(200))
    url = f"json://{server.host}:{server.port}/hook?rto=0.5"
    assert finish(folder, url, START).retried == 1
    assert finish(folder, url, START + timedelta(seconds=10)).sent == COUNT
    keys = [asked.headers["idempotency-key"].decode() for asked in server.asked]
    assert keys[:2] == ["shift:0@out", "shift:0@out"]
    assert len(keys) == COUNT + 1


def test_a_full_disk_under_a_file_destination_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = tmp_path / "state", tmp_path / "alerts.jsonl"
    fill(folder)
    real, calls = os.fsync, Counter[str]()

    def full(descriptor: int) -> None:
        # The third message of the file meets a full disk after its bytes went out.
        if os.readlink(f"/proc/self/fd/{descriptor}") == str(file):
            calls["file"] += 1
            if calls["file"] == 3:
                raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    assert finish(folder, f"jsonl:{file}", START).retried == 1
    assert file.read_bytes().count(b"\n") == 2
    assert file.read_bytes().endswith(b"\n")
    assert finish(folder, f"jsonl:{file}", START + timedelta(seconds=10)).sent == COUNT - 2
    assert file.read_bytes().count(b"\n") == COUNT


KILLS = 100


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_random_points_from_decision_to_receipt(tmp_path: Path, server: Server) -> None:
    """Nothing is lost, and each kill repeats one message at most, under its key."""
    folder, clock, draw = tmp_path / "state", [START], random.Random(7)
    server.add("/hook", Answer(200))
    url = f"json://{server.host}:{server.port}/hook"
    sender = open_destination(url)
    sender.open()  # type: ignore[attr-defined]  # loaded once, not in every child
    with closing(store.open(folder, START)):
        pass

    def work(first: int) -> Callable[[], None]:
        def decide_and_deliver() -> None:
            now = clock[0]
            with closing(store.open(folder, now)) as state:
                for n in range(first, first + 3):
                    with state.write() as conn:
                        decided = alerts.add(conn, [alert(n)])
                        outbox.put(conn, messages(decided, [Destination("out")], now, names={}))
                deliver(state, {"out": sender}, DeliverPolicy(), clock=lambda: now, jitter=lambda: 1.0)

        return decide_and_deliver

    took = time.monotonic()
    assert ended(in_child(work(0))) == 0
    took = time.monotonic() - took
    killed = 0
    for round_ in range(1, KILLS + 1):
        # Past the lease of the one that was killed.
        clock[0] += DeliverPolicy().lease
        before = Counter(key for key in keys_of(server))
        child = in_child(work(3 * round_))
        time.sleep(draw.uniform(0, took))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        killed += ended(child) == -signal.SIGKILL
        server.settle()
        again = Counter(keys_of(server)) - before
        assert sum(1 for key in again if before[key]) <= 1
        assert max(again.values(), default=0) <= 1
    clock[0] += DeliverPolicy().lease
    assert ended(in_child(work(3 * (KILLS + 1)))) == 0
    with closing(store.open(folder, clock[0], readonly=True)) as state, state.read() as conn:
        recorded = [m for n in range(3 * (KILLS + 2)) for m in outbox.of_alert(conn, f"shift:{n}")]
    assert {m.state for m in recorded} == {MessageState.SENT}
    told = Counter(keys_of(server))
    assert set(told) == {m.key for m in recorded}
    assert sum(told.values()) - len(told) <= killed
    assert killed > KILLS / 4


def keys_of(server: Server) -> list[str]:
    return [asked.headers["idempotency-key"].decode() for asked in list(server.asked)]
