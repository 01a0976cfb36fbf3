"""Statements into deadlines and shifts.

1. drop duplicate rows, put the rest in order of publication, group them by entry and version;
2. judge each entry's word by the rules in turn: denial, delay, date, plan, beginning, completion;
3. where an earlier version of the entry gave a date, the date is judged as a correction instead (rule 10);
4. freeze the course of the milestone into its ledger.

Folding is pure: the same rows in any order, any number of times, give an equal ledger with equal keys.
"""

from collections.abc import Iterable

from monitor.ledger import dating, denial, events
from monitor.ledger.course import Course
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import Reading, ordered, readings
from monitor.records import Milestone, MilestoneLedger, Stated


def fold(milestone: Milestone, stated: Iterable[Stated], policy: LedgerPolicy) -> MilestoneLedger:
    """Everything that was stated about a milestone, folded in order of publication.

    Args:
        milestone: what is due. Rows of other milestones are ignored.
        stated: ledger rows in any order; repeats of a row are harmless.
        policy: what counts as a shift.
    """
    rows = ordered(s for s in stated if s.statement.milestone == milestone.id)
    course = Course(milestone.id)
    latest: dict[str, Reading] = {}
    for reading in readings(rows):
        before = latest.get(reading.entry)
        latest[reading.entry] = reading
        denial.deny(course, reading, policy)
        denial.delay(course, reading, policy)
        if before is not None and before.dated is not None:
            dating.correct(course, before, reading, policy)
        else:
            dating.date(course, reading, policy)
        events.undated(course, reading, policy)
        events.begin(course, reading)
        events.complete(course, reading)
    return MilestoneLedger(
        milestone=milestone.id,
        current=course.current,
        history=tuple(course.history),
        shifts=course.finished(),
        stated=rows,
    )
