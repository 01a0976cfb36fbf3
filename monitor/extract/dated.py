"""Statements with a date: each deadline of a sentence, and how it is put (stages 6 and 7).

A deadline is read as its words put it, then amended step by step: what denies it, what it lasts until, what
it only recalls, what has taken its place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from monitor.extract.bind import Bound as Binding_
from monitor.extract.deadline import (
    has_one_word,
    is_first_day,
    is_put_off,
    moves_to,
    not_kept,
    stays_past,
    was_met,
)
from monitor.extract.disputed import denies, is_asserted, is_belied, is_denied_too, is_hearsay, is_report
from monitor.extract.former import FORMER, displaced, is_former, moved, recapped
from monitor.extract.framed import framed
from monitor.extract.known import as_part, is_known, is_recap, is_set
from monitor.extract.limit import Limit, limits
from monitor.extract.mention import Mention
from monitor.extract.missed import is_missed
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.stance import GUESSES, IN_FORCE, Stance, stance
from monitor.extract.subject import subject
from monitor.extract.turn import is_called_off
from monitor.records import Bound, Change, DueRange, Edge, Modality, Statement

__all__ = ["ROUND", "dated"]

_IN_PASSING = frozenset({Modality.ANNOUNCED, Modality.RUMOURED, Modality.POSTPONED})
"""What a side matter is not said to be: it is told of in passing, and is planned."""
_SETTING = (Modality.PLANNED, Modality.ANNOUNCED, Modality.AGREED)
"""How a new date is put that takes the place of an old one."""
_HANGS = "hangs on something"
"""Reason of a stance that is conditional."""
_MISSED = "a date that will be missed"
"""Reason of a date that is not kept, and of the delay that this tells."""
ROUND = "a claim that goes round"
"""Reason of a date that nobody vouches for: what its sentence tells has not happened either."""
_PAST_IT = "a stay past the date"
"""Reason of a stay beyond a day on record: the plan that holds it is denied."""
_DAY = timedelta(days=1)
_SEASON = timedelta(days=60)
"""How far away a date must be to be one that an agreement told of in the opening sets."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """A deadline on its way to a statement: what it is of, and how it is put so far."""

    limit: Limit
    best: Binding_
    was: Mention | None
    """The date whose place it takes."""
    not_before: bool
    """It is the first day on which something may happen."""
    how: Stance
    due: DueRange
    beside: tuple[Stance, ...] = ()
    """How more is told of the same milestone, without the date."""

    def put(self, **how: Any) -> "_Telling":
        """The same, put otherwise: ``how`` are fields of its stance."""
        return replace(self, how=replace(self.how, **how))

    def until(self, **due: Any) -> "_Telling":
        """The same with another range: ``due`` are fields of it."""
        return replace(self, due=replace(self.due, **due))


def dated(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """The statement of each date of a sentence that is a deadline, and what is told with it."""
    for limit in limits(scene, sentence):
        best = subject(limit)
        if best is None:
            continue
        first = _first(limit, best)
        if _outstays(first):
            yield from _stays(first)
            continue
        told = _amended(first)
        if told is not None:
            for how in told.beside:
                yield scene.statement(sentence, told.best, how, None, None)
            yield scene.statement(sentence, told.best, told.how, told.due, limit.mention)


def _amended(told: _Telling) -> _Telling | None:
    """A deadline with all amendments; None where one of them finds that nothing is told."""
    for amend in _AMENDMENTS:
        amended = amend(told)
        if amended is None:
            return None
        told = amended
    return told


def _first(limit: Limit, best: Binding_) -> _Telling:
    """A deadline as the words around it put it."""
    scene, sentence, mention, at, due = limit.scene, limit.sentence, limit.mention, limit.at, limit.due
    not_before = not limit.over and is_first_day(scene, sentence, mention, best.action.first, at)
    was = displaced(scene, mention)
    apart = recapped(scene, sentence) if was is not None else frozenset()
    if not limit.known:  # "following the attacks, they will leave by June" recaps nothing
        apart |= frozenset(range(limit.clause[0], limit.told[0]))
    how = stance(
        scene.reading, sentence, limit.clause, best, at, scene.whole,
        rank=scene.speaker(sentence, at).rank, due=due, known=limit.known,
        far=due.last_day - scene.published > _SEASON,
        deniable=not (not_before or limit.over), asserted=is_asserted(scene, sentence, at),
        view=scene.is_view(sentence, at),
        apart=apart,
    )  # fmt: skip
    return _Telling(limit, best, was, not_before, how, due)


def _outstays(told: _Telling) -> bool:
    """Whether a stay past a date on record is told; who "wants them to stay beyond September" tells none."""
    limit = told.limit
    if limit.refuted or limit.over or not limit.known or told.how.modality is Modality.PROPOSED:
        return False
    return stays_past(limit.scene, limit.mention, limit.clause, limit.at)


def _stays(told: _Telling) -> Iterator[Statement]:
    """The denial of the plan that a stay past its date is, if nobody says "perhaps"."""
    limit = told.limit
    scene, day = limit.scene, limit.due.last_day
    best = as_part(scene.binding, told.best, day)
    if day in best.rule.known and "perhaps" not in scene.reading.cued(limit.clause[0], limit.at):
        how = replace(told.how, modality=Modality.DENIED, change=Change.STAYS, reason=_PAST_IT)
        yield scene.statement(limit.sentence, best, how, None, None)


def _lasting(told: _Telling) -> _Telling:
    """What "to" and "by" stand for beside a word of lasting, in languages that have one word for both."""
    limit, best = told.limit, told.best
    scene, mention = limit.scene, limit.mention
    if best.taken and best.action.label == "holds" and best.action.last >= limit.at - 1:
        told = told.until(bound=Bound.BY)  # "to" belongs to what is said: "we stick to September"
    if mention.relation == "by" and has_one_word(scene):
        lasting = {"stay", "lasts", "endures"} if best.aside else {"stay", "endures"}
        if not lasting.isdisjoint(scene.reading.cued(*limit.clause)):
            return told.until(bound=Bound.UNTIL)
    return told


def _real(told: _Telling) -> _Telling:
    """What is said of a date that is denied, left open, only told by others, or put off to."""
    limit, how = told.limit, told.how
    scene, sentence, mention, at = limit.scene, limit.sentence, limit.mention, limit.at
    if limit.denied:
        told = told.put(modality=Modality.DENIED, change=None, reason="a stay that is denied")
        told = told.until(bound=Bound.UNTIL)
    elif limit.refuted:
        told = told.put(modality=Modality.RUMOURED, background=True, reason="a date left open")
    elif how.modality is Modality.DENIED and not denies(scene, sentence, at):
        told = told.put(modality=Modality.RUMOURED, background=True, reason="a date that a denial recalls")
    elif _is_none(told):
        told = told.put(modality=Modality.DENIED, change=None, background=False, reason="no such step")
    elif not limit.known and is_denied_too(scene, sentence, at):
        told = told.put(modality=Modality.DENIED, change=None, background=False, reason="denied too")
    elif is_belied(scene, sentence, at):
        told = told.put(modality=Modality.DENIED, change=None, background=False, reason="refuted")
    elif is_hearsay(scene, sentence, limit.clause, at):
        told = told.put(modality=Modality.RUMOURED, background=True, reason=ROUND)
    elif how.modality in _SETTING and (frame := _frame(told)):
        told = told.put(modality=frame[0], reason=frame[1])
    elif limit.over or how.reason in GUESSES or not moves_to(scene, mention, at):
        pass
    elif is_put_off(scene, sentence, mention, limit.clause, at, how):
        told = told.put(modality=Modality.POSTPONED, reason="postponed to a date")
    if told.was is not None and told.was.last is not None and not told.how.background:
        return replace(told, how=moved(told.how, told.was.last, told.due))
    if _is_kept(told) and told.how.change in (Change.LATER, Change.EARLIER):
        return told.put(change=None)
    return told


def _frame(told: _Telling) -> tuple[Modality, str] | None:
    """What a date that is not on record is to whoever fears it or talks of it."""
    limit = told.limit
    if limit.known or limit.over or not told.best.rule.tracked:
        return None
    return framed(limit.scene, limit.sentence, told.best, limit.at)


def _is_kept(told: _Telling) -> bool:
    """Whether a date is one on record beside others, of which the words for a change may be."""
    return (
        told.limit.known
        and told.was is None
        and len(told.limit.scene.mentions[told.limit.sentence.number]) > 1
    )


def _is_none(told: _Telling) -> bool:
    """Whether what is due is negated as a noun: "no handover of the base is planned for this year"."""
    limit, first = told.limit, told.best.action.first
    if told.not_before or limit.over or told.best.inherited or told.best.taken or not first:
        return False
    reading = limit.scene.reading
    return reading.tokens[first - 1].low in reading.lexicon.words("no-such")


def _aside(told: _Telling) -> _Telling | None:
    """A side matter is planned, whatever else is said of it; None where it hangs on something."""
    if not told.best.aside:
        return told
    if told.how.reason == _HANGS:
        return None  # "would cut aid unless Baghdad acts by March"
    if told.how.modality not in _IN_PASSING:
        return told
    if told.how.modality is Modality.POSTPONED and told.due.bound is Bound.UNTIL:
        told = told.until(bound=Bound.ON)  # put off to a day on which it then is
    return told.put(modality=Modality.PLANNED, change=None, reason="a side matter")


def _bounded(told: _Telling) -> _Telling:
    """Whether a date is the last day, the first or one about which: by what is due, and how it is put."""
    limit, mention = told.limit, told.limit.mention
    if told.best.rule.principle and mention.relation in ("on", "within") and told.due.edge is Edge.END:
        told = told.until(bound=Bound.BY)  # "over at the end of May": no day is named
    if told.how.reason == IN_FORCE:
        told = told.until(bound=Bound.UNTIL)
    if told.not_before:
        first, last = mention.resolved.period or (told.due.first_day, told.due.last_day)
        told = told.until(bound=Bound.FROM, first_day=first, last_day=last)
    if limit.over:
        told = told.put(change=None).until(bound=Bound.BY)
        if mention.relation == "until" and told.due.edge is None:
            eve = told.due.first_day - _DAY  # "will not stay into 2027" is over with 2026
            told = told.until(first_day=eve, last_day=eve)
    elif mention.relation == "beyond" and not limit.refuted:
        after = told.due.last_day + _DAY
        told = told.until(bound=Bound.FROM, first_day=after, last_day=after, fuzzy=True)
    if told.how.reason.startswith("might") and told.due.bound is Bound.ON:
        return told.until(bound=Bound.AROUND)
    return told


def _recalled(told: _Telling) -> _Telling:
    """A date that the sentence only recalls, beside an older one or as a plan on record."""
    limit, best, due = told.limit, told.best, told.due
    scene, sentence, mention = limit.scene, limit.sentence, limit.mention
    resumed = best.aside and "future" in scene.reading.cued(limit.clause[0], limit.at)
    if resumed:  # "under the bill he would have 90 days to report"
        if told.how.background and not is_known(scene, due.last_day):
            told = told.put(background=False)
    elif scene.recalls(sentence, limit.at, best.action.first, due=True):
        return told.put(background=True)
    if told.was is None and is_recap(scene, sentence, best, mention, due):
        return told.put(background=True)
    return told


def _replaced(told: _Telling) -> _Telling:
    """A date that is called off, held before another one, or was on record all the time."""
    limit, best = told.limit, told.best
    scene, sentence, mention = limit.scene, limit.sentence, limit.mention
    if (best.rule.tracked and is_called_off(scene, sentence, best)) or is_former(scene, mention):
        if told.due.bound is Bound.FROM:
            told = told.until(bound=Bound.ON)
        told = told.put(modality=Modality.PLANNED, background=True, change=None, reason=FORMER)
    if not told.how.background:
        return told
    held = told.how.modality is Modality.PROPOSED and is_set(scene, sentence, mention)
    if held or (told.how.modality is Modality.PLANNED and is_known(scene, told.due.last_day)):
        reason = FORMER if told.how.reason == FORMER else "a date on record"
        return told.put(modality=Modality.AGREED, reason=reason)
    return told


def _missed(told: _Telling) -> _Telling:
    """A date that will be missed is of the plan as it was, and beside it a delay is told."""
    limit, how, rule = told.limit, told.how, told.best.rule
    scene, sentence, mention = limit.scene, limit.sentence, limit.mention
    if how.modality not in _SETTING or not is_missed(scene, sentence, mention):
        return told
    alone = displaced(scene, mention) is None and not is_former(scene, mention)
    if alone and rule.tracked and rule.principle and not how.background:
        late = replace(how, modality=Modality.POSTPONED, change=Change.LATER, reason=_MISSED)
        told = replace(told, beside=(*told.beside, late))
    return told.put(background=True, change=None, reason=_MISSED)


def _settled(told: _Telling) -> _Telling:
    """A date that is not kept, and one that was met, are of the plan as it was."""
    limit = told.limit
    if not_kept(limit.scene, limit.sentence, limit.mention, limit.at):
        told = told.put(modality=Modality.PLANNED, background=True, reason="a date that is not kept")
    if was_met(limit.scene, limit.mention, limit.clause, limit.at):
        return told.put(modality=Modality.AGREED, background=True, reason="a limit that was met")
    return told


def _is_set_right(limit: Limit) -> bool:
    """Whether who denies a date names the one that holds: "denied May, and said that it was September"."""
    scene, sentence = limit.scene, limit.sentence
    return any(
        is_asserted(scene, sentence, at)
        for day in scene.mentions[sentence.number]
        if day.last is not None and (at := scene.token(day.relation_start)) > limit.end
    )


def _reported(told: _Telling) -> _Telling:
    """Where a report is denied the denial has no date: nobody tells that of the report."""
    how = told.how
    if how.modality is not Modality.DENIED or how.background:
        return told
    if not is_report(told.limit.scene, told.limit.sentence):
        return told
    if not _is_set_right(told.limit):
        kept = Change.CHANGED if told.due.bound is Bound.UNTIL else how.change
        told = replace(told, beside=(*told.beside, replace(how, change=kept)))
    return told.put(modality=Modality.RUMOURED, background=True, reason="a date that is denied")


_AMENDMENTS: tuple[Callable[[_Telling], _Telling | None], ...] = (
    _lasting,
    _real,
    _aside,
    _bounded,
    _recalled,
    _replaced,
    _missed,
    _settled,
    _reported,
)
"""What a deadline is amended by, in turn: each sees what those before it made of it."""
