"""The lexicon of a language: its words for time and its cues, and what a user changes in them.

What ships is read once from the TOML file beside this module. A user's changes are values handed in
(:class:`Changes`), so that the same text with the same changes is always read alike.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from monitor.lang.detection import Signs, detect, script_of
from monitor.lang.pattern import spelled_out
from monitor.lang.phrases import PhraseBook

__all__ = [
    "GRAMMAR",
    "LANGUAGES",
    "SHIPPED",
    "WORD",
    "Changes",
    "Labelled",
    "Lexicon",
    "Lexicons",
    "lexicon",
    "lexicon_for",
    "word_fault",
]

LANGUAGES = ("ar", "en", "fa", "ckb", "tr", "fr", "de")
"""Languages with a lexicon of the package."""

GRAMMAR = (
    "verb-first", "verb-last", "verb-may-close", "adjective-last", "name-before-office", "no-capitals",
    "week-from-saturday",
)  # fmt: skip
"""What the rules ask of a language, as its file lists it under ``grammar``; one with none is like English."""

_NAMING = frozenset({"housed", "name-gap", "name-link", "not-name", "quoting", "said-gap", "seat"})
"""Labels of cues by which alone the names of persons are found; of all cues of a text a third."""

WORD = "word:"
"""What the labels of whole words begin with: "and", "of". A rule asks whether a word of the text is one of
them, which costs less than to look for what stands in every line.
"""

_CUES = (1, 2)
"""Numbers of the tables of cues (:attr:`Lexicon.tables`)."""

Labelled = tuple[tuple[str, tuple[str, ...]], ...]
"""Phrases under their labels, as pairs: hashable, in the order written."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a user adds to the lexicon of a language, or switches off in it."""

    lang: str
    time: Labelled = ()
    cues: Labelled = ()
    no_time: Labelled = ()
    """Phrases that ship and are not to count."""
    no_cues: Labelled = ()
    signs: Signs | None = None
    """What else the language is told by."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language. Two are equal only when they are one."""

    lang: str
    time: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    grammar: frozenset[str] = frozenset()
    """Those of :data:`GRAMMAR` that hold for it."""

    @cached_property
    def verb_first(self) -> bool:
        """Whether its verb opens the sentence: who speaks stands behind the verb of saying."""
        return "verb-first" in self.grammar

    @cached_property
    def verb_last(self) -> bool:
        """Whether its verb closes the sentence: what is denied or put off stands before the word for it."""
        return "verb-last" in self.grammar

    @cached_property
    def verb_may_close(self) -> bool:
        """Whether at least its participles and subordinate verbs do."""
        return self.verb_last or "verb-may-close" in self.grammar

    @cached_property
    def adjective_last(self) -> bool:
        """Whether its adjectives follow their noun: "his Turkish counterpart" is نظيره التركي."""
        return "adjective-last" in self.grammar

    @cached_property
    def name_before_office(self) -> bool:
        """Whether who holds an office is named before it."""
        return "name-before-office" in self.grammar

    @cached_property
    def week_from_saturday(self) -> bool:
        """Whether weeks begin on Saturday where it is spoken (CLDR ``weekData``), for a named day of one."""
        return "week-from-saturday" in self.grammar

    @cached_property
    def capitals(self) -> bool:
        """Whether its script has them, so that names are told by them."""
        return "no-capitals" not in self.grammar

    @cached_property
    def solar(self) -> bool:
        """Whether its years of four digits before 1500 are those of the Solar Hijri calendar."""
        return any(label.startswith("solar:") for label in self.time)

    @cached_property
    def tables(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """Its words for time, its cues, and those that only tell where names begin and end."""
        looked_for = {label: words for label, words in self.cues.items() if not label.startswith(WORD)}
        cues = {label: words for label, words in looked_for.items() if label not in _NAMING}
        naming = {label: words for label, words in looked_for.items() if label in _NAMING}
        return self.time, cues, naming

    def words(self, *kinds: str) -> frozenset[str]:
        """The whole words of some kinds, in lower case: of "and" and "or" what joins two of a list."""
        known = self._words.get(kinds)
        if known is None:
            known = frozenset(word for kind in kinds for word in self.cues.get(WORD + kind, ()))
            self._words[kinds] = known
        return known

    @cached_property
    def _words(self) -> dict[tuple[str, ...], frozenset[str]]:
        """What was asked for before."""
        return {}

    @cached_property
    def book(self) -> PhraseBook:
        """Its tables, compiled."""
        return self.compiled()

    def compiled(self, *more: Mapping[str, Iterable[str]]) -> PhraseBook:
        """Its tables, and more behind them, as one book: of a cue only the longest phrase counts."""
        return PhraseBook(*self.tables, *more, single=_CUES, whole=self.words("whole"))


@dataclass(frozen=True)
class Lexicons:
    """The lexicons that texts are read with: those that ship, with a user's changes."""

    changes: tuple[Changes, ...] = ()
    """At most one for each language."""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages with a lexicon."""
        return tuple(dict.fromkeys((*LANGUAGES, *(change.lang for change in self.changes))))

    @cached_property
    def _signs(self) -> tuple[Signs, ...]:
        return tuple(change.signs for change in self.changes if change.signs is not None)

    def of(self, lang: str) -> Lexicon:
        """The lexicon of a language. Raises ``KeyError`` for a language without one."""
        return lexicon(lang, next((change for change in self.changes if change.lang == lang), None))

    def detect(self, text: str, *declared: str | None) -> str:
        """The language of a text, as :func:`monitor.lang.detection.detect` tells it."""
        return detect(text, *declared, more=self._signs)

    def nearest(self, lang: str) -> Lexicon:
        """The lexicon of a language, or else Arabic for Arabic script and English for any other."""
        if lang in self.languages:
            return self.of(lang)
        return self.of("ar" if script_of(lang) == "arabic" else "en")


SHIPPED = Lexicons()
"""Without changes."""


@lru_cache(maxsize=64)
def lexicon(lang: str, changes: Changes | None = None) -> Lexicon:
    """The lexicon of ``lang``, remembered by the value of what it is made from.

    Raises:
        KeyError: it is none of :data:`LANGUAGES`, and nothing is added for it.
    """
    if lang not in LANGUAGES and changes is None:
        raise KeyError(lang)
    tables = _tables(lang) if lang in LANGUAGES else {}
    time = _merged(
        tables.get("time", {}), changes.time if changes else (), changes.no_time if changes else ()
    )
    cues = _merged(
        tables.get("cues", {}), changes.cues if changes else (), changes.no_cues if changes else ()
    )
    return Lexicon(lang, MappingProxyType(time), MappingProxyType(cues), frozenset(tables.get("grammar", ())))


def lexicon_for(text: str, *declared: str | None) -> Lexicon:
    """The lexicon that ships to read ``text`` with: of its language, or else of its script."""
    return SHIPPED.nearest(detect(text, *declared))


def word_fault(word: str) -> str | None:
    """Why what stands under a label of whole words is none; None when it is one."""
    return None if word.isalpha() else "is no single word, and takes no sign"


def _tables(lang: str) -> dict[str, Any]:
    return tomllib.loads(files("monitor.lang").joinpath(f"{lang}.toml").read_text(encoding="utf-8"))


def _merged(
    shipped: Mapping[str, Iterable[str]], added: Labelled, removed: Labelled
) -> dict[str, tuple[str, ...]]:
    """Phrases by label: what ships, what is added behind it, less what is switched off; each once."""
    found = {label: dict.fromkeys(spelled_out(written)) for label, written in shipped.items()}
    for label, written in added:
        found.setdefault(label, {}).update(dict.fromkeys(spelled_out(written)))
    for label, written in removed:
        for phrase in spelled_out(written):
            found.get(label, {}).pop(phrase, None)
    return {label: tuple(each) for label, each in found.items()}
