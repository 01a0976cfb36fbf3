"""A stay against what had been planned: "were to leave by September, but some of them remain" (stage 10)."""

from dataclasses import replace
from datetime import timedelta

from monitor.extract.bind import Bound, bind, part
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Change, Modality, Statement

__all__ = ["outstay", "outstayed"]

_Window = tuple[int, int]
_Side = tuple[_Window, _Window, tuple[str, ...]]
"""Where a plan may be told, where the stay against it, and the labels of words for such a plan."""
_PLANS = ("was-planned", "former")
"""Labels of words of what had been planned."""
_GIVEN = (*_PLANS, "plan", "scheme", "agreed")
"""The same behind "although": there a plan is enough that is not said to be a former one."""
_DUE = ("leave", "end", "hand")
"""Labels of what a plan holds, and whoever stays does not do."""
_STAYS = ("stay", "unfinished", "not-done")
"""Labels of words for a stay, or for what was due and is not done."""
_OPEN = frozenset({"might", "conditional", "denied", "rumoured", "hangs", "negation", "refuted", "completed"})
"""Labels before a stay that make it a wish, a claim, or none."""
_COMPELLED = "compelled"
"""Label of what looks like a wish and is a reason: "developments in Syria required keeping a unit"."""
_FORCE = ("troops", "some-force", "any-force", "garrison")
"""Labels of words for soldiers, or for some of them."""
_SUBJECT = 9
"""Tokens before a stay within which its subject stands."""
_BEHIND = 5
"""Tokens behind a stay within which its subject or object stands: "keeping a small unit of advisers"."""
_AUXILIARIES = 3
"""Tokens from a pronoun to its stay: "they will still be"."""
_THAT = 2
"""Tokens from "but" to what is not done: "but that has not happened"."""
_NEWS = timedelta(days=14)
"""How old a day may be on which somebody stays for that to be news."""
_HEAD = 2
"""Tokens from the beginning of a sentence within which "but" sets it against the sentence before."""
_TOLD = timedelta(days=75)
"""How long after the day of a plan a stay against it is news."""
_OF_WHICH = 5
"""Tokens from "which" to what had been planned for it: "the base, which US forces were to leave"."""


def outstay(scene: Scene, sentence: Sentence) -> Statement | None:
    """The postponement that a sentence tells by who stays although a plan was another one.

    The plan stands in the same sentence, on either side of "but" or "although", or in the sentence before
    one that opens with "but".
    """
    for plan, stays, labels in _sides(scene, sentence):
        stay = _stay(scene, stays)
        if stay is None or not _is_plan(scene, plan, labels) or scene.is_view(sentence, stay.first):
            continue
        best = _what(scene, plan, stays, stay)
        if best is None:
            continue
        background = _is_old(scene, sentence, stays) or _is_known(scene, sentence, plan)
        how = Stance(Modality.POSTPONED, background, False, Change.LATER, "a stay against the plan")
        return scene.statement(sentence, best, how, None, None)
    return None


def _is_old(scene: Scene, sentence: Sentence, stays: _Window) -> bool:
    """Whether what is told of a stay was so on an older day: "but Baghdad said in October that they stay"."""
    return any(
        day.last is not None
        and day.relation != "since"
        and scene.published - day.last > _NEWS
        and stays[0] <= scene.token(day.start) < stays[1]
        for day in scene.mentions.get(sentence.number, ())
    )


def _is_known(scene: Scene, sentence: Sentence, plan: _Window) -> bool:
    """Whether the plan's own date is so long past that who stayed has been told: "was due in May, but"."""
    return any(
        day.last is not None
        and scene.published - day.last > _TOLD
        and plan[0] <= scene.token(day.start) < plan[1]
        for day in scene.mentions.get(sentence.number, ())
    )


