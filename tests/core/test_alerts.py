"""Which shifts and articles are told, how loud, and why not."""

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.alerts import AlertPolicy, Coverage, Kinds, carried_by, corroborated, decide, facts
from monitor.ledger import LedgerPolicy, Slack, fold, sweep
from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Count,
    DateMention,
    DateRole,
    Entry,
    Extraction,
    Field,
    Milestone,
    Modality,
    Precision,
    Quote,
    Rank,
    Score,
    ScoreReason,
    Severity,
    Shift,
    Site,
    Stated,
    Suppression,
)
from tests.core.ledger_rows import END, row

POLICY = AlertPolicy()
NOW = datetime(2024, 9, 8, 12, tzinfo=UTC)
M = Modality
PHASE2 = Milestone("phase2", "second phase")
SCORE = Score(0.9, True, ScoreReason.ABOVE, None, None, (), "test", "Close to a seed.")


def shifts(*rows: Stated, milestone: Milestone = END) -> tuple[Shift, ...]:
    return fold(milestone, rows, LedgerPolicy()).shifts


def article(name: str, published: datetime = NOW, *, story: str = "s", **more: object) -> Coverage:
    entry = Entry(
        id=name,
        version=1,
        feed="f",
        outlet="outlet",
        origin="origin",
        lang="en",
        published_at=published,
        seen_at=published,
        title=f"title of {name}",
        summary="",
        body="",
        url=None,
        digest=name,
    )
    return replace(Coverage(entry, SCORE, story), **more)  # type: ignore[arg-type]


def outcome(alerts: Iterable[Alert]) -> list[tuple[str, str | None]]:
    return [(a.kind.value, a.suppressed.value if a.suppressed else None) for a in alerts]


UNDATED = row("2024-09-08", None, Modality.AGREED)
LATER = [row("2024-09-01", "2026-09"), row("2024-09-08", "2026-end", entry="news", story="s")]


def test_a_shift_says_it_all() -> None:
    alert = decide(shifts(*LATER), (article("news"),), (), POLICY, NOW)[1]
    assert (alert.kind.value, alert.severity, alert.days_moved) == ("later", Severity.SHIFT, 92)
    assert alert.entry == "news"
    assert alert.quote is not None
    assert alert.quote_before is not None
    assert alert.score == SCORE
    assert alert.origins == ("outlet of news",)
    assert alert.decided_at == NOW


def test_known_news_is_not_decided_again() -> None:
    first = decide(shifts(*LATER), (article("news"),), (), POLICY, NOW)
    again = (article("news", heard=True),)
    assert decide(shifts(*LATER), again, {a.key for a in first}, POLICY, NOW) == ()


@pytest.mark.parametrize(
    ("kinds", "rows", "expected"),
    [
        pytest.param(Kinds(later=False), LATER, ("later", "kind-off"), id="switched off"),
        pytest.param(
            Kinds(),
            [row("2024-09-01", "2026-09"), row("2024-09-08", "2026-end", rank=Rank.SOURCES)],
            ("divergence", "divergence"),
            id="divergence",
        ),
        pytest.param(
            Kinds(), [row("2024-09-08", None, Modality.AGREED)], ("new", "kind-off"), id="new, undated"
        ),
        pytest.param(
            Kinds(new_undated=True),
            [row("2024-09-08", None, Modality.AGREED)],
            ("new", None),
            id="new, undated, on",
        ),
        pytest.param(
            Kinds(),
            [row("2024-09-01", "2026-end"), row("2024-09-08", "2026-12-31")],
            ("refined", "kind-off"),
            id="refined to the same last day",
        ),
        pytest.param(
            Kinds(),
            [row("2024-09-01", "2026"), row("2024-09-08", "2026-09")],
            ("refined", None),
            id="refined",
        ),
        pytest.param(
            Kinds(),
            [row("2024-08-01", "2026"), row("2024-09-08", "2026")],
            ("confirmed", "kind-off"),
            id="confirmed",
        ),
    ],
)
def test_kinds(kinds: Kinds, rows: list[Stated], expected: tuple[str, str | None]) -> None:
    assert outcome(decide(shifts(*rows), (), (), AlertPolicy(kinds=kinds), NOW))[-1] == expected


def test_untracked_milestones_never_alert() -> None:
    alerts = decide(shifts(*LATER), (), (), POLICY, NOW, untracked={END.id})
    assert {a.suppressed for a in alerts} == {Suppression.UNTRACKED}


