"""A plan that is made to depend on something, without a date (stage 10).

"Will not leave until they are disarmed", "will leave only if Baghdad asks", "without a deal there will be no
withdrawal". None of these denies the plan, and none asks for it.
"""

from collections.abc import Collection

from monitor.extract.bind import Bound, bind
from monitor.extract.reading import Sentence
from monitor.extract.recap import is_background
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Change, Modality, Statement

__all__ = ["depends", "is_bounded", "is_premise"]

_IF = ("conditional", "hangs")
"""Labels of words that make a condition of whatever follows."""
_TILL = "till"
"""Label of words that make one behind "not": "until", "before", "without"."""
_ONCE = "time-lead"
"""Label of words that make one behind "only": "when", "after"."""
_LEAD = 8
"""Tokens from "will" to what is done."""
_NONE = 3
"""Tokens from "no" to what is not done: "no full withdrawal"."""
_REACH = 12
"""Tokens from what is done to the condition: "withdraw from the airport in Baghdad until"."""
_FIRST = 2
"""Tokens of a sentence, or after a word of saying, within which a condition opens it."""
_FRONT = 25
"""Tokens from a condition that leads to what depends on it."""
_DATED = 4
"""Tokens behind the word within which a date, or the plan's own limit, is no condition."""
_OWN = frozenset({"limit", "before-time"})
_BORDERS = frozenset({"clause", "contrast", "that-clause", "refuted"})
"""Labels of words between an action and a condition that is of something else."""
_PLANS = frozenset({"leave", "hand", "end", "same-matter"})
"""Labels of words for what the plan is to do, or for a stage of it; to stay is none."""
_COMING = frozenset({"future", "modal", "not-come"})
_NOT = ("not-come", "negation")
_OPEN = frozenset({"conditional", "hangs", "open-question", "refuted", "proposed", "time-lead"})
"""Labels before what is done that make it no plan: "if they leave", "after they leave", "asked to leave"."""


def depends(scene: Scene, sentence: Sentence, dated: Collection[str]) -> Statement | None:
    """The condition that a sentence sets for a plan of the story, if it does and tells no date of it.

    ``dated``: the milestones of which the sentence tells a date.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    if dated or cues.keys().isdisjoint((*_IF, _TILL, "only")):
        return None
    hits = {hit.first: hit for label in (_ONCE, _TILL, *_IF) for hit in cues.get(label, ())}
    for at in sorted(hits):
        hit = hits[at]
        own = hit.label == _TILL and _is_own(scene, sentence, hit) and "as-planned" not in cues
        if _is_none(cues, hit) or (not own and _is_dated(scene, sentence, hit)):
            continue
        window = _behind(scene, sentence, hit) or _ahead(scene, sentence, hit)
        if window is None or scene.is_view(sentence, at):
            continue
        best = _matter(scene, sentence, window, at)
        if best is None:
            continue
        background = is_background(scene.reading, sentence, best.action.first, dated=False)
        background = background or scene.recalls(sentence, best.action.first, best.action.first)
        how = Stance(Modality.CONDITIONAL, background, False, None, "a condition")
        if own:  # "will not leave before the agreed date"
            how = Stance(Modality.ANNOUNCED, background, False, Change.KEPT, "a plan that stands")
        return scene.statement(sentence, best, how, None, None)
    return None


def is_bounded(scene: Scene, sentence: Sentence, denial: Hit, action: Hit) -> bool:
    """Whether what is denied is only denied up to something: "did not leave until they had voted"."""
    reading = scene.reading
    own = [
        one
        for label in _NOT
        for one in reading.cued(denial.first, action.first).get(label, ())
        if action.first - one.last <= 1
    ]
    if denial.first > action.first or not own:  # "denied that they had left before" denies all of it
        return False
    cues = reading.cued(action.last, min(action.last + _REACH, sentence.last))
    return any(
        _is_plain(scene, action.last, hit.first) and not _is_none(cues, hit) for hit in cues.get(_TILL, ())
    )


def _is_none(cues: dict[str, list[Hit]], hit: Hit) -> bool:
    """Whether it only looks like a condition: "even if", "without delay"."""
    return any(mask.first <= hit.first < mask.last for mask in cues.get("no-condition", ()))


def is_premise(scene: Scene, hit: Hit, action: Hit) -> bool:
    """Whether something else depends on the plan, and not the plan on it: "links a truce to their leaving".

    In Arabic a preposition joined to the word says so ("بخروج").
    """
    joined = scene.reading.tokens[action.first].low[: action.cut]
    return hit.first < action.first and joined.endswith("ب")


def _is_own(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether the plan's own limit follows: "before the agreed deadline"."""
    return not scene.reading.cued(hit.first, min(hit.last + _DATED, sentence.last)).keys().isdisjoint(_OWN)


