"""Where and with what the milestone of a stretch of text is looked for (stage 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.extract.milestone import Binding
from monitor.extract.slots import Opening, Slots, Window
from monitor.lang import Hit

__all__ = ["Search", "gap", "nearest"]


@dataclass(frozen=True, slots=True)
class Search:
    """A stretch of text, and what is known around it."""

    binding: Binding
    """The compiled rules."""
    found: Slots
    """Hits of the rules' words in the whole reading."""
    clause: Window
    """The tokens nearest to the date or cue."""
    sentence: Window
    """The sentence that holds it."""
    context: Window
    """The sentence with what leads up to it, for the actor."""
    at: int
    """The token of the date or cue."""
    opening: Opening
    """The rules whose home, actor or scope the article's opening names."""
    stage: frozenset[int]
    """The part whose place the text around names."""
    same: frozenset[int]
    """The part of which the sentence goes on to speak."""
    near: float
    """What each token between the action and ``at`` costs."""
    day: date | None
    """The last day of the date."""
    soon: int | None
    """The part of the story with the date on record that is nearest to ``day``."""
    ahead: int
    """How many tokens after ``at`` the action may begin."""
    date_of: Window
    """The tokens of the date, if it is one."""

    def within(self, number: int, slot: str, window: Window) -> Sequence[Hit]:
        """The words of a rule's slot in a window."""
        return self.found.within(number, slot, window)


def nearest(hits: Sequence[Hit], at: int) -> Hit | None:
    """The hit nearest to a token, None of none."""
    if len(hits) < 2:
        return hits[0] if hits else None
    return min(hits, key=lambda hit: gap(hit, at))


def gap(hit: Hit, at: int) -> int:
    """Distance in tokens; what stands after ``at`` counts double: words mostly lead their date."""
    return at - hit.last if hit.last <= at else 2 * (hit.first - at)
