"""OPML 2.0, the format in which feed readers exchange subscriptions, to feeds and back.

What OPML has no word for (name, origin, interval, page fetching) goes into attributes of our own namespace,
so that an export read again gives the same feeds. Folders of other readers are topics, not owners: they are
not taken for origins.
"""

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat

from monitor.errors import ArchiveError, Problem
from monitor.records import Feed
from monitor.render import plain

NAMESPACE = "urn:withdrawal-monitor:feed"
LARGEST = 10_000_000
"""Bytes of an OPML file; a longer one is none."""

_OWN = f"{NAMESPACE} "
_LANG = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_])")


def read(document: bytes, file: str) -> tuple[tuple[Feed, ...], tuple[Problem, ...]]:
    """The feeds of an OPML document, in order, each address once and each with a name of its own.

    Args:
        document: as read.
        file: its name, for problems.

    Returns:
        The feeds, and what could not be taken over, with its line.

    Raises:
        ArchiveError: too large, not XML, not OPML, or with declarations that a feed list never needs.
    """
    if len(document) > LARGEST:
        raise _refused(file, f"is larger than {LARGEST} bytes.", "No OPML file is that long.")
    feeds: dict[str, Feed] = {}
    names: set[str] = set()
    problems: list[Problem] = []
    for line, attributes in _outlines(document, file):
        url = attributes.get("xmlurl", "").strip()
        if not url:
            continue
        feed, message = _feed(url, attributes)
        if feed is None:
            problems.append(Problem(file, "xmlUrl", message, "It was left out.", line))
        elif url not in feeds:
            feeds[url] = replace(feed, name=_unused(feed.name, names))
            names.add(feeds[url].name)
    return tuple(feeds.values()), tuple(problems)


def read_file(path: Path) -> tuple[tuple[Feed, ...], tuple[Problem, ...]]:
    """The feeds of an OPML file, as :func:`read` gives them.

    Raises:
        ArchiveError: it cannot be read, or is no feed list.
    """
    try:
        with path.open("rb") as file:
            return read(file.read(LARGEST + 1), str(path))
    except OSError as error:
        raise _refused(str(path), f"cannot be read: {error.strerror}.", "Name an OPML file.") from error


def write(feeds: Iterable[Feed], made_at: datetime) -> bytes:
    """An OPML 2.0 document of the feeds, in order.

    Args:
        feeds: what to write.
        made_at: when, UTC.
    """
    ET.register_namespace("monitor", NAMESPACE)
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = "Feeds of the withdrawal monitor"
    ET.SubElement(head, "dateCreated").text = format_datetime(made_at, usegmt=True)
    body = ET.SubElement(root, "body")
    for feed in feeds:
        words = {"type": "rss", "text": feed.outlet, "title": feed.outlet, "xmlUrl": feed.url}
        if feed.lang is not None:
            words["language"] = feed.lang
        own = {"name": feed.name, "origin": feed.origin}
        if feed.interval is not None:
            own["interval_s"] = str(feed.interval.total_seconds())
        if not feed.fulltext:
            own["fulltext"] = "false"
        if feed.paused:
            own["paused"] = "true"
        words |= {f"{{{NAMESPACE}}}{key}": value for key, value in own.items()}
        ET.SubElement(body, "outline", words)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def additions(found: Iterable[Feed], known: Sequence[Feed]) -> tuple[Feed, ...]:
    """The feeds that are not known by address yet, renamed where a known one has their name."""
    urls = {_comparable(feed.url) for feed in known}
    names = {feed.name for feed in known}
    new: list[Feed] = []
    for feed in found:
        if (key := _comparable(feed.url)) in urls:
            continue
        urls.add(key)
        new.append(replace(feed, name=_unused(feed.name, names)))
        names.add(new[-1].name)
    return tuple(new)


def proposed(url: str, title: str, language: str = "") -> Feed | None:
    """The feed that an address and what it calls itself make; None when it cannot be one."""
    return _feed(url, {"title": title, "language": language})[0]


def renamed(feed: Feed, names: Collection[str]) -> Feed:
    """The feed under a name that none of ``names`` is."""
    return replace(feed, name=_unused(feed.name, set(names)))


def _outlines(document: bytes, file: str) -> list[tuple[int, Mapping[str, str]]]:
    """Line and attributes of every outline; names in lower case, as readers do not agree on them."""
    found: list[tuple[int, Mapping[str, str]]] = []
    root: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        if not root:
            root.append(name)
        if name.lower() == "outline":
            found.append((parser.CurrentLineNumber, {k.lower(): v for k, v in attributes.items()}))

    def declared(*_: object) -> None:
        raise _refused(file, "declares a document type.", "Export it again from a feed reader.")

    parser.StartElementHandler = start
    # Entities can blow a small file up to any size, or name other files; a feed list has no use for them.
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        message = f"is no well-formed XML: {expat.ErrorString(error.code)}."
        raise _refused(file, message, "Export it again from a feed reader.", error.lineno) from None
    if root[0].lower() != "opml":
        raise _refused(file, f"is no OPML: its root is <{plain(root[0], 40)}>.", "Name an OPML file.")
    return found


def _feed(url: str, attributes: Mapping[str, str]) -> tuple[Feed | None, str]:
    """The feed of an outline, or why it cannot be one."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None, f"“{plain(url, 80)}” is no address."
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", url):
        return None, f"“{plain(url, 80)}” is no web address."
    title = plain(attributes.get("title") or attributes.get("text") or "", 80) or host
    lang = _LANG.match(attributes.get("language", ""))
    return Feed(
        name=_short(attributes.get(_OWN + "name", "")) or _short(title) or _short(host) or "feed",
        url=url,
        outlet=title,
        origin=plain(attributes.get(_OWN + "origin", ""), 80) or title,
        lang=lang.group().lower() if lang else None,
        interval=_interval(attributes.get(_OWN + "interval_s", "")),
        fulltext=attributes.get(_OWN + "fulltext") != "false",
        paused=attributes.get(_OWN + "paused") == "true",
    ), ""


def _interval(text: str) -> timedelta | None:
    return timedelta(seconds=float(text)) if re.fullmatch(r"\d{1,8}(\.\d{1,3})?", text) else None


def _comparable(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _short(title: str) -> str:
    """A feed name made of a title: what is left of it in small ASCII letters."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9._]+", "-", letters.lower()).strip("-._")[:40].strip("-._")


def _unused(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)


def _refused(file: str, message: str, fix: str, line: int | None = None) -> ArchiveError:
    return ArchiveError(Problem(file, "", message, fix, line))
