"""Use case: a person says that a statement was read rightly or wrongly, and the ledger follows.

1. **record** the label, or take it back;
2. **fold** the milestones it concerns anew, with it and without: nothing else is read again;
3. **take back** the alerts that were told and do not hold any more: what still waits is withdrawn, and
   whoever has the alert is told. What holds again is told to whoever was told otherwise;
4. **hush** what only the ledger that now counts has: nothing new was published.

All of it in the caller's transaction. The same label again changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from monitor import memory
from monitor.alerts import standing
from monitor.followup import Retold
from monitor.hushed import Told, hush, told
from monitor.ledger import LedgerPolicy, finds, fold
from monitor.records import (
    Alert,
    Message,
    Milestone,
    MilestoneLedger,
    Stated,
    StatementLabel,
    Suppression,
)
from monitor.store import alerts, followups, ledgers, outbox, statement_labels, statements, waiting

Tell = Callable[[Retold, memory.Lately], Sequence[Message]]
"""What those who have an alert are told of it."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What milestones are folded by."""

    milestones: tuple[Milestone, ...]
    policy: LedgerPolicy


@dataclass(frozen=True, slots=True)
class Relabelled:
    """What a label came to."""

    changed: bool = False
    """Whether the label is another one than before."""
    retracted: tuple[Alert, ...] = ()
    """Told before, and taken back."""
    restored: tuple[Alert, ...] = ()
    """Taken back before, and told to hold after all."""


def label_of(conn: Connection, row: Stated) -> statement_labels.Said | None:
    """The label in force that finds a row."""
    found = [s for s in statement_labels.all(conn, row.entry) if finds(s.label, row)]
    return found[-1] if found else None


def relabel(conn: Connection, label: StatementLabel, by: Folding, tell: Tell, now: datetime) -> Relabelled:
    """Label a statement.

    Args:
        label: the verdict. An earlier one on the same statement is replaced.
        by: what milestones are folded by.
        tell: what those who have an alert are told of it.
        now: the instant.
    """
    former = next(
        (
            said
            for row in statements.of_entry(conn, label.entry)
            if finds(label, row) and (said := label_of(conn, row)) is not None
        ),
        None,
    )
    concerned = _concerned(label, former.label if former else None)
    name = former.about if former else ""
    return _change(conn, lambda: statement_labels.say(conn, label, name), concerned, by, tell, now)


def take_back(conn: Connection, about: str, by: Folding, tell: Tell, now: datetime) -> Relabelled:
    """Take the label of a statement back, by its name in the store; without one nothing changes."""
    said = next((s for s in statement_labels.all(conn) if s.about == about), None)
    if said is None:
        return Relabelled()
    concerned = _concerned(said.label)
    return _change(conn, lambda: statement_labels.take_back(conn, about, now), concerned, by, tell, now)


def _concerned(*labels: StatementLabel | None) -> frozenset[str]:
    """The milestones that labels bear on."""
    return frozenset(
        name
        for label in labels
        if label is not None
        for name in (label.milestone, label.correction.milestone if label.correction else "")
        if name
    )


def _change(
    conn: Connection,
    record: Callable[[], int | None],
    concerned: Iterable[str],
    by: Folding,
    tell: Tell,
    now: datetime,
) -> Relabelled:
    milestones = [milestone for milestone in by.milestones if milestone.id in concerned]
    before = _folded(conn, milestones, by.policy)
    told_before = _told(conn, before)
    number = record()
    if number is None:
        return Relabelled()
    after = _folded(conn, milestones, by.policy)
    retracted: list[Alert] = []
    restored: list[Alert] = []
    for milestone in milestones:
        old, new = before[milestone.id], after[milestone.id]
        found = standing(alerts.about(conn, [milestone.id]), old, new)
        for alert in found.fallen:
            alerts.tell(conn, [replace(alert, suppressed=Suppression.RETRACTED)])
            given = followups.withdraw(conn, alert.key)
            _tell(conn, Retold(alert, False, given, new.current, number), tell)
            retracted.append(alert)
        for alert in found.risen:
            again = replace(alert, suppressed=None)
            alerts.tell(conn, [again])
            followups.withdraw_retractions(conn, alert.key)
            given = followups.retractions(conn, alert.key)
            followups.restore(conn, alert.key, [one.message.destination for one in given])
            _tell(conn, Retold(again, True, given, new.current, number), tell)
            restored.append(again)
    # What the clock says of a deadline that counts again, nobody has been told: the next sweep tells it.
    words = "Only the ledger as labelled has it"
    told_after = _told(conn, after)
    hush(conn, told_before, told_after, Suppression.LABELLED, words, now, only=tuple(after))
    return Relabelled(True, tuple(retracted), tuple(restored))


def _tell(conn: Connection, one: Retold, tell: Tell) -> None:
    if one.given:
        outbox.put(conn, tell(one, partial(waiting.sent, conn)))


def _folded(
    conn: Connection, milestones: Sequence[Milestone], policy: LedgerPolicy
) -> dict[str, MilestoneLedger]:
    unheard = memory.unheard(conn)
    return {
        m.id: fold(m, (r for r in ledgers.counting(conn, m.id).rows if r.entry not in unheard), policy)
        for m in milestones
    }


def _told(conn: Connection, folded: Mapping[str, MilestoneLedger]) -> Told:
    return told(conn, (shift for ledger in folded.values() for shift in ledger.shifts), folded.keys())
