"""What somebody asks of the force or the plan, without a date (stage 10).

"They must go now", "asked the troops to stay for some time", "called for the agreement to be frozen".
"""

from collections.abc import Collection

from monitor.extract.bind import Bound, bind
from monitor.extract.reading import Sentence
from monitor.extract.reality import agreed_since, is_granted, mooted, negated
from monitor.extract.recap import is_background
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Change, Modality, Statement

__all__ = ["urged"]

_NEAR = 3
"""Number of the last sentence of a text in which a demand counts."""
_ASKED = 20
"""Tokens from a word of asking to what is asked."""
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
_ALREADY = frozenset({"denied", "refuted", "by-terms", "hangs", "conditional"})
"""Labels of a sentence that tells more or less than a demand."""


def urged(scene: Scene, sentence: Sentence, dated: Collection[str]) -> Statement | None:
    """The demand that a sentence makes, if it does and no date stands in it.

    To stay, or to freeze, reconsider or put off the plan, is a proposal: no change is claimed.
    """
    if dated or sentence.number > _NEAR:
        return None
    days = scene.mentions.get(sentence.number, ())
    if any(day.last and day.last > scene.published for day in days):
        return None  # "to keep troops past May" is another demand, of that date
    cues = scene.reading.cued(sentence.first, sentence.last)
    if not cues.keys().isdisjoint(_ALREADY):
        return None
    at = stay = _stay(scene, sentence)
    if at is None:
        at = _frozen(scene, sentence)
    if at is None and "undecided" in cues:
        return None
    if at is None:
        at = _go(scene, sentence)
    if at is None:
        return None
    best = _matter(scene, sentence, at)
    background = is_background(scene.reading, sentence, at.first)
    if best is None or background or scene.recalls(sentence, sentence.last, at.first):
        return None
    change = None if stay is None else Change.STAYS
    how = Stance(Modality.PROPOSED, False, scene.is_view(sentence, at.first), change, "a demand")
    return scene.statement(sentence, best, how, None, None)


def _asks(scene: Scene, sentence: Sentence) -> list[Hit]:
    """Words of asking that are neither denied nor only possible."""
    asked = scene.reading.cued(sentence.first, sentence.last).get("proposed", ())
    return [
        hit
        for hit in asked
        if not negated(scene, sentence, hit)
        and not mooted(scene, sentence, hit.first)
        and not (is_granted(scene, hit) or agreed_since(scene, hit, sentence.last))
    ]


def _leads(scene: Scene, ask: Hit, what: Hit) -> bool:
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
    offices = scene.reading.cued(ask.last, last).get("office", ())
    return [
        hit
        for hit in scene.slots.bare.acting(ask.last, last)
        if not any(office.first <= hit.first <= office.last for office in offices)
    ]


def _was(scene: Scene, sentence: Sentence, act: Hit) -> bool:
    """Whether what is done to the plan is done already: "why it had been put off"."""
    return "past" in scene.reading.cued(max(sentence.first, act.first - _WAS), act.first)


def _stay(scene: Scene, sentence: Sentence) -> Hit | None:
    """The stay that somebody asks for."""
    stays = scene.reading.cued(sentence.first, sentence.last).get("stay", ())
    asks = _asks(scene, sentence) if stays else ()
    for stay in stays:
        if scene.slots.bare.acting(stay.first, stay.first + 1):
            continue  # it only names a part of the force
        if negated(scene, sentence, stay) or "prevents" in scene.reading.around(stay.first, _PREVENTED, 0):
            continue
        if any(_leads(scene, ask, stay) and _of_force(scene, sentence, ask, stay) for ask in asks):
            return stay
    return None


def _frozen(scene: Scene, sentence: Sentence) -> Hit | None:
    """What somebody asks to be done to the plan: to freeze it, to think again."""
    acts = scene.reading.cued(sentence.first, sentence.last).get("frozen", ())
    asks = _asks(scene, sentence) if acts else ()
    for act in acts:
        if _was(scene, sentence, act) or not any(_leads(scene, ask, act) for ask in asks):
            continue
        around = scene.reading.cued(
            max(sentence.first, act.first - _OBJECT), min(sentence.last, act.last + _OBJECT)
        )
        if any(hit.first != act.first for label in _PLANS for hit in around.get(label, ())):
            return act
    return None


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


def _matter(scene: Scene, sentence: Sentence, at: Hit) -> Bound | None:
    """The plan that it is about: what the sentence names, else the story as a whole."""
    whole = (sentence.first, sentence.last)
    force = [hit.first for ask in _asks(scene, sentence)[:1] for hit in _asked(scene, ask, at.first)]
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
    if scene.slots.bare.others(*whole):
        return None
    for number, rule in enumerate(scene.binding.rules):
        if rule.tracked and rule.principle and not rule.narrow and number in opening.home & opening.actor:
            return Bound(number, rule, 0.0, at, None, None, None, True, False, taken=True)
    return None
