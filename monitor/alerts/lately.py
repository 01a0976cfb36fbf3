"""Which shifts may still matter to a decision: few, however long the history."""

from collections.abc import Collection
from datetime import datetime

from monitor.alerts.policy import AlertPolicy
from monitor.records import Shift, ShiftKind

__all__ = ["STEPS", "lately"]

STEPS = frozenset({ShiftKind.LATER, ShiftKind.EARLIER})
"""Kinds that lead from one date to another."""


def lately(
    shifts: dict[str, Shift], known_keys: Collection[str], policy: AlertPolicy, now: datetime
) -> dict[str, Shift]:
    """Of a milestone's shifts by key, in order, what may be news and what shows that something is none.

    That is what was told lately, and the step in force however old: it may be told of another milestone, too.
    """
    since = now - policy.max_age - max(policy.same_date_window, policy.same_event_window)
    step = next((key for key, shift in reversed(shifts.items()) if shift.kind in STEPS), None)
    return {k: s for k, s in shifts.items() if s.at >= since or k not in known_keys or k == step}
