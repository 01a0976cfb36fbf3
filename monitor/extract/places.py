"""Which words for a part's place say what is left, and not where somebody speaks (stage 6).

"The ambassador in Baghdad said the troops will leave Iraq" tells of the country, and so does "leave Iraq by
agreement with Baghdad". Arabic names who leaves between the verb and what is left.
"""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from monitor.extract.milestone import Binding
from monitor.extract.slots import Slots, Window
from monitor.lang import Hit

__all__ = ["of_matter", "placed", "places"]

_FIRST = itemgetter(1)
"""First token of a hit."""
_THEIRS = 4
"""Tokens before a place within which the force that is there is named."""
_AWAY = 8
"""Tokens after an action within which the country is what is left, who leaves it named between."""
_LEFT = 3
"""Tokens after an action within which the country itself is what is left."""


def places(binding: Binding, found: Slots, number: int, action: Hit, window: Window) -> Sequence[Hit]:
    """The words for a part's place in a window, without those of who speaks of leaving another one.

    Where what is left stands behind the action, be it the country ("the ambassador in Baghdad said the troops
    will leave Iraq"), none before it counts save where those are who leave ("troops in Erbil will leave
    Iraq") or it is what is left ("Ain al-Asad is handed over"), and no verb reaches over it ("leave Iraq by
    agreement with Baghdad").
    """
    hits = found.within(number, "place", window)
    if not hits or number not in binding.parts:
        return hits
    behind = _behind(found, action, window)
    left = [one for part in binding.parts for one in found.within(part, "place", behind)]
    country = found.left(*behind)
    if country is not None:
        left.append(country)
    if not left:
        return hits
    first = min(left, key=_FIRST)
    return [
        hit
        for hit in hits
        if hit.first >= first.first
        or (hit.first >= action.first and hit.last <= first.last)
        or hit.last == action.first  # "the base is handed over"
        or (hit.last <= action.first and _of_force(found, hit, action))
    ]


def _of_force(found: Slots, place: Hit, action: Hit) -> bool:
    """Whether a place before an action is where those are who do it: "troops in Erbil will leave"."""
    return bool(found.acting(place.first - _THEIRS, place.first)) and not found.acting(
        place.last, action.first
    )


def placed(found: Slots, number: int, action: Hit, clause: Window) -> bool:
    """Whether the country stands close behind an action: "leave Iraq", "ترحل القوات عن العراق"."""
    near = found.within(number, "home", (action.last, min(action.last + _LEFT, clause[1])))
    return bool(near) or found.left(*_behind(found, action, clause)) is not None


def _behind(found: Slots, action: Hit, clause: Window) -> Window:
    """Where what is left may stand after an action: up to the next action of its clause."""
    at = bisect_left(found.actions, action.last)
    after = found.actions[at] if at < len(found.actions) else clause[1]
    return action.last, min(action.last + _AWAY, after, clause[1])


def of_matter(binding: Binding, found: Slots, others: Sequence[Hit], start: int) -> Sequence[Hit]:
    """Excluded words without the wholly other matters of earlier sentences, where a place is named here.

    "Elections are held in May. The withdrawal from Erbil would be over by June": nobody has elected to leave.
    """
    far = {
        hit.first
        for number in binding.aside
        for hit in found.within(number, "unrelated", (others[0].first, start))
    }
    return [hit for hit in others if hit.first not in far]
