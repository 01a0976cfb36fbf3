"""Laws of reading: evidence is exact, nothing raises, work is linear, equal statements are told once."""

import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extract import extract, milestone_of
from monitor.extract.dates import mentions
from monitor.extract.reading import read_field
from monitor.lang import LANGUAGES, lexicon
from monitor.records import Entry, Extraction, Field
from tests.core.rules import entry, shipped

PIECES = [
    "يغادر الجنود العراق بحلول سبتمبر/أيلول 2025",
    "نفى وزير الدفاع وجود خطة لسحب القوات الأميركية",
    "من 3 إلى 7 نوفمبر",
    "خلال 12 شهرا",
    "the coalition will leave Iraq by the end of 2026",
    "within 60 days of the signing",
    "in September",
    "2,500 troops",
    "31 فبراير",
    "٩٩٩٩/١٢/٣١",
    "January 99, 9999",
    "رمضان 1446 هـ",
    "«",
    '"',
    "\u202b",
    "ـ",
    "\n",
    ". ",
    "، ",
    "نهاية العام التالي",
    "خلال سنة من انتهاء ولايتها في 31 كانون الأول 2026",
    "between June and September 2027",
    "من أيلول 2026 حتى أيلول 2027",
    "within a year and a half of",
    "آخر يوم من عام 9999",
    "the fifth quarter of 2027",
    "NEW YORK (Agency) - ",
    "صحة أنباء عن بقاء القوات حتى",
    "الشهر نفسه",
    "0000",
    "99999999999999999999999999",
    "\u19da سبتمبر 2025",  # a digit that is no decimal
    "\u19da troops in Iraq",
]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


def quotes(found: Extraction) -> list:  # type: ignore[type-arg]
    kept = [m.quote for m in found.dates] + [c.quote for c in found.counts] + [s.quote for s in found.sites]
    for statement in found.statements:
        kept.append(statement.quote)
        if statement.date:
            kept.append(statement.date)
    return kept


def proven(of: Entry, found: Extraction) -> bool:
    return all(of.text(q.field)[q.start : q.end] == q.text and q.text for q in quotes(found))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_every_quote_is_in_the_text_and_nothing_raises(title: str, summary: str, body: str) -> None:
    of = entry(body, title=title, summary=summary)
    found = extract(of, shipped())
    assert proven(of, found)
    for statement in found.statements:
        if statement.date:
            assert statement.quote.start <= statement.date.start
            assert statement.date.end <= statement.quote.end
            assert statement.due is not None
            assert statement.due.first_day <= statement.due.last_day
    for mention in found.dates:
        assert (mention.first_day is None) == (mention.last_day is None)
        if mention.first_day and mention.last_day:
            assert mention.first_day <= mention.last_day


@settings(max_examples=100, deadline=None)
@given(
    TEXTS,
    st.sampled_from(LANGUAGES),
    st.dates(),
)
def test_any_language_reads_any_text_on_any_day(text: str, lang: str, published: date) -> None:
    mentions(read_field(Field.BODY, text, lexicon(lang)), published)


def test_empty_entry_says_nothing() -> None:
    assert extract(entry(""), shipped()) == Extraction()


def test_without_rules_dates_are_still_read() -> None:
    found = extract(entry("بحلول سبتمبر 2025"), ())
    assert [str(m.last_day) for m in found.dates] == ["2025-09-30"]
    assert found.statements == ()


