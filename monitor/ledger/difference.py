"""Which shifts two ledgers of the same milestones tell differently."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.records import Deadline, DueRange, MilestoneLedger, Shift


@dataclass(frozen=True, slots=True)
class Changed:
    """The same shift, told with other words or days."""

    before: Shift
    after: Shift


@dataclass(frozen=True, slots=True)
class Difference:
    """What another reading of the same entries does to the shifts, each part in order of time."""

    gained: tuple[Shift, ...] = ()
    """Shifts that only the second ledger has."""
    lost: tuple[Shift, ...] = ()
    """Shifts that only the first one has."""
    changed: tuple[Changed, ...] = ()
    """Shifts of the same key that quote other words, stand between other dates or move by other days."""

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


def difference(before: Mapping[str, MilestoneLedger], after: Mapping[str, MilestoneLedger]) -> Difference:
    """Compare two ledgers, shift by shift, by their keys.

    Which rule decided and who else carries the news is no difference: a person was told the same.

    Args:
        before: milestone to its folded ledger; a milestone that one side lacks has no shifts there.
        after: the same, read in another way.
    """
    old, new = _shifts(before), _shifts(after)
    return Difference(
        gained=_in_time(shift for key, shift in new.items() if key not in old),
        lost=_in_time(shift for key, shift in old.items() if key not in new),
        changed=tuple(
            Changed(old[shift.key], shift)
            for shift in _in_time(new.values())
            if shift.key in old and _tells(old[shift.key]) != _tells(shift)
        ),
    )


def _shifts(ledgers: Mapping[str, MilestoneLedger]) -> dict[str, Shift]:
    return {shift.key: shift for ledger in ledgers.values() for shift in ledger.shifts}


def _in_time(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    return tuple(sorted(shifts, key=lambda shift: (shift.at, shift.key)))


def _tells(shift: Shift) -> tuple[object, ...]:
    """What a person is told of a shift."""
    words = shift.stated.statement.quote.text if shift.stated is not None else None
    return words, shift.days_moved, _due(shift.before), _due(shift.after)


def _due(deadline: Deadline | None) -> DueRange | None:
    return deadline.due if deadline is not None else None
