"""What is kept of an article to compare later ones with, and the shelf that holds those of the last days."""

import math
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.novelty.gist import Gist, gist
from monitor.novelty.wording import Wording, wording
from monitor.records import Entry, Statement


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an article to compare later ones with."""

    entry: str
    story: str
    published_at: datetime
    lang: str
    origin: str
    wording: Wording
    gist: Gist
    begun_at: datetime
    """When the first article of its story was published."""
    outlet: str = ""
    copy_of: str | None = None
    """The entry of its story that it repeats word for word, as far as that is known."""


def tell(
    entry: Entry,
    story: str | None = None,
    *,
    statements: Sequence[Statement] = (),
    vector: str = "",
    begun_at: datetime | None = None,
) -> Told:
    """What is kept of an article.

    Args:
        entry: the article.
        story: its story; None for one of its own.
        statements: what was read out of it.
        vector: that of its score.
        begun_at: when its story began; None for its own publication.
    """
    return Told(
        entry=entry.id,
        story=story or entry.id,
        published_at=entry.published_at,
        lang=entry.lang,
        origin=entry.origin,
        wording=wording(entry),
        gist=gist(entry, statements, vector),
        begun_at=begun_at or entry.published_at,
        outlet=entry.outlet,
    )


class Uses:
    """How many stories use each term, counted as articles come and go."""

    def __init__(self) -> None:
        self._stories: Counter[str] = Counter()
        self._terms: dict[str, Counter[str]] = defaultdict(Counter)

    def change(self, story: str, terms: Iterable[str], by: int) -> None:
        """Count an article in (1) or out (-1)."""
        _count(self._stories, story, by)
        for term in terms:
            _count(self._terms[term], story, by)

    def stories(self, term: str) -> Collection[str]:
        """The stories that use a term."""
        return self._terms.get(term, ())

    def rarity(self, term: str, ours: Collection[str]) -> float:
        """How telling a term is for an article with the terms ``ours``, 0 to 1; one of every story is not.

        Counted by story, so that the words of one much-told story do not come to look common.
        """
        total = len(self._stories) + 1
        known = self._terms.get(term)
        return math.log1p(total / ((len(known) if known else 0) + (term in ours))) / math.log1p(total)


class Shelf:
    """The articles of the last days, oldest first. Mutable, for one caller."""

    def __init__(self, told: Iterable[Told] = ()) -> None:
        self._told: list[Told] = []
        self.names = Uses()
        self.words: dict[str, Uses] = defaultdict(Uses)
        """By language."""
        for one in told:
            self.add(one)

    def __iter__(self) -> Iterator[Told]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def add(self, told: Told) -> None:
        """Put an article in its place."""
        insort(self._told, told, key=_order)
        self._change(told, 1)

    def drop(self, before: datetime) -> list[Told]:
        """Take out what was published before an instant."""
        kept = bisect_left(self._told, before, key=lambda t: t.published_at)
        dropped = self._told[:kept]
        for told in dropped:
            self._change(told, -1)
        del self._told[:kept]
        return dropped

    def around(self, at: datetime, window: timedelta, but: str) -> "Shelf":
        """What was published near an instant, without one entry; itself where that is everything."""
        kept = [t for t in self._told if abs(t.published_at - at) <= window and t.entry != but]
        return self if len(kept) == len(self._told) else Shelf(kept)

    def _change(self, told: Told, by: int) -> None:
        self.names.change(told.story, told.gist.names, by)
        self.words[told.lang].change(told.story, told.wording.terms, by)


def _order(told: Told) -> tuple[datetime, str]:
    return told.published_at, told.entry


def _count(counts: Counter[str], key: str, by: int) -> None:
    counts[key] += by
    if not counts[key]:
        del counts[key]
