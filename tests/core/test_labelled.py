"""Labels of statements find their words again, and change what counts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.judge import Memory, judge
from monitor.ledger import LedgerPolicy, finds, fold, labelled
from monitor.records import (
    AlertKind,
    Correction,
    Field,
    Quote,
    Stated,
    StatementLabel,
    StatementVerdict,
    Suppression,
)
from tests.core.ledger_rows import END, due, row
from tests.core.test_judge import PARTS, entry, remembered

NOW = datetime(2024, 9, 10, tzinfo=UTC)
ENGLISH = "The coalition will leave by September 2026, the minister said."
ARABIC = "قال الوزير إن التحالف سيغادر بحلول أيلول 2026."


def read(text: str, quote: str, date: str | None, **changes: object) -> Stated:
    """A row whose evidence stands in a text."""
    found = row("2024-09-06", "2026-09", entry="e1")

    def words(part: str) -> Quote:
        start = text.index(part)
        return Quote(Field.BODY, start, start + len(part), part)

    statement = replace(
        found.statement, quote=words(quote), date=words(date) if date else None, due=due("2026-09")
    )
    return replace(found, statement=statement, **changes)


def labelling(stated: Stated, verdict: StatementVerdict, **more: object) -> StatementLabel:
    said = stated.statement
    return StatementLabel(
        stated.entry,
        stated.version,
        said.milestone,
        said.quote,
        said.date,
        verdict,
        NOW,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "quote", "date", "again", "date_again", "changes", "found"),
    [
        pytest.param(ENGLISH, "leave by September 2026", "September 2026", ENGLISH, "September 2026", {},
                     True, id="longer-evidence-of-newer-rules"),
        pytest.param(ARABIC, "سيغادر بحلول أيلول 2026", "أيلول 2026", ARABIC, "أيلول 2026", {}, True,
                     id="longer-evidence-ar"),
        pytest.param(ENGLISH, ENGLISH, "September 2026", "leave by September 2026", "September 2026",
                     {"version": 2}, True, id="shorter-evidence-in-a-later-version"),
        pytest.param(ARABIC, ARABIC, "أيلول 2026", "سيغادر بحلول أيلول 2026", "أيلول 2026",
                     {"version": 2}, True, id="shorter-evidence-in-a-later-version-ar"),
        pytest.param(ENGLISH, ENGLISH, None, "coalition will leave", None, {}, True, id="undated"),
        pytest.param(ENGLISH, ENGLISH, "September 2026", ENGLISH, None, {}, False, id="date-gone"),
        pytest.param(ENGLISH, ENGLISH, "September 2026", ENGLISH, "September 2026", {"entry": "e2"}, False,
                     id="another-entry"),
    ],
)  # fmt: skip
def test_a_label_finds_its_words(
    text: str,
    quote: str,
    date: str | None,
    again: str,
    date_again: str | None,
    changes: dict[str, object],
    found: bool,
) -> None:
    label = labelling(read(text, quote, date), StatementVerdict.WRONG_DATE)
    assert finds(label, read(text, again, date_again, **changes)) is found


def test_an_edited_date_is_another_statement() -> None:
    label = labelling(read(ENGLISH, ENGLISH, "September 2026"), StatementVerdict.WRONG_DATE)
    edited = ENGLISH.replace("2026", "2025")
    assert not finds(label, read(edited, edited, "September 2025", version=2))


@pytest.mark.parametrize(
    ("verdict", "correction", "counts"),
    [
        (StatementVerdict.RIGHT, None, "2026-09-30 mission_end Minister False"),
        (StatementVerdict.NOT_A_DEADLINE, None, ""),
        (StatementVerdict.WRONG_DATE, None, ""),
        (StatementVerdict.WRONG_DATE, Correction(due("2025-09")), "2025-09-30 mission_end Minister False"),
        (StatementVerdict.WRONG_SPEAKER, Correction(speaker="Envoy"), "2026-09-30 mission_end Envoy False"),
        (StatementVerdict.NOT_A_DEADLINE, Correction(milestone="phase1"), "2026-09-30 phase1 Minister False"),
        (StatementVerdict.BACKGROUND, None, "2026-09-30 mission_end Minister True"),
    ],
)
def test_what_counts_after_a_label(
    verdict: StatementVerdict, correction: Correction | None, counts: str
) -> None:
    one = read(ENGLISH, ENGLISH, "September 2026")
    found = labelled([one], [labelling(one, verdict, correction=correction)])
    told = [
        f"{s.due.last_day if s.due else None} {s.milestone} {s.speaker} {s.background}"
        for s in (r.statement for r in found.rows)
    ]
    assert " ".join(told) == counts
    assert [r.key for r in found.lost] == ([] if counts else [one.key])
    assert set(found.out) == (set() if verdict is StatementVerdict.RIGHT else {one.key})


def test_the_newest_label_decides() -> None:
    one = read(ENGLISH, ENGLISH, "September 2026")
    wrong, right = (labelling(one, v) for v in (StatementVerdict.NOT_A_DEADLINE, StatementVerdict.RIGHT))
    assert labelled([one], [wrong, right]).rows == (one,)
    assert labelled([one], [right, wrong]).rows == ()


def test_a_row_that_is_out_sets_no_deadline() -> None:
    first, second = row("2024-09-06", "2025-09", entry="a"), row("2024-10-01", "2026-09", entry="b")
    found = labelled([first, second], [labelling(second, StatementVerdict.NOT_A_DEADLINE)])
    assert fold(END, found.rows, LedgerPolicy()) == fold(END, [first], LedgerPolicy())


def test_the_date_of_a_retracted_alert_told_again_is_news_under_another_key() -> None:
    first = entry("a", "2024-09-01", "until 2025-09")
    wrong = entry("b", "2024-09-02", "until 2026-09")
    found = judge([first, wrong], Memory(), PARTS, wrong.published_at)
    (told,) = [a for a in found.alerts if a.kind is AlertKind.LATER]
    (bad,) = [s for s in found.stated if s.entry == "b"]
    gone = [replace(a, suppressed=Suppression.RETRACTED) if a is told else a for a in found.alerts]
    known = replace(
        remembered(Memory(), found),
        labels=[labelling(bad, StatementVerdict.WRONG_DATE)],
        decided=[a for a in gone if a.milestone is not None],
    )
    again = entry("c", "2024-09-20", "until 2026-09")
    for batch in ([again], [again, entry("d", "2024-09-20T08:00", "until 2026-09")]):
        news = judge(batch, known, PARTS, again.published_at)
        (new,) = [a for a in news.alerts if a.kind is AlertKind.LATER]
        assert (new.entry, new.suppressed, new.key) == ("c", None, f"{told.key}:2")
    # Who repeats it corroborates the new alert, not the one taken back.
    late = judge(
        [entry("e", "2024-09-20T09:00", "until 2026-09")],
        replace(remembered(known, news), decided=(*known.decided, new)),
        PARTS,
        again.published_at,
    )
    assert [a for a in late.alerts if a.milestone is not None] == []
    assert [c.key for c in late.corroborated if ":later:" in c.key] == [new.key]