@pytest.mark.parametrize(
    ("days", "first_poll", "expected"),
    [
        pytest.param(1, False, None, id="fresh"),
        pytest.param(6, False, None, id="within a week"),
        pytest.param(8, False, "stale", id="older than a week"),
        pytest.param(1, True, None, id="first poll, fresh"),
        pytest.param(3, True, "first-poll", id="first poll, three days old"),
        pytest.param(30, True, "first-poll", id="first poll, a month old"),
    ],
)
def test_old_news_is_recorded_not_told(days: int, first_poll: bool, expected: str | None) -> None:
    now = datetime(2024, 9, 8, tzinfo=UTC) + timedelta(days=days)
    coverage = article("other", datetime(2024, 9, 8, tzinfo=UTC), story="o")
    held = {"news", "other"} if first_poll else set()
    alerts = decide(shifts(*LATER), (coverage,), (), POLICY, now, first_poll=held)
    assert outcome(alerts)[1:] == [("later", expected), ("coverage", expected)]


def test_one_article_one_alert_per_milestone_the_loudest() -> None:
    rows = [
        row("2024-08-01", "2024-09"),
        row("2024-09-08", None, Modality.POSTPONED, entry="news"),
        row("2024-09-08", "2024-10", entry="news", at=50),
    ]
    alerts = decide(shifts(*rows), (), (), POLICY, NOW)
    assert outcome(alerts)[1:] == [("postponed", None), ("new", "same-news")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(("2024-09-07", None), ("2024-09-08", None), "same-news", id="denied, a day apart"),
        pytest.param(("2024-09-03", None), ("2024-09-08", None), None, id="denied, five days apart"),
        pytest.param(
            ("2024-09-01", "2026"), ("2024-09-08", "2026"), "same-news", id="one date, a week apart"
        ),
        pytest.param(("2024-08-01", "2026"), ("2024-09-08", "2026"), None, id="one date, a month apart"),
        pytest.param(("2024-09-07", "2026"), ("2024-09-08", "2025"), None, id="two dates"),
    ],
)
def test_one_news_under_two_milestones_is_told_once(
    one: tuple[str, str | None], other: tuple[str, str | None], expected: str | None
) -> None:
    def said(when: tuple[str, str | None], of: Milestone) -> tuple[Shift, ...]:
        day, date = when
        return shifts(row(day, date, M.PLANNED if date else M.DENIED, milestone=of.id), milestone=of)

    fresh = AlertPolicy(max_age=timedelta(days=60))
    alerts = decide([*said(one, END), *said(other, PHASE2)], (), (), fresh, NOW)
    assert [a.suppressed for a in alerts] == [None, expected]


@pytest.mark.parametrize(("was", "expected"), [("2026-09", Suppression.SAME_NEWS), ("2026-06", None)])
def test_the_step_of_a_part_is_no_news_of_the_whole_however_late(was: str, expected: str | None) -> None:
    part = [
        row("2024-07-01", "2026-09", milestone=PHASE2.id),
        row("2024-07-08", "2026-end", milestone=PHASE2.id),
    ]
    whole = [row("2024-07-02", was), row("2024-09-08", "2026-end")]
    fresh = AlertPolicy(max_age=timedelta(days=99))
    alerts = decide([*shifts(*part, milestone=PHASE2), *shifts(*whole)], (), (), fresh, NOW)
    assert (alerts[-1].milestone, alerts[-1].kind.value, alerts[-1].suppressed) == (END.id, "later", expected)


def test_of_one_article_the_milestone_on_the_best_authority_is_told() -> None:
    rumour = row("2024-09-08", None, M.POSTPONED, Rank.SOURCES, entry="a")
    word = row("2024-09-08", None, M.POSTPONED, entry="a", milestone=PHASE2.id)
    alerts = decide([*shifts(rumour), *shifts(word, milestone=PHASE2)], (), (), POLICY, NOW)
    assert [(a.milestone, a.suppressed) for a in alerts] == [
        (PHASE2.id, None),
        (END.id, Suppression.SAME_NEWS),
    ]


def test_a_quieter_alert_does_not_silence_a_louder_one() -> None:
    first = shifts(row("2024-09-07", "2026-12-31"))
    moved = [
        row("2024-08-01", "2026-09", milestone=PHASE2.id),
        row("2024-09-08", "2026-end", milestone=PHASE2.id),
    ]
    alerts = decide([*first, *shifts(*moved, milestone=PHASE2)], (), (), POLICY, NOW)
    assert outcome(alerts)[-1] == ("later", None)


def test_two_dates_of_one_article_are_two_alerts() -> None:
    both = [
        *shifts(row("2024-09-08", "2025-09", entry="a", story="s")),
        *shifts(row("2024-09-08", "2026-09", entry="a", story="s", milestone=PHASE2.id), milestone=PHASE2),
    ]
    assert outcome(decide(both, (), (), POLICY, NOW)) == [("new", None), ("new", None)]


