"""A plan dated place by place: "the mission will end in Baghdad by May and in Erbil by June" (stage 6).

And what is told of another country, which is no plan of the story's.
"""

from dataclasses import replace

from monitor.extract.bind import Bound
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Window
from monitor.lang import Hit

__all__ = ["is_abroad", "sited"]

_BEFORE = 5
"""Tokens before a date within which a place is the one of what it dates."""
_HEAD = 5
"""Tokens of a sentence within which a country opens it."""
_EACH = 2
"""Dates of a sentence from which on each may be of a part of its own."""


def sited(
    scene: Scene, sentence: Sentence, clause: Window, at: int, bound: tuple[Bound, ...]
) -> tuple[Bound, ...]:
    """The milestones of a date, the whole as the part at whose place the date stands.

    Only where the sentence has several dates: a part's place, for what an earlier clause tells, or its seat
    beside another part's place.
    """
    whole = scene.binding.whole
    if not bound or bound[0].number not in whole or len(scene.mentions[sentence.number]) < _EACH:
        return bound
    parts, near = scene.binding.parts, (max(clause[0], at - _BEFORE), at)
    beside = (near[0], clause[1])
    named = [part for part in parts if bound[0].inherited and scene.slots.within(part, "place", beside)]
    if not named:
        span = (sentence.first, sentence.last)
        others = {part for part in parts if scene.slots.within(part, "place", span)}
        named = [part for part in parts if others - {part} and scene.slots.within(part, "seat", near)]
        named = [part for part in named if part not in others]
    if len(named) != 1:
        return bound
    number = named[0]
    return (replace(bound[0], number=number, rule=scene.binding.rules[number], own=True), *bound[1:])


def is_abroad(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is of another country than the story's.

    It opens with it ("In Syria, the Americans ..."), or speaks of "there" behind one that names nothing else.
    """
    whole, tokens = (sentence.first, sentence.last), scene.reading.tokens
    if any(scene.slots.within(number, "home", whole) for number in scene.binding.placed):
        return False
    places = _abroad(scene, (sentence.first, min(sentence.first + _HEAD, sentence.last)))
    if any(hit.last < sentence.last and tokens[hit.last].low == "," for hit in places):
        return True
    there = scene.reading.lexicon.words("there")
    if not sentence.number or not any(word.low in there for word in tokens[sentence.first : sentence.last]):
        return False
    before = scene.reading.sentences[sentence.number - 1]
    window = (before.first, before.last)
    home = any(scene.slots.within(number, "home", window) for number in scene.binding.placed)
    return not home and bool(_abroad(scene, window))


def _abroad(scene: Scene, window: Window) -> list[Hit]:
    """The names of countries in a window."""
    cues = scene.reading.cued(*window)
    return [hit for label, hits in cues.items() if label.startswith("place:") for hit in hits]
