"""Whether a date has a matter of its own, beside the milestone that words elsewhere name (stage 6).

"A delegation visits Baghdad in April as the coalition withdraws", "the force leaves by September, while the budget
is to be passed in May": a clause with a verb and a subject of its own dates what it tells, and no more.
"""

from monitor.extract.bind import Bound
from monitor.extract.dates import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Window
from monitor.lang import Hit
from monitor.records import Field

__all__ = ["is_apart", "span"]

_LEADING = 2
"""Tokens before a date that opens its clause."""
_VERBS = frozenset({"future", "planned", "modal", "happens"})
"""Labels that say that a stretch has a verb of its own for what is to come."""
_SAME = frozenset({"refers", "same-matter", "holds"})
"""Labels of words that take up what was told before."""


def span(scene: Scene, sentence: Sentence, mention: Mention, clause: Window, at: int) -> Window:
    """The tokens that tell what a date dates: from the last border before it, or behind a date that leads."""
    end = scene.token(mention.end)
    borders = [hit.last for label in ("clause", "beside") for hit in scene.reading.cued(clause[0], at).get(label, ())]
    start = max(borders, default=clause[0])
    if at > start + _LEADING:
        return start, at
    behind = (hit.first for hit in scene.reading.cued(end, clause[1]).get("beside", ()))
    return end, min(behind, default=clause[1])


def is_apart(
    scene: Scene, sentence: Sentence, mention: Mention, clause: Window, at: int, best: Bound
) -> bool:
    """Whether what a clause tells is not what the milestone's words tell.

    Args:
        scene: the field.
        sentence: the one with the date.
        mention: the date.
        clause: the tokens nearest to the date.
        at: its first token, the relation word included.
        best: the milestone that the words around it name.
    """
    if "same-matter" not in scene.reading.lexicon.cues or not best.rule.tracked:
        return False
    own = span(scene, sentence, mention, clause, at)
    cues = scene.reading.cued(*own)
    if _beside(scene, mention, at, own, best):
        return _tells(scene, own)
    force = _force(scene, own)
    if best.inherited and not best.taken:
        if best.action.first >= at and "wherein" in scene.reading.cued(at, best.action.first):
            return False
        return _tells(scene, own) and not force and not cues.keys() & _SAME and not _parts(scene, best, own)
    if scene.reading.name is Field.TITLE:
        return False
    if best.taken:
        spans = {hit[1:3] for hit in force}
        first = min((hit.first for hit in _matters(scene, own) if hit[1:3] not in spans), default=own[1])
        return first < own[1] and "holds" not in cues and not best.own and all(hit.first >= first for hit in force)
    if not best.rule.principle:
        return _of_paper(scene, own, best)
    others = [hit.first for hit in [*force, *_parts(scene, best, own)]]
    things = cues.get("thing", ())
    return bool(things) and all(things[0].first < at for at in others)


def _matters(scene: Scene, window: Window) -> list[Hit]:
    """What a window names of the arrangement, without the deadline itself."""
    limits = {hit.last for hit in scene.reading.cued(*window).get("limit", ())}
    return [
        hit
        for number in scene.binding.aside
        for hit in scene.slots.within(number, "matter", window)
        if hit.last not in limits
    ]


def _of_paper(scene: Scene, window: Window, best: Bound) -> bool:
    """Whether what is signed or made public is a paper of the arrangement: a memorandum on training."""
    papers = _matters(scene, window)
    own = scene.slots.within(best.number, "scope", window)
    ends = any(
        scene.slots.within(number, "action", window)
        for number, rule in enumerate(scene.binding.rules)
        if rule.tracked and rule.principle
    )
    return bool(papers) and not ends and all(any(p.first <= hit.first and hit.last <= p.last for p in papers) for hit in own)


def _beside(scene: Scene, mention: Mention, at: int, own: Window, best: Bound) -> bool:
    """Whether a milestone's action stands behind the date in a clause that goes beside: "as they leave"."""
    end = scene.token(mention.end)
    if own[1] != at or best.action.last <= end or best.inherited:
        return False
    borders = scene.reading.cued(end, max(best.action.first, best.action.last)).get("beside", ())
    return bool(borders)


def _force(scene: Scene, window: Window) -> list[Hit]:
    houses = {hit.first for hit in scene.reading.cued(*window).get("institution", ())}
    return [hit for hit in scene.slots.acting(*window) if hit.first not in houses]


def _parts(scene: Scene, best: Bound, window: Window) -> list[Hit]:
    """What names a part of the story in a window, but for where something else happens."""
    inside = {hit.last for hit in scene.reading.cued(*window).get("inside", ())}
    return [
        hit
        for slot in ("scope", "place")
        for hit in scene.slots.within(best.number, slot, window)
        if hit.first not in inside
    ]


def _tells(scene: Scene, window: Window) -> bool:
    """Whether a window has a verb of its own for what is to come."""
    cues = scene.reading.cued(*window)
    if cues.keys() & _VERBS:
        return True
    none = {hit.first for hit in cues.get("no-verb", ())}
    return any(hit.first not in none for hit in cues.get("verb-ahead", ()))
