"""Whether a date is that of an announcement or signing, or of what it is about (stage 6).

"The agreement to end the mission will be signed before October"; "will announce that it ends in 2026".
"""

from collections.abc import Sequence
from datetime import date

from monitor.extract.bind import Bound
from monitor.extract.known import is_known
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["governing"]

_OBJECT = 6
"""Tokens from an announcement to the withdrawal that it is about: "sign the accord on the end of"."""
_CLOSE = 2
"""Tokens from "be signed" to its date."""
_LEAD = 3
"""Tokens before an announcement within which a word says that it is to come."""
_COMING = frozenset({"future", "modal", "might", "happens", "that"})


def governing(scene: Scene, found: Sequence[Bound], at: int, day: date) -> tuple[Bound, ...]:
    """The milestones that a date can be of, the one whose verb governs it first.

    Args:
        scene: the reading.
        found: the milestones of its clause, best first.
        at: the token of the date.
        day: its last day; a day on record is never that of an announcement.
    """
    told = next((one for one in found if _is_telling(one) and one.action.last <= at), None)
    if told is None or len(found) < 2:
        return tuple(found)
    best = found[0]
    if best is told:
        about = [one for one in found[1:] if one.rule.tracked and not _is_telling(one)]
        best = next((one for one in about if _that(scene, told.action.last, one.action)), told)
    elif _is_object(scene, told, best, at) and _to_come(scene, told) and not is_known(scene, day):
        best = told
    return (best, *(one for one in found if one is not best))


def _is_telling(one: Bound) -> bool:
    """Whether a milestone is that something is made public, which nobody has to agree on."""
    return not one.rule.principle and one.rule.tracked and not one.inherited


def _that(scene: Scene, start: int, action: Hit) -> bool:
    """Whether what is told begins behind a token: "announce that it leaves", "a timetable under which"."""
    if action.first < start:
        return False
    that = "that-clause" in scene.reading.cued(start, action.first)
    return that or "under-which" in scene.reading.cued(start, action.last + 1)


def _is_object(scene: Scene, told: Bound, best: Bound, at: int) -> bool:
    """Whether a withdrawal is only what the announcement is about."""
    action, telling = best.action, told.action
    if telling.first >= action.last:  # "the agreement to end the mission would be signed before"
        return at - telling.last <= _CLOSE
    after = telling.last <= action.first + 1 and action.first - telling.last <= _OBJECT
    borders = scene.reading.cued(telling.last, max(telling.last, action.first)).keys()
    return after and action.last <= at and not borders & {"that-clause", "clause", "under"}


def _to_come(scene: Scene, told: Bound) -> bool:
    first = told.action.first
    return not _COMING.isdisjoint(scene.reading.cued(first - _LEAD, told.action.last))
