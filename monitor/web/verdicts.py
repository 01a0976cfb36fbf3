"""The reader's word on statements: which one holds, how another is given, and what would be right instead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from monitor.ledger import PUTS_RIGHT, due_typed, typed
from monitor.records import Correction, DueRange, Stated, StatementLabel, StatementVerdict
from monitor.relabel import label_of
from monitor.render import Phrases, due_words
from monitor.store import codec
from monitor.web.marks import Line
from monitor.web.site import Site
from monitor.web.words import Words

UNDO = "undo"
LONGEST = 200
"""Characters of a speaker's name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into the form of one statement, and what of it cannot be meant."""

    key: str
    """Of the statement."""
    date: str = ""
    speaker: str = ""
    milestone: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    """Name of a field -> what is wrong with it, in words."""


def said(conn: Connection, rows: Sequence[Stated]) -> Mapping[str, StatementLabel]:
    """Key of a statement -> the label that holds; one without a label is absent."""
    found = ((row.key, label_of(conn, row)) for row in rows)
    return {key: one.label for key, one in found if one is not None}


def give(site: Site, row: Stated, verdict: StatementVerdict, correction: Correction | None = None) -> bool:
    """Label a statement; whether it is made already.

    Args:
        correction: what would be right. Without one, that of the same verdict stays: a second click on a
            button takes nothing away.
    """
    with site.read() as conn:
        former = label_of(conn, row)
    same = former is not None and former.label.verdict is verdict
    if former is not None and same and correction is None:
        correction = former.label.correction
    statement = row.statement
    label = StatementLabel(
        entry=row.entry,
        version=row.version,
        milestone=statement.milestone,
        quote=statement.quote,
        date=statement.date,
        verdict=verdict,
        labelled_at=site.now(),
        correction=None if correction == Correction() else correction,
        note=former.label.note if former is not None and same else "",
    )
    return site.ask("label-statement", {"label": codec.dump(label)})


def take_back(site: Site, row: Stated) -> bool:
    """Take the label of a statement back; whether it is made already."""
    with site.read() as conn:
        one = label_of(conn, row)
    return one is None or site.ask("unlabel-statement", {"about": one.about})


def drafts(rows: Sequence[Stated], labels: Mapping[str, StatementLabel]) -> Mapping[str, Draft]:
    """What the forms begin with: for every statement labelled as wrong, what is known to be right."""
    found = {}
    for row in rows:
        label = labels.get(row.key)
        if label is not None and label.verdict in PUTS_RIGHT:
            right = label.correction or Correction()
            date = typed(right.due) if right.due is not None else ""
            found[row.key] = Draft(row.key, date, right.speaker, right.milestone)
    return found


def put_right(
    draft: Draft, read: DueRange | None, milestones: Mapping[str, str], t: Words
) -> Correction | Draft:
    """What was typed as a correction; the draft with its errors where it cannot be one.

    Args:
        read: the days that the statement was read to, which lend their limit.
        milestones: id -> name of those that are tracked or recorded.
        t: words of the interface.
    """
    errors = {}
    due = None
    try:
        due = due_typed(draft.date, read) if draft.date.strip() else None
    except ValueError:
        errors["date"] = t("verdict.no_date", given=draft.date[:40])
    if len(draft.speaker) > LONGEST:
        errors["speaker"] = t("verdict.long_speaker", n=LONGEST)
    if draft.milestone and draft.milestone not in milestones:
        errors["milestone"] = t("verdict.no_milestone")
    if errors:
        return Draft(draft.key, draft.date, draft.speaker, draft.milestone, errors)
    return Correction(due, " ".join(draft.speaker.split()), milestone=draft.milestone)


def right_lines(label: StatementLabel, names: Mapping[str, str], phrases: Phrases) -> Iterator[Line]:
    """What a label says is right, a line each."""
    right = label.correction or Correction()
    if right.due is not None:
        yield Line("says", due_words(right.due, phrases))
    if right.speaker:
        yield Line("who", right.speaker, True)
    if right.milestone:
        yield Line("milestone", names.get(right.milestone, right.milestone))
