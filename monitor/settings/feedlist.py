"""The feed list: sections of ``feeds.toml`` to feeds, each with its own checks."""

import re
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from monitor.errors import Problem
from monitor.records import Feed
from monitor.settings.document import Document
from monitor.settings.duration import format_duration
from monitor.settings.sections import FeedSection

_NAME = re.compile(r"[\w.-]{1,64}")
_LANG = re.compile(r"[a-z]{2,3}")


def feed_of(section: FeedSection) -> Feed:
    """The feed that a section of ``feeds.toml`` describes."""
    return Feed(
        name=section.name,
        url=section.url,
        outlet=section.outlet,
        origin=section.origin or section.outlet,
        lang=section.lang or None,
        interval=section.interval,
        fulltext=section.fulltext,
        paused=section.paused,
    )


def feed_problems(sections: Sequence[FeedSection], document: Document, own_floor: timedelta) -> list[Problem]:
    """What is wrong with a feed list whose tables are well-formed.

    Args:
        sections: the feeds.
        document: where they stand.
        own_floor: shortest interval that a feed may be given.
    """
    if not sections:
        return [document.problem((), "lists no feeds.", "Add a [[feed]] with name, url and outlet.")]
    problems: list[Problem] = []
    names: dict[str, int] = {}
    urls: dict[str, int] = {}

    def add(index: int, key: str, message: str, fix: str) -> None:
        problems.append(document.problem(("feed", index, key), message, fix))

    for index, feed in enumerate(sections):
        if not _NAME.fullmatch(feed.name):
            add(
                index,
                "name",
                f'"{feed.name}" is no feed name.',
                "Use letters, digits, dot, dash and underscore.",
            )
        elif names.setdefault(feed.name, index) != index:
            add(
                index,
                "name",
                f'"{feed.name}" is already feed {names[feed.name] + 1}.',
                "Give each feed its own name.",
            )
        if trouble := url_trouble(feed.url):
            add(index, "url", trouble, "Write the feed's full address, beginning with https:// or http://.")
        elif urls.setdefault(feed.url, index) != index:
            other = sections[urls[feed.url]].name
            add(index, "url", f'is the address of the feed "{other}" too.', "Remove one of the two.")
        if not feed.outlet.strip():
            add(index, "outlet", "is empty.", "Name who publishes it.")
        if feed.lang and not _LANG.fullmatch(feed.lang):
            add(
                index,
                "lang",
                f'"{feed.lang}" is no language code.',
                'Write "ar", "en", or leave it out when mixed.',
            )
        if feed.interval is not None and feed.interval < own_floor:
            wish, least = format_duration(feed.interval), format_duration(own_floor)
            add(
                index,
                "interval",
                f'"{wish}" is too often.',
                f'Write at least "{least}" ([cadence] own_floor).',
            )
    return problems


def url_trouble(url: str) -> str | None:
    """Why ``url`` cannot be a feed's address; None when it can."""
    if re.search(r"\s", url):
        return f'"{url}" has a space in it.'
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f'"{url}" is no address: {error}.'
    if parts.scheme not in ("http", "https"):
        return f'"{url}" is no web address.'
    if not parts.hostname or port == 0:
        return f'"{url}" names no host.'
    return None
