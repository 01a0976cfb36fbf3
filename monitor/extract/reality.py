"""Whether what a word tells has come about, or is only wished, denied, prepared or long over (stage 10)."""

from datetime import timedelta

from monitor.extract.bind import Bound
from monitor.extract.eventday import event_day, of_late
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit
from monitor.records import DateRole, Field

__all__ = [
    "declared",
    "denies_change",
    "denies_else",
    "is_ballot",
    "is_no_delay",
    "limited",
    "long_ago",
    "moves",
    "negated",
    "of_session",
    "of_talks",
    "prepared",
    "questioned",
    "to_come",
    "undone",
]

_FIRST = frozenset({"begin", "first-one"})
"""Labels that make what has moved a beginning."""
_WISHED = 3
"""Tokens before what is done within which a word says that it is only wished."""
_LIMITED = 4
"""Tokens from a word for a deadline to what is due by it."""
_ASKED = 10
"""Tokens before what is told within which a word makes it a question or a condition."""
_MOOT = 12
"""Tokens around what is done to the plan within which a word makes it only possible."""
_DUE = 3
"""Tokens after what is done within which a day to come is its own."""
_OBJECT = 3
"""Tokens after a word of putting off within which its object begins."""
_BALLOT = 6
"""Tokens before an action within which a talk on it is what is put off: "the debate on the US exit"."""
_LONG_AGO = timedelta(days=60)
"""How long ago a day is that makes what was done on it no news."""
_THEN = 10
"""Tokens from a day long past to what was done "when"."""
_TALKING = 4
"""Tokens before a beginning within which talks are what has begun: "contacts are under way on"."""
_SUBJECT = 10
"""Tokens before what is told within which its subject is named: a meeting, or most of those who do it."""
_STOPS = frozenset({",", ".", ";"})
_TALKS = ("meeting", "preparation", "talks-on")
_SESSIONS = ("meeting", "procedure", "ballot")
_NO_NEWS = frozenset(
    {
        "future",
        "modal",
        "might",
        "proposed",
        "intent",
        "toward",
        "planned",
        "duty",
        "scheme",
        "plan",
        "limit",
        "date-of",
        "negation",
        "open-question",
        "conditional",
        "preparation",
        "begun",
        "agreed",
        "denied",
        "meeting",
        "postponed",
        "called-off",
        "stay",
        "rumoured",
        "ready",
        "mused",
    }
)
"""Labels of words in a heading by which what it tells in the present is not done."""
_COMING = frozenset({"future", "modal", "might", "proposed", "intent", "toward", "planned", "duty"})
"""Labels before a verb of the present that make what it tells one to come."""
_NEGATING = 10
"""Tokens from a negation to the delay that is none: "neither phase of the pullout has been rescheduled"."""
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
    lead = scene.reading.around(hit.first, 1, 0)
    wished = scene.reading.around(hit.first, _WISHED, 0)
    return (
        before.endswith(("س", "ل", "ب"))
        or not lead.keys().isdisjoint(("time-lead", "noun-lead"))
        or not wished.keys().isdisjoint(("intent", "proposed", "might"))
        or _follows(scene, hit)
    )


def _follows(scene: Scene, hit: Hit) -> bool:
    """Whether something else follows it: "once they have left"; not "after 12 years .. the mission ends"."""
    led = scene.reading.around(hit.first, _ONCE, 0)
    return any(
        all(word.low != "." for word in scene.reading.tokens[one.last : hit.first])
        for label in ("presumed", "so-that")
        for one in led.get(label, ())
    )


