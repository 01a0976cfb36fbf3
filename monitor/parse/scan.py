"""One pass over the structure of a feed document: is it well formed, how deep, and where are its entries."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from xml.parsers import expat

from monitor.errors import ParseError
from monitor.parse.wire import DIGEST_SIZE
from monitor.records import Outage

_ITEMS = frozenset({"item", "entry"})
_PARENTS = frozenset({"channel", "feed", "rdf", "rss", "items"})
_OPEN_ITEM = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_CLOSE_ITEM = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)\s*>", re.IGNORECASE)
_MARKUP = re.compile(rb"<!\[CDATA\[|<!--|<(/?)([A-Za-z_][\w.:-]{0,80})[^<>]{0,2000}?(/?)>")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr p li".split())


class _DeepError(Exception):
    """Stops the scan."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Structure of a document."""

    error: str | None
    """Why it is not well formed; None when it is."""
    items: tuple[tuple[int, int], ...]
    """Byte range of each entry, in order; of a broken document those that were complete before the error."""


def scan(document: bytes, max_depth: int, url: str) -> Scan:
    """Read the structure of a cleaned document, UTF-8, without DOCTYPE.

    Raises:
        ParseError: elements are nested deeper than ``max_depth``.
    """
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    path: list[str] = []
    items: list[tuple[int, int]] = []
    begun = -1

    def start(name: str, _: object) -> None:
        nonlocal begun
        if len(path) >= max_depth:
            raise _DeepError
        local = name.rpartition(" ")[2].lower()
        if begun < 0 and local in _ITEMS and path and path[-1] in _PARENTS:
            begun = parser.CurrentByteIndex
            path.append("\0item")
            return
        path.append(local)

    def end(_: str) -> None:
        nonlocal begun
        if path.pop() == "\0item":
            at = parser.CurrentByteIndex
            items.append((begun, document.find(b">", at) + 1))
            begun = -1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(document, True)
    except _DeepError:
        # Unescaped HTML that never closes its <br> is no nesting.
        _refuse_depth(document, 0, max_depth, url)
        return Scan("elements are never closed", tuple(items))
    except expat.ExpatError as error:
        _refuse_depth(document, parser.CurrentByteIndex, max_depth, url)
        reason = expat.ErrorString(error.code) or "not well formed"
        return Scan(f"{reason} in line {error.lineno}", tuple(items))
    return Scan(None, tuple(items))


def only(document: bytes, items: tuple[tuple[int, int], ...], kept: Collection[int]) -> bytes:
    """The document without the entries whose position is not in ``kept``."""
    pieces, at = [], 0
    for position, (start, end) in enumerate(items):
        if position not in kept:
            pieces.append(document[at:start])
            at = end
    return b"".join((*pieces, document[at:]))


def digests(document: bytes, items: tuple[tuple[int, int], ...]) -> tuple[bytes, ...]:
    """Eight bytes per entry that change with it or with the root element, which bears on its meaning."""
    root = blake2b(document[: document.find(b">") + 1], digest_size=16).digest()
    return tuple(
        blake2b(document[start:end], digest_size=DIGEST_SIZE, key=root).digest() for start, end in items
    )


def without_torn_tail(document: bytes) -> tuple[bytes, bool]:
    """A broken document without a last entry that never ends, and whether there was one."""
    last = -1
    for match in _OPEN_ITEM.finditer(document):
        last = match.start()
    if (
        last == -1
        or _CLOSE_ITEM.search(document, last)
        or document.rstrip().endswith((b"</rss>", b"</feed>"))
    ):
        return document, False
    return document[:last], True


def at_most(document: bytes, limit: int) -> tuple[bytes, int]:
    """A broken document cut behind its first ``limit`` entries, and how many were dropped."""
    starts = [match.start() for match in _OPEN_ITEM.finditer(document)]
    return (document[: starts[limit]], len(starts) - limit) if len(starts) > limit else (document, 0)


def opened(document: bytes) -> int:
    """How many entries a broken document seems to hold."""
    return sum(1 for _ in _OPEN_ITEM.finditer(document))


def _refuse_depth(document: bytes, at: int, max_depth: int, url: str) -> None:
    """The depth limit where expat cannot tell: an end tag closes up to its start tag."""
    stack: list[bytes] = []
    while match := _MARKUP.search(document, at):
        at = match.end()
        if match[2] is None:
            close = b"]]>" if match[0] == b"<![CDATA[" else b"-->"
            at = document.find(close, at)
            if at == -1:
                return
            continue
        name = match[2].lower()
        if match[3] or name in _VOID:
            continue
        if not match[1]:
            stack.append(name)
            if len(stack) > max_depth:
                raise _too_deep(max_depth, url)
        elif name in stack:
            while stack.pop() != name:
                pass


def _too_deep(max_depth: int, url: str) -> ParseError:
    return ParseError(
        Outage.PARSE, f"{url} answers with elements nested more than {max_depth} deep; it was refused"
    )
