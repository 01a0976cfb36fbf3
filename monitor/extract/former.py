"""A date that another has taken the place of, beside it or in a sentence of its own (stage 7).

"The last troops will leave Ain al-Asad in December, the minister said. They had been due to leave in
September": whoever says which date held before says that it has changed, without a word for a change.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from monitor.extract.mention import Mention
from monitor.extract.missed import is_missed
from monitor.extract.outstay import outstayed
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.stance import Stance
from monitor.lang import Hit
from monitor.records import Change, DueRange, Modality, Statement

__all__ = ["DAYS_OF_WORDS", "FORMER", "against_former", "displaced", "is_former", "moved", "recapped"]

_BACK = 2
"""Sentences from a former date back to the date that holds now."""
_FAR = timedelta(days=550)
"""How far apart two dates of one plan may lie."""
_GONE = timedelta(days=45)
"""How long before the news a former date may have passed: an older one is history."""
_SET = frozenset({Modality.PLANNED, Modality.ANNOUNCED, Modality.AGREED, Modality.RUMOURED})
"""Modalities of a date that can take the place of another; what is wished for takes none."""
_STAYS = (Modality.AGREED, Modality.RUMOURED)
"""Modalities that a date keeps which is put off."""
_PART = ("place", "scope")
"""Slots of the words that name a part of the story."""
DAYS_OF_WORDS = ("weekday", "relative-day")
"""Kinds of dates that are mostly the day of a word: "on Monday"."""
_HAPPENS = ("on", "by", "within", "")
"""Relations of a date on which something does not come about: not "will not stay until May"."""
_NEW = frozenset({"new-day", "now-due"})
"""Labels of words that a former date is not told with."""
_NOW = _NEW | {"future", "lasts"}
"""Labels of which one must stand in a sentence that follows a former date and tells the new one."""
_LEADING = 14
"""Tokens from a word of what held before to its date: "had been scheduled to leave the base in"."""
_BEHIND = 12
"""Tokens from a date to a word behind it that says that it held before: "September, as the plan had been"."""
_NEGATED = 12
"""Tokens from a negation to a date that is not kept: "will not be finished in May"."""
_BUT = 2
"""Tokens from "but" to the date that holds instead: "not in May but in June"."""
FORMER = "a former date"
"""Reason of a date that another has taken the place of."""
_REASON = "in place of a former date"


def is_former(scene: Scene, mention: Mention) -> bool:
    """Whether a date held before another of its sentence.

    "Originally due in May", "instead of May", "not in May but", "May had been the date", "from May to June".
    """
    if mention.relation == "instead":
        return mention.last is not None
    here = [one for one in scene.mentions[mention.sentence] if _is_limit(one)]
    if here == [mention]:
        return _given_up(scene, mention)
    if mention not in here:
        return False
    if all(_apart(scene, mention, one) for one in here if one is not mention):
        return False
    if scene.old(mention):
        return True
    number = here.index(mention)
    sentence = scene.reading.sentences[mention.sentence]
    start, end = scene.token(mention.relation_start), scene.token(mention.end)
    before = scene.token(here[number - 1].end) if number else sentence.first
    more = number + 1 < len(here)
    after = scene.token(here[number + 1].relation_start) if more else sentence.last
    cues = scene.reading.cued(max(before, start - _LEADING), scene.token(mention.start))
    was = _held(cues)
    if was and _NEW.isdisjoint(scene.reading.cued(was[-1].last, start)):
        return True
    behind = scene.reading.cued(end, after)
    led = any(hit.first == sentence.first and start - hit.last <= 1 for hit in cues.get("set-for", ()))
    if led and more and not _NOW.isdisjoint(behind):
        return True  # "Planned for May, it will take place in June"
    if more and "was-planned" in cues and not _NEW.isdisjoint(behind):
        return True  # "was due to leave in May, will now leave in June"
    told = ("former-behind", "date-in-force") if mention.relation == "before" else ("former-behind",)
    if any(hit.first <= end + _BEHIND for label in told for hit in behind.get(label, ())):
        return True
    if more and not _NOW.isdisjoint(behind) and is_missed(scene, sentence, mention):
        return True  # "will not be able to leave in May, adding that they would in June"
    fails = any(start - hit.last <= _NEGATED for hit in cues.get("negation", ()))
    but = any(after - hit.last <= _BUT for hit in behind.get("contrast", ()))
    new = not behind.keys().isdisjoint(("new-date", "new-day"))
    return fails and more and mention.relation in _HAPPENS and (but or new)


def _given_up(scene: Scene, mention: Mention) -> bool:
    """Whether the one date of a sentence is put off or outstayed: "due in June, but that slipped"."""
    sentence = scene.reading.sentences[mention.sentence]
    if "by-original" in scene.reading.cued(sentence.first, sentence.last):
        return True
    start = scene.token(mention.relation_start)
    before = scene.reading.cued(max(sentence.first, start - _LEADING), start)
    behind = scene.reading.cued(scene.token(mention.end), sentence.last)
    if _held(before) and "contrast" in behind and "postponed" in behind:
        return True
    return outstayed(scene, sentence, start)


def _apart(scene: Scene, one: Mention, other: Mention) -> bool:
    """Whether a part of the story is named between two dates that is not named before them.

    Not where the first one leads the sentence: "Instead of September, the second phase will end in June".
    """
    first, last = sorted((one, other))
    start = scene.reading.sentences[one.sentence].first
    between = (scene.token(first.end), scene.token(last.start))
    before = (start, scene.token(first.start))
    named = any(scene.slots.within(part, "scope", before) for part in scene.binding.parts)
    if not named and not scene.slots.acts(*before):
        return False
    return any(
        any(scene.slots.within(part, slot, between) for slot in _PART)
        and not any(scene.slots.within(part, slot, before) for slot in _PART)
        for part in scene.binding.parts
    )


def _held(cues: dict[str, list[Hit]]) -> list[Hit]:
    """Words of what held before.

    "As originally planned" is none, it keeps to the date; nor is "nothing earlier than the agreed".
    """
    kept, no = cues.get("as-planned", ()), {hit.last for hit in cues.get("negation", ())}
    return [
        hit
        for hit in cues.get("former", ())
        if hit.first not in no and not any(one.first < hit.last and hit.first < one.last for one in kept)
    ]


def displaced(scene: Scene, mention: Mention) -> Mention | None:
    """The former date of its sentence that a date has taken the place of; the nearest of several."""
    here = [one for one in scene.mentions[mention.sentence] if _is_limit(one)]
    if len(here) < 2 or mention not in here or is_former(scene, mention):
        return None
    was = [
        one
        for one in here
        if one.last != mention.last
        and (one.relation == "instead" or not _apart(scene, mention, one))
        and is_former(scene, one)
        and not _moved_elsewhere(here, one, mention)
    ]
    return min(was, key=lambda one: abs(one.start - mention.start), default=None)


def _moved_elsewhere(here: list[Mention], was: Mention, mention: Mention) -> bool:
    """Whether a date is moved to another one: "the visit was put off from June to August".

    So is one that another stands right before: "in May rather than in March, and June for Erbil".
    """
    at = here.index(was)
    if was.relation == "instead":
        return 0 < at < here.index(mention) and here[at - 1] is not mention
    if was.relation != "from":
        return False
    after = here[at + 1 :]
    return bool(after) and after[0] is not mention and after[0].relation in ("until", "by")


def recapped(scene: Scene, sentence: Sentence) -> frozenset[int]:
    """First tokens of words that say of a former date that it held before, and so recap no other."""
    cues = scene.reading.cued(sentence.first, sentence.last)
    was = [*_held(cues), *cues.get("former-behind", ()), *cues.get("was-planned", ())]
    return frozenset(at for hit in was for at in range(hit.first, hit.last))


def moved(how: Stance, was: date, due: DueRange) -> Stance:
    """How a date is put that takes the place of a former one."""
    stays = how.modality is Modality.DENIED and how.change is Change.STAYS  # "will not leave in May but"
    if due.last_day == was or not (stays or how.modality in _SET or how.modality is Modality.POSTPONED):
        return how
    modality, change = _put(how.modality, later=due.last_day > was)
    reason = "postponed to a date" if modality is Modality.POSTPONED else how.reason
    return replace(how, modality=modality, change=change, reason=reason)


def _put(modality: Modality, *, later: bool) -> tuple[Modality, Change]:
    """How a date is put that another was before: put off, unless something firmer or weaker is said of it."""
    if later:
        return (modality if modality in _STAYS else Modality.POSTPONED), Change.LATER
    return (modality if modality in _SET else Modality.ANNOUNCED), Change.EARLIER


def against_former(scene: Scene, found: Sequence[tuple[int, Statement]]) -> tuple[Statement, ...]:
    """The statements of a field, with the change that a former date beside them tells.

    The former date itself becomes a recap of the same milestone.

    Args:
        scene: the field.
        found: each statement with the number of its sentence.
    """
    told = [one for _, one in found]
    of: dict[int, list[int]] = {}
    for at, (number, _) in enumerate(found):
        of.setdefault(number, []).append(at)
    for sentence in scene.reading.sentences:
        here = of.get(sentence.number, ())
        was = _former(scene, sentence, {one.due.last_day for one in (told[at] for at in here) if one.due})
        if was is None:
            continue
        beside = {told[at].milestone for at in here}
        news = next(
            (
                at
                for near in _around(scene, sentence)
                for at in of.get(near.number, ())
                if _takes_its_place(scene, sentence, near, told[at], was, beside)
            ),
            None,
        )
        if news is None:
            continue
        told[news] = _moved(told[news], was)
        for at in here:
            due = told[at].due
            if due is not None and due.last_day == was:
                told[at] = _recalled(told[at], told[news])
    return tuple(told)


def _former(scene: Scene, sentence: Sentence, due: Collection[date]) -> date | None:
    """The last day of the one date of a sentence that says which date held before.

    ``due``: last days that the sentence is read to state; any other may be another matter's.
    """
    here = [one for one in scene.mentions.get(sentence.number, ()) if _is_limit(one)]
    cues = scene.reading.cued(sentence.first, sentence.last)
    was = [*_held(cues), *cues.get("former-behind", ())]
    if len(here) != 1 or not cues.keys().isdisjoint(("meeting", "paper")):
        return None
    if not was and not is_missed(scene, sentence, here[0]):
        return None
    whole = (sentence.first, sentence.last)
    matters = (hit for one in scene.binding.aside for hit in scene.slots.within(one, "matter", whole))
    said = {at for hit in was for at in range(hit.first, hit.last)}
    if here[0].last not in due and (
        scene.slots.others(*whole) or any(hit.first not in said for hit in matters)
    ):
        return None
    last = here[0].last
    return last if last is not None and last > scene.published - _GONE else None


def _is_limit(mention: Mention) -> bool:
    limit = mention.relation != "since" and not mention.resolved.length and mention.kind not in DAYS_OF_WORDS
    return (limit or mention.relation == "instead") and mention.last is not None


def _around(scene: Scene, sentence: Sentence) -> list[Sentence]:
    """Where the date that holds now may be told: before, the nearest first, else right after."""
    every, number = scene.reading.sentences, sentence.number
    after = [
        one
        for one in every[number + 1 : number + 2]
        if not scene.reading.cued(one.first, one.last).keys().isdisjoint(_NOW)
    ]
    return [*reversed(every[max(0, number - _BACK) : number]), *after]


def _takes_its_place(
    scene: Scene, sentence: Sentence, near: Sentence, one: Statement, was: date, beside: set[str]
) -> bool:
    """Whether a statement's date can have taken the place of a former one.

    Not where the sentence of the former date is of another part of the story or states something else
    (``beside``: the milestones that it is read to be of), nor where the statement's own tells a former date.
    """
    if one.due is None or one.background or one.commentary or one.modality not in _SET:
        return False
    number = next(n for n, rule in enumerate(scene.binding.rules) if rule.id == one.milestone)
    rule = scene.binding.rules[number]
    if not (rule.tracked and rule.principle) or one.due.last_day == was:
        return False
    whole = (sentence.first, sentence.last)
    whole_ids = {scene.binding.rules[n].id for n in scene.binding.whole}
    if not beside <= whole_ids | {one.milestone}:
        return False
    named = {
        part for part in scene.binding.parts if any(scene.slots.within(part, slot, whole) for slot in _PART)
    }
    if named and number not in named:
        return False
    return abs(one.due.last_day - was) <= _FAR and "former" not in scene.reading.cued(near.first, near.last)


def _moved(news: Statement, was: date) -> Statement:
    """The statement of the new date: a plan that is put off, or brought forward."""
    modality, change = _put(news.modality, later=news.due is not None and news.due.last_day > was)
    return replace(news, modality=modality, change=change, rule=f"{news.milestone}/dated/{_REASON}")


def _recalled(old: Statement, news: Statement) -> Statement:
    """The statement of the former date: what was planned for the milestone whose date has moved."""
    return replace(
        old,
        milestone=news.milestone,
        action=news.action,
        modality=old.modality if old.modality is Modality.AGREED else Modality.PLANNED,
        background=True,
        change=None,
        rule=f"{news.milestone}/dated/{FORMER}",
    )
