"""Which feeds a list shows, in which order, and what it says about each. No input or output."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.records import Feed, FeedState, Health
from monitor.store.feeds import Order
from monitor.store.yields import Yield

PAGE = 25
"""Feeds on one page."""


class Mood(StrEnum):
    """How a feed is doing, worst first; :class:`Health`, and paused."""

    PARKED = "parked"
    FAILING = "failing"
    WAITING = "waiting"
    NEW = "new"
    OK = "ok"
    PAUSED = "paused"


class Sort(StrEnum):
    """In which order feeds are listed."""

    TROUBLE = "trouble"
    NAME = "name"
    NEXT = "next"
    OK = "ok"

    @property
    def order(self) -> Order:
        """The order in which the state is asked."""
        return {Sort.NEXT: Order.NEXT, Sort.OK: Order.OK}.get(self, Order.NAME)


_MOODS = {health: Mood(health.value) for health in Health}


@dataclass(frozen=True, slots=True)
class Listing:
    """The feeds that fit, and how many there are of each mood."""

    feeds: tuple[Feed, ...]
    counts: Mapping[Mood, int]
    """Of all that fit the search, whatever their mood."""


@dataclass(frozen=True, slots=True)
class Row:
    """One feed of the list."""

    feed: Feed
    state: FeedState | None
    mood: Mood
    next_at: datetime | None
    """When it is asked next; None for a paused one, and before its first meeting."""
    due: bool
    """It is asked as soon as possible."""
    rhythm: timedelta | None
    """Time between polls; None while nothing is known."""
    weekly: float | None
    relevant: float | None


def mood_of(feed: Feed, health: Health | None) -> Mood:
    """How a feed is doing; ``health`` is None for one that the state has not met."""
    return Mood.PAUSED if feed.paused else _MOODS[health or Health.NEW]


def listing(
    configured: Sequence[Feed],
    healths: Mapping[str, Health],
    *,
    q: str = "",
    mood: Mood | None = None,
    sort: Sort = Sort.TROUBLE,
) -> Listing:
    """The feeds that fit.

    Args:
        configured: all of them.
        healths: those that the state has met, in the order of ``sort``.
        q: part of name, outlet, origin or address; case does not count.
        mood: only those that are doing so.
        sort: the order.
    """
    wanted = q.casefold().strip()
    found = [
        (feed, mood_of(feed, healths.get(feed.name)))
        for feed in configured
        if not wanted or wanted in f"{feed.name}\n{feed.outlet}\n{feed.origin}\n{feed.url}".casefold()
    ]
    counts = Counter(of for _, of in found)
    shown = [(feed, of) for feed, of in found if mood is None or of is mood]
    if sort in (Sort.NEXT, Sort.OK):
        place = {name: i for i, name in enumerate(healths)}
        shown.sort(key=lambda one: place.get(one[0].name, len(place)))
    else:
        rank = {of: i if sort is Sort.TROUBLE else 0 for i, of in enumerate(Mood)}
        shown.sort(key=lambda one: (rank[one[1]], one[0].outlet.casefold()))
    return Listing(tuple(feed for feed, _ in shown), counts)


def row_of(feed: Feed, state: FeedState | None, brings: Yield | None, now: datetime) -> Row:
    """What the list says about one feed."""
    mood = mood_of(feed, state.health if state else None)
    next_at = state.next_poll_at if state and mood not in (Mood.PAUSED, Mood.PARKED) else None
    return Row(
        feed,
        state,
        mood,
        next_at,
        next_at is not None and next_at <= now,
        feed.interval or (state.interval if state and mood is not Mood.NEW else None),
        brings.weekly if brings else None,
        brings.relevant if brings else None,
    )
