"""Lists of entries: every filter, page after page, and none that walks over everything."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event
from stored_records import NOW, entry, minutes, score, undone

from monitor import store
from monitor.lang.terms import question
from monitor.records import FullText, FullTextStatus, ScoreReason
from monitor.store import coverage, entries, labels, scores, search, stories
from monitor.store.coverage import Listed, Place, Wanted


def record(conn: Connection, *new: tuple[str, dict[str, Any]]) -> None:
    """Entries with their scores, stories and labels, in the order of arrival."""
    for id_, has in new:
        facts = dict(has)
        value, story, label = (facts.pop(name, None) for name in ("value", "story", "label"))
        made = entry(id_, **facts)
        entries.add(conn, [made])
        if value is not None:
            scores.save(conn, [(id_, made.version, score(value))], NOW)
        if story is not None:
            stories.assign(conn, [(made, story, None)])
        for said in label or ():
            labels.say(conn, id_, said, NOW)


def ids(conn: Connection, wanted: Wanted, **how: Any) -> list[str]:
    return [one.entry for one in coverage.page(conn, wanted, **how).entries]


@pytest.fixture
def listed(conn: Connection) -> Connection:
    record(
        conn,
        ("a", {"published_at": minutes(0), "lang": "ar", "outlet": "Rudaw", "value": 0.97, "story": "s1"}),
        ("b", {"published_at": minutes(1), "lang": "en", "outlet": "AFP", "value": 0.55, "story": "s1"}),
        ("c", {"published_at": minutes(2), "lang": "en", "outlet": "Rudaw", "value": 0.449, "label": [True]}),
        ("d", {"published_at": minutes(3), "lang": "ar", "outlet": "AFP", "value": 0.02, "label": [False]}),
        ("e", {"published_at": minutes(4), "lang": "ku", "outlet": "AFP", "value": 1.0, "story": "s2"}),
        ("f", {"published_at": minutes(5), "lang": "en", "outlet": "Rudaw", "label": [True, None]}),
    )
    return conn


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "fedcba"),
        (Wanted(lang="en"), "fcb"),
        (Wanted(outlet="AFP"), "edb"),
        (Wanted(outlet="AFP", lang="en"), "b"),
        (Wanted(story="s1"), "ba"),
        (Wanted(at_least=0.55), "eba"),
        (Wanted(below=0.5), "dc"),
        (Wanted(at_least=0.35, below=0.5), "c"),
        (Wanted(at_least=0.5, lang="en"), "b"),
        (Wanted(at_least=0.0, lang="en"), "cb"),
        (Wanted(labelled=True), "dc"),
        (Wanted(labelled=False), "feba"),
        (Wanted(labelled=False, at_least=0.9), "ea"),
        (Wanted(label=True), "c"),
        (Wanted(label=False), "d"),
        (Wanted(label=True, lang="ar"), ""),
        (Wanted(heads=True), "fedcb"),
        (Wanted(heads=True, lang="ar"), "da"),
        (Wanted(heads=True, at_least=0.9), "ea"),
        (Wanted(lang="tr"), ""),
    ],
)
def test_filters(listed: Connection, wanted: Wanted, found: str) -> None:
    assert "".join(ids(listed, wanted)) == found


def test_an_entry_as_it_is_listed(listed: Connection) -> None:
    (one,) = coverage.page(listed, Wanted(label=True)).entries
    assert one == Listed(
        "c",
        minutes(2),
        "التحالف يعلن جدول الانسحاب",
        "Rudaw",
        "en",
        "https://wire.example/c",
        1,
        0.449,
        False,
        True,
        None,
    )
    unjudged = coverage.page(listed, Wanted()).entries[0]
    assert (unjudged.score, unjudged.relevant, unjudged.label) == (None, None, None)


def test_a_new_version_is_listed_by_its_own_text_date_and_score(conn: Connection) -> None:
    record(conn, ("a", {"value": 0.9}), ("b", {"published_at": minutes(1)}))
    entries.add(conn, [entry("a", 2, title="changed", lang="en", outlet="AFP", published_at=minutes(2))])
    (one, _) = coverage.page(conn, Wanted()).entries
    assert (one.title, one.lang, one.outlet, one.version, one.score) == ("changed", "en", "AFP", 2, None)
    assert ids(conn, Wanted(at_least=0.5)) == []
    scores.save(conn, [("a", 1, score(0.8))], NOW)
    assert ids(conn, Wanted(at_least=0.5)) == []
    scores.save(conn, [("a", 2, score(0.7))], NOW)
    assert ids(conn, Wanted(at_least=0.5)) == ["a"]


def test_a_failed_scorer_gives_no_score(conn: Connection) -> None:
    record(conn, ("a", {}))
    scores.save(conn, [("a", 1, score(0.0, reason=ScoreReason.UNSCORED))], NOW)
    assert coverage.page(conn, Wanted()).entries[0].score is None
    assert ids(conn, Wanted(below=0.5)) == []


def test_what_else_tells_a_story(listed: Connection) -> None:
    page = coverage.page(listed, Wanted(heads=True))
    told = coverage.siblings(listed, page.entries, most=3)
    assert {s: (n, [m.entry for m in others]) for s, (n, others) in told.items()} == {"s1": (1, ["a"])}
    assert coverage.siblings(listed, page.entries, most=0) == {"s1": (1, ())}


def test_entries_in_the_order_asked_for(listed: Connection) -> None:
    assert [one.entry for one in coverage.of(listed, ["d", "nowhere", "a"])] == ["d", "a"]


def test_languages_and_outlets(listed: Connection) -> None:
    assert coverage.langs(listed) == ("ar", "en", "ku")
    assert coverage.outlets(listed, 1) == ("AFP",)
    assert coverage.outlets(listed, 9) == ("AFP", "Rudaw")


FACTS = st.fixed_dictionaries(
    {"published_at": st.sampled_from([minutes(n) for n in range(4)])},
    optional={
        "lang": st.sampled_from(["ar", "en"]),
        "outlet": st.sampled_from(["AFP", "Rudaw"]),
        "value": st.sampled_from([0.0, 0.05, 0.3, 0.49, 0.5, 0.95, 1.0]),
        "story": st.sampled_from(["s1", "s2"]),
        "label": st.lists(st.sampled_from([True, False, None]), max_size=2),
    },
)
WANTED = st.builds(
    Wanted,
    lang=st.sampled_from([None, "ar"]),
    outlet=st.sampled_from([None, "AFP"]),
    story=st.sampled_from([None, None, "s1"]),
    at_least=st.sampled_from([None, 0.0, 0.3, 0.5, 1.0]),
    below=st.sampled_from([None, 0.0, 0.3, 0.5, 1.0]),
    labelled=st.sampled_from([None, True, False]),
    label=st.sampled_from([None, True, False]),
)


@given(st.lists(FACTS, max_size=12), WANTED, st.booleans(), st.integers(1, 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_together_hold_exactly_what_is_wanted(
    state: store.Store, made: list[dict[str, Any]], wanted: Wanted, heads: bool, size: int
) -> None:
    rows = [(f"e{n}", facts) for n, facts in enumerate(made)]
    expected = sorted((f for f in rows if _fits(f[1], wanted)), key=_order, reverse=True)
    if heads:
        met: set[str] = set()
        expected = [f for f in expected if (s := f[1].get("story")) is None or not (s in met or met.add(s))]
    with undone(state) as conn:
        record(conn, *rows)
        found: list[str] = []
        after: Place | None = None
        while True:
            page = coverage.page(conn, replace(wanted, heads=heads), after, size=size)
            found += [one.entry for one in page.entries]
            after = page.after
            if after is None:
                break
            assert len(page.entries) == size
    assert found == [id_ for id_, _ in expected]


def _order(row: tuple[str, dict[str, Any]]) -> tuple[Any, str]:
    return row[1]["published_at"], row[0]


def _fits(facts: dict[str, Any], wanted: Wanted) -> bool:
    value, label = facts.get("value"), (facts.get("label") or [None])[-1]
    return (
        wanted.lang in (None, facts.get("lang", "ar"))
        and wanted.outlet in (None, facts.get("outlet", "Wire"))
        and wanted.story in (None, facts.get("story"))
        and (wanted.at_least is None or (value is not None and value >= wanted.at_least))
        and (wanted.below is None or (value is not None and value < wanted.below))
        and (wanted.labelled is None or wanted.labelled is (label is not None))
        and (wanted.label is None or wanted.label is label)
    )


def test_a_list_that_holds_little_says_where_to_go_on(
    conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "SCAN", 3)
    monkeypatch.setattr(coverage, "CHUNK", 2)
    record(conn, *((f"e{n}", {"published_at": minutes(n), "lang": "ar" if n else "en"}) for n in range(5)))
    wanted = Wanted(lang="en", labelled=False, outlet="Wire")
    first = coverage.page(conn, wanted)
    assert (first.entries, first.cut) == ((), True)
    rest = coverage.page(conn, wanted, first.after)
    assert ([one.entry for one in rest.entries], rest.after, rest.cut) == (["e0"], None, False)


class TestSearch:
    @pytest.fixture
    def texts(self, conn: Connection) -> Connection:
        record(
            conn,
            ("ar", {"title": "الانسحاب من العراق", "summary": "قال إنّ المهمة تنتهي"}),
            (
                "en",
                {"title": "Coalition to end mission", "summary": "US-led forces leave Iraq", "lang": "en"},
            ),
            ("tr", {"title": "Irak'tan çekilme", "summary": "", "body": "Turkey will stay in Iraq"}),
        )
        return conn

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("انسحاب", ["ar"]),
            ("للإنسحاب", ["ar"]),
            ("إنسحاب مهمّة", ["ar"]),
            ("iraq", ["tr", "en"]),
            ("iraq -turkey", ["en"]),
            ("IRAQ mission", ["en"]),
            ('"end mission"', ["en"]),
            ('"mission end"', []),
            ("us-led", ["en"]),
            ("cekilme", ["tr"]),
            ("coali*", ["en"]),
            ("coali", []),
            ("oil", []),
        ],
    )
    def test_words_find_entries(self, texts: Connection, typed: str, found: list[str]) -> None:
        assert ids(texts, Wanted(question(typed))) == found

    def test_words_and_filters_together(self, texts: Connection) -> None:
        assert ids(texts, Wanted(question("iraq"), lang="en")) == ["en"]

    def test_the_newest_arrival_comes_first_whatever_its_date(self, conn: Connection) -> None:
        record(conn, ("new", {"published_at": minutes(9)}), ("old", {"published_at": minutes(1)}))
        first = coverage.page(conn, Wanted(question("انسحاب")), size=1)
        assert [one.entry for one in first.entries] == ["old"]
        rest = coverage.page(conn, Wanted(question("انسحاب")), first.after, size=1)
        assert ([one.entry for one in rest.entries], rest.after) == (["new"], None)

    def test_only_the_latest_text_is_found(self, texts: Connection) -> None:
        entries.add(texts, [entry("en", 2, title="Parliament meets", summary="")])
        assert ids(texts, Wanted(question("mission"))) == []
        assert ids(texts, Wanted(question("parliament"))) == ["en"]
        entries.add(texts, [entry("en", 1, title="Coalition to end mission", summary="")])
        assert ids(texts, Wanted(question("mission"))) == []

    def test_a_page_read_later_is_found(self, texts: Connection) -> None:
        page = FullText(FullTextStatus.PAGE, "The governor of Anbar spoke.")
        assert entries.read_page(texts, "en", 1, page)
        assert ids(texts, Wanted(question("anbar mission"))) == ["en"]

    def test_recording_twice_indexes_once(self, texts: Connection) -> None:
        before = list(search.find(texts, question("iraq"), limit=9))
        entries.add(
            texts, [entry("en", title="Coalition to end mission", summary="US-led forces leave Iraq")]
        )
        assert list(search.find(texts, question("iraq"), limit=9)) == before

    @given(typed=st.text() | st.text('ab"*-():^ AND OR NOT', max_size=20))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    def test_nothing_typed_breaks_it(self, texts: Connection, typed: str) -> None:
        if asked := question(typed):
            list(search.find(texts, asked, limit=1))

    def test_without_fts5_entries_are_recorded_all_the_same(
        self, conn: Connection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(search, "_built", lambda: False)
        record(conn, ("a", {}))
        assert not search.available(conn)
        assert ids(conn, Wanted()) == ["a"]


GROWN = ("entries", "versions", "scores", "statements", "alerts", "stories", "documents")


@contextmanager
def planned(conn: Connection) -> Iterator[list[str]]:
    """The steps of SQLite's plan for every query of the block."""
    asked: list[tuple[str, Any]] = []
    raw = conn.connection.dbapi_connection
    assert raw is not None

    def hear(_conn: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    event.listen(conn, "before_cursor_execute", hear)
    steps: list[str] = []
    try:
        yield steps
    finally:
        event.remove(conn, "before_cursor_execute", hear)
    for statement, values in asked:
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()]
        # Walking along an index for a page's length is no scan; sorting what was walked over would be.
        sorts = any("TEMP B-TREE" in step for step in plan)
        steps += [s for s in plan if sorts or not re.match(r"SCAN \w+ USING (COVERING )?INDEX", s)]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(heads=True),
        Wanted(lang="ar"),
        Wanted(outlet="AFP"),
        Wanted(lang="ar", outlet="AFP", labelled=False),
        Wanted(story="s1"),
        Wanted(at_least=0.5),
        Wanted(at_least=0.35, below=0.5, lang="ar", heads=True),
        Wanted(label=True),
        Wanted(labelled=True, lang="ar"),
        Wanted(question("انسحاب")),
        Wanted(question("انسحاب -تركيا"), lang="ar"),
    ],
)
def test_no_list_walks_over_everything(listed: Connection, wanted: Wanted) -> None:
    for after in (None, Place("c", minutes(2), 3)):
        with planned(listed) as steps:
            page = coverage.page(listed, wanted, after, size=1)
            coverage.siblings(listed, page.entries, most=3)
        assert steps
        for step in steps:
            assert not re.match(rf"SCAN ({'|'.join(GROWN)})\b", step), step


def test_no_choice_of_filters_walks_over_everything(listed: Connection) -> None:
    with planned(listed) as steps:
        coverage.langs(listed)
        coverage.outlets(listed, 500)
    assert not [step for step in steps if re.match(rf"SCAN ({'|'.join(GROWN)})\b", step)]


def test_steps_of_score() -> None:
    assert [scores.step(v) for v in (0.0, 0.049, 0.05, 0.5, 0.95, 1.0)] == [0, 0, 1, 10, 19, 19]
