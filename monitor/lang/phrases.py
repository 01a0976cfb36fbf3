"""Finding phrases in a text: one pass, whatever the number of phrases.

How a phrase is written is told in :mod:`monitor.lang.pattern`. In Arabic script the proclitics
و ف ب ل ك س ال may stand before any word of a phrase and are not part of the hit; an entry written
with ال is found only with it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from monitor.lang.pattern import CAPITALS, Piece, pieces, spelled_out
from monitor.lang.words import Memo, is_object, tokens, variants
from monitor.text import OPENERS

__all__ = ["GAP", "Found", "Hit", "PhraseBook", "Word"]

GAP = 8
"""How many words ``~`` may skip."""

_ORDINAL = 2
"""Digits of a day of the month, which in German a stop follows."""
_STOP = frozenset(".!?\n")
_LAST = itemgetter(2)
"""Token after a hit."""


class Hit(NamedTuple):
    """A phrase found: tokens ``first`` up to but not including ``last``.

    ``cut`` letters of proclitics lead it.
    """

    label: str
    first: int
    last: int
    cut: int


_Alone = tuple[tuple[int, str, int], ...]
"""Phrases of one word: table, label, letters of proclitics cut."""
_Rest = tuple[tuple[int, bool], ...]
"""Words of a phrase, and whether others may stand before each."""


class _Way(NamedTuple):
    """How a phrase goes on from its first word."""

    place: int
    """Its place among all that the word begins."""
    table: int
    label: str
    cut: int
    """Letters cut from the first word."""
    done: int
    """How many words are found already."""
    left: _Rest
    """Those that are left to be found."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """What a word of a text fits."""

    numbers: frozenset[int]
    """Words of phrases."""
    alone: _Alone
    """Phrases that are this word alone."""
    begun: Mapping[int, tuple[_Way, ...]]
    """Phrases that begin with it, by the word that they go on with at once."""
    nexts: tuple[int, ...]
    """Words of phrases that others go on with at once."""
    gapped: tuple[tuple[int, _Way], ...]
    """Phrases whose second word may stand further on, after that word."""
    sequels: tuple[int, ...]
    """Words of phrases that others may stand before."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token without its place: one for all places where its word, number or mark stands."""

    text: str
    low: str
    """Its lower case."""
    fit: _Fit | None
    """What it fits in the book that it was found with; most words fit nothing."""


_Stretch = tuple[int, Word | None, tuple[tuple[int, Word], ...]]
"""A stretch of text without a space: its length with the space behind it, the word that it begins with, and
the others with where in it each begins. Most are one word."""


class Found(NamedTuple):
    """A text's tokens, and the phrases of each table in them, in order of first token; hits may overlap."""

    words: list[Word]
    starts: list[int]
    """Where in the text each word begins."""
    hits: list[list[Hit]]


