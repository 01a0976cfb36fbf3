"""The topic's words, compiled: which words of a text mean what.

A listed word matches a whole word in its normal form; with ``*`` at its end, every word that begins
so. Arabic clitics
in front of a word (and, so, in, to, the) are looked through. Where matches overlap, the longest wins; what
the user lists beats the name of a country.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from monitor.relevance.rules import LanguageRules, TopicRules
from monitor.text import normalise

_WORD = re.compile(r"[^\W_]+")
_CLITICS = re.compile(r"^(?:[وف](?=..))?(?:لل|[بكل]?ال|[بلك](?=...))?(?=..)")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_COUNTRY = re.compile(r"[A-Z]{2}")
_SHORTEST_PREFIX = 2
_GAP = 1
"""Characters between the words of one name: a space or a hyphen, but not a colon and a space."""
_NOT_COUNTRIES = frozenset(
    {"AQ", "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "TA", "DG", "EA", "IC", "CQ"}
)


class Concept(StrEnum):
    """What a word of the topic's lists stands for."""

    LEAVE = "leave"
    END = "end"
    STAY = "stay"
    PRESENCE = "presence"
    FORCE = "force"
    ACTOR = "actor"
    PLACE = "place"
    ELSEWHERE = "elsewhere"
    RIVAL = "rival"
    ASIDE = "aside"
    TOWARD = "toward"
    IGNORE = "ignore"


_WHOLE = (Concept.IGNORE, Concept.RIVAL)
"""Concepts that take a run of words for themselves when theirs is the longest."""


class Word(NamedTuple):
    """One word of a normal form: lower case, with its span there."""

    text: str
    start: int
    end: int


def words(normal: str, start: int = 0, end: int | None = None, offset: int = 0) -> list[Word]:
    """The words of ``normal[start:end]`` in order; ``offset`` is added to their spans."""
    found = _WORD.finditer(normal, start, len(normal) if end is None else end)
    return [Word(m.group().lower(), offset + m.start(), offset + m.end()) for m in found]


@lru_cache(maxsize=1 << 16)
def variants(word: str) -> tuple[str, ...]:
    """A word and, for Arabic script, what is left of it without the clitics in front."""
    if not _ARABIC.match(word):
        return (word,)
    found = {word: None}
    if word[0] in "وف" and len(word) > 3:
        found[word[1:]] = None
    bare = word[match.end() :] if (match := _CLITICS.match(word)) else word
    found[bare] = None
    if bare.startswith("ال") and len(bare) > 4:
        found[bare[2:]] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    prefix: bool

    def matches(self, forms: tuple[str, ...]) -> bool:
        return any(form.startswith(self.text) if self.prefix else form == self.text for form in forms)


@dataclass(frozen=True, slots=True)
class _Pattern:
    concept: Concept
    parts: tuple[_Part, ...]
    listed: bool
    """Whether the user lists it; the names of the world's countries give way to what is listed."""


def _pattern(concept: Concept, entry: str, *, listed: bool = True) -> _Pattern | None:
    parts = []
    for chunk in entry.split():
        found = words(normalise(chunk).text)
        for at, word in enumerate(found):
            bare = variants(word.text)[-1] if chunk.startswith("ال") and at == 0 else word.text
            parts.append(_Part(bare, chunk.endswith("*") and at == len(found) - 1))
    return _Pattern(concept, tuple(parts), listed) if parts else None


@cache
def territories(lang: str) -> dict[str, tuple[str, ...]]:
    """Names of the world's countries and territories by code, in one language, as CLDR has them."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(lang).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        code: (str(name),)
        for code, name in names.items()
        if _COUNTRY.fullmatch(code) and code not in _NOT_COUNTRIES and len(str(name)) > 2
    }


def _country_entries(name: str) -> Iterable[str]:
    """A country's name, and for Arabic its adjective: the name without article and last vowel, open at
    the end."""
    yield name
    folded = normalise(name).text
    if _ARABIC.match(folded) and " " not in folded:
        stem = folded.removeprefix("ال").rstrip("اه")
        if len(stem) >= 4:
            yield stem + "*"


class Lexicon:
    """The lists of one language, ready to look words up."""

    def __init__(self, lang: str, rules: LanguageRules, topic: TopicRules) -> None:
        self._exact: dict[str, list[_Pattern]] = {}
        self._prefix: dict[str, list[_Pattern]] = {}
        self._seen: dict[str, tuple[_Pattern, ...]] = {}
        for concept in Concept:
            for entry in getattr(rules, concept.value):
                self._add(_pattern(concept, entry))
        for code, names in territories(lang).items():
            if code in topic.places.neutral:
                continue
            concept = Concept.PLACE if code in topic.places.here else Concept.ELSEWHERE
            for name in names:
                for entry in _country_entries(name):
                    self._add(_pattern(concept, entry, listed=False))

    def _add(self, pattern: _Pattern | None) -> None:
        if pattern is None:
            return
        first = pattern.parts[0]
        patterns = (self._prefix if first.prefix else self._exact).setdefault(first.text, [])
        if pattern not in patterns:
            patterns.append(pattern)

    def _beginning(self, word: str) -> tuple[_Pattern, ...]:
        found = self._seen.get(word)
        if found is None:
            patterns: dict[_Pattern, None] = {}
            for form in variants(word):
                patterns |= dict.fromkeys(self._exact.get(form, ()))
                for end in range(_SHORTEST_PREFIX, len(form) + 1):
                    patterns |= dict.fromkeys(self._prefix.get(form[:end], ()))
            found = tuple(patterns)
            if len(self._seen) < 200_000:
                self._seen[word] = found
        return found

    def match(self, text: list[Word]) -> list[tuple[int, int, Concept]]:
        """Runs of words that mean something: (first word, end word, concept), in order of their first word.

        The words inside a name of another actor, or of something to ignore, mean nothing by themselves."""
        hits: list[tuple[int, int, Concept]] = []
        at = 0
        while at < len(text):
            beginning = self._beginning(text[at].text)
            if not beginning:
                at += 1
                continue
            longest: dict[Concept, int] = {}
            listed = False
            for pattern in beginning:
                size = len(pattern.parts)
                if at + size > len(text) or (listed and not pattern.listed):
                    continue
                if all(
                    part.matches(variants(text[at + k].text)) for k, part in enumerate(pattern.parts[1:], 1)
                ):
                    if pattern.listed and not listed:
                        listed, longest = True, {}
                    longest[pattern.concept] = max(size, longest.get(pattern.concept, 0))
            step = 1
            top = max(longest.values(), default=0)
            for concept in _WHOLE:
                if longest and longest.get(concept, 0) == top:
                    longest, step = {concept: top}, top
                    break
            hits.extend((at, at + size, concept) for concept, size in longest.items())
            at += step
        return hits
