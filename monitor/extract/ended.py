"""An end told far from what is over: "The mission of the coalition that beat the group ended" (stage 10)."""

from dataclasses import replace

from monitor.extract.bind import Bound, part
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["ends", "of_far"]

_FAR = 30
"""Tokens from what is over to the verb."""
_WHOSE = 6
"""Tokens behind what is over within which it is said whose it is."""
_PLACED = 5
"""Tokens behind the verb within which the place says that only a part is over."""
_ASIDE = ("relative", "that-clause")
"""Labels of words that open a clause between the two."""
_VERBS = frozenset({"future", "modal", "might", "negation", "presumed", "open-question"})
"""Labels of words right before the verb that make it no fact."""
_SAYS = frozenset({"said", "said-weak", "reports", "on-whose-word"})
"""Labels of words between the two by which somebody else speaks, or claims it."""
_STOPS = frozenset({",", ".", ";"})


def ends(scene: Scene, sentence: Sentence) -> list[Hit]:
    """The verbs of ending of a sentence whose subject, far off, is the mission or presence of the force."""
    found = scene.reading.cued(sentence.first, sentence.last).get("ended", ())
    return [hit for hit in found if of_far(scene, sentence, hit) is not None]


def of_far(scene: Scene, sentence: Sentence, hit: Hit) -> Bound | None:
    """What an end is of: the whole, if its subject opens the sentence and a clause parts the two."""
    noun = _subject(scene, sentence, hit)
    if noun is None or not _closes(scene, sentence, hit):
        return None
    actors = scene.slots.bare.acting(sentence.first, noun.last + _WHOSE)
    if not actors or scene.slots.bare.others(noun.first, min(hit.last + _WHOSE, sentence.last)):
        return None
    there = (hit.first, min(hit.last + _PLACED, sentence.last))
    named = part(scene.binding, scene.slots.bare, there, hit, opening=None, placed=True)
    if named is not None:
        return replace(named, taken=False)
    for number in sorted(scene.binding.whole):
        rule = scene.binding.rules[number]
        if rule.inherits and rule.principle:
            return Bound(number, rule, 0.0, hit, actors[0], None, None, False, False)
    return None


def _subject(scene: Scene, sentence: Sentence, hit: Hit) -> Hit | None:
    """The mission or presence that opens a sentence, with a clause of its own between it and the verb."""
    reading = scene.reading
    words = reading.tokens
    for noun in reading.cued(sentence.first, hit.first).get("extendable", ()):
        if not 0 < hit.first - noun.last <= _FAR or not _is_head(scene, sentence, noun):
            continue
        between = reading.cued(noun.last, hit.first)
        if not _SAYS.isdisjoint(between):
            return None
        commas = [at for at in range(noun.last, hit.first) if words[at].low == ","]
        parted = (commas and commas[-1] == hit.first - 1) or (
            not commas and any(label in between for label in _ASIDE)
        )
        if parted and _VERBS.isdisjoint(reading.cued(max(noun.last, hit.first - 3), hit.first)):
            return noun
    return None


def _is_head(scene: Scene, sentence: Sentence, noun: Hit) -> bool:
    """Whether a noun is what a sentence is about: no "attacks on the mission", no "ceremony for it"."""
    before = scene.reading.cued(sentence.first, noun.first)
    if scene.reading.lexicon.verb_first:
        return noun.first - sentence.first <= 1
    force = scene.slots.bare.acting(sentence.first, noun.first)
    return "elsewhere" not in before and (bool(force) or noun.first - sentence.first <= 1)


def _closes(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether nothing is the object of the verb, nor its subject behind it: a date or a place may follow."""
    if hit.last >= sentence.last or hit.last - hit.first > 1:
        return True
    reading = scene.reading
    days = (scene.token(day.relation_start) for day in scene.mentions.get(sentence.number, ()))
    follows = reading.cued(hit.last, hit.last + 1)
    return reading.tokens[hit.last].low in _STOPS or hit.last in days or "elsewhere" in follows
