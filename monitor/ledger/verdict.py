"""What a rule may conclude about one statement, shared by all rules: moved, confirmed, or merely noted."""

from monitor.ledger.compare import Relation, limit, relation
from monitor.ledger.course import MOVES, Course
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import FIRM, RANKS, is_explicit
from monitor.ledger.wording import who
from monitor.records import Change, Deadline, Modality, ShiftKind, Stated

SAME = frozenset({Relation.SAME, Relation.WIDER})
"""Relations in which nothing is changed."""


def move(
    course: Course,
    kind: ShiftKind,
    said: Stated,
    rule: str,
    reason: str,
    *,
    before: Deadline | None = None,
) -> None:
    """What was stated becomes the current deadline, in place of ``before`` if that is another one."""
    course.record(kind, deadline(course, said, plan_of(said)), said, rule, reason, before=before)


def plan_of(said: Stated) -> Modality:
    """How a statement puts a plan: whoever denies a delay and names the date states one."""
    told = said.statement.modality
    return Modality.PLANNED if told is Modality.DENIED else told


def confirm(course: Course, said: Stated, now: Deadline, policy: LedgerPolicy, how: str) -> None:
    """Rule 8: a repetition corroborates; a confirmation later on, or by a higher rank, is an event."""
    s = said.statement
    raised = RANKS[s.rank] > RANKS[now.rank]
    latest = course.last(*MOVES, ShiftKind.CONFIRMED)
    if latest is not None and not raised and said.said_at - latest.at <= policy.repeat_window:
        course.join(latest, said)
    else:
        course.record(ShiftKind.CONFIRMED, now, said, "2-same-limit", f"{who(said)} {how}.")
    decides = s.modality in FIRM and s.change is not Change.KEPT
    firmer = decides and now.modality not in (*FIRM, Modality.BEGUN)
    if raised:
        course.raise_(said)
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


def diverge(course: Course, said: Stated, reason: str) -> None:
    """Rule 3: noted and shown; the same divergence again joins the first."""
    due = said.statement.due
    for shift in reversed(course.shifts):
        if shift.kind in MOVES:
            break
        if shift.kind is ShiftKind.DIVERGENCE and shift.stated is not None:
            other = shift.stated.statement.due
            if (due is None and other is None) or (due and other and limit(due) == limit(other)):
                course.join(shift, said)
                return
    after = deadline(course, said, said.statement.modality)
    course.record(ShiftKind.DIVERGENCE, after, said, "3-divergence", reason)


def deadline(course: Course, said: Stated, modality: Modality) -> Deadline:
    """The deadline that a statement sets."""
    s = said.statement
    return Deadline(milestone=course.milestone, due=s.due, modality=modality, rank=s.rank, set_by=said)


def outranked(now: Deadline, said: Stated) -> bool:
    """Whether the speaker ranks below whoever set the current deadline."""
    return RANKS[said.statement.rank] < RANKS[now.rank]


def may_change(said: Stated, policy: LedgerPolicy) -> bool:
    """Rule 4: whether the words claim a change, and such claims count from anyone."""
    return policy.change_from_anyone and is_explicit(said.statement)


def reaffirms(now: Deadline, said: Stated, policy: LedgerPolicy) -> bool:
    """Whether a due range says again what is in force."""
    due = said.statement.due
    if due is None or now.due is None:
        return False
    return relation(now.due, due, policy.slack) in SAME
