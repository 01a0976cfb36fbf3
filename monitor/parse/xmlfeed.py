"""RSS, RDF and Atom by feedparser, which never sees bytes, a DOCTYPE, or an entity that it could expand."""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from monitor.article import absolute
from monitor.errors import ParseError
from monitor.parse.dates import instant, reread
from monitor.parse.entry import Element
from monitor.records import Outage

_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_LONGEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Document:
    """A feed document as its format's reader gives it."""

    title: str
    lang: str | None
    ttl: timedelta | None
    elements: tuple[Element, ...]
    problem: str | None = None


def read_xml(document: bytes, url: str) -> Document:
    """Elements of a cleaned document.

    Args:
        document: UTF-8 from the root element on.
        url: where it came from.

    Raises:
        ParseError: neither feedparser nor libxml2's recovery can read it.
    """
    try:
        parsed = _feedparser(document)
    except Exception as error:  # feedparser raises whatever its handlers raise on ill-formed input
        try:
            parsed = _feedparser(_recovered(document))
        except Exception:
            reason = f"{type(error).__name__}: {error}"[:200]
            raise ParseError(Outage.PARSE, f"the feed at {url} cannot be read ({reason})") from error
    feed = parsed["feed"]
    site = absolute(_string(feed, "link"), url)
    atom = str(parsed.get("version") or "").startswith("atom")
    problem = None
    if parsed.get("bozo"):
        problem = f"not well-formed XML ({parsed.get('bozo_exception')})"[:200]
    return Document(
        title=_string(feed, "title"),
        lang=_string(feed, "language") or None,
        ttl=_ttl(feed),
        elements=tuple(_element(item, site or url, atom) for item in parsed["entries"]),
        problem=problem,
    )


def _feedparser(document: bytes) -> Mapping[str, Any]:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parsed: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(_DECLARATION + document),
            response_headers=_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    return parsed


def _recovered(document: bytes) -> bytes:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(document, parser)
    return etree.tostring(root, encoding="utf-8") if root is not None else b""


def _string(table: Mapping[str, Any], key: str) -> str:
    """A field as feedparser stored it under that very name: its aliases (updated for published) lie."""
    value = dict.get(table, key) if isinstance(table, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _element(item: Mapping[str, Any], base: str, atom: bool) -> Element:
    title_detail = _detail(item, "title_detail")
    summary_detail = _detail(item, "summary_detail")
    content = _content(item)
    when, text = _date(item)
    source = dict.get(item, "source") if isinstance(item, dict) else None
    return Element(
        guid=_string(item, "id") or None,
        link=_link(item),
        base=base,
        title=_string(item, "title"),
        title_is_text=atom and title_detail.get("type") == "text/plain",
        summary=_string(item, "summary"),
        summary_is_text=atom and summary_detail.get("type") == "text/plain",
        content=str(content.get("value") or ""),
        content_is_text=atom and content.get("type") == "text/plain",
        published_at=when,
        published_text=text,
        outlet=_string(source, "title") or None if isinstance(source, dict) else None,
        lang=title_detail.get("language") or summary_detail.get("language") or None,
    )


def _detail(item: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = dict.get(item, key) if isinstance(item, dict) else None
    return value if isinstance(value, dict) else {}


def _content(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The longest textual content of an element."""
    contents = dict.get(item, "content") if isinstance(item, dict) else None
    usable = [
        c
        for c in (contents if isinstance(contents, list) else [])
        if isinstance(c, dict)
        and isinstance(c.get("value"), str)
        and str(c.get("type", "text/html")).startswith(("text/", "application/xhtml"))
    ]
    return max(usable, key=lambda c: len(c["value"]), default={})


def _link(item: Mapping[str, Any]) -> str | None:
    """The page of an element: its alternate link, else feedparser's own choice, else any page linked."""
    links = dict.get(item, "links") if isinstance(item, dict) else None
    usable = [k for k in (links if isinstance(links, list) else []) if isinstance(k, dict) and k.get("href")]
    pages = [k["href"] for k in usable if k.get("rel", "alternate") == "alternate"]
    # feedparser makes a permalink guid the link when there is none.
    own = _string(item, "link")
    if own:
        return own
    return pages[0] if pages else next((k["href"] for k in usable if k.get("rel") == "related"), None)


def _date(item: Mapping[str, Any]) -> tuple[datetime | None, str]:
    """When it was first published, else last changed, else created; and the words for it."""
    text = ""
    for key in ("published", "updated", "created"):
        written = _string(item, key)
        text = text or written
        if not written:
            continue
        parsed = dict.get(item, f"{key}_parsed") if isinstance(item, dict) else None
        when = instant(parsed) if parsed else reread(written)
        if when is not None:
            return when, written
    return None, text


def _ttl(feed: Mapping[str, Any]) -> timedelta | None:
    """The longest interval the feed asks for, at most a year."""
    asked = []
    ttl = _string(feed, "ttl")
    if ttl.isdecimal() and int(ttl[:9]) > 0:
        asked.append(timedelta(minutes=min(int(ttl[:9]), 525_600)))
    period = _PERIODS.get(_string(feed, "sy_updateperiod").lower())
    if period:
        frequency = _string(feed, "sy_updatefrequency")
        times = int(frequency[:6]) if frequency.isdecimal() and int(frequency[:6]) else 1
        asked.append(period / times)
    return min(max(asked), _LONGEST) if asked else None
