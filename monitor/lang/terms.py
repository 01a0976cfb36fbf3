"""A text as the words that it is found by, and what a person types as a question to those words.

Both sides go through the same normal form, so that "إنسحاب", "اِنْسِحاب" and "انسحاب" are one word, and lose
the same Arabic proclitics, so that "انسحاب" finds "والانسحاب". Words of other scripts stay whole.
"""

import re
from dataclasses import dataclass

from monitor.text import normalise

__all__ = ["Question", "question", "searchable"]

_PROCLITICS = re.compile(r"(?<!\w)(?:(?:ال|[وفبلكس])(?=[\u0620-\u06d3]{3}))+")
"""What may lead an Arabic word of which three letters are left: cut again and again, so that a word loses
the same letters whatever stands before it."""
_PIECE = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_WORD = re.compile(r"[^\W_]+")
_LEAST = 3
"""Letters that the beginning of a word must have to stand for all words that begin so."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: every phrase of ``wanted`` and none of ``unwanted``."""

    wanted: tuple[tuple[str, ...], ...]
    """Each one or more words that follow each other; a last word that ends in ``*`` is a beginning."""
    unwanted: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)


def searchable(text: str) -> str:
    """The words of a text in the form in which they are looked for."""
    return _PROCLITICS.sub("", normalise(text).text.lower())


def question(typed: str) -> Question:
    """What a person asks for: ``word "two words" beginn* -unwanted``.

    Never fails: what holds no letter or digit asks for nothing.
    """
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    for sign, quoted, bare in _PIECE.findall(searchable(typed)):
        words = _WORD.findall(quoted or bare)
        if not words:
            continue
        if bare.endswith("*") and len(words[-1]) >= _LEAST:
            words[-1] += "*"
        (unwanted if sign else wanted).append(tuple(words))
    return Question(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))
