"""The lexicon of a language.

Its words for time and its cues, loaded once from the TOML file beside this module.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from monitor.lang.phrases import PhraseBook

__all__ = ["LANGUAGES", "Lexicon", "guess", "lexicon"]

LANGUAGES = ("ar", "en", "fa", "ckb", "tr", "fr", "de")
"""Languages with a lexicon."""

_ARABIC = re.compile("[\u0620-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_KURDISH = re.compile("[ێۆڵڕە]")
_PERSIAN = re.compile("[پچژگیک]")
_ARABIC_SCRIPT = ("ar", "fa", "ckb")
_LATIN_SCRIPT = ("en", "tr", "fr", "de")


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


def guess(text: str, hint: str = "und") -> str:
    """The lexicon to read ``text`` with.

    ``hint`` when its script fits, else by script and telling letters.
    """
    sample = text[:4000]
    arabic = len(_ARABIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if arabic * 2 >= latin and arabic:
        if len(_KURDISH.findall(sample)) * 20 > arabic:
            return "ckb"
        if len(_PERSIAN.findall(sample)) * 25 > arabic:
            return "fa"
        return "ar" if hint not in _ARABIC_SCRIPT or hint == "ar" else hint
    return hint if hint in _LATIN_SCRIPT else "en"
