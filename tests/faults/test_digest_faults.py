"""Gathering under kill: the process ends at one statement after another; nothing is lost or told twice."""

import json
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import store
from monitor.deliver import deliver, messages
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Alert, AlertKind, Severity
from monitor.routing import Calm
from monitor.send import Sender
from monitor.store import alerts, outbox

NIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 7, tzinfo=UTC)
COUNT = 5

SENDER = """
import json, os
def taking(path):
    def take(message, pictures=(), answered=""):
        loaded = json.loads(message.payload)
        told = [one["key"] for one in loaded.get("alerts", [loaded])]
        with open(path, "a") as file:
            file.write(json.dumps([message.key, told]) + chr(10))
            file.flush()
            os.fsync(file.fileno())
        return ""
    return take
"""
WORKER = (
    SENDER
    + """
import signal, sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from sqlalchemy import Engine, event
from monitor import store
from monitor.deliver import deliver
from monitor.policies import DeliverPolicy

folder, file, at, last = sys.argv[1:]
now, left = datetime.fromisoformat(at), int(last)
with closing(store.open(Path(folder), now)) as state:
    @event.listens_for(Engine, "after_cursor_execute")
    def count(*_):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    deliver(state, {"out": taking(file)}, DeliverPolicy(), clock=lambda: now, jitter=lambda: 1.0)
"""
)

scope: dict[str, object] = {}
exec(SENDER, scope)


def alert(n: int) -> Alert:
    return Alert(
        f"shift:{n}",
        Severity.EVENT,
        AlertKind.BEGUN,
        "phase2",
        None,
        "t",
        "o",
        "en",
        None,
        NIGHT,
        NIGHT,
        None,
        None,
        None,
        None,
        None,
        "",
        "",
    )


def fill(folder: Path) -> None:
    """Five alerts held for the morning, then two for now."""
    quiet = Destination("out", calm=Calm(quiet=("22:00-07:00",)))
    with closing(store.open(folder, NIGHT)) as state, state.write() as conn:
        for n in range(COUNT):
            (new,) = alerts.add(conn, [alert(n)])
            outbox.put(conn, messages([new], [quiet], NIGHT, names={}))
        for n in range(COUNT, COUNT + 2):
            (new,) = alerts.add(conn, [alert(n)])
            outbox.put(conn, messages([new], [replace(quiet, calm=Calm())], MORNING, names={}))


def taken(file: Path) -> list[tuple[str, list[str]]]:
    lines = file.read_text().splitlines() if file.exists() else []
    return [(key, told) for key, told in map(json.loads, lines)]


@pytest.mark.parametrize("statement", range(0, 22, 2))
def test_killed_at_a_statement(tmp_path: Path, statement: int) -> None:
    folder, file = tmp_path / "state", tmp_path / "taken"
    fill(folder)
    words = [sys.executable, "-c", WORKER, str(folder), str(file), MORNING.isoformat(), str(statement)]
    assert subprocess.run(words, timeout=120, check=False).returncode in (-signal.SIGKILL, 0)
    before = taken(file)

    later = MORNING + timedelta(minutes=3)  # what the dead process had claimed is free again
    take: Sender = scope["taking"](str(file))  # type: ignore[operator]

    with closing(store.open(folder, later)) as state:
        deliver(state, {"out": take}, DeliverPolicy(), clock=lambda: later, jitter=lambda: 1.0)
    everything = taken(file)
    assert len(everything) - len({key for key, _ in everything}) <= 1  # a repeat has the same key
    once = dict(everything)
    assert sorted(one for told in once.values() for one in told) == [f"shift:{n}" for n in range(COUNT + 2)]
    assert [f"shift:{n}" for n in range(COUNT)] in once.values()  # the night, as one, in order
    assert everything[: len(before)] == before
