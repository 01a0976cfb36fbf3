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
from dataclasses import dataclass

__all__ = ["Normal", "Span", "normalise", "passages", "sentences"]

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
_FEW = 64
"""Different characters up to which replacing one after the other beats one pass over the text."""


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal form of a text, with the way back."""

    text: str
    original: str
    origin: tuple[int, ...] | None
    """Per character of ``text`` the offset of the character it came from, then the length of the original;
    None when every character stands where it stood."""

    def source(self, start: int, end: int) -> Span:
        """The span of the original that covers ``text[start:end]``, with marks dropped after its last letter.

        An empty span maps to an empty span. Offsets are monotone: later spans never map before earlier ones.
        """
        if self.origin is None:
            return start, end
        first = self.origin[start]
        if end <= start:
            return first, first
        last = self.origin[end - 1]
        while end < len(self.text) and self.origin[end] == last:
            end += 1
        return first, self.origin[end]


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
        return Normal(folded, text, None)
    origin: list[int] = []
    end = 0
    for found in _ODD.finditer(text):
        size = moving.get(found.group())
        if size is not None:
            at = found.start()
            origin.extend(range(end, at))
            origin.extend([at] * size)
            end = at + 1
    origin.extend(range(end, len(text) + 1))
    return Normal(folded, text, tuple(origin))


_STOP = re.compile(
    r"[.!?؟۔…\n\r\u2028\u2029](?:(?<=[\n\r\u2028\u2029])[\n\r\u2028\u2029]*"
    r"|(?<![.!?؟۔…][.!?؟۔…])(?<=[.!?؟۔…])[.!?؟۔…]*[\"'”’»)\]›]*(?=\s|$))"
)
"""Line breaks, or marks with what closes after them, tried at the first of a run only: work stays linear."""
_BEFORE = re.compile(r"[^\s\"'“”«»()\[\]]+$")
_AFTER = re.compile(r"\s+[\"'“‘«(]*([^\W_]+)")
_SHORT = """adm brig capt cmdr col cpl dr gen gov hon jr lt maj messrs mr mrs ms mt no prof rep rev sen sgt
spc sr st vs jan feb mar apr jun jul aug sep sept oct nov dec approx etc nr bzw ca"""
_ABBREVIATIONS = frozenset(_SHORT.split())
_OPENING = "The A An In On It He She They We But And At For This That Its His Her Their As When"
_OPENERS = frozenset(_OPENING.split())


def _ends(text: str, mark: int, after: int) -> bool:
    """Whether the full stop at ``mark`` ends a sentence rather than an abbreviation or an initial."""
    word = _BEFORE.search(text, max(0, mark - 24), mark)
    if word is None:
        return True
    stem = word.group()
    follows = _AFTER.match(text, after)
    following = follows.group(1) if follows else ""
    if "." in stem and stem.replace(".", "").isalpha() and len(stem) <= 7:
        return not following or following in _OPENERS or (not following.isascii() and len(stem) > 3)
    if stem.isdigit() and len(stem) <= 2 and following.isascii() and following.isalpha():
        return following in _OPENERS  # "30. September"
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
