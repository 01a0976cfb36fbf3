"""Two configurations over the same recorded entries: what is gained, lost, late, and still pinned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.alerts import AlertPolicy, Kinds, news_of, same_news
from monitor.backtest import Backtest, Recorded, Variant, backtest, unscored
from monitor.ledger import stated_by
from monitor.novelty import StoryPolicy
from monitor.records import (
    Alert,
    AlertKind,
    Entry,
    Extraction,
    News,
    Pin,
    Score,
    ScoreReason,
    Severity,
    StatementLabel,
    StatementVerdict,
    Suppression,
)
from tests.core.ledger_rows import END
from tests.core.test_judge import PARTS, entry, stating

BEGIN = datetime(2024, 9, 1, tzinfo=UTC)
VALUES = {"plain": 0.9, "faint": 0.6, "sport": 0.1}
"""How a title is scored, by its first word."""

TIMELINE = [
    entry("a", "2024-09-01T08:00", "plain words: until 2026-09"),
    entry("s", "2024-09-02T08:00", "sport 2025-09"),
    entry("f", "2024-09-03T08:00", "faint hint of 2026-end"),
    entry("p", "2024-09-03T14:00", "plain report of 2026-end"),
    entry("d", "2024-09-20T08:00", "plain text: denied"),
    entry("c", "2024-09-27T08:00", "plain talks about nothing dated"),
]


def value(e: Entry) -> float:
    return VALUES[e.title.split()[0].rstrip(":")]


def score(e: Entry, encoder: str = "one") -> Score:
    return Score(value(e), value(e) >= 0.5, ScoreReason.ABOVE, None, None, (), encoder)


def never(_: object) -> Sequence[Score]:
    raise AssertionError("everything is recorded: nothing is to be scored or read")


def seen(late: timedelta = timedelta(minutes=30)) -> list[Entry]:
    return [replace(e, seen_at=e.published_at + late) for e in TIMELINE]


def recorded(entries: Sequence[Entry] | None = None, **more: object) -> Recorded:
    known = seen() if entries is None else list(entries)
    return Recorded(
        entries=known,
        scores={(e.id, 1): score(e) for e in known},
        statements={(e.id, 1): stating(e).statements for e in known if value(e) >= 0.5},
        **more,  # type: ignore[arg-type]
    )


# Every article is a story of its own, whatever becomes of the telling of stories.
APART = replace(PARTS, stories=StoryPolicy(news_score=2))
STORED = replace(APART, score=never, extract=never)  # type: ignore[arg-type]
FRESH = replace(APART, score=lambda batch: [score(e) for e in batch])
PRESENT = Variant(STORED, 0.5)


def named(alerts: Sequence[Alert]) -> str:
    return ", ".join(f"{a.entry} {a.kind.value}" for a in alerts)


def policy(**kinds: bool) -> AlertPolicy:
    return AlertPolicy(kinds=replace(Kinds(), **kinds))


def run(changed: Variant, known: Recorded | None = None, **more: object) -> Backtest:
    return backtest(known or recorded(), PRESENT, changed, **more)  # type: ignore[arg-type]


def test_the_same_configuration_makes_no_difference() -> None:
    found = run(PRESENT)
    assert (found.gained, found.lost) == ((), ())
    assert found.kept == len(found.present.told) > 0
    assert found.present == found.changed


QUIET = replace(STORED, alerts=policy(denied=False))
CHANGES = {
    # The same shift out of another entry is the same news: later, not lost.
    "a stricter threshold": (Variant(STORED, 0.8), "", ""),
    "far too strict": (Variant(STORED, 0.95), "", "a new, f later, d denied, c coverage"),
    "a laxer one": (Variant(replace(FRESH, score=never), 0.05), "s earlier", ""),
    "a kind off": (Variant(QUIET, 0.5), "d coverage", "d denied"),
    "no milestone": (
        Variant(replace(STORED, milestones=()), 0.5),
        "a coverage, f coverage, p coverage, d coverage",
        "a new, f later, d denied",
    ),
}


@pytest.mark.parametrize(("changed", "gained", "lost"), CHANGES.values(), ids=CHANGES)
def test_what_a_change_gains_and_loses(changed: Variant, gained: str, lost: str) -> None:
    found = run(changed)
    assert (named(found.gained), named(found.lost)) == (gained, lost)


def test_figures_of_both_sides() -> None:
    found = run(Variant(STORED, 0.8))
    assert (found.entries, found.present.relevant, found.changed.relevant) == (6, 5, 4)
    assert found.weeks == pytest.approx(26 / 7)
    # Brought by 4 articles; a shift each of "a", "f" and "d", and the coverage of "c".
    assert {s: round(rate * found.weeks) for s, rate in found.present.per_week.items()} == {
        Severity.SHIFT: 2,
        Severity.NEW_DATE: 1,
        Severity.EVENT: 0,
        Severity.COVERAGE: 1,
    }
    assert [s.suppressed[Suppression.SHIFT_ALERTED] for s in (found.present, found.changed)] == [4, 3]


def test_time_to_alert_counts_from_the_first_entry_that_either_side_knows_to_carry_the_news() -> None:
    found = run(Variant(replace(STORED, alerts=policy(new=False, denied=False, coverage=False)), 0.8))
    # "later" alone is told, out of "p", six hours after "f" that only the present threshold lets in.
    assert named(found.changed.told) == "p later"
    assert found.changed.delay == timedelta(hours=6, minutes=30)
    assert found.changed.delay_seen == timedelta(hours=6)
    assert (found.present.delay, found.present.delay_seen) == (timedelta(minutes=30), timedelta())


def test_what_a_first_poll_brought_is_judged_when_it_was_published() -> None:
    late = seen(timedelta(days=40))
    assert run(PRESENT, recorded(late)).present.suppressed[Suppression.STALE] > 0
    polled = recorded(late, first_poll=frozenset(e.id for e in late))
    found = run(PRESENT, polled)
    assert found.present.suppressed[Suppression.STALE] == 0
    assert found.present.delay == timedelta()


def test_since_leaves_out_decisions_but_not_what_they_hang_on() -> None:
    found = run(Variant(STORED, 0.95), since=datetime(2024, 9, 3, tzinfo=UTC))
    assert named(found.lost) == "f later, d denied, c coverage"
    assert found.present.suppressed[Suppression.SHIFT_ALERTED] == 3


def pinned() -> tuple[Pin, Alert]:
    """The shift that "f" brings, as told in life: under another key, as the third of its kind."""
    [alert] = [a for a in run(PRESENT).present.told if a.kind is AlertKind.LATER]
    told = replace(alert, key="as it was called then")
    return Pin(told.key, news_of(told), BEGIN), told


@pytest.mark.parametrize(
    ("changed", "present", "still"),
    [
        pytest.param(PRESENT, True, True, id="nothing changed"),
        pytest.param(Variant(STORED, 0.8), True, True, id="told out of another entry"),
        pytest.param(Variant(STORED, 0.95), True, False, id="lost"),
        pytest.param(
            Variant(replace(STORED, alerts=policy(later=False)), 0.5), True, False, id="switched off"
        ),
    ],
)
def test_pins(changed: Variant, present: bool, still: bool) -> None:
    pin, told = pinned()
    # Later than what is pinned: a pin holds for the whole history.
    found = run(changed, recorded(pins=[(pin, told)]), since=datetime(2024, 9, 10, tzinfo=UTC))
    [fate] = found.pins
    assert (fate.alert, fate.present, fate.changed) == (told, present, still)
    assert found.pins_lost == (() if still else (fate,))


def news(last: int | None = 30, *entries: str, kind: AlertKind = AlertKind.LATER) -> News:
    return News(kind, END.id, date(2026, 9, last) if last else None, entries)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (news(30, "a", "b"), news(30, "b", "c"), True),
        (news(30, "a"), news(30, "b"), False),
        (news(30, "a"), news(29, "a"), False),
        (news(None, "a"), news(None, "a"), True),
        (news(30, "a"), news(30, "a", kind=AlertKind.EARLIER), False),
        # Reminders of one deadline are carried by no entry, and are told apart by their keys.
        (news(30, kind=AlertKind.REMINDER), news(30, kind=AlertKind.REMINDER), False),
    ],
)
def test_same_news(one: News, other: News, same: bool) -> None:
    assert same_news(one, other) is same_news(other, one) is same


def test_what_is_recorded_stands_in_exactly_where_it_holds() -> None:
    known, asked = recorded(), list[str]()

    def scoring(batch: Sequence[Entry]) -> Sequence[Score]:
        asked.extend(f"score {e.id}" for e in batch)
        return [score(e, "two") for e in batch]

    def reading(e: Entry) -> Extraction:
        asked.append(f"read {e.id}")
        return stating(e)

    parts = replace(APART, score=scoring, extract=reading)
    assert unscored(known, None) == unscored(known, "one") == 0
    assert unscored(known, "two") == 6
    plain = run(PRESENT)
    for changed, anew in (
        (Variant(parts, 0.5), set()),
        (Variant(parts, 0.5, "one"), set()),
        (Variant(parts, 0.5, "two"), {f"score {e.id}" for e in TIMELINE}),
        (Variant(replace(parts, rules="others"), 0.5), {f"read {e.id}" for e in TIMELINE if e.id != "s"}),
        # What was irrelevant was never read.
        (Variant(parts, 0.05), {"read s"}),
    ):
        asked.clear()
        found = run(changed)
        assert set(asked) == anew
        if changed.threshold == 0.5:
            assert [a.key for a in found.changed.told] == [a.key for a in plain.present.told]


@pytest.mark.parametrize(
    ("labels", "reason", "kinds"),
    [
        pytest.param({}, ScoreReason.ABOVE, ["later"], id="no label"),
        pytest.param({"f": False, "p": False}, ScoreReason.ABOVE, [], id="labelled since"),
        pytest.param({}, ScoreReason.LABELLED_IRRELEVANT, ["later"], id="label taken back: scored anew"),
        pytest.param({}, ScoreReason.UNSCORED, ["later"], id="could not be scored then: scored anew"),
    ],
)
def test_labels(labels: dict[str, bool], reason: ScoreReason, kinds: list[str]) -> None:
    known = recorded(labels=labels)
    scores = {v: replace(s, reason=reason, relevant=False) for v, s in known.scores.items()}
    side = Variant(FRESH, 0.5)
    found = backtest(replace(known, scores=scores), side, side)
    assert [a.kind.value for a in found.present.told if a.kind is AlertKind.LATER] == kinds


def test_labels_of_statements_count_on_both_sides() -> None:
    rows = [stated_by(e, s, e.id) for e in TIMELINE for s in stating(e).statements]
    wrong = [
        StatementLabel(
            row.entry, 1, END.id, row.statement.quote, row.statement.date, StatementVerdict.WRONG_DATE, BEGIN
        )
        for row in rows
        if row.entry in "fp"
    ]
    known = recorded(statement_labels=wrong)
    for side in (run(PRESENT, known), backtest(known, Variant(FRESH, 0.5), Variant(FRESH, 0.5))):
        assert [a for a in side.present.told if a.kind is AlertKind.LATER] == []
        assert (side.gained, side.lost) == ((), ())


def test_nothing_recorded_yet() -> None:
    found = run(PRESENT, Recorded(()))
    assert (found.entries, found.weeks, found.present.delay, found.gained, found.lost) == (
        0,
        0.0,
        None,
        (),
        (),
    )
    assert set(found.present.per_week.values()) == {0.0}
