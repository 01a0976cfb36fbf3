"""Dates of which one part is not understood: nothing, or partly understood, never the rest alone in silence.

Each row: text, and what may be read on 5 October 2026. ``nothing``: no days at all; ``partly``: days only
with a note that says so; ``whole``: words that look alike and are wholly understood, as a check.
"""

from datetime import date
from itertools import product

import pytest

from monitor.extract import extract
from monitor.extract.anchor import PARTLY
from monitor.extract.confidence import Doubt
from monitor.extract.dates import mentions
from monitor.extract.reading import read_field
from monitor.lang import lexicon_for
from monitor.records import Field
from tests.core.rules import entry, shipped

MONDAY = date(2026, 10, 5)

PARTS: list[tuple[str, str]] = [
    # a month that is none
    ("في 5 جانفييير 2020", "partly"),
    ("on 15 Foo 2026", "partly"),
    ("قبل 15 فوفمبر 2026", "partly"),
    ("by 15 Setpember 2026", "partly"),
    ("في سبتمبير 2027", "partly"),
    ("in Janaury 2027", "partly"),
    ("يوم 3 تشرين 2026", "partly"),
    ("by Septmber 15, 2027", "partly"),
    ("أواخر نوفبمر 2026", "partly"),
    ("late Novemver 2026", "partly"),
    ("في الخامس عشر من فلان 2027", "partly"),
    ("on the fifteenth of Foo 2027", "partly"),
    ("في شهر كذا من عام 2027", "partly"),
    ("in the month of Febuary 2027", "partly"),
    ("5 سبتمبير العام المقبل", "partly"),
    ("15 Setpember next year", "partly"),
    # a day that is none
    ("الثلاثين من فبراير 2027", "nothing"),
    ("31 February 2026", "nothing"),
    ("في 31 نيسان المقبل", "nothing"),
    ("September 45, 2026", "nothing"),
    ("في 0 مايو 2027", "nothing"),
    ("on 0 May 2027", "nothing"),
    ("45/13/2026", "nothing"),
    ("2026-13-45", "nothing"),
    ("بتاريخ 33.15.2026", "nothing"),
    # a place in the year that nobody counts by
    ("on day 45 of 2026", "partly"),
    ("في اليوم 200 من عام 2026", "partly"),
    ("in week 40 of 2026", "partly"),
    ("في الأسبوع 40 من عام 2026", "partly"),
    # other calendars
    ("في 15 شوالل 1447 هـ", "partly"),
    ("15 Shawwwal 1447", "partly"),
    ("في شهر كذا 1448 هـ", "partly"),
    ("نهاية رمصان 1448 هـ", "partly"),
    # quarters and halves, misspelt
    ("في الربغ الأول من عام 2027", "partly"),
    ("in the first qaurter of 2027", "partly"),
    ("النضف الثاني من 2027", "partly"),
    ("the second hafl of 2027", "partly"),
    ("الربع الخامس من 2027", "nothing"),
    ("the fifth quarter of 2027", "nothing"),
    # what looks alike and is whole
    ("هطل كثير من المطر هذه السنة", "whole"),
    ("في أربيل عام 2026", "whole"),
    ("in a March 2020 report", "whole"),
    ("قتل 12 متظاهرا عام 2020", "whole"),
    ("killed 15 protesters in 2020", "whole"),
    ("الزيارة الأولى من نوعها في 2020", "whole"),
    ("the first visit of 2020", "whole"),
    ("on 15 September 2026", "whole"),
    ("قبل نهاية عام 2027", "whole"),
    ("in the first quarter of 2027", "whole"),
    ("by the end of combat operations in 2027", "whole"),
    ("نهاية المهمة القتالية عام 2027", "whole"),
    ("Resolution 2732 of 2024", "whole"),
]


@pytest.mark.parametrize(("text", "expected"), PARTS, ids=[text for text, _ in PARTS])
def test_a_part_that_is_not_understood_is_never_left_out_in_silence(text: str, expected: str) -> None:
    found = mentions(read_field(Field.BODY, text, lexicon_for(text)), MONDAY)
    dated = [mention for mention in found if mention.resolved.period is not None]
    if expected == "nothing":
        assert dated == []
    elif expected == "partly":
        assert all(PARTLY in mention.resolved.note for mention in dated)
    else:
        assert dated
        assert not any(PARTLY in mention.resolved.note for mention in dated)


