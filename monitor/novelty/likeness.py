"""How likely two articles tell the same news: shared words, names, facts and sense, fading with time.

A logistic combination of a few signals. Its weights were fitted, with a ridge, on made-up reports of made-up
weeks (``tests/eval/probe_stories``; ``python -m tests.eval.likeness`` fits them again), never on a set that
is measured on.
"""

import math
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.novelty.gist import Gist
from monitor.novelty.names import DISTINCT
from monitor.novelty.told import Shelf, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_NAMES = 4.0
"""Names in common beyond this tell no more."""
LEAST_WORDS = 4
"""Articles of fewer telling words have too few in common to tell anything."""
MOST_STORIES = 60
"""Stories that an article is compared with in detail."""
WEIGHTS = {
    "bias": -1.8,
    "sense": 11.8,
    "words": 18.7,
    "names": 2.9,
    "numbers": 1.6,
    "numbers_apart": -2.7,
    "date": 1.4,
    "speakers_apart": -2.7,
    "one_language": -0.6,
}
"""Log-odds per unit of each signal."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against two articles telling the same news."""

    sense: float
    """Between languages, cosine of the vectors, -1 to 1; 0 where either has none, or another encoder's."""
    words: float
    """In one language, share of telling words in common, 0 to 1: it tells more than sense and names."""
    names: float
    """Between languages, names in common, each by how seldom recent stories have it, 0 to 4."""
    numbers: int
    """Numbers in common, two at most."""
    numbers_apart: bool
    """Both give numbers, and none in common."""
    date: bool
    """Both state the same last day, whatever of."""
    dates_apart: bool
    """Both date one milestone, and neither date can be the other; nor do they agree on another."""
    speakers_apart: bool
    """Both let persons speak, and neither names one of the other's."""
    one_language: bool

    def odds(self) -> float:
        """Log-odds that both tell the same news, for articles of one hour."""
        return (
            WEIGHTS["bias"]
            + WEIGHTS["sense"] * self.sense
            + WEIGHTS["words"] * self.words
            + WEIGHTS["names"] * self.names
            + WEIGHTS["numbers"] * self.numbers
            + WEIGHTS["numbers_apart"] * self.numbers_apart
            + WEIGHTS["date"] * self.date
            + WEIGHTS["speakers_apart"] * self.speakers_apart
            + WEIGHTS["one_language"] * self.one_language
        )


