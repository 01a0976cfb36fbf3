"""Use case: what a poll of one address would see. Nothing is recorded.

1. **fetch** the address by the rules of a poll;
2. **parse** what comes;
3. **select** its entries as new ones, as the first poll would.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor import cadence, novelty
from monitor.errors import FetchError
from monitor.records import Entry, Feed, FeedState, ParsedFeed, Request, Response


@dataclass(frozen=True, slots=True)
class Trial:
    """What an address answered."""

    url: str
    """Where the document came from, after redirects."""
    moved_to: str | None
    """Where the address has moved for good, if it has."""
    status: int
    size: int
    """Bytes of the document."""
    headers: Mapping[str, bytes]
    parsed: ParsedFeed
    entries: tuple[Entry, ...]
    """Its entries as a first poll would record them, in document order."""


def try_out(
    feed: Feed,
    fetch: Callable[[Request], Response],
    parse: Callable[[bytes, str | None, str], ParsedFeed],
    now: datetime,
) -> Trial:
    """Ask one address.

    Args:
        feed: what it would be polled as.
        fetch: the guarded network, one exchange.
        parse: body, content type and address to a feed.
        now: UTC.

    Raises:
        FetchError: no answer, refused, not allowed, or an answer that is an error in itself.
        ParseError: the answer is no feed.
    """
    request = Request(feed.url, accept=cadence.FEED_TYPES)
    response = fetch(request)
    outcome = cadence.outcome_of(request, response, FeedState(feed.name, feed.url, now))
    if isinstance(outcome, cadence.Failed):
        raise FetchError(outcome.outage, f"{response.url}: {outcome.detail}")
    content_type = response.headers.get("content-type", b"").decode("latin-1")
    parsed = parse(response.body, content_type or None, response.url)
    selected = novelty.select(parsed, feed, {}, now)
    return Trial(
        response.url,
        response.moved_to,
        response.status,
        len(response.body),
        response.headers,
        parsed,
        tuple(one.entry for one in selected if one.entry is not None),
    )
