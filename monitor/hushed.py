"""A ledger folded anew tells nothing by itself: what only it has is decided, and told to nobody."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection

from monitor.alerts import Names, held_key, of_shift
from monitor.records import Alert, Shift, Suppression
from monitor.store import alerts, statement_labels

Told: TypeAlias = Mapping[str, Shift]
"""Every shift of a ledger, by the key that it is decided under."""


def told(conn: Connection, shifts: Iterable[Shift], labelled: Collection[str] | None = None) -> Told:
    """Shifts by the keys that they are decided under, as things stand.

    Args:
        labelled: milestones that labels bear on; those that a label ever bore on when None.
    """
    about = statement_labels.milestones(conn) if labelled is None else labelled
    return {shift.key: shift for shift in Names(alerts.about(conn, about)).named(shifts)}


def hush(
    conn: Connection,
    before: Told,
    after: Told,
    why: Suppression,
    words: str,
    now: datetime,
    *,
    only: Collection[str | None] = (None,),
) -> None:
    """Record what only the ledger now in force tells as decided, so that nobody is told of it.

    What was hushed so before, and this ledger does not tell, is undecided again: should it really come, it is
    news. What waits for a second origin waits on.

    Args:
        before: what the former ledger tells.
        after: what the one in force tells.
        why: what is recorded as the cause.
        words: the cause, as part of a sentence.
        now: the instant.
        only: milestones that are concerned; None for all.
    """
    for milestone in only:
        alerts.void(conn, why, after.keys(), milestone=milestone)
    new = [shift for key, shift in after.items() if key not in before]
    waiting = alerts.known_keys(conn, [held_key(shift) for shift in new])
    alerts.add(conn, [_hushed(s, why, words, now) for s in new if held_key(s) not in waiting])


def _hushed(shift: Shift, why: Suppression, words: str, now: datetime) -> Alert:
    alert = of_shift(shift, None, now, shift.key)
    return replace(alert, suppressed=why, reason=f"{alert.reason} {words}; nothing new was published.")
