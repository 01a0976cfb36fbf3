"""Which milestone an event without a date is of: bound beside its cue, else in the sentence (stage 10)."""

from dataclasses import replace

from monitor.extract.bind import Bound, bind, part
from monitor.extract.reach import close, heralds, of_announcement, put_off
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit
from monitor.records import Modality

__all__ = [
    "DEPARTURE",
    "ENDS",
    "HELD",
    "MOVES",
    "PRINCIPLE",
    "cut",
    "is_part",
    "moved",
    "of_event",
    "start_of",
]

PRINCIPLE = (
    Modality.AGREED,
    Modality.PROPOSED,
    Modality.CONDITIONAL,
    Modality.PLANNED,
    Modality.ANNOUNCED,
)
"""Modalities of what is meant to be."""
MOVES = ("postponed", "change:earlier", "called-off")
"""Labels of what happens to a plan as a whole."""
DEPARTURE = "departure"
"""Label of the nouns for leaving, which say of no end that it has come: "announced the withdrawal"."""
ENDS = ("completion", "end", DEPARTURE)
"""Labels of the nouns by which an end is announced, the surest first."""
HELD = ("denied", *MOVES)
"""Labels of what somebody does to a plan, or to the announcement of it."""
_REACH = {"completed": 2, "begun": 2, **dict.fromkeys(MOVES, 8)}
"""How many tokens may stand between the cue of an event and its action; 20 for the others."""
_THERE = 10
"""Tokens after what is done within which its place makes it a part: "ended its mission in federal areas"."""
_BASE = 3
"""Tokens behind a verb of leaving within which a base is what is left."""
_BEHIND = 3
"""Tokens behind a verb of leaving within which it is said what is left, or who leaves it."""
_ENDING = ("presumed", "clause", "contrast", "stay")
"""Labels of words with which the place of what is done is no longer told."""
_LEAD, _OF = 5, 2
"""Tokens before what is done within which a part's name begins, and up to which it ends: "phase of the"."""
_STOPS = frozenset({",", ".", ";", ":"})
_PHASE = 14
"""How many between the name of a part and what is told of it: "the second phase, which ..."."""
_DENYING = 26
"""Tokens after a denial within which what it denies is named in full."""
_AHEAD, _DENIED = 14, 20
"""Tokens after the cue of an event within which its action begins, and after a denial."""


def of_event(
    scene: Scene, sentence: Sentence, hits: list[Hit], label: str, modality: Modality
) -> Bound | None:
    """The milestone of an event: bound beside its cue, else in the sentence.

    Args:
        scene: the reading.
        sentence: where the event is told.
        hits: the words that tell it, in order.
        label: the kind of event.
        modality: what a milestone must have among its ``undated`` to have such an event.
    """
    whole = (sentence.first, sentence.last)
    at = hits[0].first
    reach = _REACH.get(label, 20)
    windows = [whole]
    if label == "completed":
        borders = scene.reading.cued(hits[0].last, sentence.last).get("clause", ())
        windows.insert(0, (sentence.first, min((hit.first for hit in borders), default=sentence.last)))
    if label == "denied":
        windows.insert(0, (max(sentence.first, at - 1), min(sentence.last, hits[0].last + _DENYING)))
    for window in windows:
        found = bind(
            scene.binding,
            scene.slots,
            window,
            window,
            scene.context(sentence),
            at,
            opening=scene.unscoped,
            stage=scene.titled(sentence, base=True) if label == "denied" else scene.stage(sentence),
            near=0.6,
            ahead=_DENIED if label == "denied" else _AHEAD,
        )
        if label == "completed":
            found = tuple(bound for bound in found if not _stays(scene, bound))
        if not found:
            continue
        if label in ("heralded", "plan"):
            found = of_announcement(scene, found, hits, heralded=label == "heralded")
            if not found:
                return None
        if modality in PRINCIPLE and (found[0].rule.tracked or found[0].place is None):
            found = tuple(bound for bound in found if modality.value in bound.rule.undated)
            if not found:
                return None
        best = found[0]
        if label in HELD:
            best = heralds(scene, found, hits) or best
        if label in ("begun", "completed") and _runs_on(scene, sentence, best, hits[0]):
            reach = _PHASE
        near = close(scene, sentence, best, hits, reach, bridged=label in HELD)
        if modality.value not in best.rule.undated or not (
            near or (label in MOVES and put_off(sentence, scene, best))
        ):
            return None
        if label == "denied" and not best.rule.narrow:
            return _narrower(scene, sentence, best, at)
        if label == "completed" and _apart(scene, best):
            return None
        if label == "completed" and best.rule.narrow and best.place is None:
            return _based(scene, sentence, best)
        if label == "completed" and not best.rule.narrow:
            there = (best.action.first, _end(scene, sentence, max(hits[0].last, best.action.last)))
            named = part(scene.binding, scene.slots.bare, there, hits[0], opening=None, placed=True)
            named = named or _headed(scene, sentence, best) or _led(scene, sentence, best)
            if named is None and _of_town(scene, sentence, best):
                return None
            return best if named is None else replace(named, taken=False)
        return start_of(scene, best) if label == "begun" else best
    return None


def _stays(scene: Scene, bound: Bound) -> bool:
    """Whether what would be done is to stay: "the first phase is over, and troops remain in Erbil"."""
    cues = scene.reading.cued(bound.action.first, bound.action.last)
    return any(hit.first == bound.action.first for hit in cues.get("stay", ())) and "end" not in cues


