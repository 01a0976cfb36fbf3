"""Statements without a date: denials, postponements, beginnings, completions, principles (stage 10)."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.extract.bind import Bound as Binding_
from monitor.extract.bind import bind, part
from monitor.extract.deeds import told
from monitor.extract.eventday import event_day, is_of_saying, of_late, told_on
from monitor.extract.former import recapped
from monitor.extract.fraction import is_some
from monitor.extract.outstay import outstayed
from monitor.extract.reach import close, heralds, of_announcement, put_off
from monitor.extract.reading import Sentence
from monitor.extract.reality import (
    denies_else,
    is_ballot,
    is_no_delay,
    limited,
    mooted,
    of_session,
    of_talks,
    prepared,
)  # fmt: skip
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance, stance, upholds
from monitor.lang import Hit
from monitor.records import Change, Modality, Rank, Statement

__all__ = ["BARE", "undated"]

_EVENTS = {
    "denied": Modality.DENIED,
    "reduction": Modality.ANNOUNCED,
    "postponed": Modality.POSTPONED,
    "completed": Modality.COMPLETED,
    "begun": Modality.BEGUN,
    "agreed": Modality.AGREED,
    "proposed": Modality.PROPOSED,
    "conditions": Modality.CONDITIONAL,
    "heralded": Modality.PLANNED,
    "plan": Modality.PLANNED,
}
_WORDS = {
    **{label: frozenset({label}) for label in _EVENTS},
    "denied": frozenset({"denied", "belied", "change:stays", "refuted"}),
    "begun": frozenset({"begun", "begun:declared", "begun:title", "begun:moved"}),
    "completed": frozenset({"completed", "completed:declared", "completed:state", "completed:told"}),
}
"""Labels of which one must stand in a sentence that tells an event."""
BARE = frozenset({"begun:moved", "completed:state"})
"""Labels of words that tell an event of a place without a word of leaving: "the base stands empty"."""
_MOOT = ("postponed", "change:stays", "reduction")
"""Labels that tell nothing where they are only asked for or possible."""
_REACH = {"completed": 2, "begun": 2, "postponed": 8}
"""How many tokens may stand between the cue of an event and its action; 20 for the others."""
_THERE = 7
"""Tokens after what is done within which its place makes it a part: "ended its mission in federal areas"."""
_PHASE = 14
"""How many between the name of a part and what is told of it: "the second phase, which ..."."""
_SOON = 6
"""Tokens after the name of a part within which a word of the future is its own: "of the plan"."""
_DENYING = 26
"""Tokens after a denial within which what it denies is named in full."""
_AHEAD, _DENIED = 14, 20
"""Tokens after the cue of an event within which its action begins, and after a denial."""
_THEN = ("date-of", "at-which")
"""Labels behind which nothing is told as done: "by May, at which point it is over"."""
_NAMED = ("day", "month")
"""Kinds of dates that a delay can leave behind: "originally planned for May, has been postponed"."""
_HELD = ("denied", "postponed")
"""Labels of what somebody does to a plan, or to the announcement of it."""
_DONE = (Modality.COMPLETED, Modality.BEGUN)
_PRINCIPLE = (
    Modality.AGREED,
    Modality.PROPOSED,
    Modality.CONDITIONAL,
    Modality.PLANNED,
    Modality.ANNOUNCED,
)


def undated(scene: Scene, sentence: Sentence, dated: set[str]) -> Iterator[Statement]:
    """At most one event of a sentence.

    A denial, a postponement, a beginning, a completion, a principle.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    for label, modality in _events(scene, sentence, cues):
        hits, modality = told(scene, sentence, label, modality, dated=bool(dated))
        if not hits:
            continue
        if modality in _PRINCIPLE and (dated or sentence.number > 3 or "undecided" in cues):
            continue
        if hits[0].label == "change:stays" and "undecided" in cues:
            continue
        if label == "postponed" and "time-lead" in scene.reading.around(hits[0].first, 2, 0):
            continue
        if hits[0].label in _MOOT and mooted(scene, sentence, hits[0].first):
            continue
        if label == "postponed" and of_talks(scene, sentence, hits[0]):
            continue
        if modality in _DONE and any(
            hit.first < hits[0].first for name in _THEN for hit in cues.get(name, ())
        ):
            continue
        if label == "postponed" and is_no_delay(scene, sentence, hits[0]):
            continue
        if modality in _PRINCIPLE and "against" in cues:
            continue
        if label == "reduction" and (sentence.number > 1 or "announced" not in cues or "agreed" in cues):
            continue
        cut = label == "reduction"
        best = _cut(scene, sentence, hits[0]) if cut else _event(scene, sentence, hits, label)
        bare = next((hit for hit in hits if hit.label in BARE), None)
        if best is None and bare is not None:
            best = _moved(scene, sentence, bare)
        if (
            best
            and modality in _PRINCIPLE
            and any(h.first == best.action.first for h in cues.get("stay", ()))
        ):
            continue
        if best is not None and label in ("begun", "completed") and prepared(scene, best, hits[0]):
            continue
        if best is not None and label == "postponed" and is_ballot(scene, best, hits[0]):
            continue
        if (
            best is not None
            and modality in _DONE
            and (limited(scene, best) or is_some(scene, sentence, best))
        ):
            continue
        if best is not None and label == "denied" and of_session(scene, best, hits[0]):
            continue
        if best is not None and label == "denied" and upholds(cues, hits[0], best.action):
            continue
        if best is not None and label == "denied" and denies_else(scene, sentence, hits[0], best):
            continue
        if best is not None and modality in _PRINCIPLE and outstayed(scene, sentence, best.action.first):
            continue
        if best is None or (label in ("completed", "denied") and best.rule.id in dated):
            continue
        ahead = any(
            day.first and day.first > scene.published and day.kind in _NAMED
            for day in scene.mentions.get(sentence.number, ())
        )
        how = stance(
            scene.reading,
            sentence,
            (sentence.first, sentence.last),
            best,
            hits[0].first,
            scene.whole,
            rank=Rank.OFFICIAL,
            due=None,
            view=scene.is_view(sentence, hits[0].first),
            apart=recapped(scene, sentence) if label == "postponed" and ahead else frozenset(),
        )
        mention = None
        if modality in _DONE and not cut:  # a beginning goes on, and the day of the lead is not its own
            begun = modality is Modality.BEGUN
            mention = event_day(scene, sentence) if begun else told_on(scene, sentence)
        if modality is Modality.BEGUN and mention is None and not cut:
            mention = of_late(scene, sentence)
        if mention and modality is Modality.BEGUN and is_of_saying(scene, sentence, mention, hits[0]):
            mention = None
        upto = hits[0].first
        if modality in _DONE:
            here = mention is not None and mention.sentence == sentence.number
            borders = scene.reading.cued(hits[0].last, sentence.last).get("clause", ())
            border = min((hit.first for hit in borders), default=sentence.last)
            upto = scene.token(mention.end) if mention and here else border
        background = how.background or scene.recalls(sentence, upto, hits[0].first)
        background = background or (label == "postponed" and best.rule.id in dated)
        coming = cues.get("future", [])
        if hits[0].label in ("begun:declared", "begun:title"):  # "announced the start of"
            coming = [hit for hit in coming if not hits[0].first <= hit.first < hits[0].last]
        if modality is Modality.BEGUN and _is_part(best) and hits[0].label not in BARE:
            coming = [hit for hit in coming if hit.first >= best.action.last + _SOON]
        if modality in _DONE and (background or any(hit.first < hits[0].last for hit in coming)):
            continue
        if modality in _DONE and not best.rule.tracked and sentence.number > 1:
            continue
        if background and modality in _PRINCIPLE:
            continue
        if how.commentary and label in ("postponed", "denied"):
            continue
        change = how.change if label in ("denied", "postponed") else None
        if hits[0].label == "belied":
            change = Change.CHANGED  # not the plan is denied but what something else is taken for
        elif label == "denied" and change is None:
            change = Change.STAYS
        due = scene.due(mention) if mention else None
        yield scene.statement(
            sentence, best, Stance(modality, background, how.commentary, change, label), due, mention
        )
        return


