"""The lexicon of a language.

Its words for time and its cues, loaded once from the TOML file beside this module.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from monitor.lang.detection import detect, script_of
from monitor.lang.phrases import PhraseBook

__all__ = ["LANGUAGES", "Lexicon", "lexicon", "lexicon_for"]

LANGUAGES = ("ar", "en", "fa", "ckb", "tr", "fr", "de")
"""Languages with a lexicon."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, as written in its file and compiled."""

    lang: str
    time: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    time_book: PhraseBook
    cue_book: PhraseBook


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang``, one of :data:`LANGUAGES`; Raises ``KeyError`` for any other."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    tables = tomllib.loads(files("monitor.lang").joinpath(f"{lang}.toml").read_text(encoding="utf-8"))
    time = {label: tuple(words) for label, words in tables.get("time", {}).items()}
    cues = {label: tuple(words) for label, words in tables.get("cues", {}).items()}
    return Lexicon(lang, MappingProxyType(time), MappingProxyType(cues), PhraseBook(time), PhraseBook(cues))


def lexicon_for(text: str, *declared: str | None) -> Lexicon:
    """The lexicon to read ``text`` with.

    That of its language; where there is none, Arabic for Arabic script and English for any other.
    """
    lang = detect(text, *declared)
    if lang in LANGUAGES:
        return lexicon(lang)
    return lexicon("ar" if script_of(lang) == "arabic" else "en")
