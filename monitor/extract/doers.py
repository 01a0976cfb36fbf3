"""Who does what a stretch of text tells: somebody of the story, or somebody else (stage 6)."""

from bisect import bisect_left
from collections.abc import Sequence

from monitor.extract.places import of_matter
from monitor.extract.search import Search, gap, nearest
from monitor.lang import Hit

__all__ = ["doer", "is_of_others"]

_PLACED = 9
"""Tokens after an action within which a place says where it happens."""
_NEAR = 14
"""Tokens between an action and its date within which its place says that no matter of before is meant."""
_FOREIGN = 4
"""Tokens before a date within which a foreign matter owns it."""
_BESIDE = 3
"""Tokens after an action within which another's word is of it: "base in Syria is closed"."""


def doer(search: Search, number: int, action: Hit) -> Hit | None:
    """The words for who does it that stand nearest to an action."""
    return nearest(search.within(number, "actor", search.context), action.first)


def is_of_others(
    search: Search, number: int, action: Hit, actor: Hit | None, place: Hit | None, *, inherited: bool
) -> bool:
    """Whether somebody else does it, or nobody who could.

    Args:
        search: where it is looked for.
        number: the milestone's rule.
        action: the words that tell what is done.
        actor: those of who does it.
        place: those of where.
        inherited: whether the action comes from elsewhere in the sentence.
    """
    others = _others(search, number, action, place)
    other = nearest(others, action.first)
    nobody = actor is None and (other is not None or number not in search.opening.actor)
    if nobody and number in search.binding.acted:
        return True
    if other is not None and (
        actor is None
        or gap(other, action.first) < gap(actor, action.first)
        or _their_own(action, actor, other, search)
        or _owned(action, actor, others)
        or _elsewhere(action, others, search.within(number, "home", search.sentence))
        or (inherited and any(_between(action, hit, search.at) for hit in others))
    ):
        return True
    return _is_foreign(search, number, action)


def _others(search: Search, number: int, action: Hit, place: Hit | None) -> Sequence[Hit]:
    """The words that exclude a rule and can be of its action."""
    start, at = search.sentence[0], search.at
    others = search.within(number, "exclude", search.context)
    if search.day and others and _of_place(search, action):
        others = [hit for hit in others if hit.first >= start]
    if others and place is not None and place is not action and abs(at - action.last) < _NEAR:
        others = of_matter(search.binding, search.found, others, start)
    if action.last <= at:
        # what follows the date has an action of its own
        others = [hit for hit in others if hit.first < at]
    return others


def _is_foreign(search: Search, number: int, action: Hit) -> bool:
    """Whether a foreign matter stands right before the date, and the action not between the two."""
    at, foreign = search.at, search.found.foreign
    if not search.binding.rules[number].tracked and search.day is None:
        return False
    near = foreign[bisect_left(foreign, max(at - _FOREIGN, search.sentence[0])) : bisect_left(foreign, at)]
    return any(not first <= action.first < at for first in near)


def _of_place(search: Search, action: Hit) -> bool:
    """Whether a sentence names a part's place before what happens, and so speaks of nobody named before."""
    before = (search.sentence[0], action.first)
    return any(search.within(part, "place", before) for part in search.binding.parts)


def _owned(action: Hit, actor: Hit, others: Sequence[Hit]) -> bool:
    """Whether another's words are of the action itself or lead the actor: "base in Syria is closed" too."""
    return any(
        action.first < hit.first < action.last + _BESIDE
        or action.first <= hit.first < action.last < hit.last
        or hit.last == actor.first
        for hit in others
    )


def _elsewhere(action: Hit, others: Sequence[Hit], home: Sequence[Hit]) -> bool:
    """Whether the first place after an action is an excluded one: "left the base in northeastern Syria"."""
    at = min((hit.first for hit in others if hit.first >= action.last), default=action.last + _PLACED)
    return at < action.last + _PLACED and not any(action.first <= hit.first < at for hit in home)


def _their_own(action: Hit, actor: Hit, other: Hit, search: Search) -> bool:
    """Whether "its troops" of the action itself are those of somebody excluded before it in the sentence."""
    own = actor.first < action.last and action.first < actor.last
    return own and search.sentence[0] <= other.first < action.first


def _between(action: Hit, hit: Hit, at: int) -> bool:
    return action.last <= hit.first and hit.last <= at
