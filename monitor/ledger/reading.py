"""What one version of one entry says about one milestone, sorted by the rule that will look at it.

A milestone is folded entry by entry, not sentence by sentence: an article that denies a rumour and reaffirms
the timetable, or puts an announcement off and names a new day for it, says one thing, and is judged once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from monitor.ledger.policy import LedgerPolicy
from monitor.records import (
    WISHED,
    Bound,
    Change,
    DueRange,
    Field,
    Modality,
    Precision,
    Rank,
    Stated,
    Statement,
)

RANKS = {Rank.SOURCES: 0, Rank.OFFICIAL: 1, Rank.JOINT: 2}
"""Who is believed, as numbers to compare."""

FIRM = frozenset({Modality.AGREED, Modality.ANNOUNCED})
"""Modalities of what has been decided."""
_MEANT = timedelta(days=31)
"""How far the day of a length may be from the calendar date that it means."""
TENTATIVE = frozenset({Modality.PROPOSED, Modality.CONDITIONAL})
"""Modalities of what somebody would like, or makes depend on something else."""

_PLACES = {Field.TITLE: 0, Field.SUMMARY: 1, Field.BODY: 2}
_MOVES = frozenset({Change.EARLIER, Change.LATER, Change.CHANGED})


@dataclass(frozen=True, slots=True)
class Reading:
    """One entry's word on one milestone. Each slot holds the statement that speaks best for it, or None."""

    entry: str
    version: int
    lead: Stated
    """Any statement of the entry: for its provenance."""
    denial: Stated | None
    """Denies the plan, or says that the force stays."""
    delay: Stated | None
    """Puts off or changes without saying to when."""
    dated: Stated | None
    """States a due range. Of several, an explicit change, the highest rank, the earliest in the text: what an
    article leads with is its news, what it names further down is more often a recap."""
    beside: tuple[Stated, ...]
    """Further due ranges of the same sentence: "by the end of 2027 instead of September 2026"."""
    undated: Stated | None
    """Speaks of the plan as alive without a date."""
    kept: Stated | None
    """Says that the plan stands, or denies that it changed, without a date."""
    condition: Stated | None
    """Makes the plan depend on something, without a date."""
    begun: Stated | None
    completed: Stated | None
    denied: DueRange | None
    """The days that the sentence of the denial names: what is denied."""
    recalls: bool
    """Whether its background tells of a live plan."""


def readings(stated: Iterable[Stated], policy: LedgerPolicy) -> Iterator[Reading]:
    """Group the rows of one milestone by entry and version, in order of publication.

    Duplicates (equal keys) are dropped; the order of the input does not matter.
    """
    for (_, entry, version), group in groupby(ordered(stated), key=lambda s: (s.said_at, s.entry, s.version)):
        yield _read(entry, version, sorted(group, key=_merit), policy)


