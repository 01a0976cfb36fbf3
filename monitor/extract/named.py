"""What a sentence only names: the order of the plan itself, a time, those of whom it speaks (stage 10)."""

from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["by_plan", "is_told_of", "timed_by"]

_LED = 10
"""Tokens before an action within which "after" makes it a time."""
_STOPS = frozenset({",", ".", ";"})


def by_plan(cues: dict[str, list[Hit]], hit: Hit) -> bool:
    """Whether to come later than something else is the plan: "under the deal they leave a year later"."""
    terms = cues.get("by-terms", ())
    return any(one.last <= hit.first for one in terms) and "change:changed" not in cues


def timed_by(scene: Scene, sentence: Sentence, action: Hit) -> bool:
    """Whether an action only times something else: "weeks after the last troops left, they signed a deal"."""
    cues = scene.reading.cued(max(sentence.first, action.first - _LED), action.first)
    return any(
        all(word.low not in _STOPS for word in scene.reading.tokens[hit.last : action.first])
        and "that-clause" not in scene.reading.cued(hit.last, action.first)
        for hit in cues.get("presumed", ())
    )


def is_told_of(scene: Scene, denial: Hit, action: Hit) -> bool:
    """Whether a denial is of something else about those who did it: "a return of the force that had left"."""
    which = scene.reading.cued(denial.last, action.first) if denial.last < action.first else {}
    return any(action.first - hit.last <= 1 for hit in which.get("relative", ())) and "went" in (
        scene.reading.cued(action.first, action.last)
    )
