"""Where the clause of a date ends whose places or verbs follow it (stage 6)."""

import re
from collections.abc import Sequence

from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["behind", "closing"]

_TIED = re.compile(r"و\w{2}")
"""A word that Arabic writes "and" with."""
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


def behind(scene: Scene, floor: int, at: int, end: int, ceiling: int, last: int) -> int | None:
    """Where the clause of a date ends whose place stands behind it, None where its place does not.

    "In May in Baghdad and in June in Erbil", "بحلول أيار بغداد، وبحلول حزيران أربيل": what is done stands
    before the first date, a place behind each.

    Args:
        scene: the field.
        floor: where the clause begins.
        at: the first token of the date, the relation word included.
        end: the token behind it.
        ceiling: the first token of the next date.
        last: where what stands behind that one ends.
    """
    parts, found = scene.binding.parts, scene.slots
    if any(found.within(part, "place", (floor, at)) for part in parts) or found.acts(end, last):
        return None
    tokens = scene.reading.tokens
    marks = _MARKS | scene.reading.lexicon.words("and")
    stop = ceiling - (ceiling - 1 > end and _TIED.match(tokens[ceiling - 1].low) is not None)  # "وفي أيلول"
    while stop > end and tokens[stop - 1].low in marks:
        stop -= 1
    tied = stop < ceiling or (ceiling < len(tokens) and _TIED.match(tokens[ceiling].low) is not None)
    placed = any(found.within(part, "place", (end, stop)) for part in parts)
    return stop if placed and tied else None
