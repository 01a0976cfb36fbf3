"""Use case: read the stored entries again, and put the ledger that comes of it in force.

1. **score** every entry anew, when that is asked for;
2. **read** every version of an entry that the ledger is read from into a draft (:mod:`monitor.store.drafts`),
   batch by batch: a process that is stopped or killed is gone on from;
3. **compare** the shifts of draft and ledger;
4. **replace** the ledger by the draft in one transaction; the one before is kept. Nothing is sent: what only
   the rebuilt ledger tells is recorded as decided and suppressed, or the next sweep would tell old news.

Steps 1 to 3 read the state and work beside a running daemon; step 4 is for whoever holds the state, while
nobody judges. :func:`undo` goes back to the ledger before.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol

from sqlalchemy import Connection

from monitor import memory
from monitor.errors import StateError
from monitor.hushed import hush, told
from monitor.judge import Parts, Version, scored
from monitor.ledger import Difference, difference, fold, labelled, stated_by, sweep
from monitor.records import (
    Entry,
    Extraction,
    Milestone,
    MilestoneLedger,
    Shift,
    Stated,
    StatementLabel,
    Suppression,
)
from monitor.store import (
    Store,
    entries,
    ledgers,
    meta,
    scores,
    statement_labels,
    statements,
    stories,
)
from monitor.store.drafts import Draft, Reading

BATCH = 200
"""Versions of entries read in one go; at most so many are read again after a kill."""

Progress = Callable[[int, int], None]
"""Called with (done, in all)."""


class Each(Protocol):
    """``map``, or what does the same with several processes."""

    def __call__(
        self, read: Callable[[Entry], "Extraction | str"], batch: Sequence[Entry], /
    ) -> Iterable["Extraction | str"]: ...


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuilt ledger came to, compared with the one in force."""

    difference: Difference
    entries: int
    """Versions of entries that it was read from."""
    statements: int
    statements_before: int
    failures: Mapping[Version, str] = field(default_factory=dict)
    """Versions that could not be read, with the cause: they keep the statements they had."""
    same: bool = False
    """Both hold the same rows: there is nothing to replace."""


@dataclass(frozen=True, slots=True)
class _Succession:
    """A ledger, and the one to follow it."""

    before: Sequence[Stated]
    after: Sequence[Stated]
    unheard: Collection[str]
    """Entries labelled irrelevant: their rows are kept, and count on neither side."""
    labels: Sequence[StatementLabel]
    """What the user said about statements: it counts on both sides."""
    readings: Sequence[Version] = ()
    failures: Mapping[Version, str] = field(default_factory=dict)
    later: Sequence[Stated] = ()
    """Rows of both that were read after the ledger to come had been replaced."""


def score(store: Store, draft: Draft, parts: Parts, on_progress: Progress | None = None) -> None:
    """Step 1: score every judged version that the draft holds no score of.

    Raises:
        DiskError: the disk is full; the draft keeps what it has.
        StateError: the state cannot be read.
    """
    with store.read() as conn:
        judged = list(ledgers.judged(conn))
    there = draft.scores()
    missing = [version for version in judged if version not in there]
    for start in range(0, len(missing), BATCH):
        with store.read() as conn:
            batch = entries.get_versions(conn, missing[start : start + BATCH])
        found = zip(batch, scored(batch, parts), strict=True)
        draft.add(scored={(e.id, e.version): one for e, one in found})
        if on_progress is not None:
            on_progress(len(judged) - len(missing) + start + len(batch), len(judged))


def read(
    store: Store,
    draft: Draft,
    parts: Parts,
    *,
    each: Each = map,
    on_progress: Progress | None = None,
) -> None:
    """Step 2: read into the draft until it holds everything that the ledger is read from.

    Entries judged meanwhile are read too, and those whose text became another one are read again.

    Args:
        each: how a batch is read.

    Raises:
        DiskError: the disk is full; the draft keeps what it has.
        StateError: the state cannot be read.
    """
    tried: set[tuple[Version, str]] = set()
    reading = partial(_extracted, parts.extract)
    with store.read() as conn:
        copies = {s.entry: s.copy_of for s in statements.by_milestone(conn) if s.copy_of is not None}
    while True:
        due, done = _due(store, draft), draft.done()
        missing = [v for v, shape in due.items() if done.get(v) != shape and (v, shape) not in tried]
        if on_progress is not None:
            on_progress(len(due) - len(missing), len(due))
        if not missing:
            return
        for start in range(0, len(missing), BATCH):
            some = missing[start : start + BATCH]
            with store.read() as conn:
                batch = entries.get_versions(conn, some)
                story = stories.of(conn, [e.id for e in batch])
            draft.add(
                [
                    Reading(
                        entry.id,
                        entry.version,
                        due[entry.id, entry.version],
                        _rows(entry, found, parts, story.get(entry.id, entry.id), copies.get(entry.id)),
                        failure=found if isinstance(found, str) else None,
                    )
                    for entry, found in zip(batch, each(reading, batch), strict=True)
                ]
            )
            tried |= {(version, due[version]) for version in some}
            if on_progress is not None:
                on_progress(len(due) - len(missing) + start + len(some), len(due))


def compare(store: Store, draft: Draft, parts: Parts) -> Rebuilt:
    """Step 3: what the draft tells otherwise than the ledger in force. Nothing is changed."""
    found = _succession(store, draft)
    return _rebuilt(found, _folds(found, parts))


