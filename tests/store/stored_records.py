"""Small valid records for the tests of the state; every argument has a default."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from monitor import store
from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    DueRange,
    Entry,
    Feed,
    FeedState,
    Field,
    Message,
    MessageState,
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


@contextmanager
def undone(state: store.Store) -> Iterator[Connection]:
    """A transaction that is rolled back at the end, so that examples do not meet."""
    try:
        with state.write() as conn:
            yield conn
            raise _UndoError
    except _UndoError:
        pass


class _UndoError(Exception):
    pass


NOW = datetime(2020, 8, 1, 12, 0, tzinfo=UTC)


def minutes(n: float) -> datetime:
    return NOW + timedelta(minutes=n)


def feed(name: str = "wire", **changes: Any) -> Feed:
    made = Feed(name, f"https://{name}.example/rss", outlet=name.title(), origin=name, lang="ar")
    return replace(made, **changes)


def first(configured: Feed, now: datetime) -> FeedState:
    return FeedState(configured.name, configured.url, next_poll_at=now)


def entry(id: str = "e1", version: int = 1, **changes: Any) -> Entry:
    made = Entry(
        id=id,
        version=version,
        feed="wire",
        outlet="Wire",
        origin="wire",
        lang="ar",
        published_at=NOW,
        seen_at=minutes(5),
        title="التحالف يعلن جدول الانسحاب",
        summary="قال المتحدث إن الانسحاب ينتهي في أيلول 2025.",
        body="",
        url=f"https://wire.example/{id}",
        digest=f"digest-{id}-{version}",
        aliases=(f"guid:{id}", f"url:https://wire.example/{id}"),
    )
    return replace(made, **changes)


def score(value: float = 0.9, **changes: Any) -> Score:
    made = Score(
        value=value,
        relevant=value >= 0.5,
        reason=ScoreReason.ABOVE if value >= 0.5 else ScoreReason.BELOW,
        passage=Passage(Field.SUMMARY, 0, 11, "قال المتحدث"),
        seed=SeedPassage("one.txt", "انسحاب القوات"),
        terms=("انسحاب", "التحالف"),
        encoder="static-1+seeds-abc",
    )
    return replace(made, **changes)


def stated(key: str = "s1", milestone: str = "mission_end", **changes: Any) -> Stated:
    quote = Quote(Field.SUMMARY, 15, 43, "الانسحاب ينتهي في أيلول 2025")
    statement = Statement(
        milestone=milestone,
        action="withdraw",
        actor="coalition",
        scope="all",
        place="Iraq",
        due=DueRange(date(2025, 9, 1), date(2025, 9, 30), Precision.MONTH, Bound.ON),
        modality=Modality.ANNOUNCED,
        speaker="المتحدث",
        rank=Rank.OFFICIAL,
        background=False,
        commentary=False,
        quote=quote,
        date=Quote(Field.SUMMARY, 33, 43, "أيلول 2025"),
        rule="ends-in",
    )
    made = Stated(
        key=key,
        statement=statement,
        entry="e1",
        version=1,
        said_at=NOW,
        seen_at=minutes(5),
        outlet="Wire",
        origin="wire",
        lang="ar",
        title="t",
        url=None,
        story="st1",
    )
    return replace(made, **changes)


def alert(key: str = "a1", **changes: Any) -> Alert:
    made = Alert(
        key=key,
        severity=Severity.SHIFT,
        kind=AlertKind.LATER,
        milestone="mission_end",
        entry="e1",
        title="t",
        outlet="Wire",
        lang="ar",
        url=None,
        published_at=NOW,
        decided_at=minutes(6),
        before=None,
        after=None,
        days_moved=92,
        quote=Quote(Field.SUMMARY, 0, 3, "قال"),
        quote_before=None,
        speaker="المتحدث",
        reason="a later date by a named official",
        also=("e1",),
        origins=("wire",),
        score=score(),
    )
    return replace(made, **changes)


def message(key: str = "a1+terminal", **changes: Any) -> Message:
    made = Message(
        key=key,
        alert="a1",
        destination="terminal",
        title="t",
        body="b",
        payload="{}",
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=NOW,
        created_at=NOW,
    )
    return replace(made, **changes)
