"""What proves a statement: words that stand in the text, exactly where it says they do."""

from monitor.records import Entry, Quote, Statement

__all__ = ["proven"]


def proven(entry: Entry, statement: Statement) -> bool:
    """Whether an entry's own text holds the evidence of a statement, and the evidence holds its date.

    A statement that fails is none: nobody could check it.
    """
    quote, day = statement.quote, statement.date
    if not _stands(entry, quote):
        return False
    if day is None:
        return True
    return (
        _stands(entry, day) and day.field is quote.field and quote.start <= day.start <= day.end <= quote.end
    )


def _stands(entry: Entry, quote: Quote) -> bool:
    text = entry.text(quote.field)
    return bool(quote.text) and quote.start >= 0 and text[quote.start : quote.end] == quote.text
