"""What a date is the deadline of: the milestone that its words name, or that others lend it (stage 6)."""

from monitor.extract.apart import is_apart
from monitor.extract.aside import aside
from monitor.extract.bind import Bound, bind, there
from monitor.extract.circumstance import is_circumstance
from monitor.extract.deadline import is_ahead
from monitor.extract.ellipsis import taken
from monitor.extract.elsewhere import has_own_matter
from monitor.extract.fraction import is_cut, is_garrison, is_share, of_some
from monitor.extract.known import as_part, at_place
from monitor.extract.limit import Limit
from monitor.extract.presumed import presumed
from monitor.extract.procedure import is_step
from monitor.extract.signing import governing
from monitor.extract.sited import sited
from monitor.extract.stages import staged
from monitor.records import Field

__all__ = ["subject"]

_LATER = frozenset({"postponed", "change:later", "extends"})
"""Labels by which what lasts until a date is put off to it, and no part that is left."""
_TO_END = frozenset({"end", "complete", "completed", "future", "now-due"})
"""Labels of words by which what has begun is to end."""
_BALLOT = 2  # tokens after a word for putting off within which a sitting is its object
_TAKEN_UP = 1
"""Tokens from a word for talks to what they are on."""
_ASKED = 3
"""Tokens after the date of an ultimatum within which what it asks for is due by it: "until May to leave"."""


def subject(limit: Limit) -> Bound | None:
    """The milestone that a date is the deadline of, None where it is the deadline of nothing here."""
    scene, sentence, mention = limit.scene, limit.sentence, limit.mention
    at = limit.at
    bound = _bound(limit)
    best, own = _named(limit, bound), False
    clause = limit.told
    of = staged(scene, sentence, mention, at, best, bound)
    if of is not None:
        best = of
    elif best is not None and best.number in scene.binding.whole and _of_few(limit, best):
        best, own = next((one for one in bound if not one.rule.tracked), None), True
    elif best is not None and (is_cut(scene, sentence, best) or of_some(scene, sentence, best)):
        best = next((one for one in bound if not one.rule.tracked), None)
        if best is None:
            return None
    if best is not None and not limit.known:
        if best.rule.tracked and _of_meeting(limit, best):
            best = None
        elif is_apart(scene, mention, clause, at, best) or is_step(scene, mention, at, best):
            best, own = None, True
    if best is not None and (
        is_circumstance(scene, sentence, at, best) or has_own_matter(scene, mention, at)
    ):
        best, own = None, True
    lent = best is None or (best.inherited and not best.taken)
    if best is None or lent or _of_next(limit, best) or _is_separate(limit, best):
        best = aside(scene, sentence, mention, clause, at, claimed=best is not None) or best
    if best is None and not (limit.refuted or own):
        best = presumed(scene, sentence, mention, clause, limit.stage)
    if best is None or scene.slots.within(best.number, "unrelated", clause):
        return None
    if best.number in scene.binding.whole:
        best = at_place(scene, best)
    return best if _is_to_come(limit, best) else None


def _of_few(limit: Limit, best: Bound) -> bool:
    """Whether a clause tells of a few who are left, or of a share: "60 percent of the troops leave"."""
    scene, sentence = limit.scene, limit.sentence
    return is_garrison(scene, limit.clause, limit.at) or is_share(scene, sentence, best.action)


def _bound(limit: Limit) -> tuple[Bound, ...]:
    """What the words around a date bind it to, the best first; what lasts until it is what is left."""
    scene, sentence, mention = limit.scene, limit.sentence, limit.mention
    clause, at, due = limit.clause, limit.at, limit.due
    start = limit.told[0]
    led = start > clause[0]  # who does what is told behind "despite the elections,"
    bound = bind(
        scene.binding,
        scene.slots.bare if limit.refuted else scene.slots,
        limit.told,
        (start if led else sentence.first, sentence.last),
        (start, sentence.last) if led else scene.context(sentence, back=1 if limit.same else 2),
        at,
        opening=scene.opening,
        stage=limit.stage,
        same=limit.same,
        day=due.last_day if scene.reading.name is Field.BODY else None,
        date_of=(scene.token(mention.start), limit.end),
    )
    bound = tuple(one for one in bound if not (_is_under_way(limit, one) or _is_of_next_clause(limit, one)))
    bound = sited(scene, sentence, clause, at, governing(scene, bound, at, due.last_day))
    if mention.relation in ("until", "beyond") and not limit.over:
        bound = tuple(one for one in bound if one.rule.principle or not one.rule.tracked)
        put_off = not _LATER.isdisjoint(scene.reading.cued(sentence.first, at))
        left = bound and (bound[0].inherited or not put_off)  # what goes on is the part that is left
        if left and mention.relation == "until":
            bound = (as_part(scene.binding, bound[0], due.last_day), *bound[1:])
    return bound


