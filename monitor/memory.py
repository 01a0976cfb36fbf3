"""What judging remembers: loaded from the state, and what was judged recorded into it.

The state stores facts (rows, alerts, stories); judging works on a :class:`monitor.judge.Memory`. This module
is the only place that turns one into the other, for the review of new entries and for the sweep of the clock.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from monitor import novelty
from monitor.judge import Judgement, Memory, Parts, Version
from monitor.records import Alert, Entry, Message, Stated, Statement, Suppression
from monitor.routing import Sent, hush, shift_that_stands, still_holding
from monitor.store import (
    acknowledgements,
    alerts,
    entries,
    followups,
    labels,
    ledgers,
    outbox,
    scores,
    silences,
    statement_labels,
    statements,
    stories,
    waiting,
)

Lately = Callable[[datetime], Mapping[str, Sequence[Sent]]]
"""What left for each destination since an instant, and what waits."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A told alert that more carry by now, and what became of its messages."""

    alert: Alert
    given: Sequence[followups.Given]
    """What its destinations have."""
    updates: Sequence[Message]
    """Its updates so far, in order."""
    unsent: Sequence[Message]
    """What has not left yet."""


Follow = Callable[[Followed, Lately], Sequence[Message]]
"""What those who have an alert are told when more carry it; a key that waits already is told anew."""
Render = Callable[[Sequence[Alert], Lately], Sequence[Message]]
"""New alerts to the messages they cause; suppressed ones cause none."""

_GONE = object()
EMPTY = Memory()
"""Nothing is known, as before the first entry."""


def load(conn: Connection, parts: Parts, batch: Collection[Entry]) -> Memory:
    """Everything judging a batch has to know.

    Statements of entries that the user labelled irrelevant are left out: what is not about the matter moves
    no deadline.

    Args:
        batch: what is going to be judged; its publications say which stories are needed. None for none: then
            only the clock will speak.
    """
    ignored = unheard(conn)
    rows = statements.by_milestone(conn)
    return Memory(
        stated=by_milestone(rows, ignored),
        # The clock compares no articles, and telling those of a week anew is most of the work.
        stories=_told_around(conn, parts, batch, rows, ignored) if batch else (),
        known_keys=alerts.keys(conn),
        first_poll=entries.first_seen_at_first_poll(conn, [e.id for e in batch]),
        labels=statement_labels.in_force(conn),
        decided=alerts.about(conn, statement_labels.milestones(conn)),
    )


def _told_around(
    conn: Connection, parts: Parts, batch: Collection[Entry], rows: Sequence[Stated], ignored: Collection[str]
) -> tuple[novelty.Told, ...]:
    """The articles that those of a batch may tell the same news as."""
    published = [e.published_at for e in batch]
    since, until = min(published) - parts.stories.window, max(published) + parts.stories.window
    said: dict[Version, list[Statement]] = defaultdict(list)
    for row in rows:
        said[row.entry, row.version].append(row.statement)
    told = [
        novelty.tell(
            parts.credited(one.entry)[0],
            one.story,
            statements=said.get((one.entry.id, one.entry.version), ()),
            vector=(one.signature or b"").decode(),
            begun_at=one.begun_at,
        )
        for one in stories.recent(conn, since)
        if one.entry.published_at <= until and one.entry.id not in ignored
    ]
    return novelty.copies(told, parts.stories)


def record(
    conn: Connection,
    judgement: Judgement,
    batch: Mapping[tuple[str, int], Entry],
    render: Render,
    now: datetime,
    follow: Follow | None = None,
) -> tuple[Alert, ...]:
    """Record what was judged, and the messages it causes, in the caller's transaction.

    Args:
        follow: what those who have an alert are told when more carry it; nobody is told without it.

    Returns:
        The alerts that are really new, suppressed ones included.
    """
    scores.save(conn, [(*version, score) for version, score in judgement.scores.items()], now)
    statements.add(conn, judgement.stated)
    told = {t.entry: t for t in judgement.told}
    stories.assign(
        conn,
        [(e, t.story, t.gist.vector.encode() or None) for e in batch.values() if (t := told.get(e.id))],
    )
    hushed = hush(judgement.alerts, silences.running(conn, now), acknowledgements.all(conn), now)
    acknowledgements.end(conn, hushed.ended)
    new = alerts.add(conn, hushed.alerts)
    grown: dict[str, Alert] = {}
    for update in judgement.corroborated:
        before = alerts.get(conn, update.key)
        after = alerts.corroborate(conn, update)
        if after is not None and after != before:
            grown[after.key] = after
    # One news of one batch is told once, with all who carry it.
    new = tuple(grown.pop(alert.key, alert) for alert in new)
    outbox.put(conn, render(new, partial(waiting.sent, conn)))
    for alert in grown.values():
        if follow is not None and alert.suppressed is None:
            one = Followed(
                alert,
                followups.given(conn, alert.key),
                followups.updates(conn, alert.key),
                followups.unsent(conn, alert.key),
            )
            for message in follow(one, partial(waiting.sent, conn)):
                followups.rewrite(conn, message)
                outbox.put(conn, [message])
    return new


def after_silence(conn: Connection, render: Render, now: datetime) -> tuple[Alert, ...]:
    """Tell what silences that are over kept back and what still holds, in the caller's transaction.

    The end of a silence is handled once.

    Returns:
        The alerts that are told.
    """
    over = silences.over(conn, now)
    if not over:
        return ()
    kept = alerts.milestones_of(conn, Suppression.SILENCED)
    said = {row.key: row.statement.due for row in ledgers.counting(conn).rows}
    # What rested on words that count no longer as they were read does not hold.
    decisions = [
        alert
        for alert in alerts.about(conn, kept)
        if alert.after is None or said.get(alert.after.set_by.key, _GONE) == alert.after.set_by.statement.due
    ]
    told = still_holding(over, silences.running(conn, now), decisions, unheard(conn))
    alerts.tell(conn, told)
    silences.end(conn, over, now)
    outbox.put(conn, render(told, partial(waiting.sent, conn)))
    return told


def acknowledge(conn: Connection, milestone: str, now: datetime) -> None:
    """The user knows how a milestone stands: quiet until it changes."""
    acknowledgements.say(conn, milestone, shift_that_stands(alerts.about(conn, [milestone])), now)


def unheard(conn: Connection) -> frozenset[str]:
    """Entries that the user labelled irrelevant."""
    return frozenset(entry for entry, relevant in labels.all(conn).items() if not relevant)


def by_milestone(rows: Iterable[Stated], ignored: Collection[str]) -> dict[str, list[Stated]]:
    """Ledger rows by milestone, without those of ignored entries."""
    found: dict[str, list[Stated]] = {}
    for row in rows:
        if row.entry not in ignored:
            found.setdefault(row.statement.milestone, []).append(row)
    return found
