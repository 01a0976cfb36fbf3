"""A configured source, what is remembered about polling it, and one exchange over the network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Health(StrEnum):
    """How a feed is doing."""

    NEW = "new"
    """Never polled."""
    OK = "ok"
    FAILING = "failing"
    """The last poll failed; it is retried with backoff, for ever."""
    WAITING = "waiting"
    """The server asked for patience (429 or 503)."""
    PARKED = "parked"
    """Gone (410, confirmed a day later); polled again only when the user asks."""


class Outage(StrEnum):
    """Why a poll brought nothing: one word per cause, shown with a sentence of detail."""

    REFUSED_ADDRESS = "refused-address"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    REDIRECT = "redirect"
    STATUS = "status"
    WAIT = "wait"
    GONE = "gone"
    NOT_A_FEED = "not-a-feed"
    PARSE = "parse"
    PROTOCOL = "protocol"


@dataclass(frozen=True, slots=True)
class Feed:
    """One source from ``config/feeds.toml``."""

    name: str
    """Unique, stable short name: the feed's identity in the store."""
    url: str
    outlet: str
    """Who publishes it, as a person would name it."""
    origin: str
    """Owner or wire group: feeds that share it corroborate each other only once."""
    lang: str | None = None
    """BCP 47 primary subtag, a hint only; None when mixed."""
    interval: timedelta | None = None
    """Fixed poll interval wished by the user; None means adaptive."""
    fulltext: bool = True
    """Whether article pages of this feed may be fetched."""
    paused: bool = False
    """Whether the user wants it left alone for now; what it brought stays."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered about polling one feed between polls."""

    name: str
    url: str
    """The address polled now: the configured one, or one adopted after a permanent redirect."""
    next_poll_at: datetime
    health: Health = Health.NEW
    etag: bytes | None = None
    """Exactly as received; replayed byte for byte."""
    last_modified: bytes | None = None
    body_hash: bytes | None = None
    """Digest of the last body that was parsed and recorded."""
    polled_at: datetime | None = None
    ok_at: datetime | None = None
    full_at: datetime | None = None
    """Last unconditional fetch that was parsed."""
    new_at: datetime | None = None
    interval: timedelta = timedelta(minutes=30)
    failures: int = 0
    """Failed polls in a row."""
    outage: Outage | None = None
    error: str | None = None
    """One sentence for a person; None when the last poll was fine."""
    gone_at: datetime | None = None
    """When 410 was first seen without anything else since."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the network: always a GET."""

    url: str
    etag: bytes | None = None
    last_modified: bytes | None = None
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Response:
    """What came back, complete, decompressed and within the limits."""

    status: int
    url: str
    """Final address after redirects."""
    headers: Mapping[str, bytes] = field(default_factory=dict)
    """Lower-case names; the raw value of the last occurrence."""
    body: bytes = b""
    moved_to: str | None = None
    """Target when every hop was permanent (301 or 308), else None."""
    received_at: datetime | None = None