def _based(scene: Scene, sentence: Sentence, best: Bound) -> Bound | None:
    """The part whose base "the base" is that somebody has left; none where the text does not say which."""
    behind = scene.reading.cued(best.action.last, min(best.action.last + _BASE, sentence.last))
    if "the-base" not in behind:
        return best
    parts = scene.stage(sentence) or scene.opening.place
    if len(parts) != 1:
        return None
    (number,) = parts
    return replace(best, number=number, rule=scene.binding.rules[number])


def _of_town(scene: Scene, sentence: Sentence, best: Bound) -> bool:
    """Whether a town of the country stands behind the leaving, which ends no whole: "have left Mosul"."""
    first, last = best.action.first, best.action.last
    behind = (last, min(last + _BEHIND, sentence.last))
    if "leave" not in scene.reading.cued(first, last) or "country" in scene.reading.cued(*behind):
        return False
    stops = [at for at in range(*behind) if scene.reading.tokens[at].low in _STOPS]
    return bool(scene.slots.within(best.number, "home", (last, min([*stops, behind[1]]))))


def _end(scene: Scene, sentence: Sentence, last: int) -> int:
    """Where the place of what is done ends: not in "the mission is over after they left Erbil"."""
    cues = scene.reading.cued(last, min(last + _THERE, sentence.last))
    borders = [hit.first for label in _ENDING for hit in cues.get(label, ())]
    return min([last + _THERE, sentence.last, *borders])


def _headed(scene: Scene, sentence: Sentence, best: Bound) -> Bound | None:
    """The part at whose place a sentence opens: "In the federal areas the task is complete"."""
    head = (sentence.first, min(sentence.first + _THERE, best.action.first))
    if head[0] >= head[1] or "said" in scene.reading.cued(sentence.first, best.action.first):
        return None
    return part(scene.binding, scene.slots.bare, head, best.action, opening=None, placed=True)


def _led(scene: Scene, sentence: Sentence, best: Bound) -> Bound | None:
    """The part whose name leads what is done: "the first phase of the mission has ended"."""
    first = best.action.first
    named = part(
        scene.binding,
        scene.slots.bare,
        (max(sentence.first, first - _LEAD), first),
        best.action,
        opening=None,
        placed=False,
    )
    return named if named and named.scope and first - named.scope.last <= _OF else None


def start_of(scene: Scene, best: Bound) -> Bound:
    """The milestone of its beginning, where something has one of its own."""
    for number, rule in enumerate(scene.binding.rules):
        if rule.begins == best.rule.id and Modality.BEGUN.value in rule.undated:
            return replace(best, number=number, rule=rule)
    return best


def moved(scene: Scene, sentence: Sentence, hit: Hit) -> Bound | None:
    """What a convoy on the move begins: leaving the place that is named, else what the rules take it for.

    That nobody of the force is there any more needs no heading that tells of the story.
    """
    slots, opening, whole = scene.slots, scene.opening, (sentence.first, sentence.last)
    told = hit.label == "completed:state" and slots.acting(*whole) and not slots.others(*whole)
    found = part(scene.binding, slots, whole, hit, opening=None if told else opening, placed=True)
    if found is not None:
        return found
    for number, rule in enumerate(scene.binding.rules):
        if number in opening.home & opening.actor and slots.within(number, "scope", (hit.first, hit.last)):
            return Bound(number, rule, 0.0, hit, None, hit, None, True, False, taken=True)
    return None


def cut(scene: Scene, sentence: Sentence, hit: Hit) -> Bound | None:
    """What an announced reduction is a step of: the rule that has it as its action and may be announced."""
    opening, whole = scene.opening, (sentence.first, sentence.last)
    for number, rule in enumerate(scene.binding.rules):
        if Modality.ANNOUNCED.value not in rule.undated or number not in opening.home:
            continue
        if not (scene.slots.within(number, "actor", whole) or number in opening.actor):
            continue
        if scene.slots.within(number, "action", (hit.first, hit.last)):
            return Bound(number, rule, 0.0, hit, None, hit, None, False, True)
    return None


def _narrower(scene: Scene, sentence: Sentence, best: Bound, at: int) -> Bound:
    """A denial of "such a withdrawal" is about the base named in the sentences before, if one is."""
    whole = (sentence.first, sentence.last)
    named = part(scene.binding, scene.slots.bare, whole, best.action, opening=scene.opening, placed=True)
    if named is not None and named.place is not None:
        return replace(named, taken=False)
    if scene.slots.within(best.number, "home", whole):
        return best
    wide = scene.context(sentence)
    for other in bind(scene.binding, scene.slots, wide, wide, wide, at, opening=scene.opening):
        if other.rule.narrow and other.place is not None and not other.rule.tracked:
            return other
    return best


def is_part(bound: Bound) -> bool:
    """Whether the action is the name of a part of the plan: "the second phase"."""
    return (
        bound.scope is not None
        and bound.scope.first < bound.action.last
        and bound.action.first < bound.scope.last
    )


def _apart(scene: Scene, bound: Bound) -> bool:
    """Whether the part is only named in another clause: "they left, and who remains are advisers"."""
    if bound.scope is None or bound.place is not None:
        return False
    return "that-clause" in scene.reading.cued(bound.action.last, bound.scope.first)


def _runs_on(scene: Scene, sentence: Sentence, bound: Bound, hit: Hit) -> bool:
    """Whether what is told of a part of the plan may follow its name from afar: no date stands between."""
    days = scene.mentions.get(sentence.number, ())
    dates = (scene.token(day.start) for day in days if day.resolved.period)
    return is_part(bound) and not any(bound.action.last <= at < hit.first for at in dates)