def _is_dated(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Whether a date or the plan's own limit follows: "until September"."""
    starts = (scene.token(day.start) for day in scene.mentions.get(sentence.number, ()))
    stop = min(hit.last + _DATED, sentence.last)
    own = _is_own(scene, sentence, hit) or "as-planned" in scene.reading.cued(hit.last, stop)
    return own or any(hit.first <= start < stop for start in starts)


def _behind(scene: Scene, sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """The tokens before a condition that tell what depends on it, where it follows that."""
    act = _last_act(scene, max(sentence.first, hit.first - _REACH), hit.first)
    if act is None or not _is_plain(scene, act, hit.first) or _denies(scene, sentence, act):
        return None
    first = max(sentence.first, act - _LEAD)
    if not scene.reading.cued(first, act).keys().isdisjoint(_OPEN):
        return None
    return (first, hit.first) if _rules(scene, hit, first, act, hit.first) else None


def _denies(scene: Scene, sentence: Sentence, act: int) -> bool:
    """Whether somebody denies or refuses what is to be done, or it only might have been: "denied that"."""
    reading = scene.reading
    if act > sentence.first and reading.tokens[act - 1].low in reading.lexicon.words("perfect"):
        return True
    return any(
        reading.cued(hit.first, hit.last).keys().isdisjoint(_NOT)
        for hit in reading.cued(sentence.first, act).get("denied", ())
    )


def _ahead(scene: Scene, sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """The tokens after a condition that tell what depends on it, where it opens what is said."""
    reading = scene.reading
    before = reading.cued(max(sentence.first, hit.first - _FIRST), hit.first)
    leads = hit.first - sentence.first < _FIRST or not before.keys().isdisjoint(("said", "that-clause"))
    if hit.label == _ONCE or not leads:
        return None
    stop = min(hit.last + _FRONT, sentence.last)
    for act in scene.slots.bare.actions:
        if hit.last <= act < stop and (start := _set_out(scene, hit, act)) is not None:
            return (start, sentence.last)
    return None


def _set_out(scene: Scene, hit: Hit, act: int) -> int | None:
    """The first token of what depends on a condition before it: "will" or "no", behind a comma or "then"."""
    reading = scene.reading
    first = max(hit.last, act - _LEAD)
    led = reading.cued(first, act + 1)
    nothing = _nothing(scene, first, act)
    coming = [one.first for label in _COMING for one in led.get(label, ()) if one.first <= act]
    start = min([*coming, *nothing], default=None)
    if start is None or (hit.label == _TILL and not nothing and "not-come" not in led):
        return None
    if "that-clause" in reading.cued(start + 1, act):
        return None
    border = any(reading.tokens[at].low == "," for at in range(hit.last, start + 1))
    led_up = border or nothing or hit.label == _TILL or "that-clause" in reading.cued(hit.last, start + 1)
    return first if led_up else None


def _nothing(scene: Scene, first: int, act: int) -> list[int]:
    """Where "no" stands right before what is done: "no full withdrawal"; not "did not leave"."""
    words = scene.reading.lexicon.words("none")
    before = range(max(first, act - _NONE), act)
    found = [at for at in before if scene.reading.tokens[at].low in words]
    plans = found and not scene.reading.cued(found[0], act).keys().isdisjoint(("plan", "scheme", "intent"))
    return [] if plans else found


def _rules(scene: Scene, hit: Hit, first: int, act: int, last: int) -> bool:
    """Whether a word for a condition makes what is to be done before it depend on what follows.

    Anything that is to come depends on what stands behind "if"; behind "until" or "without" only what will
    not be done; behind "when" or "after" only what will be done *only* then.
    """
    reading = scene.reading
    led, whole = reading.cued(first, act + 1), reading.cued(first, last)
    coming = any(
        hit.first >= act or act - hit.last < _NONE for label in _COMING for hit in whole.get(label, ())
    )  # "would have no objection to their leaving" is nobody's plan
    if hit.label in _IF:
        return coming
    if "only" in reading.cued(max(first, act - _NONE), last):
        return coming and not _COMING.isdisjoint(led)
    if hit.label != _TILL:
        return False
    return "not-come" in whole or bool(_nothing(scene, first, act))


def _last_act(scene: Scene, first: int, last: int) -> int | None:
    """The first token of the last action within a range."""
    acts = [at for at in scene.slots.bare.actions if first <= at < last]
    return acts[-1] if acts else None


def _is_plain(scene: Scene, act: int, last: int) -> bool:
    """Whether no border stands between what is done and the condition."""
    reading = scene.reading
    if not _BORDERS.isdisjoint(reading.cued(act, last)):
        return False
    if reading.tokens[last - 1].low in reading.lexicon.words("and"):
        return False
    return not any(reading.tokens[at].low in (",", ";", ":") for at in range(act, last))


def _matter(scene: Scene, sentence: Sentence, window: tuple[int, int], at: int) -> Bound | None:
    """The plan that depends on it: bound among the words that tell it, and not in the condition."""
    found = bind(
        scene.binding,
        scene.slots.bare,
        window,
        window,
        scene.context(sentence),
        at,
        opening=scene.unscoped,
        stage=scene.stage(sentence),
        near=0.6,
    )
    best = next((one for one in found if one.rule.tracked and one.rule.principle), None)
    if best is None or best.inherited or Modality.CONDITIONAL.value not in best.rule.undated:
        return None
    reading, action = scene.reading, best.action
    if reading.cued(action.first, action.last).keys().isdisjoint(_PLANS):
        return None
    there = best.place is not None and best.place.first >= action.first
    they = reading.lexicon.words("they", "we")
    return (
        best
        if (
            there
            or scene.slots.within(best.number, "home", (action.first, window[1]))
            or scene.slots.bare.acting(*window)
            or any(word.low in they for word in reading.tokens[slice(*window)])
        )
        else None
    )
