"""What somebody asks of the force or the plan, without a date (stage 10).

"They must go now", "asked the troops to stay for some time", "called for the agreement to be frozen".
"""

from collections.abc import Collection

from monitor.extract.bind import Bound, bind
from monitor.extract.moot import agreed_since, is_granted, is_unmade, mooted
from monitor.extract.reading import Sentence
from monitor.extract.reality import negated
from monitor.extract.recap import is_background
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Change, Modality, Statement

__all__ = ["ALREADY", "DEMAND", "asks", "demands", "is_of_plan", "leads", "of_old", "unasked", "urged"]

DEMAND = "a demand"
"""The rule of what somebody asks for outright."""

_NEAR = 3
"""Number of the last sentence of a text in which a demand to go counts: parties repeat it in every report."""
_FAR = 6
"""The same of a wish against the plan, which is seldom what a report opens with."""
_ASKED = 20
"""Tokens from a word of asking to what is asked."""
_SINCE = 8
"""Tokens around a word of asking within which it is said since when somebody asks."""
_WHO = 3
"""Tokens around a refusal within which it is said who refuses."""
_ELSE = 2
"""Tokens behind a word of asking within which stands what else is asked for."""
_NO = 12
"""Tokens before a word of asking within which a negation of its clause stands."""
_CLAUSES = frozenset({"clause", "that-clause", "next-clause", "said", "announced"})
"""Labels of words between them with which another clause begins."""
_LONG = 2
"""Tokens from a word for a demand of old within which the demand stands."""
_OBJECT = 9
"""Tokens between what is to be done to the plan and the plan."""
_NAMED = 6
"""Tokens after a stay within which the force that stays is named."""
_PREVENTED = 8
"""Tokens before a stay within which somebody wants to prevent it: "to bar any extension of the stay"."""
_WAS = 2
"""Tokens before what is done to the plan within which a word says that it was done."""
_PLANS = ("agreed", "plan", "leave", "hand", "limit", "end")
"""Labels of words for the plan itself."""
ALREADY = frozenset({"denied", "refuted", "by-terms", "hangs", "conditional"})
"""Labels of a sentence that tells more or less than a demand."""


def urged(scene: Scene, sentence: Sentence, dated: Collection[str]) -> Statement | None:
    """The demand that a sentence makes, if it does and no date stands in it.

    To stay, or to freeze or reconsider the plan, is a proposal: its change is the one that is wanted.
    """
    if dated or sentence.number > _FAR:
        return None
    days = scene.mentions.get(sentence.number, ())
    if any(day.last and day.last > scene.published for day in days):
        return None  # "to keep troops past May" is another demand, of that date
    cues = scene.reading.cued(sentence.first, sentence.last)
    if "faded" in cues:
        return None
    refused = {hit.first for hit in cues.get("unwanted", ()) if not _decides(scene, hit)}
    if any(hit.first not in refused for label in ALREADY for hit in cues.get(label, ())):
        return None
    change: Change | None = Change.STAYS
    at = _stay(scene, sentence)
    if at is None:
        change, at = Change.CHANGED, _frozen(scene, sentence)
    if at is None and "undecided" in cues:
        return None
    if at is None:
        change, at = Change.STAYS, _kept(scene, sentence)
    if at is None and sentence.number <= _NEAR:
        change, at = None, _go(scene, sentence) or _refused(scene, sentence)
    if at is None or is_unmade(scene, sentence, at):
        return None
    best = _matter(scene, sentence, at)
    background = is_background(scene.reading, sentence, at.first)
    if best is None or background or scene.recalls(sentence, sentence.last, at.first):
        return None
    how = Stance(Modality.PROPOSED, False, scene.is_view(sentence, at.first), change, DEMAND)
    return scene.statement(sentence, best, how, None, None)


def asks(scene: Scene, sentence: Sentence) -> list[Hit]:
    """Words of asking that are neither denied nor only possible."""
    asked = scene.reading.cued(sentence.first, sentence.last).get("proposed", ())
    return [
        hit
        for hit in asked
        if not (unasked(scene, sentence, hit) or _inquires(scene, hit))
        and not mooted(scene, sentence, hit.first)
        and not (is_granted(scene, hit) or agreed_since(scene, hit, sentence.last))
    ]


