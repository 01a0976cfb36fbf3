"""Alerts as a news feed: RSS 2.0 or Atom."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from monitor.policies import ExportForm
from monitor.records import Alert
from monitor.render import Phrases, load_phrases, plain, plain_url, render

GENERATOR = "withdrawal-monitor"
FEED_ID = uuid.uuid5(uuid.NAMESPACE_URL, "withdrawal-monitor:alerts").urn
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without alerts changed last: the time of writing would make every writing a change."""

# What no XML document may hold, beside what is cleaned from foreign text anyway.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(
    form: ExportForm, alerts: Sequence[Alert], names: Mapping[str, str], language: str, address: str = ""
) -> bytes:
    """The alerts as a feed, in the order given.

    An alert keeps its id whatever is added to it, so that readers show it once.

    Args:
        form: ``rss`` or ``atom``.
        alerts: newest first.
        names: milestone id -> name.
        language: of the words around quotes.
        address: web address of the folder that holds the feed; empty when it is not known.

    Raises:
        ValueError: no such language.
    """
    phrases = load_phrases(language)
    made = FeedGenerator()
    made.generator(GENERATOR)
    made.id(FEED_ID)
    made.title(phrases.feed["alerts"])
    made.description(phrases.feed["alerts_why"])
    made.language(phrases.language)
    made.updated(max((alert.decided_at for alert in alerts), default=NEVER))
    made.lastBuildDate(max((alert.decided_at for alert in alerts), default=NEVER))
    base = address.rstrip("/")
    if base:
        made.link(href=f"{base}/alerts.{form}", rel="self")
    made.link(href=f"{base}/" if base else FEED_ID, rel="alternate")
    for alert in alerts:
        made.add_entry(_entry(alert, names, phrases), order="append")
    return bytes(made.rss_str(pretty=True) if form is ExportForm.RSS else made.atom_str(pretty=True))


def _entry(alert: Alert, names: Mapping[str, str], phrases: Phrases) -> FeedEntry:
    rendered = render(alert, names=names, language=_tag(phrases))
    lines = (line.strip() for line in rendered.body.splitlines())
    # Each line in its own direction: quotes run against the words around them.
    body = "\n".join(f'<p dir="auto">{escape(_xml(line))}</p>' for line in lines if line)
    made = FeedEntry()
    made.id(uuid.uuid5(uuid.NAMESPACE_URL, f"withdrawal-monitor:{alert.key}").urn)
    made.title(_xml(rendered.title))
    if link := plain_url(alert.url):
        made.link(href=_xml(link))
    made.content(body, type="html")
    made.updated(alert.decided_at)
    made.published(alert.decided_at)
    for word in dict.fromkeys((alert.kind.value, alert.severity.value, alert.milestone)):
        if word:
            made.category(term=word)
    if outlet := _xml(plain(alert.outlet)):
        made.author(name=outlet)
    return made


def _tag(phrases: Phrases) -> str:
    """The language as it is asked for, digits included."""
    return f"{phrases.language}-u-nu-{phrases.numerals}"


def _xml(text: str) -> str:
    return _NO_XML.sub("", text)
