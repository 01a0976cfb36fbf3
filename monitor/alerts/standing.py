"""Which told alerts still hold when a ledger is folded anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.records import (
    Alert,
    AlertKind,
    Deadline,
    DueRange,
    MilestoneLedger,
    Shift,
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
    """Whether a ledger tells what an alert tells: the same kind, the same days, by an article in common.

    The key does not say so: it counts how often the like was told, and that changes with the ledger. An
    article that repeats the date of a shift is right too, although another one brought the news.
    """
    if alert.kind in _UNMOVED:
        return True
    if alert.kind in _CLOCK:
        due = _due(alert.before)
        return any(_same_day(due, _due(deadline)) for deadline in _ever(ledger))
    due, carriers = _due(alert.after), _carriers(alert)
    repeated = [
        row.said_at
        for row in ledger.stated
        if due is not None and row.entry in carriers and _same_day(row.statement.due, due)
    ]
    return any(
        _says(alert, shift) and (carried_alike(alert, shift) or any(at >= shift.at for at in repeated))
        for shift in ledger.shifts
    )


def tells(alert: Alert, shift: Shift) -> bool:
    """Whether an alert and a shift that somebody stated are the same news."""
    return _says(alert, shift) and carried_alike(alert, shift)


def carried_alike(alert: Alert, shift: Shift) -> bool:
    """Whether an article carries both."""
    return not _carriers(alert).isdisjoint(row.entry for row in shift.carriers)


def _says(alert: Alert, shift: Shift) -> bool:
    return shift.kind.value == alert.kind.value and _same_day(_due(shift.after), _due(alert.after))


def _carriers(alert: Alert) -> frozenset[str | None]:
    return frozenset((alert.entry, *alert.also))


def _ever(ledger: MilestoneLedger) -> tuple[Deadline, ...]:
    return (*ledger.history, *((ledger.current,) if ledger.current is not None else ()))


def _due(deadline: Deadline | None) -> DueRange | None:
    return deadline.due if deadline is not None else None


def _same_day(one: DueRange | None, other: DueRange | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.first_day, one.last_day) == (other.first_day, other.last_day)
