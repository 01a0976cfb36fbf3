"""That the plan stands: "no extension", "reports of a delay are untrue", "the dates stand" (stage 10).

Where a change is denied the statement is *denied* with the change that it denies; where the plan is affirmed
it is *announced* as *kept*. The ledger takes both as a word for the plan, and for nothing new.
"""

from collections.abc import Collection

from monitor.extract.bind import Bound, bind
from monitor.extract.claim import upholds
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.recap import is_background
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Change, DateRole, Modality, Statement

__all__ = ["matter", "upheld"]

_WORDS = frozenset({
    "denied", "denied:it", "refuted", "stands", "unasked", "unmoved", "unmoved-mask", "upheld-mask",
    "unchanged", "unrevised", "on-course",
})  # fmt: skip
"""Labels of which one must stand in the sentence."""
_BEFORE, _BEHIND = 8, 5
"""Tokens before "is unchanged", and behind "has not revised", within which the dates are named."""
_DOUBTS = frozenset({"negation", "might", "conditional", "hangs", "rumoured", "open-question"})
"""Labels before which nobody says that the plan stands."""
_OPENS = 3
"""Tokens of a sentence within which a denial opens it and rules all of it, up to a border."""
_BORDERS = frozenset({"clause", "announced", "agreed", "refuted", "leave"})
"""Labels of words with which another clause begins, or what is denied has ended."""
_NEXT = 2
"""Tokens after what has not changed within which it is said where or in what."""
_PLANS = frozenset({"agreed", "agreed-on", "plan", "leave", "limit", "against"})
"""Labels of words for the plan itself, or for what changes it."""
_SUBJECT = 4
"""Tokens before a change within which its subject stands: "that the elections had been put off"."""
_BESIDE = 6
"""Tokens around a word for the plan within which a date, or a side matter, is what it speaks of."""


def upheld(scene: Scene, sentence: Sentence, dated: Collection[str]) -> Statement | None:
    """What a sentence says for a plan of the story as it is, if it does: by affirming or by denying a change.

    ``dated``: the milestones of which the sentence tells a date.
    """
    cues = scene.reading.cued(sentence.first, sentence.last)
    if cues.keys().isdisjoint(_WORDS):
        return None
    denial = next(iter(cues.get("upheld-mask", ())), None)
    if denial is None:
        denials = sorted([*cues.get("denied", ()), *cues.get("refuted", ())], key=lambda hit: hit.first)
        denial = next((hit for hit in denials if upholds(cues, hit, hit)), None)
    far = _far(scene, sentence)
    if denial is None:
        unasked = () if "informally" in cues else cues.get("unasked", ())
        denial = far or next(iter(unasked), None)
    if denial is None and not dated:
        still = [*cues.get("unmoved-mask", ()), *cues.get("unmoved", ())]
        denial = next((hit for hit in still if not _elsewhere(scene, sentence, hit)), None)
    if denial is None and _moot(scene, sentence):
        denial = next(iter(cues.get("denied:it", ())), None)
    stands = None
    if denial is None and not dated:
        still = [*cues.get("stands", ()), *_timed(scene, sentence), *cues.get("on-course", ())]
        stands = next((hit for hit in still if not _doubted(scene, sentence, hit)), None)
    said = denial or stands
    open_still = "undecided" in cues and (said is None or said.label != "refuted")
    if said is None or open_still or scene.is_view(sentence, said.first):
        return None
    if denial is not None and _of_else(scene, sentence, denial):
        return None
    led = scene.reading.cued(sentence.first, said.first)
    if "draft" in led or "armed-group" in led or (said.label == "upheld-mask" and "demands" in led):
        return None  # a bill, or those who want them out, only ask that nothing changes
    best = matter(scene, sentence, said, dated)
    if best is None and far is not None:
        best = matter(scene, sentence, far, dated)
    if best is None:
        return None
    background = is_background(scene.reading, sentence, said.first)
    background = background or scene.recalls(sentence, said.first, said.first)
    how = Stance(Modality.DENIED, background, False, Change.CHANGED, "a change that is denied")
    if denial is None:
        how = Stance(Modality.ANNOUNCED, background, False, Change.KEPT, "a plan that stands")
    return scene.statement(sentence, best, how, None, None)


def _of_else(scene: Scene, sentence: Sentence, denial: Hit) -> bool:
    """Whether the change that is denied is of something else: "ruled out putting off the elections"."""
    changes = scene.reading.cued(denial.first, sentence.last).get("against", ())
    last = changes[0].last if changes else denial.last
    return bool(changes or denial.label == "upheld-mask") and scene.slots.bare.others(last, last + _NEXT)


