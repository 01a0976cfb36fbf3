"""Whether who speaks only gives an opinion: an analyst, a columnist, somebody who no longer holds the office.

What counts is what the text calls the one who speaks, right beside the name: "X, a fellow at Chatham House,
said", not "speaking at Chatham House, the minister said" nor "the minister said, contradicting analysts".
"""

from functools import cached_property

from monitor.extract.headings import Headings
from monitor.extract.reading import Sentence
from monitor.extract.roles import Person, Role
from monitor.extract.voice import SOURCES, Speaker
from monitor.lang import Hit
from monitor.records import Rank

__all__ = ["Views"]

_LABELS = ("commentary", "no-longer")
_STOPS = frozenset((",", ":", ";", '"', "(", ")", "."))
"""Marks at which what somebody is called before the name begins."""
_LED = 12
"""Tokens before a name that may tell who it is."""
_CALLED = 4
"""Tokens from the comma behind a name to the word that tells who it is: "X, who is a fellow"."""
_ASIDE = 25
"""Tokens that may stand between the commas behind a name."""
_THINKS = 24
"""Tokens between "expects" and its "that"."""
_POINTS = frozenset((".", "-"))


class Views(Headings):
    """Who speaks, and whether what they say is only their view."""

    @cached_property
    def opinions(self) -> dict[str, bool]:
        """Persons named so far to whether they were called commentators."""
        return {}

    def views(self, name: str, first: int, last: int, sentence: Sentence) -> bool | None:
        """Whether a person who is named at some tokens only gives a view; None where nothing tells who it is.

        Who was told once is the same further down.
        """
        start = self.called_from(first, sentence)
        head = self.reading.cued(start, last)
        end = self.called_until(last, sentence)
        if not head.keys().isdisjoint(_LABELS):
            return self.called(name, views=True)
        if "office" in head and start < first:
            return self.called(name, views=False)
        if start > sentence.first and self.words[start - 1].low == ",":
            before = self.called_from(start - 1, sentence)
            if self.arabic or self.is_word(before, "article"):
                cues = self.reading.cued(before, start)
                if "office" in cues or "role" in cues or not cues.keys().isdisjoint(_LABELS):
                    return self.called(name, views=not cues.keys().isdisjoint(_LABELS))
        cues = self.reading.cued(last, end)
        close = self.reading.cued(last, min(end, last + 1 + _CALLED))
        if not close.keys().isdisjoint(_LABELS) or (
            ("role" in close or "office" in close) and not cues.keys().isdisjoint(_LABELS)
        ):
            return self.called(name, views=True)
        if "office" in close:
            return self.called(name, views=False)
        return self.opinions.get(name)

    def people(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """Persons of a sentence; whoever is called a commentator there is one further down too."""
        found = super().people(sentence)
        for first, last, name in found:
            if name not in self.opinions:
                self.views(name, first, last, sentence)
        return found

    def person(self, who: Person, sentence: Sentence) -> Speaker:
        """A person who speaks on record, and whether only to give a view."""
        first, last, name = who
        return Speaker(name, Rank.OFFICIAL, views=self.views(name, first, last, sentence))

    def nameless(self, hit: Hit, roles: list[Role]) -> Speaker:
        """Unnamed sources, and whether they are commentators: "some analysts", "former officials"."""
        role = next((role for role in roles if role.head is hit), None)
        return SOURCES._replace(views=self.of_role(role)) if role else SOURCES

    def that(self, verb: Hit, sentence: Sentence) -> bool:
        """Whether a verb tells what somebody thinks: a word for "that" follows."""
        return any(
            self.is_word(at, "told") for at in range(verb.last, min(verb.last + _THINKS, sentence.last))
        )

    def called(self, name: str, *, views: bool) -> bool:
        self.opinions[name] = views
        return views

    def called_from(self, first: int, sentence: Sentence) -> int:
        """Where what somebody is called before the name begins: "former US ambassador X"."""
        at = first
        while at > max(sentence.first, first - _LED):
            word = self.words[at - 1]
            if word.text in _POINTS and (word.text == "-" or len(self.words[at - 2].text) <= 5):
                at -= 1  # "Gen.", "al-"
                continue
            if (
                word.low in _STOPS
                or self.is_word(at - 1, "told")
                or (at - 1 in self.spoken and at - 1 not in self.parts)
            ):
                break
            at -= 1
        return at

    def called_until(self, last: int, sentence: Sentence) -> int:
        """Where what somebody is called behind the name ends: "X, a fellow at Y, said"; "X of Y"."""
        limit = min(sentence.last, last + _ASIDE)
        if last >= limit:
            return last
        if self.words[last].low != "," and (self.arabic or not self.is_word(last, "post")):
            return last
        at = last + 1
        while (
            at < limit
            and self.words[at].low not in _STOPS
            and not self.is_word(at, "told")
            and at not in self.spoken
        ):
            at += 1
        return at

    def of_role(self, role: Role) -> bool | None:
        """Whether who is told by office alone only gives a view: "a retired colonel", "a researcher"."""
        first = role.first
        while first > 1 and self.words[first - 1].text == "." and len(self.words[first - 2].text) == 1:
            first -= 2  # "a former U.S. envoy"
        cues = self.reading.cued(max(0, first - (first < role.first)), max(role.last, role.head.last))
        if not cues.keys().isdisjoint(_LABELS):
            return True
        return None if role.head.label == "sources" else False

    def answered(self, verb: Hit, hit: Hit) -> bool:
        """Whether commentators behind an English verb are only answered: "dismissed the analysts' doubts"."""
        if self.arabic or hit.first < verb.last or hit.last >= len(self.words):
            return False
        return self.words[hit.last].low == "'" and hit.first in self.commenting

    @cached_property
    def commenting(self) -> set[int]:
        """Tokens at which a word for commentators stands."""
        return {hit.first for hit in self.reading.cued(0, len(self.words)).get("commentary", ())}

    @cached_property
    def spoken(self) -> set[int]:
        """Tokens of verbs of saying, the weak ones too."""
        hits = (hit for label in ("said", "said-weak") for hit in self.at[label].values())
        return {at for hit in hits for at in range(hit.first, hit.last)}
