"""The language of a text by its script and a few tell-tale letters and words.

Feeds declare languages that their software was installed with: ``en-us`` on Arabic text is common. A
declaration is believed only where the script agrees.
"""

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files

UNKNOWN = "und"
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ckb", "ur", "ps", "sd", "ug", "ku"})
_LATIN_SCRIPT_NOT = _ARABIC_SCRIPT - {"ku"} | frozenset(
    {"he", "ru", "uk", "el", "zh", "ja", "ko", "hi", "hy", "ka", "th"}
)
_SAMPLE = 500
_TELLING = 0.03
"""Share of a language's own letters among all from which it is taken for that language."""


@functools.cache
def _lexicon() -> tuple[Mapping[str, frozenset[str]], Mapping[str, tuple[str, ...]]]:
    """Telling letters by language, and languages by telling word."""
    table = tomllib.loads(files("monitor.novelty").joinpath("languages.toml").read_text("utf-8"))
    letters = {lang: frozenset(entry["letters"]) for lang, entry in table["arabic"].items()}
    words: dict[str, tuple[str, ...]] = {}
    for lang, listed in table["latin"].items():
        for word in listed:
            words[word] = (*words.get(word, ()), lang)
    return letters, words


def detect(text: str, *declared: str | None) -> str:
    """BCP 47 primary subtag of a text, ``und`` when nothing tells.

    Args:
        text: title and teaser, or more.
        declared: primary subtags that somebody claimed, most specific first; None where nobody did.
    """
    sample = text[:_SAMPLE]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    claims = [claim for claim in declared if claim]
    if arabic + latin < 3:
        return claims[0] if claims else UNKNOWN
    if arabic >= latin:
        for claim in claims:
            if claim in _ARABIC_SCRIPT:
                return claim
        return _by_letters(sample, arabic)
    for claim in claims:
        if claim not in _LATIN_SCRIPT_NOT:
            return claim
    return _by_words(sample)


def _by_letters(sample: str, total: int) -> str:
    letters, _ = _lexicon()
    share = {lang: sum(sample.count(c) for c in own) / total for lang, own in letters.items()}
    best = max(share, key=lambda lang: share[lang])
    return best if share[best] >= _TELLING else "ar"


def _by_words(sample: str) -> str:
    _, words = _lexicon()
    hits = Counter(lang for word in _WORD.findall(sample.lower()) for lang in words.get(word, ()))
    ranked = hits.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return UNKNOWN
    return ranked[0][0]
