"""A date that somebody sets for the force under a threat: a condition and no plan (stage 7)."""

from monitor.lang import Hit

__all__ = ["is_if", "is_ultimatum"]

_GIVEN = 3
"""Tokens from an armed group to the verb with which it sets a date: "armed groups have given"."""
_LIMIT = 10
"""Tokens from the verb to the limit: "have given the American forces a deadline"."""
_BEHIND = 2
"""Tokens from the verb to the group, where the verb comes first, as in Arabic."""
_NOT = 8
"""Tokens from "if" to the "not" that is only supposed: "if the American forces in Iraq do not leave"."""

_OTHERS = ("that-clause", "clause", "contrast", "said", "noun-lead", "institution")
"""Labels of words between the group and the verb with which somebody else is its subject."""

Cues = dict[str, list[Hit]]


def is_ultimatum(cues: Cues, near: Cues, action: Hit, at: int) -> bool:
    """Whether the date at token ``at`` is one by which something must be done, else something happens.

    Args:
        cues: of the sentence.
        near: of the clause of the date.
        action: what is to be done.
        at: the date.
    """
    groups = cues.get("armed-group", ())
    if any(
        0 <= hit.first - group.last < _GIVEN or 0 <= group.first - hit.last < _BEHIND
        for group in groups
        for hit in cues.get("sets-limit", ())
        if hit.first < at and _sets(cues, group, hit)
    ):
        return True
    if "ultimatum" in near:
        return cues.keys().isdisjoint(("agreed", "granted"))
    return "threat" in cues and any(hit.first < action.first for hit in cues.get("conditional", ()))


def _sets(cues: Cues, group: Hit, verb: Hit) -> bool:
    """Whether the group is who sets the limit: nobody else stands between, and the limit is the verb's."""
    low, high = min(group.last, verb.last), max(group.first, verb.first)
    if any(low <= hit.first < high for label in _OTHERS for hit in cues.get(label, ())):
        return False
    limits = (*cues.get("limit", ()), *cues.get("ultimatum", ()))
    return any(verb.first <= hit.first <= verb.last + _LIMIT for hit in limits)


def is_if(cues: Cues, denial: Hit) -> bool:
    """Whether what is denied is only supposed: "if they do not leave by May"."""
    even = {at for hit in cues.get("no-condition", ()) for at in range(hit.first, hit.last)}
    return any(
        0 <= denial.first - hit.last < _NOT and hit.first not in even for hit in cues.get("conditional", ())
    )
