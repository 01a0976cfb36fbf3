"""A state in which rows of a ledger were judged and told, for tests of labels of statements."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from monitor import memory
from monitor.alerts import AlertPolicy, decide
from monitor.deliver import messages
from monitor.followup import retold
from monitor.hushed import told
from monitor.ledger import LedgerPolicy, fold, sweep
from monitor.policies import Destination
from monitor.records import (
    Alert,
    Entry,
    FullTextStatus,
    Message,
    MilestoneLedger,
    Stated,
    StatementLabel,
    StatementVerdict,
)
from monitor.relabel import Folding, Relabelled, label_of, relabel, take_back
from monitor.store import Store, alerts, entries, ledgers, outbox, statements, waiting
from tests.core.ledger_rows import END

BY = Folding((END,), LedgerPolicy())


def publish(state: Store, rows: Sequence[Stated]) -> None:
    """Entries that state these rows."""
    with state.write() as conn:
        for row in {(r.entry, r.version): r for r in sorted(rows, key=lambda r: r.version)}.values():
            entry = Entry(
                id=row.entry,
                version=row.version,
                feed="wire",
                outlet=row.outlet,
                origin=row.origin,
                lang=row.lang,
                published_at=row.said_at,
                seen_at=row.said_at,
                title=row.title,
                summary="",
                body="words " * 20,
                url=None,
                digest=f"{row.entry}{row.version}",
                fulltext=FullTextStatus.FEED,
            )
            entries.add(conn, [entry])
        statements.add(conn, rows)


def ledger(state: Store) -> MilestoneLedger:
    with state.read() as conn:
        return fold(END, ledgers.counting(conn, END.id).rows, BY.policy)


def tell(state: Store, to: Sequence[Destination], now: datetime, *, swept: bool = False) -> tuple[Alert, ...]:
    """Decide what the ledger tells, as judging does, and what the clock says of it, as a sweep does."""
    folded = ledger(state)
    shifts = [*folded.shifts, *(sweep(folded, END, BY.policy, now) if swept else ())]
    with state.write() as conn:
        named = told(conn, shifts).values()
        decided = decide(named, (), alerts.keys(conn), AlertPolicy(), now)
        new = alerts.add(conn, decided)
        outbox.put(conn, messages(new, to, now, names={}, lately=partial(waiting.sent, conn)))
    return new


def given(row: Stated, verdict: StatementVerdict, now: datetime, **more: object) -> StatementLabel:
    said = row.statement
    return StatementLabel(
        row.entry,
        row.version,
        said.milestone,
        said.quote,
        said.date,
        verdict,
        now,
        **more,  # type: ignore[arg-type]
    )


def say(state: Store, label: StatementLabel, to: Sequence[Destination], now: datetime) -> Relabelled:
    with state.write() as conn:
        return relabel(conn, label, BY, telling(to, now), now)


def undo(state: Store, row: Stated, to: Sequence[Destination], now: datetime) -> Relabelled:
    with state.write() as conn:
        said = label_of(conn, row)
        return take_back(conn, said.about if said else "", BY, telling(to, now), now)


def decisions(state: Store) -> dict[str, Alert]:
    with state.read() as conn:
        return {alert.key: alert for alert in alerts.latest(conn, None, suppressed=True)}


def all_messages(state: Store) -> list[Message]:
    with state.read() as conn:
        return [m for key in decisions(state) for m in outbox.of_alert(conn, key)]


def telling(to: Sequence[Destination], now: datetime):  # type: ignore[no-untyped-def]
    def tell_again(one, lately: memory.Lately) -> Sequence[Message]:  # type: ignore[no-untyped-def]
        return retold(one, to, now, lately, names={})

    return tell_again