def demands(scene: Scene, sentence: Sentence, ask: Hit) -> bool:
    """Whether somebody asks outright and now: "called for their exit".

    Not "called for a sitting on it".
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    if not scene.reading.cued(ask.last, ask.last + _LONG).keys().isdisjoint(("meeting", "ballot")):
        return False
    return any(hit.first == ask.first for hit in cues.get("demands", ()))


def of_old(scene: Scene, sentence: Sentence, ask: Hit) -> bool:
    """Whether somebody has asked for it all along, or no more: "has wanted it since May", "in no hurry"."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    if "faded" in cues or any(
        hit.first <= ask.first < hit.last + _LONG for hit in cues.get("long-asked", ())
    ):
        return True
    days = scene.mentions.get(sentence.number, ())
    return any(day.relation == "since" and abs(scene.token(day.start) - ask.first) < _SINCE for day in days)


def unasked(scene: Scene, sentence: Sentence, ask: Hit) -> bool:
    """Whether nobody asks for it: "has had no sign of a wish to", "demanded an inquiry into"."""
    behind = scene.reading.cued(ask.last, min(ask.last + _ELSE, sentence.last))
    if negated(scene, sentence, ask) or "asked-else" in behind:
        return True
    led = scene.reading.cued(max(sentence.first, ask.first - _NO), ask.first)
    others = {hit.first for label in ("contrast", "informally") for hit in led.get(label, ())}
    for no in led.get("negation", ()):
        between = scene.reading.cued(no.last, ask.first)
        comma = any(word.low == "," for word in scene.reading.tokens[no.last : ask.first])
        if no.first not in others and between.keys().isdisjoint(_CLAUSES) and not comma:
            return True
    return False


def _inquires(scene: Scene, ask: Hit) -> bool:
    """Whether somebody only wants to know: "asked whether", "asked by reporters"."""
    tokens = scene.reading.tokens
    return ask.last < len(tokens) and tokens[ask.last].low in scene.reading.lexicon.words("inquires")


def leads(scene: Scene, ask: Hit, what: Hit) -> bool:
    """Whether a word of asking asks for something, and not only to talk of it."""
    if not 0 <= what.first - ask.last < _ASKED:
        return False
    return "talks-on" not in scene.reading.cued(ask.first, what.first)


def _of_force(scene: Scene, sentence: Sentence, ask: Hit, stay: Hit) -> bool:
    """Whether it is the force that is to stay: it stands behind the word of asking, and near."""
    last = min(stay.last + _NAMED, sentence.last)
    return bool(_asked(scene, ask, last)) or "troops" in scene.reading.cued(stay.first + 1, stay.last)


def _asked(scene: Scene, ask: Hit, last: int) -> list[Hit]:
    """The force behind a word of asking; not as what somebody commands who is asked or who asks."""
    cues = scene.reading.cued(ask.last, last)
    offices, others = cues.get("office", ()), cues.get("no-force", ())
    return [
        hit
        for hit in scene.slots.bare.acting(ask.last, last)
        if not any(one.first <= hit.first <= one.last for one in (*offices, *others))
    ]


def _was(scene: Scene, sentence: Sentence, act: Hit) -> bool:
    """Whether what is done to the plan is done already: "why it had been put off"."""
    return "past" in scene.reading.cued(max(sentence.first, act.first - _WAS), act.first)


def _stay(scene: Scene, sentence: Sentence) -> Hit | None:
    """The stay that somebody asks for."""
    stays = scene.reading.cued(sentence.first, sentence.last).get("stay", ())
    asked = asks(scene, sentence) if stays else ()
    for stay in stays:
        if scene.slots.bare.acting(stay.first, stay.first + 1) or _of_those(scene, stay):
            continue  # it only names a part of the force
        if negated(scene, sentence, stay) or "prevents" in scene.reading.around(stay.first, _PREVENTED, 0):
            continue
        if any(leads(scene, ask, stay) and _of_force(scene, sentence, ask, stay) for ask in asked):
            return stay
    return None


def _of_those(scene: Scene, stay: Hit) -> bool:
    """Whether a stay only tells who: "a date for those who remain", من تبقى."""
    tokens = scene.reading.tokens
    return stay.first > 0 and tokens[stay.first - 1].low in scene.reading.lexicon.words("those")


def _frozen(scene: Scene, sentence: Sentence) -> Hit | None:
    """What somebody asks to be done to the plan: to freeze it, to think again."""
    acts = scene.reading.cued(sentence.first, sentence.last).get("frozen", ())
    asked = asks(scene, sentence) if acts else ()
    for act in acts:
        if _was(scene, sentence, act) or not any(leads(scene, ask, act) for ask in asked):
            continue
        if is_of_plan(scene, sentence, act):
            return act
    return None


