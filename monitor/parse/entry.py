"""One element of a feed, cleaned: the rules that hold for every format."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from monitor.article import absolute, one_line, plain, tidy
from monitor.novelty.select import believable
from monitor.parse.limits import ParseLimits
from monitor.records import ParsedEntry

ARTICLE_LENGTH = 1_500
"""A description of more characters is the article itself, not its teaser."""

_LANG = re.compile(r"^([A-Za-z]{2,3})(?:[-_].*)?$")
_THREE_LETTERS = {"ara": "ar", "eng": "en", "fas": "fa", "per": "fa", "fre": "fr", "fra": "fr", "kur": "ku"}


@dataclass(frozen=True, slots=True)
class Element:
    """What a format's reader found in one element, before cleaning."""

    guid: str | None = None
    link: str | None = None
    base: str = ""
    """Address that ``link`` is relative to."""
    title: str = ""
    title_is_text: bool = False
    """The format says that the title is no markup."""
    summary: str = ""
    summary_is_text: bool = False
    content: str = ""
    content_is_text: bool = False
    published_at: datetime | None = None
    published_text: str = ""
    outlet: str | None = None
    lang: str | None = None


def entry(element: Element, limits: ParseLimits, now: datetime) -> ParsedEntry | None:
    """The record of one element; None when it carries neither text nor an address.

    * A guid is kept as written, white space aside. One that is an address is the link if there is none.
    * A date before 1995 or more than 24 hours ahead of ``now`` is dropped; its text is kept.
    * Content that is no longer than the teaser is dropped; content without a teaser of its own is the body.
    * A teaser that only repeats the title (and the outlet, as news searches do) is no teaser.
    """
    title = one_line(_text(element.title, element.title_is_text), limits.max_title)
    summary = _text(element.summary, element.summary_is_text)[: limits.max_text]
    body = _text(element.content, element.content_is_text)[: limits.max_text] if element.content else ""
    outlet = one_line(plain(element.outlet), 120) if element.outlet else None
    if outlet and (bare := _without_outlet(title, outlet)):
        title = bare
    if body and _same(body, summary):
        # Readers copy content into an absent summary.
        summary = ""
    if not body and len(summary) > ARTICLE_LENGTH:
        body, summary = summary, ""
    if body and len(body) <= len(summary):
        body = ""
    if summary and (_same(summary, title) or (outlet and _repeats(summary, title, outlet))):
        summary = ""
    guid = tidy(element.guid)[:2_000] if element.guid else None
    url = absolute(element.link.replace("&amp;", "&") if element.link else "", element.base)
    if url is None and guid and guid.startswith(("http://", "https://")):
        url = absolute(guid, element.base)
    if not (title or summary or body or url):
        return None
    published_at = element.published_at
    if published_at is not None and not believable(published_at, now):
        published_at = None
    return ParsedEntry(
        guid=guid or None,
        url=url,
        title=title,
        summary=summary,
        body=body,
        published_at=published_at,
        published_text=one_line(element.published_text, 200),
        outlet=outlet or None,
        lang=language(element.lang),
    )


def language(tag: str | None) -> str | None:
    """The primary subtag of a language tag; None when it is none."""
    match = _LANG.match(tag.strip()) if tag else None
    if match is None:
        return None
    primary = match[1].lower()
    primary = _THREE_LETTERS.get(primary, primary)
    return None if primary in ("und", "mul", "zxx", "xx", "mis") else primary


def _text(value: str, is_text: bool) -> str:
    return unicodedata.normalize("NFC", tidy(value) if is_text else plain(value))


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _repeats(summary: str, title: str, outlet: str) -> bool:
    """A news search's teaser: headline and outlet, perhaps followed by other outlets' headlines."""
    return _same(summary.partition("\n")[0], f"{title} {outlet}")


_DASHES = "-–—|"


def _without_outlet(title: str, outlet: str) -> str | None:
    """``Headline - Outlet`` without the outlet; None when it does not end so."""
    if not title.endswith(outlet):
        return None
    head = title[: -len(outlet)].rstrip()
    return head[:-1].rstrip() or None if head.endswith(tuple(_DASHES)) else None
