"""Policies of the use cases, apart from them: settings are read without the database library."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class PollPolicy:
    """How many feeds are asked at the same time, and how polls are written down."""

    workers: int = 20
    """Feeds asked at the same time."""
    per_host: int = 2
    """Feeds of one host asked at the same time."""
    gather: int = 100
    """Unchanged polls recorded in one transaction, at most."""


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """How recorded entries are taken up for judging, and which article pages are fetched."""

    batch: int = 200
    """Entries judged at a time."""
    pages: bool = True
    """Whether article pages are fetched at all."""
    near: float = 0.2
    """Teasers scored at least so high have their article page fetched."""
    whole_chars: int = 1_500
    """A feed that carries at least so many characters of text needs no page."""
    workers: int = 4
    """Article pages fetched at the same time."""
    tries: int = 3
    """Attempts at a page whose failure may pass."""
    again: timedelta = timedelta(hours=1)
    """Time between the first two attempts at a page; doubles each time."""
