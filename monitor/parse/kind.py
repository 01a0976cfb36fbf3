"""What a document is, and what to tell a person who took something else for a feed."""

import re
from dataclasses import dataclass
from enum import StrEnum

from monitor.article import absolute, one_line
from monitor.errors import ParseError
from monitor.records import Outage

FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_PAGE_NAMES = "html head body title meta link script style div p h1 a table center iframe span img"
_PAGE_ROOTS = frozenset(_PAGE_NAMES.split())
_OTHER_ROOTS = {
    "opml": "a list of feeds (OPML), not a feed; import it with 'monitor feeds import'",
    "urlset": "a sitemap, not a feed",
    "sitemapindex": "an index of sitemaps, not a feed",
    "svg": "an SVG image, not a feed",
    "error": "an XML error message, not a feed",
    "envelope": "a SOAP message, not a feed",
    "opensearchdescription": "a search description, not a feed",
}
_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data that the server did not announce as compressed"),
    (b"RIFF", "a media file"),
    (b"ID3", "an MP3 file"),
    (b"SQLite format 3", "a database"),
)
_NAME = re.compile(r"<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)")
_FEED_START = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_ALTERNATE = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,300})", re.IGNORECASE)
_SNIFF = 200_000


class Kind(StrEnum):
    """A format that is read."""

    XML = "xml"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Start:
    """Where the first element of an XML document begins, and its local name in lower case."""

    at: int
    name: str


def kind(text: str, body: bytes, url: str) -> Kind:
    """The format of a document.

    Raises:
        ParseError: ``not-a-feed``, saying what it is instead.
    """
    if not text.strip("\ufeff\0 \t\r\n"):
        raise _not_a_feed(url, "an empty document")
    for magic, what in _BINARY:
        if body.startswith(magic):
            raise _not_a_feed(url, f"{what}, not a feed")
    head = text[:_SNIFF].lstrip("\ufeff \t\r\n\0")
    if head[:1] in "{[":
        return Kind.JSON
    root = root_element(text)
    if root is None:
        raise _not_a_feed(url, "plain text, not a feed" if "\0" not in head else "binary data, not a feed")
    if root.name in FEED_ROOTS:
        return Kind.XML
    if root.name in _PAGE_ROOTS or "<html" in head[:4096].lower():
        raise _not_a_feed(url, _about_page(text, url))
    raise _not_a_feed(url, _OTHER_ROOTS.get(root.name, f"an XML document of <{root.name[:40]}>, not a feed"))


def root_element(text: str) -> Start | None:
    """The first element after declarations, comments, a DOCTYPE with its inner part, and stray text.

    Stray text and elements before an ``<rss>``, ``<feed>`` or ``<rdf>`` (a server's warnings) are skipped
    only where the prolog does not lead to an element of a page.
    """
    at = 0
    while (at := text.find("<", at)) != -1:
        if text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif text.startswith("<?", at):
            at = _after(text, "?>", at)
        elif text.startswith("<!", at):
            at = _after_declaration(text, at)
        elif match := _NAME.match(text, at):
            name = match[1].rpartition(":")[2].lower()
            if (
                name not in FEED_ROOTS
                and name != "html"
                and (late := _FEED_START.search(text, at, at + 4096))
            ):
                return root_element_at(text, late.start())
            return Start(at, name)
        else:
            at += 1
    return None


def root_element_at(text: str, at: int) -> Start | None:
    """The element whose start tag begins at ``at``."""
    match = _NAME.match(text, at)
    return Start(at, match[1].rpartition(":")[2].lower()) if match else None


def _after(text: str, end: str, at: int) -> int:
    found = text.find(end, at)
    return found + len(end) if found != -1 else len(text)


_DECLARATION_MARK = re.compile(r"[\[\]>\"']|<!--")


def _after_declaration(text: str, at: int) -> int:
    """Behind a DOCTYPE or stray declaration: quotes, comments and the bracketed inner part respected."""
    depth, start = 0, at
    at += 2
    while match := _DECLARATION_MARK.search(text, at):
        mark, at = match[0], match.end()
        if mark == "<!--":
            at = _after(text, "-->", at)
        elif mark in "\"'":
            end = text.find(mark, at)
            if end == -1:
                break
            at = end + 1
        elif mark == "[":
            depth += 1
        elif mark == "]":
            depth -= 1
        elif depth <= 0:
            return at
    # Unbalanced: give up on structure and go on behind the first ">".
    return _after(text, ">", start)


def _about_page(text: str, url: str) -> str:
    head = text[:_SNIFF]
    title = _TITLE.search(head)
    what = f"a web page (“{one_line(title[1], 80)}”), not a feed" if title else "a web page, not a feed"
    links = []
    for tag in _ALTERNATE.findall(head):
        if _FEED_TYPE.search(tag) and (href := _HREF.search(tag)):
            link = absolute(href[1] or href[2] or href[3] or "", url)
            if link and link not in links:
                links.append(link)
    return f"{what}; its feed may be at {' or '.join(links[:3])}" if links else what


def _not_a_feed(url: str, what: str) -> ParseError:
    return ParseError(Outage.NOT_A_FEED, f"{url} answers with {what}")
