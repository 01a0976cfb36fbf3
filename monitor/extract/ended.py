"""An end told far from what is over: "The mission of the coalition that beat the group ended" (stage 10)."""

from monitor.extract.bind import Bound
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["ends", "of_far"]

_FAR = 30
"""Tokens from what is over to the verb."""
_OPENS = 10
"""Tokens of a sentence or of what is told within which what is over is named."""
_WHOSE = 6
"""Tokens behind what is over within which it is said whose it is."""
_ASIDE = ("relative", "that-clause")
"""Labels of words that open a clause between the two."""
_VERBS = frozenset({"future", "modal", "might", "negation", "presumed", "open-question"})
"""Labels of words between the two that make the verb another one's, or no fact."""


def ends(scene: Scene, sentence: Sentence) -> list[Hit]:
    """The verbs of ending of a sentence whose subject, far off, is the mission or presence of the force."""
    found = scene.reading.cued(sentence.first, sentence.last).get("ended", ())
    return [hit for hit in found if of_far(scene, sentence, hit) is not None]


def of_far(scene: Scene, sentence: Sentence, hit: Hit) -> Bound | None:
    """What an end is of: the whole, if its subject opens the sentence and a clause parts the two."""
    noun = _subject(scene, sentence, hit)
    if noun is None:
        return None
    actors = scene.slots.bare.acting(max(sentence.first, noun.first - _OPENS), noun.last + _WHOSE)
    if not actors or scene.slots.bare.others(noun.first, noun.last + _WHOSE):
        return None
    for number in sorted(scene.binding.whole):
        rule = scene.binding.rules[number]
        if rule.inherits and rule.principle:
            return Bound(number, rule, 0.0, hit, actors[0], None, None, False, False)
    return None


def _subject(scene: Scene, sentence: Sentence, hit: Hit) -> Hit | None:
    """The mission or presence that opens what is told, with a clause between it and the verb."""
    reading = scene.reading
    cues = reading.cued(sentence.first, hit.first)
    opened = max((one.last for one in cues.get("said", ()) if one.last < hit.first), default=sentence.first)
    for noun in cues.get("extendable", ()):
        near = min(noun.first - sentence.first, abs(noun.first - opened))
        if near > _OPENS or not 0 < hit.first - noun.last <= _FAR:
            continue
        between = reading.cued(noun.last, hit.first)
        parted = any(label in between for label in _ASIDE) or any(
            word.low == "," for word in reading.tokens[noun.last : hit.first]
        )
        last = reading.cued(max(noun.last, hit.first - 3), hit.first)
        if parted and _VERBS.isdisjoint(last):
            return noun
    return None
