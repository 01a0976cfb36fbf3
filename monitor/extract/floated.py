"""A delay or an extension that is only asked for or talked of, without a date (stage 10).

"Has raised the idea of delaying it", "contacts about pushing back the end", "may ask them to stay longer".
Who asks proposes; what is talked of, hinted at or only possible is a rumour. Neither claims a change: it says
which one is wanted.
"""

from collections.abc import Collection

from monitor.extract.extend import of_stay
from monitor.extract.moot import is_unmade, talked
from monitor.extract.reading import Sentence
from monitor.extract.reality import is_ballot, negated, of_talks
from monitor.extract.recap import is_background
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.extract.upheld import matter
from monitor.extract.urged import ALREADY, asks, is_of_plan, leads
from monitor.lang import Hit
from monitor.records import Change, Modality, Statement

__all__ = ["floated"]

_RULES = {Modality.PROPOSED: "a delay that is asked for", Modality.RUMOURED: "talk of a delay"}
"""The rules of a delay that nobody tells as a fact."""

_NEAR = 8
"""Number of the last sentence of a text in which such talk counts: it is seldom what a report opens with."""
_DELAYS = ("postponed", "change:later")
"""Labels of words for putting the plan off."""
_EXTENDS = ("extends", "extension")
"""Labels of words for making a mission last longer."""
_HINT = 10
"""Tokens before a delay within which a hint makes it a rumour, whoever wishes for it."""
_REFUSED = 8
"""Tokens before a delay within which somebody is against it."""
_AGAINST = ("prevents", "warned-of", "unwanted")
"""Labels of words that make what follows unwanted."""


def floated(scene: Scene, sentence: Sentence, dated: Collection[str]) -> Statement | None:
    """The proposal or rumour of a delay that a sentence tells, if it tells no date.

    ``dated``: the milestones of which the sentence tells a date.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    if dated or sentence.number > _NEAR or not cues.keys().isdisjoint(ALREADY):
        return None
    hits = [hit for label in (*_DELAYS, *_EXTENDS) for hit in cues.get(label, ())]
    asked = asks(scene, sentence) if hits else []
    for hit in sorted(hits, key=lambda one: one.first):
        if not _is_wanted(scene, sentence, hit) or negated(scene, sentence, hit):
            continue
        if of_talks(scene, sentence, hit) or scene.is_view(sentence, hit.first):
            continue
        if is_unmade(scene, sentence, hit):
            continue  # "a request to delay it has not been made"
        if _is_question(scene, sentence, hit):
            continue  # "asked whether it might be extended"
        modality = _modality(scene, sentence, hit, asked)
        if modality is None:
            continue
        best = matter(scene, sentence, hit, ())
        if best is None or is_ballot(scene, best, hit):
            continue
        if is_background(scene.reading, sentence, hit.first) or scene.recalls(sentence, hit.first, hit.first):
            continue
        how = Stance(modality, False, False, Change.LATER, _RULES[modality])
        return scene.statement(sentence, best, how, None, None)
    return None


def _modality(scene: Scene, sentence: Sentence, hit: Hit, asked: list[Hit]) -> Modality | None:
    """How a delay is floated: asked for, or only hinted at and talked of; None where it is told as a fact.

    That there has been no request makes a rumour of it.
    """
    led = scene.reading.cued(max(sentence.first, hit.first - _HINT), hit.first)
    hinted = "hinted" in led or "unasked" in scene.reading.cued(sentence.first, sentence.last)
    if any(leads(scene, ask, hit) for ask in asked):
        return Modality.RUMOURED if hinted else Modality.PROPOSED
    return Modality.RUMOURED if talked(scene, sentence, hit.first) else None


def _is_question(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether somebody only wants to know of a delay; not talks "about whether to delay"."""
    led = scene.reading.cued(sentence.first, hit.first)
    return "open-question" in led and "talks-on" not in led


def _is_wanted(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is the plan that is put off, or the mission that is extended, and nobody is against it."""
    reading = scene.reading
    led = reading.cued(max(sentence.first, hit.first - _REFUSED), hit.first)
    calls = {one.first for one in led.get("proposed", ())}  # دعوات: calls for it, no warning
    if any(one.first not in calls for label in _AGAINST for one in led.get(label, ())):
        return False
    if hit.label in _EXTENDS:
        return of_stay(scene, sentence, hit)
    return is_of_plan(scene, sentence, hit)
