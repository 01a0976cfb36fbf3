"""What came of one poll: three small records, and how they follow from an exchange."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.cadence.headers import Advice, advice, retry_after
from monitor.cadence.policy import CadencePolicy
from monitor.errors import FetchError, ParseError
from monitor.records import FeedState, Outage, ParsedFeed, Request, Response

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1"
)
"""The ``Accept`` header of a poll."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing new: 304, or a body equal to the last one that was recorded."""

    advice: Advice
    whole: bool = False
    """The whole body came and was equal; False for 304."""
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """A body that differs from the last one recorded: to be parsed. Not an outcome yet."""

    advice: Advice
    body: bytes
    body_hash: bytes
    url: str
    """Where the body came from: what its relative links count from."""
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """The body was parsed as a feed and compared with what is known."""

    advice: Advice
    body_hash: bytes
    published: tuple[datetime, ...] | None = ()
    """When its entries were published, in any order; entries without a date left out. None when only some of
    the document was read: then it tells no rhythm, and the interval stays."""
    ttl: timedelta | None = None
    """What the document itself says (``ttl``, ``sy:updatePeriod``)."""
    new: int = 0
    """How many entries were new or changed."""
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The poll brought nothing."""

    outage: Outage
    detail: str
    """One sentence for a person."""
    retry_after: timedelta | None = None
    """How long the server asked to wait."""
    refused: bool = False
    """The server refused (4xx): asking again soon is no use."""


Outcome = Unchanged | Read | Failed

_REASONS = {
    400: "calls the request malformed",
    401: "asks for a name and password",
    402: "asks for payment",
    403: "refuses access",
    404: "knows no such page",
    406: "has no form of this page that we read",
    451: "withholds the page for legal reasons",
    500: "had an internal error",
    502: "could not reach the machine behind it",
    504: "waited too long for the machine behind it",
}


def request(state: FeedState, policy: CadencePolicy, now: datetime) -> Request:
    """What to ask: conditional with the stored validators, in full once in ``policy.full_every``."""
    known = state.body_hash is not None and state.full_at is not None
    if not known or now - (state.full_at or now) >= policy.full_every:
        return Request(state.url, accept=FEED_TYPES)
    return Request(state.url, state.etag, state.last_modified, FEED_TYPES)


def digest(body: bytes) -> bytes:
    """Digest of a body, by which an unchanged one is known without parsing it."""
    return hashlib.blake2b(body, digest_size=16).digest()


def outcome_of(request: Request, response: Response, state: FeedState) -> Unchanged | Failed | Fresh:
    """Judge one complete response by status, headers and body digest.

    ``Fresh`` means: parse the body, then make the outcome with :func:`read` or :func:`failure`.
    """
    received_at = response.received_at or state.next_poll_at
    said = advice(response.headers, received_at)
    status = response.status
    if status == 304:
        if request.etag is None and request.last_modified is None:
            return Failed(
                Outage.PROTOCOL,
                "The server says that nothing changed (304), but it was not asked that.",
            )
        return Unchanged(said)
    if status in (200, 203):
        body_hash = digest(response.body)
        if body_hash == state.body_hash:
            return Unchanged(said, whole=True, moved_to=response.moved_to)
        return Fresh(said, response.body, body_hash, response.url, response.moved_to)
    if status in (429, 503):
        wait = retry_after(response.headers, received_at)
        return Failed(Outage.WAIT, f"The server asks us to wait (status {status}).", wait)
    if status == 410:
        return Failed(Outage.GONE, "The server says that the feed is gone for good (status 410).")
    reason = _REASONS.get(status, "did not send the feed")
    return Failed(Outage.STATUS, f"The server {reason} (status {status}).", refused=400 <= status < 500)


def failure(error: FetchError | ParseError) -> Failed:
    """The outcome of a poll that ended in an error."""
    wait = getattr(error, "retry_after_s", None)
    return Failed(error.outage, str(error), None if wait is None else timedelta(seconds=wait))


def read(fresh: Fresh, parsed: ParsedFeed, new: int) -> Read:
    """The outcome of a poll whose body was parsed, with ``new`` entries new or changed."""
    dates = tuple(e.published_at for e in parsed.entries if e.published_at is not None)
    published = dates if not parsed.skipped else None
    return Read(fresh.advice, fresh.body_hash, published, parsed.ttl, new, fresh.moved_to)