STATED: list[tuple[str, str]] = [
    ("سيغادر التحالف الدولي العراق في 15 سبتمبير 2027، قال وزير الدفاع ثابت العباسي.", "15 سبتمبير 2027"),
    ("The coalition will leave Iraq by 15 Setpember 2027, the government said.", "15 Setpember 2027"),
]


@pytest.mark.parametrize(("text", "words"), STATED)
def test_a_statement_says_that_its_date_is_only_partly_understood(text: str, words: str) -> None:
    statement, *_ = extract(entry(text, on="2026-10-05"), shipped()).statements
    assert statement.date is not None
    assert words in statement.date.text
    assert Doubt.PARTLY in statement.doubts
    assert statement.confidence <= 0.5


PIECES: list[tuple[str, str]] = [
    ("بحلول ربيع 2027", "2027-03-01..2027-05-31"),
    ("by the spring of 2027", "2027-03-01..2027-05-31"),
    ("في صيف عام 2027", "2027-06-01..2027-08-31"),
    ("in summer 2027", "2027-06-01..2027-08-31"),
    ("خريف العام المقبل", "2027-09-01..2027-11-30"),
    ("by autumn next year", "2027-09-01..2027-11-30"),
    ("Q1 2027", "2027-01-01..2027-03-31"),
    ("by Q3 of 2027", "2027-07-01..2027-09-30"),
    ("in H2 2027", "2027-07-01..2027-12-31"),
    ("by the end of Q2 2027", "2027-06-01..2027-06-30"),
    # parts of a month
    ("في الأسبوع الأول من أيلول 2027", "2027-09-01..2027-09-07"),
    ("in the first week of September 2027", "2027-09-01..2027-09-07"),
    ("في الأسبوع الأخير من شباط 2027", "2027-02-22..2027-02-28"),
    ("in the last week of February 2027", "2027-02-22..2027-02-28"),
    # so many units of something longer
    ("in the first ten days of September 2027", "2027-09-01..2027-09-10"),
    ("في أول عشرة أيام من أيلول 2027", "2027-09-01..2027-09-10"),
    ("خلال الأيام العشرة الأولى من أيلول 2027", "2027-09-01..2027-09-10"),
    ("within the first three months of next year", "2027-01-01..2027-03-31"),
    ("خلال الأشهر الثلاثة الأولى من العام المقبل", "2027-01-01..2027-03-31"),
    ("in the last ten days of September 2027", "2027-09-21..2027-09-30"),
    ("في الأيام العشرة الأخيرة من أيلول 2027", "2027-09-21..2027-09-30"),
    ("in the first two weeks of September 2027", "2027-09-01..2027-09-14"),
    ("في الأسبوعين الأولين من أيلول 2027", "2027-09-01..2027-09-14"),
    ("in the final two weeks of 2027", "2027-12-18..2027-12-31"),
    ("في الأشهر الستة الأخيرة من عام 2027", "2027-07-01..2027-12-31"),
    ("خلال النصف الثاني من آذار 2027", "2027-03-16..2027-03-31"),
    ("in the first half of March 2027", "2027-03-01..2027-03-15"),
    ("في النصف الأول من الشهر المقبل", "2026-11-01..2026-11-15"),
    ("in the second week of next month", "2026-11-08..2026-11-14"),
    ("في الأسبوع الأخير من الشهر", "2026-10-25..2026-10-31"),
    ("in the second half of March", "2027-03-16..2027-03-31"),
    ("خلال النصف الثاني من شباط 2027", "2027-02-16..2027-02-28"),
    ("by the second half of February 2027", "2027-02-16..2027-02-28"),
    ("في الجمعة الأخيرة من العام المقبل", "2027-12-31..2027-12-31"),
    ("on the last Friday of next year", "2027-12-31..2027-12-31"),
    # parts of a year, a season, a Hijri month
    ("في الأسبوع الأول من عام 2027", "2027-01-01..2027-01-07"),
    ("in the final week of 2027", "2027-12-25..2027-12-31"),
    ("بحلول النصف الثاني من العام", "2026-07-01..2026-12-31"),
    ("by the second half of the year", "2026-07-01..2026-12-31"),
    ("في الأسابيع الأولى من العام الجديد", "2027-01-01..2027-03-31"),
    ("in the first weeks of the new year", "2027-01-01..2027-03-31"),
    ("في الربع الأول من العام الجديد", "2027-01-01..2027-03-31"),
    ("in the second quarter of the new year", "2027-04-01..2027-06-30"),
    ("خلال النصف الأول من صيف 2027", "2027-06-01..2027-07-16"),
    ("on the first weekend of summer 2027", "2027-06-05..2027-06-06"),
    ("نهاية شهر رمضان المقبل", "2027-02-28..2027-03-08"),
    ("in the first third of Ramadan", "2027-02-08..2027-02-17"),
    ("ستغادر بعد رمضان", "2027-02-08..2027-03-08"),
    ("will leave after Ramadan", "2027-02-08..2027-03-08"),
    # one unit further, the week of a day, New Year as a day, two months as a range
    ("في الأسبوع بعد المقبل", "2026-10-19..2026-10-25"),
    ("the week after next", "2026-10-19..2026-10-25"),
    ("يوم الجمعة بعد المقبل", "2026-10-16..2026-10-16"),
    ("on the Friday after next", "2026-10-16..2026-10-16"),
    ("on Friday week", "2026-10-16..2026-10-16"),
    ("بحلول العام بعد المقبل", "2028-01-01..2028-12-31"),
    ("in the week of 12 January 2027", "2027-01-11..2027-01-17"),
    ("حتى رأس السنة", "2027-01-01..2027-01-01"),
    ("until New Year's Day", "2027-01-01..2027-01-01"),
    ("أيار - حزيران 2027", "2027-05-01..2027-06-30"),
    ("in May-June 2027", "2027-05-01..2027-06-30"),
    ("between May and June", "2027-05-01..2027-06-30"),
    ("by end-May", "2027-05-21..2027-05-31"),
    ("by midyear", "2026-05-01..2026-08-31"),
    ("في أول أيار 2027", "2027-05-01..2027-05-01"),
    # lengths
    ("خلال الأشهر الستة المقبلة", "2026-10-05..2027-04-05"),
    ("over the next six months", "2026-10-05..2027-04-05"),
    ("خلال نصف عام", "2026-10-05..2027-04-05"),
    ("within half a year", "2026-10-05..2027-04-05"),
    ("ستغادر بعد أيام", "2026-10-05..2026-10-19"),
    ("in a few weeks", "2026-10-05..2026-11-05"),
    ("ستبقى لسنة أخرى", "2026-10-05..2027-10-05"),
    ("will stay for another year", "2026-10-05..2027-10-05"),
    ("قبل أن ينتهي العام", "2026-10-01..2026-12-31"),
    ("قبل انتهاء السنة", "2026-10-01..2026-12-31"),
    ("before the year is out", "2026-10-01..2026-12-31"),
    ("في وقت لاحق من العام", "2026-10-05..2026-12-31"),
    ("later in the year", "2026-10-05..2026-12-31"),
]


