"""The tally of scores: always what counting all entries would come to."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, and_, select
from stored_records import NOW, entry, score, undone

from monitor import store
from monitor.records import FullText, FullTextStatus
from monitor.store import entries, scores, tally
from monitor.store.tables import scores as scored_rows
from monitor.store.tables import tally as rows
from monitor.store.tables import versions


@pytest.mark.parametrize(
    ("value", "bin_"),
    [(0.0, 0), (0.009999, 0), (0.01, 1), (0.29, 29), (0.57, 57), (0.569999, 56), (0.999999, 99), (1.0, 100)],
)
def test_a_score_counts_from_the_hundredth_it_reached(value: float, bin_: int) -> None:
    assert tally.bin_of(value) == bin_


@given(st.integers(0, 1_000_000), st.integers(0, 100))
def test_bins_cut_where_the_threshold_does(millionths: int, hundredths: int) -> None:
    value = round(millionths / 1e6, 6)
    assert (tally.bin_of(value) >= hundredths) == (value >= round(hundredths / 100, 2))


def recounted(conn: Connection) -> Counter[tuple[int, int]]:
    newest: dict[str, tuple[int, tuple[int, int]]] = {}
    both = and_(versions.c.entry == scored_rows.c.entry, versions.c.version == scored_rows.c.version)
    statement = select(
        scored_rows.c.entry, scored_rows.c.version, scored_rows.c.value, versions.c.published_at
    ).join(versions, both)
    for id_, version, value, at in conn.execute(statement):
        newest[id_] = max(newest.get(id_, (0, (0, 0))), (version, (tally.week_of(at), tally.bin_of(value))))
    return Counter(place for _, place in newest.values())


def counted(conn: Connection) -> Counter[tuple[int, int]]:
    statement = select(rows.c.week, rows.c.bin, rows.c.entries)
    return Counter({(week, bin_): n for week, bin_, n in conn.execute(statement) if n})


_STEPS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.integers(0, 100), st.booleans()), max_size=12
)


@given(_STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_tally_is_what_counting_comes_to(state: store.Store, steps) -> None:
    with undone(state) as conn:
        for id_, version, hundredths, page in steps:
            at = NOW + timedelta(days=hundredths - 50)
            entries.add(conn, [entry(id_, version=version, published_at=at)])
            if page:
                earlier = FullText(FullTextStatus.FAILED)
                entries.read_page(conn, id_, version, earlier, published_at=at - timedelta(30))
            else:
                scores.save(conn, [(id_, version, score(hundredths / 100))], NOW)
            assert counted(conn) == recounted(conn)


def test_counts_of_some_weeks(conn: Connection) -> None:
    days = (0, 7, 8, 30)
    entries.add(conn, [entry(f"e{d}", published_at=NOW + timedelta(d)) for d in days])
    scores.save(conn, [(f"e{d}", 1, score(0.01 * d)) for d in days], NOW)
    now = tally.week_of(NOW)
    filled = {n: [b for b, k in enumerate(tally.counts(conn, since=now + n)) if k] for n in (0, 1, 2, 5, 6)}
    assert filled == {0: [0, 7, 8, 30], 1: [7, 8, 30], 2: [30], 5: [30], 6: []}
    assert sum(tally.counts(conn, until=now + 1)) == 3
    assert tally.span(conn, now + 9) == (now, now + 5)
    assert tally.span(conn, now + 3) == (now, now + 1)
    assert tally.span(conn, now - 1) is None


def test_many_scores_at_once(conn: Connection) -> None:
    drawn = random.Random(7)
    made = [entry(f"e{i}", published_at=NOW + timedelta(drawn.randint(0, 99))) for i in range(500)]
    entries.add(conn, made)
    for _ in range(2):
        scores.save(conn, [(e.id, 1, score(drawn.random())) for e in made], NOW)
        assert counted(conn) == recounted(conn)
