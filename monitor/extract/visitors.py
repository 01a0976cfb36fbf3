"""Who has left is a guest, not the force: "the minister left Baghdad after some hours" (stage 10)."""

from monitor.extract.eventpart import ENDS
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["others_do"]

_PERSONS = ("office", "visitor", "role")
"""Labels of who comes and goes: a minister, an envoy, a delegation."""
_COMMITTEES = ("committee",)
_FORCES = frozenset({"troops", "last-one", "first-one", "convoy", "refers", "institution"})
"""Labels of words that make a subject more than a name."""
_NAME = 3
"""Words of a name."""
_GOES = 4
"""Tokens after a beginning within which it is one of leaving."""
_TOLD = ("said", "that-clause")
"""Labels before what is told of somebody."""
_MADE_KNOWN = ("begun:declared", "completed:declared", *ENDS)
"""Labels of what somebody announces."""
_OF = 2
"""Tokens between a person and the force that he is of: "the commander of US forces"."""


def others_do(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether the subject of what has begun or is done is no force that leaves.

    A guest or a crowd for a verb of leaving, a committee for any other.
    """
    if hit.label in _MADE_KNOWN:
        return False  # who announces it is no subject of it
    cues = scene.reading.cued(hit.first, hit.last)
    if "departs" in cues:
        if "departs:one" in cues and _named(scene, sentence, hit):
            return True
        return _does(scene, sentence, hit, _PERSONS)
    if "goes" in cues:
        return _does(scene, sentence, hit, _PERSONS, strict=True)
    after = scene.reading.cued(hit.last, min(hit.last + _GOES, sentence.last))
    if ("begun" in cues or "begin" in cues) and "leave" in after:
        return _does(scene, sentence, hit, _PERSONS)
    return _does(scene, sentence, hit, _COMMITTEES)


def _named(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether only a name stands between a verb of one man and the town or country that he leaves."""
    homes = _homes(scene, (hit.last, min(hit.last + _NAME + 2, sentence.last)))
    last = min((home.first for home in homes), default=hit.last)
    if not 0 < last - hit.last <= _NAME or scene.slots.bare.acting(hit.last, last):
        return False
    return scene.reading.cued(hit.last, last).keys().isdisjoint(_FORCES)


def _does(
    scene: Scene, sentence: Sentence, hit: Hit, labels: tuple[str, ...], *, strict: bool = False
) -> bool:
    """Whether the subject of a verb is of a kind.

    ``strict``: of a force between the two it must be said that he is its: "the chief of US forces leaves",
    and not "the chief ordered US forces to leave".

    It stands right behind the verb or its place where the verb leads (Arabic), else it is the first one named
    in the clause before the verb, and no force stands there but the one that the person is of.
    """
    reading = scene.reading
    place = [one.last for one in _homes(scene, (hit.last, hit.last + 1))]
    for at in (hit.first + 1, hit.last, *place[:1]):
        if at < sentence.last and any(one.first == at for one in _persons(scene, at, at + 1, labels)):
            return True
    start = _start(scene, sentence, hit)
    for border in reversed(reading.cued(start, hit.first).get("clause", ())):
        if _persons(scene, border.last, hit.first, labels) or scene.slots.bare.acting(border.last, hit.first):
            start = border.last  # the clause has a subject of its own
            break
    persons = _persons(scene, start, hit.first, labels)
    if not persons:
        return False
    who = min(persons)
    if strict and _comma(scene, who.last, hit.first):
        return False  # "told reporters, and are expected to leave"
    before = reading.cued(start, who.first).get("troops", ())
    if any(one.last < who.first for one in before):
        return False
    after = [one for one in scene.slots.bare.acting(who.last, hit.first) if one.first >= who.last]
    of = reading.lexicon.words("of")
    return all(
        one.first - who.last <= _OF
        and not _comma(scene, who.last, one.first)
        and (not strict or any(word.low in of for word in reading.tokens[who.last : one.first]))
        for one in after
    )


def _persons(scene: Scene, first: int, last: int, labels: tuple[str, ...]) -> list[Hit]:
    cues = scene.reading.cued(first, last)
    houses = [hit for hit in cues.get("institution", ()) if hit.last - hit.first > 1]
    spokes = {hit.first for hit in cues.get("spokes", ())}
    return [
        hit
        for label in labels
        for hit in cues.get(label, ())
        if label in ("visitor", "committee")
        or not (hit.first in spokes or any(house.first <= hit.first < house.last for house in houses))
    ]


def _homes(scene: Scene, window: tuple[int, int]) -> list[Hit]:
    """The country or town that stands in a window, whatever the rule."""
    return [
        hit
        for number, rule in enumerate(scene.binding.rules)
        if rule.tracked and not rule.narrow
        for hit in scene.slots.within(number, "home", window)
    ]


def _start(scene: Scene, sentence: Sentence, hit: Hit) -> int:
    """Where what is told begins: behind the last word of saying or colon before the verb."""
    cues = scene.reading.cued(sentence.first, hit.first)
    starts = [one.last for label in _TOLD for one in cues.get(label, ()) if one.last <= hit.first]
    starts += [
        at + 1 for at in range(sentence.first, hit.first) if scene.reading.tokens[at].low in (":", ";", '"')
    ]
    return max(starts, default=sentence.first)


def _comma(scene: Scene, first: int, last: int) -> bool:
    return any(scene.reading.tokens[at].low == "," for at in range(first, last))
