"""An end of what the mission rests on, or of what is said about it, and not of it (stage 10).

"The reasons for the mission are gone", انتهت الحاجة إلى التحالف, "the talks on the withdrawal have ended".
"""

from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["of_grounds"]

_SUBJECT = 16
"""Tokens from the subject to the verb of its end."""
_BEHIND = 2
"""Tokens from a verb that leads its sentence to its subject."""
_BORDERS = ("contrast", "said")
"""Labels between the two behind which another clause has a subject of its own."""
_OBLIQUE = ("time-lead", "concession")
"""Labels right before a noun with which it is no subject: "after talks on"."""


def of_grounds(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether the subject of an end are reasons for the mission, talks on it, or the threat that it met."""
    reading = scene.reading
    if reading.lexicon.verb_first:
        behind = reading.cued(hit.first + 1, min(hit.last + _BEHIND, sentence.last)).get("ground", ())
        if any(_is_free(scene, ground) for ground in behind):
            return True
    before = reading.cued(max(sentence.first, hit.first - _SUBJECT), hit.first).get("ground", ())
    return any(
        _is_free(scene, ground)
        and reading.cued(max(sentence.first, ground.first - 2), ground.first).keys().isdisjoint(_OBLIQUE)
        and reading.cued(ground.last, hit.first).keys().isdisjoint(_BORDERS)
        and "," not in [word.low for word in reading.tokens[ground.last : hit.first]]
        for ground in before
    )


def _is_free(scene: Scene, ground: Hit) -> bool:
    """Whether no preposition is written in one with it: "بمباحثات"."""
    return set(scene.reading.tokens[ground.first].low[: ground.cut]) <= set("والف")
