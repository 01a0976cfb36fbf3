"""Words of a text: where each begins, and what is left of one without its Arabic proclitics."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

__all__ = ["Memo", "Token", "is_object", "tokens", "variants"]

_TOKEN = re.compile(r"[^\W\d_]+|\d{1,3}(?:,\d{3})+(?!\d)|\d++(?:st|nd|rd|th)?(?![^\W\d_])|\d+|\n|[^\w\s]|_")
_T = TypeVar("_T")
_ACCUSATIVE = "ا"
"""What an indefinite Arabic noun or adjective ends with as an object: "بيانا مشتركا", a joint statement."""
_HER = "ه"
"""The letter before it in "ها", which is no such ending: "تداولتها", passed it on."""
_SHORT = 4
"""Letters that a word with such an ending has more than: of shorter ones another word comes out."""


_AS_WHAT = frozenset({"موعدا", "تاريخا", "سقفا", "هدفا"})
"""Words with such an ending that say as what something is set: "announced May as the date"."""


class Token(NamedTuple):
    """A word, number or mark of a normal text; ``low`` is its lower case."""

    start: int
    end: int
    text: str
    low: str


def tokens(text: str) -> list[Token]:
    """The tokens of a normal text, in order; none holds a space."""
    return [Token(*m.span(), word := m.group(), word.lower()) for m in _TOKEN.finditer(text)]


def variants(word: str, whole: frozenset[str] = frozenset()) -> tuple[tuple[str, int], ...]:
    """The word, and what is left of it without its Arabic proclitics, each with the number of letters cut.

    ``whole``: words whose first letter is their own, though it could be a proclitic: "كاملا" is no "املا".
    """
    found = [(word, 0)]
    if len(word) < 3 or not "\u0620" <= word[0] <= "\u06d3" or word in whole:
        return tuple(found)
    stems = [(word, 0)]
    if word[0] in "وف":
        stems.append((word[1:], 1))
    for stem, cut in stems:
        if cut:
            found.append((stem, cut))
            if stem in whole:
                continue
        if stem.startswith("ال") and len(stem) > 3:
            found.append((stem[2:], cut + 2))
        if stem.startswith("لل") and len(stem) > 4:
            found.append((stem[2:], cut + 2))
            found.append(("ال" + stem[2:], cut + 1))
        elif stem[0] in "بلكس" and len(stem) > 3:
            found.append((stem[1:], cut + 1))
            if stem[1:3] == "ال" and len(stem) > 5:
                found.append((stem[3:], cut + 3))
    return tuple(found)


def is_object(word: str) -> bool:
    """Whether a word may be an indefinite Arabic noun or adjective in the accusative."""
    ends = len(word) > _SHORT and word[-1] == _ACCUSATIVE and word[-2] != _HER
    return ends and word not in _AS_WHAT


class Memo(dict[str, _T]):
    """What was made of pieces of texts, remembered up to a limit: most come again and again."""

    def __init__(self, make: Callable[[str], _T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, piece: str) -> _T:
        made = self._make(piece)
        if len(self) < 50_000 and len(piece) < 40:
            self[piece] = made
        return made
