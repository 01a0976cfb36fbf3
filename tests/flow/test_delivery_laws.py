"""However the development timeline is delivered, the same ledger and the same alerts come of it.

The whole way from recorded entries to recorded decisions, through the state:

* the **ledger** is the same always: in any order, in any pieces, twice, over restarts;
* the **alerts** are the same, told and not told, when pieces come in order of time, whatever the order within
  them and whatever is delivered again. Every piece spans less than news stays fresh;
* entries that come hours late are told the same, too: an original after its copies neither
  changes what is told nor tells it again.
"""

import random
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor import store
from monitor.evaluation.corpus import items, milestones, oracle
from monitor.judge import Parts
from monitor.ledger import LedgerPolicy, fold
from monitor.policies import ReviewPolicy
from monitor.records import AlertKind, Entry, Extraction, Score
from monitor.review import Reviewer
from monitor.store import alerts, entries, statements
from tests.eval.figures import DATA

ITEMS = {item.entry.id: item for item in items(DATA)}
MILESTONES = milestones(DATA)
WIRE = "-copy"
ENTRIES = [item.entry for item in ITEMS.values()]
# A wire copy of every tenth report, an hour later.
COPIES = [
    replace(
        e, id=e.id + WIRE, outlet="copier", origin="copier", published_at=e.published_at + timedelta(hours=1)
    )
    for e in ENTRIES[::10]
]
TIMELINE = sorted([*ENTRIES, *COPIES], key=lambda e: (e.published_at, e.id))
Pieces = Sequence[tuple[datetime, Sequence[Entry]]]


class Outcome(NamedTuple):
    """What is recorded when everything has been delivered."""

    ledgers: dict[str, list[tuple[object, ...]]]
    current: dict[str, object]
    decided: dict[str, str | None]
    """Key of every decision about a shift -> why nobody is told."""
    stories: frozenset[str]
    """Keys of the stories told."""

    @property
    def told(self) -> set[str]:
        return {key for key, why in self.decided.items() if why is None}


def gold(entry: Entry) -> Extraction:
    return ITEMS[entry.id.removesuffix(WIRE)].gold


def perfect(batch: Sequence[Entry]) -> Sequence[Score]:
    return [oracle(ITEMS[e.id.removesuffix(WIRE)].on_topic) for e in batch]


PARTS = Parts(perfect, gold, MILESTONES)
"""One for every start: they remember nothing but how words are spelt."""


def delivered(folder: Path, pieces: Pieces, *, again: bool = False, restart: bool = True) -> Outcome:
    """Deliver pieces, each at its instant; ``again``: judge everything a second time at the end."""
    opened, now = store.open(folder, pieces[0][0]), pieces[0][0]
    for at, piece in pieces:
        if restart:
            opened.close()
            opened = store.open(folder, at)
        now = at
        with opened.write() as conn:
            entries.add(conn, piece)
        _review(opened, now)
    if again:
        with opened.write() as conn:
            assert entries.rejudge(conn) == len(TIMELINE)
        _review(opened, now)
    opened.close()
    return _outcome(folder, now)


def _review(opened: store.Store, now: datetime) -> None:
    reviewer = Reviewer(
        {},
        fetch=lambda _: pytest.fail("no page is to be fetched"),
        allowed=lambda _: False,
        read=lambda *_: pytest.fail("no page is to be read"),
        store=opened,
        parts=PARTS,
        render=lambda *_: (),
        near=1.0,
        policy=ReviewPolicy(pages=False),
        clock=lambda: now,
    )
    while reviewer.review().judged:
        pass
    reviewer.stop()


def _outcome(folder: Path, now: datetime) -> Outcome:
    with closing(store.open(folder, now, readonly=True)) as opened, opened.read() as conn:
        rows = statements.by_milestone(conn)
        decided = alerts.latest(conn, 100_000, suppressed=True)
    ledgers = {m.id: fold(m, rows, LedgerPolicy()) for m in MILESTONES}
    return Outcome(
        ledgers={
            name: [
                (
                    s.key,
                    s.kind,
                    s.at,
                    s.days_moved,
                    s.rule,
                    s.reason,
                    s.stated and s.stated.key,
                    *(a.key for a in s.also),
                )
                for s in ledger.shifts
            ]
            for name, ledger in ledgers.items()
        },
        current={
            name: ledger.current and (ledger.current.due, ledger.current.set_by.key)
            for name, ledger in ledgers.items()
        },
        decided={a.key: a.suppressed for a in decided if a.kind is not AlertKind.COVERAGE},
        stories=frozenset(a.key for a in decided if a.kind is AlertKind.COVERAGE and a.suppressed is None),
    )


def one_by_one(some: Iterable[Entry]) -> Pieces:
    return [(e.published_at, [e]) for e in some]


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Everything delivered one by one, the moment it is published."""
    return delivered(tmp_path_factory.mktemp("order"), one_by_one(TIMELINE), restart=False)


def test_the_reference_tells_something(in_order: Outcome) -> None:
    assert len(in_order.told) > 10
    assert sum(len(shifts) for shifts in in_order.ledgers.values()) > 20


@pytest.mark.parametrize("seed", range(3))
def test_random_order_twice_and_in_pieces_ends_in_the_same_ledger(
    tmp_path: Path, in_order: Outcome, seed: int
) -> None:
    draw = random.Random(seed)
    mixed = [*TIMELINE, *draw.sample(TIMELINE, 40)]
    draw.shuffle(mixed)
    end, pieces = TIMELINE[-1].published_at, []
    while mixed:
        size = draw.randint(1, 40)
        pieces.append((end, mixed[:size]))
        mixed = mixed[size:]
    found = delivered(tmp_path, pieces, again=True)
    assert (found.ledgers, found.current) == (in_order.ledgers, in_order.current)


@pytest.mark.parametrize("days", [1, 6])
def test_pieces_in_order_of_time_tell_the_same(tmp_path: Path, in_order: Outcome, days: int) -> None:
    draw = random.Random(days)
    begin, pieces, past = TIMELINE[0].published_at, [], list[Entry]()
    for _, group in groupby(TIMELINE, key=lambda e: (e.published_at - begin) // timedelta(days=days)):
        some = list(group)
        end = some[-1].published_at
        piece = [*some, *draw.sample(past, min(5, len(past)))]
        draw.shuffle(piece)
        pieces.append((end, piece))
        past += some
    found = delivered(tmp_path, pieces, again=True)
    assert found == in_order


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_hours_late_is_told_once_and_the_same(
    tmp_path: Path, in_order: Outcome, seed: int
) -> None:
    draw = random.Random(seed)
    late = sorted((e.published_at + timedelta(hours=3 * draw.random()), e.id, e) for e in TIMELINE)
    found = delivered(tmp_path, [(at, [e]) for at, _, e in late], restart=False)
    assert (found.ledgers, found.current) == (in_order.ledgers, in_order.current)
    assert found.told == in_order.told


def test_originals_after_their_copies_are_no_second_alert(tmp_path: Path, in_order: Outcome) -> None:
    copied = {e.id.removesuffix(WIRE) for e in COPIES}
    late = [(e.published_at + timedelta(hours=2 * (e.id in copied)), e.id, e) for e in TIMELINE]
    found = delivered(tmp_path, [(at, [e]) for at, _, e in sorted(late)], restart=False)
    assert found.ledgers == in_order.ledgers
    assert found.told == in_order.told
