"""Which stage of a plan a date is of, where a sentence tells them one by one (stage 6).

"The pullout takes place in two phases, the first in September 2025 and full completion in September 2026".
"""

from dataclasses import replace

from monitor.extract.bind import Bound
from monitor.extract.former import DAYS_OF_WORDS
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.lang import Hit
from monitor.records import DateRole

__all__ = ["staged"]

_FIRST = ("first-stage", "first-of-stages")
_LAST = ("last-stage", "last-of-stages")
_BEHIND = 2
"""Tokens from a date to the stage that is named behind it."""
_BESIDE = 3
"""Tokens from a word of beginning to its date."""
_BARE = frozenset({"first-of-stages", "last-of-stages"})
"""Labels of words that mean a stage only where stages are spoken of: "the first"."""


def staged(
    scene: Scene,
    sentence: Sentence,
    mention: Mention,
    at: int,
    best: Bound | None,
    bound: tuple[Bound, ...],
) -> Bound | None:
    """What a date is of, put right where its clause says of which stage; None where none does.

    The day on which a stage begins is none on which it is over: it is of what else the clause tells.

    Args:
        scene: the field.
        sentence: the one with the date.
        mention: the date.
        at: its first token, the relation word included.
        best: what the words around it are about otherwise.
        bound: whatever else they can be about, best first.
    """
    binding = scene.binding
    stages = {stage: part for part in binding.parts if (stage := binding.rules[part].stage) is not None}
    over = {*stages.values(), *(number for number in binding.whole if binding.rules[number].inherits)}
    if len(stages) < 2 or (best is not None and best.number not in over):
        return None
    found = _mark(scene, sentence, mention, at)
    if found is None:
        return None
    mark, last = found
    if _begins(scene, mark.last, at):
        return next((one for one in bound if one.number not in over and one.rule.tracked), None)
    if best is not None and (_elsewhere(scene, mark, best, at) or _placed(mark, best)):
        return None
    if best is not None and best.own and _goes_on(scene, mark, best):
        return None
    number = stages[max(stages) if last else min(stages)]
    if best is not None:
        return replace(best, number=number, rule=binding.rules[number], inherited=False, own=True)
    if scene.slots.others(sentence.first, at) or not _of_story(scene, sentence):
        return None
    return Bound(number, binding.rules[number], 0.0, mark, None, None, None, True, False, taken=True)