ALONE = row("2024-09-08", "2026-end", rank=Rank.SOURCES, entry="a", outlet="agency")
COPY = row("2024-09-08T13:00", "2026-end", rank=Rank.SOURCES, entry="b", outlet="agency")
SECOND = row("2024-09-08T14:00", "2026-end", rank=Rank.SOURCES, entry="c", outlet="paper")
OFFICIAL = row("2024-09-08T15:00", "2026-end", rank=Rank.OFFICIAL, entry="d", outlet="agency")
WAITS = AlertPolicy(hold_unconfirmed=True)


@pytest.mark.parametrize(
    ("rows", "by"),
    [
        pytest.param((ALONE,), None, id="one source"),
        pytest.param((ALONE, COPY), None, id="two outlets of one origin"),
        pytest.param((ALONE, replace(SECOND, copy_of="a")), None, id="a copy of it elsewhere"),
        pytest.param((ALONE, COPY, SECOND), "c", id="a second origin"),
        pytest.param((ALONE, OFFICIAL), "d", id="a word on record"),
        pytest.param((ALONE, SECOND, OFFICIAL), "c", id="who came first"),
    ],
)
def test_news_of_one_unnamed_source_is_unconfirmed_until_somebody_confirms(
    rows: tuple[Stated, ...], by: str | None
) -> None:
    (first,) = decide(shifts(ALONE), (), (), POLICY, NOW)
    assert (first.unconfirmed, first.confirmed, first.suppressed) == (True, None, None)
    (later,) = [s for s in shifts(*rows) if s.key == first.key]
    known = corroborated(first, carried_by(later))
    assert (known.unconfirmed, known.confirmed.entry if known.confirmed else None) == (by is None, by)
    assert corroborated(known, carried_by(later)) == known
    again = decide(shifts(*rows), (), {first.key}, POLICY, NOW)
    assert [a for a in again if a.suppressed is None] == []


@pytest.mark.parametrize(
    ("rows", "days", "told"),
    [
        pytest.param((ALONE,), 0, False, id="it waits"),
        pytest.param((ALONE, COPY), 2, False, id="a copy is no confirmation"),
        pytest.param((ALONE, COPY, SECOND), 0, True, id="a second origin"),
        pytest.param((ALONE, SECOND), 20, True, id="a second origin, late"),
        pytest.param((ALONE,), 4, True, id="nobody confirms it: told as unconfirmed when its time is up"),
        pytest.param((ALONE,), 20, True, id="its time was up long ago"),
        pytest.param(
            (ALONE, row("2024-09-09", None, M.DENIED, entry="e")), 4, False, id="overtaken by a denial"
        ),
    ],
)
def test_what_is_held_is_told_once_confirmed_or_when_its_time_is_up(
    rows: tuple[Stated, ...], days: int, told: bool
) -> None:
    (held,) = decide(shifts(ALONE), (), (), WAITS, NOW)
    assert held.suppressed is Suppression.HELD
    later = decide(shifts(*rows), (), {held.key}, WAITS, NOW + timedelta(days=days))
    assert [a.key == held.key for a in later if a.kind is AlertKind.NEW] == [False] * told
    assert all(a.unconfirmed is (len(rows) == 1) for a in later if a.kind is AlertKind.NEW)


def test_coverage_is_told_once_per_story() -> None:
    first, second = article("a"), article("b", others=("a",))
    alerts = decide((), (first, second, article("c", story="t")), (), POLICY, NOW)
    assert outcome(alerts) == [("coverage", None), ("coverage", "same-news"), ("coverage", None)]


def test_a_story_that_was_only_recorded_is_told_when_fresh_news_of_it_comes() -> None:
    old, fresh = article("a", NOW - timedelta(days=9)), article("b", others=("a",))
    (recorded,) = decide((), (old,), (), POLICY, NOW)
    (told,) = decide((), (fresh,), {recorded.key}, POLICY, NOW)
    assert (recorded.suppressed, told.suppressed) == (Suppression.STALE, None)


def test_an_edited_article_is_no_new_coverage() -> None:
    assert decide((), (article("a", heard=True),), {"coverage:s"}, POLICY, NOW) == ()


def test_coverage_that_a_shift_tells_is_not_told_again() -> None:
    assert outcome(decide(shifts(*LATER), (article("news"),), (), POLICY, NOW))[-1] == (
        "coverage",
        "shift-alerted",
    )