def is_of_plan(scene: Scene, sentence: Sentence, act: Hit) -> bool:
    """Whether what is to be done is done to the plan: a word for the plan itself stands near."""
    near = max(sentence.first, act.first - _OBJECT), min(sentence.last, act.last + _OBJECT)
    around = scene.reading.cued(*near)
    return any(hit.first != act.first for label in _PLANS for hit in around.get(label, ()))


def _go(scene: Scene, sentence: Sentence) -> Hit | None:
    """The going that somebody demands: "must leave"."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    said = (
        "said" in cues
        or "proposed" in cues
        or any(scene.reading.tokens[at].low in ('"', ":") for at in range(sentence.first, sentence.last))
    )
    force = scene.slots.bare.acting(sentence.first, sentence.last)
    if not said or not force or "agreed" in cues:
        return None
    return next((hit for hit in cues.get("urged", ()) if not negated(scene, sentence, hit)), None)


def _kept(scene: Scene, sentence: Sentence) -> Hit | None:
    """The going that somebody will not have, or finds too early: "reject the withdrawal", "a mistake"."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    goes = [hit for hit in cues.get("leave", ()) if _by_force(scene, sentence, hit)]
    early = [hit for hit in cues.get("untimely", ()) if not negated(scene, sentence, hit)]
    for hit in goes:
        if _unwanted(scene, sentence, hit):
            return hit
        if any(abs(hit.first - one.first) < _OBJECT for one in early):
            return hit
    return None


def _refused(scene: Scene, sentence: Sentence) -> Hit | None:
    """The stay that somebody will not have, or finds needless: "will not accept any foreign soldier"."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    stays: list[Hit] = [*cues.get("stay", ()), *cues.get("presence", ())]
    needless = cues.get("unjustified", ())
    for hit in stays:
        if not _by_force(scene, sentence, hit):
            continue
        if _unwanted(scene, sentence, hit) or any(abs(hit.first - one.first) < _OBJECT for one in needless):
            return hit
    return None


def _decides(scene: Scene, refusal: Hit) -> bool:
    """Whether who refuses decides: "Washington refuses to leave" denies the plan, and wishes nothing."""
    return "power" in scene.reading.around(refusal.first, _WHO, _WHO)


def _unwanted(scene: Scene, sentence: Sentence, what: Hit) -> bool:
    """Whether somebody will not have what a word names, which stands right behind."""
    led = scene.reading.cued(max(sentence.first, what.first - _OBJECT), what.first)
    return any(one.last <= what.first for one in led.get("unwanted", ()))


def _by_force(scene: Scene, sentence: Sentence, what: Hit) -> bool:
    """Whether it is the force that goes or stays."""
    near = (max(sentence.first, what.first - _NAMED), min(what.last + _NAMED, sentence.last))
    return bool(scene.slots.bare.acting(*near)) and not _of_else(scene, *near)


def _of_else(scene: Scene, first: int, last: int) -> bool:
    """Whether another matter is named, and not only who speaks: a faction, the minister of the Peshmerga."""
    if not scene.slots.bare.others(first, last):
        return False
    cues = scene.reading.cued(max(0, first - 1), last)
    spans = [(hit.first, hit.last) for hit in cues.get("armed-group", ())]
    spans += [(hit.first, hit.last + 1) for hit in cues.get("office", ())]
    others = [at for at in scene.slots.bare.foreign if first <= at < last]
    return not all(any(start <= at < end for start, end in spans) for at in others)


def _matter(scene: Scene, sentence: Sentence, at: Hit) -> Bound | None:
    """The plan that it is about: what the sentence names, else the story as a whole."""
    whole = (sentence.first, sentence.last)
    force = [hit.first for ask in asks(scene, sentence)[:1] for hit in _asked(scene, ask, at.first)]
    near = (min([*force, at.first]), sentence.last)
    found = bind(
        scene.binding,
        scene.slots.bare,
        near,
        near,
        scene.context(sentence),
        at.first,
        opening=scene.unscoped,
    )
    plans = [one for one in found if one.rule.tracked and one.rule.principle]
    if found:
        return plans[0] if plans else None
    opening = scene.opening
    if _of_else(scene, *whole):
        return None
    for number, rule in enumerate(scene.binding.rules):
        if rule.tracked and rule.principle and not rule.narrow and number in opening.home & opening.actor:
            return Bound(number, rule, 0.0, at, None, None, None, True, False, taken=True)
    return None
