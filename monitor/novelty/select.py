"""New, changed or known: one parsed feed against what the store knows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.lang import detect
from monitor.novelty.identity import Names, digest, names, short_id
from monitor.records import (
    Entry,
    Feed,
    FullTextStatus,
    KnownEntry,
    ParsedEntry,
    ParsedFeed,
    Selection,
    Verdict,
)

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""No feed existed before; such dates are defaults of broken software."""
AHEAD = timedelta(hours=24)
"""Later than this from now, a date is an error rather than a wrong clock."""


def believable(published_at: datetime, now: datetime) -> bool:
    """Whether a feed's date can be one."""
    return EARLIEST <= published_at <= now + AHEAD


def select(
    parsed: ParsedFeed, feed: Feed, known: Mapping[str, KnownEntry], now: datetime
) -> tuple[Selection, ...]:
    """What to record of a parsed feed, one selection per element, in document order.

    Identity goes by guid, then link, then content, never by date: an element older than the last poll is
    as new as any other. A guid is not believed when neither link nor title is the one it came with before.

    Args:
        parsed: the document.
        feed: where it came from.
        known: what the store knows, by alias; look up ``aliases`` of every element.
        now: when the document was received.
    """
    selections = []
    here: dict[str, KnownEntry] = {}
    for element, own in zip(parsed.entries, names(parsed.entries, feed.name), strict=True):
        content = digest(element.title, element.summary, element.body)
        twin, why = _identify(own, here)
        if twin is not None:
            selections.append(Selection(Verdict.KNOWN, None, f"repeats entry {twin.id} of the same document"))
            continue
        if why == _REUSED:
            # Two entries of one document must not share an identity.
            own = replace(own, guid=None)
        match, reason = _identify(own, known)
        if match is None:
            names_kept = own.all() if reason != _REUSED else tuple(n for n in own.all() if n != own.guid)
            entry = _entry(element, parsed, feed, now, short_id(names_kept[0]), 1, content, names_kept)
            selection = Selection(Verdict.NEW, entry, reason)
        elif match.digest == content:
            selection = Selection(Verdict.KNOWN, None, f"{reason} and same text as entry {match.id}")
        else:
            entry = _entry(element, parsed, feed, now, match.id, match.version + 1, content, own.all())
            selection = Selection(Verdict.CHANGED, entry, f"{reason} as entry {match.id}, other text")
        identity = selection.entry.id if selection.entry else match.id if match else ""
        for name in own.all():
            here.setdefault(name, KnownEntry(identity, 0, content))
        selections.append(selection)
    return tuple(selections)


_REUSED = "its guid is that of another entry, but neither link nor title is"
_UNKNOWN = "neither guid, link nor text is known"


def _identify(own: Names, known: Mapping[str, KnownEntry]) -> tuple[KnownEntry | None, str]:
    by_link = known.get(own.link) if own.link else None
    by_title = known.get(own.title) if own.title else None
    reason = _UNKNOWN
    if own.guid and (match := known.get(own.guid)):
        # A known link tells more than a title, which several elements of one feed may share.
        witness = by_link or by_title
        if (witness is not None and witness.id == match.id) or not (own.link and own.title):
            return match, "same guid"
        reason = _REUSED
    if by_link is not None:
        return by_link, "same link"
    if own.content and (match := known.get(own.content)):
        return match, "same title and teaser"
    return None, reason


def _entry(
    element: ParsedEntry,
    parsed: ParsedFeed,
    feed: Feed,
    now: datetime,
    identity: str,
    version: int,
    content: str,
    own: tuple[str, ...],
) -> Entry:
    published_at, doubt = _published(element, now)
    foreign = element.outlet and element.outlet.casefold() != feed.outlet.casefold()
    return Entry(
        id=identity,
        version=version,
        feed=feed.name,
        outlet=element.outlet or feed.outlet,
        # What an aggregator passes on has the origin of whoever wrote it.
        origin=element.outlet.casefold() if element.outlet and foreign else feed.origin,
        lang=detect(
            f"{element.title}\n{element.summary or element.body}", element.lang, parsed.lang, feed.lang
        ),
        published_at=published_at,
        seen_at=now,
        title=element.title,
        summary=element.summary,
        body=element.body,
        url=element.url,
        digest=content,
        fulltext=FullTextStatus.FEED if element.body else FullTextStatus.NOT_TRIED,
        date_doubt=doubt,
        aliases=own,
    )


def _published(element: ParsedEntry, now: datetime) -> tuple[datetime, str | None]:
    """The feed's date where it can be one, else the instant it was seen, with the reason."""
    if element.published_at is not None and believable(element.published_at, now):
        return element.published_at, None
    if element.published_text:
        return now, f"the feed's date “{element.published_text}” is unreadable or absurd"
    return now, "the feed gives no date"