def _is_of_next_clause(limit: Limit, one: Bound) -> bool:
    """Whether the clause of a date has a verb of its own, and what is done stands in the next one.

    "Parliament will be dissolved in May, and the coalition will leave the following month".
    """
    if not one.inherited or one.action.first < limit.end:
        return False
    reading, clause = limit.scene.reading, limit.clause
    verbs = reading.cued(clause[0], limit.at)
    border = any(word.low in (",", ";") for word in reading.tokens[limit.end : one.action.first])
    return "modal" in verbs and border and not limit.scene.force((clause[0], limit.at))


def _is_under_way(limit: Limit, one: Bound) -> bool:
    """Whether a beginning is told as done before a date that is one of the end.

    "The withdrawal has begun and will be over by May".
    """
    if not one.rule.begins or one.action.last > limit.at:
        return False
    reading = limit.scene.reading
    after = set(reading.cued(one.action.last, limit.at))
    if reading.lexicon.verb_may_close:  # "soll bis Ende Mai abgeschlossen sein"
        after |= reading.cued(limit.end, limit.clause[1]).keys()
    return "begun" in reading.cued(one.action.first, one.action.last) and not after.isdisjoint(_TO_END)


def _named(limit: Limit, bound: tuple[Bound, ...]) -> Bound | None:
    """What an ultimatum asks for, else the best that the words bind, else what others lend the date."""
    asked = _asked(limit, bound)
    if asked is not None:
        return asked
    scene, clause = limit.scene, limit.clause
    if not bound:
        return taken(scene, limit.sentence, limit.mention, clause, limit.at)
    return there(scene.binding, scene.slots, bound[0], clause, limit.end, scene.opening) or bound[0]


def _asked(limit: Limit, bound: tuple[Bound, ...]) -> Bound | None:
    """The milestone that a side of the story gives somebody until a date for: "until May to leave Erbil".

    Not where another force is named that may do so.
    """
    scene, first, end = limit.scene, limit.sentence.first, limit.end
    if "ultimatum" not in scene.reading.cued(first, limit.at) or scene.slots.others(first, limit.at):
        return None
    return next((one for one in bound if one.rule.tracked and end <= one.action.first <= end + _ASKED), None)


def _of_meeting(limit: Limit, best: Bound) -> bool:
    """Whether a date is that of talks, a paper or an ultimatum, and what these are about is told elsewhere.

    "A meeting is held early next year to review the handover", "a plan for the handover is to be presented
    in May", "they have until May to show that they mean to leave".
    """
    scene, at = limit.scene, limit.at
    action = best.action
    cues = scene.reading.cued(*limit.told)
    put_off = [hit.last for hit in cues.get("postponed", ()) if hit.first < action.first]
    if any("ballot" in scene.reading.cued(last, last + _BALLOT) for last in put_off):
        return True  # "put off the session on the withdrawal to Monday"
    before = {
        label: [hit for hit in cues.get(label, ()) if hit.first < at]
        for label in ("meeting", "paper", "ultimatum")
    }
    held = cues.get("convenes", ())
    if any(
        hit.first < action.first and action.last <= one.first < at
        for hit in before["meeting"]
        for one in held
    ):
        return True  # "talks on whether they may stay will resume on 10 August"
    if any(0 <= action.first - hit.last <= _TAKEN_UP for hit in cues.get("takes-up", ())):
        return True  # "to take up the withdrawal on Monday"
    asked = limit.end + _ASKED
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


def _of_next(limit: Limit, best: Bound) -> bool:
    """Whether a border and a side matter stand between what is done and a date.

    "The last stage will be over too, he said, adding that memoranda were to be initialed in December".
    """
    scene, at = limit.scene, limit.at
    if best.taken or best.action.last >= at:
        return False
    borders = scene.reading.cued(best.action.last, at).get("clause", ())
    after = (min((hit.last for hit in borders), default=at), at)
    return any(scene.slots.within(number, "matter", after) for number in scene.binding.aside)


def _is_separate(limit: Limit, best: Bound) -> bool:
    """Whether who stays does so on terms of their own: "trainers remain under bilateral agreements"."""
    scene, action = limit.scene, best.action
    cues = scene.reading.cued(limit.sentence.first, limit.sentence.last)
    terms = cues.get("separately")
    if not terms or not any(hit.first == action.first for hit in cues.get("stay", ())):
        return False
    before = (limit.sentence.first, terms[0].first)
    return any(scene.slots.within(number, "matter", before) for number in scene.binding.aside)


def _is_to_come(limit: Limit, best: Bound) -> bool:
    """Whether what a date is of can be due: not what is only possible, nor a side matter under way."""
    scene, mention, clause = limit.scene, limit.mention, limit.clause
    cues = scene.reading.cued(clause[0], limit.at)
    lent = best.inherited and not best.own and not best.taken
    if lent and "modal" in cues and "lasts" not in cues:
        return False
    first, _ = mention.resolved.period or (scene.published, scene.published)
    return best.rule.tracked or first > scene.published or is_ahead(scene, mention, clause)
