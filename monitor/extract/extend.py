"""A mission extended, or a stay that is to last, without a date: "by one year", "indefinitely" (stage 10)."""

from collections.abc import Collection

from monitor.extract.bind import Bound
from monitor.extract.moot import mooted
from monitor.extract.reading import Sentence
from monitor.extract.recap import is_background
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.extract.turn import is_fact
from monitor.extract.upheld import matter
from monitor.lang import Hit
from monitor.records import Change, Modality, Statement

__all__ = ["extended", "of_stay"]

_NOUN = "extension"
_EXTENDS = ("extends", _NOUN)
"""Labels of words for making something last, and of the nouns among them, which have it behind them."""
_STAYS_ON = "stays-on"
"""Label of words for staying without an end in sight."""
_OBJECT = 6
"""Tokens from "extend" to what is extended: "to extend, officials said, the mandate"."""
_SUBJECT = 8
"""Tokens from what is extended to the verb: "the mission of the coalition in Iraq has been extended"."""
_PREVENTED = 3
"""Tokens before an extension within which something is to prevent it: "a bill to bar any extension"."""
_WHOSE = 6
"""Tokens between what is extended and whose it is: "the mandate of the US-led coalition"."""


def extended(scene: Scene, sentence: Sentence, dated: Collection[str]) -> Statement | None:
    """The delay or denial that a sentence tells by an extension, or by a stay for years, if it tells no date.

    ``dated``: the milestones of which the sentence tells a date.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    hits = [hit for label in (*_EXTENDS, _STAYS_ON) for hit in cues.get(label, ())]
    if dated or not hits:
        return None
    reading = scene.reading
    for hit in sorted(hits, key=lambda one: one.first):
        if not is_fact(scene, sentence, hit) or scene.is_view(sentence, hit.first):
            continue
        if mooted(scene, sentence, hit.first):
            continue  # "an extension is under discussion"
        led = reading.cued(max(sentence.first, hit.first - _PREVENTED), hit.first)
        if hit.label == _NOUN and "prevents" in led:
            continue
        lasts = hit.label == _STAYS_ON
        if not (_theirs if lasts else of_stay)(scene, sentence, hit):
            continue
        best = matter(scene, sentence, hit, ()) or (_whole(scene, hit) if lasts else None)
        if best is None:
            continue
        background = is_background(scene.reading, sentence, hit.first, dated=False)
        background = background or scene.recalls(sentence, hit.first, hit.first)
        how = Stance(Modality.POSTPONED, background, False, Change.LATER, "an extension")
        if lasts:
            how = Stance(Modality.DENIED, background, False, Change.STAYS, "a stay without end")
        return scene.statement(sentence, best, how, None, None)
    return None


def of_stay(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether what is extended is the mission, mandate or presence of the force: not thanks to it."""
    reading = scene.reading
    cues = reading.cued(max(sentence.first, hit.first - _SUBJECT), min(hit.last + _OBJECT, sentence.last))
    for one in cues.get("extendable", ()):
        behind = one.first >= hit.last
        if not behind and hit.label == _NOUN:
            continue
        parted = reading.lexicon.words("parting") if behind else frozenset()
        between = range(min(hit.last, one.last), max(hit.first, one.first))
        if any(reading.tokens[at].low in parted | {","} for at in between):
            continue
        whose = (max(sentence.first, one.first - _WHOSE), min(one.last + _WHOSE, sentence.last))
        if scene.slots.bare.acting(*whose) and not scene.slots.others(*whose):
            return True
    return False


def _whole(scene: Scene, hit: Hit) -> Bound | None:
    """The whole, of an article whose opening tells of it: "their presence will go on indefinitely"."""
    for number in sorted(scene.binding.whole & scene.opening.home & scene.opening.actor):
        rule = scene.binding.rules[number]
        if rule.inherits and rule.principle:
            return Bound(number, rule, 0.0, hit, None, None, None, False, False)
    return None


def _theirs(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is the force that stays."""
    near = (max(sentence.first, hit.first - _SUBJECT), hit.last)
    return bool(scene.slots.bare.acting(*near)) and not scene.slots.others(*near)
