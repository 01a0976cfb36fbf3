"""Persons in a text: names after an office, names at a verb of saying, last names known from before."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property

from monitor.extract.capitals import JOINERS, Capitals
from monitor.extract.names import is_adjective
from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit

__all__ = ["People"]


class People(Capitals):
    """The persons of one text, sentence by sentence in order: a last name stands for the whole once known."""

    def __init__(self, reading: Reading, known: Mapping[str, str]) -> None:
        super().__init__(reading)
        self.holders: dict[str, str] = {}
        """Arabic titles, with the adjective that follows, to who was named after them: "الرئيس الأميركي"."""
        self.naming: set[int] = set()
        """Numbers of the sentences that were found to name somebody."""
        self.held: set[int] = set()
        """First tokens of the Arabic offices whose holder is named."""
        self.posts: dict[str, str] = {}
        """English offices to who was named after them last: "prime minister"."""
        self.leads = self._leads()
        for tail, name in known.items():
            self.learn(tail, name)

    def _leads(self) -> list[int]:
        """Tokens at which a name can begin that is not known from before."""
        if self.arabic:
            verbs = (*self.at["said"], *self.at["said-weak"])
            return sorted({*self.at["office"], *self.told_ends, *(at - 1 for at in verbs if at)})
        return [
            at
            for at, token in enumerate(self.words)
            if token.text[0].isupper() or token.text in "-." or token.low in JOINERS
        ]

    def lead(self, at: int, limit: int) -> int:
        """The next token from ``at`` on at which a name can begin, or ``limit``."""
        found = bisect_left(self.leads, at)
        if found == len(self.leads) or (place := self.leads[found]) > limit:
            return limit
        return place

    def learn(self, tail: str, name: str) -> None:
        """From here on a last name, with or without a letter before it, stands for the whole."""
        if self.arabic and tail not in self.known:
            places = (at for forms in self.forms for at in _places(forms, tail))
            self.leads = sorted({*self.leads, *places})
        self.known[tail] = name

    @cached_property
    def titles(self) -> dict[int, str]:
        """Tokens after an office to the office."""
        hits = sorted(self.at["office"].values(), key=lambda hit: -hit.first)
        return {hit.last: self.post(hit) for hit in hits}  # the longest last

    def post(self, office: Hit) -> str:
        return " ".join(word.low for word in self.words[office.first : office.last])

    @cached_property
    def forms(self) -> tuple[list[str], list[str]]:
        """The words in lower case, and without their first letter."""
        lows = [word.low for word in self.words]
        return lows, [low[1:] for low in lows]

    def people(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """Persons of a sentence: first token, token after, whole name."""
        found: list[tuple[int, int, str]] = []
        at = self.lead(sentence.first, sentence.last)
        if at < sentence.last:
            at = self.lead(self.dateline(sentence), sentence.last)
        while at < sentence.last:
            span = self.arabic_name(at, sentence.last) if self.arabic else self.latin_name(at, sentence)
            if span is None:
                at = self.lead(at + 1, sentence.last)
                continue
            first, last = span
            name = self.quote(first, last)
            tail = self.words[last - 1].low
            name = self.known.get(tail, name) if last - first == 1 else name
            self.learn(tail, name)
            office = self.at["office"].get(at)
            if office is not None and self.arabic:
                self.held.add(at)
            if (
                self.arabic
                and office is not None
                and not self.serves(office)
                and len(self.title(office).split()) > 1
            ):
                self.holders[self.title(office)] = name
            if not self.arabic and first in self.titles:
                self.posts[self.titles[first]] = name
            if not found or not self.beneath(found[-1][1], first, sentence.last):
                found.append((first, last, name))
            at = self.lead(max(last, at + 1), sentence.last)  # a name may end before its office
        if found:
            self.naming.add(sentence.number)
        return found

    def serves(self, office: Hit) -> bool:
        """Whether an office is one beneath another: "مستشار لرئيس الوزراء"."""
        inner = (self.at["office"].get(at) for at in range(office.first + 1, office.last))
        return any(hit is not None and "ل" in self.words[hit.first].low[: hit.cut] for hit in inner)

    def title(self, office: Hit) -> str:
        """An office with the definite adjective after it."""
        words = [word.low for word in self.words[office.first : office.last + 1]]
        words[0] = words[0][office.cut :]
        return " ".join(words if is_adjective(words[-1]) else words[:-1])

    def dateline(self, sentence: Sentence) -> int:
        """The token after "NEW YORK (Agency) -" at the head of a sentence; its first one without such."""
        at, depth = sentence.first, 0
        while at < min(sentence.first + 14, sentence.last):
            token = self.words[at]
            if token.text == "-" and at > sentence.first and self.reading.end(at) < self.reading.offsets[at]:
                return at + 1
            depth += (token.text == "(") - (token.text == ")")
            if not (depth or token.text in ",)/.-" or token.text.isupper() or token.text[0].isdigit()):
                break
            at += 1
        return sentence.first

    def beneath(self, end: int, first: int, limit: int) -> bool:
        """Whether a person is only named in the office of the one before: "X, an adviser to Y, said"."""
        if end >= limit or self.words[end].low != ",":
            return False
        between = range(end + 1, first)
        if not self.arabic and not any(self.is_word(at, "serves") for at in between):
            return False  # "After talks with X, Prime Minister Y said"
        return any(at in self.at["office"] for at in between[:5]) and all(
            self.words[at].low != "," for at in between
        )


def _places(words: list[str], word: str) -> Iterator[int]:
    """Where a word stands among words."""
    at = -1
    for _ in range(words.count(word)):
        at = words.index(word, at + 1)
        yield at
