"""OPML, the format in which feed readers exchange subscriptions."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from monitor.errors import ArchiveError, Problem
from monitor.records import Feed

LARGEST = 10_000_000
"""Bytes of an OPML file; a longer one is none."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of an OPML file."""

    title: str
    url: str
    lang: str | None
    group: str
    """Title of the innermost outline around it; empty at the top."""


def read_opml(path: Path) -> tuple[Subscription, ...]:
    """The feeds of an OPML file, in order, each address once.

    Raises:
        ArchiveError: not readable, or not OPML.
    """
    try:
        with path.open("rb") as file:
            document = file.read(LARGEST + 1)
    except OSError as error:
        raise ArchiveError(Problem(str(path), "", f"cannot be read: {error.strerror}.")) from error
    if len(document) > LARGEST:
        raise ArchiveError(Problem(str(path), "", f"is larger than {LARGEST} bytes: no OPML file is."))
    try:
        root = ET.fromstring(document)
    except ET.ParseError as error:
        line, _column = error.position
        raise ArchiveError(
            Problem(str(path), "", f"is not well-formed XML: {error}.", "Export it again.", line)
        ) from error
    body = root.find("body")
    if root.tag != "opml" or body is None:
        raise ArchiveError(Problem(str(path), "", f"is no OPML file: its root is <{root.tag}>."))
    found = {subscription.url: subscription for subscription in reversed(list(_outlines(body, "")))}
    return tuple(reversed(found.values()))


def write_opml(feeds: Iterable[Feed], made_at: datetime) -> bytes:
    """An OPML 2.0 document of the feeds, grouped by origin where several share one."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = "Feeds of the withdrawal monitor"
    ET.SubElement(head, "dateCreated").text = format_datetime(made_at, usegmt=True)
    body = ET.SubElement(root, "body")
    groups: dict[str, list[Feed]] = {}
    for feed in feeds:
        groups.setdefault(feed.origin, []).append(feed)
    for origin, members in groups.items():
        parent = body if len(members) == 1 else ET.SubElement(body, "outline", text=origin, title=origin)
        for feed in members:
            words = {"type": "rss", "text": feed.outlet, "title": feed.outlet, "xmlUrl": feed.url}
            if feed.lang is not None:
                words["language"] = feed.lang
            ET.SubElement(parent, "outline", words)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _outlines(parent: ET.Element, group: str) -> Iterable[Subscription]:
    for outline in parent.findall("outline"):
        title = outline.get("title") or outline.get("text") or ""
        url = (outline.get("xmlUrl") or "").strip()
        if urlsplit(url).scheme in ("http", "https"):
            yield Subscription(title.strip(), url, outline.get("language") or None, group)
        yield from _outlines(outline, title.strip())
