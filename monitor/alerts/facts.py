"""What an article gives beside its statements: days ahead, numbers and places, in its own words."""

from monitor.records import DateRole, Extraction, Field, Quote

MOST = 8
"""More facts than this are not told with an alert."""
_PLACES = {field: place for place, field in enumerate(Field)}


def facts(extraction: Extraction) -> tuple[str, ...]:
    """The facts of an article in the order in which it gives them, each once.

    Words that a longer fact contains are not told beside it.
    """
    found: list[Quote] = [d.quote for d in extraction.dates if d.role is DateRole.DEADLINE]
    found += [count.quote for count in extraction.counts]
    found += [site.quote for site in extraction.sites]
    found.sort(key=lambda quote: (_PLACES[quote.field], quote.start))
    words = dict.fromkeys(" ".join(quote.text.split()) for quote in found)
    told = [w for w in words if not any(w != other and w in other for other in words)]
    return tuple(told[:MOST])
