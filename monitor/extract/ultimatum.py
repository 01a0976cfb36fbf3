"""A date that somebody sets for the force under a threat: a condition and no plan (stage 7)."""

from monitor.lang import Hit

__all__ = ["is_if", "is_ultimatum"]

_GIVEN = 8
"""Tokens from an armed group to the verb with which it sets a date: "the group said that it had given"."""
_BEHIND = 2
"""Tokens from the verb to the group, where the verb comes first, as in Arabic."""
_NOT = 8
"""Tokens from "if" to the "not" that is only supposed: "if the American forces in Iraq do not leave"."""

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
        if hit.first < at
    ):
        return "limit" in cues or "ultimatum" in cues
    if "ultimatum" in near:
        return cues.keys().isdisjoint(("agreed", "granted"))
    return "threat" in cues and any(hit.first < action.first for hit in cues.get("conditional", ()))


def is_if(cues: Cues, denial: Hit) -> bool:
    """Whether what is denied is only supposed: "if they do not leave by May"."""
    return any(0 <= denial.first - hit.last < _NOT for hit in cues.get("conditional", ()))
