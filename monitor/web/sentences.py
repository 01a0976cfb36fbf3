"""Sentences that the monitor records in English, in the reader's language: of scores, dates and failures.

They are known again by their pattern (``words/sentences/LANG.toml``), as what is recorded is text: what
another program or site said stands within it as it is.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from monitor.render import plain

__all__ = ["Sentences", "load_sentences"]

FOLDER = "words/sentences"
_PLACE = re.compile(r"\{(\w+)\}")
_FIGURES = frozenset({"n", "amount", "value", "threshold", "size", "most", "port", "status"})
"""Places that hold a number: no other words fit there."""
_NAMES = frozenset({"host", "url", "rule"})
"""Places that hold one word."""
_FIGURE = r"[+−-]?[\d.,]+"
_OURS = "what"
"""The place that holds a sentence of ours: foreign words do not fit there."""
_DEEPEST = 4
"""Sentences within sentences."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One sentence with places."""

    fits: re.Pattern[str]
    words: str
    """The same in the language."""


class Sentences:
    """Sentences of one language.

    Args:
        table: English sentence -> the same in the language, places in braces in both. A full stop at the end
            counts for nothing.
        semicolon: between two remarks in one line.
    """

    def __init__(self, table: Mapping[str, str], semicolon: str = "; ") -> None:
        self._exact = {
            _bare(english): words for english, words in table.items() if not _PLACE.search(english)
        }
        with_places = [english for english in table if _PLACE.search(english)]
        # The one that says the most itself comes first: others fit what it fits.
        with_places.sort(key=lambda english: -len(_PLACE.sub("", english)))
        self._patterns = tuple(_Pattern(_expression(_bare(e)), table[e]) for e in with_places)
        self._semicolon = semicolon

    def __call__(self, text: str, limit: int = 600) -> Markup:
        """A recorded sentence, or several with semicolons between them, as HTML.

        What is none of ours, in whole or in part, is given as it is, isolated in its own direction.
        """
        return self._said(plain(text, limit), _DEEPEST) or _foreign(plain(text, limit))

    def knows(self, text: str) -> bool:
        """Whether all of a sentence is ours, what stands in its places aside."""
        return self._one(text, _DEEPEST) is not None

    def _said(self, text: str, deeper: int) -> Markup | None:
        if (found := self._one(text, deeper)) is not None:
            return found
        parts = text.split("; ")
        if len(parts) == 1 or not any(self._one(part, deeper) is not None for part in parts):
            return None
        said = (self._one(part, deeper) or _foreign(part) for part in parts)
        return Markup("").join(_between(said, self._semicolon))

    def _one(self, text: str, deeper: int) -> Markup | None:
        bare = _bare(text)
        stop = "." if text.endswith(".") else ""
        if bare in self._exact:
            return Markup("{}{}").format(self._exact[bare], stop)
        for pattern in self._patterns if deeper else ():
            found = pattern.fits.fullmatch(bare)
            if found is None:
                continue
            held = {name: self._said(words, deeper - 1) for name, words in found.groupdict().items()}
            if held.get(_OURS, "") is not None:
                shown = {name: said or _foreign(found[name]) for name, said in held.items()}
                return Markup(pattern.words).format(**shown) + stop
        return None


@cache
def load_sentences(language: str, semicolon: str) -> Sentences:
    """Sentences of a language; of English none, as they are recorded in it."""
    source = files("monitor.web").joinpath(FOLDER, f"{language}.toml")
    if not source.is_file():
        return Sentences({}, semicolon)
    tables = tomllib.loads(source.read_text("utf-8"))
    return Sentences({k: v for table in tables.values() for k, v in table.items()}, semicolon)


def _expression(english: str) -> re.Pattern[str]:
    """What fits a sentence; a place that is named twice holds the same twice."""
    parts, seen = [], set()
    for number, piece in enumerate(_PLACE.split(english)):
        if number % 2 == 0:
            parts.append(re.escape(piece))
        elif piece in seen:
            parts.append(f"(?P={piece})")
        else:
            seen.add(piece)
            parts.append(f"(?P<{piece}>{_held(piece)})")
    return re.compile("".join(parts), re.DOTALL)


def _held(place: str) -> str:
    return _FIGURE if place in _FIGURES else r"\S+" if place in _NAMES else ".+?"


def _bare(sentence: str) -> str:
    return sentence.removesuffix(".")


def _foreign(text: str) -> Markup:
    return Markup('<bdi dir="auto">{}</bdi>').format(text)


def _between(parts: Iterator[Markup], separator: str) -> Iterator[Markup]:
    for number, part in enumerate(parts):
        if number:
            yield Markup("{}").format(separator)
        yield part
