"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from monitor.text import sentences

__all__ = ["Change", "Piece", "changes"]

MOST = 400_000
"""Pairs of words that are compared; of longer stretches one is told to stand for the other."""

_WORD = re.compile(r"\d+(?:[.,:/٫٬]\d+)*|\w+|\s+|[^\w\s]")
"""A number is one word with the marks inside it."""


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the old text, of the new one, or of both."""

    change: Change
    text: str


def changes(old: str, new: str) -> tuple[Piece, ...]:
    """The way from one text to another, in the order of reading, what was removed before what was added.

    The pieces kept and removed are the old text, those kept and added the new one.
    """
    found: list[Piece] = []
    for before, after in _changed(_sentences(old), _sentences(new)):
        if before == after:
            pieces: Iterator[tuple[Change, str]] = iter([(Change.KEPT, before)])
        else:
            pieces = _words(before, after)
        for change, text in pieces:
            if text and found and found[-1].change is change:
                found[-1] = Piece(change, found[-1].text + text)
            elif text:
                found.append(Piece(change, text))
    return tuple(found)


def _words(old: str, new: str) -> Iterator[tuple[Change, str]]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > MOST:
        yield Change.REMOVED, old
        yield Change.ADDED, new
        return
    for was, now in _changed(before, after):
        if was == now:
            yield Change.KEPT, was
        else:
            yield Change.REMOVED, was
            yield Change.ADDED, now


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Stretches of two sequences that are the same in both, and those that stand in each other's place."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _tag, a, b, c, d in matcher.get_opcodes():
        yield "".join(old[a:b]), "".join(new[c:d])


def _sentences(text: str) -> list[str]:
    """Sentences with the white space behind them; together the text."""
    starts = [start for start, _ in sentences(text)]
    cuts = [0, *starts[1:], len(text)] if starts else [0, len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]