def ordered(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """The rows in the order in which they are folded; of rows with one key, the one seen first."""
    rows: dict[str, Stated] = {}
    for row in stated:
        known = rows.get(row.key)
        if known is None or row.seen_at < known.seen_at:
            rows[row.key] = row
    return tuple(sorted(rows.values(), key=_order))


def said_on(stated: Stated) -> date:
    """The day of publication, in UTC."""
    return stated.said_at.date()


def is_explicit(statement: Statement) -> bool:
    """Whether the words themselves claim that the date moved. To wish or consider it is no claim."""
    claims = statement.change in _MOVES and statement.modality is not Modality.DENIED
    return (claims and statement.modality not in TENTATIVE) or statement.modality is Modality.POSTPONED


def place(stated: Stated) -> tuple[int, int]:
    """Where in its text a statement stands, its date if it has one: the title comes first."""
    words = stated.statement.date or stated.statement.quote
    return _PLACES[words.field], words.start


def leads(stated: Stated, policy: LedgerPolicy) -> bool:
    """Whether an article leads with a statement: in its title, its teaser, or the beginning of its body."""
    quote = stated.statement.quote
    return quote.field is not Field.BODY or quote.start < policy.lead_chars


def _order(stated: Stated) -> tuple[object, ...]:
    return (stated.said_at, stated.entry, stated.version, stated.key)


def _merit(stated: Stated) -> tuple[bool, int, tuple[int, int], str]:
    """Explicit claims first, then rank, then the place in the text: a lead outweighs a recap at the end."""
    s = stated.statement
    return (not is_explicit(s), -RANKS[s.rank], place(stated), stated.key)


def _read(entry: str, version: int, rows: list[Stated], policy: LedgerPolicy) -> Reading:
    slots: dict[str, list[Stated]] = {}
    for row in rows:
        slots.setdefault(_slot(row, policy), []).append(row)
    first = {name: group[0] for name, group in slots.items()}
    dated, recalled = _best_first(slots.get("dated", [])), slots.get("recall", [])
    denial = first.get("denial")
    named = [row for row in recalled if denial and row.statement.quote == denial.statement.quote]
    return Reading(
        entry=entry,
        version=version,
        lead=rows[0],
        denial=denial,
        delay=first.get("delay"),
        dated=next(iter(dated), None),
        beside=tuple(row for row in dated[1:] if row.statement.quote == dated[0].statement.quote),
        undated=first.get("undated"),
        kept=first.get("kept"),
        condition=first.get("condition"),
        begun=first.get("begun"),
        completed=first.get("completed"),
        denied=next((row.statement.due for row in (denial, *named) if row and row.statement.due), None),
        recalls=len(recalled) > len(named),
    )


def _best_first(dated: list[Stated]) -> list[Stated]:
    """The rows with a date; a length gives way to the calendar date by which its sentence says what it means.

    "Within twelve months and no later than the end of September 2025".
    """
    for row in dated[1:] if dated and _is_length(dated[0]) else ():
        one, other = dated[0].statement, row.statement
        if one.due is None or other.due is None or one.quote != other.quote or _is_length(row):
            continue
        if other.due.bound is Bound.BY and abs(other.due.last_day - one.due.last_day) <= _MEANT:
            return [row, *(kept for kept in dated if kept not in (row, dated[0]))]
    return dated


def _is_length(row: Stated) -> bool:
    """Whether a date is that of a length: one day, named by a coarser unit."""
    due = row.statement.due
    return due is not None and due.first_day == due.last_day and due.precision is not Precision.DAY


def _slot(row: Stated, policy: LedgerPolicy) -> str:
    """The part that a statement plays in its entry; ``none`` for what never moves anything (rule 1)."""
    s = row.statement
    gone = s.modality in (Modality.DENIED, Modality.COMPLETED)
    if s.commentary and policy.only_foreground:
        return "none"
    if s.background and policy.only_foreground:
        return "none" if gone else "recall"
    if s.change is Change.KEPT or (s.modality is Modality.DENIED and s.change in _MOVES):
        # Denying that it was put off is saying that it stands.
        return "kept" if s.due is None else "dated"
    if s.modality is Modality.DENIED:
        return "denial"
    if s.due is None and s.change is not None and s.modality in WISHED:
        return "none"  # the change is one that somebody would like, or talks of
    if s.change is Change.STAYS and s.due is None:
        return "none" if s.modality in TENTATIVE else "denial"
    if s.modality is Modality.COMPLETED and not _is_ahead(row):
        return "completed"
    if s.modality is Modality.BEGUN and not _is_ahead(row):
        return "begun"
    if s.due is None:
        if is_explicit(s):
            return "delay"
        if s.modality is Modality.CONDITIONAL:
            return "condition"
        return "none" if s.modality is Modality.RUMOURED else "undated"
    if not _is_past(row):
        return "dated"
    return "delay" if s.modality is Modality.POSTPONED else "recall"


def _is_ahead(row: Stated) -> bool:
    """Whether something told as done or begun lies in the future: then it is a plan."""
    due = row.statement.due
    return due is not None and due.first_day > said_on(row) + timedelta(days=1)


def _is_past(row: Stated) -> bool:
    """Whether a plan's last day was over when it was told: then it is a recap, whatever its tense.

    One day of grace: the day of a time zone east of UTC ends earlier than the UTC day.
    """
    due = row.statement.due
    return due is not None and due.last_day < said_on(row) - timedelta(days=1)
