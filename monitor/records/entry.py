"""What a feed published: as parsed, as known, as selected, as stored, and as read."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.records.statement import Field


class Verdict(StrEnum):
    """What selecting decided about one parsed entry."""

    NEW = "new"
    CHANGED = "changed"
    """Same identity, different text: a new version is kept beside the old."""
    KNOWN = "known"


class FullTextStatus(StrEnum):
    """Where an article's body came from, or why there is only the teaser."""

    NOT_TRIED = "not-tried"
    FEED = "feed"
    """The feed carried the whole text."""
    PAGE = "page"
    """Taken from the article page."""
    ROBOTS = "robots"
    """The site's robots.txt asks not to."""
    FAILED = "failed"
    EMPTY = "empty"
    """The page was fetched, but held no readable main text."""


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One element of a feed document, cleaned but not yet compared with anything."""

    guid: str | None
    url: str | None
    """Absolute, http or https."""
    title: str
    """Plain text."""
    summary: str
    """Plain text of the teaser."""
    body: str = ""
    """Plain text of the full content when the feed carries one longer than the teaser."""
    published_at: datetime | None = None
    published_text: str = ""
    """The date as written by the feed."""
    outlet: str | None = None
    """The entry's own source when the feed aggregates others."""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document, read."""

    title: str
    entries: tuple[ParsedEntry, ...]
    lang: str | None = None
    ttl: timedelta | None = None
    """The longest of ``ttl`` and ``sy:updatePeriod`` that the feed states."""
    problems: tuple[str, ...] = ()
    """What was wrong with the document but did not prevent reading it."""
    items: tuple[bytes, ...] = ()
    """A digest per element of the document, for the next reading to skip the same ones; empty where the
    format cannot be skipped in."""
    skipped: int = 0
    """How many elements were not read because their digest was given as known."""


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What the store knows under one alias of an entry."""

    id: str
    version: int
    digest: str
    """Content digest of the latest version."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One published element, one version of its text. Strings are plain text; offsets count into them."""

    id: str
    """Short stable identity, the same for all versions."""
    version: int
    feed: str
    outlet: str
    origin: str
    lang: str
    """BCP 47 primary subtag as far as known, ``und`` otherwise."""
    published_at: datetime
    seen_at: datetime
    title: str
    summary: str
    body: str
    url: str | None
    digest: str
    """Content digest of title, summary and feed-carried body."""
    fulltext: FullTextStatus = FullTextStatus.NOT_TRIED
    date_doubt: str | None = None
    """Why ``published_at`` is not the feed's own date, when it is not."""
    aliases: tuple[str, ...] = field(default=())

    def text(self, field: Field) -> str:
        """The text of one field, that offsets count into."""
        match field:
            case Field.TITLE:
                return self.title
            case Field.SUMMARY:
                return self.summary
            case Field.BODY:
                return self.body


@dataclass(frozen=True, slots=True)
class Selection:
    """What selecting decided about one parsed entry, with the version to record unless it is known."""

    verdict: Verdict
    entry: Entry | None
    """The version to store; None when known."""
    reason: str


@dataclass(frozen=True, slots=True)
class FullText:
    """Readable main text of an article page."""

    status: FullTextStatus
    body: str = ""
    published_at: datetime | None = None
    detail: str = ""
    """Why there is no text, when there is none."""
    passing: bool = False
    """Whether the failure may pass, so that another attempt can help."""
