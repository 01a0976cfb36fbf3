"""Disagreement as a state: sides on record that hold different positions at the same time (rule 3).

It opens when a speaker on record contradicts the deadline in force without moving it, and another side had
set that deadline on record. While it is open, what the sides say joins it or changes their positions. It
closes when one side comes round to what another holds, when both put their name to a text, when somebody else
on record moves the deadline, or when the thing is done.
"""

from collections.abc import Iterator
from dataclasses import replace

from monitor.ledger.authority import side_of
from monitor.ledger.compare import Relation, relation
from monitor.ledger.course import Course
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import Reading
from monitor.ledger.verdict import deadline, diverge, plan_of
from monitor.ledger.wording import state, who
from monitor.records import (
    Deadline,
    Disagreement,
    Modality,
    Position,
    Rank,
    ShiftKind,
    Stated,
)

JOINT_TEXT = "the joint text"
"""What holds the other position where a party makes what both sides signed depend on something."""
_WITHIN = frozenset({Relation.SAME, Relation.NARROWER})


def disagree(course: Course, said: Stated, reason: str, policy: LedgerPolicy) -> None:
    """Open a disagreement, or join the open one; a divergence where the sides are not two on record."""
    now = course.current
    sides = opposed(now, said, policy) if now is not None else None
    if now is None or sides is None:
        diverge(course, said, reason)
        return
    there = deadline(course, said, said.statement.modality)
    known = _open(course)
    if known is not None:
        _take(course, known, Position(sides[1], there))
        opening = course.last(ShiftKind.DISAGREEMENT)
        if opening is not None:
            course.join(opening, said)
        return
    course.record(ShiftKind.DISAGREEMENT, there, said, "3-disagreement", reason)
    positions = (Position(sides[0], now), Position(sides[1], there))
    course.disagreements.append(Disagreement(course.milestone, said.said_at, positions))


def opposed(now: Deadline, said: Stated, policy: LedgerPolicy) -> tuple[str, str] | None:
    """The two sides that a statement and the deadline in force stand for; None unless they are two on record.

    To wish for something is no position, so a proposal contradicts nobody; a denial that no longer stands
    is contradicted by nobody.
    """
    one, other = now.set_by.statement, said.statement
    if Rank.SOURCES in (one.rank, other.rank) or other.modality is Modality.PROPOSED:
        return None
    if now.modality is Modality.DENIED and said.said_at - now.set_by.said_at > policy.denial_stands:
        return None
    sides = side_of(one, policy), side_of(other, policy)
    if one.rank is Rank.JOINT and other.modality is Modality.CONDITIONAL and sides[1] is not None:
        return JOINT_TEXT, sides[1]  # a party that makes what both have signed depend on something
    if sides[0] is None or sides[1] is None or sides[0] == sides[1]:
        return None
    return sides[0], sides[1]


def settle(course: Course, reading: Reading, policy: LedgerPolicy) -> None:
    """Close the open disagreement if an entry's word ends it; otherwise note what the sides hold now."""
    known, now = _open(course), course.current
    if known is None or now is None:
        return
    if now.set_by.entry == reading.entry:
        _settle_by_move(course, known, now, policy)
        return
    for word in _words(course, reading):
        said = word.set_by
        if said.statement.rank is Rank.SOURCES or not _meets(word, now, policy):
            continue
        if said.statement.rank is Rank.JOINT:
            _close(course, known, said, f"a joint text says: {state(now)}")
            return
        side = side_of(said.statement, policy)
        left = next((p for p in known.positions[1:] if p.side == side), None)
        # To say that it goes ahead is not to come round to the other's date.
        if left is not None and (word.due is not None or left.deadline.due is None):
            _close(course, known, said, f"{side} now says the same: {state(now)}", left)
            return


def _settle_by_move(course: Course, known: Disagreement, now: Deadline, policy: LedgerPolicy) -> None:
    """The deadline has moved: by a side to its own position, to the other's, or by somebody else."""
    said = now.set_by
    if said.statement.rank is Rank.SOURCES or said.entry == known.positions[-1].deadline.set_by.entry:
        return
    side = side_of(said.statement, policy)
    own = next((p for p in known.positions if p.side == side), None)
    if now.modality is Modality.COMPLETED:
        _close(course, known, said, "it is done")
    elif said.statement.rank is Rank.JOINT:
        _close(course, known, said, f"a joint text says: {state(now)}")
    elif own is None:
        _close(course, known, said, f"{who(said)} has the last word: {state(now)}")
    else:
        met = [p for p in known.positions if p.side != side and _meets(now, p.deadline, policy)]
        if met:
            _close(course, known, said, f"{side} now says what {met[0].side} says: {state(now)}", own)
        else:
            _take(course, known, Position(own.side, now))


def _close(
    course: Course, known: Disagreement, said: Stated, outcome: str, given_up: Position | None = None
) -> None:
    since = f"Open since {known.opened_at:%Y-%m-%d} between {' and '.join(p.side for p in known.positions)}"
    before = (given_up or known.positions[-1]).deadline
    course.record(
        ShiftKind.SETTLED, course.current, said, "3-disagreement", f"{since}; {outcome}.", before=before
    )
    course.disagreements[-1] = replace(known, closed_at=said.said_at, outcome=outcome)


def _open(course: Course) -> Disagreement | None:
    last = course.disagreements[-1] if course.disagreements else None
    return last if last is not None and last.closed_at is None else None


def _take(course: Course, known: Disagreement, position: Position) -> None:
    """Put down what a side holds now."""
    others = [p for p in known.positions if p.side != position.side]
    held = [position if p.side == position.side else p for p in known.positions]
    positions = held if len(others) < len(held) else [*held, position]
    course.disagreements[-1] = replace(known, positions=tuple(positions))


def _words(course: Course, reading: Reading) -> Iterator[Deadline]:
    """What an entry says about a plan that it does not move."""
    if reading.denial is not None:
        yield deadline(course, reading.denial, Modality.DENIED)
    for said in (reading.dated, reading.undated):
        if said is not None:
            yield deadline(course, said, plan_of(said))


def _meets(word: Deadline, held: Deadline, policy: LedgerPolicy) -> bool:
    """Whether a word agrees with what is held: both deny, or both plan without conditions, to one date."""
    if word.live is not held.live or Modality.CONDITIONAL in (word.modality, held.modality):
        return False
    if word.due is None or held.due is None:
        delayed = Modality.POSTPONED in (word.modality, held.modality)
        return not delayed or word.modality is held.modality
    return relation(held.due, word.due, policy.slack) in _WITHIN
