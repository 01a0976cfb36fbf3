"""Clauses that keep to a date and name no milestone: "We stick to September" (stage 6).

What is due is taken from the sentence before or from the heading, and the statement says so among its doubts.
"""

from collections.abc import Iterator
from dataclasses import replace

from monitor.extract.bind import Bound, Window, bind
from monitor.extract.dates import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["holding", "taken"]

_BEFORE, _AFTER = 2, 1
"""Tokens that may stand between the word that keeps to a date and the date behind or before it."""
_BACK = 2
"""Sentences back in which the matter may be named, before the headings are asked."""


def holding(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence with a date has a word that keeps to one."""
    return sentence.number in scene.mentions and "holds" in scene.reading.cued(sentence.first, sentence.last)


def taken(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> Bound | None:
    """The milestone of a date that a clause keeps to without saying of what; None where nothing tells.

    Args:
        scene: the field.
        sentence: the one with the date.
        mention: the date.
        at: its first token, the relation word included.

    None too when an excluded word stands in the sentence or between it and where the matter is named: what is
    kept to may then be that other matter's date.
    """
    end = scene.token(mention.end)
    cues = scene.reading.cued(sentence.first, sentence.last).get("holds", ())
    near = (cue for cue in cues if at - cue.last <= _BEFORE and cue.first - end <= _AFTER)
    cue = min(near, key=lambda hit: abs(hit.first - at), default=None)
    if cue is None or _foreign(scene, (sentence.first, sentence.last)):
        return None
    for of, window in _sources(scene, sentence):
        if _foreign(of, window):
            return None
        found = bind(
            of.binding, of.slots.bare, window, window, window, window[1], opening=of.opening, near=0.0
        )
        if found:
            return _said_here(found[0], cue)
    return None


def _sources(scene: Scene, sentence: Sentence) -> Iterator[tuple[Scene, Window]]:
    """Where the matter may be named: the sentences before, nearest first, then teaser and title."""
    for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _BACK), -1):
        earlier = scene.reading.sentences[number]
        yield scene, (earlier.first, earlier.last)
    heading = scene.before
    while heading is not None:
        if heading.reading.sentences:
            first = heading.reading.sentences[0]
            yield heading, (first.first, first.last)
        heading = heading.before


def _foreign(scene: Scene, window: Window) -> bool:
    return any(window[0] <= at < window[1] for at in scene.slots.foreign)


def _said_here(found: Bound, cue: Hit) -> Bound:
    """The milestone as the clause has it: its words stand elsewhere, the keeping is its action."""
    return replace(
        found, action=cue, actor=None, scope=None, place=None, inherited=True, own=False, taken=True
    )
