"""What another threshold would do: counts, names, alerts; and queries that never walk through all entries."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, event
from stored_records import NOW, alert, entry, score

from monitor import effect
from monitor.records import Suppression
from monitor.store import alerts, entries, labels, scores, stories

VALUES = (0.0, 0.05, 0.31, 0.4, 0.455, 0.46, 0.5, 0.57, 0.8, 1.0)
"""Scores of the entries e0, e1, …, one a week."""
MEASURED = {"e8": 0.61, "e9": 0.42, "e0": 0.3}


@pytest.fixture
def recorded(conn: Connection) -> Connection:
    """Entries with scores and, from 0.5 up, stories and alerts; e8 and e9 are labelled relevant, e0 not."""
    made = [entry(f"e{i}", published_at=NOW - timedelta(weeks=i)) for i in range(len(VALUES))]
    entries.add(conn, made)
    scores.save(conn, [(e.id, 1, score(v)) for e, v in zip(made, VALUES, strict=True)], NOW)
    # e6 and e7 are copies.
    stories.assign(conn, [(e, "e6" if e.id == "e7" else e.id, None) for e in made[6:]])
    told = [alert(f"a{i}", entry=f"e{i}") for i in range(6, 10)]
    alerts.add(conn, [*told, alert("quiet", entry="e6", suppressed=Suppression.SAME_NEWS)])
    for id_, relevant in (("e8", True), ("e9", True), ("e0", False)):
        labels.say(conn, id_, relevant, NOW)
    return conn


def known(conn: Connection) -> effect.Known:
    return effect.load(conn, MEASURED, NOW)


@pytest.mark.parametrize(
    ("threshold", "told", "precision", "recall"),
    [
        (0.0, 10, 2 / 3, 1.0),
        (0.4, 7, 1.0, 1.0),
        (0.455, 6, 1.0, 0.5),
        (0.456, 5, 1.0, 0.5),
        (0.46, 5, 1.0, 0.5),
        (0.57, 3, 1.0, 0.5),
        (0.571, 2, 1.0, 0.5),
        (0.7, 2, None, 0.0),
        (1.0, 1, None, 0.0),
    ],
)
def test_what_a_threshold_does(
    recorded: Connection, threshold: float, told: int, precision: float | None, recall: float | None
) -> None:
    found = effect.effect(recorded, known(recorded), threshold)
    assert (found.told, found.precision, found.recall) == (told, precision, recall)
    # Ten weeks; three stories of four entries that tell one.
    assert found.alerts_per_week == pytest.approx(
        round(sum(v * 1000 >= threshold * 1000 for v in VALUES)) * 3 / 40, abs=0.08
    )


@pytest.mark.parametrize(
    ("present", "tried", "count", "named", "lost"),
    [
        (0.5, 0.5, 0, [], []),
        (0.5, 0.4, 3, ["e5", "e4", "e3"], []),
        (0.5, 0.455, 2, ["e5", "e4"], []),
        (0.5, 0.55, -1, ["e6"], ["a6"]),
        # The labels of e8 and e9 speak for them at any threshold.
        (0.5, 0.9, -3, ["e7", "e6"], ["a7", "a6"]),
        (0.4, 0.47, -3, ["e5", "e4", "e3"], []),
    ],
)
def test_what_would_be_gained_and_lost(
    recorded: Connection, present: float, tried: float, count: int, named: list[str], lost: list[str]
) -> None:
    found = effect.difference(recorded, known(recorded), present, tried)
    assert (found.present.threshold, found.tried.threshold, found.entries) == (present, tried, count)
    assert [one.entry.id for one in found.named] == named
    assert [a.key for a in found.alerts] == lost


def test_the_histogram_counts_each_entry_once(recorded: Connection) -> None:
    found = effect.shown(recorded, known(recorded))
    bars = {name: [i for i, n in enumerate(getattr(found, name)) if n] for name in effect.Shown.__slots__}
    assert bars == {"relevant": [21, 30], "irrelevant": [15], "unlabelled": [2, 15, 20, 22, 23, 25, 28]}
    assert sum(found.unlabelled) == len(VALUES) - len(MEASURED)


def test_a_label_taken_back_is_not_measured(recorded: Connection) -> None:
    labels.say(recorded, "e8", None, NOW)
    assert known(recorded).measured == {"e9": 0.42, "e0": 0.3}


def test_an_empty_state(conn: Connection) -> None:
    found = effect.difference(conn, effect.load(conn, {}, NOW), 0.5, 0.3)
    assert (found.tried.told, found.tried.alerts_per_week, found.entries, found.named) == (0, 0.0, 0, ())


def test_no_query_walks_through_all_entries(recorded: Connection) -> None:
    asked: list[tuple[str, object]] = []

    def note(_conn, _cursor, statement, parameters, _context, _many) -> None:
        asked.append((statement, parameters))

    event.listen(recorded.engine, "before_cursor_execute", note)
    try:
        judged = known(recorded)
        effect.shown(recorded, judged)
        for tried in (0.3, 0.503, 0.9):
            effect.difference(recorded, judged, 0.5, tried)
    finally:
        event.remove(recorded.engine, "before_cursor_execute", note)
    assert asked
    for statement, parameters in asked:
        rows = recorded.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
        for step in (row[3] for row in rows):
            walked = step.startswith("SCAN") and step.split()[1] in {
                "entries",
                "versions",
                "scores",
                "statements",
                "alerts",
                "stories",
            }
            assert not walked or "ix_stories_published_at" in step, (step, statement)