def _far(scene: Scene, sentence: Sentence) -> Hit | None:
    """The change that a denial at the head of a long sentence rules: "denied that X ... might delay it"."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    denial = next(iter(cues.get("denied", ())), None)
    change = next((hit for hit in cues.get("against", ()) if denial and hit.first >= denial.last), None)
    if denial is None or change is None or denial.first - sentence.first > _OPENS:
        return None
    between = scene.reading.cued(denial.last, change.first)
    return change if between.keys().isdisjoint(_BORDERS) else None


def _timed(scene: Scene, sentence: Sentence) -> list[Hit]:
    """Words that the dates or the deal are as they were: "are unchanged", "has not revised them"."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    behind = [(max(sentence.first, hit.first - _BEFORE), hit.first, hit) for hit in cues.get("unchanged", ())]
    before = [(hit.last, min(hit.last + _BEHIND, sentence.last), hit) for hit in cues.get("unrevised", ())]
    return [hit for first, last, hit in (*behind, *before) if _names_timing(scene, first, last, hit)]


def _names_timing(scene: Scene, first: int, last: int, hit: Hit) -> bool:
    """Whether the dates or the deal are named in a range of tokens, with no comma up to a word beside it."""
    tokens = scene.reading.tokens
    for one in scene.reading.cued(first, last).get("timing", ()):
        between = tokens[min(one.last, hit.last) : max(one.first, hit.first)]
        if not any(word.low in (",", ";", ".") for word in between):
            return True
    return False


def _doubted(scene: Scene, sentence: Sentence, stands: Hit) -> bool:
    """Whether what leads up to a word that the plan stands makes it a question: "doubt that", "if".

    An Arabic adjective tells nothing: التفاهم القائم, the existing understanding.
    """
    words = scene.reading.tokens[stands.first : stands.last]
    if len(words) == 2 and all(word.low.startswith("ال") for word in words):
        return True
    doubts = scene.reading.cued(sentence.first, stands.first)
    here = max(
        (at for at in range(sentence.first, stands.first) if scene.reading.tokens[at].low == ","), default=0
    )
    asked = any(hit.first > here for hit in doubts.get("proposed", ()))
    return asked or not doubts.keys().isdisjoint(_DOUBTS)


def _elsewhere(scene: Scene, sentence: Sentence, still: Hit) -> bool:
    """Whether what has not changed is no plan: "nothing has changed on the ground", "in prices"."""
    after = scene.reading.cued(still.last, min(still.last + _NEXT, sentence.last))
    plans = scene.reading.cued(still.first, min(still.last + _BESIDE, sentence.last))
    acts = scene.slots.bare.acts(still.first, min(still.last + _BESIDE, sentence.last))
    return "elsewhere" in after and not acts and plans.keys().isdisjoint(_PLANS)


def _moot(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence before speaks of a delay or an extension."""
    if not sentence.number:
        return False
    before = scene.reading.sentences[sentence.number - 1]
    return bool(
        scene.reading.cued(before.first, before.last).keys() & {"against", "postponed", "against-stay"}
    )


def matter(scene: Scene, sentence: Sentence, denial: Hit, dated: Collection[str]) -> Bound | None:
    """The plan that does not change: what the sentence names, else the story as a whole or its part.

    Where a denial rules a long sentence, its middle is of something else: what counts stands by the change.
    """
    whole = (sentence.first, sentence.last)
    near = whole if denial.label != "against" else (denial.first, sentence.last)
    slots = scene.slots.bare
    found = bind(
        scene.binding,
        slots,
        near,
        near,
        scene.context(sentence),
        denial.first,
        opening=scene.unscoped,
        near=0.6,
    )
    plans = [one for one in found if one.rule.tracked and one.rule.principle]
    if any(one.rule.tracked or abs(one.action.first - denial.first) < _BESIDE for one in found):
        return next((one for one in plans if one.rule.id in dated), plans[0] if plans else None)
    if slots.others(max(sentence.first, near[0] - _SUBJECT), near[1]) or any(
        _dates_other(scene, day, denial) for day in scene.mentions.get(sentence.number, ())
    ):
        return None
    opening = scene.opening
    told: list[Bound] = []
    for number, rule in enumerate(scene.binding.rules):
        if not rule.tracked or number not in opening.home & opening.actor:
            continue
        scope = rule.narrow and rule.principle and bool(slots.within(number, "scope", whole))
        if scope or number in opening.place or (not rule.narrow and number in opening.action):
            told.append(Bound(number, rule, 0.0, denial, None, None, None, True, scope, taken=True))
    return max(told, key=lambda one: (one.own, one.rule.narrow), default=None)


def _dates_other(scene: Scene, day: Mention, denial: Hit) -> bool:
    """Whether a date beside a denial is the one of another matter, which then is what does not change."""
    beside = denial.first - _BESIDE <= scene.token(day.start) < denial.last + _BESIDE
    return beside and day.role is DateRole.DEADLINE and not day.resolved.length
