"""One feed document through all stages, in this process."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from monitor.article import decode, one_line, plain
from monitor.errors import ParseError
from monitor.parse.clean import clean
from monitor.parse.entry import Element, entry, language
from monitor.parse.jsonfeed import read_json
from monitor.parse.kind import Kind, kind, root_element
from monitor.parse.limits import ParseLimits
from monitor.parse.salvage import MOST, salvage
from monitor.parse.scan import Scan, at_most, digests, only, opened, scan, without_torn_tail
from monitor.parse.xmlfeed import Document, read_xml
from monitor.records import Outage, ParsedFeed


def read(
    body: bytes,
    content_type: str | None,
    url: str,
    limits: ParseLimits,
    known: frozenset[bytes] = frozenset(),
    now: datetime | None = None,
) -> ParsedFeed:
    """See ``monitor.parse.parse``."""
    if len(body) > limits.max_bytes:
        size, most = len(body) / 1e6, limits.max_bytes / 1e6
        raise ParseError(Outage.TOO_LARGE, f"{url} holds {size:.1f} MB; at most {most:.1f} MB are read")
    instant = now or datetime.now(UTC)
    # 1. characters
    decoded = decode(body, content_type)
    problems = [decoded.problem] if decoded.problem else []
    items: tuple[bytes, ...] = ()
    skipped = 0
    # 2. format
    match kind(decoded.text, body, url):
        case Kind.JSON:
            document = read_json(decoded.text.strip("\ufeff \t\r\n\0"), url)
            document, dropped = _newest(document, limits.max_entries)
        case Kind.XML:
            reading = _read_xml(decoded.text, url, limits, known)
            document, dropped, items, skipped = (
                reading.document,
                reading.dropped,
                reading.items,
                reading.skipped,
            )
            problems.extend(reading.notes)
    if document.problem:
        problems.append(document.problem)
    if dropped:
        problems.append(f"{_entries(dropped)} beyond the limit of {limits.max_entries} left out")
    # 6. records
    lang = language(document.lang)
    entries = []
    empty = 0
    for element in document.elements:
        if (record := entry(element, limits, instant)) is None:
            empty += 1
        else:
            entries.append(record)
    if empty:
        problems.append(f"{_entries(empty)} without text or link left out")
    return ParsedFeed(
        title=one_line(plain(document.title), limits.max_title),
        entries=tuple(entries),
        lang=lang,
        ttl=document.ttl,
        problems=tuple(problems),
        items=items,
        skipped=skipped,
    )


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


_BEFORE = frozenset(bytes([c]) for c in b">\"'[ \t\r\n")
_AFTER = frozenset(bytes([c]) for c in b"<\"'] \t\r\n")


@dataclass(frozen=True, slots=True)
class _Reading:
    """An XML document after stages 3 to 5."""

    document: Document
    notes: tuple[str, ...]
    dropped: int = 0
    """Entries that the limit cost."""
    items: tuple[bytes, ...] = ()
    skipped: int = 0


def _read_xml(text: str, url: str, limits: ParseLimits, known: frozenset[bytes]) -> _Reading:
    """Stages 3 to 5 for XML."""
    root = root_element(text)
    cleaned, notes = clean(text, root.at if root else 0)
    source = cleaned.encode("utf-8", "replace")
    structure = scan(source, limits.max_depth, url)
    if structure.error is None:
        surplus = len(structure.items) - limits.max_entries
        if surplus > 0:
            kept = _newest_range(source, structure.items, url, limits.max_entries)
            return _Reading(read_xml(only(source, structure.items, kept), url), notes, surplus)
        return _read_new(source, structure, url, notes, known)
    whole, torn = without_torn_tail(source)
    if torn:
        notes = (*notes, "the document breaks off in the middle of an entry, which was left out")
    whole, dropped = at_most(whole, limits.max_entries)
    document = read_xml(whole, url)
    missed = opened(whole) - len(document.elements)
    if missed > 0 and opened(whole) <= MOST:
        elements = salvage(text[root.at if root else 0 :], url)[: limits.max_entries]
        if len(elements) > len(document.elements):
            document = replace(document, elements=elements)
            missed = opened(whole) - len(elements)
    if missed > 0:
        notes = (*notes, f"{_entries(missed)} could not be read")
    return _Reading(document, notes, dropped)


def _read_new(
    source: bytes, structure: Scan, url: str, notes: tuple[str, ...], known: frozenset[bytes]
) -> _Reading:
    """A well-formed document without the entries that were in the last one, byte for byte.

    Nearly all cost is feedparser's, per tag. An entry whose guid or link also stands in a skipped one is
    judged beside it, so then the whole document is read.
    """
    items = digests(source, structure.items)
    fresh = {position for position, digest in enumerate(items) if digest not in known}
    if len(fresh) < len(items):
        document = read_xml(only(source, structure.items, fresh), url)
        rest = b"".join(source[start:end] for n, (start, end) in enumerate(structure.items) if n not in fresh)
        if not any(_stands_in(rest, name) for e in document.elements for name in (e.guid, e.link) if name):
            return _Reading(document, notes, items=items, skipped=len(items) - len(fresh))
    return _Reading(read_xml(source, url), notes, items=items)


def _stands_in(source: bytes, name: str) -> bool:
    """Whether a guid or link is the whole of some text or attribute value."""
    wanted = escape(name).encode("utf-8", "replace")
    at = source.find(wanted)
    while at != -1:
        end = at + len(wanted)
        if source[at - 1 : at] in _BEFORE and source[end : end + 1] in _AFTER:
            return True
        at = source.find(wanted, end)
    return False


def _newest_range(source: bytes, items: tuple[tuple[int, int], ...], url: str, limit: int) -> frozenset[int]:
    """Positions of the newest entries: feeds run newest first unless first and last entry say otherwise."""
    ends = read_xml(only(source, items, frozenset({0, len(items) - 1})), url).elements
    if len(ends) == 2 and _older(ends[0], ends[1]):
        return frozenset(range(len(items) - limit, len(items)))
    return frozenset(range(limit))


def _newest(document: Document, limit: int) -> tuple[Document, int]:
    elements = document.elements
    if len(elements) <= limit:
        return document, 0
    kept = elements[-limit:] if _older(elements[0], elements[-1]) else elements[:limit]
    return replace(document, elements=kept), len(elements) - limit


def _older(one: Element, other: Element) -> bool:
    return (
        one.published_at is not None
        and other.published_at is not None
        and one.published_at < other.published_at
    )
