"""Whether what a word tells has come about, or is only wished, denied, prepared or long over (stage 10)."""

from monitor.extract.bind import Bound
from monitor.extract.eventday import event_day, of_late
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit
from monitor.records import DateRole

__all__ = ["limited", "mooted", "moves", "negated", "of_talks", "prepared", "to_come", "undone"]

_FIRST = frozenset({"begin", "first-one"})
"""Labels that make what has moved a beginning."""
_WISHED = 3
"""Tokens before what is done within which a word says that it is only wished."""
_LIMITED = 4
"""Tokens from a word for a deadline to what is due by it."""
_ONCE = 5
"""Tokens before what is done within which a word says that something else follows it."""


def moves(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
    """Whether what has moved may be a beginning: of these days, or the first of its kind and no recap."""
    if event_day(scene, sentence) or of_late(scene, sentence):
        return True
    days = scene.mentions.get(sentence.number, ())
    recent = "convoy" in cues and all(day.role is not DateRole.PAST for day in days)
    return (recent or not days) and not cues.keys().isdisjoint(_FIRST)


def to_come(scene: Scene, hit: Hit) -> bool:
    """Whether what is done is only to come, or only what something else follows.

    The Arabic sign of the future ("ستسلم" is no "تسلم"), a preposition of time before a noun ("بعد تسلم"), or
    a wish ("its intention to complete"), or "once the force has left".
    """
    before = scene.reading.tokens[hit.first].low[: hit.cut]
    lead = scene.reading.cued(max(0, hit.first - 1), hit.first)
    wished = scene.reading.cued(max(0, hit.first - _WISHED), hit.first)
    return (
        before.endswith(("س", "ل", "ب"))
        or not lead.keys().isdisjoint(("time-lead", "noun-lead"))
        or not wished.keys().isdisjoint(("intent", "proposed", "might"))
        or "presumed" in scene.reading.cued(max(0, hit.first - _ONCE), hit.first)
    )


def undone(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is said not to be done: "عدم اكتمال", "has not left"."""
    return "negation" in scene.reading.cued(max(sentence.first, hit.first - 2), hit.first)


def negated(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether nobody wishes it: "has received no request to change"."""
    return "negation" in scene.reading.cued(max(sentence.first, hit.first - 4), hit.first)


def mooted(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether what follows is only asked for or possible: "might ask to delay"."""
    cues = scene.reading.cued(max(sentence.first, at - 12), at)
    if "refuted" in scene.reading.cued(at, min(at + 12, sentence.last)):
        return True
    return bool(cues.keys() & {"might", "proposed", "conditional", "denied"})


def limited(scene: Scene, bound: Bound) -> bool:
    """Whether it is what a deadline is for that has run out: "the deadline for leaving has expired"."""
    return "limit" in scene.reading.cued(max(0, bound.action.first - _LIMITED), bound.action.last)


def prepared(scene: Scene, bound: Bound) -> bool:
    """Whether only what leads to it is done: "preparations for the handover have begun"."""
    return "preparation" in scene.reading.cued(max(0, bound.action.first - _WISHED), bound.action.first)


def of_talks(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether what is put off is a meeting, or nothing is: "تأجيل اجتماع", "can no longer be put off"."""
    before = scene.reading.cued(max(sentence.first, hit.first - _WISHED), hit.first)
    return "negation" in before or "meeting" in scene.reading.cued(hit.last, hit.last + 1)
