"""Statements as ledger rows, and which rows of a ledger are told."""

from monitor.ledger.labelled import Labelled
from monitor.records import Entry, MilestoneLedger, Stated, Statement


def stated_by(
    entry: Entry, statement: Statement, story: str, credited: str = "", copy_of: str | None = None
) -> Stated:
    """A statement with its provenance: one row of the ledger.

    Args:
        entry: the article, under the origin whose news it tells.
        statement: what it states.
        story: the story it belongs to.
        credited: the wire or outlet that it credits.
        copy_of: the entry whose words it repeats.

    The key names entry, version, milestone, the words and the rule that read them, so reading the same
    version again gives the same row.
    """
    quote = statement.quote
    span = f"{quote.field.value}:{quote.start}-{quote.end}"
    due = statement.date
    dated = f":{due.start}-{due.end}" if due else ""
    return Stated(
        key=f"{entry.id}:{entry.version}:{statement.milestone}:{span}{dated}:{statement.rule}",
        statement=statement,
        entry=entry.id,
        version=entry.version,
        said_at=entry.published_at,
        seen_at=entry.seen_at,
        outlet=entry.outlet,
        origin=entry.origin,
        lang=entry.lang,
        title=entry.title,
        url=entry.url,
        story=story,
        credited=credited,
        copy_of=copy_of,
    )


def told_rows(
    ledger: MilestoneLedger, *, everything: bool = False, said: Labelled | None = None
) -> list[Stated]:
    """The rows of a milestone's ledger that are told, in order of publication.

    Args:
        ledger: as folded.
        everything: also statements that changed nothing: recaps, commentary, repetitions.
        said: what a person said about statements; those that are out are told as well.
    """
    lost = said.lost if said is not None else ()
    rows = (*ledger.stated, *(row for row in lost if row.statement.milestone == ledger.milestone))
    if not everything:
        told = {deadline.set_by.key for deadline in ledger.history}
        told |= {shift.stated.key for shift in ledger.shifts if shift.stated is not None}
        told |= set(said.out) if said is not None else set()
        if ledger.current is not None:
            told.add(ledger.current.set_by.key)
        rows = tuple(row for row in rows if row.key in told)
    return sorted(rows, key=lambda row: (row.said_at, row.key))
