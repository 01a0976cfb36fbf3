"""What a sentence only names: a time, those of whom it speaks (stage 10)."""

from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["is_told_of", "timed_by"]

_LED = 10
"""Tokens before an action within which "after" makes it a time."""
_WHOM = 3
"""Tokens from a denial to "that" from which on it is of somebody: "denied an attack on those that left"."""
_TALKS = ("that-clause", "meeting", "talks-on")
"""Labels of words between "after" and an action that make it the object of talks."""
_STOPS = frozenset({",", ".", ";"})


def timed_by(scene: Scene, sentence: Sentence, action: Hit) -> bool:
    """Whether an action only times something else: "weeks after the last troops left, they signed a deal"."""
    reading = scene.reading
    if not action.first or reading.tokens[action.first - 1].low in reading.lexicon.words("to"):
        return False  # "agreed after months of talks to end the mission"
    cues = reading.cued(max(sentence.first, action.first - _LED), action.first)
    return any(
        all(word.low not in _STOPS for word in reading.tokens[hit.last : action.first])
        and reading.cued(hit.last, action.first).keys().isdisjoint(_TALKS)
        for hit in cues.get("presumed", ())
    )


def is_told_of(scene: Scene, denial: Hit, action: Hit) -> bool:
    """Whether a denial is of something else about those who did it: "a return of the force that had left"."""
    if denial.last >= action.first or "went" not in scene.reading.cued(action.first, action.last):
        return False
    between = scene.reading.cued(denial.last, action.first)
    if any(action.first - hit.last <= 1 for hit in between.get("relative", ())):
        return True
    that = [hit for hit in between.get("that-clause", ()) if action.first - hit.last <= 1]
    return "reports" not in between and any(hit.first - denial.last >= _WHOM for hit in that)
