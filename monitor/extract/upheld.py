"""Denials of a change: "no extension", "reports of a delay are untrue", "the dates stand" (stage 10).

What is denied is that the plan moves, so the plan stands: the statement is *denied* with the change that it
denies, and the ledger takes it as a word for the plan.
"""

from collections.abc import Collection

from monitor.extract.bind import Bound, bind
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance, is_background, upholds
from monitor.lang import Hit
from monitor.records import Change, DateRole, Modality, Statement

__all__ = ["upheld"]


def upheld(scene: Scene, sentence: Sentence, dated: Collection[str]) -> Statement | None:
    """The denial of a change that a sentence tells, if it tells one of a plan of the story.

    ``dated``: the milestones of which the sentence tells a date.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    denial = next(iter(cues.get("upheld-mask", ())), None)
    if denial is None:
        denials = sorted([*cues.get("denied", ()), *cues.get("refuted", ())], key=lambda hit: hit.first)
        denial = next((hit for hit in denials if upholds(cues, hit, hit)), None)
    if denial is None:
        denial = next(iter(cues.get("unasked", ())), None)
    if denial is None and _moot(scene, sentence):
        denial = next(iter(cues.get("denied:it", ())), None)
    if denial is None or cues.keys() & {"undecided", "commentary"}:
        return None
    best = _matter(scene, sentence, denial, dated)
    if best is None:
        return None
    background = is_background(scene.reading, sentence, denial.first)
    background = background or scene.recalls(sentence, denial.first, denial.first)
    how = Stance(Modality.DENIED, background, False, Change.CHANGED, "a change that is denied")
    return scene.statement(sentence, best, how, None, None)


def _moot(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence before speaks of a delay or an extension."""
    if not sentence.number:
        return False
    before = scene.reading.sentences[sentence.number - 1]
    return bool(
        scene.reading.cued(before.first, before.last).keys() & {"against", "postponed", "against-stay"}
    )


def _matter(scene: Scene, sentence: Sentence, denial: Hit, dated: Collection[str]) -> Bound | None:
    """The plan that does not change: what the sentence names, else the story as a whole."""
    whole = (sentence.first, sentence.last)
    slots = scene.slots.bare
    found = bind(
        scene.binding,
        slots,
        whole,
        whole,
        scene.context(sentence),
        denial.first,
        opening=scene.unscoped,
        near=0.6,
    )
    plans = [one for one in found if one.rule.tracked and one.rule.principle]
    if found:
        return next((one for one in plans if one.rule.id in dated), plans[0] if plans else None)
    days = (mention for mention in scene.mentions.get(sentence.number, ()) if not mention.resolved.length)
    if slots.others(*whole) or any(day.role is DateRole.DEADLINE for day in days):
        return None  # the date of another matter
    opening = scene.opening
    for number, rule in enumerate(scene.binding.rules):
        if rule.tracked and not rule.narrow and number in opening.home & opening.actor & opening.action:
            return Bound(number, rule, 0.0, denial, None, None, None, True, False, taken=True)
    return None
