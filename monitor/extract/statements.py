"""Statements of one reading.

Dates and cues bound to milestones, with stance, speaker and evidence (stages 6 to 10).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from monitor.extract.apart import is_apart
from monitor.extract.aside import aside, has_matter
from monitor.extract.bind import Bound as Binding_
from monitor.extract.bind import bind, there
from monitor.extract.clauses import clauses, opens
from monitor.extract.condition import depends
from monitor.extract.dates import Mention
from monitor.extract.deadline import (
    denies,
    has_one_word,
    is_ahead,
    is_belied,
    is_due,
    is_first_day,
    is_hearsay,
    is_put_off,
    is_refuted,
    is_report,
    moves_to,
    not_kept,
    over_by,
    stays_past,
    was_met,
)
from monitor.extract.ellipsis import elliptic, goes_on, taken
from monitor.extract.ended import ends
from monitor.extract.events import BARE, undated
from monitor.extract.extend import extended
from monitor.extract.floated import floated
from monitor.extract.former import FORMER, against_former, displaced, is_former, moved, recapped
from monitor.extract.fraction import is_cut, of_some
from monitor.extract.known import as_part, at_place, is_known, is_recap, is_set
from monitor.extract.missed import is_missed
from monitor.extract.outstay import outstay
from monitor.extract.overdue import overdue
from monitor.extract.presumed import has_force, presumed
from monitor.extract.procedure import is_step
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.extract.signing import governing
from monitor.extract.sited import is_abroad, sited
from monitor.extract.stages import staged
from monitor.extract.stance import IN_FORCE, stance
from monitor.extract.turn import is_called_off
from monitor.extract.upheld import upheld
from monitor.extract.urged import urged
from monitor.records import Bound, Change, DueRange, Edge, Field, Modality, Statement

__all__ = ["statements"]

_IN_PASSING = frozenset({Modality.ANNOUNCED, Modality.RUMOURED, Modality.POSTPONED})
"""What a side matter is not said to be: it is told of in passing, and is planned."""
_SETTING = (Modality.PLANNED, Modality.ANNOUNCED, Modality.AGREED)
"""How a new date is put that takes the place of an old one."""
_MOVED = (Change.LATER, Change.EARLIER)
"""Changes of a date beside which its sentence puts nothing else off."""
_LATER = frozenset({"postponed", "change:later", "extends"})
"""Labels by which what lasts until a date is put off to it, and no part that is left."""
_BALLOT = 2  # tokens after a word for putting off within which a sitting is its object
_ASKED = 3
"""Tokens after the date of an ultimatum within which what it asks for is due by it: "until May to leave"."""
_MISSED = "a date that will be missed"
"""Reason of a date that is not kept, and of the delay that this tells."""
_ROUND = "a claim that goes round"
"""Reason of a date that nobody vouches for: what its sentence tells has not happened either."""
_PAST_IT = "a stay past the date"
"""Reason of a stay beyond a day on record: the plan that holds it is denied."""
_DAY = timedelta(days=1)
_SEASON = timedelta(days=60)
"""How far away a date must be to be one that an agreement told of in the opening sets."""


def dated(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    here = scene.mentions.get(sentence.number, [])
    stage = scene.stage(sentence, base=True) if here else frozenset()
    same = goes_on(scene, sentence) if here else frozenset()
    for mention, clause, at in clauses(scene, sentence, here):
        period = mention.resolved.period
        if period is None:
            continue
        over = over_by(scene, sentence, mention, at)
        refuted = not over and is_refuted(scene, sentence, mention, at)
        denied = refuted and "undecided" not in scene.reading.cued(sentence.first, at)
        if not is_due(scene, mention, clause, at, refuted=refuted or over):
            continue
        due = scene.due(mention)
        bound = bind(
            scene.binding,
            scene.slots.bare if refuted else scene.slots,
            (opens(scene, clause[0], at), clause[1]),
            (sentence.first, sentence.last),
            scene.context(sentence, back=1 if same else 2),
            at,
            opening=scene.opening,
            stage=stage,
            same=same,
            day=due.last_day if scene.reading.name is Field.BODY else None,
            date_of=(scene.token(mention.start), scene.token(mention.end)),
        )
        bound = sited(scene, sentence, clause, at, governing(scene, bound, at, due.last_day))
        if mention.relation in ("until", "beyond") and not over:
            bound = tuple(one for one in bound if one.rule.principle or not one.rule.tracked)
            put_off = not _LATER.isdisjoint(scene.reading.cued(sentence.first, at))
            left = bound and (bound[0].inherited or not put_off)  # what goes on is the part that is left
            if left and mention.relation == "until":
                bound = (as_part(scene.binding, bound[0], due.last_day), *bound[1:])
        asked = _asked(scene, sentence, mention, bound, at)
        best = asked or (bound[0] if bound else taken(scene, sentence, mention, clause, at))
        if bound and not asked:
            end = scene.token(mention.end)
            best = there(scene.binding, scene.slots, bound[0], clause, end, scene.opening) or best
        of = staged(scene, sentence, mention, at, best, bound)
        if of is not None:
            best = of
        elif best is not None and (is_cut(scene, sentence, best) or of_some(scene, sentence, best)):
            best = next((one for one in bound if not one.rule.tracked), None)
            if best is None:
                continue
        known, own = is_known(scene, due.last_day), False
        if best is not None and not known and best.rule.tracked:
            best = None if _of_meeting(scene, mention, clause, at, best) else best
        if best is not None and not known:
            own = is_apart(scene, mention, clause, at, best) or is_step(scene, mention, at, best)
            best = None if own else best
        if best is None or (best.inherited and not best.taken) or _of_next(scene, at, best):
            best = aside(scene, sentence, mention, clause, at, claimed=best is not None) or best
        if best is None and not (refuted or own):
            best = presumed(scene, sentence, mention, clause, stage)
        if best is None or scene.slots.within(best.number, "unrelated", clause):
            continue
        if best.number in scene.binding.whole:
            best = at_place(scene, best)
        if (
            best.inherited
            and not best.own
            and not best.taken
            and "modal" in (cues := scene.reading.cued(clause[0], at))
            and "lasts" not in cues
        ):
            continue
        if not best.rule.tracked and period[0] <= scene.published and not is_ahead(scene, mention, clause):
            continue
        not_before = not over and is_first_day(scene, sentence, mention, best.action.first, at)
        was = displaced(scene, mention)
        how = stance(
            scene.reading, sentence, clause, best, at, scene.whole,
            rank=scene.speaker(sentence, at).rank, due=due, known=is_known(scene, due.last_day),
            far=due.last_day - scene.published > _SEASON,
            deniable=not (not_before or over), view=scene.is_view(sentence, at),
            apart=recapped(scene, sentence) if was is not None else frozenset(),
        )  # fmt: skip
        asked_for = how.modality is Modality.PROPOSED  # "wants them to stay beyond September"
        if stays_past(scene, mention, clause, at) and not (refuted or over or asked_for) and known:
            best = as_part(scene.binding, best, due.last_day)
            if due.last_day in best.rule.known and "perhaps" not in scene.reading.cued(clause[0], at):
                how = replace(how, modality=Modality.DENIED, change=Change.STAYS, reason=_PAST_IT)
                yield scene.statement(sentence, best, how, None, None)
            continue
        if best.taken and best.action.label == "holds" and best.action.last >= at - 1:
            due = replace(due, bound=Bound.BY)  # "to" belongs to what is said: "we stick to September"
        lasting = {"stay", "lasts", "endures"} if best.aside else {"stay", "endures"}
        if mention.relation == "by" and has_one_word(scene) and scene.reading.cued(*clause).keys() & lasting:
            due = replace(due, bound=Bound.UNTIL)
        if refuted and not denied:
            how = replace(how, modality=Modality.RUMOURED, background=True, reason="a date left open")
        elif refuted:
            how = replace(how, modality=Modality.DENIED, change=None, reason="a stay that is denied")
            due = replace(due, bound=Bound.UNTIL)
        elif how.modality is Modality.DENIED and not denies(scene, sentence, at):
            how = replace(
                how, modality=Modality.RUMOURED, background=True, reason="a date that a denial recalls"
            )
        elif is_belied(scene, sentence, at):
            how = replace(how, modality=Modality.DENIED, change=None, background=False, reason="refuted")
        elif is_hearsay(scene, sentence, at):
            how = replace(how, modality=Modality.RUMOURED, background=True, reason=_ROUND)
        elif (
            not over
            and moves_to(scene, mention, at)
            and is_put_off(scene, sentence, mention, clause, at, how)
        ):
            how = replace(how, modality=Modality.POSTPONED, reason="postponed to a date")
        if was is not None and was.last is not None and not how.background:
            how = moved(how, was.last, due)
        if best.aside and how.reason == "hangs on something":
            continue  # "would cut aid unless Baghdad acts by March"
        if best.aside and how.modality in _IN_PASSING:
            if how.modality is Modality.POSTPONED and due.bound is Bound.UNTIL:
                due = replace(due, bound=Bound.ON)  # put off to a day on which it then is
            how = replace(how, modality=Modality.PLANNED, change=None, reason="a side matter")
        if best.rule.principle and mention.relation in ("on", "within") and due.edge is Edge.END:
            due = replace(due, bound=Bound.BY)  # "over at the end of May": no day is named
        if how.reason == IN_FORCE:
            due = replace(due, bound=Bound.UNTIL)
        if not_before:
            due = _from(mention, due)
        if over:
            how, due = replace(how, change=None), replace(due, bound=Bound.BY)
            if mention.relation == "until" and due.edge is None:
                eve = due.first_day - _DAY  # "will not stay into 2027" is over with 2026
                due = replace(due, first_day=eve, last_day=eve)
        elif mention.relation == "beyond" and not refuted:
            due = replace(
                due, bound=Bound.FROM, first_day=due.last_day + _DAY, last_day=due.last_day + _DAY, fuzzy=True
            )
        if how.reason.startswith("might") and due.bound is Bound.ON:
            due = replace(due, bound=Bound.AROUND)
        resumed = best.aside and "future" in scene.reading.cued(clause[0], at)
        if resumed and how.background and not is_known(scene, due.last_day):
            how = replace(how, background=False)  # "under the bill he would have 90 days to report"
        old = not resumed and scene.recalls(sentence, at, best.action.first, due=True)
        if old or (was is None and is_recap(scene, sentence, best, mention, due)):
            how = replace(how, background=True)
        off = best.rule.tracked and is_called_off(scene, sentence, best)
        if off or is_former(scene, mention):
            due = replace(due, bound=Bound.ON) if due.bound is Bound.FROM else due
            how = replace(
                how, modality=Modality.PLANNED, background=True, change=None, reason="a former date"
            )
        held = how.modality is Modality.PROPOSED and is_set(scene, sentence, mention)
        if how.background and (held or (how.modality is Modality.PLANNED and is_known(scene, due.last_day))):
            reason = FORMER if how.reason == FORMER else "a date on record"
            how = replace(how, modality=Modality.AGREED, reason=reason)
        if how.modality in _SETTING and is_missed(scene, sentence, mention):
            late = replace(how, modality=Modality.POSTPONED, change=Change.LATER, reason=_MISSED)
            alone = displaced(scene, mention) is None and not is_former(scene, mention)
            if alone and best.rule.tracked and best.rule.principle and not how.background:
                yield scene.statement(sentence, best, late, None, None)
            how = replace(how, background=True, change=None, reason=_MISSED)
        if not_kept(scene, sentence, mention, at):
            how = replace(how, modality=Modality.PLANNED, background=True, reason="a date that is not kept")
        if was_met(scene, mention, clause, at):
            how = replace(how, modality=Modality.AGREED, background=True, reason="a limit that was met")
        if how.modality is Modality.DENIED and not how.background and is_report(scene, sentence):
            kept = Change.CHANGED if due.bound is Bound.UNTIL else how.change
            yield scene.statement(sentence, best, replace(how, change=kept), None, None)
            how = replace(how, modality=Modality.RUMOURED, background=True, reason="a date that is denied")
        yield scene.statement(sentence, best, how, due, mention)


def _asked(
    scene: Scene, sentence: Sentence, mention: Mention, bound: tuple[Binding_, ...], at: int
) -> Binding_ | None:
    """The milestone that a side of the story gives somebody until a date for: "until May to leave Erbil".

    Not where another force is named that may do so.
    """
    if "ultimatum" not in scene.reading.cued(sentence.first, at) or scene.slots.others(sentence.first, at):
        return None
    end = scene.token(mention.end)
    return next((one for one in bound if one.rule.tracked and end <= one.action.first <= end + _ASKED), None)


def _of_meeting(scene: Scene, mention: Mention, clause: tuple[int, int], at: int, best: Binding_) -> bool:
    """Whether a date is that of talks, a paper or an ultimatum, and what these are about is told elsewhere.

    "A meeting is held early next year to review the handover", "a plan for the handover is to be presented
    in May", "they have until May to show that they mean to leave".
    """
    action, cues = best.action, scene.reading.cued(*clause)
    put_off = [hit.last for hit in cues.get("postponed", ()) if hit.first < action.first]
    if any("ballot" in scene.reading.cued(last, last + _BALLOT) for last in put_off):
        return True  # "put off the session on the withdrawal to Monday"
    before = {
        label: [hit for hit in cues.get(label, ()) if hit.first < at]
        for label in ("meeting", "paper", "ultimatum")
    }
    asked = scene.token(mention.end) + _ASKED
    if any(best.taken or action.first > asked or action.last <= hit.first for hit in before["ultimatum"]):
        return True
    if best.taken or best.inherited or action.last > at:
        return bool(before["paper"] or (before["meeting"] and not best.taken))
    borders = scene.reading.cued(action.last, at).get("clause", ())
    behind = max((hit.last for hit in borders), default=at)
    if any(behind <= hit.first for hit in before["meeting"]) and not scene.force((behind, at)):
        return True  # "left for Jordan, where he meets ministers on Saturday"
    # to hand a paper in can be the milestone itself, of a kind that nobody agrees on
    return any(
        hit.last > action.first and (best.rule.principle or action.first < hit.first)
        for hit in before["paper"]
    )


def _of_next(scene: Scene, at: int, best: Binding_) -> bool:
    """Whether a border and a side matter stand between what is done and a date.

    "The last stage will be over too, he said, adding that memoranda were to be initialed in December".
    """
    if best.taken or best.action.last >= at:
        return False
    borders = scene.reading.cued(best.action.last, at).get("clause", ())
    after = (min((hit.last for hit in borders), default=at), at)
    return any(scene.slots.within(number, "matter", after) for number in scene.binding.aside)


def _from(mention: Mention, due: DueRange) -> DueRange:
    """What may begin with a date and not before it."""
    first, last = mention.resolved.period or (due.first_day, due.last_day)
    return replace(due, bound=Bound.FROM, first_day=first, last_day=last)


def _moves(scene: Scene, one: Statement) -> bool:
    """Whether a statement tells that a date of the plan has moved."""
    plans = {rule.id for rule in scene.binding.rules if rule.tracked and rule.principle}
    return one.change in _MOVED and not one.background and one.milestone in plans


def statements(scene: Scene) -> tuple[Statement, ...]:
    """Every statement of one reading, in order of evidence."""
    reading, words = scene.reading, scene.slots
    found: list[tuple[int, Statement]] = []
    plans = {rule.id for rule in scene.binding.rules if rule.tracked}
    for sentence in reading.sentences:
        acts = words.bare.acts(sentence.first, sentence.last)
        if reading.text(sentence.end - 1, sentence.end) == "?":
            continue
        of_dates: list[Statement] = []
        if (
            acts or elliptic(scene, sentence) or has_matter(scene, sentence) or has_force(scene, sentence)
        ):  # else no date and no cue of it can be bound
            of_dates = list(dated(scene, sentence))
        told = {s.milestone for s in of_dates if not s.background or s.rule.endswith(_ROUND)}
        kept = depends(scene, sentence, told)
        if kept is None and not told:
            kept = outstay(scene, sentence) or overdue(scene, sentence)
        if kept is None and not any(s.modality is Modality.DENIED for s in of_dates):
            kept = upheld(scene, sentence, told)
        for rule in (extended, floated, urged):
            kept = kept or rule(scene, sentence, told)
        if kept is not None:
            of_dates.append(kept)
        elif (
            acts or not BARE.isdisjoint(reading.cued(sentence.first, sentence.last)) or ends(scene, sentence)
        ):
            moves = any(_moves(scene, one) for one in of_dates)
            events = undated(scene, sentence, told)
            of_dates.extend(one for one in events if not (moves and one.modality is Modality.POSTPONED))
        if is_abroad(scene, sentence):
            of_dates = [one for one in of_dates if one.milestone not in plans]
        found.extend((sentence.number, one) for one in of_dates)
    return against_former(scene, found)
