"""Names in capitals, in scripts that have them."""

from monitor.extract.names import Names
from monitor.extract.reading import Sentence

__all__ = ["JOINERS", "Capitals"]

JOINERS = frozenset({"al", "bin", "ibn", "abu", "abdul", "von", "de"})
_OF = frozenset({"von", "de"})
"""Joiners that begin no name: "nach Angaben von Diplomaten"."""
_ARTICLES = frozenset({"el", "es", "en", "er", "et", "ed", "ez", "as", "an", "ar", "ad", "az"})
"""The Arabic article in other spellings: part of a name where a hyphen follows ("es-Sudani")."""
_STOPS = frozenset((",", ".", '"'))
_HELPING = frozenset(("has", "had", "also", "later", "was", "then"))
_CLAUSES = frozenset((",", '"', "-", ":", "but", "and", "while"))


class Capitals(Names):
    """The names of one text, told by their capitals too."""

    def latin_name(self, at: int, sentence: Sentence) -> tuple[int, int] | None:
        """Two or more capitalised words, or a known last name, that are no place, day or office."""
        if not self.words[at].text[0].isupper() and (self.words[at].low in _OF or not self.joiner(at)):
            return None
        first = at
        last = at
        while last < sentence.last and (self.capital(last) or self.joiner(last)):
            last += 1
        while last > first and not self.capital(last - 1):
            last -= 1
        while first < last:
            hit = self.at["office"].get(first) or self.at["not-name"].get(first)
            if hit is None and self.words[first].text not in (".", "-"):
                break
            first = min(last, hit.last) if hit else first + 1
        if last <= first:
            return None
        offices = first > at or (at > sentence.first and at in self.office_ends)
        words = [word for word in self.words[first:last] if word.text[0].isalpha() and word.low != "al"]
        low = self.words[last - 1].low
        if len(words) == 1 and not (low in self.known or offices):
            offices = self.words[first].low == "al" or self.speaks(first, last, sentence)
        if len(words) >= 2 or (len(words) == 1 and (low in self.known or offices) and len(low) > 2):
            return first, last
        return None

    def speaks(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether an unknown word opens a clause right before its verb of saying, as a last name does."""
        words = self.words
        if last - first > 1 or last >= len(words) or words[first].low.endswith("s"):
            return False
        if not self.unmarked(first) or not words[first].text.istitle():
            return False
        if first in self.told_ends and words[last].text in _STOPS:
            return True  # "according to X."
        verb = last + (words[last].low in _HELPING)
        opens = first == sentence.first or words[first - 1].text in _CLAUSES
        if words[last].text == "," and last + 1 < len(words) and words[last + 1].low in ("who", "speaking"):
            return opens
        return opens and verb in self.at["said"]

    def capital(self, at: int) -> bool:
        text = self.words[at].text
        if not text[0].isupper() or at in self.at["institution"] or at in self.at["agency"]:
            return False
        return at not in self.at["not-name"] or at in self.at["office"] or self.inner(at)

    def inner(self, at: int) -> bool:
        """Whether a word that is none of a name stands inside one: "Mohammed Shia al-Sudani"."""
        words = self.words
        if not 0 < at < len(words) - 2 or at - 1 in self.at["not-name"] or at - 1 in self.at["office"]:
            return False
        return words[at - 1].text.istitle() and words[at + 1].low == "al" and words[at + 2].text == "-"

    def joiner(self, at: int) -> bool:
        """What may stand inside a name: "al-", "bin", a hyphen, the point of an initial."""
        token = self.words[at]
        if token.low in JOINERS:
            return at + 1 < len(self.words)
        if token.low in _ARTICLES:
            return at + 1 < len(self.words) and self.words[at + 1].text == "-"
        if token.text == "-":
            return self.reading.end(at) == self.reading.offsets[at]
        return token.text == "." and at > 0 and len(self.words[at - 1].text) <= 3
