"""The sequence that daemon and replay share: score, extract, story, ledger, alerts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alerts import AlertPolicy, corroborated
from monitor.judge import Judgement, Memory, Parts, Sitting, judge
from monitor.records import (
    Entry,
    Extraction,
    Milestone,
    MilestoneLedger,
    Modality,
    Rank,
    Score,
    ScoreReason,
    Suppression,
)
from tests.core.ledger_rows import END, row

NOW = datetime(2024, 9, 9, tzinfo=UTC)
DAYS = ["2025-09", "2026-09", "2026-end", None]


def entry(name: str, published: str, words: str = "", version: int = 1) -> Entry:
    at = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return Entry(
        id=name,
        version=version,
        feed="f",
        outlet=f"outlet {name}",
        origin=f"origin {name}",
        lang="en",
        published_at=at,
        seen_at=at,
        title=words or f"title {name}",
        summary="",
        body="",
        url=None,
        digest=f"{name} {version}",
    )


def relevant(batch: Sequence[Entry]) -> Sequence[Score]:
    reasons = [ScoreReason.BELOW if "sport" in e.title else ScoreReason.ABOVE for e in batch]
    return [Score(0.5, r is ScoreReason.ABOVE, r, None, None, (), "test") for r in reasons]


def stating(e: Entry) -> Extraction:
    """Reads ``until 2026-09`` and ``denied`` off the title; ``2026-09?`` is what unnamed sources say."""
    found = []
    for place, word in enumerate(e.title.split()):
        if word == "denied":
            found.append(row("2024-01-01", None, Modality.DENIED, at=place).statement)
        elif word.rstrip("?") in DAYS:
            rank = Rank.SOURCES if word.endswith("?") else Rank.OFFICIAL
            found.append(row("2024-01-01", word.rstrip("?"), rank=rank, at=place).statement)
    return Extraction(statements=tuple(found))


PARTS = Parts(relevant, stating, (END, Milestone("other", "other", tracked=False)))
HOLDING = replace(PARTS, alerts=AlertPolicy(hold_unconfirmed=True))


def summary(judgement: Judgement) -> list[tuple[str | None, str, str | None]]:
    return [(a.entry, a.kind.value, a.suppressed.value if a.suppressed else None) for a in judgement.alerts]


def remembered(memory: Memory, judgement: Judgement) -> Memory:
    """What the store would answer after recording a judgement."""
    stated = {name: tuple(rows) for name, rows in memory.stated.items()}
    for new in judgement.stated:
        stated[new.statement.milestone] = (*stated.get(new.statement.milestone, ()), new)
    return replace(
        memory,
        stated=stated,
        stories=(*memory.stories, *judgement.told),
        known_keys=memory.known_keys | {a.key for a in judgement.alerts},
    )


def test_a_batch_becomes_rows_stories_and_alerts() -> None:
    batch = [
        entry("b", "2024-09-08", "Baghdad tower closes gates 2026-end"),
        entry("a", "2024-09-07", "Envoy expects handover around 2026-09"),
    ]
    judgement = judge(batch, Memory(), PARTS, NOW)
    assert summary(judgement) == [
        ("a", "new", None),
        ("a", "coverage", "shift-alerted"),
        ("b", "later", None),
        ("b", "coverage", "shift-alerted"),
    ]
    assert set(judgement.ledgers) == {END.id}
    assert [r.entry for r in judgement.stated] == ["a", "b"]
    assert all(r.story for r in judgement.stated)


def test_a_step_told_of_a_part_is_remembered_when_the_whole_follows_months_later() -> None:
    def of_parts(e: Entry) -> Extraction:
        found = [replace(one, milestone=e.title.split()[0]) for one in stating(e).statements]
        return Extraction(statements=tuple(found))

    parts = replace(PARTS, extract=of_parts, milestones=(END, Milestone("phase2", "second phase")))
    sitting = Sitting(Memory(), parts)
    for day, words in (
        ("2024-03-01", "phase2 2026-09"),
        ("2024-03-02", f"{END.id} 2026-09"),
        ("2024-04-01", "phase2 2026-end"),
        ("2024-06-01", "phase2 2026-end"),
        ("2024-08-01", f"{END.id} 2026-end"),
    ):
        news = entry(day, day, words)
        sitting.admit(news, *relevant([news]))
        sitting.hear(news.published_at)
    told = [alert for alert in summary(sitting.judgement()) if alert[1] == "later"]
    assert told == [("2024-04-01", "later", None), ("2024-08-01", "later", "same-news")]


def test_what_an_irrelevant_article_states_moves_nothing() -> None:
    judgement = judge([entry("a", "2024-09-08", "sport until 2026-end")], Memory(), PARTS, NOW)
    assert (judgement.alerts, judgement.stated, judgement.ledgers) == ((), (), {})
    assert not judgement.scores["a", 1].relevant


def test_a_failed_scorer_never_swallows_news() -> None:
    def broken(batch: Sequence[Entry]) -> Sequence[Score]:
        raise RuntimeError("no model")

    batch = [entry("a", "2024-09-08", "until 2026-end"), entry("b", "2024-09-08T10:00", "nothing of note")]
    judgement = judge(batch, Memory(), replace(PARTS, score=broken), NOW)
    assert {s.reason for s in judgement.scores.values()} == {ScoreReason.UNSCORED}
    assert "no model" in judgement.scores["a", 1].detail
    assert summary(judgement)[0] == ("a", "new", None)
    assert summary(judgement)[-1] == ("b", "coverage", "unscored")


def test_one_entry_that_cannot_be_scored_leaves_the_others_scored() -> None:
    def picky(batch: Sequence[Entry]) -> Sequence[Score]:
        if any(e.id == "bad" for e in batch):
            raise ValueError("odd text")
        return relevant(batch)

    batch = [entry("bad", "2024-09-08"), entry("good", "2024-09-08")]
    scores = judge(batch, Memory(), replace(PARTS, score=picky), NOW).scores
    assert scores["bad", 1].reason is ScoreReason.UNSCORED
    assert scores["good", 1].reason is ScoreReason.ABOVE


def test_an_entry_that_cannot_be_read_stops_nobody() -> None:
    def picky(e: Entry) -> Extraction:
        if e.id == "bad":
            raise ValueError("odd text")
        return stating(e)

    batch = [entry("bad", "2024-09-07", "one"), entry("good", "2024-09-08", "until 2026-end")]
    judgement = judge(batch, Memory(), replace(PARTS, extract=picky), NOW)
    assert judgement.failures == {("bad", 1): "ValueError: odd text"}
    assert ("bad", "coverage", None) in summary(judgement)
    assert ("good", "new", None) in summary(judgement)


def test_what_is_decided_is_not_decided_again() -> None:
    batch = [entry("a", "2024-09-08", "until 2026-end")]
    first = judge(batch, Memory(), PARTS, NOW)
    again = judge(batch, remembered(Memory(), first), PARTS, NOW + timedelta(hours=1))
    assert again.alerts == ()
    assert again.stated == ()


def test_a_repetition_is_a_quiet_update() -> None:
    first = judge([entry("a", "2024-09-07", "until 2026-end")], Memory(), PARTS, NOW)
    second = judge([entry("b", "2024-09-08", "2026-end")], remembered(Memory(), first), PARTS, NOW)
    assert [a for a in second.alerts if a.suppressed is None and a.milestone] == []
    (update,) = [c for c in second.corroborated if not c.key.startswith("coverage")]
    assert update.key == first.alerts[0].key
    assert (update.also, update.origins) == (("a", "b"), ("origin a", "origin b"))


def test_an_official_word_confirms_an_alert_without_a_second_one() -> None:
    first = judge([entry("a", "2024-09-01", "until 2026-end?")], Memory(), PARTS, NOW)
    second = judge([entry("b", "2024-09-08", "2026-end")], remembered(Memory(), first), PARTS, NOW)
    (told, *_), (update, *_) = first.alerts, second.corroborated
    assert (told.unconfirmed, update.key) == (True, told.key)
    assert [a.kind.value for a in second.alerts if a.suppressed is None and a.milestone] == []
    after = corroborated(told, update)
    assert after.confirmed is not None
    assert (after.unconfirmed, after.confirmed.entry, after.confirmed.rank) == (False, "b", Rank.OFFICIAL)


def test_the_clock_tells_what_was_held_when_its_time_is_up() -> None:
    judgement = judge([entry("a", "2024-09-08", "until 2026-end?")], Memory(), HOLDING, NOW)
    assert summary(judgement)[0] == ("a", "new", "held")
    later = Sitting(remembered(Memory(), judgement), HOLDING)
    later.tick(NOW + timedelta(days=1))
    assert [a for a in later.judgement().alerts if a.kind.value == "new"] == []
    later.tick(NOW + timedelta(days=3))
    later.tick(NOW + timedelta(days=4))
    (told,) = [a for a in later.judgement().alerts if a.kind.value == "new"]
    assert (told.suppressed, told.unconfirmed) == (None, True)


def test_reports_that_credit_one_wire_are_one_origin() -> None:
    told = "Envoy expects handover around 2026-end?"
    batch = [
        replace(entry("a", "2024-09-07", told), body="BAGHDAD (Reuters) - The envoy spoke."),
        replace(entry("b", "2024-09-08", "2026-end?"), body="بغداد (رويترز) - تحدث المبعوث.", lang="ar"),
        replace(entry("c", "2024-09-08T02:00", "2026-end?"), body="The envoy spoke to the paper."),
    ]
    judgement = judge(batch, Memory(), PARTS, NOW)
    (alert,) = [a for a in judgement.alerts if a.suppressed is None]
    (update,) = [c for c in judgement.corroborated if c.key == alert.key]
    assert (alert.credited, alert.outlets) == ("Reuters", ("outlet a",))
    assert (update.origins, update.outlets) == (("Reuters", "origin c"), ("outlet a", "outlet b", "outlet c"))
    assert update.confirmed is not None
    assert update.confirmed.entry == "c"


def test_copies_join_the_story_of_the_first() -> None:
    words = (
        "The coalition will leave the country by the end of next year, two ministers told reporters on Monday"
    )
    batch = [entry("a", "2024-09-07", words), entry("b", "2024-09-07T09:00", words)]
    judgement = judge(batch, Memory(), PARTS, NOW)
    assert summary(judgement) == [("a", "coverage", None), ("b", "coverage", "same-news")]
    assert judgement.stories["b", 1].story == "a"
    (update,) = judgement.corroborated
    assert (update.key, update.also) == ("coverage:a", ("a", "b"))
    assert (update.origins, update.outlets) == (("origin a",), ("outlet a", "outlet b"))


def test_an_edited_article_is_no_new_coverage_but_a_correction() -> None:
    first = judge([entry("a", "2024-09-08", "until 2026-end")], Memory(), PARTS, NOW)
    edited = replace(entry("a", "2024-09-08", "until 2026-09", version=2), seen_at=NOW)
    second = judge([edited], remembered(Memory(), first), PARTS, NOW)
    assert summary(second) == [("a", "corrected", None)]


def test_old_articles_of_a_first_poll_are_recorded_not_told() -> None:
    batch = [
        entry("old", "2024-09-01", "until 2026-09"),
        entry("fresh", "2024-09-08T20:00", "until 2026-end"),
    ]
    memory = Memory(first_poll=frozenset({"old", "fresh"}))
    told = {a.entry for a in judge(batch, memory, PARTS, NOW).alerts if a.suppressed is None}
    why = {a.suppressed for a in judge(batch, memory, PARTS, NOW).alerts if a.entry == "old"}
    assert told == {"fresh"}
    assert why == {Suppression.FIRST_POLL}


@st.composite
def timelines(draw: st.DrawFn) -> list[Entry]:
    """Entries of a month; instants differ, as the order of one instant is by name only."""
    hours = draw(st.lists(st.integers(0, 700), unique=True, max_size=9))
    words = st.sampled_from(
        ["2025-09", "2026-09", "2026-09?", "2026-end?", "denied", "sport 2026-09", "talks go on", ""]
    )
    start = datetime(2024, 8, 10, tzinfo=UTC)
    return [
        entry(f"e{n}", (start + timedelta(hours=hour)).replace(tzinfo=None).isoformat(), draw(words))
        for n, hour in enumerate(sorted(hours))
    ]


@pytest.mark.parametrize("parts", [PARTS, HOLDING], ids=["told at once", "held until confirmed"])
@settings(max_examples=60, deadline=None)
@given(timelines(), st.data())
def test_batches_make_no_difference(parts: Parts, timeline: list[Entry], data: st.DataObject) -> None:
    whole = judge(data.draw(st.permutations(timeline)), Memory(), parts, NOW)
    memory, alerts = Memory(), []
    rest = list(timeline)
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        piece, rest = rest[:size], rest[size:]
        part = judge(data.draw(st.permutations(piece)), memory, parts, NOW)
        memory = remembered(memory, part)
        alerts += part.alerts
    assert [(a.key, a.kind, a.suppressed, a.entry) for a in alerts] == [
        (a.key, a.kind, a.suppressed, a.entry) for a in whole.alerts
    ]
    assert {name: tuple(rows) for name, rows in memory.stated.items()} == {
        name: tuple(r for r in whole.stated if r.statement.milestone == name)
        for name in dict.fromkeys(r.statement.milestone for r in whole.stated)
    }


@settings(max_examples=60, deadline=None)
@given(timelines(), st.data())
def test_any_order_of_arrival_ends_in_the_same_ledger(timeline: list[Entry], data: st.DataObject) -> None:
    whole = judge(timeline, Memory(), PARTS, NOW)
    memory, ledgers = Memory(), {}
    for one in data.draw(st.permutations([*timeline, *timeline[::2]])):
        part = judge([one], memory, PARTS, NOW)
        memory = remembered(memory, part)
        ledgers |= part.ledgers
    assert {name: course(ledger) for name, ledger in ledgers.items()} == {
        name: course(ledger) for name, ledger in whole.ledgers.items()
    }


@settings(max_examples=100, deadline=None)
@given(timelines(), st.data())
def test_what_is_told_in_order_is_told_when_it_comes_late(timeline: list[Entry], data: st.DataObject) -> None:
    delays = data.draw(st.lists(st.integers(0, 12), min_size=len(timeline), max_size=len(timeline)))
    late = sorted(
        (e.published_at + timedelta(hours=h), e.id, e) for e, h in zip(timeline, delays, strict=True)
    )
    told = []
    for arrivals in ([(e.published_at, e.id, e) for e in timeline], late):
        memory, keys = Memory(), []
        for now, _, one in arrivals:
            part = judge([one], memory, PARTS, now)
            memory = remembered(memory, part)
            keys += [a.key for a in part.alerts if a.suppressed is None and a.milestone]
        told.append(keys)
    assert len(told[1]) == len(set(told[1]))
    # What was true of the first to arrive may be told beside it.
    assert set(told[0]) <= set(told[1])


def course(ledger: MilestoneLedger) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(s.key, s.stated.entry, tuple(row.entry for row in s.also)) for s in ledger.shifts if s.stated]


@pytest.mark.parametrize("count", [0, 1])
def test_small_batches(count: int) -> None:
    assert len(judge([entry("a", "2024-09-08")][:count], Memory(), PARTS, NOW).scores) == count
