"""Numbers as newsrooms write them: "2,500", "2 500", "2.5 thousand", "ألفين وخمسمئة", "2 bin 500".

One grammar for all languages: what stands below a thousand, the word for thousand, and what is left. A number
is taken as far as it goes: of "five thousand two hundred" no part is a number of its own.
"""

import re
from typing import NamedTuple

from monitor.extract.reading import Reading, Sentence

__all__ = ["Number", "Numerals", "has_number"]

_NO_NUMBER = frozenset("/-.:#")
"""What leads digits that count nobody: a date, a clock, "K-1"."""
_MONEY = frozenset("$€£")
_TANWIN = "\u064b"
"""What tells ألفاً, a thousand, from the dual ألفا; normal form drops it."""
_ENDINGS = "stndrh"
_DIGIT = re.compile(r"\d")
_SCALES = frozenset({"hundred", "hundred-of", "thousand", "thousand-of"})
"""Labels of words that make a thousand, or may begin a number."""


class Number(NamedTuple):
    """A number that begins at a token: its value, 0 for what is none, and the token after it.

    ``scale``: what its last word multiplies, for "two to three thousand"; 1 when none does.
    """

    value: int
    end: int
    scale: int = 1


def has_number(reading: Reading, sentence: Sentence) -> bool:
    """Whether a number may begin in a sentence: most that name troops tell none."""
    if _DIGIT.search(reading.normal.text, sentence.start, sentence.end):
        return True
    cues = reading.cued(sentence.first, sentence.last)
    if not cues.keys().isdisjoint(_SCALES) or any(label.startswith("numeral:") for label in cues):
        return True
    return any(hit.label.startswith("number:") for hit in reading.timed(sentence.first, sentence.last))


