"""What the clock says about a milestone: reminders, a lapsed deadline, silence (rule 9)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from monitor.ledger.compare import limit
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.wording import when
from monitor.records import (
    Bound,
    Deadline,
    Milestone,
    MilestoneLedger,
    Modality,
    Shift,
    ShiftKind,
    Stated,
)


def sweep(
    ledger: MilestoneLedger, milestone: Milestone, policy: LedgerPolicy, now: datetime
) -> tuple[Shift, ...]:
    """The shifts that the clock alone causes by ``now``.

    Sweeping twice gives equal keys: which of them are news is for the caller to know. Of several reminders
    reached, only the nearest to the deadline is given, and none that was already past when the deadline was
    set.

    Args:
        ledger: the milestone's folded ledger.
        milestone: nothing is said of one that the user has ended.
        policy: which days to remind of, and how long silence lasts.
        now: an aware instant; days are counted in UTC.
    """
    current = ledger.current
    over = milestone.ended_on is not None and now.astimezone(UTC).date() >= milestone.ended_on
    if current is None or not current.live or over:
        return ()
    policy = _of(milestone, policy)
    today = now.astimezone(UTC).date()
    shifts = [_silence(ledger, current, policy, now)]
    if current.due is not None and not _has_started(ledger, current):
        due_on = limit(current.due)
        # "From September" is due on the 1st, but broken only when September is over.
        over_on = max(due_on, current.due.last_day)
        if today > over_on:
            shifts.append(_lapsed(current, over_on, policy))
        elif today <= due_on:
            shifts.append(_reminder(current, due_on, policy, today))
    return tuple(shift for shift in shifts if shift is not None)


def _of(milestone: Milestone, policy: LedgerPolicy) -> LedgerPolicy:
    """The policy with what the milestone itself says about the clock."""
    own = {
        key: value
        for key in ("reminder_days", "lapses", "silence_after")
        if (value := getattr(milestone, key)) is not None
    }
    return replace(policy, **own)


def _has_started(ledger: MilestoneLedger, current: Deadline) -> bool:
    """Whether a date that only says from when has been met by a beginning."""
    if current.due is None or current.due.bound not in (Bound.FROM, Bound.SINCE):
        return False
    begun = [s.at for s in ledger.shifts if s.kind is ShiftKind.BEGUN]
    return bool(begun) and begun[-1] >= current.set_by.said_at


def _lapsed(current: Deadline, due_on: date, policy: LedgerPolicy) -> Shift | None:
    if not policy.lapses or current.due is None:
        return None
    return _shift(
        ShiftKind.LAPSED,
        current,
        due_on.isoformat(),
        datetime.combine(due_on + timedelta(days=1), time.min, UTC),
        f"The deadline ({when(current.due)}) passed with no report of completion.",
    )


def _reminder(current: Deadline, due_on: date, policy: LedgerPolicy, today: date) -> Shift | None:
    left = (due_on - today).days
    reached = [days for days in policy.reminder_days if left <= days]
    if not reached or current.due is None:
        return None
    days = min(reached)
    reminded_on = due_on - timedelta(days=days)
    if current.set_by.said_at.date() > reminded_on:
        return None
    left_words = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
    return _shift(
        ShiftKind.REMINDER,
        current,
        f"{due_on.isoformat()}:{days}",
        datetime.combine(reminded_on, time.min, UTC),
        f"Due {left_words} ({when(current.due)}).",
    )


def _silence(ledger: MilestoneLedger, current: Deadline, policy: LedgerPolicy, now: datetime) -> Shift | None:
    if policy.silence_after <= timedelta(0) or current.modality is Modality.POSTPONED:
        return None
    last = _last_word(ledger)
    if last is None or now - last.said_at < policy.silence_after:
        return None
    return _shift(
        ShiftKind.SILENCE,
        current,
        last.said_at.date().isoformat(),
        last.said_at + policy.silence_after,
        f"Nobody has spoken of it since {last.said_at:%Y-%m-%d} ({last.outlet}).",
    )


def _last_word(ledger: MilestoneLedger) -> Stated | None:
    for row in reversed(ledger.stated):
        if not row.statement.background and not row.statement.commentary:
            return row
    return None


def _shift(kind: ShiftKind, current: Deadline, what: str, at: datetime, reason: str) -> Shift:
    return Shift(
        key=f"{current.milestone}:{kind.value}:{what}",
        kind=kind,
        milestone=current.milestone,
        before=current,
        after=current,
        days_moved=None,
        stated=None,
        at=at,
        rule="9-clock",
        reason=reason,
    )
