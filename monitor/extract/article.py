"""Reading one entry from title to statements."""

from monitor.extract.bind import opening, slots
from monitor.extract.counts import counts
from monitor.extract.dates import mentions, to_record
from monitor.extract.milestone import MilestoneRule, binding
from monitor.extract.once import once
from monitor.extract.reading import read_field
from monitor.extract.sites import sites
from monitor.extract.stance import context
from monitor.extract.statements import statements
from monitor.lang import lexicon_for
from monitor.records import DateMention, Entry, Extraction, Field, Statement

__all__ = ["extract"]


def extract(entry: Entry, rules: tuple[MilestoneRule, ...]) -> Extraction:
    """Dates, statements, counts and sites of one entry.

    Args:
        entry: title, summary and body are all read; offsets count code points of the entry's own fields.
        rules: the milestones, in order of precedence.

    Returns:
        What the text says; empty for empty text. Never raises. For every quote,
        ``entry.text(quote.field)[quote.start:quote.end] == quote.text``.
    """
    published = entry.published_at.date()
    whole_text = f"{entry.title}\n{entry.summary}\n{entry.body}"
    words = lexicon_for(whole_text, entry.lang)
    bound = binding(rules, words.lang)
    readings = tuple(read_field(field, entry.text(field), words) for field in Field if entry.text(field))
    whole = context(readings)
    dates: list[DateMention] = []
    found = tuple(slots(reading, bound) for reading in readings)
    start = opening(readings, found)
    stated: list[Statement] = []
    for reading, hits in zip(readings, found, strict=True):
        mentioned = mentions(reading, published)
        dates.extend(to_record(reading, mention) for mention in mentioned)
        if start.home:
            stated.extend(statements(reading, mentioned, bound, hits, whole, published, start))
    return Extraction(tuple(dates), once(tuple(stated), rules), counts(readings), sites(readings))
