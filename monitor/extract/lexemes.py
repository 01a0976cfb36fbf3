"""Tokens to time words: stage 2 of reading a date. One letter per word, so that grammar is a regular
expression.

====== ===================================== ====== =====================================
letter what                                  letter what
====== ===================================== ====== =====================================
``M``  month                                 ``T``  this, current
``m``  month name that is also a common word ``X``  next (counted from publication)
``H``  Hijri month                           ``L``  last
``Z``  Solar Hijri month                     ``A``  relation that follows its date
``W``  weekday                               ``F``  the following (counted from a date)
``e``  part of a day                         ``S``  the same
``j``  the word "day" before a date          ``d``  today, tomorrow, yesterday
``P``  early, mid, end                       ``R``  relation: by, on, from, until ...
``U``  unit, singular                        ``o``  of, the, "month" before its name
``u``  unit, plural                          ``a``  ago
``D``  two of a unit                         ``h``  from now, later
``N``  number in words                       ``c``  "year-end" in one phrase
``n``  number of one or two digits           ``s``  season
``Q``  "Q3" in one phrase                    ``g``  season name that is also a common word
``#``  longer number                         ``V``  vague words
``y``  number that may be a year             ``E``  era mark
``O``  ordinal                               ``q``  few, several
``k``  counted noun                          ``!``  number that follows is no year
``b``  "and a half"                          ``w``  any other word
``x``  another, more, further                ``f``  feast: one day of a calendar
``v``  weekday that is also a name           ``Y``  so long after the date just named
``l``  "after that", before a length         ``I``  "of it": of the month or year just named
``B``  the one after the next                ``i``  earlier, before that
``K``  first or last of several              ``t``  this time, before a year to come
``.``  end of sentence; other marks stand for themselves
====== ===================================== ====== =====================================
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from monitor.lang import Hit, Word

__all__ = ["KINDS", "Lexeme", "headed", "read", "tags"]

KINDS = {
    "month": "M",
    "maybe-month": "m",
    "hijri": "H",
    "solar": "Z",
    "after": "A",
    "weekday": "W",
    "maybe-weekday": "v",
    "later": "Y",
    "daypart": "e",
    "day-word": "j",
    "part": "P",
    "unit": "U",
    "units": "u",
    "dual": "D",
    "number": "N",
    "ordinal": "O",
    "of-several": "K",
    "this-time": "t",
    "counted": "k",
    "not-year": "!",
    "trap": "w",
    "this": "T",
    "next": "X",
    "last": "L",
    "following": "F",
    "after-next": "B",
    "same": "S",
    "day": "d",
    "relation": "R",
    "of": "o",
    "ago": "a",
    "earlier": "i",
    "hence": "h",
    "close": "c",
    "season": "s",
    "maybe-season": "g",
    "fraction": "Q",
    "vague": "V",
    "era": "E",
    "few": "q",
    "half-more": "b",
    "more": "x",
    "feast": "f",
    "then-by": "l",
    "of-it": "I",
}
# Which reading wins when several phrases of the same length begin at a word.
_ORDER = {label: at for at, label in enumerate([
    "trap", "then-by", "half-more", "feast",
    "month", "hijri", "solar", "after", "maybe-month", "weekday", "day", "close",
    "later", "vague", "relation", "part", "units", "dual",
    "unit", "this", "next", "last", "same", "more", "after-next", "following",
    "this-time", "ordinal", "of-several", "number", "few", "fraction", "maybe-weekday",
    "season", "maybe-season", "daypart", "day-word", "ago", "earlier", "hence", "of", "of-it", "era",
    "not-year", "counted",
])}  # fmt: skip


_HEADS = frozenset({
    "month", "maybe-month", "hijri", "solar", "weekday", "part", "unit", "units", "dual", "close", "day",
    "season", "maybe-season", "fraction", "vague", "feast", "later",
})  # fmt: skip
"""Kinds of which one must stand in a time expression that has no year."""


_record = tuple.__new__
"""Quicker than a named tuple's own way, for the many."""


