"""Whether only some of the force are told of: "some 2,200 soldiers", "several countries" (stage 6)."""

from monitor.extract.bind import Bound
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene

__all__ = ["is_cut", "is_some", "of_some"]

_LEADING = 2
"""Tokens between a word for some of them and who they are: "some of the American soldiers"."""

_WHO = 5
"""The same where the force has a long name: "several members of the US-led coalition"."""


def is_some(scene: Scene, sentence: Sentence, best: Bound) -> bool:
    """Whether who does it is only some of the force: "several coalition countries have withdrawn"."""
    told = best.actor is not None and best.actor.first >= sentence.first
    at = best.actor.first if best.actor is not None and told else best.action.first
    hits = scene.reading.cued(max(sentence.first, at - _WHO - 2), at + 1).get("some-force", ())
    return any(at - hit.last <= _WHO for hit in hits)


def of_some(scene: Scene, sentence: Sentence, best: Bound) -> bool:
    """Whether what is done is done to some of the sites only: "the transfer of some facilities"."""
    behind = (best.action.last, min(best.action.last + _LEADING, sentence.last))
    return best.rule.tracked and "some" in scene.reading.cued(*behind)


def is_cut(scene: Scene, sentence: Sentence, best: Bound) -> bool:
    """Whether a number of them leaves of a force that, as the opening has it, is only made smaller."""
    if not scene.whole.cut or best.number not in scene.binding.whole or best.actor is None:
        return False
    at = best.actor.first
    if at <= sentence.first:
        return False
    number = scene.reading.tokens[at - 1].text[0].isdigit() or any(
        hit.last == at and hit.label.startswith("number") for hit in scene.reading.timed(at - 1, at)
    )
    whole = scene.reading.lexicon.words("all-of")
    before = scene.reading.tokens[max(sentence.first, at - _LEADING - 1) : at - 1]
    return number and not any(word.low in whole for word in before)
