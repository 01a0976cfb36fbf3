"""The plan as the circumstance of something else, which has the date (stage 6).

"As the coalition withdraws from Iraq, parliament returns in May", تبدأ المحاكمة في أيار رغم انسحاب التحالف.
"""

from monitor.extract.apart import TAKES_UP, THEIRS, names_plan
from monitor.extract.bind import Bound
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.slots import Window

__all__ = ["is_circumstance"]

_TAKES_UP = TAKES_UP - THEIRS | {"same-matter", "troops", "both"}
"""Labels of words that speak of the plan, or take up what is told of it; everything begins and ends."""
_IMPERFECT = frozenset("يتس")
"""Letters that an Arabic verb of the present or future begins with."""
_VERB = 2
"""Letters that it has more than."""


def is_circumstance(scene: Scene, sentence: Sentence, at: int, best: Bound) -> bool:
    """Whether a date, with its relation from token ``at``, is of a clause beside the one that tells the plan.

    That clause says by itself who does what, and names nothing of the plan.
    """
    if not best.rule.tracked or best.taken:
        return False
    for hit in scene.reading.cued(sentence.first, sentence.last).get("circumstance", ()):
        close = _close(scene, sentence, hit.last)
        if not hit.first <= best.action.first < close or hit.first <= at < close:
            continue
        own = (sentence.first, hit.first) if at < hit.first else (close, sentence.last)
        if own[0] <= at < own[1] and _is_other(scene, own):
            return True
    return False


def _close(scene: Scene, sentence: Sentence, first: int) -> int:
    """Where a circumstance ends: at a comma, at an Arabic verb behind the country, else with its sentence."""
    words = scene.reading.tokens
    comma = next((at for at in range(first, sentence.last) if words[at].low == ","), sentence.last)
    if scene.reading.lexicon.verb_first and (country := scene.slots.left(first, comma)) is not None:
        at = country.last
        verb = at < comma and len(words[at].low) > _VERB and words[at].low[0] in _IMPERFECT
        if verb and not scene.reading.timed(at, at + 1):
            return at
    return comma


def _is_other(scene: Scene, own: Window) -> bool:
    """Whether what has the date is something else than the plan."""
    cues = scene.reading.cued(*own)
    if not _TAKES_UP.isdisjoint(cues) or any(label.startswith("change:") for label in cues):
        return False
    return not (scene.force(own) or names_plan(scene, own))
