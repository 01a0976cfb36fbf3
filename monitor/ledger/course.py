"""The course of one milestone while it is folded: the current deadline, what led there, and the shifts."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from monitor.ledger.compare import limit
from monitor.records import Deadline, Disagreement, DueRange, Shift, ShiftKind, Stated

MOVES = frozenset(
    {
        ShiftKind.NEW,
        ShiftKind.LATER,
        ShiftKind.EARLIER,
        ShiftKind.REFINED,
        ShiftKind.DENIED,
        ShiftKind.POSTPONED,
        ShiftKind.COMPLETED,
        ShiftKind.CORRECTED,
    }
)
"""Kinds after which another deadline is current."""

_SPANS = MOVES - {ShiftKind.NEW}
"""Kinds that span from one date to another; a new date has nothing to be measured from."""


def shift_key(milestone: str, kind: ShiftKind, due: DueRange | None, ordinal: int) -> str:
    """The stable name of a shift: what it says, and which time it says so.

    Not named after the statement that caused it: when an earlier copy of the same news turns up late, it
    takes over as the cause, and the news must still be known by its old name.
    """
    what = limit(due).isoformat() if due else "-"
    text = f"{milestone}|{kind.value}|{what}|{ordinal}"
    return f"{milestone}:{kind.value}:{what}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"


@dataclass(slots=True)
class Course:
    """Mutable while one fold runs, never shared: the fold returns frozen records made from it."""

    milestone: str
    others: tuple[date, ...] = ()
    """Last days on record for other milestones of the same plan."""
    current: Deadline | None = None
    history: list[Deadline] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    _also: dict[str, list[Stated]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _changed: dict[str, None] = field(default_factory=dict)
    _entries: dict[str, set[str]] = field(default_factory=dict)
    _ordinals: dict[tuple[ShiftKind, object], int] = field(default_factory=dict)

    def record(
        self,
        kind: ShiftKind,
        after: Deadline | None,
        stated: Stated,
        rule: str,
        reason: str,
        *,
        at: datetime | None = None,
        due: DueRange | None = None,
        before: Deadline | None = None,
    ) -> Shift:
        """Add a shift. With ``kind`` one of :data:`MOVES`, ``after`` becomes the current deadline.

        Args:
            due: what the shift says when ``after`` does not hold it (a correction of old news).
            at: when it happened, if not on publication.
            before: what stood before, if not the current deadline (a position given up).
        """
        said = due or (after.due if after else None)
        count = (kind, limit(said) if said else None)
        self._ordinals[count] = self._ordinals.get(count, 0) + 1
        key = shift_key(self.milestone, kind, said, self._ordinals[count])
        shift = Shift(
            key=key,
            kind=kind,
            milestone=self.milestone,
            before=before or self.current,
            after=after,
            days_moved=days_moved(before or self.current, after) if kind in _SPANS else None,
            stated=stated,
            at=at or stated.said_at,
            rule=rule,
            reason=reason,
        )
        self._places[key] = len(self.shifts)
        self._changed[key] = None
        self.shifts.append(shift)
        self._also[key] = []
        self._entries[key] = {stated.entry}
        if kind in MOVES and after is not None and after is not self.current:
            self.current = after
            self.history.append(after)
        return shift

    def hold(self, deadline: Deadline) -> None:
        """Put the current deadline on firmer ground (a higher rank, a firmer modality) without moving it."""
        self.current = deadline
        if self.history:
            self.history[-1] = deadline

    def raise_(self, stated: Stated) -> None:
        """Let a higher rank's word confirm the news that set the current deadline, the first one only."""
        for place, shift in enumerate(self.shifts):
            sets = shift.kind in MOVES and self.current is not None and shift.stated == self.current.set_by
            if sets and shift.raised_by is None:
                self.shifts[place] = replace(shift, raised_by=stated)
                self._changed[shift.key] = None

    def join(self, shift: Shift, stated: Stated) -> None:
        """Let a statement of another entry carry the news of a shift, once per entry."""
        entries = self._entries[shift.key]
        if stated.entry not in entries:
            entries.add(stated.entry)
            self._also[shift.key].append(stated)
            self._changed[shift.key] = None

    def carried(self, shift: Shift) -> tuple[Stated, ...]:
        """What carries the news of a shift so far: what caused it, and what joined it."""
        first = () if shift.stated is None else (shift.stated,)
        return (*first, *self._also[shift.key])

    @property
    def last_dated(self) -> Deadline | None:
        """The deadline in force if it has a date, or the last one that had."""
        return next((d for d in reversed(self.history) if d.due is not None), None)

    @property
    def last_date(self) -> DueRange | None:
        """The due range in force, or the last one that was."""
        return self.last_dated.due if self.last_dated else None

    def last(self, *kinds: ShiftKind) -> Shift | None:
        """The latest shift of these kinds."""
        return next((s for s in reversed(self.shifts) if s.kind in kinds), None)

    def recent(self, stated: Stated, window: timedelta, *kinds: ShiftKind) -> Shift | None:
        """The latest shift of these kinds, when it is at most ``window`` old."""
        shift = self.last(*kinds)
        return shift if shift is not None and stated.said_at - shift.at <= window else None

    def changed(self) -> tuple[Shift, ...]:
        """The shifts that are new or carried by more since the last call, with all that carries them."""
        found = []
        for place in sorted(self._places[key] for key in self._changed):
            key = self.shifts[place].key
            if also := self._also[key]:
                self.shifts[place] = replace(self.shifts[place], also=tuple(also))
            found.append(self.shifts[place])
        self._changed.clear()
        return tuple(found)


def days_moved(before: Deadline | None, after: Deadline | None) -> int | None:
    """Latest day after minus latest day before; None when either has no date."""
    if before is None or after is None or before.due is None or after.due is None:
        return None
    return (after.due.last_day - before.due.last_day).days
