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
``l``  "after that", before a length
``.``  end of sentence; other marks stand for themselves
====== ===================================== ====== =====================================
"""

from typing import NamedTuple

from monitor.lang import Lexicon, Token

__all__ = ["KINDS", "Lexeme", "read", "tags"]

KINDS = {
    "month": "M",
    "maybe-month": "m",
    "hijri": "H",
    "solar": "Z",
    "after": "A",
    "weekday": "W",
    "daypart": "e",
    "day-word": "j",
    "part": "P",
    "unit": "U",
    "units": "u",
    "dual": "D",
    "number": "N",
    "ordinal": "O",
    "counted": "k",
    "not-year": "!",
    "trap": "w",
    "this": "T",
    "next": "X",
    "last": "L",
    "following": "F",
    "same": "S",
    "day": "d",
    "relation": "R",
    "of": "o",
    "ago": "a",
    "hence": "h",
    "close": "c",
    "season": "s",
    "maybe-season": "g",
    "fraction": "Q",
    "vague": "V",
    "era": "E",
    "few": "q",
    "half-more": "b",
    "then-by": "l",
}
# Which reading wins when several phrases of the same length begin at a word.
_ORDER = {label: at for at, label in enumerate([
    "trap", "then-by", "half-more",
    "month", "hijri", "solar", "after", "maybe-month", "weekday", "day", "close",
    "vague", "relation", "part", "units", "dual",
    "unit", "this", "next", "last", "same", "following", "ordinal", "number", "few", "fraction",
    "season", "maybe-season", "daypart", "day-word", "ago", "hence", "of", "era", "not-year", "counted",
])}  # fmt: skip


_HEADS = frozenset({
    "month", "maybe-month", "hijri", "solar", "weekday", "part", "unit", "units", "dual", "close", "day",
    "season", "maybe-season", "fraction", "vague",
})  # fmt: skip
"""Kinds of which one must stand in a time expression that has no year."""


class Lexeme(NamedTuple):
    """One word or phrase with its reading.

    ``others`` are all its readings, and ``+`` for the Arabic article.
    """

    tag: str
    value: str
    start: int
    end: int
    others: str = ""


def _number(token: Token) -> tuple[str, str] | None:
    text = token.text
    if not text[0].isdigit():
        return None
    digits = text.rstrip("stndrh").replace(",", "")
    if len(digits) <= 2:
        return "n", digits
    if len(digits) == 4 and "," not in text and digits[0] in "12":
        return "y", digits
    return "#", digits if len(digits) <= 9 else "0"


def read(words: list[Token], lexicon: Lexicon) -> list[Lexeme]:
    """The tokens as lexemes, longest phrase first, without overlap; none when no expression can be there."""
    best: dict[int, tuple[int, int, int, str]] = {}
    every: dict[int, set[str]] = {}
    hits = lexicon.time_book.find(words)
    kinds = {label: label.partition(":")[0] for label, *_ in hits}
    if _HEADS.isdisjoint(kinds.values()) and not any(
        token.text[0].isdigit() and len(token.text) >= 4 for token in words
    ):
        return []
    for label, first, last, cut in hits:
        every.setdefault(first, set()).add(label)
        key = (last, -cut, -_ORDER.get(kinds[label], 99), label)
        if first not in best or key > best[first]:
            best[first] = key
    found: list[Lexeme] = []
    at = 0
    while at < len(words):
        token = words[at]
        if at in best:
            last, negative, _, label = best[at]
            cut = -negative
            kind, _, value = label.partition(":")
            if kind == "maybe-month" and token.text.islower() and token.text.isascii():
                kind = "trap"
            others = "".join(sorted(KINDS.get(other.partition(":")[0], "w") for other in every[at]))
            if token.low[max(0, cut - 2) : cut] == "ال":
                cut, others = cut - 2, others + "+"
            found.append(Lexeme(KINDS[kind], value, token.start + cut, words[last - 1].end, others))
            at = last
            continue
        number = _number(token)
        if number:
            found.append(Lexeme(number[0], number[1], token.start, token.end))
        elif token.text[0].isalpha():
            found.append(Lexeme("w", token.low, token.start, token.end))
        else:
            if token.text == "." and _abbreviated(found, token) and at + 1 < len(words):
                at += 1
                continue
            mark = "." if token.text in "\n!?;" else token.text
            tag = mark if mark in "./-(),%:" else "_"
            if tag == "." and token.text == "." and found and found[-1].tag in "ny" and at + 1 < len(words):
                tag = "." if words[at + 1].start > token.end or not words[at + 1].text[0].isdigit() else "/"
            found.append(Lexeme(tag, token.text, token.start, token.end))
        at += 1
    return found


def _abbreviated(found: list[Lexeme], point: Token) -> bool:
    """Whether a full stop belongs to the month before it: "Dec. 31"."""
    last = found[-1] if found else None
    return last is not None and last.tag in "Mm" and last.end == point.start and last.end - last.start <= 4


def tags(lexemes: list[Lexeme]) -> str:
    """One letter per lexeme."""
    return "".join(lexeme.tag for lexeme in lexemes)