def _events(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> Iterator[tuple[str, Modality]]:
    """The events that a sentence has cues of; of agreement and wish in one sentence only one."""
    principle = "agreed" in cues and "proposed" in cues
    for label, modality in _EVENTS.items():
        if not cues.keys().isdisjoint(_WORDS[label]) and not (principle and modality in _PRINCIPLE):
            yield label, modality
    if principle:
        yield _principle(scene, sentence, cues)


def _principle(scene: Scene, sentence: Sentence, cues: dict[str, list[Hit]]) -> tuple[str, Modality]:
    """Of agreement and wish the one nearest before what is agreed or wished."""
    window = (sentence.first, sentence.last)
    found = bind(
        scene.binding,
        scene.slots,
        window,
        window,
        scene.context(sentence),
        sentence.first,
        opening=scene.opening,
    )
    if not found:
        return "agreed", Modality.AGREED
    at = found[0].action.first
    near = min(("agreed", "proposed"), key=lambda label: min(abs(hit.first - at) for hit in cues[label]))
    return near, _EVENTS[near]


def _event(scene: Scene, sentence: Sentence, hits: list[Hit], label: str) -> Binding_ | None:
    """The milestone of an event: bound beside its cue, else in the sentence."""
    whole = (sentence.first, sentence.last)
    at = hits[0].first
    reach = _REACH.get(label, 20)
    windows = [whole]
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
        if not found:
            continue
        if label in ("heralded", "plan"):
            found = of_announcement(scene, found, hits, heralded=label == "heralded")
            if not found:
                return None
        if _EVENTS[label] in _PRINCIPLE and (found[0].rule.tracked or found[0].place is None):
            found = tuple(bound for bound in found if _EVENTS[label].value in bound.rule.undated)
            if not found:
                return None
        best = found[0]
        if label in _HELD:
            best = heralds(scene, found, hits) or best
        if label == "begun" and _runs_on(scene, sentence, best, hits[0]):
            reach = _PHASE
        near = close(scene, sentence, best, hits, reach, bridged=label in _HELD)
        if _EVENTS[label].value not in best.rule.undated or not (
            near or (label == "postponed" and put_off(sentence, scene, best))
        ):
            return None
        if label == "denied" and not best.rule.narrow:
            return _narrower(scene, sentence, best, at)
        if label == "completed" and _apart(scene, best):
            return None
        if label == "completed" and not best.rule.narrow:
            there = (best.action.first, min(hits[0].last + _THERE, sentence.last))
            named = part(scene.binding, scene.slots.bare, there, hits[0], opening=None, placed=True)
            return best if named is None else replace(named, taken=False)
        return best
    return None


def _moved(scene: Scene, sentence: Sentence, hit: Hit) -> Binding_ | None:
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
            return Binding_(number, rule, 0.0, hit, None, hit, None, True, False, taken=True)
    return None


def _cut(scene: Scene, sentence: Sentence, hit: Hit) -> Binding_ | None:
    """What an announced reduction is a step of: the rule that has it as its action and may be announced."""
    opening, whole = scene.opening, (sentence.first, sentence.last)
    for number, rule in enumerate(scene.binding.rules):
        if Modality.ANNOUNCED.value not in rule.undated or number not in opening.home:
            continue
        if not (scene.slots.within(number, "actor", whole) or number in opening.actor):
            continue
        if scene.slots.within(number, "action", (hit.first, hit.last)):
            return Binding_(number, rule, 0.0, hit, None, hit, None, False, True)
    return None


def _narrower(scene: Scene, sentence: Sentence, best: Binding_, at: int) -> Binding_:
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


def _is_part(bound: Binding_) -> bool:
    """Whether the action is the name of a part of the plan: "the second phase"."""
    return (
        bound.scope is not None
        and bound.scope.first < bound.action.last
        and bound.action.first < bound.scope.last
    )


def _apart(scene: Scene, bound: Binding_) -> bool:
    """Whether the part is only named in another clause: "they left, and who remains are advisers"."""
    if bound.scope is None or bound.place is not None:
        return False
    return "that-clause" in scene.reading.cued(bound.action.last, bound.scope.first)


def _runs_on(scene: Scene, sentence: Sentence, bound: Binding_, hit: Hit) -> bool:
    """Whether what is told of a part of the plan may follow its name from afar: no date stands between."""
    days = scene.mentions.get(sentence.number, ())
    dates = (scene.token(day.start) for day in days if day.resolved.period)
    return _is_part(bound) and not any(bound.action.last <= at < hit.first for at in dates)