def outstayed(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether somebody stays against what a sentence says of a date at a token was planned."""
    sides = list(_sides(scene, sentence))
    numbered = scene.reading.sentences
    if sentence.number + 1 < len(numbered):
        sides += _against_last(scene, numbered[sentence.number + 1])
    return any(
        plan[0] <= at < plan[1] and _is_plan(scene, plan, labels) and _stay(scene, stays) is not None
        for plan, stays, labels in sides
    )


def _sides(scene: Scene, sentence: Sentence) -> list[_Side]:
    """Where a sentence can tell of a plan, each with where it tells of the stay that goes against it."""
    first, last = sentence.first, sentence.last
    cues = scene.reading.cued(first, last)
    found: list[_Side] = [
        ((first, hit.first), (hit.last, last), _PLANS)
        for hit in cues.get("contrast", ())
        if hit.first > first + _HEAD
    ]
    for hit in cues.get("concession", ()):
        comma = next((at for at in range(hit.last, last) if scene.reading.tokens[at].low == ","), None)
        if hit.first > first + _HEAD:
            found.append(((hit.last, last), (first, hit.first), _GIVEN))
        elif comma is not None:
            found.append(((hit.last, comma), (comma, last), _GIVEN))
    for hit in (hit for label in _PLANS for hit in cues.get(label, ())):
        which = scene.reading.cued(max(first, hit.first - _OF_WHICH), hit.first).get("which", ())
        found += [((one.first, last), (first, one.first), _PLANS) for one in which]
    return found + _against_last(scene, sentence)


def _against_last(scene: Scene, sentence: Sentence) -> list[_Side]:
    """The sentence before, if this one is set against it by its first word."""
    head = scene.reading.cued(sentence.first, min(sentence.first + _HEAD, sentence.last)).get("contrast", ())
    if not sentence.number or not head:
        return []
    before = scene.reading.sentences[sentence.number - 1]
    return [((before.first, before.last), (head[-1].last, sentence.last), _PLANS)]


def _is_plan(scene: Scene, window: _Window, labels: tuple[str, ...]) -> bool:
    """Whether a window tells that somebody had been going to leave, and not to stay."""
    cues = scene.reading.cued(*window)
    planned = [hit.first for label in labels for hit in cues.get(label, ())]
    if not planned:
        return False
    due = [hit.first for label in _DUE for hit in cues.get(label, ())]
    if scene.reading.lexicon.verb_last:
        return bool(due)
    first = min(planned)
    return any(first <= at and not _stays(scene, (first, at)) for at in due)


def _stays(scene: Scene, window: _Window) -> list[Hit]:
    cues = scene.reading.cued(*window)
    hits = (hit for label in _STAYS for hit in cues.get(label, ()))
    # "the remaining troops" names them, "keeping the troops" does not
    return [hit for hit in hits if not scene.slots.bare.acting(hit.first, hit.first + 1)]


def _stay(scene: Scene, window: _Window) -> Hit | None:
    """The stay that a window tells of, if it is told as one that is or comes."""
    stays = _stays(scene, window)
    if not stays:
        return None
    stay = min(stays, key=lambda hit: hit.first)
    if not _theirs(scene, window, stay):
        return None
    before = scene.reading.cued(window[0], stay.first)
    reasons = {hit.first for hit in before.get(_COMPELLED, ())}
    wishes = [hit for hit in before.get("proposed", ()) if hit.first not in reasons]
    return None if wishes or not before.keys().isdisjoint(_OPEN) else stay


def _theirs(scene: Scene, window: _Window, stay: Hit) -> bool:
    """Whether it is the force that stays: not "but the embassy will remain open", "but questions remain"."""
    first, reading = max(window[0], stay.first - _SUBJECT), scene.reading
    upto = min(stay.last + _BEHIND, window[1])
    if scene.slots.others(first, upto):
        return False
    if stay.label == "not-done" and stay.first - window[0] <= _THAT:
        return True
    lead = reading.tokens[max(stay.first - _AUXILIARIES, window[0] - 1) : stay.first]
    if any(word.low in reading.lexicon.words("they") for word in lead):
        return True
    cues = reading.cued(first, upto)
    force = max((hit.first for label in _FORCE for hit in cues.get(label, ())), default=-1)
    return force >= 0 and not any(force < hit.first < stay.first for hit in cues.get("no-force", ()))


def _what(scene: Scene, plan: _Window, stays: _Window, stay: Hit) -> Bound | None:
    """What was due by the plan: the part named with it or with the stay, else what its words are bound to.

    Nothing where they name two parts: "were to leave Baghdad, but remain in Erbil".
    """
    slots = scene.slots
    opening = replace(scene.opening, action=scene.opening.actor)
    named = [
        part(
            scene.binding,
            slots.bare,
            at,
            stay,
            placed=True,
            opening=None if slots.bare.acting(*at) else opening,
        )
        for at in (plan, stays)
    ]
    found = [one for one in named if one is not None]
    found = [one for one in found if one.place is not None] or found
    if len({one.number for one in found}) > 1:
        return None
    if found:
        return replace(found[0], taken=False)
    if scene.opening.place and "the-base" in scene.reading.cued(*plan):
        number = min(scene.opening.place)
        return Bound(
            number, scene.binding.rules[number], 0.0, stay, None, None, None, True, False, taken=True
        )
    due = bind(scene.binding, slots, plan, plan, plan, plan[1], opening=scene.opening)
    best = next((one for one in due if one.rule.tracked), None)
    if best is None or Modality.POSTPONED.value not in best.rule.undated:
        return None
    return best
