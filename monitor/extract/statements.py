"""Statements of one reading.

Dates and cues bound to milestones, with stance, speaker and evidence (stages 6 to 10).
"""

from monitor.extract.aside import has_matter
from monitor.extract.condition import depends
from monitor.extract.dated import ROUND, dated
from monitor.extract.ellipsis import elliptic
from monitor.extract.ended import ends
from monitor.extract.event import BARE
from monitor.extract.extend import extended
from monitor.extract.floated import floated
from monitor.extract.former import against_former
from monitor.extract.outstay import outstay
from monitor.extract.overdue import overdue
from monitor.extract.presumed import has_force
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.sited import is_abroad
from monitor.extract.undated import undated
from monitor.extract.upheld import upheld
from monitor.extract.urged import urged
from monitor.records import Change, Modality, Statement

__all__ = ["statements"]

_MOVED = (Change.LATER, Change.EARLIER)
"""Changes of a date beside which its sentence puts nothing else off."""


def statements(scene: Scene) -> tuple[Statement, ...]:
    """Every statement of one reading, in order of evidence."""
    plans = {rule.id for rule in scene.binding.rules if rule.tracked}
    found: list[tuple[int, Statement]] = []
    for sentence in scene.reading.sentences:
        if scene.reading.text(sentence.end - 1, sentence.end) == "?":
            continue
        found.extend(
            (sentence.number, one)
            for one in _told(scene, sentence)
            if not (one.milestone in plans and is_abroad(scene, sentence))
        )
    return against_former(scene, found)


def _told(scene: Scene, sentence: Sentence) -> list[Statement]:
    """What a sentence states: its deadlines, and at most one thing without a date."""
    acts = scene.slots.bare.acts(sentence.first, sentence.last)
    of_dates: list[Statement] = []
    if acts or elliptic(scene, sentence) or has_matter(scene, sentence) or has_force(scene, sentence):
        of_dates = list(dated(scene, sentence))  # else no date and no cue of it can be bound
    told = {one.milestone for one in of_dates if not one.background or one.rule.endswith(ROUND)}
    kept = _of_plan(scene, sentence, of_dates, told)
    if kept is not None:
        return [*of_dates, kept]
    cues = scene.reading.cued(sentence.first, sentence.last)
    if not (acts or not BARE.isdisjoint(cues) or ends(scene, sentence)):
        return of_dates
    moves = any(_moves(scene, one) for one in of_dates)
    return [*of_dates, *(one for one in undated(scene, sentence, told) if not (moves and _puts_off(one)))]


def _of_plan(scene: Scene, sentence: Sentence, of_dates: list[Statement], told: set[str]) -> Statement | None:
    """What a sentence says of the plan itself: that it hangs on something, is outstayed, stands, is extended.

    The first that it says, in this order; ``told``: the milestones of its dates.
    """
    found = depends(scene, sentence, told)
    if found is None and not told:
        found = outstay(scene, sentence) or overdue(scene, sentence)
    if found is None and not any(one.modality is Modality.DENIED for one in of_dates):
        found = upheld(scene, sentence, told)
    for rule in (extended, floated, urged):
        found = found or rule(scene, sentence, told)
    return found


def _puts_off(one: Statement) -> bool:
    return one.modality is Modality.POSTPONED


def _moves(scene: Scene, one: Statement) -> bool:
    """Whether a statement tells that a date of the plan has moved."""
    plans = {rule.id for rule in scene.binding.rules if rule.tracked and rule.principle}
    return one.change in _MOVED and not one.background and one.milestone in plans
