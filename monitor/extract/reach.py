"""Whether the word for an event stands near enough to what it is about (stage 10)."""

from dataclasses import replace

from monitor.extract.bind import Bound
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["close", "heralds", "of_announcement", "put_off"]

_NAMED = 5
"""How many between an action and what names its place or force: "the pullout from Ain al-Asad"."""
_COUNTRY = 3
"""Tokens after these within which the country follows: "of US forces from Iraq"."""
_PLACES = 3
"""Places that are named one behind the other."""
_IS = 1
"""One token more before what follows: "from the base has been completed"."""
_FAR = 30
"""Tokens beyond which nothing between is looked at."""
_SPEAKS = ("institution", "office", "sources", "sources:official", "spokes")
"""Labels of who puts off or denies: a long name does not part a verb from its object."""
_SAID = 3
"""Tokens from a word of saying to where it is said: "in a statement"."""
_OF = 6
"""Tokens between an announcement and what it announces."""


def close(
    scene: Scene, sentence: Sentence, bound: Bound, hits: list[Hit], reach: int, *, bridged: bool = False
) -> bool:
    """Whether a cue stands within ``reach`` tokens of the action, or of what names its place or force.

    A country right behind these belongs to them ("the withdrawal of US forces from Iraq had begun"), up to a
    comma. ``bridged``: who speaks and when he does do not count between the two ("postponed, the ministry of
    defence said on Monday, the ...").
    """
    first, last = bound.action.first, bound.action.last
    for hit in sorted(filter(None, (bound.actor, bound.place, bound.scope))):
        if hit.first - last < _NAMED and first - hit.last < _NAMED:
            first, last = min(first, hit.first), max(last, hit.last)
    behind = (last, min(last + _COUNTRY, sentence.last))
    for hit in scene.slots.bare.acting(*behind):
        last = max(last, hit.last)
    for _ in range(_PLACES):  # "from Baghdad and the Ain al-Asad base"
        behind = (last, min(last + 2 * _COUNTRY, sentence.last))
        for slot in ("home", "place"):
            for hit in scene.slots.within(bound.number, slot, behind):
                if hit.first >= behind[0] + _COUNTRY:
                    continue
                after = scene.reading.tokens[hit.last : hit.last + 1]
                if after and after[0].low != ",":
                    last = max(last, hit.last)
    for hit in hits:
        if hit.first - last < reach + _IS and first - hit.last < reach:
            return True
        if bridged and _apart(scene, sentence, hit.last, first) < reach:
            return True
    return False


def _apart(scene: Scene, sentence: Sentence, first: int, last: int) -> int:
    """How many tokens of a range are neither of who speaks nor of a date; what is far is not looked at."""
    if not 0 <= last - first <= _FAR:
        return _FAR
    cues = scene.reading.cued(first, last)
    over = {at for label in _SPEAKS for hit in cues.get(label, ()) for at in range(hit.first, hit.last)}
    for day in scene.mentions.get(sentence.number, ()):
        over.update(range(scene.token(day.relation_start), scene.token(day.end)))
    return sum(at not in over and scene.reading.tokens[at].low != "," for at in range(first, last))


def put_off(sentence: Sentence, scene: Scene, bound: Bound) -> bool:
    """Whether a passive verb far off puts off the sentence's subject: "The report, which ..., has been
    postponed"."""
    passive = scene.reading.cued(bound.action.last, sentence.last).get("postponed:passive", ())
    said = scene.reading.cued(sentence.first, bound.action.first).get("said", ())
    return bool(passive) and not said


def heralds(scene: Scene, found: tuple[Bound, ...], hits: list[Hit]) -> Bound | None:
    """The announcement that is put off or denied, and not what it announces: "the announcement of the end".

    It stands before what the sentence is best about, with no word for the event between the two; the one
    reaches as far as the other.
    """
    best = found[0]
    for one in found[1:]:
        gap = best.action.first - one.action.last
        if (
            one.rule.principle
            or not one.rule.tracked
            or not -1 <= gap <= _OF
            or one.action.first > best.action.first
        ):
            continue
        between = scene.reading.cued(one.action.last, best.action.first)
        told = any(one.action.last <= hit.first < best.action.first for hit in hits)
        if not told and between.keys().isdisjoint(("said", "clause", "that-clause")):
            last = max(best.action.last, one.action.last)
            return replace(one, action=one.action._replace(last=last))
    return None


def of_announcement(
    scene: Scene, found: tuple[Bound, ...], hits: list[Hit], *, heralded: bool
) -> tuple[Bound, ...]:
    """What a word for a plan is about: that something is made public (``heralded``), or anything else.

    What is made public must be named: the plan itself, or a paper of it.
    """
    plans = any(one.rule.principle and one.rule.tracked for one in found)
    kept = tuple(one for one in found if (one.rule.tracked and not one.rule.principle) == heralded)
    if heralded and not plans and not any(_scoped(scene, one, hits) for one in kept):
        return ()
    return kept


def _scoped(scene: Scene, bound: Bound, hits: list[Hit]) -> bool:
    """Whether what is made public is named, and not only that something is, or where it is said."""
    at = -1 if bound.scope is None else bound.scope.first
    said = "said" in scene.reading.around(max(0, at), _SAID, 0)
    between = scene.reading.cued(max(0, at), hits[0].first).keys()
    told = said or bool(between & {"said", "that-clause"})
    return at >= 0 and not told and not any(hit.first <= at < hit.last for hit in hits)
