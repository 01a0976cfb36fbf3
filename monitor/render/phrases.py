"""The words of alerts, one TOML file per language beside this module."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from monitor.render.clean import isolated, plain


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of one language; every table maps the value of an enum, or a role, to words."""

    language: str
    locale: str
    """Babel locale for dates and numbers."""
    direction: str
    """``ltr`` or ``rtl``: the base direction of the text."""
    arrow: str
    comma: str
    """Between the members of a list."""
    semicolon: str
    """Between two remarks in one line."""
    kind: dict[str, str]
    rank: dict[str, str]
    undated: dict[str, str]
    bound: dict[str, str]
    edge: dict[str, str]
    date: dict[str, str]
    days: dict[str, str]
    line: dict[str, str]
    text: dict[str, str]
    chart: dict[str, str]

    def count_days(self, n: int) -> str:
        """``n`` days in words, with a sign when it moved: ``+92 days``."""
        sign = "+" if n > 0 else "−" if n < 0 else ""
        return sign + self.amount_of_days(abs(n))

    def amount_of_days(self, n: int) -> str:
        """``n`` days in words: ``1 day``."""
        from babel import Locale

        form = Locale.parse(self.locale).plural_form(n)
        return self.days.get(form, self.days["other"]).format(n=n)

    def foreign(self, text: str, limit: int | None = None) -> str:
        """Text from outside, cleaned, and isolated where it runs against the direction of this language."""
        return isolated(plain(text, limit), self.direction)


def languages() -> tuple[str, ...]:
    """Languages that alerts can be written in."""
    names = (f.name for f in files("monitor.render").iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@lru_cache(maxsize=8)
def load_phrases(language: str) -> Phrases:
    """Words of a language.

    Raises:
        ValueError: no such language; the message names those there are.
    """
    if language not in languages():
        raise ValueError(f"alerts can be written in {', '.join(languages())}, not in {language!r}")
    source = files("monitor.render").joinpath(f"{language}.toml")
    return Phrases(language=language, **tomllib.loads(source.read_text(encoding="utf-8")))
