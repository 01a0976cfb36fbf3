"""Dates of which only a part is understood: "15 Setpember 2027" is no 2027.

A year, or a month, that stands beside a number, an ordinal or a misspelt name which no reading took is the
coarse rest of a finer date. It is told with all its words, and says that it is understood in part.
"""

from collections.abc import Iterator
from functools import lru_cache

from monitor.extract.expression import Expression
from monitor.extract.lexemes import Lexeme, tags
from monitor.lang import Lexicon

__all__ = ["partly"]

_NAMED = ("month", "hijri", "solar")
_LONG, _SHORT = 5, 4
"""Letters from which on a word can be a misspelt name; fewer beside an ordinal ("the second hafl of")."""
_LINKS = 2
_COUNTED = "nO"
_PLACES = "Ud"
"""Tags of what a number may count within a year: "day 45 of 2026"."""


def partly(lexemes: list[Lexeme], found: list[Expression], lexicon: Lexicon, text: str) -> list[Expression]:
    """The expressions; one that is the rest of a date not understood begins where that date begins.

    Args:
        lexemes: those of the sentence.
        found: its expressions, in order, without overlap.
        lexicon: whose names a word may be a misspelling of.
        text: the normal text that the lexemes' offsets count in.
    """
    row = "..." + tags(lexemes)
    result: list[Expression] = []
    for expression in found:
        first = _begin(lexemes, row, expression, lexicon, text)
        if first < expression.first:
            while result and result[-1].last > first:
                result.pop()
            expression = expression._replace(first=first, partly=True)
        result.append(expression)
    return result


def _begin(lexemes: list[Lexeme], row: str, found: Expression, lexicon: Lexicon, text: str) -> int:
    """The lexeme with which the date begins that an expression is the rest of; its own first one if whole."""
    tag = _Tags(row)
    own = found.first
    yearly = found.kind == "year" or (found.kind == "unit" and found.unit == "year")
    if own == 0 or not (yearly or found.kind == "month") or found.edge:
        return own
    at = _back(lexemes, tag, own)
    linked = at < own - 1
    if found.kind == "month":
        counted = tag[at] == "#" or (tag[at] in "NnO" and linked)
        return at - (tag[at - 1] in "ON") if counted and found.year is not None else own
    if tag[at] == "," and not linked and tag[at - 1] == "n" and tag[at - 2] == "w":
        # "Septmber 15, 2027"
        return at - 2 if _capital(lexemes[at - 2], text) or _misspelt(lexemes, at - 2, lexicon) else own
    if tag[at] in "nO#" and tag[at - 1] in _PLACES:
        return at - 1
    if tag[at] == "O" and tag[at - 1] == "w" and _misspelt(lexemes, at - 1, lexicon, ordinal=True):
        return at - 1
    if tag[at] != "w":
        return own
    before = _back(lexemes, tag, at)
    number = tag[before] in _COUNTED and tag[before - 1] != "w"
    if _misspelt(lexemes, at, lexicon, ordinal=tag[before] == "O"):
        return before if tag[before] in "nOP" else at
    if tag[before] == "U" and lexemes[before].value == "month":
        return before
    bare = not linked and tag[own] == "y"
    native = not lexemes[at].value.isascii() or _capital(lexemes[at], text)
    return before if bare and native and number else own


class _Tags:
    """Tags by place; what lies before the sentence is no word."""

    def __init__(self, row: str) -> None:
        self.row = row

    def __getitem__(self, at: int) -> str:
        return self.row[at + 3] if at >= -3 else "."


def _back(lexemes: list[Lexeme], tag: _Tags, at: int) -> int:
    """The lexeme before ``at``, past up to two connectors: of, the, the Arabic "from" in place of "of"."""
    end = at - 1
    while at - 1 - end < _LINKS and (
        tag[end] == "o" or (tag[end] == "R" and lexemes[end].value == "from" and "o" in lexemes[end].others)
    ):
        end -= 1
    return end


def _capital(lexeme: Lexeme, text: str) -> bool:
    return text[lexeme.start].isupper()


def _misspelt(lexemes: list[Lexeme], at: int, lexicon: Lexicon, *, ordinal: bool = False) -> bool:
    """Whether a word is nearly the name of a month, quarter or half, or only a part of such a name."""
    word = lexemes[at].value
    return len(word) >= (_SHORT if ordinal else _LONG) and _near(word, lexicon, ordinal)


@lru_cache(maxsize=4096)
def _near(word: str, lexicon: Lexicon, ordinal: bool) -> bool:
    near = any(word == name or _apart(word, name) for name in _names(lexicon, ordinal))
    return near and word not in _words(lexicon)


@lru_cache(maxsize=64)
def _words(lexicon: Lexicon) -> frozenset[str]:
    """Words of the lexicon's cues: none of them is a misspelling ("اربيل" of "ابريل")."""
    phrases = (phrase for phrases in lexicon.cues.values() for phrase in phrases)
    return frozenset(word for phrase in phrases for word in phrase.split())


@lru_cache(maxsize=64)
def _names(lexicon: Lexicon, ordinal: bool) -> tuple[str, ...]:
    """Names to compare with, and the first words of those that have two: "تشرين"."""
    return tuple(dict.fromkeys(_listed(lexicon, ordinal)))


def _listed(lexicon: Lexicon, ordinal: bool) -> Iterator[str]:
    least = _SHORT if ordinal else _LONG
    for label, phrases in lexicon.time.items():
        kind, _, value = label.partition(":")
        part = ordinal and kind == "unit" and value in ("quarter", "half")
        if kind not in _NAMED and not part:
            continue
        for phrase in phrases:
            name = phrase.split()[0]
            for form in (name, f"ال{name}") if part and not name.isascii() else (name,):
                if len(form) >= least:
                    yield form


def _apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or other, or by two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    a, b = one[head:], other[head:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]
