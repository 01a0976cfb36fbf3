"""Which language a text is in, from its letters and commonest words; a declared language only breaks ties."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+")
_READ = 600
"""Characters that are looked at."""
_LETTER = 2.0
"""Common words that one word with a telling letter counts for."""
_DECLARED = 0.5
"""Common words that a declared language counts for: less than one."""
_ALONE = {"cyrillic": "ru", "hebrew": "he"}
"""Scripts that stand for one language here."""


@dataclass(frozen=True, slots=True)
class _Signs:
    script: str
    words: frozenset[str]
    letters: frozenset[str]


@cache
def _languages() -> dict[str, _Signs]:
    held = tomllib.loads((files("monitor.relevance") / "languages.toml").read_text(encoding="utf-8"))
    return {
        lang: _Signs(signs["script"], frozenset(signs["words"]), frozenset(signs.get("letters", "")))
        for lang, signs in held.items()
    }


def detect(text: str, declared: str = UNKNOWN) -> str:
    """Primary subtag of the language of ``text``.

    Returns:
        the language whose common words and letters the text shows; the declared one when it shows none;
        ``und`` without either. Arabic script without a sign of another language is taken for Arabic.
    """
    declared = declared.split("-")[0].lower() or UNKNOWN
    found = _WORD.findall(text[:_READ].lower())
    if not found:
        return declared
    script = Counter(_script(word[0]) for word in found).most_common(1)[0][0]
    if script in _ALONE:
        return _ALONE[script]
    best, most = declared, 0.0
    for lang, signs in _languages().items():
        if signs.script != script:
            continue
        count = sum(word in signs.words for word in found) + (_DECLARED if lang == declared else 0.0)
        if signs.letters:
            count += _LETTER * sum(not signs.letters.isdisjoint(word) for word in found)
        if count > most:
            best, most = lang, count
    if most == 0.0 and script == "arabic":
        return "ar"
    return best


def _script(char: str) -> str:
    if "\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufeff":
        return "arabic"
    if char < "\u0250":
        return "latin"
    if "\u0400" <= char <= "\u04ff":
        return "cyrillic"
    if "\u0590" <= char <= "\u05ff":
        return "hebrew"
    return "other"