class Lexeme(NamedTuple):
    """One word or phrase with its reading.

    ``others`` are all its readings, and ``+`` for the Arabic article.
    """

    tag: str
    value: str
    start: int
    end: int
    others: str = ""


def _number(text: str) -> tuple[str, str]:
    digits = text.rstrip("stndrh").replace(",", "")
    if len(digits) <= 2:
        return "n", digits
    if len(digits) == 4 and "," not in text and digits[0] in "12":
        return "y", digits
    return "#", digits if len(digits) <= 9 else "0"


@lru_cache(maxsize=4096)
def _choice(fits: tuple[tuple[str, int, int], ...]) -> tuple[str, str, int, int, str]:
    """Of the phrases that begin at a word, as label, length and letters cut, the one that wins.

    Its kind, value, length and letters cut, and the tags of all.
    """
    length, negative, _, label = max(
        (length, -cut, -_ORDER.get(label.partition(":")[0], 99), label) for label, length, cut in fits
    )
    others = {
        label: KINDS.get(label.partition(":")[0], "w")
        for label, its, _ in fits
        if its == length or label != "not-year"  # "no later than 2026" is no "no 2026"
    }
    kind, _, value = label.partition(":")
    return kind, value, length, -negative, "".join(sorted(others.values()))


@lru_cache(maxsize=1024)
def _kind(label: str) -> str:
    """What a label is of: "month" of "month:9"."""
    return label.partition(":")[0]


def headed(hits: Iterable[Hit]) -> bool:
    """Whether an expression without a year can be in a stretch with these words of time."""
    return not _HEADS.isdisjoint([_kind(hit[0]) for hit in hits])


def read(words: list[Word], starts: list[int], hits: Iterable[Hit], first: int, last: int) -> list[Lexeme]:
    """The tokens of a range as lexemes, longest phrase first, without overlap.

    Args:
        words: the tokens of a text.
        starts: where each of them begins.
        hits: the words of time that lie in the range, in order of first token.
        first: the range, half-open.
        last: its end.
    """
    fits: dict[int, list[tuple[str, int, int]]] = {}
    for label, begin, end, cut in hits:
        fits.setdefault(begin, []).append((label, end - begin, cut))
    found: list[Lexeme] = []
    at = first
    while at < last:
        word, start = words[at], starts[at]
        text, low = word.text, word.low
        end = start + len(text)
        here = fits.get(at)
        if here is not None:
            kind, value, length, cut, others = _choice(tuple(here))
            if kind == "maybe-month" and text.islower() and text.isascii():
                kind = "trap"
            if cut >= 2 and low[cut - 2 : cut] == "ال":
                cut, others = cut - 2, others + "+"
            at += length
            end = starts[at - 1] + len(words[at - 1].text)
            found.append(_record(Lexeme, (KINDS[kind], value, start + cut, end, others)))
            continue
        if text[0].isalpha():
            found.append(_record(Lexeme, ("w", low, start, end, "")))
        elif text[0].isdecimal():
            found.append(_record(Lexeme, (*_number(text), start, end, "")))
        else:
            if text == "." and _abbreviated(found, start) and at + 1 < last:
                at += 1
                continue
            mark = "." if text in "\n!?;" else text
            tag = mark if mark in "./-(),%:" else "_"
            if tag == "." and text == "." and found and found[-1].tag in "ny" and at + 1 < last:
                tag = "." if starts[at + 1] > end or not words[at + 1].text[0].isdecimal() else "/"
            found.append(Lexeme(tag, text, start, end))
        at += 1
    return found


def _abbreviated(found: list[Lexeme], point: int) -> bool:
    """Whether the full stop at ``point`` belongs to the month before it: "Dec. 31"."""
    last = found[-1] if found else None
    return last is not None and last.tag in "Mm" and last.end == point and last.end - last.start <= 4


def tags(lexemes: list[Lexeme]) -> str:
    """One letter per lexeme."""
    return "".join([lexeme.tag for lexeme in lexemes])
