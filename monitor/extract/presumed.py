"""What is due where the force or its base is named with a deadline, whatever the verb (stage 6).

"Come September the last advisers will have flown home": no list has every verb for leaving. In an article
on the matter, a limit or a day to come in a clause about the force is its own, unless the clause names
something else.
"""

from monitor.extract.bind import Bound
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Window
from monitor.records import Field

__all__ = ["has_force", "presumed"]

_LIMITS = frozenset({"by", "until", "before", "from", "beyond"})
"""Relations that make a date a limit or a first day."""
_AHEAD = frozenset({"future", "planned", "modal", "might", "lasts", "limit", "proposed"})
"""Labels that say that what a date tells is still to come."""
_ASIDE = ("matter", "unrelated")
"""Slots of what a clause may be about instead."""
_LEADING = 2
"""Tokens before a date that opens its clause."""
_OTHER = frozenset({"meeting", "agreed-on"})
"""Labels of clauses whose date is that of something else."""


def has_force(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence with a date names the force."""
    return sentence.number in scene.mentions and bool(scene.force((sentence.first, sentence.last)))


def presumed(
    scene: Scene, sentence: Sentence, mention: Mention, clause: Window, stage: frozenset[int]
) -> Bound | None:
    """The milestone of a deadline in a clause about the force; None where it speaks of something else.

    Args:
        scene: the field.
        sentence: the one with the date.
        mention: the date.
        clause: the tokens nearest to the date.
        stage: the part whose place the text around names.
    """
    opening, slots = scene.opening, scene.slots
    cues = scene.reading.cued(*clause)
    named = mention.relation in _LIMITS or mention.resolved.edge is not None or bool(cues.keys() & _AHEAD)
    if not named or cues.keys() & _OTHER or scene.reading.name is Field.TITLE:
        return None
    force = scene.force(clause)
    if not force or slots.others(sentence.first, clause[1]):
        return None
    if any(slots.within(number, slot, clause) for number in scene.binding.aside for slot in _ASIDE):
        return None
    story = opening.home & opening.actor & opening.action
    at = scene.token(mention.relation_start)
    if at > clause[0] + _LEADING and all(hit.first > at for hit in force):
        return None  # "to report by December on the forces"
    cue = min(force, key=lambda hit: abs(hit.first - at))
    for part in scene.binding.parts:
        own = any(slots.within(part, slot, clause) for slot in ("scope", "place"))
        if part in story and (own or part in stage):
            return Bound(part, scene.binding.rules[part], 0.0, cue, None, None, None, True, own, taken=True)
    for number, rule in enumerate(scene.binding.rules):
        if rule.tracked and not rule.narrow and rule.principle and number in story:
            return Bound(number, rule, 0.0, cue, None, None, None, True, False, taken=True)
    return None