@pytest.mark.parametrize(("text", "days"), PIECES)
def test_parts_of_a_year_or_month_keep_what_they_are_part_of(text: str, days: str) -> None:
    (found,) = mentions(read_field(Field.BODY, text, lexicon_for(text)), MONDAY)
    assert f"{found.first}..{found.last}" == days


SHARES = {
    "ar": ("في مطلع", "في الأسبوع الأول من", "خلال النصف الثاني من", "بحلول نهاية", "في الجمعة الأخيرة من"),
    "en": (
        "early in",
        "in the first week of",
        "in the second half of",
        "by the end of",
        "on the last Friday of",
    ),
}
WHOLES = {
    "ar": ("آذار", "آذار 2027", "الشهر المقبل", "عام 2027", "العام المقبل", "العام الجديد", "صيف 2027"),
    "en": ("March", "March 2027", "next month", "2027", "next year", "the new year", "summer 2027"),
}


@pytest.mark.parametrize(
    ("share", "whole"), [pair for lang in SHARES for pair in product(SHARES[lang], WHOLES[lang])]
)
def test_a_share_lies_inside_what_it_is_a_share_of(share: str, whole: str) -> None:
    def days(text: str) -> tuple[date, date]:
        (found,) = mentions(read_field(Field.BODY, f"{text}.", lexicon_for(text)), MONDAY)
        assert found.first is not None
        assert found.last is not None
        return found.first, found.last

    first, last = days(f"{share} {whole}")
    within = days(f"خلال {whole}" if not whole.isascii() else f"in {whole}")
    assert within[0] <= first <= last <= within[1]
    assert (first, last) != within
