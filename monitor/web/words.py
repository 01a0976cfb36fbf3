"""The words of the interface, one TOML file per language in ``words/``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from monitor.render import Phrases, load_phrases
from monitor.web.sentences import load_sentences


class Words:
    """Words of one language, by section and name: ``words("coverage.title")``.

    Args:
        table: section -> name -> words, or their plural forms by the categories of CLDR.
        phrases: the words of alerts in the same language, with its numbers and plurals.
    """

    def __init__(self, table: Mapping[str, Mapping[str, Any]], phrases: Phrases) -> None:
        self._table = table
        self.phrases = phrases

    def __call__(self, name: str, n: int | None = None, **filled: object) -> str:
        """Words with their places filled in.

        Args:
            name: ``section.name``.
            n: chooses the plural form, and stands for ``{n}`` as a number of the language.
            filled: what the other places hold.

        Raises:
            KeyError: there are no such words.
        """
        section, _, rest = name.partition(".")
        found = self._table[section][rest]
        if isinstance(found, Mapping):
            from babel import Locale

            form = Locale.parse(self.phrases.locale).plural_form(n or 0)
            found = found.get(form, found["other"])
        if n is not None:
            filled["n"] = self.phrases.number(n)
        return str(found).format(**filled)

    def ours(self, text: str, limit: int = 600) -> Markup:
        """A sentence that the monitor recorded, in the language; what is not ours of it as it is."""
        return load_sentences(self.phrases.language, self.phrases.semicolon)(text, limit)

    def has(self, name: str) -> bool:
        """Whether there are such words."""
        section, _, rest = name.partition(".")
        return rest in self._table.get(section, {})


@cache
def load_words(language: str) -> Words:
    """Words of a language.

    Args:
        language: one of :func:`monitor.render.languages`.
    """
    source = files("monitor.web").joinpath("words", f"{language}.toml").read_text("utf-8")
    return Words(tomllib.loads(source), load_phrases(language))


def language_name(lang: str, phrases: Phrases) -> str:
    """What a language is called in another; an unknown one is called by its tag."""
    from babel import Locale

    return str(Locale.parse(phrases.locale).languages.get(lang, lang))
