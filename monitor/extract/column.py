"""Whether an article is somebody's opinion as a whole: its rubric, byline or note on its author (stage 7)."""

from monitor.extract.reading import Reading
from monitor.records import Field

__all__ = ["is_column"]

_MARKS = frozenset((":", "|", "-", "–", "—", "/", "]", ")"))
_OPENS = frozenset(("[", "("))
_BYLINE = 24
"""Tokens of a line that may tell who wrote the article."""
_NOTES = 2
"""Sentences at either end of a body that may tell of the author."""


def is_column(readings: tuple[Reading, ...]) -> bool:
    """Whether title, byline or the note at the end make an article a column.

    "Opinion: ...", "... | رأي", "By X, a fellow at Y", "بقلم", "The author is a professor".
    """
    for reading in readings:
        if not reading.tokens or not reading.sentences:
            continue
        if reading.name is Field.TITLE and _rubric(reading):
            return True
        if reading.name is not Field.TITLE and (_byline(reading) or _note(reading)):
            return True
    return False


def _rubric(reading: Reading) -> bool:
    """Whether a title opens or closes with a word for opinion that a colon or bar sets off."""
    words = reading.tokens
    for hit in reading.cued(0, len(words)).get("column", ()):
        opens = hit.first == 0 or (hit.first == 1 and words[0].text in _OPENS)
        if opens and hit.last < len(words) and words[hit.last].text in _MARKS:
            return True
        closes = hit.last == len(words) or (hit.last == len(words) - 1 and words[-1].text in ".)]")
        if closes and hit.first and words[hit.first - 1].text in _MARKS | _OPENS:
            return True
    return False


def _byline(reading: Reading) -> bool:
    """Whether a text opens with who wrote it, and that is a commentator or who writes no news."""
    cues = reading.cued(0, min(_BYLINE, reading.sentences[0].last))
    wrote = {
        hit.label for label in ("byline", "byline:opinion") for hit in cues.get(label, ()) if not hit.first
    }
    return "byline:opinion" in wrote or bool(wrote and ("commentary" in cues or "role" in cues))


def _note(reading: Reading) -> bool:
    """Whether the first or last sentences tell of "the author", or that the views are theirs."""
    ends = (*reading.sentences[:_NOTES], *reading.sentences[-_NOTES:])
    return any("column-note" in reading.cued(one.first, one.last) for one in ends)
