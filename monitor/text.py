"""Normalisation with an offset map, sentences, and passages.

Everything that reads words reads the *normal form* of a text, so that "أيلول", "ايلول" and "أَيْلول" are one
word, and every span found there is mapped back to the code points of the text as it was published::

    text ──normalise──▶ Normal.text ──(match)──▶ span ──Normal.source──▶ span of the original text

Per character: NFKC; Latin accents, Arabic marks, tatweel and invisible direction marks removed; forms of
alef, yaa, kaf, haa and taa marbuta folded; digits of every script, punctuation, quotation marks and dashes
to ASCII; white space to one kind. Letter case is kept (case tells names apart): compare with ``str.lower``.

All functions are total, pure and linear in the length of the text.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

__all__ = ["OPENERS", "Normal", "Span", "normalise", "passages", "sentences"]

Span = tuple[int, int]
"""Half-open range of code points."""

_FOLDS = {
    **dict.fromkeys("آأإٱٲٳ", "ا"),
    **dict.fromkeys("ىیېۍے", "ي"),
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةۀەہھۂۃ", "ه"),
    **dict.fromkeys("،‚", ","),
    **dict.fromkeys("«»“”„‟〝〞＂❝❞″", '"'),
    **dict.fromkeys("‘’‛‹›′`ʿʾʻʼ", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "؛": ";",
    "؟": "?",
    "۔": ".",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    "ـ": "",
    "\n": "\n",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\ufffc": " ",
}


def _fold_once(char: str) -> str:
    folded = _FOLDS.get(char)
    if folded is not None:
        return folded
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    if category == "Nd":
        return str(unicodedata.digit(char))
    composed = unicodedata.normalize("NFKC", char)
    if composed == char:
        base = unicodedata.normalize("NFKD", char)[0]
        return base if base.isascii() else char
    return composed


def _fold(char: str) -> str:
    """The normal form of one character: a string of characters that are their own normal form."""
    folded = char
    for _ in range(8):
        again = "".join(map(_fold_once, folded))
        if again == folded:
            return folded
        folded = again
    return ""


class _Table(dict[str, str]):
    """Character to normal form, filled on first sight; never larger than Unicode."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold(char)
        return folded


