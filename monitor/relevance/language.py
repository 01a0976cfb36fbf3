"""Which language a text is in, from its letters and commonest words; a declared language only breaks ties."""

import re
from collections import Counter

_HINTS: dict[str, frozenset[str]] = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "a",
            "is",
            "for",
            "on",
            "that",
            "with",
            "from",
            "by",
            "as",
            "at",
            "its",
            "was",
            "has",
            "will",
            "be",
            "says",
            "after",
            "over",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "de",
            "et",
            "en",
            "un",
            "une",
            "dans",
            "pour",
            "sur",
            "que",
            "qui",
            "au",
            "aux",
            "par",
            "est",
            "avec",
            "d",
            "l",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "in",
            "den",
            "von",
            "zu",
            "mit",
            "für",
            "auf",
            "dem",
            "ist",
            "im",
            "des",
            "ein",
            "eine",
            "nicht",
            "nach",
            "aus",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "de",
            "del",
            "y",
            "en",
            "que",
            "un",
            "una",
            "por",
            "con",
            "para",
            "se",
            "su",
            "al",
            "es",
            "tras",
            "lo",
        ]
    ),
    "tr": frozenset(
        [
            "ve",
            "bir",
            "bu",
            "için",
            "ile",
            "de",
            "da",
            "den",
            "dan",
            "olarak",
            "sonra",
            "kadar",
            "ise",
            "en",
            "yeni'den",
            "daha",
        ]
    ),
    "ar": frozenset(
        [
            "في",
            "من",
            "على",
            "إلى",
            "الى",
            "عن",
            "أن",
            "ان",
            "التي",
            "الذي",
            "بعد",
            "مع",
            "هذا",
            "هذه",
            "قبل",
            "بين",
            "خلال",
            "ما",
            "لا",
        ]
    ),
    "fa": frozenset(
        [
            "در",
            "از",
            "به",
            "که",
            "را",
            "با",
            "این",
            "است",
            "برای",
            "آن",
            "های",
            "شد",
            "می",
            "کرد",
            "خود",
            "تا",
            "و",
        ]
    ),
    "ckb": frozenset(["لە", "بۆ", "و", "بە", "کە", "ئەو", "ئەم", "لەگەڵ", "دوای", "لەسەر"]),
}
_LETTERS = {
    "ckb": frozenset("ێۆڕڵەڤ"),
    "fa": frozenset("پچژگیک"),
    "tr": frozenset("ğışİ"),
    "de": frozenset("ßäöü"),
}
_WORD = re.compile(r"[^\W\d_]+")
_READ = 600
UNKNOWN = "und"


def detect(text: str, declared: str = UNKNOWN) -> str:
    """Primary subtag of the language of ``text``; the declared one when the text does not tell; ``und`` without either."""
    head = text[:_READ]
    declared = declared.split("-")[0].lower()
    found = _WORD.findall(head.lower())
    if not found:
        return declared or UNKNOWN
    scripts = Counter(_script(word[0]) for word in found)
    script = scripts.most_common(1)[0][0]
    candidates = {
        "arabic": ("ar", "fa", "ckb"),
        "latin": ("en", "fr", "de", "es", "tr"),
    }.get(script)
    if candidates is None:
        return {"cyrillic": "ru", "hebrew": "he"}.get(script, declared or UNKNOWN)
    counts = {
        lang: sum(word in _HINTS[lang] for word in found)
        + sum(2 for word in found if not _LETTERS.get(lang, frozenset()).isdisjoint(word))
        * (1.0 if lang != "fa" else 0.5)
        + (0.5 if lang == declared else 0.0)
        for lang in candidates
    }
    best = max(counts, key=lambda lang: counts[lang])
    if counts[best] <= 0:
        return "ar" if script == "arabic" else (declared if declared != UNKNOWN else UNKNOWN)
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
