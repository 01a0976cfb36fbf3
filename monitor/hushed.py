"""A ledger folded anew tells nothing by itself: what only it has is decided, and told to nobody."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.alerts import held_key, of_shift
from monitor.ledger import LedgerPolicy, sweep
from monitor.records import Alert, Milestone, MilestoneLedger, Shift, Suppression
from monitor.store import alerts

Ledgers = Mapping[str, MilestoneLedger]


def hush(
    conn: Connection,
    folds: tuple[Ledgers, Ledgers],
    milestones: Sequence[Milestone],
    policy: LedgerPolicy,
    now: datetime,
    why: str,
    *,
    only: Collection[str | None] = (None,),
) -> None:
    """Record what only the ledger now in force tells as decided, so that nobody is told of it.

    The clock's word on its deadlines is no news either. What was hushed so before, and this ledger does not
    tell, is undecided again: should it really come, it is news. What waits for a second origin waits on.

    Args:
        folds: the ledgers before and after.
        milestones: those that the clock speaks of.
        policy: when it does.
        now: the instant.
        why: the reason to be recorded.
        only: milestones that are concerned; None for all.
    """
    before, after = (_told(ledgers, milestones, policy, now) for ledgers in folds)
    for milestone in only:
        alerts.void(conn, Suppression.REBUILT, after.keys(), milestone=milestone)
    new = [shift for key, shift in after.items() if key not in before]
    waiting = alerts.known_keys(conn, [held_key(shift) for shift in new])
    alerts.add(conn, [_hushed(shift, now, why) for shift in new if held_key(shift) not in waiting])


def _told(
    folded: Ledgers, milestones: Sequence[Milestone], policy: LedgerPolicy, now: datetime
) -> dict[str, Shift]:
    """Every shift of a ledger by its key, those that the clock causes by now among them."""
    shifts = [shift for ledger in folded.values() for shift in ledger.shifts]
    for milestone in milestones:
        shifts += sweep(folded[milestone.id], milestone, policy, now)
    return {shift.key: shift for shift in shifts}


def _hushed(shift: Shift, now: datetime, why: str) -> Alert:
    alert = of_shift(shift, None, now, shift.key)
    reason = f"{alert.reason} {why}; nothing new was published."
    return replace(alert, suppressed=Suppression.REBUILT, reason=reason)
