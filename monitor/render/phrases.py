"""The words of alerts, one TOML file per language in ``catalogue/``, and its numbers and plurals."""

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from monitor.render.clean import LRI, PDI, isolated, plain

CATALOGUE = "catalogue"
_NUMERALS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩"}
_SUBTAG = "-u-nu-"
"""What stands before the numerals in a language tag (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of one language; every table maps the value of an enum, or a role, to words."""

    language: str
    locale: str
    """Babel locale for dates and plurals."""
    direction: str
    """``ltr`` or ``rtl``: the base direction of the text."""
    numerals: str
    """Unicode's name of the digits: ``latn`` or ``arab``."""
    arrow: str
    comma: str
    """Between the members of a list."""
    semicolon: str
    """Between two remarks in one line."""
    colon: str
    """Between a label and its words."""
    kind: dict[str, str]
    rank: dict[str, str]
    undated: dict[str, str]
    wished: dict[str, str]
    bound: dict[str, str]
    edge: dict[str, str]
    date: dict[str, str]
    plural: dict[str, dict[str, str]]
    """Phrases that count, by the plural categories of CLDR."""
    line: dict[str, str]
    text: dict[str, str]
    why: dict[str, str]
    doubt: dict[str, str]
    chart: dict[str, str]
    parked: dict[str, str]
    """What is said of a destination that takes nothing any more."""
    health: dict[str, str]
    """What is said of the monitor itself."""
    feed: dict[str, str]

    def digits(self, text: str) -> str:
        """Our own words with the digits of the language."""
        if self.numerals == "latn":
            return text
        return text.translate(str.maketrans(_NUMERALS["latn"], _NUMERALS[self.numerals]))

    def number(self, n: int) -> str:
        """A number with the separators and digits of the language."""
        from babel.numbers import format_decimal

        return self.digits(str(format_decimal(n, locale=self.locale)))

    def share(self, value: float) -> str:
        """0..1 as a percentage."""
        return self.text["percent"].format(n=self.number(round(value * 100)))

    def count(self, phrase: str, n: int, **words: str) -> str:
        """A phrase of ``[plural]`` for ``n`` of something: ``1 day``, ``2 days``."""
        return self._form(phrase, n).format(n=self.number(n), **words)

    def moved(self, days: int) -> str:
        """A number of days with its sign: ``+92 days``."""
        number = f"{'+' if days > 0 else '−'}{self.number(abs(days))}"
        # A sign would change sides in a text that runs from right to left.
        shown = number if self.direction == "ltr" else f"{LRI}{number}{PDI}"
        return self._form("moved", abs(days)).format(n=shown)

    def _form(self, phrase: str, n: int) -> str:
        from babel import Locale

        forms = self.plural[phrase]
        return forms.get(Locale.parse(self.locale).plural_form(n), forms["other"])

    def foreign(self, text: str, limit: int | None = None) -> str:
        """Text from outside, cleaned, and isolated where it runs against the direction of this language."""
        return isolated(plain(text, limit), self.direction)


def languages() -> tuple[str, ...]:
    """Languages that alerts can be written in."""
    names = (f.name for f in files("monitor.render").joinpath(CATALOGUE).iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@lru_cache(maxsize=8)
def load_phrases(language: str) -> Phrases:
    """Words of a language.

    Args:
        language: one of :func:`languages`, with ``-u-nu-arab`` or ``-u-nu-latn`` behind it for other digits
            than the usual ones.

    Raises:
        ValueError: no such language or digits; the message names those there are.
    """
    name, subtag, numerals = language.partition(_SUBTAG)
    if name not in languages():
        raise ValueError(f"alerts can be written in {', '.join(languages())}, not in {language!r}")
    if subtag and numerals not in _NUMERALS:
        raise ValueError(f"numbers can be written in {', '.join(_NUMERALS)}, not in {numerals!r}")
    source = files("monitor.render").joinpath(CATALOGUE, f"{name}.toml")
    phrases = Phrases(language=name, **tomllib.loads(source.read_text(encoding="utf-8")))
    return replace(phrases, numerals=numerals) if subtag else phrases
