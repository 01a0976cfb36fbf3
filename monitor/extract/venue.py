"""Where somebody speaks or meets, which is no place that is left: "in an interview in Baghdad" (stage 6)."""

from bisect import bisect_left
from collections.abc import Iterator

from monitor.extract.reading import Reading
from monitor.lang import Hit

__all__ = ["behind_in", "venues"]

_MET = 2
"""Tokens after a word for a meeting within which its place may stand: "a joint meeting in Baghdad"."""
_HELD = 8
"""The same where "in" leads the place: "in an interview with the agency in Baghdad"."""
_TOLD = 16
"""Tokens from a word of saying to what is said, up to which stands who says it, and where."""
_DOING = frozenset({"leave", "hand", "end", "stay", "begin", "based", "clause", "that-clause", "said"})
"""Labels of words that tell what is said, and no longer where."""
_DONE = _DOING - {"clause"}
"""The same without words that join who takes part: "with"."""
_STOPS = frozenset({",", ".", ";", ":"})


def venues(reading: Reading) -> set[int]:
    """Tokens at which no place of the force begins, as it is where somebody speaks or meets.

    Right behind a word for a meeting, behind "in" a little further on, and between a word of saying and
    what is said ("told the agency in Erbil that", قال في بغداد إن), unless what is done is told before.
    """
    cues = reading.cued(0, len(reading.tokens))
    found: set[int] = set()
    for hit in cues.get("meeting", ()):
        found.update(range(hit.last, hit.last + _MET))
    for label in ("meeting", "interview"):
        for hit in cues.get(label, ()):
            found.update(_behind_in(reading, hit))
    thats = [hit.first for hit in cues.get("that-clause", ())]
    for said in cues.get("said", ()):
        that = bisect_left(thats, said.last)
        if that < len(thats) and thats[that] <= said.last + _TOLD:
            window = range(said.last, thats[that])
            found.update(window if _is_plain(reading, window.start, window.stop) else ())
    return found


def _behind_in(reading: Reading, hit: Hit) -> Iterator[int]:
    """The next "in" after a word for a meeting, and the token after it."""
    last = min(hit.last + _HELD, reading.holding(hit.first).last - 1)
    for at in range(hit.last, last):
        word = reading.tokens[at].low
        if word in _STOPS or not _DONE.isdisjoint(reading.cued(at, at + 1)):
            return
        if word in reading.lexicon.words("in"):
            yield from (at, *behind_in(reading, at))
            return


def behind_in(reading: Reading, at: int) -> Iterator[int]:
    """The tokens at which a place may begin behind an "in" at a token: "in Erbil", "in the capital"."""
    words = reading.tokens
    if at + 1 < len(words) and words[at].low in reading.lexicon.words("in"):
        yield at + 1
        if words[at + 1].low in reading.lexicon.words("the"):
            yield at + 2


def _is_plain(reading: Reading, first: int, last: int) -> bool:
    """Whether nothing is told between two tokens of one sentence."""
    there = reading.holding(first)
    return last <= there.last and _DOING.isdisjoint(reading.cued(first, last))
