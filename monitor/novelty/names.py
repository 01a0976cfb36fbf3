"""Names across scripts: a word reduced to the consonants that both scripts write."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from monitor.lang import LANGUAGES, lexicon
from monitor.text import normalise

SHORTEST = 3
"""Sounds of a name at least: fewer are shared by chance."""
DISTINCT = 4
"""Sounds from which a name is hardly another word that sounds alike."""

_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = re.compile(r"[وف]?(?:[بك]?ال|لل)|[وف](?=\w{4})")
_TWICE = re.compile(r"(.)\1+")


def names(text: str, lang: str) -> dict[str, str]:
    """What may be names in a text: sounds to the word as written.

    In Latin script these are capitalised words that the language's lexicon does not know as something else;
    Arabic script has no capitals, so there it is every word, and what is no name meets nothing in the other.
    """
    ordinary = _ordinary(lang)
    found: dict[str, str] = {}
    for word in _WORD.findall(normalise(text).text):
        if (not _is_arabic(word) and not word[0].isupper()) or word.lower() in ordinary:
            continue
        spoken = sounds(word)
        if len(spoken) >= SHORTEST:
            found.setdefault(spoken, word)
    return found


@lru_cache(maxsize=50_000)
def sounds(word: str) -> str:
    """The consonants of a word in normal form, each once in a row: "Khazali" and "الخزعلي" are "kzl"."""
    if _is_arabic(word):
        return _TWICE.sub(r"\1", "".join(_table("arabic").get(letter, "") for letter in bare(word)))
    table = _table("latin")
    low = _pattern().sub(lambda found: table[found.group()], word.lower())
    return _TWICE.sub(r"\1", "".join(letter for letter in low if letter in _SOUNDS))


def bare(word: str) -> str:
    """An Arabic word without the conjunction, preposition and article written together with it."""
    match = _PARTICLES.match(word)
    return word[match.end() :] if match and len(word) - match.end() >= 3 else word


_SOUNDS = frozenset("btgdrzsfklmn")


def _is_arabic(word: str) -> bool:
    return "\u0620" <= word[0] <= "\u06d3"


@cache
def _table(script: str) -> Mapping[str, str]:
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files("monitor.novelty").joinpath("sounds.toml").read_text("utf-8")
    )
    return table[script]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(_table("latin")))


@cache
def _ordinary(lang: str) -> frozenset[str]:
    """Capitalised words of a language that are no names: months, days, nationalities, "The"."""
    if lang not in LANGUAGES:
        return frozenset()
    known = lexicon(lang)
    phrases = [*known.cues.get("not-name", ()), *known.cues.get("office", ()), *known.cues.get("sources", ())]
    for label, spellings in known.time.items():
        if label.removeprefix("maybe-").partition(":")[0] in ("month", "weekday", "hijri"):
            phrases += spellings
    return frozenset(word for phrase in phrases for word in phrase.split() if "*" not in word)
