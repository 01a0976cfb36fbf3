"""Statements into deadlines and shifts.

1. drop duplicate rows, put the rest in order of publication, group them by entry and version;
2. judge each entry's word by the rules in turn: denial, delay, date, plan, beginning, completion;
3. where an earlier version of the entry gave a date, the date is judged as a correction instead (rule 10);
4. see whether it ends an open disagreement;
5. freeze the course of the milestone into its ledger.

Folding is pure: the same rows in any order, any number of times, give an equal ledger with equal keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.ledger import dating, denial, disagreement, events
from monitor.ledger.authority import believed
from monitor.ledger.course import Course
from monitor.ledger.policy import LedgerPolicy
from monitor.ledger.reading import Reading, ordered, readings
from monitor.records import Milestone, MilestoneLedger, Shift, Stated


def fold(milestone: Milestone, stated: Iterable[Stated], policy: LedgerPolicy) -> MilestoneLedger:
    """Everything that was stated about a milestone, folded in order of publication.

    Args:
        milestone: what is due. Rows of other milestones are ignored.
        stated: ledger rows in any order; repeats of a row are harmless.
        policy: what counts as a shift.
    """
    folding = Folding(milestone, policy)
    folding.add(stated)
    return folding.ledger()


@dataclass(frozen=True, slots=True)
class Folded:
    """What rows did to the shifts of a milestone."""

    shifts: tuple[Shift, ...] = ()
    """New ones, and those carried by more than before, in order."""
    anew: bool = False
    """Whether these are all there are: a row came late, and everything was folded from the start."""


class Folding:
    """A fold that goes on: rows that come in order of publication are folded once, others from the start.

    Whatever way the rows come, :meth:`ledger` equals :func:`fold` of all of them.
    """

    def __init__(self, milestone: Milestone, policy: LedgerPolicy) -> None:
        self._milestone = milestone
        self._policy = policy
        self._start()

    def add(self, stated: Iterable[Stated]) -> Folded:
        """Take in rows; those of other milestones are ignored."""
        own = (s for s in stated if s.statement.milestone == self._milestone.id)
        new = ordered(believed(own, self._policy))
        if not new:
            return Folded()
        if anew := bool(self._rows) and _place(new[0]) <= _place(self._rows[-1]):
            new = ordered((*self._rows, *new))
            self._start()
        self._rows += new
        for reading in readings(new, self._policy):
            self._judge(reading)
        return Folded(self._course.changed(), anew)

    def ledger(self) -> MilestoneLedger:
        """The milestone as folded so far."""
        return MilestoneLedger(
            milestone=self._milestone.id,
            current=self._course.current,
            history=tuple(self._course.history),
            shifts=tuple(self._course.shifts),
            stated=tuple(self._rows),
            disagreements=tuple(self._course.disagreements),
        )

    def _start(self) -> None:
        self._course = Course(self._milestone.id, self._milestone.others)
        self._rows: list[Stated] = []
        self._latest: dict[str, Reading] = {}

    def _judge(self, reading: Reading) -> None:
        """One entry's word, rule by rule."""
        course, policy = self._course, self._policy
        before = self._latest.get(reading.entry)
        self._latest[reading.entry] = reading
        if policy.denials_count:
            denial.deny(course, reading, policy)
        denial.delay(course, reading, policy)
        if before is not None and before.dated is not None and policy.corrections_count:
            dating.correct(course, before, reading, policy)
        else:
            dating.date(course, reading, policy)
        events.undated(course, reading, policy)
        events.stand(course, reading, policy)
        events.condition(course, reading, policy)
        if policy.events_count:
            events.begin(course, reading)
            events.complete(course, reading)
        disagreement.settle(course, reading, policy)


def _place(stated: Stated) -> tuple[object, ...]:
    return (stated.said_at, stated.entry, stated.version)
