"""Feed documents to records.

::

    bytes ──decode──▶ text ──kind──▶ XML ──clean──▶ text ──scan──▶ bytes ──feedparser──▶ elements
                           └──────▶ JSON Feed ─────────────────────────────────────────▶ elements
    elements ──entry──▶ ParsedFeed

1. ``monitor.article.decode``: characters, whatever the declaration says.
2. ``kind``: XML feed, JSON Feed, or what it is instead.
3. ``clean``: prolog with DOCTYPE and entity declarations cut off, entities to characters, controls removed.
4. ``scan``: one expat pass for depth, number of entries, and where each stands.
5. ``xmlfeed`` (feedparser) and ``jsonfeed``: elements of the document.
   ``salvage`` reads a broken document element by element where reading it whole loses some.
6. ``entry``: titles, texts, dates, addresses and languages of one element, cleaned.

``parse`` does it in this process; ``ParseWorker`` in a child that can be killed. Neither importing this
package nor using ``ParseWorker`` imports feedparser.
"""

from datetime import datetime

from monitor.parse.client import ParseWorker
from monitor.parse.limits import ParseLimits
from monitor.records import ParsedFeed

__all__ = ["ParseLimits", "ParseWorker", "parse"]

_DEFAULT = ParseLimits()


def parse(
    body: bytes,
    content_type: str | None,
    url: str,
    limits: ParseLimits = _DEFAULT,
    *,
    known: frozenset[bytes] = frozenset(),
    now: datetime | None = None,
) -> ParsedFeed:
    """Read a feed document in this process.

    Args:
        body: as published, decompressed.
        content_type: the ``Content-Type`` header, if there was one.
        url: the final address it came from; relative links count from it where the document says nothing.
        limits: what is refused or cut.
        known: ``items`` of the last document of this feed that was recorded; the same elements are skipped,
            which costs a fraction of reading them again. Leave it empty to read everything.
        now: instant that "in the future" is judged against; the wall clock when None.

    Raises:
        ParseError: it is no feed (the message says what it is instead), or cannot be read.
    """
    from monitor.parse.document import read

    return read(body, content_type, url, limits, known, now)
