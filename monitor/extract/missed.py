"""A date that will not be kept: "will not be completed in September", "cannot be met" (stage 6).

Whoever says so puts off what is due without saying to when; read as a plan it would uphold what is given up.
"""

from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["is_missed"]

_VERB = 5
"""Tokens from "will not" to what does not come about: "will not be able to fully vacate"."""
_REACH = 24
"""Tokens from what does not come about to its date."""
_NEAR = 20
"""Tokens between a date and words that say of it that it is not met, on either side."""
_COMES = ("leave", "end", "complete", "completed", "hand", "happens", "comes-about")
"""Labels of what is due."""
_STAYS = ("stay", "against-stay", "will-stay", "meeting")
"""Labels of what does not last, or of another matter: "will not stay until", "will not meet in"."""
_OTHERWISE = ("plan", "scheme", "against", "refuted")
"""Labels of what is negated instead: "will not change plans to leave"."""
_ON = ("on", "by", "within", "")
"""Relations of a date on which something is due: not "will not leave before May"."""
_ELSE = ("denied", "refuted", "hearsay", "conditional", "might")
"""Labels before it with which nobody says that a date is missed."""


def is_missed(scene: Scene, sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence says of a date that what is due will not come about on it."""
    if mention.relation not in _ON or mention.last is None or mention.resolved.length:
        return False
    start, end = scene.token(mention.relation_start), scene.token(mention.end)
    near = scene.reading.cued(max(sentence.first, start - _NEAR), min(sentence.last, end + _NEAR))
    for hit in near.get("not-met", ()):
        if _said(scene, sentence, hit):
            return True
    before = [one for one in scene.mentions[mention.sentence] if one.end <= mention.start]
    floor = scene.token(before[-1].end) if before else sentence.first
    cues = scene.reading.cued(max(floor, start - _REACH), start)
    for hit in cues.get("not-come", ()):
        after = scene.reading.cued(hit.last, min(hit.last + _VERB, start))
        due = [one.first for label in _COMES for one in after.get(label, ())]
        lasts = [one.first for label in _STAYS for one in after.get(label, ())]
        if not due or (lasts and min(lasts) <= min(due)) or not _said(scene, sentence, hit):
            continue
        if not scene.reading.cued(hit.last, min(due)).keys().isdisjoint(_OTHERWISE):
            continue
        timing = scene.reading.lexicon.words("time-of")
        if not any(word.low in timing for word in scene.reading.tokens[min(due) : start]):
            return True  # not "will not be finished by the time they leave in May"
    return False


def _said(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is said and not denied, asked or made to depend on something."""
    return scene.reading.cued(sentence.first, hit.first).keys().isdisjoint(_ELSE)
