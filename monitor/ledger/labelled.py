"""The rows of a ledger after what a person said about them: wrong ones are out, corrected ones are others.

A label finds its statement by entry, milestone and words, so that it holds when the same words are read
again by other rules, whose evidence is longer or shorter, and in later versions of the entry that kept them.
Where a date was edited, the words are others, and nobody has said anything about those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.records import Correction, Quote, Stated, StatementLabel, StatementVerdict


@dataclass(frozen=True, slots=True)
class Labelled:
    """Rows as they count."""

    rows: tuple[Stated, ...]
    """In the order given; corrected ones under the keys that they had."""
    out: Mapping[str, StatementLabel] = field(default_factory=dict)
    """Keys of rows that count no longer as what was read, with the label that says so."""
    lost: tuple[Stated, ...] = ()
    """Of these, the rows that do not count at all, as they were read."""


def labelled(rows: Iterable[Stated], labels: Sequence[StatementLabel]) -> Labelled:
    """What counts of some rows.

    Args:
        rows: as read.
        labels: those in force, oldest first; of several that find one row, the newest decides.
    """
    of: dict[str, list[StatementLabel]] = {}
    for given in reversed(labels):
        of.setdefault(given.entry, []).append(given)
    counting: list[Stated] = []
    out: dict[str, StatementLabel] = {}
    lost: list[Stated] = []
    for row in rows:
        found = [one for one in of.get(row.entry, ()) if finds(one, row)]
        label = found[0] if found else None
        if label is None or label.verdict is StatementVerdict.RIGHT:
            counting.append(row)
            continue
        out[row.key] = label
        if (as_said := _as_said(row, label)) is not None:
            counting.append(as_said)
        else:
            lost.append(row)
    return Labelled(tuple(counting), out, tuple(lost))


def counting(rows: Iterable[Stated], labels: Sequence[StatementLabel]) -> dict[str, list[Stated]]:
    """What counts of some rows, by milestone."""
    found: dict[str, list[Stated]] = {}
    for row in labelled(rows, labels).rows if labels else rows:
        found.setdefault(row.statement.milestone, []).append(row)
    return found


def finds(label: StatementLabel, row: Stated) -> bool:
    """Whether a label is about what a row states."""
    statement = row.statement
    if (label.entry, label.milestone) != (row.entry, statement.milestone):
        return False
    if label.date is None or statement.date is None:
        return label.date is statement.date and _same_place(label, row, label.quote, statement.quote)
    if _words(label.date) != _words(statement.date):
        return False
    # The same day may be named twice in a text, by two people: the sentences tell them apart.
    same = label.version == row.version and label.date.field is statement.date.field
    if same and label.date.start == statement.date.start:
        return True
    return _same_place(label, row, label.quote, statement.quote)


def _same_place(label: StatementLabel, row: Stated, one: Quote, other: Quote) -> bool:
    """Whether one evidence holds the other: by place in the same text, by words in another version."""
    if label.version == row.version:
        return one.field is other.field and one.start < other.end and other.start < one.end
    first, second = _words(one), _words(other)
    return first in second or second in first


def _words(quote: Quote) -> str:
    return " ".join(quote.text.split()).casefold()


def _as_said(row: Stated, label: StatementLabel) -> Stated | None:
    """The row as a person says it is; None where nothing is left of it."""
    statement, right = row.statement, label.correction
    if label.verdict is StatementVerdict.BACKGROUND:
        return replace(row, statement=replace(statement, background=True))
    if right is None or right == Correction():
        return None
    corrected = replace(
        statement,
        due=right.due or statement.due,
        speaker=right.speaker or statement.speaker,
        rank=right.rank or statement.rank,
        milestone=right.milestone or statement.milestone,
        confidence=1.0,
        doubts=(),
    )
    return replace(row, statement=corrected)
