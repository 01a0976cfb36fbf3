"""Limits and manners of every exchange over the network."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class PacePolicy:
    """How hard one host may be leant on, all feeds and article pages together."""

    concurrent: int = 2
    """Requests under way at one host at the same time."""
    gap: timedelta = timedelta(seconds=1)
    """Time between the starts of two requests to one host."""
    patience: timedelta = timedelta(seconds=30)
    """How long a request may queue for its turn at a host before it gives up until later."""


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Who we say we are, what we refuse to touch, and when we hang up."""

    contact: str = ""
    """A web or mail address put into the ``User-Agent``, so that a site can reach the user."""
    allow: tuple[str, ...] = ()
    """Servers on a private network or an unusual port that may be asked, each as ``host:port``."""
    first_byte: timedelta = timedelta(seconds=10)
    """How long to wait for a connection, for the first byte, and for each further one."""
    total: timedelta = timedelta(seconds=30)
    """How long one request may take from name look-up to last byte, redirects included."""
    transferred_bytes: int = 10_000_000
    """Largest response as it comes over the wire."""
    decoded_bytes: int = 20_000_000
    """Largest response after decompression."""
    redirects: int = 5
    """How many redirects are followed."""
    robots_for: timedelta = timedelta(hours=24)
    """How long a site's robots.txt is remembered; at most a day."""
    crawl_delay: timedelta = timedelta(seconds=30)
    """Longest ``Crawl-delay`` that is waited; a site that asks for more is not crawled."""
    pace: PacePolicy = field(default_factory=PacePolicy)