HUGE = {
    "numbers": "2025 " * 30_000,
    "no spaces": "انسحاب" * 30_000,
    "one sentence": "يغادر التحالف الدولي العراق بحلول سبتمبر 2025 و" * 3_000,
    "commas": "," * 100_000,
    "ends": "end " * 30_000,
    "quotes": '"' * 100_000,
    "marks": "\u064b" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_work_grows_with_the_text_and_not_with_its_square(text: str) -> None:
    def calls(of: str) -> int:
        count = 0

        def tick(*_: object) -> None:
            nonlocal count
            count += 1

        one = entry(of, title="التحالف الدولي في العراق")
        sys.setprofile(tick)
        try:
            found = extract(one, shipped())
        finally:
            sys.setprofile(None)
        assert proven(one, found)
        return count

    calls(text[: len(text) // 32])
    small, large = calls(text[: len(text) // 16]), calls(text[: len(text) // 4])
    assert large < 6 * small + 2_000


def test_the_same_statement_in_title_teaser_and_body_is_told_once_with_the_body_as_evidence() -> None:
    of = entry(
        "قال وزير الدفاع العراقي ثابت العباسي إن التحالف الدولي سيغادر إقليم كردستان بحلول سبتمبر 2026.",
        title="العباسي: التحالف يغادر كردستان بحلول سبتمبر 2026",
        summary="التحالف الدولي يغادر كردستان العراق بحلول سبتمبر 2026",
    )
    (found,) = extract(of, shipped()).statements
    assert found.quote.field is Field.BODY


def test_teaser_alone_is_read() -> None:
    of = entry("", title="Iraq: coalition to leave Kurdistan by September 2026")
    (found,) = extract(of, shipped()).statements
    assert (found.milestone, found.quote.field) == ("phase2", Field.TITLE)


def test_shipped_rules_are_milestones_of_the_ledger() -> None:
    found = [milestone_of(rule) for rule in shipped()]
    assert len({m.id for m in found}) == len(found)
    assert [m.id for m in found if not m.tracked] == ["other"]
    assert all(dict(m.names).keys() >= {"ar", "en"} for m in found)


BAD = [
    pytest.param("", id="empty"),
    pytest.param(" \n\t ", id="blank"),
    pytest.param("\u202b\u2066\u200f\u0000\x1b[2J", id="only-marks"),
    pytest.param("\u064b\u0651" * 50 + "سبتمبر" + "\u0650" * 50, id="combining-marks"),
    pytest.param('قال الوزير "إن التحالف سيغادر العراق بحلول سبتمبر', id="half-a-quotation"),
    pytest.param("by 31 February 2026, 30 شباط 2026, 31 نيسان", id="no-such-day"),
    pytest.param("0 January 0000, year 0, 00/00/0000, عام 0", id="year-0"),
    pytest.param("31 December 9999, 9999-12-31, within 9999 years, بعد 99999 عاما", id="year-9999"),
    pytest.param("رمضان 0 هـ, محرم 9999 هـ, 30 صفر 1447 هـ", id="hijri-beyond-its-tables"),
    pytest.param("\ud800 by September 2025 \udfff", id="lone-surrogates"),
    pytest.param("９９９９年 سبتمبر ۲۰۲۵ 𝟚𝟘𝟚𝟝 ②⓪②⑤ by ²⁰²⁵", id="other-digits"),
    pytest.param("by " * 2_000, id="relations-only"),
    pytest.param("the end of " * 2_000, id="parts-only"),
]


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("lang", ["und", "ar", "en", "xx", ""])
@pytest.mark.parametrize("on", ["0001-01-01", "2026-02-28", "9999-12-31"])
def test_bad_input_is_a_result_or_nothing(text: str, lang: str, on: str) -> None:
    of = entry(f"التحالف الدولي يغادر العراق {text}", title=text, summary=text, lang=lang, on=on)
    found = extract(of, shipped())
    assert proven(of, found)
    for mention in found.dates:
        assert mention.first_day is None or mention.note != "no such day"


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن التحالف الدولي سيغادر العراق بحلول أيلول 2025. وكان",
        "The minister said the US-led coalition will leave Iraq by September 2025. It was",
    ],
)
def test_a_text_that_breaks_off_is_read(text: str) -> None:
    read = extract(entry(text, title=text, on="2024-09-06"), shipped())
    assert [str(one.due.last_day) for one in read.statements if one.due] == ["2025-09-30"]


def test_a_title_that_breaks_off_within_a_word_is_read() -> None:
    title = "بغداد تريد بدء انسحاب التحالف في أيلول وإنهاءه بعد حين مصادر: بغدا"  # holds غدا, "tomorrow"
    of = entry("التحالف في العراق.", title=title, on="2024-09-06")
    assert proven(of, extract(of, shipped()))
