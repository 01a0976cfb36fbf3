"""Confidence: 1 less what each doubt takes, with the reasons; and no statement without its proof."""

from dataclasses import replace
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.evaluation import confidence as measured
from monitor.extract import extract
from monitor.extract.confidence import LEFT, Doubt, confidence, of_language
from monitor.extract.evidence import proven
from monitor.records import Entry, Field, Quote, Statement
from tests.core.rules import entry, shipped
from tests.eval.figures import DATA
from tests.eval.figures import shipped as settings

ROOT = Path(__file__).parents[2]
SURE = "قال وزير الدفاع العراقي ثابت العباسي إن التحالف الدولي سيغادر إقليم كردستان بحلول سبتمبر 2026."


def only(of: Entry) -> Statement:
    [found] = extract(of, shipped()).statements
    return found


@given(st.sets(st.sampled_from(Doubt)))
def test_a_person_can_recompute_it(doubts: set[Doubt]) -> None:
    found = confidence(doubts)
    assert found == round(prod(LEFT[doubt] for doubt in doubts), 2)
    assert 0 <= found <= 1
    assert confidence([*doubts, "a reason of an older version"]) == found


def test_every_doubt_has_a_weight_and_is_documented() -> None:
    assert set(LEFT) == set(Doubt)
    assert all(0 < left < 1 for left in LEFT.values())
    text = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    for doubt, left in LEFT.items():
        assert f"| {doubt} | {left:g} |" in text


@pytest.mark.parametrize(
    ("of", "doubts"),
    [
        pytest.param(entry(SURE), set(), id="sure"),
        pytest.param(entry("", title=SURE), {Doubt.TITLE}, id="headline"),
        pytest.param(
            entry("قالت مصادر حكومية إن التحالف الدولي سيغادر إقليم كردستان العراق بحلول سبتمبر 2026."),
            {Doubt.UNNAMED},
            id="unnamed",
        ),
        pytest.param(
            entry("The coalition is due to leave Iraqi Kurdistan by September 2026."),
            {Doubt.NOBODY},
            id="nobody",
        ),
        pytest.param(
            entry("The coalition is due to leave Iraqi Kurdistan by November.", on="2026-03-01"),
            {Doubt.NOBODY, Doubt.YEAR},
            id="year",
        ),
        pytest.param(
            entry("The coalition is due to leave Iraqi Kurdistan within six months.", on="2026-03-01"),
            {Doubt.NOBODY, Doubt.JUDGED},
            id="length",
        ),
        pytest.param(
            replace(
                entry("The coalition is due to leave Iraqi Kurdistan within six months.", on="2026-03-01"),
                date_doubt="none given",
            ),
            {Doubt.NOBODY, Doubt.JUDGED, Doubt.DAY},
            id="day-of-publication-in-doubt",
        ),
        pytest.param(
            replace(
                entry("The coalition is due to leave Iraqi Kurdistan by September 2026."), date_doubt="x"
            ),
            {Doubt.NOBODY},
            id="a-whole-date-needs-no-day-of-publication",
        ),
        pytest.param(
            entry(
                "ستغادر قوات التحالف الدولي إقليم كردستان العراق بحلول ربيع الأول 1448 هـ.", on="2026-03-01"
            ),
            {Doubt.NOBODY, Doubt.HIJRI, Doubt.UNSAID},
            id="hijri",
        ),
    ],
)
def test_doubts(of: Entry, doubts: set[Doubt]) -> None:
    found = only(of)
    assert set(found.doubts) == doubts
    assert found.confidence == confidence(doubts)


@pytest.mark.parametrize(("on", "doubted"), [("2026-03-01", False), ("2026-03-02", True)])
def test_another_today_in_the_text_puts_the_day_of_publication_in_doubt(on: str, doubted: bool) -> None:
    text = "قال وزير الدفاع العراقي ثابت العباسي اليوم الأحد إن التحالف سيغادر كردستان العراق خلال ستة أشهر."
    found = only(entry(text, on=on))
    assert (Doubt.DAY in found.doubts) == doubted


def test_a_pronoun_is_told_from_silence() -> None:
    named = "Prime Minister Mohammed al-Sudani said talks with the coalition in Iraq went well.\n"
    said = only(entry(named + "He said the coalition is due to leave Iraqi Kurdistan by September 2026."))
    silent = only(entry(named + "The coalition will leave Iraqi Kurdistan by September 2026."))
    assert Doubt.PRONOUN in said.doubts
    assert Doubt.CARRIED in silent.doubts


@pytest.mark.parametrize(
    ("lang", "known", "doubts"),
    [
        ("ar", True, ()),
        ("und", False, ()),
        ("fr", True, (Doubt.POORLY,)),
        ("ru", False, (Doubt.UNREAD,)),
    ],
)
def test_languages(lang: str, known: bool, doubts: tuple[Doubt, ...]) -> None:
    assert of_language(lang, known=known) == doubts


def test_right_statements_are_surer_than_wrong_ones() -> None:
    right, wrong = measured.told(DATA, settings())
    assert sum(right) / len(right) > sum(wrong) / len(wrong) + 0.05
    assert measured.auc(right, wrong) > 0.65


def test_auc_is_the_share_of_pairs_in_order() -> None:
    assert measured.auc([0.9, 0.5], [0.5]) == 0.75
    assert measured.auc([], [0.5]) == 1.0


FORGED = [
    pytest.param(lambda q: replace(q, start=q.start + 1), id="shifted"),
    pytest.param(lambda q: replace(q, text=q.text + "!"), id="other-words"),
    pytest.param(lambda q: replace(q, field=Field.TITLE), id="other-field"),
    pytest.param(lambda q: Quote(q.field, q.start, q.start, ""), id="empty"),
    pytest.param(lambda q: replace(q, start=q.start - 10_000, end=q.end - 10_000), id="before-the-text"),
]


@pytest.mark.parametrize("forge", FORGED)
def test_a_statement_whose_quote_is_not_in_the_text_is_none(forge) -> None:  # type: ignore[no-untyped-def]
    of = entry(SURE)
    statement = only(of)
    assert proven(of, statement)
    assert not proven(of, replace(statement, quote=forge(statement.quote)))
    assert statement.date is not None
    assert not proven(of, replace(statement, date=forge(statement.date)))


def test_no_forged_statement_gets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from monitor.extract import article

    of = entry(SURE)
    statement = only(of)
    forged = replace(statement, quote=replace(statement.quote, text="what nobody said"))
    monkeypatch.setattr(article, "statements", lambda *_: (forged, statement))
    assert extract(of, shipped()).statements == (statement,)