class Comparison:
    """A new article beside those of the last days."""

    def __init__(self, new: Told, near: Shelf) -> None:
        self._new = new
        self._near = near
        self._words: dict[str, float] = {}
        self._names: dict[str, float] = {}
        self._ours = sum(map(self._word, new.wording.terms))

    def odds(self, old: Told, half_life: timedelta) -> tuple[float, Signals]:
        """Log-odds that an article tells the same news, and what they come from."""
        found = self.signals(old)
        apart = abs(self._new.published_at - old.published_at) / half_life
        return found.odds() - math.log(2) * apart, found

    def signals(self, old: Told) -> Signals:
        """Compare with one article."""
        new, other = self._new.gist, old.gist
        one_language = self._new.lang == old.lang
        numbers = len(new.numbers & other.numbers)
        date = not new.last_days.isdisjoint(other.last_days)
        heard = _heard(new, other) | _heard(other, new)
        return Signals(
            sense=0.0 if one_language else _cosine(new.vector, other.vector),
            words=self._share(old) if one_language else 0.0,
            names=0.0 if one_language else self._named(other, heard),
            numbers=min(2, numbers),
            numbers_apart=bool(new.numbers and other.numbers and not numbers),
            date=date,
            dates_apart=not date and _disputed(new, other),
            speakers_apart=bool(new.speakers and other.speakers and not heard),
            one_language=one_language,
        )

    def foremost(
        self, stories: Mapping[str, Sequence[Told]], half_life: timedelta
    ) -> Iterator[Sequence[Told]]:
        """The articles of the stories that share most with the new one and are near in time, so many at most.

        A few hundred recent articles are hardly more stories than that; thousands would take too long.
        """
        if len(stories) <= MOST_STORIES:
            yield from stories.values()
            return
        shared: dict[str, float] = dict.fromkeys(stories, 0.0)
        for term in self._new.wording.terms:
            weight = WEIGHTS["words"] * self._word(term) / self._ours
            for story in self._near.words[self._new.lang].stories(term):
                shared[story] = shared.get(story, 0.0) + weight
        for name in self._new.gist.names:
            weight = WEIGHTS["names"] * self._name(name)
            for story in self._near.names.stories(name):
                shared[story] = shared.get(story, 0.0) + weight
        at, fading = self._new.published_at, math.log(2) / half_life.total_seconds()
        for story, told in stories.items():
            shared[story] -= fading * min(abs((t.published_at - at).total_seconds()) for t in told)
        for story in sorted(stories, key=lambda s: (-shared[s], s))[:MOST_STORIES]:
            yield stories[story]

    def reason(self, old: Told) -> str:
        """What both have in common, the most telling first; empty for nothing that has a name."""
        return ", ".join(self._common(old))

    def _common(self, old: Told) -> Iterator[str]:
        new, other = self._new.gist, old.gist
        if dates := new.last_days & other.last_days:
            last = max(dates)
            both = [m for m in new.dues if last in _last_days(new, m) and last in _last_days(other, m)]
            yield f"same date {last}" + (f" for {both[0]}" if both else "")
        if heard := _heard(new, other) | _heard(other, new):
            yield "same speaker " + ", ".join(sorted(new.speakers.get(s) or other.speakers[s] for s in heard))
        shared = [n for n in new.names.keys() & other.names.keys() if len(n) >= DISTINCT and n not in heard]
        if shared and self._new.lang != old.lang:
            rarest = sorted(shared, key=lambda n: (-self._name(n), n))[:3]
            yield "both name " + ", ".join(new.names[n] for n in rarest)
        if self._new.lang == old.lang and (words := self._new.wording.terms & old.wording.terms):
            yield "words " + ", ".join(sorted(words, key=lambda w: (-self._word(w), w))[:3])
        if numbers := new.numbers & other.numbers:
            yield "same number " + ", ".join(str(n) for n in sorted(numbers)[-2:])

    def _share(self, old: Told) -> float:
        """Weighted cosine of both articles' words."""
        ours, theirs = self._new.wording.terms, old.wording.terms
        if min(len(ours), len(theirs)) < LEAST_WORDS or not (shared := sum(map(self._word, ours & theirs))):
            return 0.0
        return shared / math.sqrt(self._ours * sum(map(self._word, theirs)))

    def _named(self, other: Gist, heard: set[str]) -> float:
        shared = self._new.gist.names.keys() & other.names.keys()
        rest = sum(self._name(n) * (1.0 if len(n) >= DISTINCT else 0.5) for n in shared if n not in heard)
        return min(MOST_NAMES, len(heard) + rest)

    def _word(self, term: str) -> float:
        if (weight := self._words.get(term)) is None:
            uses = self._near.words[self._new.lang]
            weight = self._words[term] = uses.rarity(term, self._new.wording.terms)
        return weight

    def _name(self, name: str) -> float:
        if (weight := self._names.get(name)) is None:
            weight = self._names[name] = self._near.names.rarity(name, self._new.gist.names)
        return weight


def _heard(one: Gist, other: Gist) -> set[str]:
    """Persons whom one lets speak and the other names."""
    return {s for s in one.speakers if s in other.speakers or s in other.names}


def _last_days(one: Gist, milestone: str) -> set[date]:
    return {last for _, last in one.dues.get(milestone, ())}


def _disputed(one: Gist, other: Gist) -> bool:
    """Whether both date a milestone, and no date of one lies within a date of the other."""
    return any(
        not any(a[0] <= b[1] and b[0] <= a[1] for a in one.dues[name] for b in other.dues[name])
        for name in one.dues.keys() & other.dues.keys()
    )


def _cosine(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    (ours, left), (theirs, right) = _vector(one), _vector(other)
    return float(left @ right) if ours == theirs and left.shape == right.shape else 0.0


@lru_cache(maxsize=10_000)
def _vector(packed: str) -> "tuple[bytes, NDArray[np.float32]]":
    """The encoder's tag and the unit vector that the base64 text of a score holds."""
    import numpy as np  # settings come here for a policy, and need not wait for it

    held = b64decode(packed)
    vector = np.frombuffer(held[4:], dtype=np.int8).astype(np.float32)
    return held[:4], vector / max(float(np.linalg.norm(vector)), 1e-9)
