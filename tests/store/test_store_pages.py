"""Long lists a page at a time: everything once, in order, and read by an index."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event
from stored_records import NOW, alert, entry, score, undone

from monitor import store
from monitor.records import Suppression
from monitor.store import Store, alerts, entries, pages, scores, stories
from monitor.store.tables import metadata

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def state_once(tmp_path_factory: pytest.TempPathFactory, empty_state: Path) -> Iterator[Store]:
    opened = store.open(Path(shutil.copytree(empty_state, tmp_path_factory.mktemp("pages") / "state")), NOW)
    yield opened
    opened.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
def test_pages_hold_every_entry_once(state_once: Store, ages: list[int], size: int) -> None:
    with undone(state_once) as conn:
        entries.add(conn, [entry(f"e{i:02}", published_at=NOW - a * DAY) for i, a in enumerate(ages)])
        seen, after = [], None
        while found := pages.entries_page(conn, size, after):
            assert len(found) <= size
            seen += found
            after = (found[-1].published_at, found[-1].id)
        assert seen == entries.latest(conn, 100)


def test_entries_are_filtered(conn: Connection) -> None:
    made = [entry(f"e{i}", feed="ab"[i % 2], published_at=NOW - i * DAY) for i in range(6)]
    entries.add(conn, made)
    scores.save(conn, [(e.id, 1, score(0.9 if e.id in ("e1", "e4") else 0.1)) for e in made[:5]], NOW)

    def ids(**wanted) -> list[str]:
        return [e.id for e in pages.entries_page(conn, 10, **wanted)]

    assert ids(feed="b") == ["e1", "e3", "e5"]
    assert ids(relevant=True) == ["e1", "e4"]
    assert ids(relevant=False, feed="a") == ["e0", "e2"]
    assert ids(since=NOW - 2 * DAY, after=(NOW, "e0")) == ["e1", "e2"]


def test_alerts_go_on_after_the_last_one(conn: Connection) -> None:
    alerts.add(conn, [alert(key=f"k{i}", milestone="ab"[i % 2], suppressed=None) for i in range(5)])
    alerts.add(conn, [alert(key="quiet", suppressed=Suppression.STALE)])

    def keys(limit: int, after: str | None = None, **wanted) -> list[str]:
        ref = None if after is None else alerts.ref(after)
        return [a.key for a in pages.alerts_page(conn, limit, ref, **wanted)]

    assert keys(2) == ["k4", "k3"]
    assert keys(9, "k3") == ["k2", "k1", "k0"]
    assert keys(9, "k3", milestone="a") == ["k2", "k0"]
    assert keys(2, suppressed=True) == ["quiet", "k4"]
    assert keys(1, "unknown") == ["k4"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("xyz")), max_size=9), st.integers(1, 3))
def test_pages_hold_every_story_once(state_once: Store, told: list[tuple[int, str]], size: int) -> None:
    with undone(state_once) as conn:
        made = [(entry(f"e{i}", published_at=NOW - a * DAY), name, None) for i, (a, name) in enumerate(told)]
        entries.add(conn, [e for e, _, _ in made])
        stories.assign(conn, made)
        seen, after = [], None
        while found := pages.stories_page(conn, size, after, members=2):
            seen += found
            after = found[-1].newest
        assert sorted(s.story for s in seen) == sorted({name for _, name in told})
        assert [s.newest for s in seen] == sorted((s.newest for s in seen), reverse=True)
        for one in seen:
            of = sorted((e.published_at, e.id) for e, name, _ in made if name == one.story)
            assert (one.size, one.newest) == (len(of), of[-1])
            assert [e.id for e in one.told] == [id_ for _, id_ in of[:2]]
        if seen:
            assert pages.story(conn, seen[0].story) is not None
        assert pages.story(conn, "unknown") is None


@pytest.mark.parametrize(
    "query",
    [
        lambda c: pages.entries_page(c, 5),
        lambda c: pages.entries_page(c, 5, (NOW, "e")),
        lambda c: pages.entries_page(c, 5, (NOW, "e"), feed="a"),
        lambda c: pages.entries_page(c, 5, since=NOW),
        lambda c: pages.entries_page(c, 5, relevant=True),
        lambda c: pages.alerts_page(c, 5, "ref"),
        lambda c: pages.stories_page(c, 5),
        lambda c: pages.stories_page(c, 5, (NOW, "e")),
        lambda c: pages.story(c, "s"),
    ],
)
def test_pages_are_read_by_an_index(conn: Connection, query) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(conn, "before_cursor_execute", lambda c, cur, sql, params, *_: asked.append((sql, params)))
    query(conn)
    asked, seen = [], asked
    for sql, params in seen:
        plan = [row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", params)]
        for line in plan:
            if line.startswith("SCAN"):
                # From the end of an index to the limit.
                assert "INDEX" in line
                assert "LIMIT" in sql
                assert re.sub(r"_\d+$", "", line.split()[1]) in metadata.tables
        # One story is small enough to be sorted.
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan or any("(story=?" in line for line in plan)
