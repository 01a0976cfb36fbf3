"""How a phrase of a lexicon is written: words, and signs for what may stand in or between them.

A phrase is a sequence of words as written in a lexicon, in normal form and lower case:

====== ==================================================================================================
``*``  at the end of a word: any ending ("withdraw*", "انسحاب*")
``+``  at the start of an Arabic word: any prefix of the imperfect ("+غادر*" is يغادر, تغادر, ستغادر, نغادر)
``~``  between words: up to eight other words of the same sentence ("end ~ mission")
``#``  as a word: any number in digits
``^``  at the start of a word: only in capitals ("^us" is the US, and not "us")
``|``  between words without spaces: one of them ("close|end ~ mission|task" is four phrases)
====== ==================================================================================================
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

from monitor.lang.words import tokens

__all__ = ["CAPITALS", "Piece", "phrase_fault", "pieces", "spelled_out"]

CAPITALS = "^"
"""The sign before a word that counts only in capitals."""
_WAYS = 1000
"""How many phrases one may stand for: a slip of the pen is not to fill the memory."""


class Piece(NamedTuple):
    """A word of a phrase, in lower case, behind ``CAPITALS`` where it counts only so."""

    word: str
    star: bool
    """Any ending may follow."""
    plus: bool
    """Any prefix of the Arabic imperfect leads it."""
    gap: bool
    """Other words may stand before it."""


def spelled_out(written: Iterable[str]) -> Iterator[str]:
    """Every phrase that is written, those with ``|`` in each of their ways."""
    for phrase in written:
        if "|" not in phrase:
            yield phrase
            continue
        yield from (" ".join(way) for way in product(*(word.split("|") for word in phrase.split())))


def pieces(phrase: str) -> list[Piece]:
    """The words of a phrase, as a text is cut into them."""
    found: list[Piece] = []
    gap = False
    for piece in phrase.split():
        if piece == "~":
            gap = True
            continue
        lead = CAPITALS if piece.startswith(CAPITALS) else ""
        parts = tokens(piece.strip("*+" + CAPITALS))
        for at, part in enumerate(parts):
            star = piece.endswith("*") and at == len(parts) - 1
            found.append(Piece(lead + part.low, star, piece.startswith("+") and at == 0, gap and at == 0))
        gap = False
    return found


def phrase_fault(written: str) -> str | None:
    """Why the signs of a phrase cannot be matched as they stand; None when they can."""
    if any(not word for piece in written.split() if "|" in piece for word in piece.split("|")):
        return "has | where it is not between two words"
    if "|" in written and prod(piece.count("|") + 1 for piece in written.split()) > _WAYS:
        return f"is more than {_WAYS} phrases in one"
    return next(filter(None, map(_fault, spelled_out([written]))), None)


def _fault(phrase: str) -> str | None:
    """What is wrong with one way of a phrase."""
    pieces = phrase.split()
    words = [piece for piece in pieces if piece != "~"]
    if not any(piece.strip("*+^") for piece in words):
        return "has no word"
    if "~" in (pieces[0], pieces[-1]) or any(a == b == "~" for a, b in pairwise(pieces)):
        return "has ~ where it is not between two words"
    for piece in words:
        bare = piece.removesuffix("*").removeprefix("+").removeprefix("^")
        if piece.startswith("^") and piece.endswith("*"):
            return f"has {piece}; a word in capitals is named whole"
        if any(sign in bare for sign in "*+~^") or ("#" in bare and bare != "#"):
            return f"has a sign inside {piece}; * ends a word, + and ^ begin one, ~ and # stand alone"
        if not bare:
            return f"has {piece} without letters"
        if piece.endswith("*") and len(tokens(bare)[-1].text) < 2 and not piece.startswith("+"):
            return f"needs two letters before * in {piece}"
    return None
