"""The rules that decide what one entry's word does to a milestone. Numbers are those of ``docs/ledger.md``.

Each function takes the course so far and one reading, and records at most one shift. They are asked in this
order: denial, delay, date, plan without a date, beginning, completion.
"""

from monitor.ledger.compare import Relation, limit, relation
from monitor.ledger.course import MOVES, Course
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import FIRM, RANKS, TENTATIVE, Reading, is_explicit, said_on
from monitor.ledger.wording import rank_name, state, when, who
from monitor.records import Change, Deadline, Modality, Rank, ShiftKind, Stated

_SAME = frozenset({Relation.SAME, Relation.WIDER})
_NEAR = frozenset({Relation.SAME, Relation.WIDER, Relation.NARROWER})


def deny(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rule 5: a denial counts when it meets a live plan; denying a detail of one that stands is none."""
    said, now = reading.denial, course.current
    if said is None:
        return
    due = said.statement.due
    if now is None:
        if RANKS[said.statement.rank] > RANKS[Rank.SOURCES] or reading.recalls:
            _deny(course, said, f"{who(said)} denied a plan that nobody had stated before.")
        return
    if now.modality is Modality.COMPLETED:
        return
    if now.modality is Modality.DENIED:
        again = course.recent(said, policy.denial_stands, ShiftKind.DENIED)
        if again is not None:
            course.join(again, said)
        else:
            _deny(course, said, f"{who(said)} denied it anew, long after the last denial.")
        return
    repeated = course.recent(said, policy.repeat_window, ShiftKind.DENIED)
    if repeated is not None and repeated.stated is not None and _is_same_news(repeated.stated, said):
        course.join(repeated, said)
        return
    if now.modality is Modality.POSTPONED:
        postponed = course.last(ShiftKind.POSTPONED)
        if postponed is not None:
            course.join(postponed, said)
        return
    if reading.dated is not None and _reaffirms(now, reading.dated, policy):
        return
    if due is not None and now.due is not None and relation(now.due, due, policy.slack) not in _NEAR:
        return
    _deny(course, said, f"{who(said)} denied a live plan ({state(now)}).")


def delay(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rules 4 and 6: put off, or moved without saying to when."""
    said, now = reading.delay, course.current
    if said is None or (now is not None and now.modality is Modality.COMPLETED):
        return
    repeated = course.recent(said, policy.repeat_window, ShiftKind.POSTPONED)
    if repeated is None and now is not None and now.modality is Modality.POSTPONED:
        repeated = course.last(ShiftKind.POSTPONED)
    if repeated is not None:
        course.join(repeated, said)
        return
    if not policy.change_from_anyone and now is not None and _outranked(now, said):
        _diverge(course, said, f"{who(said)} speaks of a change, but does not outrank {rank_name(now.rank)}.")
        return
    earlier = said.statement.change is Change.EARLIER
    kind = ShiftKind.EARLIER if earlier else ShiftKind.POSTPONED
    how = "brought it forward" if earlier else "put it off"
    after = _deadline(course, said, Modality.POSTPONED)
    course.record(kind, after, said, "4-change", f"{who(said)} {how} without a date; before: {state(now)}.")


def date(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rules 2, 3, 4, 6 and 7: what a stated due range does to the current one."""
    said, now = reading.dated, course.current
    if said is None or said.statement.due is None:
        return
    due, explicit = said.statement.due, _may_change(said, policy)
    if now is None:
        _move(course, ShiftKind.NEW, said, "7-first", f"First date on record: {when(due)}, {who(said)}.")
    elif now.modality is Modality.COMPLETED:
        if explicit and limit(due) > said_on(said):
            _move(course, ShiftKind.NEW, said, "4-change", f"{who(said)} names {when(due)} after completion.")
        else:
            _diverge(course, said, f"{who(said)} names {when(due)}, but completion is on record.")
    elif now.due is None:
        _date_where_none_was(course, said, now, policy)
    else:
        _date_against_date(course, said, now, policy)


def undated(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rule 7: a plan spoken of as alive, without a date."""
    said, now = reading.undated, course.current
    if said is None or (reading.denial is not None and now is None):
        return
    if now is None:
        after = _deadline(course, said, said.statement.modality)
        course.record(
            ShiftKind.NEW, after, said, "7-first", f"{who(said)} first spoke of it, without a date."
        )
        return
    if now.modality is Modality.DENIED:
        _undated_against_denial(course, said, now, policy)
    elif now.live and now.modality is not Modality.POSTPONED and said.statement.modality not in TENTATIVE:
        _confirm(course, said, now, policy, "spoke of it as going ahead")


def begin(course: Course, reading: Reading) -> None:
    """Rule 7: the first movement after a plan was made is an event; the deadline stands."""
    said, now = reading.begun, course.current
    if said is None or (now is not None and now.modality is Modality.COMPLETED):
        return
    restart = (ShiftKind.DENIED, ShiftKind.POSTPONED, ShiftKind.COMPLETED)
    last = course.last(ShiftKind.BEGUN, *restart)
    if last is not None and last.kind is ShiftKind.BEGUN:
        course.join(last, said)
        return
    revived = now is None or not now.live or now.modality is Modality.POSTPONED
    after = _deadline(course, said, Modality.BEGUN) if revived else now
    course.record(ShiftKind.BEGUN, after, said, "7-begun", f"{who(said)} said that it has begun.")
    if revived and after is not None:
        course.current = after
        course.history.append(after)


def complete(course: Course, reading: Reading) -> None:
    """Rule 7: completion is an event, and ends the matter."""
    said, now = reading.completed, course.current
    if said is None:
        return
    done = course.last(ShiftKind.COMPLETED)
    if now is not None and now.modality is Modality.COMPLETED and done is not None:
        course.join(done, said)
        return
    after = _deadline(course, said, Modality.COMPLETED)
    course.record(
        ShiftKind.COMPLETED,
        after,
        said,
        "7-completed",
        f"{who(said)} reported completion; before: {state(now)}.",
    )


def correct(course: Course, before: Reading, after: Reading, policy: LedgerPolicy) -> None:
    """Rule 10: the same entry, edited under its address, now gives another date."""
    old, new = before.dated, after.dated
    if old is None or new is None or old.statement.due is None or new.statement.due is None:
        return
    if relation(old.statement.due, new.statement.due, policy.slack) in _SAME:
        return
    reason = f"{new.outlet} edited its article: {when(old.statement.due)} became {when(new.statement.due)}."
    if course.current is not None and course.current.set_by.entry == after.entry:
        corrected = _deadline(course, new, new.statement.modality)
        course.record(ShiftKind.CORRECTED, corrected, new, "10-corrected", reason, at=new.seen_at)
    else:
        course.record(
            ShiftKind.CORRECTED, None, new, "10-corrected", reason, at=new.seen_at, due=new.statement.due
        )


def _date_where_none_was(course: Course, said: Stated, now: Deadline, policy: LedgerPolicy) -> None:
    """A date meets a denial, a postponement, or a plan that has had no date yet."""
    assert said.statement.due is not None
    due = said.statement.due
    explicit = _may_change(said, policy)
    if now.modality in (Modality.DENIED, Modality.POSTPONED) and not explicit:
        if _repeats_what_was_left(course, said, policy):
            _disagree(
                course, said, f"{who(said)} repeats {when(due)}, which has just been {now.modality.value}."
            )
            return
        if now.modality is Modality.DENIED and _is_same_news(now.set_by, said):
            _disagree(course, said, f"{who(said)} names {when(due)} where {who(now.set_by)} denied it.")
            return
        left = said.said_at - now.set_by.said_at
        if now.modality is Modality.DENIED and _outranked(now, said) and left <= policy.repeat_window:
            _diverge(
                course, said, f"{who(said)} names {when(due)} against a denial by {rank_name(now.rank)}."
            )
            return
    rule = "6-new-date" if now.modality is Modality.POSTPONED else "7-first"
    since = {
        Modality.DENIED: "First date since the plan was denied",
        Modality.POSTPONED: "First date since it was put off",
    }.get(now.modality, "First date on record")
    _move(course, ShiftKind.NEW, said, rule, f"{since}: {when(due)}, {who(said)}.")


def _date_against_date(course: Course, said: Stated, now: Deadline, policy: LedgerPolicy) -> None:
    """Rules 2 to 4."""
    assert said.statement.due is not None
    assert now.due is not None
    due, explicit = said.statement.due, _may_change(said, policy)
    how = relation(now.due, due, policy.slack)
    moved = f"{when(now.due)} became {when(due)}, {who(said)}"
    if how in _SAME:
        _confirm(course, said, now, policy, f"repeated the limit ({when(now.due)})")
    elif how is Relation.NARROWER:
        _move(course, ShiftKind.REFINED, said, "2-refined", f"Narrower within the same limit: {moved}.")
    elif how is Relation.INCOMPARABLE and not explicit:
        _diverge(
            course, said, f"{when(due)} says when it starts, {when(now.due)} when it ends, or the reverse."
        )
    elif not explicit and (objection := _objection(course, said, now, policy)):
        kind, reason = objection
        if kind is ShiftKind.DISAGREEMENT:
            _disagree(course, said, reason)
        else:
            _diverge(course, said, reason)
    else:
        later = limit(due) > limit(now.due)
        kind = ShiftKind.LATER if later else ShiftKind.EARLIER
        rule = "4-change" if explicit else "3-rank"
        _move(course, kind, said, rule, f"The limit changed: {moved}.")


def _objection(
    course: Course, said: Stated, now: Deadline, policy: LedgerPolicy
) -> tuple[ShiftKind, str] | None:
    """Why a bare different date does not move the current one, or None when it does."""
    assert said.statement.due is not None
    assert now.due is not None
    due = said.statement.due
    if _repeats_what_was_left(course, said, policy):
        return ShiftKind.DISAGREEMENT, f"{who(said)} repeats {when(due)}, which has just been left."
    if limit(now.due) < said_on(said):
        return None
    if _outranked(now, said) and policy.rank_decides:
        return (
            ShiftKind.DIVERGENCE,
            f"{who(said)} names {when(due)}, but does not outrank {rank_name(now.rank)} ({when(now.due)}).",
        )
    if (
        said.statement.modality in TENTATIVE
        and now.modality in FIRM
        and RANKS[said.statement.rank] <= RANKS[now.rank]
        and not policy.proposal_moves_agreement
    ):
        return ShiftKind.DIVERGENCE, f"{when(due)} is only proposed; {when(now.due)} was agreed."
    return None


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
    return relation(shift.before.due, said.statement.due, policy.slack) in _SAME


def _undated_against_denial(course: Course, said: Stated, now: Deadline, policy: LedgerPolicy) -> None:
    """A denied plan is alive again when it is agreed on by those who can; otherwise the sides disagree."""
    s = said.statement
    firm = s.modality in FIRM and not _outranked(now, said)
    fresh = course.recent(said, policy.repeat_window, ShiftKind.DENIED) is not None
    if firm and (not fresh or RANKS[s.rank] > RANKS[now.rank]):
        after = _deadline(course, said, s.modality)
        course.record(
            ShiftKind.NEW,
            after,
            said,
            "7-revived",
            f"{who(said)}: the denied plan is agreed on again, no date.",
        )
    elif RANKS[s.rank] > RANKS[Rank.SOURCES]:
        _disagree(course, said, f"{who(said)} speaks of a plan that {who(now.set_by)} denied.")


def _confirm(course: Course, said: Stated, now: Deadline, policy: LedgerPolicy, how: str) -> None:
    """Rule 8: a repetition corroborates; a confirmation later on, or by a higher rank, is an event."""
    s = said.statement
    raised = RANKS[s.rank] > RANKS[now.rank]
    latest = course.last(*MOVES, ShiftKind.CONFIRMED)
    if latest is not None and not raised and said.said_at - latest.at <= policy.repeat_window:
        course.join(latest, said)
    else:
        course.record(ShiftKind.CONFIRMED, now, said, "2-same-limit", f"{who(said)} {how}.")
    firmer = s.modality in FIRM and now.modality not in (*FIRM, Modality.BEGUN)
    if raised or firmer:
        course.hold(
            Deadline(
                milestone=now.milestone,
                due=now.due,
                modality=s.modality if firmer else now.modality,
                rank=s.rank if raised else now.rank,
                set_by=now.set_by,
            )
        )


def _diverge(course: Course, said: Stated, reason: str) -> None:
    """Rule 3: noted and shown; the same divergence again joins the first."""
    _note(course, ShiftKind.DIVERGENCE, said, "3-divergence", reason)


def _disagree(course: Course, said: Stated, reason: str) -> None:
    """Two sides hold different positions; one disagreement is open until the deadline moves."""
    _note(course, ShiftKind.DISAGREEMENT, said, "3-disagreement", reason)


def _note(course: Course, kind: ShiftKind, said: Stated, rule: str, reason: str) -> None:
    due = said.statement.due
    for shift in reversed(course.shifts):
        if shift.kind in MOVES:
            break
        if shift.kind is kind and shift.stated is not None:
            other = shift.stated.statement.due
            if (due is None and other is None) or (due and other and limit(due) == limit(other)):
                course.join(shift, said)
                return
    course.record(kind, course.current, said, rule, reason, due=due)


def _move(course: Course, kind: ShiftKind, said: Stated, rule: str, reason: str) -> None:
    course.record(kind, _deadline(course, said, said.statement.modality), said, rule, reason)


def _deny(course: Course, said: Stated, reason: str) -> None:
    after = Deadline(course.milestone, None, Modality.DENIED, said.statement.rank, said)
    course.record(ShiftKind.DENIED, after, said, "5-denied", reason)


def _deadline(course: Course, said: Stated, modality: Modality) -> Deadline:
    s = said.statement
    return Deadline(milestone=course.milestone, due=s.due, modality=modality, rank=s.rank, set_by=said)


def _outranked(now: Deadline, said: Stated) -> bool:
    return RANKS[said.statement.rank] < RANKS[now.rank]


def _may_change(said: Stated, policy: LedgerPolicy) -> bool:
    return policy.change_from_anyone and is_explicit(said.statement)


def _reaffirms(now: Deadline, said: Stated, policy: LedgerPolicy) -> bool:
    """Whether a due range says again what is in force."""
    due = said.statement.due
    if due is None or now.due is None:
        return False
    return relation(now.due, due, policy.slack) in _SAME


def _is_same_news(one: Stated, other: Stated) -> bool:
    return one.entry == other.entry or (bool(one.story) and one.story == other.story)
