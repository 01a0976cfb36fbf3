"""How much of what a word tells is done: all of it, most of it, or nothing that counts (stage 10)."""

from collections.abc import Mapping, Sequence

from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit
from monitor.records import DateRole

__all__ = ["hollow", "is_nearly", "is_partly"]

_OF = 4
"""Tokens behind "most" within which it is said of whom."""
_LED = 4
"""Tokens before a verb of handing over within which a letter is what is handed over."""
_WHOLES = frozenset({"troops", "force", "based"})
"""Labels of what "most" may be said of: a force or a base."""
_PART = 3
"""Tokens after what is done within which a word says of how much of it."""
_SLOWLY = 5
"""Tokens after what is done within which a word says that it is done little by little."""
_DUE = 3
"""Tokens after what is done within which a day to come is its own."""
_SUBJECT = 10
"""Tokens before what is told within which its subject is named: a meeting, or most of those who do it."""
_STOPS = frozenset({",", ".", ";"})
_BEHIND = 10
"""Tokens after what is done within which a word says that it is not quite done."""


def hollow(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of what is done tells of none of it.

    All but it ("empty except for advisers"), a small part ("left some buildings"), or a day to come ("the
    first phase is over in September").
    """
    after = scene.reading.cued(hit.last, min(hit.last + _PART, sentence.last))
    if not after.keys().isdisjoint(("except", "some")):
        return True
    behind = (hit.last, min(hit.last + _PART, sentence.last))
    counted = any(one.label.startswith("number") for one in scene.reading.timed(hit.last, hit.last + 1))
    if counted and not scene.slots.acts(*behind):
        return True  # "took over two training camps"; not "completed a full withdrawal"
    first = scene.reading.lexicon.verb_first  # what stands behind the verb is its subject or object
    if first and "hand" in scene.reading.cued(hit.first, hit.last) and "thing" in scene.reading.cued(*behind):
        return True  # "تسلم الجيش مستودعا من التحالف في القاعدة"
    ahead = scene.reading.cued(max(sentence.first, hit.first - _LED), hit.first)
    subject = scene.reading.cued(max(sentence.first, hit.first - _SUBJECT), hit.first)
    things = not first and "thing" in subject and "based" not in subject
    if "hand" in scene.reading.cued(hit.first, hit.last) and ("letter" in ahead or things):
        return True  # "رسالة بهذا المعنى سُلمت", "workshops had been handed over"
    if not {"meeting", "talks-on"}.isdisjoint(after) and not scene.slots.acts(*behind):
        return True  # "put an end to months of negotiations"
    last = scene.reading.cued(max(sentence.first, hit.first - _LED), hit.last).keys()
    if "went" in last and {"last-one", "thing"} <= last and "troops" not in last:
        return True  # "the last helicopters left Erbil": those who fly home follow
    if first and _is_date(scene, sentence, hit.last):
        return True  # "انقضى الثلاثاء الموعد": only its date is over
    return any(
        mention.last is not None
        and mention.last > scene.published
        and mention.relation not in ("before", "since")
        and mention.role is DateRole.DEADLINE
        and hit.last <= scene.token(mention.start) <= hit.last + _DUE
        for mention in scene.mentions.get(sentence.number, ())
    )


def _is_date(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether the subject behind a verb, a day between them or not, is a date."""
    words, days = scene.reading.tokens, scene.mentions.get(sentence.number, ())
    ends = {scene.token(day.start): scene.token(day.end) for day in days}
    while at < sentence.last and (at in ends or words[at].low == ","):
        at = max(at + 1, ends.get(at, 0))
    return at < sentence.last and scene.reading.tokens[at].low in scene.reading.lexicon.words("date-noun")


def is_partly(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether what is done is done to most of it only, or little by little: "is handed over in turn"."""
    if "most" in scene.reading.cued(hit.last, min(hit.last + _PART, sentence.last)):
        return True
    last = scene.reading.lexicon.verb_last
    far = hit.first - (
        2 * _SUBJECT if last else _SUBJECT
    )  # who does it, and to what, both stand before a verb that closes
    before = scene.reading.cued(max(sentence.first, far), hit.first).get("most", ())
    if before and last:
        return True  # "بخش بزرگی از پایگاه را تخلیه کرده‌اند"
    if any(_names(scene.reading.cued(one.first, one.last + _OF)) for one in before):
        return True  # "two thirds of the troops in the Region have left", "most of the base was vacated"
    around = scene.reading.cued(max(sentence.first, hit.first - 1), min(hit.last + _SLOWLY, sentence.last))
    return "gradually" in around


def _names(cues: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether the words behind "most of" are of a force or a site."""
    return not cues.keys().isdisjoint(_WHOLES) or any(label.startswith("site:") for label in cues)


def is_nearly(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is not quite done: "have almost completed", "اكتمل تقريبا"."""
    around = scene.reading.cued(max(sentence.first, hit.first - _PART), min(hit.last + _PART, sentence.last))
    behind = scene.reading.cued(hit.last, min(hit.last + _BEHIND, sentence.last)).get("nearly-behind", ())
    words = scene.reading.tokens
    return "nearly" in around or any(
        all(words[at].low not in _STOPS for at in range(hit.last, one.first)) for one in behind
    )
