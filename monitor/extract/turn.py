"""A plan that is brought forward or called off without a date: which words tell it as a fact (stage 10)."""

from monitor.extract.bind import Bound
from monitor.extract.reading import Sentence
from monitor.extract.reality import negated
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["does_else", "is_called_off", "is_fact", "is_turn"]

_BEFORE = 12
"""Tokens before the word within which it is made a wish or denied."""
_OPEN = frozenset(
    {
        "might", "proposed", "conditional", "denied", "rumoured", "hangs", "refuted", "undecided",
        "open-question", "talks-on", "called-off", "idea",
    }
)  # fmt: skip
"""Labels before the word that make it a wish, a claim, or none."""
_IF = 3
"""Tokens behind the word within which "if" makes it depend on something."""
_UNLESS = 4
"""Tokens behind "will not go ahead" within which "before", "until" or "unless" makes it a condition."""
_OBJECT = 6
"""Tokens from the word to the plan that is its object: "brought forward the date of the withdrawal"."""
_BE = 2
"""Tokens from a form of "be" to the word that it makes passive: "has been quietly cancelled"."""
_PAPERS = ("plan", "scheme", "agreed")
"""Labels of what holds a plan, and has it behind a preposition: "its timetable for the withdrawal"."""
_BORDERS = ("clause", "contrast", "that-clause", "preparation", "meeting", "ballot", "called-off")
"""Labels between the word and the plan with which another clause begins, or another thing is its object."""


def is_turn(scene: Scene, sentence: Sentence, hit: Hit, best: Bound) -> bool:
    """Whether a word for bringing forward or calling off tells it of a plan, as a fact.

    Not "wants to speed up", "has not been cancelled", "an early exit would help them", "will not go ahead
    until", and not where something else is sped up or cancelled.
    """
    reading = scene.reading
    if not is_fact(scene, sentence, hit):
        return False
    if reading.tokens[hit.last - 1].low in reading.lexicon.words("than"):
        return False  # "earlier than they came"; "earlier than planned" is longer
    behind = reading.cued(hit.last, min(hit.last + _UNLESS, sentence.last))
    if hit.label == "called-off":
        parted = any(word.low == "," for word in reading.tokens[hit.first : hit.last])
        if parted or not behind.keys().isdisjoint(("time-lead", "as-planned", "except")):
            return False  # "the danger receded, and he wondered at"
    cues = {label for label, hits in reading.cued(hit.first, hit.last).items() if hits[0].first == hit.first}
    if "no-turn" in cues:
        return False
    if "early-exit" in cues:
        return "agreed" in reading.cued(max(sentence.first, hit.first - _BEFORE), hit.first)
    if hit.first < best.action.first:
        return _has_object(scene, hit, best.action)
    return "transitive" not in cues or _is_passive(scene, sentence, hit)


def is_called_off(scene: Scene, sentence: Sentence, best: Bound) -> bool:
    """Whether a sentence calls off what its date is of: "scrapped its plan to leave by May"."""
    hits = scene.reading.cued(sentence.first, sentence.last).get("called-off", ())
    return any(is_turn(scene, sentence, hit, best) for hit in hits)


def is_fact(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether what is told of a plan is no wish, talk, claim, question or denial."""
    before = scene.reading.cued(max(sentence.first, hit.first - _BEFORE), hit.first)
    behind = scene.reading.cued(hit.last, min(hit.last + _IF, sentence.last))
    open_still = not (before.keys().isdisjoint(_OPEN) and behind.keys().isdisjoint(("conditional", "hangs")))
    return not open_still and not negated(scene, sentence, hit)


def does_else(scene: Scene, sentence: Sentence, hit: Hit, best: Bound) -> bool:
    """Whether the plan itself puts off another thing: "the withdrawal has delayed an arms sale"."""
    reading, lexicon = scene.reading, scene.reading.lexicon
    if hit.first < best.action.last or "transitive" not in reading.cued(hit.first, hit.first + 1):
        return False
    led = reading.tokens[max(sentence.first, hit.first - _BE) : hit.first]
    done = any(word.low in lexicon.words("passive", "be") for word in led)
    if hit.last >= sentence.last or (done and reading.tokens[hit.first].low not in lexicon.words("doing")):
        return False
    after = reading.tokens[hit.last].low
    if after in lexicon.words("before-noun"):
        return True
    bare = after in lexicon.words("parting", "in", "no-object") or bool(reading.timed(hit.last, hit.last + 1))
    return after.isalpha() and not bare


def _has_object(scene: Scene, hit: Hit, action: Hit) -> bool:
    """Whether the plan is what something is done to: not "has accelerated its attacks as they leave"."""
    if action.first - hit.last > _OBJECT:
        return False
    reading = scene.reading
    between = reading.cued(hit.last, max(hit.last, action.first))
    borders = (one for label in _BORDERS for one in between.get(label, ()))
    if any(one.last <= action.first for one in borders):  # "the second" begins "the second phase"
        return False
    papers = {one.last for label in _PAPERS for one in between.get(label, ())}
    parting = reading.lexicon.words("parting")
    return not any(
        reading.tokens[at].low in parting and at not in papers for at in range(hit.last, action.first)
    )


def _is_passive(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether a verb behind the plan is done to it: not "the withdrawal has accelerated the debate"."""
    reading = scene.reading
    be = reading.lexicon.words("passive", "be")
    if any(word.low in be for word in reading.tokens[max(sentence.first, hit.first - _BE) : hit.first]):
        return True
    return hit.last >= sentence.last or not reading.tokens[hit.last].text.isalpha()