_TABLE = _Table()
_PLAIN = "".join(char for char in map(chr, (*range(0x20, 0x7F), *range(0x600, 0x700))) if _fold(char) == char)
_ODD = re.compile(f"[^\\n{re.escape(_PLAIN)}]")
"""What may change: all but the characters of ASCII and of the Arabic block that are their own normal form."""
_OFFSET = itemgetter(0)
_FEW = 64
"""Different characters up to which replacing one after the other beats one pass over the text."""


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal form of a text, with the way back."""

    text: str
    original: str
    moved: tuple[Span, ...]
    """Where ``text`` and original run apart: an offset of ``text``, and the one of the original it came from.
    What follows stands as far behind the one as behind the other, up to the next pair."""

    def source(self, start: int, end: int) -> Span:
        """The span of the original that covers ``text[start:end]``, with marks dropped after its last letter.

        An empty span maps to an empty span. Offsets are monotone: later spans never map before earlier ones.
        """
        if not self.moved:
            return start, end
        first = self._origin(start)
        if end <= start:
            return first, first
        last = self._origin(end - 1)
        while (after := self._origin(end)) == last:
            end += 1
        return first, after

    def _origin(self, at: int) -> int:
        """The offset of the original that an offset of ``text`` came from; its length at the end of both."""
        before = bisect_right(self.moved, at, key=_OFFSET)
        if not before:
            return at
        offset, origin = self.moved[before - 1]
        return origin + at - offset


def normalise(text: str) -> Normal:
    """The normal form of ``text``. Idempotent: ``normalise(normalise(t).text).text == normalise(t).text``."""
    changes = {char: piece for char in set(_ODD.findall(text)) if (piece := _TABLE[char]) != char}
    if len(changes) <= _FEW:
        folded = text
        for char, piece in changes.items():
            folded = folded.replace(char, piece)
    else:
        folded = text.translate({ord(char): piece for char, piece in changes.items()})
    moving = {char: len(piece) for char, piece in changes.items() if len(piece) != 1}
    if not moving:
        return Normal(folded, text, ())
    moved: list[Span] = []
    ahead = 0
    for found in re.finditer(f"[{re.escape(''.join(sorted(moving)))}]", text):
        at, size = found.start(), moving[found.group()]
        moved.extend((at + ahead + more, at) for more in range(1, size))
        ahead += size - 1
        moved.append((at + 1 + ahead, at + 1))
    return Normal(folded, text, tuple(moved))


_STOP = re.compile(
    r"[.!?؟۔…\n\r\u2028\u2029](?:(?<=[\n\r\u2028\u2029])[\n\r\u2028\u2029]*"
    r"|(?<![.!?؟۔…][.!?؟۔…])(?<=[.!?؟۔…])[.!?؟۔…]*[\"'”’»)\]›]*(?=\s|$))"
)
"""Line breaks, or marks with what closes after them, tried at the first of a run only: work stays linear."""
_PAUSE = ".."
"""What parts a heading and ends none: "غدا.. خروج القوات"."""
_BREAK = re.compile(r"[\s\"'“”«»()\[\]]")
_AFTER = re.compile(r"\s+[\"'“‘«(]*([^\W_]+)")
_SHORT = """adm brig capt cmdr col cpl dr gen gov hon jr lt maj messrs mr mrs ms mt no prof rep rev sen sgt
spc sr st vs jan feb mar apr jun jul aug sep sept oct nov dec approx etc nr bzw ca"""
_ABBREVIATIONS = frozenset(_SHORT.split())
_OPENING = "The A An In On It He She They We But And At For This That Its His Her Their As When"
_OPENERS = frozenset(_OPENING.split())
_MONTH_BEFORE = re.compile(
    r"\b(?:Jan|Febr?|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.? \d+$"
    r"|\b(?:January|February|March|April|May|June?|July?|August|September|October|November|December) \d+$"
)
OPENERS = frozenset(_OPENING.lower().split())
"""Words that open a sentence, in lower case: behind a number and a full stop none is a month."""


def _ends(text: str, mark: int, after: int) -> bool:
    """Whether the full stop at ``mark`` ends a sentence rather than an abbreviation or an initial."""
    before = text[max(0, mark - 24) : mark].removesuffix("\n")  # also of a stop that a line break sets off
    stem = _BREAK.split(before)[-1]
    if not stem:
        return True
    follows = _AFTER.match(text, after)
    following = follows.group(1) if follows else ""
    if "." in stem and stem.replace(".", "").isalpha() and len(stem) <= 7:
        return not following or following in _OPENERS or (not following.isascii() and len(stem) > 3)
    if stem.isdigit() and len(stem) <= 2 and following.isascii() and following.isalpha():
        # "30. September" goes on; "by September 15. Some" does not
        return following in _OPENERS or _MONTH_BEFORE.search(before) is not None
    if len(stem) == 1 and stem.isalpha():
        return not following
    if stem.lower() in _ABBREVIATIONS:
        return not following or (stem[0].islower() and not stem.isascii())
    return not (following and following[0].islower() and following.isascii())


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of ``text`` in order, without outer white space; line breaks separate."""
    found: list[Span] = []
    start = 0

    def close(end: int) -> None:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            at = start + len(piece) - len(piece.lstrip())
            found.append((at, at + len(stripped)))

    for stop in _STOP.finditer(text):
        mark = stop.group()
        if mark == _PAUSE:
            continue
        if mark[0] == "." and mark.count(".") == 1 and not _ends(text, stop.start(), stop.end()):
            continue
        close(stop.end())
        start = stop.end()
    close(len(text))
    return tuple(found)


_WORD = re.compile(r"\S+")


def passages(text: str, words: int = 50) -> tuple[Span, ...]:
    """Spans of consecutive sentences packed into stretches of about ``words`` words.

    A sentence longer than ``words`` is cut at word boundaries; a short tail (under a third of ``words``)
    joins the passage before it, so that no passage exceeds four thirds of ``words``.
    """
    limit = max(1, words)
    pieces: list[tuple[int, int, int]] = []
    for start, end in sentences(text):
        spans = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        for at in range(0, len(spans), limit):
            part = spans[at : at + limit]
            pieces.append((part[0][0], part[-1][1], len(part)))
    packed: list[tuple[int, int, int]] = []
    for start, end, size in pieces:
        if packed and packed[-1][2] + size <= limit:
            packed[-1] = (packed[-1][0], end, packed[-1][2] + size)
        else:
            packed.append((start, end, size))
    if len(packed) > 1 and packed[-1][2] * 3 < limit:
        _, end, size = packed.pop()
        packed[-1] = (packed[-1][0], end, packed[-1][2] + size)
    return tuple((start, end) for start, end, _ in packed)
