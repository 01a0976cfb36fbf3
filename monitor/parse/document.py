"""One feed document through all stages, in this process."""

from datetime import UTC, datetime

from monitor.article import decode, one_line, plain
from monitor.errors import ParseError
from monitor.parse.clean import clean
from monitor.parse.entry import Element, entry, language
from monitor.parse.jsonfeed import read_json
from monitor.parse.kind import Kind, kind, root_element
from monitor.parse.limits import ParseLimits
from monitor.parse.scan import at_most, only, opened, scan, without_torn_tail
from monitor.parse.xmlfeed import Document, read_xml
from monitor.records import Outage, ParsedFeed


def read(
    body: bytes, content_type: str | None, url: str, limits: ParseLimits, now: datetime | None = None
) -> ParsedFeed:
    """See ``monitor.parse.parse``."""
    if len(body) > limits.max_bytes:
        size, most = len(body) / 1e6, limits.max_bytes / 1e6
        raise ParseError(Outage.TOO_LARGE, f"{url} holds {size:.1f} MB; at most {most:.1f} MB are read")
    instant = now or datetime.now(UTC)
    # 1. characters
    decoded = decode(body, content_type)
    problems = [decoded.problem] if decoded.problem else []
    # 2. format
    match kind(decoded.text, body, url):
        case Kind.JSON:
            document = read_json(decoded.text.strip("\ufeff \t\r\n\0"), url)
            document, dropped = _newest(document, limits.max_entries)
        case Kind.XML:
            document, dropped, notes = _read_xml(decoded.text, url, limits)
            problems.extend(notes)
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
    )


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _read_xml(text: str, url: str, limits: ParseLimits) -> tuple[Document, int, list[str]]:
    """Stages 3 to 5 for XML: the document, how many entries the limit cost, and what was wrong."""
    root = root_element(text)
    cleaned, problems = clean(text, root.at if root else 0)
    notes = list(problems)
    source = cleaned.encode("utf-8", "replace")
    structure = scan(source, limits.max_depth, url)
    if structure.error is None:
        surplus = len(structure.items) - limits.max_entries
        if surplus <= 0:
            return read_xml(source, url), 0, notes
        kept = _newest_range(source, structure.items, url, limits.max_entries)
        return read_xml(only(source, structure.items, kept), url), surplus, notes
    whole, torn = without_torn_tail(source)
    if torn:
        notes.append("the document breaks off in the middle of an entry, which was left out")
    whole, dropped = at_most(whole, limits.max_entries)
    document = read_xml(whole, url)
    missed = opened(whole) - len(document.elements)
    if missed > 0:
        notes.append(f"{_entries(missed)} could not be read")
    return document, dropped, notes


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
    return (
        Document(document.title, document.lang, document.ttl, kept, document.problem),
        len(elements) - limit,
    )


def _older(one: Element, other: Element) -> bool:
    return (
        one.published_at is not None
        and other.published_at is not None
        and one.published_at < other.published_at
    )
