"""What stays or is unfinished past its date: "will stay at the base despite the plan to leave" (stage 10)."""

from dataclasses import replace

from monitor.extract.bind import Bound, part
from monitor.extract.reading import Sentence
from monitor.extract.recap import is_background
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Change, Modality, Statement

__all__ = ["overdue"]

_PLAIN = "unkept"
"""Label of what says that a plan is not kept, whatever its date: "despite the plan", "longer than agreed"."""
_OPEN = frozenset({"might", "proposed", "conditional", "denied", "rumoured", "hangs"})
"""Labels before a stay that make it a wish, a claim, or none."""
_LEADS = 1
"""Number of the last sentence that an article leads with."""
_OVER = frozenset(
    {"completed", "completed:declared", "completed:state", "last-one", "denied", "refuted", "future"}
)
"""Labels of a sentence that tells of the end of a stay, denies it, or tells one to come."""
_BEFORE = 12
"""Tokens before what stays within which it is made a wish or denied."""

_TERMS = 6
"""Tokens from what a plan is said to hold to the stay that it holds."""

_ELSE = frozenset({"leave", "end", "hand", "contrast"})
"""Labels between the two that make the plan another one: "was to leave, and stays"."""

_COMING = 2
"""Tokens from "will" to the stay that is to come."""


def overdue(scene: Scene, sentence: Sentence) -> Statement | None:
    """The postponement that a sentence tells by what it says of a plan that is not kept, if it does.

    It needs all three: somebody stays (or something is unfinished), a plan that said otherwise (or a date on
    record that is over), and the one part of the story, with a place, that this is about.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    stays = [hit for hit in cues.get("stay", ()) if not _named(scene, hit)]
    open_ends = stays or cues.get("unfinished", [])
    if not open_ends or "undecided" in cues or scene.is_view(sentence, open_ends[0].first):
        return None
    at = open_ends[0]
    plans = [*cues.get(_PLAIN, ())]
    if not any(day.last and day.last > scene.published for day in scene.mentions.get(sentence.number, ())):
        plans += cues.get("was-planned", ())
    if not stays:
        plans += cues.get("as-planned", ())
    best = _where(scene, sentence, at)
    late = best is not None and _lapsed(scene, sentence, best, at)
    if best is None or not (late or any(_against(scene, plan, at) for plan in plans)):
        return None
    if scene.reading.cued(max(sentence.first, at.first - _BEFORE), at.first).keys() & _OPEN:
        return None
    background = is_background(scene.reading, sentence, sentence.first)
    how = Stance(Modality.POSTPONED, background, False, Change.LATER, "a plan that is not kept")
    return scene.statement(sentence, best, how, None, None)


def _named(scene: Scene, stay: Hit) -> bool:
    """Whether a word of staying only names a part of the force: "the remaining troops"."""
    return bool(scene.slots.bare.acting(stay.first, stay.last))


def _lapsed(scene: Scene, sentence: Sentence, best: Bound, stay: Hit) -> bool:
    """Whether an article leads with a stay at a part whose dates on record are over: that alone is late."""
    known = best.rule.known
    if not known or max(known) >= scene.published or sentence.number > _LEADS:
        return False
    whole = scene.reading.cued(sentence.first, sentence.last)
    coming = whole.get("future", ())
    told = scene.slots.bare.acting(sentence.first, sentence.last) and "was-planned" not in whole
    if coming and told and all(0 <= stay.first - hit.first <= _COMING for hit in coming):
        whole = {label: hits for label, hits in whole.items() if label != "future"}  # "will remain"
    before = scene.reading.cued(max(sentence.first, stay.first - _BEFORE), stay.first)
    if "only" in before:
        return False  # "only a handful remain" tells that the rest has left
    return whole.keys().isdisjoint(_OVER) and "negation" not in before


def _against(scene: Scene, plan: Hit, stay: Hit) -> bool:
    """Whether a plan is another one than to stay: not "was to remain", "the deal provided for a stay"."""
    if plan.first <= stay.first <= plan.last:
        return False
    if plan.label == _PLAIN or not plan.last < stay.first <= plan.last + _TERMS:
        return True
    parted = any(token.low == "," for token in scene.reading.tokens[plan.last : stay.first])
    return parted or not scene.reading.cued(plan.last, stay.first).keys().isdisjoint(_ELSE)


def _was_there(scene: Scene, place: Hit) -> bool:
    """Whether a place is one where something was before: "gear that had been in the west of the country"."""
    return "past" in scene.reading.cued(max(0, place.first - _COMING), place.first)


def _where(scene: Scene, sentence: Sentence, at: Hit) -> Bound | None:
    """The part of the story that a sentence names, else the only one that the title does."""
    window = (sentence.first, sentence.last)
    opening = replace(scene.opening, action=scene.opening.actor)  # to stay is the action
    found = part(scene.binding, scene.slots.bare, window, at, opening=opening, placed=True)
    if found is not None and found.place is not None and _was_there(scene, found.place):
        return None
    if found is not None:
        return replace(found, taken=False)  # it is named here
    for number in scene.opening.place:
        return Bound(number, scene.binding.rules[number], 0.0, at, None, None, None, True, False, taken=True)
    return None
