"""A date that another has taken the place of, told in a sentence of its own (stage 7).

"The last troops will leave Ain al-Asad in December, the minister said. They had been due to leave in
September": whoever says which date held before says that it has changed, without a word for a change.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from monitor.extract.dates import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.records import Change, Modality, Statement

__all__ = ["against_former"]

_BACK = 2
"""Sentences from a former date back to the date that holds now."""
_FAR = timedelta(days=550)
"""How far apart two dates of one plan may lie."""
_GONE = timedelta(days=45)
"""How long before the news a former date may have passed: an older one is history."""
_SET = frozenset({Modality.PLANNED, Modality.ANNOUNCED, Modality.AGREED, Modality.RUMOURED})
"""Modalities of a date that can take the place of another; what is wished for takes none."""
_NOW = frozenset({"new-day", "now-due", "future", "lasts"})
"""Labels of which one must stand in a sentence that follows a former date and tells the new one."""
_REASON = "in place of a former date"


def against_former(scene: Scene, found: Sequence[tuple[int, Statement]]) -> tuple[Statement, ...]:
    """The statements of a field, with the change that a former date beside them tells.

    The former date itself becomes a recap of the same milestone.

    Args:
        scene: the field.
        found: each statement with the number of its sentence.
    """
    told = list(found)
    for sentence in scene.reading.sentences:
        was = _former(scene, sentence)
        if was is None:
            continue
        at = next(
            (
                number
                for near in _around(scene, sentence)
                for number, (place, one) in enumerate(told)
                if place == near.number and _takes_its_place(scene, sentence, near, one, was)
            ),
            None,
        )
        if at is None:
            continue
        place, news = told[at]
        told[at] = place, _moved(news, was)
        for number, (place, one) in enumerate(told):
            if place == sentence.number and one.due is not None and one.due.last_day == was:
                told[number] = place, _recalled(one, news)
    return tuple(one for _, one in told)


def _former(scene: Scene, sentence: Sentence) -> date | None:
    """The last day of the one date of a sentence that says which date held before."""
    here = [one for one in scene.mentions.get(sentence.number, ()) if _is_limit(one)]
    cues = scene.reading.cued(sentence.first, sentence.last)
    if len(here) != 1 or "former" not in cues or not cues.keys().isdisjoint(("meeting", "paper")):
        return None
    whole = (sentence.first, sentence.last)
    matters = (hit for one in scene.binding.aside for hit in scene.slots.within(one, "matter", whole))
    said = {at for hit in cues["former"] for at in range(hit.first, hit.last)}
    if scene.slots.others(*whole) or any(hit.first not in said for hit in matters):
        return None
    last = here[0].last
    return last if last is not None and last > scene.published - _GONE else None


def _is_limit(mention: Mention) -> bool:
    return mention.last is not None and not mention.resolved.length and mention.relation != "since"


def _around(scene: Scene, sentence: Sentence) -> list[Sentence]:
    """Where the date that holds now may be told: before, the nearest first, else right after."""
    every, number = scene.reading.sentences, sentence.number
    after = [
        one
        for one in every[number + 1 : number + 2]
        if not scene.reading.cued(one.first, one.last).keys().isdisjoint(_NOW)
    ]
    return [*reversed(every[max(0, number - _BACK) : number]), *after]


def _takes_its_place(scene: Scene, sentence: Sentence, near: Sentence, one: Statement, was: date) -> bool:
    """Whether a statement's date can have taken the place of a former one.

    Not where the sentence of the former date is of another part of the story, nor where the one of the
    statement is former itself.
    """
    if one.due is None or one.background or one.commentary or one.modality not in _SET:
        return False
    number = next(n for n, rule in enumerate(scene.binding.rules) if rule.id == one.milestone)
    rule = scene.binding.rules[number]
    if not (rule.tracked and rule.principle) or one.due.last_day == was:
        return False
    whole = (sentence.first, sentence.last)
    named = {
        part
        for part in scene.binding.parts
        if any(scene.slots.within(part, slot, whole) for slot in ("place", "scope"))
    }
    if named and number not in named:
        return False
    return abs(one.due.last_day - was) <= _FAR and "former" not in scene.reading.cued(near.first, near.last)


def _moved(news: Statement, was: date) -> Statement:
    """The statement of the new date: a plan that is put off, or brought forward."""
    assert news.due is not None
    rule = f"{news.milestone}/dated/{_REASON}"
    if news.due.last_day < was:
        return replace(news, change=Change.EARLIER, rule=rule)
    put_off = news.modality is not Modality.RUMOURED
    modality = Modality.POSTPONED if put_off else news.modality
    return replace(news, modality=modality, change=Change.LATER, rule=rule)


def _recalled(old: Statement, news: Statement) -> Statement:
    """The statement of the former date: what was agreed on for the milestone whose date has moved."""
    return replace(
        old,
        milestone=news.milestone,
        action=news.action,
        modality=Modality.AGREED,
        background=True,
        change=None,
        rule=f"{news.milestone}/dated/a former date",
    )
