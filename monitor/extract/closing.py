"""Where the clause of a date ends in a language whose places and verbs follow their date (stage 6)."""

from collections.abc import Sequence

from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["closing"]

_MARKS = frozenset({",", ";"})
"""Marks at which, as at "and", the next clause may begin."""


def closing(scene: Scene, end: int, ceiling: int, borders: Sequence[Hit]) -> int:
    """The border between a date that ends at token ``end`` and the next one, else the next one's first token.

    "Bis Mai aus Bagdad ab und bleiben bis ...", "Mayıs'a kadar Bağdat'tan, hazirana kadar Erbil'den": the
    one behind what is done, else the last one behind a place. Other languages have theirs before the date.
    """
    if not scene.reading.lexicon.verb_may_close:
        return ceiling
    tokens, found = scene.reading.tokens, scene.slots
    marks = _MARKS | scene.reading.lexicon.words("and")
    edges = [one for one in range(end + 1, ceiling) if tokens[one].low in marks]
    edges += (hit.first for hit in borders if end < hit.first < ceiling)
    that = {hit.first for hit in scene.reading.cued(end, ceiling).get("that-clause", ())}
    edges = [one for one in edges if one + 1 not in that]  # "a memorandum, which ends in ..." goes on
    done = [one for one in edges if found.acts(end, one)]
    if done:
        return min(done)
    parts = scene.binding.parts
    placed = (one for one in edges if any(found.within(part, "place", (end, one)) for part in parts))
    return max(placed, default=ceiling)