def _mark(scene: Scene, sentence: Sentence, mention: Mention, at: int) -> tuple[Hit, bool] | None:
    """The word that says of which stage a date is, and whether that is the last one."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    spoken = _spoken_of(scene, sentence)
    told = {
        hit.first: (hit, label in _LAST)
        for label in (*_FIRST, *_LAST)
        if spoken or label not in _BARE
        for hit in cues.get(label, ())
    }
    here = [
        one
        for one in scene.mentions[sentence.number]
        if one.role is DateRole.DEADLINE and one.kind not in DAYS_OF_WORDS
    ]
    end = scene.token(mention.end)
    if mention not in here:
        return None
    after = max((last for one in here if (last := scene.token(one.end)) <= at), default=sentence.first)
    dated = scene.token(here[0].end)
    both = {last for _, last in told.values()} == {False, True}
    led = not both or min(told) < dated or min(told) - dated > _BEHIND
    own = max((first for first in told if after <= first < at), default=None)
    if own is not None and led:
        return told[own]
    if not led:
        # "September for the first, a year later for the second"
        behind = min((first for first in told if first >= end), default=None)
        return told[behind] if behind is not None and behind - end <= _BEHIND else None
    if not told:
        paired = _paired(scene, cues, here, mention)
        if paired is not None:
            return paired
    whole = [hit for hit in cues.get("whole-plan", ()) if after <= hit.first < at]
    some = [hit for hit in cues.get("some-force", ()) if hit.first < at]
    if not whole:
        rest = [hit for hit in cues.get("whole-plan", ()) if hit.first >= end and _followed(scene, here, hit)]
        return (some[0], False) if some and rest and after == sentence.first else None
    before = [last for first, (_, last) in told.items() if first < at]
    dated = after > sentence.first and not told  # "operations over in May and everyone out in June"
    if dated or (some and after > some[0].first) or _first_dated(scene, sentence, after, before):
        return whole[-1], True
    return None


def _elsewhere(scene: Scene, mark: Hit, best: Bound, at: int) -> bool:
    """Whether what is due is told in a clause behind: "the first stage of a deal, which called for"."""
    between = scene.reading.cued(mark.last, best.action.first) if mark.last < best.action.first else {}
    return best.number in scene.binding.whole and best.action.first < at and "relative" in between


def _goes_on(scene: Scene, mark: Hit, best: Bound) -> bool:
    """Whether a clause behind tells of another part: "in the first phase, while (;) support lasts until"."""
    if mark.last >= best.action.first:
        return False
    stops = any(word.low == ";" for word in scene.reading.tokens[mark.last : best.action.first])
    return stops or "next-clause" in scene.reading.cued(mark.last, best.action.first)


def _placed(mark: Hit, best: Bound) -> bool:
    """Whether the rest is that of a place: "will leave Baghdad and the rest of federal Iraq"."""
    return mark.label == "whole-plan" and best.place is not None and best.place is not best.action


def _paired(
    scene: Scene, cues: dict[str, list[Hit]], here: list[Mention], mention: Mention
) -> tuple[Hit, bool] | None:
    """The stage of one of just two dates behind "in two stages": "in two stages, in May and in June"."""
    for hit in cues.get("stages", ()):
        behind = [one for one in here if scene.token(one.start) >= hit.last]
        if len(behind) == 2 and mention in behind:
            return hit, mention is behind[1]
    return None


def _followed(scene: Scene, here: list[Mention], hit: Hit) -> bool:
    """Whether a date stands behind a word: of the rest, too, it is told when."""
    return any(scene.token(one.start) >= hit.last for one in here)


def _begins(scene: Scene, first: int, at: int) -> bool:
    """Whether a date is the one on which something begins: "the first phase starts in"."""
    return "begin" in scene.reading.cued(max(first, at - _BESIDE), at)


def _before(scene: Scene, sentence: Sentence) -> int:
    """The first token of the sentence before one."""
    return scene.reading.sentences[max(0, sentence.number - 1)].first


def _spoken_of(scene: Scene, sentence: Sentence) -> bool:
    """Whether stages are spoken of in a sentence, or in the one before it."""
    here = scene.reading.cued(sentence.first, sentence.last)
    before = scene.reading.cued(_before(scene, sentence), sentence.last)
    return "stages" in before or "first-stage" in here or "last-stage" in here


def _first_dated(scene: Scene, sentence: Sentence, after: int, told: list[bool]) -> bool:
    """Whether a date of the first stage is told before: here up to a token, or in the sentence before.

    ``told``: of the stages named before the date, whether each is the last one.
    """
    if told:
        return not any(told) and after > sentence.first
    before = scene.reading.sentences[sentence.number - 1] if sentence.number else None
    return (
        before is not None
        and before.number in scene.mentions
        and "first-stage" in scene.reading.cued(before.first, before.last)
    )


def _of_story(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence, the one before it or the opening tells of the story."""
    opening, slots = scene.opening, scene.slots
    if scene.binding.whole & opening.action and scene.binding.whole & opening.actor:
        return True
    first = _before(scene, sentence)
    cues = scene.reading.cued(first, sentence.last)
    named = {hit.first for label in (*_FIRST, *_LAST) for hit in cues.get(label, ())}
    forces = (one for one in slots.acting(first, sentence.last) if one.first not in named)
    return slots.acts(first, sentence.last) and any(forces)  # "the second stage" of anything is no force