def undone(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is said not to be done, or only what of it is: "has not left", عدم اكتمال, ما أنجز من."""
    led = max(sentence.first, hit.first - 2)
    if hit.first > led and scene.reading.tokens[hit.first - 1].low in scene.reading.lexicon.words("what"):
        return True
    return "negation" in scene.reading.cued(led, hit.first)


def long_ago(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word of what is done has a day long past: "began in 2017", "since May, when it was left"."""
    old = [
        (scene.token(mention.start), scene.token(mention.end))
        for mention in scene.mentions.get(sentence.number, ())
        if mention.last is not None and scene.published - mention.last > _LONG_AGO
    ]
    return any(
        0 <= start - hit.last <= _DUE
        or (0 <= hit.first - end <= _THEN and "back-then" in scene.reading.cued(end, min(end + 2, hit.first)))
        for start, end in old
    )


def negated(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether nobody wishes it: "has received no request to change"; not غير in غير رسمي, غير أن."""
    cues = scene.reading.cued(max(sentence.first, hit.first - 4), hit.first)
    others = [(one.first, one.last) for label in ("contrast", "informally") for one in cues.get(label, ())]
    return any(not any(first <= no.first < last for first, last in others) for no in cues.get("negation", ()))


def denies_else(scene: Scene, sentence: Sentence, denial: Hit, bound: Bound) -> bool:
    """Whether a denial that goes on with what is said is of something else than what was said before it.

    "The withdrawal goes on as agreed, he said, ruling out a comeback of the group"; not "denying it".
    """
    reading, first = scene.reading, denial.first
    words = reading.lexicon.words("denying")
    if bound.action.first > first or reading.tokens[first].low[denial.cut :] not in words:
        return False
    before = reading.tokens[first - 1].low if first > sentence.first else ""
    led = denial.cut or before == "," or before in reading.lexicon.words("and")
    after = reading.tokens[denial.last].low if denial.last < sentence.last else "."
    if not led or after in reading.lexicon.words("pronoun", "by") or after in _STOPS:
        return False
    cues = reading.cued(first, min(denial.last + _SUBJECT, sentence.last))
    told = [hit for hit in cues.get("denied:it", ()) if hit.first == first]
    if any(reading.tokens[hit.last - 1].low not in reading.lexicon.words("that") for hit in told):
        return False
    reports = cues.get("reports", ())
    return not any(hit.last == sentence.last or reading.tokens[hit.last].low in _STOPS for hit in reports)


def denies_change(scene: Scene, sentence: Sentence, denial: Hit, action: Hit) -> bool:
    """Whether what is denied is a change that was asked for: "proposed a delay, which Baghdad rejected"."""
    before = scene.reading.cued(max(sentence.first, denial.first - 2 * _MOOT), denial.first)
    changes = not before.keys().isdisjoint(("against", "change:later", "extends"))
    return action.last <= denial.first and "proposed" in before and changes


def limited(scene: Scene, bound: Bound) -> bool:
    """Whether it is what a deadline is for that has run out: "the deadline for leaving has expired"."""
    return "limit" in scene.reading.around(
        bound.action.first, _LIMITED, bound.action.last - bound.action.first
    )


def prepared(scene: Scene, bound: Bound, hit: Hit) -> bool:
    """Whether only what leads to it is done: "preparations for the handover have begun", "completed its plan
    for the pullout"."""
    between = scene.reading.cued(hit.last, bound.action.first) if hit.last < bound.action.first else {}
    if "scheme" in between or "preparation" in scene.reading.around(bound.action.first, _WISHED, 0):
        return True
    subject = bound.action if hit.first >= bound.action.first else hit
    led = scene.reading.around(subject.first, _SUBJECT if subject is bound.action else _TALKING, 0)
    return not led.keys().isdisjoint(_TALKS)  # "the meetings on the end of the mission go on"


def of_session(scene: Scene, bound: Bound, hit: Hit) -> bool:
    """Whether what is denied is something about a sitting that only has the matter for its subject.

    "Denied that they had boycotted the session on the withdrawal".
    """
    if not hit.last <= bound.action.first:
        return False
    return not scene.reading.cued(hit.last, bound.action.first).keys().isdisjoint(_SESSIONS)


def declared(scene: Scene, cues: dict[str, list[Hit]]) -> list[Hit]:
    """Beginnings that are announced, or told in the present of a heading: "begins leaving"."""
    if scene.reading.name is not Field.TITLE:
        return cues.get("begun:declared", [])
    told = [hit for hit in cues.get("begun:title", ()) if _COMING.isdisjoint(_before(scene, hit, _WISHED))]
    return [*cues.get("begun:declared", ()), *told]


def headed(scene: Scene, sentence: Sentence) -> list[Hit]:
    """Ends told in the present of a heading: "Last US troops leave Iraq"; no plan, no musing."""
    if scene.reading.name is not Field.TITLE:
        return []
    cues = scene.reading.cued(sentence.first, sentence.last)
    spans = [
        (scene.token(one.relation_start), scene.token(one.end))
        for one in scene.mentions.get(sentence.number, ())
    ]
    given = [  # not "after 12 years"
        hit for hit in cues.get("presumed", ()) if not any(first <= hit.first < last for first, last in spans)
    ]
    hits = cues.get("completed:title", [])
    given = [one for one in given if not any(hit.first < one.first < hit.last for hit in hits)]
    at = {hit.first for hit in hits}  # "ends" may be of the future
    told = any(hit.first not in at for label in _NO_NEWS for hit in cues.get(label, ()))
    return [] if given or told else hits


def _before(scene: Scene, hit: Hit, tokens: int) -> set[str]:
    """Labels of the words before one."""
    return set(scene.reading.around(hit.first, tokens, 0))


def questioned(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is only asked for or a condition: "would not say whether they had left"."""
    for one in scene.reading.cued(max(sentence.first, hit.first - _ASKED), hit.first).get(
        "open-question", ()
    ):
        if not any(scene.reading.tokens[at].low in (",", ":", '"') for at in range(one.last, hit.first)):
            return True
    return False


def is_ballot(scene: Scene, bound: Bound, hit: Hit) -> bool:
    """Whether what is put off is a vote or a talk on it: "the vote on the withdrawal was postponed"."""
    at = bound.action.first
    if hit.first < at:
        return "ballot" in scene.reading.cued(hit.last, min(hit.last + _OBJECT, at))
    near = scene.reading.around(at, _BALLOT, 0).get("ballot", ())
    return any(one.last < at for one in near)


def of_talks(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether what is put off is a meeting, or nothing is: "تأجيل اجتماع", "can no longer be put off"."""
    before = scene.reading.cued(max(sentence.first, hit.first - _WISHED), hit.first)
    return "negation" in before or "meeting" in scene.reading.cued(hit.last, hit.last + 1)


def is_no_delay(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether a delay is none: "neither phase has been rescheduled", "nothing has been put off".

    The negation stands before it, with no other verb of the matter and no border between.
    """
    cues = scene.reading.cued(max(sentence.first, hit.first - _NEGATING), hit.first)
    but = {one.first for one in cues.get("contrast", ())}  # "غير أن"
    no = [one for one in cues.get("negation", ()) if one.first not in but and one.last <= hit.first]
    if not no or any(word.low == "," for word in scene.reading.tokens[no[-1].last : hit.first]):
        return False
    between = scene.reading.cued(no[-1].last, hit.first)
    return between.keys().isdisjoint(("clause", "modal", "happens", "not-come", "said"))
