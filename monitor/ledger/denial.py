"""Rules 4 to 6: what denies or puts off a plan without naming a day.

Articles retell such news for months. A denial or a postponement that the ledger already holds is news again
only where an article leads with it; further down it is a recap, whatever its tense.
"""

from monitor.ledger.compare import Relation, relation
from monitor.ledger.course import Course
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import RANKS, Reading, leads, place
from monitor.ledger.verdict import (
    SAME,
    deadline,
    diverge,
    outranked,
    reaffirms,
)
from monitor.ledger.wording import rank_name, state, who
from monitor.records import Bound, Change, Deadline, Modality, Rank, ShiftKind, Stated

_NEAR = SAME | {Relation.NARROWER}


def deny(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rule 5: a denial counts when it meets a live plan; denying a detail of one that stands is none."""
    said, now = reading.denial, course.current
    if said is None:
        return
    due = reading.denied
    if due is not None and due.bound is Bound.UNTIL:
        return  # To deny a stay until a day denies no withdrawal.
    if now is None:
        if RANKS[said.statement.rank] > RANKS[Rank.SOURCES] or reading.recalls:
            _deny(course, said, f"{who(said)} denied a plan that nobody had stated before.")
        return
    if now.modality is Modality.COMPLETED:
        return
    if now.modality is Modality.DENIED:
        again = course.recent(said, policy.denial_stands, ShiftKind.DENIED)
        if not again and not leads(said, policy):
            again = course.last(ShiftKind.DENIED)
        if again:
            course.join(again, said)
        else:
            _deny(course, said, f"{who(said)} denied it anew, long after the last denial.")
        return
    if now.modality is Modality.POSTPONED:
        # "No new date has been set" is the aftermath of putting it off.
        aftermath = course.recent(said, policy.repeat_window, ShiftKind.POSTPONED)
        if aftermath is not None:
            course.join(aftermath, said)
            return
    denied = course.last(ShiftKind.DENIED)
    if denied is not None and not leads(said, policy):
        course.join(denied, said)
        return
    if (
        reading.dated is not None
        and reaffirms(now, reading.dated, policy)
        and not outranked(now, reading.dated)
    ):
        return
    if due is not None and now.due is not None and relation(now.due, due, policy.slack) not in _NEAR:
        return
    _deny(course, said, f"{who(said)} denied a live plan ({state(now)}).")


def delay(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Rules 4 and 6: put off, or moved without saying to when."""
    said, now = reading.delay, course.current
    if said is None or (now is not None and now.modality is Modality.COMPLETED):
        return
    if reading.dated is not None and now is not None and _explains(reading.dated, said, now, policy):
        return
    earlier = said.statement.change is Change.EARLIER
    kind = ShiftKind.EARLIER if earlier else ShiftKind.POSTPONED
    repeated = course.recent(said, policy.repeat_window, kind)
    if now is not None and now.modality is Modality.POSTPONED:
        repeated = course.last(ShiftKind.POSTPONED, ShiftKind.EARLIER)
    elif not repeated and not leads(said, policy):
        repeated = course.last(kind)
    if repeated is not None:
        course.join(repeated, said)
        return
    if not policy.change_from_anyone and now is not None and outranked(now, said):
        diverge(course, said, f"{who(said)} speaks of a change, but does not outrank {rank_name(now.rank)}.")
        return
    how = "brought it forward" if earlier else "put it off"
    after = deadline(course, said, Modality.POSTPONED)
    if earlier and now is not None and now.live and now.due is not None:
        after = now  # the date on record is still the latest one
    course.record(kind, after, said, "4-change", f"{who(said)} {how} without a date; before: {state(now)}.")


def _deny(course: Course, said: Stated, reason: str) -> None:
    after = Deadline(course.milestone, None, Modality.DENIED, said.statement.rank, said)
    course.record(ShiftKind.DENIED, after, said, "5-denied", reason)


def _explains(dated: Stated, delay: Stated, now: Deadline, policy: LedgerPolicy) -> bool:
    """Whether an article tells of a delay only to say when it will be instead, and that is what is in force.

    Then the delay is a recap: it stands in the same sentence as the date, or further down.
    """
    one, other = dated.statement.quote, delay.statement.quote
    together = one.field is other.field and one.start < other.end and other.start < one.end
    return (together or place(dated) < place(delay)) and reaffirms(now, dated, policy)