def install(store: Store, draft: Draft, parts: Parts, now: datetime) -> Rebuilt:
    """Step 4: put the draft in force, in one transaction; it is of no use any more when this returns.

    The caller holds the state, and nobody judges meanwhile. What was judged since the draft was made is read
    first. A ledger with the same rows stays in force, and the former one stays what it is.

    Raises:
        StateError: the draft was read by other rules than ``parts``, or the state cannot be written.
            Nothing was changed.
    """
    if parts.rules != draft.plan.rules:
        raise StateError(
            "the rebuilt ledger was read by other rules than those in use. Have the running daemon read its "
            "configuration again (`kill -HUP`), or restart it after an update; then run `monitor rebuild`."
        )
    read(store, draft, parts)
    found, made = _succession(store, draft), draft.scores()
    with store.read() as conn:
        fresh = [(*v, made[v]) for v in ledgers.judged(conn) if v in made]
    folds = _folds(found, parts)
    rebuilt = _rebuilt(found, folds)
    with store.write() as conn:
        scores.save(conn, fresh, now)
        if rebuilt.same:
            meta.put(conn, meta.RULES, parts.rules)
        else:
            ledgers.replace(conn, found.after, parts.rules, found.readings)
            _hush(conn, folds, parts, now)
    return rebuilt


def compare_former(store: Store, parts: Parts) -> Rebuilt:
    """What :func:`undo` would change. Nothing is changed.

    Raises:
        StateError: no former ledger is kept.
    """
    found = _return(store)
    return _rebuilt(found, _folds(found, parts))


def undo(store: Store, parts: Parts, now: datetime) -> Rebuilt:
    """Put the former ledger in force again, with what was read since it was replaced. Nothing is sent.

    The caller holds the state, and nobody judges meanwhile.

    Raises:
        StateError: no former ledger is kept. Nothing was changed.
    """
    found = _return(store)
    folds = _folds(found, parts)
    rebuilt = _rebuilt(found, folds)
    with store.write() as conn:
        ledgers.restore(conn, found.later)
        _hush(conn, folds, parts, now)
    return rebuilt


def _due(store: Store, draft: Draft) -> dict[Version, str]:
    """Versions that the new ledger is read from, in order of publication, with the shapes of their texts."""
    with store.read() as conn:
        judged = ledgers.judged(conn)
    fresh = draft.scores() if draft.plan.scorer else {}
    return {
        version: shape
        for version, (shape, counts) in judged.items()
        if (fresh[version].relevant if version in fresh else counts)
    }


def _extracted(extract: Callable[[Entry], Extraction], entry: Entry) -> Extraction | str:
    """What one entry states, or why it cannot be read: in whatever process."""
    try:
        return extract(entry)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _rows(
    entry: Entry, found: Extraction | str, parts: Parts, story: str, copy_of: str | None
) -> tuple[Stated, ...]:
    """The rows of one entry; none where it could not be read."""
    if isinstance(found, str):
        return ()
    known = {m.id for m in parts.milestones}
    named, credited = parts.credited(entry)
    rows = (stated_by(named, s, story, credited, copy_of) for s in found.statements if s.milestone in known)
    return tuple({row.key: row for row in rows}.values())


def _succession(store: Store, draft: Draft) -> _Succession:
    due, made = _due(store, draft), draft.readings()
    with store.read() as conn:
        before, unheard = statements.by_milestone(conn), memory.unheard(conn)
        labels = statement_labels.in_force(conn)
    failures = {v: f for v, read in made.items() if v in due and (f := read.failure) is not None}
    after = [s for version, read in made.items() if version in due for s in read.stated]
    after += [s for s in before if (s.entry, s.version) in failures]
    after.sort(key=lambda s: (s.said_at, s.key))
    return _Succession(before, after, unheard, labels, tuple(due), failures)


Ledgers = Mapping[str, MilestoneLedger]


def _folds(found: _Succession, parts: Parts) -> tuple[Ledgers, Ledgers]:
    """Both ledgers folded, before and after; milestones that are configured no more among them."""
    configured = {m.id: m for m in parts.milestones}

    def folded(rows: Sequence[Stated]) -> Ledgers:
        said = memory.by_milestone(labelled(rows, found.labels).rows, found.unheard)
        milestones = {name: Milestone(name, name) for name in said} | configured
        return {name: fold(m, said.get(name, ()), parts.ledger) for name, m in milestones.items()}

    return folded(found.before), folded(found.after)


def _return(store: Store) -> _Succession:
    with store.read() as conn:
        if not ledgers.has_former(conn):
            raise StateError("there is no former ledger to go back to: none was rebuilt, or it was undone.")
        before, known = statements.by_milestone(conn), ledgers.readings(conn)
        later = [s for s in before if (s.entry, s.version) not in known]
        former = ledgers.former(conn)
        labels = statement_labels.in_force(conn)
        return _Succession(before, (*former, *later), memory.unheard(conn), labels, tuple(known), later=later)


def _rebuilt(found: _Succession, folds: tuple[Ledgers, Ledgers]) -> Rebuilt:
    return Rebuilt(
        difference=difference(*folds),
        entries=len(found.readings),
        statements=len(found.after),
        statements_before=len(found.before),
        failures=found.failures,
        same={s.key: s for s in found.before} == {s.key: s for s in found.after},
    )


def _hush(conn: Connection, folds: tuple[Ledgers, Ledgers], parts: Parts, now: datetime) -> None:
    """What only the ledger now in force tells is told to nobody: neither what was stated, nor what the clock
    says of its deadlines."""
    before, after = (told(conn, _shifts(folded, parts, now)) for folded in folds)
    hush(conn, before, after, Suppression.REBUILT, "Only the rebuilt ledger has it", now)


def _shifts(folded: Ledgers, parts: Parts, now: datetime) -> Iterable[Shift]:
    for ledger in folded.values():
        yield from ledger.shifts
    for milestone in parts.milestones:
        yield from sweep(folded[milestone.id], milestone, parts.ledger, now)
