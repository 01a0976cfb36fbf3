"""Whom an Arabic sentence opens with, for the verbs of saying that go on with them.

"ربط رئيس الوزراء محمد السوداني ... وقال في مقابلة إن", in one sentence or in two.
"""

from monitor.extract.reading import Sentence
from monitor.extract.roles import Person
from monitor.extract.views import Views
from monitor.extract.voice import Speaker
from monitor.lang import Hit

__all__ = ["Openers"]

_OPENED = 5
"""How many tokens of an office may stand before the name of who opens a sentence."""

_ADJECTIVES = 3
"""How many words may stand between "the" and the official that it is: "the senior Iraqi official"."""
_MARKS = frozenset({":", ",", '"'})
"""Marks right after an Arabic verb that nobody is named as subject of."""


class Openers(Views):
    """Persons who are the subject of a sentence's first verb."""

    def opener(self, sentence: Sentence, people: list[Person], said: list[Hit]) -> Speaker | None:
        """Whom the first verb of an Arabic sentence has, and a verb of saying after it goes on with."""
        first = self.head(sentence, people)
        going_on = first and any(
            verb.first >= first[1] and self.nobody(verb.last) for verb in said if verb.last < sentence.last
        )
        return self.person(first, sentence) if first and going_on else None

    def went_before(self, sentence: Sentence) -> Speaker | None:
        """Whom the Arabic sentence before has for its subject, if nobody speaks in it."""
        if not self.reading.lexicon.verb_first or not sentence.number:
            return None
        before = self.reading.sentences[sentence.number - 1]
        if "said" in self.reading.cued(before.first, before.last):
            return None
        first = self.head(before, self.people(before))
        return self.person(first, before) if first else None

    def definite(self, sentence: Sentence, verb: Hit) -> bool:
        """Whether who speaks is the official of before: "the official added", "وأوضح المسؤول العراقي"."""
        if self.reading.lexicon.verb_first:
            return verb.last < sentence.last and self.is_word(verb.last, "the-official")
        at, words = verb.first - 1, self.reading.lexicon.words("the")
        led = [word.low for word in self.words[max(sentence.first, at - _ADJECTIVES - 1) : at]]
        return at > sentence.first and self.is_word(at, "the-official") and any(low in words for low in led)

    def head(self, sentence: Sentence, people: list[Person]) -> Person | None:
        """The person whose office follows the first word of a sentence."""
        start = max(self.dateline(sentence), self.reading.dateline + 1 if not sentence.number else 0)
        office = next((hit for at, hit in self.at["office"].items() if start <= at <= start + 2), None)
        near = office is not None and people and 0 <= people[0][0] - office.last <= _OPENED
        return people[0] if near else None

    def nobody(self, at: int) -> bool:
        """Whether the word right after an Arabic verb names nobody as its subject."""
        return self.words[at].low in _MARKS or self.is_word(at, "told", "no-subject")
