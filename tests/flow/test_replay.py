"""A replay of the development set from its gold statements: exactly the required alerts, in any order."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.evaluation.corpus import items, milestones, oracle, shift_list
from monitor.evaluation.shifts import compare
from monitor.judge import Memory, Parts, judge
from monitor.records import Alert, AlertKind, Entry, Extraction, Score, ScoreReason
from monitor.replay import Replayed, replay
from tests.eval.figures import DATA

ITEMS = {item.entry.id: item for item in items(DATA)}
ENTRIES = [item.entry for item in ITEMS.values()]


def gold(entry: Entry) -> Extraction:
    return ITEMS[entry.id.removesuffix("-copy")].gold


def perfect(batch: Sequence[Entry]) -> Sequence[Score]:
    return [oracle(ITEMS[entry.id.removesuffix("-copy")].on_topic) for entry in batch]


PARTS = Parts(perfect, gold, milestones(DATA))


def told(replayed: Replayed) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(a.key, a.entry, a.also) for a in replayed.alerts]


def test_exactly_the_required_alerts() -> None:
    result = compare(replay(ENTRIES, PARTS).alerts, shift_list(DATA))
    assert (result.missed, result.late, result.false, result.silent_hits) == ([], [], [], [])


@pytest.mark.parametrize("seed", range(3))
def test_random_order_and_repeats_change_nothing(seed: int) -> None:
    mixed = [*ENTRIES, *random.Random(seed).sample(ENTRIES, 30)]
    random.Random(seed).shuffle(mixed)
    assert told(replay(mixed, PARTS, batch=7)) == told(replay(ENTRIES, PARTS))


@pytest.mark.parametrize("seed", range(3))
def test_what_arrives_hours_late_and_piece_by_piece_is_told_the_same(seed: int) -> None:
    random_ = random.Random(seed)
    arrivals = sorted((e.published_at + timedelta(hours=3 * random_.random()), e) for e in central())
    memory, rows, alerts = Memory(), [], []
    for now, entry in arrivals:
        judgement = judge([entry], memory, PARTS, now)
        rows = [*memory.stated.get("", ()), *judgement.stated]
        memory = Memory(
            stated={"": rows}
            | {m.id: [r for r in rows if r.statement.milestone == m.id] for m in milestones(DATA)},
            stories=(*memory.stories, *judgement.told),
            known_keys=memory.known_keys | {a.key for a in judgement.alerts},
        )
        alerts += judgement.alerts
    in_order = replay(central(), PARTS).alerts
    assert {a.key for a in alerts if loud(a)} == {a.key for a in in_order if loud(a)}


def central() -> list[Entry]:
    return [item.entry for item in ITEMS.values() if item.on_topic]


def loud(alert: Alert) -> bool:
    return alert.suppressed is None and alert.kind is not AlertKind.COVERAGE


def test_wire_copies_corroborate_and_raise_nothing() -> None:
    copies = [
        replace(
            entry, id=f"{entry.id}-copy", outlet=f"copy of {entry.outlet}", origin=f"copy of {entry.origin}"
        )
        for entry in ENTRIES
    ]
    ITEMS.update({copy.id: ITEMS[copy.id.removesuffix("-copy")] for copy in copies})
    plain, doubled = replay(ENTRIES, PARTS), replay([*ENTRIES, *copies], PARTS)
    told_loud = [a for a in doubled.alerts if loud(a)]
    assert [a.key for a in told_loud] == [a.key for a in plain.alerts if loud(a)]
    later = next(a for a in told_loud if a.kind is AlertKind.LATER)
    assert f"{later.entry}-copy" in later.also


def test_no_shift_from_articles_that_are_off_topic() -> None:
    off = {item.entry.id for item in ITEMS.values() if not item.on_topic}
    assert not [a for a in replay(ENTRIES, PARTS).alerts if a.entry in off]


def test_nothing_is_swallowed_when_the_scorer_fails() -> None:
    def broken(batch: Sequence[Entry]) -> Sequence[Score]:
        raise RuntimeError("no model")

    replayed = replay(ENTRIES, replace(PARTS, score=broken))
    assert replayed.counts.unscored == len(ENTRIES)
    assert {s.reason for s in replayed.scores.values()} == {ScoreReason.UNSCORED}
    assert compare(replayed.alerts, shift_list(DATA)).missed == []


def test_the_clock_speaks_when_asked() -> None:
    silent, ticking = replay(ENTRIES, PARTS), replay(ENTRIES, PARTS, clock=True)
    clock = [a for a in ticking.alerts if a.kind in (AlertKind.REMINDER, AlertKind.LAPSED)]
    assert clock
    assert all(a.entry is None for a in clock)
    reminded = [a.published_at for a in clock if a.kind is AlertKind.REMINDER and a.milestone == "combat_end"]
    assert reminded[:2] == [datetime(2021, 10, 2, tzinfo=UTC), datetime(2021, 12, 1, tzinfo=UTC)]
    assert [a.key for a in ticking.alerts if a.entry] == [a.key for a in silent.alerts if a.entry]


def test_progress_and_counts() -> None:
    seen: list[tuple[int, int]] = []
    replayed = replay(ENTRIES, PARTS, on_progress=lambda done, total: seen.append((done, total)), batch=50)
    assert seen == [(50, 118), (100, 118), (118, 118)]
    assert replayed.counts.entries == 118
    assert replayed.counts.relevant == 56
    assert replayed.counts.alerts + replayed.counts.suppressed == len(replayed.alerts)


def test_an_empty_archive() -> None:
    replayed = replay([], PARTS)
    assert (replayed.alerts, replayed.counts.entries) == ((), 0)
