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

from monitor.lang.detection import Signs, detect, script_of
from monitor.lang.phrases import PhraseBook

__all__ = ["LANGUAGES", "SHIPPED", "Changes", "Labelled", "Lexicon", "Lexicons", "lexicon", "lexicon_for"]

LANGUAGES = ("ar", "en", "fa", "ckb", "tr", "fr", "de")
"""Languages with a lexicon of the package."""

_VERB_LAST = frozenset({"fa", "ckb", "tr"})
"""Those whose verb closes the sentence."""

_NAMING = frozenset({"housed", "name-gap", "name-link", "not-name", "quoting", "said-gap", "seat"})
"""Labels of cues by which alone the names of persons are found; of all cues of a text a third."""

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

    @property
    def verb_last(self) -> bool:
        """Whether its verb closes the sentence: what is denied or put off stands before the word for it."""
        return self.lang in _VERB_LAST

    @property
    def verb_may_close(self) -> bool:
        """Whether at least its participles and subordinate verbs do."""
        return self.verb_last or self.lang == "de"

    @cached_property
    def solar(self) -> bool:
        """Whether its years of four digits before 1500 are those of the Solar Hijri calendar."""
        return any(label.startswith("solar:") for label in self.time)

    @cached_property
    def tables(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """Its words for time, its cues, and those that only tell where names begin and end."""
        cues = {label: words for label, words in self.cues.items() if label not in _NAMING}
        naming = {label: words for label, words in self.cues.items() if label in _NAMING}
        return self.time, cues, naming

    @cached_property
    def book(self) -> PhraseBook:
        """Its tables, compiled."""
        return PhraseBook(*self.tables)


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
    return Lexicon(lang, MappingProxyType(time), MappingProxyType(cues))


def lexicon_for(text: str, *declared: str | None) -> Lexicon:
    """The lexicon that ships to read ``text`` with: of its language, or else of its script."""
    return SHIPPED.nearest(detect(text, *declared))


def _tables(lang: str) -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files("monitor.lang").joinpath(f"{lang}.toml").read_text(encoding="utf-8"))


def _merged(
    shipped: Mapping[str, Iterable[str]], added: Labelled, removed: Labelled
) -> dict[str, tuple[str, ...]]:
    """Phrases by label: what ships, what is added behind it, less what is switched off; each once."""
    found = {label: dict.fromkeys(phrases) for label, phrases in shipped.items()}
    for label, phrases in added:
        found.setdefault(label, {}).update(dict.fromkeys(phrases))
    for label, phrases in removed:
        for phrase in phrases:
            found.get(label, {}).pop(phrase, None)
    return {label: tuple(phrases) for label, phrases in found.items()}
