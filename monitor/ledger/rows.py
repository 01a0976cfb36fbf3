"""Statements as ledger rows."""

from monitor.records import Entry, Stated, Statement


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
