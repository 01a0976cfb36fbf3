"""Finding phrases in tokens: one pass, whatever the number of phrases.

A phrase is a sequence of words as written in a lexicon, in normal form and lower case:

====== ==================================================================================================
``*``  at the end of a word: any ending ("withdraw*", "انسحاب*")
``+``  at the start of an Arabic word: any prefix of the imperfect ("+غادر*" is يغادر, تغادر, ستغادر, نغادر)
``~``  between words: up to eight other words of the same sentence ("end ~ mission")
``#``  as a word: any number in digits
====== ==================================================================================================

In Arabic script the proclitics و ف ب ل ك س ال may stand before any word of a phrase and are not part of the
hit; an entry written with ال is found only with it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

__all__ = ["GAP", "Hit", "PhraseBook", "Token", "phrase_fault", "tokens", "variants"]

GAP = 8
"""How many words ``~`` may skip."""

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:st|nd|rd|th)?(?![^\W\d_])|\d+|[^\W\d_]+|\n|[^\w\s]|_")
_STOP = frozenset(".!?\n")


class Token(NamedTuple):
    """A word, number or mark of a normal text; ``low`` is its lower case."""

    start: int
    end: int
    text: str
    low: str


class Hit(NamedTuple):
    """A phrase found: tokens ``first`` up to but not including ``last``.

    ``cut`` letters of proclitics lead it.
    """

    label: str
    first: int
    last: int
    cut: int


def tokens(text: str) -> list[Token]:
    """The tokens of a normal text, in order."""
    return [Token(*m.span(), word := m.group(), word.lower()) for m in _TOKEN.finditer(text)]


def variants(word: str) -> tuple[tuple[str, int], ...]:
    """The word, and what is left of it without its Arabic proclitics, each with the number of letters cut."""
    found = [(word, 0)]
    if len(word) < 3 or not "\u0620" <= word[0] <= "\u06d3":
        return tuple(found)
    stems = [(word, 0)]
    if word[0] in "وف":
        stems.append((word[1:], 1))
    for stem, cut in stems:
        if cut:
            found.append((stem, cut))
        if stem.startswith("ال") and len(stem) > 3:
            found.append((stem[2:], cut + 2))
        if stem.startswith("لل") and len(stem) > 4:
            found.append((stem[2:], cut + 2))
            found.append(("ال" + stem[2:], cut + 1))
        elif stem[0] in "بلكس" and len(stem) > 3:
            found.append((stem[1:], cut + 1))
            if stem[1:3] == "ال" and len(stem) > 5:
                found.append((stem[3:], cut + 3))
    return tuple(found)


def phrase_fault(phrase: str) -> str | None:
    """Why the signs of a phrase cannot be matched as they stand; None when they can."""
    pieces = phrase.split()
    words = [piece for piece in pieces if piece != "~"]
    if not any(piece.strip("*+") for piece in words):
        return "has no word"
    if "~" in (pieces[0], pieces[-1]) or any(a == b == "~" for a, b in pairwise(pieces)):
        return "has ~ where it is not between two words"
    for piece in words:
        bare = piece.removesuffix("*").removeprefix("+")
        if any(sign in bare for sign in "*+~") or ("#" in bare and bare != "#"):
            return f"has a sign inside {piece}; * ends a word, + begins one, ~ and # stand alone"
        if not bare:
            return f"has {piece} without letters"
        if piece.endswith("*") and len(tokens(bare)[-1].text) < 2 and not piece.startswith("+"):
            return f"needs two letters before * in {piece}"
    return None


class _Fit(NamedTuple):
    """What a word of a text fits."""

    numbers: dict[int, int]
    """Words of phrases, each with the letters of proclitics cut."""
    alone: tuple[tuple[str, int], ...]
    """Labels of phrases that are this word alone, with the letters cut."""
    begins: tuple[tuple[int, str, tuple[tuple[int, bool], ...]], ...]
    """Phrases that begin with it: letters cut, label, the other words."""


_NOTHING = _Fit({}, (), ())
"""What a word that stands in no phrase fits: most words."""


class _Memo(dict[str, _Fit]):
    """What words of texts fit, remembered up to a limit."""

    def __init__(self, fits: Callable[[str], _Fit]) -> None:
        super().__init__()
        self._fits = fits

    def __missing__(self, word: str) -> _Fit:
        found = self._fits(word)
        if len(self) < 50_000 and len(word) < 40:
            self[word] = found
        return found


class PhraseBook:
    """Labelled phrases, compiled. Immutable in meaning.

    Remembers which words of texts fit which words of phrases.
    """

    def __init__(self, labelled: Mapping[str, Iterable[str]]) -> None:
        self._literal: dict[str, list[int]] = {}
        self._prefix: dict[str, list[tuple[str, int]]] = {}
        self._ids: dict[str, int] = {}
        self._phrases: dict[int, list[tuple[str, tuple[tuple[int, bool], ...]]]] = {}
        self._alone: dict[int, list[str]] = {}
        self._memo = _Memo(self._fits)
        for label, phrases in labelled.items():
            for phrase in phrases:
                self._add(label, phrase)

    def _add(self, label: str, phrase: str) -> None:
        words: list[tuple[int, bool]] = []
        gap = False
        for piece in phrase.split():
            if piece == "~":
                gap = True
                continue
            star = piece.endswith("*")
            plus = piece.startswith("+")
            parts = tokens(piece.strip("*+"))
            for at, part in enumerate(parts):
                final = at == len(parts) - 1
                words.append((self._word(part.low, star and final, plus and at == 0), gap and at == 0))
            gap = False
        if len(words) == 1:
            self._alone.setdefault(words[0][0], []).append(label)
        elif words:
            self._phrases.setdefault(words[0][0], []).append((label, tuple(words[1:])))

    def _word(self, word: str, star: bool, plus: bool) -> int:
        key = f"{'+' if plus else ''}{word}{'*' if star else ''}"
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

    def _fits(self, word: str) -> _Fit:
        """What ``word`` fits."""
        fits: dict[int, int] = {}
        if word[0].isdigit():
            for number in self._literal.get("#", ()):
                fits[number] = 0
        for stem, cut in variants(word):
            for number in self._literal.get(stem, ()):
                fits.setdefault(number, cut)
            for prefix, number in self._prefix.get(stem[:2], ()):
                if stem.startswith(prefix):
                    fits.setdefault(number, cut)
        if not fits:
            return _NOTHING
        alone = tuple((label, cut) for number, cut in fits.items() for label in self._alone.get(number, ()))
        begins = tuple(
            (cut, label, rest)
            for number, cut in fits.items()
            for label, rest in self._phrases.get(number, ())
        )
        return _Fit(fits, alone, begins)

    def find(self, words: list[Token]) -> list[Hit]:
        """Every phrase in the tokens, in order of first token; hits may overlap."""
        memo = self._memo
        found = [memo[token.low] for token in words]
        fits = [fit.numbers for fit in found]
        fits.append({})
        hits: list[Hit] = []
        for first, fit in enumerate(found):
            if fit is _NOTHING:
                continue
            _, alone, begins = fit
            for label, cut in alone:
                hits.append(Hit(label, first, first + 1, cut))
            if not begins:
                continue
            following = fits[first + 1]
            for cut, label, rest in begins:
                second, gap = rest[0]
                if gap or second in following:
                    last = _match(fits, words, first + 1, rest)
                    if last:
                        hits.append(Hit(label, first, last, cut))
        return hits


def _match(
    fits: list[dict[int, int]], words: list[Token], at: int, rest: tuple[tuple[int, bool], ...]
) -> int:
    """The token after the rest of a phrase that begins at ``at``, or 0."""
    size = len(words)
    for number, gap in rest:
        limit = min(size, at + GAP + 1) if gap else min(size, at + 1)
        while at < limit and number not in fits[at]:
            if words[at].low in _STOP:
                return 0
            at += 1
        if at >= limit:
            return 0
        at += 1
    return at