class PhraseBook:
    """Tables of labelled phrases, compiled together so that a text is gone through once.

    Immutable in meaning. Remembers which words of texts fit which words of phrases.
    """

    def __init__(
        self,
        *tables: Mapping[str, Iterable[str]],
        single: Iterable[int] = (),
        whole: frozenset[str] = frozenset(),
    ) -> None:
        """Compile the tables.

        ``single``: numbers of tables of which per label and first word only the longest phrase counts;
        ``whole``: words of which nothing is cut.
        """
        self._tables = len(tables)
        self._single = frozenset(single)
        self._whole = whole
        self._literal: dict[str, list[int]] = {}
        self._prefix: dict[str, list[tuple[str, int]]] = {}
        self._ids: dict[tuple[str, bool, bool], int] = {}
        self._phrases: dict[int, list[tuple[int, str, tuple[tuple[int, bool], ...]]]] = {}
        self._alone: dict[int, list[tuple[int, str]]] = {}
        self._nexts: set[int] = set()
        self._sequels: set[int] = set()
        self._same: dict[_Alone, _Alone] = {}  # many words fit alike: one tuple for all is nearer at hand
        self._words = Memo(self._seen)
        self._stretches = Memo(self._cut)
        for table, labelled in enumerate(tables):
            for label, phrases in labelled.items():
                for phrase in spelled_out(phrases):
                    self._add(table, label, phrase)

    def _add(self, table: int, label: str, phrase: str) -> None:
        words = [(self._word(piece), piece.gap) for piece in pieces(phrase)]
        if len(words) == 1:
            self._alone.setdefault(words[0][0], []).append((table, label))
        elif words:
            self._phrases.setdefault(words[0][0], []).append((table, label, tuple(words[1:])))
            self._sequels.update(number for number, gap in words if gap)
            if not words[1][1]:
                self._nexts.add(words[1][0])

    def _word(self, piece: Piece) -> int:
        word, star, plus, _ = piece
        key = (word, star, plus)
        known = self._ids.get(key)
        if known is not None:
            return known
        number = self._ids[key] = len(self._ids)
        for stem in [letter + word for letter in "يتنا"] if plus else [word]:
            if star:
                self._prefix.setdefault(stem[:2], []).append((stem, number))
            else:
                self._literal.setdefault(stem, []).append(number)
        return number

    def _fits(self, word: str, *, capitals: bool) -> _Fit | None:
        """What ``word`` fits, in lower case, that the text may have in ``capitals``."""
        fits: dict[int, int] = {}
        if word[0].isdecimal():
            for number in self._literal.get("#", ()):
                fits[number] = 0
        if capitals:
            for number in self._literal.get(CAPITALS + word, ()):
                fits[number] = 0
        for stem, cut in variants(word, self._whole):
            for number in self._literal.get(stem, ()):
                fits.setdefault(number, cut)
            if is_object(stem):
                for number in self._literal.get(stem[:-1], ()):
                    fits.setdefault(number, cut)
            for prefix, number in self._prefix.get(stem[:2], ()):
                if stem.startswith(prefix):
                    fits.setdefault(number, cut)
        if not fits:
            return None
        lone = [(*of, cut) for number, cut in fits.items() for of in self._alone.get(number, ())]
        alone = self._same.setdefault(alone := tuple(self._once(lone)), alone)
        begun: dict[int, list[_Way]] = {}
        gapped: list[tuple[int, _Way]] = []
        phrases = ((cut, *of) for number, cut in fits.items() for of in self._phrases.get(number, ()))
        for place, (cut, table, label, rest) in enumerate(phrases):
            second, gap = rest[0]
            if gap:
                gapped.append((second, _Way(place, table, label, cut, 1, rest)))
            else:
                begun.setdefault(second, []).append(_Way(place, table, label, cut, 2, rest[1:]))
        sequels = tuple(self._sequels.intersection(fits))
        ways = {second: tuple(of) for second, of in begun.items()}
        nexts = tuple(self._nexts.intersection(fits))
        return _Fit(frozenset(fits), alone, ways, nexts, tuple(gapped), sequels)

    def _once(self, alone: list[tuple[int, str, int]]) -> Iterator[tuple[int, str, int]]:
        """Phrases of one word, of those in a table of which one counts only the first of a label."""
        seen: set[tuple[int, str]] = set()
        for table, label, cut in alone:
            if table not in self._single or (table, label) not in seen:
                seen.add((table, label))
                yield table, label, cut

    def _cut(self, stretch: str) -> _Stretch:
        """The words of a stretch of text without a space."""
        found = [(token.start, self._words[token.text]) for token in tokens(stretch)]
        led = found[:1] if found and not found[0][0] else []
        return len(stretch) + 1, led[0][1] if led else None, tuple(found[len(led) :])

    def _seen(self, text: str) -> Word:
        """The word that a piece of text is, with what it fits."""
        low = text.lower()
        return Word(text, low, self._fits(low, capitals=text.isupper()))

    def find(self, text: str) -> Found:
        """The tokens of a normal text, and every phrase in them."""
        words: list[Word] = []
        starts: list[int] = []
        at = 0
        for size, lead, others in map(self._stretches.__getitem__, text.split(" ")):
            if lead is not None:
                words.append(lead)
                starts.append(at)
            for start, word in others:
                words.append(word)
                starts.append(at + start)
            at += size
        fits = [word.fit for word in words]
        fits.append(None)  # after the last word
        places: dict[int, list[int]] = {}
        for at, fit in enumerate(fits):
            if fit is not None and fit.sequels:
                for number in fit.sequels:
                    places.setdefault(number, []).append(at)
        found: list[list[Hit]] = [[] for _ in range(self._tables)]
        single = self._single
        again: set[int] = set()
        record = tuple.__new__  # quicker than a named tuple's own
        for first, fit in enumerate(fits):
            if fit is None:
                continue
            for table, label, cut in fit.alone:
                found[table].append(record(Hit, (label, first, first + 1, cut)))
            ways: list[_Way] = []
            if fit.gapped:
                ways = [way for second, way in fit.gapped if second in places and places[second][-1] > first]
            if (begun := fit.begun) and (following := fits[first + 1]) is not None:
                for number in following.nexts:
                    if number in begun:
                        ways += begun[number]
            if not ways:
                continue
            if len(ways) > 1:
                ways.sort()
            for _, table, label, cut, done, rest in ways:
                last = first + done
                if rest:
                    number, gap = rest[0]
                    if not gap and ((after := fits[last]) is None or number not in after.numbers):
                        continue
                    last = _match(fits, words, places, last, rest)
                if last:
                    here = found[table]
                    here.append(record(Hit, (label, first, last, cut)))
                    if table in single and len(here) > 1 and here[-2][1] == first:
                        again.add(table)
            if again:
                for table in again:
                    _settle(found[table], first)
                again.clear()
        return Found(words, starts, found)


def _settle(hits: list[Hit], first: int) -> None:
    """Leaves of the last hits, those at token ``first``, the longest per label, in order of their ends."""
    start = len(hits) - 2
    while start and hits[start - 1][1] == first:
        start -= 1
    best: dict[str, Hit] = {}
    for hit in hits[start:]:
        if hit[2] > best.setdefault(hit[0], hit)[2]:
            best[hit[0]] = hit
    hits[start:] = sorted(best.values(), key=_LAST)


def _match(
    fits: list[_Fit | None],
    words: list[Word],
    places: dict[int, list[int]],
    at: int,
    rest: tuple[tuple[int, bool], ...],
) -> int:
    """The token after the rest of a phrase that begins at ``at``, or 0.

    ``places``: where the words stand that others may stand before.
    """
    for number, gap in rest:
        if gap:
            here = places.get(number, ())
            nearest = bisect_left(here, at)
            if nearest == len(here) or here[nearest] > at + GAP:
                return 0
            if any(_halts(words, one) for one in range(at, here[nearest])):
                return 0
            at = here[nearest]
        elif (fit := fits[at]) is None or number not in fit.numbers:
            return 0
        at += 1
    return at


def _halts(words: list[Word], at: int) -> bool:
    """Whether a gap ends at a token: at the end of a sentence, and not at the stop of "15. Januar"."""
    mark = words[at].low
    if mark != ".":
        return mark in _STOP
    day = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    return not (day.isdigit() and len(day) <= _ORDINAL and after.isalpha() and after not in OPENERS)