class Numerals:
    """The numbers of a sentence. Made only for one that counts people: it goes through its words once."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self._reading, self._words, self._limit = reading, reading.tokens, sentence.last
        self._and = reading.lexicon.words("and")
        cues = reading.cued(sentence.first, sentence.last)
        self._small: dict[int, tuple[int, int, int]] = {}
        self._whole: dict[int, tuple[int, int]] = {}
        self._half: dict[int, int] = {}
        self._vague: set[int] = set()
        shares: set[int] = set()
        for hit in reading.timed(sentence.first, sentence.last):
            kind, _, value = hit.label.partition(":")
            if kind == "number" and hit.last > self._small.get(hit.first, (0, 0, 0))[1]:
                self._small[hit.first] = int(value), hit.last, hit.cut
            elif kind == "half-more":
                self._half[hit.first] = hit.last
            elif kind == "few":
                self._vague.add(hit.last)
            elif kind == "counted":
                shares.update(range(hit.first, hit.last))
        for at in [at for at, small in self._small.items() if small[0] == 100 and at in shares]:
            del self._small[at]
        for label, hits in cues.items():
            if label.startswith("numeral:"):
                value = label.removeprefix("numeral:")
                # "in the hundred" (بالمئة) is a share.
                self._whole |= {hit.first: (int(value), hit.last) for hit in hits if hit.first not in shares}
        for at in [at for at, whole in self._whole.items() if whole[0] == 2000]:
            spelt = reading.quote(reading.offsets[at], reading.end(at + 1)).text
            if _TANWIN in spelt:
                self._whole[at] = 1000, self._whole[at][1]
        alone = {hit.first: hit.last for hit in cues.get("hundred", ()) if hit.first not in shares}
        self._alone = alone | {hit.first: hit.last for hit in cues.get("thousand", ())}
        self._hundred = alone | {hit.first: hit.last for hit in cues.get("hundred-of", ())}
        self._thousand = {hit.first: hit.last for hit in cues.get("thousand", ())}
        self._thousand |= {hit.first: hit.last for hit in cues.get("thousand-of", ())}

    def starts(self, sentence: Sentence) -> list[int]:
        """Tokens at which a number may begin, in order."""
        words = enumerate(self._words[sentence.first : sentence.last], sentence.first)
        digits = [at for at, word in words if word.text[0].isdecimal()]
        return sorted({*digits, *self._small, *self._whole, *self._hundred, *self._thousand})

    def read(self, at: int, *, range_end: bool = False) -> Number:
        """The number that begins at a token; ``range_end``: behind the dash of a range, "250-350"."""
        found = self._digits(at, glued=True) if range_end and self._numeric(at) else self._below(at)
        if not found.value and at in self._thousand:
            bare = at in self._alone and at not in self._vague
            return (
                self._rest(Number(1000, self._thousand[at]), 1000) if bare else Number(0, self._thousand[at])
            )
        value, end, _ = found
        if not value:
            return found
        half = self._half.get(end, end)
        if value < 1000 and half in self._thousand and half < self._limit:
            more = 500 if half > end else 0
            return self._rest(Number(value * 1000 + more, self._thousand[half], 1000), 1000)
        return found

    def ties(self, at: int) -> bool:
        """Whether a number begins at a token that bears its "and" itself: "وثلاثة"."""
        small = self._small.get(at)
        known = small[2] > 0 if small else at in self._whole or at in self._alone
        return known and self._words[at].low[0] == "و"

    def _below(self, at: int) -> Number:
        """What stands before a word for thousand, or alone."""
        words = self._words
        if at >= self._limit:
            return Number(0, at)
        if words[at].text[0].isdecimal():
            return self._digits(at)
        if at in self._whole:
            value, end = self._whole[at]
            return self._rest(Number(value, end), 1000 if value >= 1000 else 100)
        if at in self._small:
            value, end, _ = self._small[at]
            if end in self._hundred:
                return self._rest(Number(value * 100, self._hundred[end], 100), 100)
            if end in self._small and value < 10 and self.ties(end) and self._small[end][0] % 10 == 0:
                return Number(value + self._small[end][0], self._small[end][1])
            return (
                self._rest(Number(value, end), 10) if value >= 20 and value % 10 == 0 else Number(value, end)
            )
        if at in self._hundred:
            bare = at in self._alone and at not in self._vague
            return self._rest(Number(100, self._hundred[at]), 100) if bare else Number(0, self._hundred[at])
        return Number(0, at + 1)

    def _rest(self, whole: Number, limit: int) -> Number:
        """A number with what is left of it below a limit: "وخمسمئة", "and fifty", "500" after "2 bin"."""
        value, end, _ = whole
        if limit == 1000 and end in self._half:  # ألفين ونصف الألف
            last = self._half[end]
            return Number(value + 500, self._thousand.get(last, last))
        at = end
        tie = at < self._limit and (self._words[at].low == "-" or self._words[at].low in self._and)
        at += tie
        if at >= self._limit or (limit < 1000 and self._words[at].text[0].isdecimal()):
            return whole
        more = self._below(at)
        text = self._words[at].text
        if text.isdecimal():
            fits = 100 <= more.value < limit and (tie or len(text) == 3)
        else:
            fits = (2 if limit == 10 else 10) <= more.value < limit
        follows = more.end in self._thousand or (limit < 1000 and more.end in self._hundred)
        return Number(value + more.value, more.end) if fits and not follows else whole

    def _numeric(self, at: int) -> bool:
        return at < self._limit and self._words[at].text[0].isdecimal()

    def _digits(self, at: int, *, glued: bool = False) -> Number:
        """A number in digits, its groups of three and its decimals with it; ``glued``: whatever leads it."""
        words, reading, limit = self._words, self._reading, self._limit
        text = words[at].text
        before = words[at - 1].text if at else " "
        named = not glued and before in _NO_NUMBER and reading.end(at) == reading.offsets[at]
        if text[-1] in _ENDINGS or before in _MONEY or named:
            return Number(0, at + 1)
        digits, end = text.replace(",", ""), at + 1
        while end + 1 < limit and self._group(end, ".", ","):
            digits, end = digits + words[end + 1].text, end + 2
        if end == at + 1 and len(digits) < 4 and self._spaced(end):
            digits, end = digits + words[end].text, end + 1
        if end + 1 < limit and words[end].text in "/:%.," and words[end + 1].text[0].isdecimal():
            part = words[end + 1].text
            close = reading.end(end) == reading.offsets[end]
            if words[end].text in ".," and close and len(part) < 3 and end + 2 in self._thousand:
                return Number(int(float(f"{digits}.{part}") * 1000), self._thousand[end + 2], 1000)
            if words[end].text != "," or close:
                return Number(0, end + 2)
        return Number(int(digits) if len(digits) <= 6 else 0, end)

    def _group(self, mark: int, *marks: str) -> bool:
        """Whether three digits follow at once behind a mark: "2.500"."""
        words, reading = self._words, self._reading
        text = words[mark + 1].text
        return (
            words[mark].text in marks
            and len(text) == 3
            and text.isdecimal()
            and len(words[mark - 1].text) <= 3
            and reading.offsets[mark + 1] == reading.end(mark) + 1
        )

    def _spaced(self, at: int) -> bool:
        """Whether three digits follow behind one space: "2 500"."""
        text = self._words[at].text if at < self._limit else ""
        apart = len(text) == 3 and text.isdecimal() and self._reading.offsets[at] == self._reading.end(at) + 1
        return apart and "\n" not in self._reading.text(self._reading.end(at), self._reading.offsets[at])
