"""A home for commands: a small configuration, a seed, and on demand a recorded story."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor import store
from monitor.deliver import messages
from monitor.policies import Destination
from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Deadline,
    DueRange,
    Entry,
    Field,
    FullTextStatus,
    Modality,
    Passage,
    Precision,
    Quote,
    Rank,
    Score,
    ScoreReason,
    SeedPassage,
    Severity,
    Stated,
    Statement,
)
from monitor.store import alerts, entries, outbox, scores, statements

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
BODY = "قال وزير الدفاع إن المهمة تنتهي بحلول أيلول 2026."
WORDS = "المهمة تنتهي بحلول أيلول 2026"

MONITOR = """
[monitor]
seeds = "seeds"
state = "state"

[[destination]]
name = "desk"
url = "jsonl:alerts.jsonl"
"""
FEEDS = """
[[feed]]
name = "wire"
url = "https://wire.example/rss"
outlet = "Example Wire"
lang = "ar"
"""
ROOT = Path(__file__).parents[2]
MILESTONES = ROOT / "config/milestones.toml"
SEED = "التحالف الدولي يعلن انتهاء مهمته في العراق وانسحاب قواته بحلول أيلول 2025\n" * 2

REF = alerts.ref("shift:1")


class Told:
    """What a command said: exit code and the two streams."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Told]


def statement() -> Statement:
    start = BODY.index(WORDS)
    quote = Quote(Field.BODY, start, start + len(WORDS), WORDS)
    due = DueRange(date(2026, 9, 1), date(2026, 9, 30), Precision.MONTH, Bound.BY)
    return Statement(
        "mission_end",
        "end",
        "coalition",
        "",
        "Iraq",
        due,
        Modality.ANNOUNCED,
        "وزير الدفاع",
        Rank.OFFICIAL,
        False,
        False,
        quote,
        None,
        "rule/one",
    )


def record(home: Path) -> None:
    """One relevant entry, its score, statement and alert, the message given up; and one irrelevant entry."""
    entry = Entry(
        id="abc123",
        version=1,
        feed="wire",
        outlet="Example Wire",
        origin="Example Wire",
        lang="ar",
        published_at=NOW,
        seen_at=NOW,
        title="نهاية \x1b[31mالمهمة",
        summary="",
        body=BODY,
        url="https://wire.example/1",
        digest="d1",
        fulltext=FullTextStatus.FEED,
    )
    other = replace(
        entry, id="abx999", title="Football", body="", digest="d2", published_at=NOW - timedelta(1)
    )
    score = Score(
        0.97,
        True,
        ScoreReason.ABOVE,
        Passage(Field.BODY, 0, len(BODY), BODY),
        SeedPassage("one.txt", SEED.strip()),
        ("المهمة",),
        "bundled@1",
        "the leaving points to the right actor",
    )
    said = Stated(
        "s1",
        statement(),
        "abc123",
        1,
        NOW,
        NOW,
        "Example Wire",
        "Example Wire",
        "ar",
        entry.title,
        entry.url,
        "st1",
    )
    deadline = Deadline("mission_end", said.statement.due, Modality.ANNOUNCED, Rank.OFFICIAL, said)
    alert = Alert(
        "shift:1",
        Severity.NEW_DATE,
        AlertKind.NEW,
        "mission_end",
        "abc123",
        entry.title,
        "Example Wire",
        "ar",
        entry.url,
        NOW,
        NOW,
        None,
        deadline,
        None,
        said.statement.quote,
        None,
        "وزير الدفاع",
        "First date on record.",
        (),
        ("Example Wire",),
        ("Example Wire",),
        score=score,
    )
    with closing(store.open(home / "state", NOW)) as state, state.write() as conn:
        entries.add(conn, [entry, other])
        scores.save(
            conn, [("abc123", 1, score), ("abx999", 1, replace(score, value=0.01, relevant=False))], NOW
        )
        statements.add(conn, [said])
        alerts.add(conn, [alert])
        outbox.put(conn, messages([alert], [Destination("desk")], NOW, names={}))


def started(home: Path, *words: str, **env: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "monitor", "--config", str(home / "config"), *words]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **env},
        # Tests may themselves run in the background, where shells have children ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
