"""Which language a text is in, from its letters and commonest words.

Feeds declare languages that their software was installed with: ``en-us`` on Arabic text is common. So the
text decides; what is declared breaks ties, and is taken where the text tells nothing and its script agrees.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["SCRIPTS", "UNKNOWN", "Signs", "detect", "known_languages", "script_of"]

UNKNOWN = "und"
SCRIPTS = ("latin", "arabic", "cyrillic", "hebrew", "other")
_WORD = re.compile(r"(?!\b[ae]l-)(?<![ae](?=l-))(?:[^\W\d_]{2,}|[^\W\d_](?![\w\"«“(]))")
"""A word, and no Arabic "and" that is written with a number or a quotation: "و31" has no Persian "و".

Nor the article of an Arabic name: "Ain al-Asad" has no Italian "al".
"""
_SHORT = 12
"""Words of a headline; a longer English text has a common word."""
_READ = 600
"""Characters that are looked at."""
_LETTER = 2.0
"""Common words that a telling letter in a word counts for."""
_DECLARED = 0.5
"""Common words that a declared language counts for: less than one."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a language is told by."""

    lang: str
    script: str
    """One of :data:`SCRIPTS`."""
    words: frozenset[str]
    """Common ones, in lower case."""
    letters: frozenset[str] = frozenset()
    """Those that set it apart from others in its script."""
    alone: bool = False
    """Stands for its script where nothing else tells."""
    short: bool = False
    """Stands for its script in a short text whose letters bear no marks, where nothing else tells."""


@cache
def _languages() -> Mapping[str, Signs]:
    held = tomllib.loads(files("monitor.lang").joinpath("detection.toml").read_text(encoding="utf-8"))
    return {
        lang: Signs(
            lang,
            signs["script"],
            frozenset(signs.get("words", ())),
            frozenset(signs.get("letters", "")),
            signs.get("alone", False),
            signs.get("short", False),
        )
        for lang, signs in held.items()
    }


def known_languages() -> Mapping[str, Signs]:
    """The languages that can be told, with or without a lexicon."""
    return _languages()


@dataclass(frozen=True, slots=True)
class _Index:
    """Languages, and their signs the other way round for one pass over a text."""

    languages: Mapping[str, Signs]
    words: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, tuple[str, ...]]
    telling: re.Pattern[str]
    """Any letter that tells something."""


@lru_cache(maxsize=16)
def _index(more: tuple[Signs, ...]) -> _Index:
    """The languages with more signs: of a known one they join its own, its script stays."""
    found = dict(_languages())
    for signs in more:
        old = found.get(signs.lang)
        found[signs.lang] = (
            signs
            if old is None
            else replace(old, words=old.words | signs.words, letters=old.letters | signs.letters)
        )
    words: dict[str, list[str]] = {}
    letters: dict[str, list[str]] = {}
    for lang, signs in found.items():
        for index, entries in ((words, signs.words), (letters, signs.letters)):
            for entry in entries:
                index.setdefault(entry, []).append(lang)
    return _Index(
        found,
        {word: tuple(langs) for word, langs in words.items()},
        {letter: tuple(langs) for letter, langs in letters.items()},
        re.compile(f"[{re.escape(''.join(letters))}]"),
    )


def detect(text: str, *declared: str | None, more: tuple[Signs, ...] = ()) -> str:
    """Primary subtag of the language of a text.

    Args:
        text: title and teaser, or more; its first 600 characters are looked at.
        declared: language tags that somebody claimed, most specific first; None where nobody did.
        more: signs beside those that ship.

    Returns:
        The language whose common words and letters the text shows; without any the first declared one whose
        script agrees, else the one that stands for the script, in Latin letters only for a plain headline;
        ``und`` when nothing tells.
    """
    claims = [tag.split("-")[0].lower() for tag in declared if tag]
    claims = [claim for claim in claims if claim != UNKNOWN]
    head = text[:_READ].lower()
    found = _WORD.findall(head)
    if not found:
        return claims[0] if claims else UNKNOWN
    scripts: Counter[str] = Counter()
    for letter, times in Counter([word[0] for word in found]).items():
        scripts[_script(letter)] += times
    script = max(scripts, key=scripts.__getitem__)
    index = _index(more)
    languages = index.languages
    claim = next((c for c in claims if c not in languages or languages[c].script == script), None)
    counts = dict.fromkeys(languages, 0.0)
    for word in found:
        for lang in index.words.get(word, ()):
            counts[lang] += 1
    for letter in index.telling.findall(head):
        for lang in index.letters[letter]:
            counts[lang] += _LETTER
    if claim in counts:
        counts[claim] += _DECLARED
    best, most = claim or UNKNOWN, 0.0
    for lang, signs in languages.items():
        if signs.script == script and counts[lang] > most:
            best, most = lang, counts[lang]
    if best != UNKNOWN:
        return best
    short = len(found) <= _SHORT and all(map(str.isascii, found))
    alone = (
        lang
        for lang, signs in languages.items()
        if (signs.alone or (short and signs.short)) and signs.script == script
    )
    return next(alone, UNKNOWN)


def script_of(lang: str) -> str | None:
    """``latin``, ``arabic``, ``cyrillic``, ``hebrew`` or ``other``; None for an unknown language."""
    signs = _languages().get(lang)
    return signs.script if signs else None


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    if "\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u08ff" or "\ufb50" <= char <= "\ufeff":
        return "arabic"
    if char < "\u0250":
        return "latin"
    if "\u0400" <= char <= "\u04ff":
        return "cyrillic"
    if "\u0590" <= char <= "\u05ff" or "\ufb1d" <= char <= "\ufb4f":
        return "hebrew"
    return "other"
