"""Rules 2, 3, 4, 6, 7 and 10: what a stated date does to the current one."""

import datetime

from monitor.ledger.compare import Relation, limit, relation
from monitor.ledger.course import MOVES, Course
from monitor.ledger.disagreement import disagree
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import FIRM, RANKS, TENTATIVE, Reading, said_on
from monitor.ledger.verdict import (
    SAME,
    confirm,
    deadline,
    diverge,
    may_change,
    move,
    outranked,
)
from monitor.ledger.wording import rank_name, when, who
from monitor.records import Deadline, DueRange, Modality, Rank, ShiftKind, Stated


def date(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rules 2, 3, 4, 6 and 7: what a stated due range does to the current one."""
    said, now = _news(course, reading, policy), course.current
    if said is None or said.statement.due is None:
        return
    due, explicit = said.statement.due, _is_claimed(reading, policy)
    if now is None:
        move(course, ShiftKind.NEW, said, "7-first", f"First date on record: {when(due)}, {who(said)}.")
    elif now.modality is Modality.COMPLETED:
        over = said.said_at - now.set_by.said_at > policy.denial_stands
        if (explicit or over) and limit(due) > said_on(said):
            rule = "4-change" if explicit else "7-first"
            move(course, ShiftKind.NEW, said, rule, f"{who(said)} names {when(due)} after completion.")
        else:
            diverge(course, said, f"{who(said)} names {when(due)}, but completion is on record.")
    elif now.due is None:
        _date_where_none_was(course, said, now, policy, explicit)
    else:
        _date_against_date(course, said, now, policy, explicit)


def correct(course: Course, before: Reading, after: Reading, policy: LedgerPolicy) -> None:
    """Rule 10: the same entry, edited under its address, now gives another date."""
    old, new = before.dated, after.dated
    if old is None or new is None or old.statement.due is None or new.statement.due is None:
        return
    if relation(old.statement.due, new.statement.due, policy.slack) in SAME:
        return
    reason = f"{new.outlet} edited its article: {when(old.statement.due)} became {when(new.statement.due)}."
    if course.current is not None and course.current.set_by.entry == after.entry:
        corrected = deadline(course, new, new.statement.modality)
        course.record(ShiftKind.CORRECTED, corrected, new, "10-corrected", reason, at=new.seen_at)
    else:
        course.record(
            ShiftKind.CORRECTED, None, new, "10-corrected", reason, at=new.seen_at, due=new.statement.due
        )


def _news(course: Course, reading: Reading, policy: LedgerPolicy) -> Stated | None:
    """The date that is the news: beside the one in force it is the other one, whichever is named first.

    Where nothing is known yet, the last of them ends the matter: the earlier ones are steps on the way.
    """
    said, known = reading.dated, course.last_date
    if said is None or said.statement.due is None:
        return said
    if known is None:
        steps = (said, *reading.beside) if said.statement.change is None else (said,)
        return max(
            steps, key=lambda row: limit(row.statement.due) if row.statement.due else datetime.date.min
        )
    if relation(known, said.statement.due, policy.slack) in SAME:
        for other in reading.beside:
            due = other.statement.due
            if due and relation(known, due, policy.slack) in (Relation.LATER, Relation.EARLIER):
                return other
    return said


def _is_claimed(reading: Reading, policy: LedgerPolicy) -> bool:
    """Whether the sentence claims a change, be it of the one date or of the other."""
    return any(may_change(row, policy) for row in (reading.dated, *reading.beside) if row)


def _date_where_none_was(
    course: Course, said: Stated, now: Deadline, policy: LedgerPolicy, explicit: bool
) -> None:
    """A date meets a denial, a postponement, or a plan that has had no date yet."""
    assert said.statement.due is not None
    due = said.statement.due
    if now.modality in (Modality.DENIED, Modality.POSTPONED) and not explicit:
        if _repeats_what_was_left(course, said, policy):
            reason = f"{who(said)} repeats {when(due)}, which has just been {now.modality.value}."
            disagree(course, said, reason, policy)
            return
        if now.modality is Modality.DENIED and now.set_by.entry == said.entry:
            reason = f"{who(said)} names {when(due)} where {who(now.set_by)} denied it."
            disagree(course, said, reason, policy)
            return
        if now.modality is Modality.POSTPONED and said.statement.modality in TENTATIVE:
            diverge(course, said, f"{when(due)} is only proposed; it was put off without a date.")
            return
        left = said.said_at - now.set_by.said_at
        if now.modality is Modality.DENIED and outranked(now, said) and left <= policy.repeat_window:
            diverge(course, said, f"{who(said)} names {when(due)} against a denial by {rank_name(now.rank)}.")
            return
    left_date = course.last_dated
    if now.modality is Modality.POSTPONED and not policy.new_after_delay and left_date is not None:
        _moved(course, left_date, said, "3-rank")
        return
    rule = "6-new-date" if now.modality is Modality.POSTPONED else "7-first"
    since = {
        Modality.DENIED: "First date since the plan was denied",
        Modality.POSTPONED: "First date since it was put off",
    }.get(now.modality, "First date on record")
    move(course, ShiftKind.NEW, said, rule, f"{since}: {when(due)}, {who(said)}.")


def _date_against_date(
    course: Course, said: Stated, now: Deadline, policy: LedgerPolicy, explicit: bool
) -> None:
    """Rules 2 to 4."""
    assert said.statement.due is not None
    assert now.due is not None
    due = said.statement.due
    if not explicit and limit(due) in course.others and limit(now.due) not in course.others:
        diverge(course, said, f"{who(said)} names {when(due)}, which is on record for another part.")
        return
    if said_on(said) - limit(now.due) > policy.lapsed_fades:
        reason = f"First date since {when(now.due)} passed: {when(due)}, {who(said)}."
        move(course, ShiftKind.NEW, said, "7-first", reason)
        return
    how = _relation(now.due, due, policy)
    if how in SAME:
        confirm(course, said, now, policy, f"repeated the limit ({when(now.due)})")
    elif how is Relation.NARROWER:
        reason = f"Narrower within the same limit: {when(now.due)} became {when(due)}, {who(said)}."
        move(course, ShiftKind.REFINED, said, "2-refined", reason)
    elif how is Relation.INCOMPARABLE and not explicit:
        diverge(
            course, said, f"{when(due)} says when it starts, {when(now.due)} when it ends, or the reverse."
        )
    elif not explicit and (objection := _objection(course, said, now, policy)):
        disagree(course, said, objection, policy)
    else:
        _moved(course, now, said, "4-change" if explicit else "3-rank")


def _relation(current: DueRange, new: DueRange, policy: LedgerPolicy) -> Relation:
    """Rule 2; with the rule off, a wider or narrower date with another last day is a change of the limit."""
    how = relation(current, new, policy.slack)
    if policy.limits_decide or how not in (Relation.WIDER, Relation.NARROWER) or limit(new) == limit(current):
        return how
    return Relation.LATER if limit(new) > limit(current) else Relation.EARLIER


def _moved(course: Course, left: Deadline, said: Stated, rule: str) -> None:
    """The limit lies elsewhere now than that of the deadline left."""
    assert left.due is not None
    assert said.statement.due is not None
    due = said.statement.due
    kind = ShiftKind.LATER if limit(due) > limit(left.due) else ShiftKind.EARLIER
    reason = f"The limit changed: {when(left.due)} became {when(due)}, {who(said)}."
    move(course, kind, said, rule, reason, before=left)


def _objection(course: Course, said: Stated, now: Deadline, policy: LedgerPolicy) -> str | None:
    """Why a bare different date does not move the current one, or None when it does."""
    assert said.statement.due is not None
    assert now.due is not None
    due = said.statement.due
    if _repeats_what_was_left(course, said, policy):
        return f"{who(said)} repeats {when(due)}, which has just been left."
    if limit(now.due) < said_on(said):
        return None
    if outranked(now, said) and policy.rank_decides and not _seconded(course, said, policy):
        return f"{who(said)} names {when(due)}, but does not outrank {rank_name(now.rank)} ({when(now.due)})."
    if (
        said.statement.modality in TENTATIVE
        and now.modality in FIRM
        and RANKS[said.statement.rank] <= RANKS[now.rank]
        and not policy.proposal_moves_agreement
    ):
        return f"{when(due)} is only proposed; {when(now.due)} was agreed."
    return None


def _seconded(course: Course, said: Stated, policy: LedgerPolicy) -> bool:
    """Whether somebody else on record has lately named the same day against the deadline in force."""
    if not policy.second_voice_moves or said.statement.rank is Rank.SOURCES:
        return False
    for shift in reversed(course.shifts):
        if shift.kind in MOVES:
            return False
        carried = course.carried(shift) if shift.kind is ShiftKind.DIVERGENCE else ()
        if any(_seconds(one, said, policy) for one in carried):
            return True
    return False


def _seconds(one: Stated, said: Stated, policy: LedgerPolicy) -> bool:
    """Whether two statements are of two speakers on record, by two origins, and name one day."""
    due, other = one.statement.due, said.statement.due
    return (
        one.statement.rank is not Rank.SOURCES
        and one.statement.speaker != said.statement.speaker
        and one.origin != said.origin
        and due is not None
        and other is not None
        and limit(due) == limit(other)
        and said.said_at - one.said_at <= policy.repeat_window
    )


def _repeats_what_was_left(course: Course, said: Stated, policy: LedgerPolicy) -> bool:
    """Whether a bare date is the position that was left within the window, told again by no higher rank."""
    assert said.statement.due is not None
    shift = course.last(*MOVES)
    if shift is None or shift.before is None or shift.before.due is None or shift.stated is None:
        return False
    if said.said_at - shift.at > policy.repeat_window:
        return False
    if RANKS[said.statement.rank] > RANKS[shift.stated.statement.rank]:
        return False
    return relation(shift.before.due, said.statement.due, policy.slack) in SAME