@pytest.mark.parametrize(("seen", "why"), [("2024-09-01", None), ("2024-12-20", "stale")])
def test_a_deadline_that_was_watched_is_told_as_lapsed_however_late(seen: str, why: str | None) -> None:
    now = datetime(2024, 12, 24, tzinfo=UTC)
    ledger = fold(END, [row("2024-09-01", "2024-11-30", seen=seen)], LedgerPolicy())
    alerts = decide(sweep(ledger, END, LedgerPolicy(), now), (), (), POLICY, now)
    assert ("lapsed", why) in outcome(alerts)


def test_an_article_that_corroborates_a_shift_is_no_coverage_of_its_own() -> None:
    same = row("2024-09-09", "2026-end", entry="echo", story="other")
    alerts = decide(shifts(*LATER, same), (article("echo", story="other"),), (), POLICY, NOW)
    assert "echo" in alerts[-2].also
    assert outcome(alerts)[-1] == ("coverage", "shift-alerted")


def test_coverage_whose_shift_is_not_told_is_told() -> None:
    quiet = AlertPolicy(kinds=Kinds(later=False))
    assert outcome(decide(shifts(*LATER), (article("news"),), (), quiet, NOW))[-1] == ("coverage", None)


@pytest.mark.parametrize(("states", "expected"), [(True, None), (False, "unscored")])
def test_a_failed_scorer_swallows_nothing_that_states_a_date(states: bool, expected: str | None) -> None:
    unscored = Score(0.0, True, ScoreReason.UNSCORED, None, None, (), "")
    alerts = decide((), (article("a", score=unscored, states=states),), (), POLICY, NOW)
    assert outcome(alerts) == [("coverage", expected)]
    assert alerts[0].reason.startswith("Not scored")


def test_every_suppressed_alert_says_why_in_words() -> None:
    rows = [*LATER, row("2024-09-08", "2027", rank=Rank.SOURCES)]
    for alert in decide(shifts(*rows), (article("a"), article("b")), (), POLICY, NOW):
        assert alert.reason.endswith(".")
        assert alert.suppressed is None or alert.reason.count(".") == 2


def test_the_shipped_switches_are_the_defaults() -> None:
    shipped = tomllib.loads((Path(__file__).parents[2] / "config" / "alerts.toml").read_text("utf-8"))
    assert set(shipped["alerts"]) == {f.name for f in fields(AlertPolicy)}
    assert shipped["alerts"]["kinds"] == asdict(Kinds())
    milestones = tomllib.loads((Path(__file__).parents[2] / "config" / "milestones.toml").read_text("utf-8"))
    assert set(milestones["ledger"]) == {f.name for f in fields(LedgerPolicy)} - {"authority"}
    assert milestones["ledger"]["slack"] == asdict(Slack())


def test_every_kind_has_a_switch() -> None:
    shared = {AlertKind.SETTLED.value}  # with the disagreement that is over
    assert {kind.value for kind in AlertKind} - shared <= {f.name for f in fields(Kinds)}


def test_an_alert_knows_who_spoke_and_how_surely() -> None:
    said = row("2024-09-08", "2026-end")
    (told,) = decide(shifts(said), (), (), POLICY, NOW)
    assert (told.rank, told.rule) == (said.statement.rank, "7-first")
    assert (told.confidence, told.doubts) == (said.statement.confidence, said.statement.doubts)


def quote(text: str, start: int, field: Field = Field.BODY) -> Quote:
    return Quote(field, start, start + len(text), text)


def mention(text: str, start: int, role: DateRole = DateRole.DEADLINE) -> DateMention:
    return DateMention(quote(text, start), None, None, Precision.MONTH, Bound.BY, role)


@pytest.mark.parametrize(
    ("extraction", "words"),
    [
        pytest.param(Extraction(), (), id="none"),
        pytest.param(
            Extraction(
                dates=(mention("September 2026", 40), mention("in 2014", 60, DateRole.BACKGROUND)),
                counts=(Count(2500, None, "troops", "", quote("2,500  troops", 10)),),
                sites=(Site("the base", quote("the base", 3, Field.TITLE)),),
            ),
            ("the base", "2,500 troops", "September 2026"),
            id="in-the-order-of-the-article",
        ),
        pytest.param(
            Extraction(
                dates=(mention("أيلول", 5), mention("نهاية أيلول 2026", 50)),
                sites=(Site("x", quote("القاعدة", 20)), Site("x", quote("القاعدة", 90))),
            ),
            ("القاعدة", "نهاية أيلول 2026"),
            id="each-once-and-the-longest",
        ),
    ],
)
def test_facts_of_an_article_stand_in_its_own_words(extraction: Extraction, words: tuple[str, ...]) -> None:
    assert facts(extraction) == words


def test_coverage_carries_the_facts_of_its_article() -> None:
    (told,) = decide((), (article("a", facts=("2,500 troops",)),), (), POLICY, NOW)
    assert told.facts == ("2,500 troops",)
