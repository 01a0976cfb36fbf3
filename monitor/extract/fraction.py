"""Whether only some of the force are told of: "some 2,200 soldiers", "several countries" (stage 6)."""

from monitor.extract.bind import Bound
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit

__all__ = ["is_counted", "is_cut", "is_garrison", "is_share", "is_some", "of_some"]

_LEADING = 2
"""Tokens between a word for some of them and who they are: "some of the American soldiers"."""

_WHO = 5
"""The same where the force has a long name: "several members of the US-led coalition"."""

_COUNT = 5
"""Tokens before the force within which it is counted: "300 members of the coalition"."""
_FEW = 10
"""From how many on a number counts people: not "phase 1"."""
_SHARE = 6
"""Tokens between an end and how much of it there is: "was completed at a rate of 90 percent"."""
_ALL = 100
"""Percent."""
_PARTS = frozenset({",", ";", "."})
_WHOLE = ("completed:state", "last-one")
"""Labels of words that say that nobody is left."""


def is_some(scene: Scene, sentence: Sentence, best: Bound) -> bool:
    """Whether who does it is only some of the force: "several coalition countries have withdrawn"."""
    told = best.actor is not None and best.actor.first >= sentence.first
    at = best.actor.first if best.actor is not None and told else best.action.first
    hits = scene.reading.cued(max(sentence.first, at - _WHO - 2), at + 1).get("some-force", ())
    if any(at - hit.last <= _WHO for hit in hits):
        return True
    if best.actor is None or not scene.reading.lexicon.verb_last:
        return False
    behind = best.actor.last  # "askerlerinin bir kısmı"
    return "some-force" in scene.reading.cued(behind, min(behind + _LEADING, sentence.last))


def is_counted(scene: Scene, sentence: Sentence, hit: Hit, best: Bound) -> bool:
    """Whether a number of the force does it, and not all, the last or the rest of it: "300 of the troops".

    Not where the word itself, or another one of the sentence, says that it is the whole ("completed", "none
    remains"), nor a number of something else.
    """
    if best.actor is None or best.actor.first <= sentence.first:
        return False
    at, reading = best.actor.first, scene.reading
    around = reading.cued(sentence.first, sentence.last)
    if not around.keys().isdisjoint(_WHOLE) or any(
        one.first == hit.first for one in around.get("complete", ())
    ):
        return False
    counts = [one for one in range(max(sentence.first, at - _COUNT), at) if _is_number(scene, one)]
    days = scene.mentions.get(sentence.number, ())
    if not counts or any(scene.token(day.start) <= counts[0] < scene.token(day.end) for day in days):
        return False
    between = range(counts[0] + 1, at)
    if not all(_is_number(scene, one) or _is_of(scene, one) for one in between):
        return False
    whole = reading.lexicon.words("all-of", "unit-of")
    before = reading.tokens[max(sentence.first, counts[0] - _LEADING - 1) : counts[0]]
    return not any(word.low in whole for word in before)


def is_share(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether not all of it is done, by a percentage in the same clause: "80% of them have left"."""
    reading = scene.reading
    near = reading.cued(max(sentence.first, hit.first - _SHARE), min(hit.last + _SHARE, sentence.last))
    for share in near.get("share", ()):
        between = range(min(share.last, hit.last), max(share.first, hit.first))
        parted = any(reading.tokens[at].low in _PARTS for at in between)
        inner = reading.cued(between.start, max(between.start, between.stop))
        if share.first > sentence.first and not parted and "clause" not in inner:
            return not _is_all(scene, share.first - 1)
    return False


def _is_all(scene: Scene, at: int) -> bool:
    """Whether a token is a hundred, or no number."""
    text = scene.reading.tokens[at].text
    if text.isdecimal():
        return int(text) >= _ALL
    values = [hit.label.partition(":")[2] for hit in scene.reading.timed(at, at + 1)]
    return not any(value.isdecimal() and int(value) < _ALL for value in values)


def _is_of(scene: Scene, at: int) -> bool:
    """Whether a token belongs to what is counted: "of", "the", "members"."""
    if scene.reading.tokens[at].low in scene.reading.lexicon.words("partitive"):
        return True
    return any(one.label == "counted" and one.last == at + 1 for one in scene.reading.timed(at, at + 1))


def _is_number(scene: Scene, at: int) -> bool:
    """Whether a token counts ten or more."""
    text = scene.reading.tokens[at].text.replace(",", "")
    if text.isdecimal():
        return int(text) >= _FEW
    kinds = (hit.label.partition(":") for hit in scene.reading.timed(at, at + 1) if hit.last == at + 1)
    return any(kind == "number" and value.isdecimal() and int(value) >= _FEW for kind, _, value in kinds)


def of_some(scene: Scene, sentence: Sentence, best: Bound) -> bool:
    """Whether what is done is done to some of the sites only: "the transfer of some facilities"."""
    behind = (best.action.last, min(best.action.last + _LEADING, sentence.last))
    return best.rule.tracked and "some" in scene.reading.cued(*behind)


def is_garrison(scene: Scene, clause: tuple[int, int], at: int) -> bool:
    """Whether a clause tells, before its date, of a few who are left: "a small team has until May"."""
    return "garrison" in scene.reading.cued(clause[0], at)


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
