"""The change of the plan that a sentence claims, and what stands against one (stage 7)."""

from monitor.extract.ultimatum import is_if
from monitor.lang import Hit
from monitor.records import Change, Modality

__all__ = ["changed", "upholds"]

Cues = dict[str, list[Hit]]

_UPHELD = 18
"""How many tokens after a denial what is denied may be named."""
_ASKED = 2
"""Tokens from a word of asking to the change that is only asked for: "calling for a quicker"."""
_CHANGES = {
    "change:stays": Change.STAYS,
    "change:earlier": Change.EARLIER,
    "change:later": Change.LATER,
    "change:changed": Change.CHANGED,
}


def upholds(cues: Cues, denial: Hit, action: Hit) -> bool:
    """Whether a denial stands against a change of the plan, and so for the plan: "denied any extension"."""
    reach = max(action.first, denial.last + _UPHELD)
    wrong = (*cues.get("refuted", ()), *cues.get("ruled-out", ()))
    refuted = any(hit.first == denial.first for hit in wrong)
    if refuted and any(
        hit.first < denial.first for label in ("against", "stay", "called-off") for hit in cues.get(label, ())
    ):
        return True
    changes = (*cues.get("against", ()), *cues.get("altering", ()))
    if any(denial.last <= hit.first < reach for hit in changes):
        return True
    gone = min((hit.first for hit in cues.get("leave", ()) if hit.first >= denial.first), default=reach)
    return any(denial.last <= hit.first < min(gone, reach) for hit in cues.get("against-stay", ()))


def changed(near: Cues, cues: Cues, action: Hit, modality: Modality) -> Change | None:
    """The explicit change that a sentence claims; that a force stays must be said in the clause itself.

    What is only asked for changes no date that is no wish itself: "by September, calling for a quicker pace";
    no more does what was only talked of: "ending speculation about an extension, set it for September".
    """
    if any(upholds(cues, hit, action) for hit in cues.get("denied", ())):
        return None
    wishes = () if modality is Modality.PROPOSED else cues.get("proposed", ())
    asked = {hit.last + gap for hit in wishes for gap in range(_ASKED)}
    rumours = {hit.last + gap for hit in cues.get("speculation", ()) for gap in range(_ASKED)}
    for label, change in _CHANGES.items():
        hits = (near if change is Change.STAYS else cues).get(label, ())
        if any(hit.first not in asked | rumours and not is_if(cues, hit) for hit in hits):
            return change
    return None
