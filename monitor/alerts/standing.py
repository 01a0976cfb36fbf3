"""Which told alerts still hold when a ledger is folded anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.records import (
    Alert,
    AlertKind,
    Deadline,
    DueRange,
    MilestoneLedger,
    Suppression,
)

_CLOCK = frozenset({AlertKind.REMINDER, AlertKind.LAPSED})
_UNMOVED = frozenset({AlertKind.COVERAGE, AlertKind.SILENCE})
"""What no deadline stands behind."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What another ledger does to decisions about its milestone."""

    fallen: tuple[Alert, ...] = ()
    """Told, and no longer so."""
    risen: tuple[Alert, ...] = ()
    """Taken back before, and so after all."""


def standing(decisions: Iterable[Alert], before: MilestoneLedger, after: MilestoneLedger) -> Standing:
    """Which decisions fall and which rise again.

    Args:
        decisions: about the milestone, in the order of deciding.
        before: the ledger that they were told from.
        after: the ledger that counts now.
    """
    fallen, risen = [], []
    for alert in decisions:
        if alert.suppressed is None and holds(alert, before) and not holds(alert, after):
            fallen.append(alert)
        elif alert.suppressed is Suppression.RETRACTED and holds(alert, after):
            risen.append(alert)
    return Standing(tuple(fallen), tuple(risen))


def holds(alert: Alert, ledger: MilestoneLedger) -> bool:
    """Whether a ledger tells what an alert tells: the same kind, the same last day, by an article in common.

    The key does not say so: it counts how often the like was told, and that changes with the ledger.
    """
    if alert.kind in _UNMOVED:
        return True
    if alert.kind in _CLOCK:
        due = _due(alert.before)
        return any(_same_day(due, _due(deadline)) for deadline in _ever(ledger))
    carriers = {alert.entry, *alert.also}
    return any(
        shift.kind.value == alert.kind.value
        and _same_day(_due(shift.after), _due(alert.after))
        and not carriers.isdisjoint(row.entry for row in shift.carriers)
        for shift in ledger.shifts
    )


def _ever(ledger: MilestoneLedger) -> tuple[Deadline, ...]:
    return (*ledger.history, *((ledger.current,) if ledger.current is not None else ()))


def _due(deadline: Deadline | None) -> DueRange | None:
    return deadline.due if deadline is not None else None


def _same_day(one: DueRange | None, other: DueRange | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.first_day, one.last_day) == (other.first_day, other.last_day)
