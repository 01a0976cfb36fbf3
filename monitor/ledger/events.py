"""Rule 7: what is told of a plan without a date: that it lives, has begun, is done."""

from dataclasses import replace

from monitor.ledger.course import Course
from monitor.ledger.disagreement import disagree, opposed
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import FIRM, RANKS, TENTATIVE, Reading
from monitor.ledger.verdict import confirm, deadline, outranked
from monitor.ledger.wording import state, when, who
from monitor.records import Deadline, Modality, Rank, ShiftKind, Stated


def undated(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rule 7: a plan spoken of as alive, without a date."""
    said, now = reading.undated, course.current
    if said is None or (reading.denial is not None and now is None):
        return
    if now is None:
        after = deadline(course, said, said.statement.modality)
        course.record(
            ShiftKind.NEW, after, said, "7-first", f"{who(said)} first spoke of it, without a date."
        )
        return
    if now.modality is Modality.DENIED:
        _undated_against_denial(course, said, now, policy)
    elif now.live and now.modality is not Modality.POSTPONED and said.statement.modality not in TENTATIVE:
        confirm(course, said, now, policy, "spoke of it as going ahead")


def stand(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rule 8: a word that the plan stands confirms the deadline in force, if somebody on record set one.

    It makes no plan, revives none, and does not confirm what unnamed sources only said: that may be what it
    is said against.
    """
    said, now = reading.kept, course.current
    if said is None or now is None or not now.live or now.rank is Rank.SOURCES:
        return
    if now.modality not in (*TENTATIVE, Modality.POSTPONED):
        confirm(course, said, now, policy, "said that it stands")


def condition(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rule 3: to make a dated plan depend on something is another position, when another side does so."""
    said, now = reading.condition, course.current
    if said is None or reading.dated is not None or now is None or not now.live or now.due is None:
        return
    if opposed(now, said, policy):
        reason = f"{who(said)} makes it depend on conditions; {when(now.due)} stands by {who(now.set_by)}."
        disagree(course, said, reason, policy)


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
    # the day on which it began is none on which it is due
    after = replace(deadline(course, said, Modality.BEGUN), due=None) if revived else now
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
    if now is None and said.statement.rank is Rank.SOURCES:
        return
    after = deadline(course, said, Modality.COMPLETED)
    course.record(
        ShiftKind.COMPLETED,
        after,
        said,
        "7-completed",
        f"{who(said)} reported completion; before: {state(now)}.",
    )


def _undated_against_denial(course: Course, said: Stated, now: Deadline, policy: LedgerPolicy) -> None:
    """A denied plan is alive again when it is agreed on by those who can; otherwise the sides disagree."""
    s = said.statement
    firm = s.modality in FIRM and not outranked(now, said)
    fresh = course.recent(said, policy.repeat_window, ShiftKind.DENIED) is not None
    if firm and (not fresh or RANKS[s.rank] > RANKS[now.rank]):
        after = deadline(course, said, s.modality)
        course.record(
            ShiftKind.NEW,
            after,
            said,
            "7-revived",
            f"{who(said)}: the denied plan is agreed on again, no date.",
        )
    elif RANKS[s.rank] > RANKS[Rank.SOURCES]:
        disagree(course, said, f"{who(said)} speaks of a plan that {who(now.set_by)} denied.", policy)
