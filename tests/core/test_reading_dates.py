"""Dates in the wordings of newsrooms: every class in Arabic and English, other languages, traps.

Each row: text, day of publication, what is read. ``by 2026-12-31`` is one day, ``by A..B`` a stretch, ``?``
an expression that is found and said to be understood only in part. The expected days follow from the
conventions in docs/extraction.md; they were written down before the rules were run on them.
"""

from datetime import date

import pytest

from monitor.extract.dates import mentions
from monitor.extract.reading import read_field
from monitor.lang import lexicon, lexicon_for
from monitor.records import Field

Row = tuple[str, str, list[str]]
MONDAY = "2026-10-05"


def readings(text: str, published: str, lang: str = "") -> list[str]:
    words = lexicon(lang) if lang else lexicon_for(text)
    found = []
    for mention in mentions(read_field(Field.BODY, text, words), date.fromisoformat(published)):
        if mention.kind == "vague":
            continue
        days = str(mention.first) if mention.first == mention.last else f"{mention.first}..{mention.last}"
        found.append(f"{mention.bound.value} {days}" if mention.first else "?")
    return found


FIRST: list[Row] = [
    # limits in other words, and what is none
    ("on or before 31 December 2026", MONDAY, ["by 2026-12-31"]),
    ("on or about 31 December 2026", MONDAY, ["around 2026-12-31"]),
    ("no longer than December 2026", MONDAY, ["by 2026-12-01..2026-12-31"]),
    ("through to the tail end of 2027", MONDAY, ["until 2027-10-01..2027-12-31"]),
    ("in as little as six weeks", MONDAY, ["within 2026-10-05..2026-11-16"]),
    ("by New Year's Eve", MONDAY, ["by 2026-12-31"]),
    ("they left a day ahead of schedule", MONDAY, []),
    # month names
    ("تنتهي الولاية في كانون الثاني/ يناير 2027", MONDAY, ["on 2027-01-01..2027-01-31"]),
    ("سيغادرون في تشرين الثاني - نوفمبر 2026", MONDAY, ["on 2026-11-01..2026-11-30"]),
    ("في موعد أقصاه 15 آب [أغسطس] 2027", MONDAY, ["by 2027-08-15"]),
    ("بحلول يونيه ٢٠٢٧", MONDAY, ["by 2027-06-01..2027-06-30"]),
    ("لغاية 28 فيفري 2027", MONDAY, ["until 2027-02-28"]),
    ("ابتداء من فاتح ماي 2027", MONDAY, ["from 2027-05-01"]),
    ("بتاريخ 2027/03/15", MONDAY, ["on 2027-03-15"]),
    ("يوم ٣١/١٢/٢٠٢٦", MONDAY, ["on 2026-12-31"]),
    ("by 31-12-2026", MONDAY, ["by 2026-12-31"]),
    ("on the thirty-first of March 2027", MONDAY, ["on 2027-03-31"]),
    ("في الحادي والعشرين من شهر تشرين الأول الجاري", MONDAY, ["on 2026-10-21"]),
    ("on the 21st of this month", MONDAY, ["on 2026-10-21"]),
    # the last and the first day
    ("في آخر يوم من عام 2026", MONDAY, ["on 2026-12-31"]),
    ("في اليوم الأخير من السنة", MONDAY, ["on 2026-12-31"]),
    ("on the last day of 2026", MONDAY, ["on 2026-12-31"]),
    ("on the final day of March 2027", MONDAY, ["on 2027-03-31"]),
    # a part of a month whose name is a common word
    ("they should be home before the end of May", MONDAY, ["before 2027-05-21..2027-05-31"]),
    ("by the middle of March", MONDAY, ["by 2027-03-11..2027-03-20"]),
    ("سيعودون قبل نهاية أيار", MONDAY, ["before 2027-05-21..2027-05-31"]),
    ("the end of march music", MONDAY, []),
    ("في اليوم الأول من العام المقبل", MONDAY, ["on 2027-01-01"]),
    ("from the first day of next year", MONDAY, ["from 2027-01-01"]),
    # other calendars
    ("قبل نهاية شعبان 1448", MONDAY, ["before 2027-01-29..2027-02-07"]),
    ("في غرة رمضان 1448 هـ", MONDAY, ["on 2027-02-08"]),
    ("before the end of Shaaban 1448", MONDAY, ["before 2027-01-29..2027-02-07"]),
    # relative
    ("الشهر المقبل", MONDAY, ["on 2026-11-01..2026-11-30"]),
    ("مساء الخميس المقبل", MONDAY, ["on 2026-10-08"]),
    ("بعد غد الأربعاء", MONDAY, ["on 2026-10-07"]),
    ("يوم أمس الأحد", MONDAY, ["on 2026-10-04"]),
    ("last Thursday", MONDAY, ["on 2026-10-01"]),
    ("في الربع الأخير من العام الحالي", MONDAY, ["on 2026-10-01..2026-12-31"]),
    ("in the last quarter of 2027", MONDAY, ["within 2027-10-01..2027-12-31"]),
    ("في النصف الثاني من العام القادم", MONDAY, ["on 2027-07-01..2027-12-31"]),
    ("بحلول نهاية النصف الأول من 2027", MONDAY, ["by 2027-06-01..2027-06-30"]),
    ("before the middle of next year", MONDAY, ["before 2027-05-01..2027-08-31"]),
    ("منتصف الشهر المقبل", MONDAY, ["on 2026-11-11..2026-11-20"]),
    ("by the start of the third quarter of 2027", MONDAY, ["by 2027-07-01..2027-07-31"]),
    ("مع نهاية العام المنقضي", MONDAY, ["by 2025-10-01..2025-12-31"]),
    # lengths
    ("في غضون 90 يوما", MONDAY, ["by 2026-10-05..2027-01-03"]),
    ("خلال العامين المقبلين", MONDAY, ["within 2026-10-05..2028-10-05"]),
    ("in the next two years", MONDAY, ["within 2026-10-05..2028-10-05"]),
    ("خلال مدة لا تتجاوز سنة ونصف السنة", MONDAY, ["by 2026-10-05..2028-04-05"]),
    ("خلال عام ونصف", MONDAY, ["within 2026-10-05..2028-04-05"]),
    ("within a year and a half", MONDAY, ["by 2026-10-05..2028-04-05"]),
    ("خلال سنة من انتهاء ولايتها", MONDAY, ["?"]),
    ("within a year of the end of its mandate", MONDAY, ["?"]),
    ("within a year of the end of their mandate on 31 December 2026", MONDAY,
     ["by 2026-12-31..2027-12-31", "on 2026-12-31"]),
    ("تنسحب خلال سنة من انتهاء ولايتها في 31 كانون الأول 2026", MONDAY,
     ["within 2026-12-31..2027-12-31", "on 2026-12-31"]),
    ("تنتهي ولاية القوة في 31 كانون الأول 2026 على أن تنسحب خلال سنة", MONDAY,
     ["on 2026-12-31", "within 2026-12-31..2027-12-31"]),
    ("the mandate ends on 31 December 2026 and the withdrawal must be completed within one year", MONDAY,
     ["on 2026-12-31", "by 2026-12-31..2027-12-31"]),
    ("starting on 31 December 2026 and within one year", MONDAY,
     ["from 2026-12-31", "by 2026-12-31..2027-12-31"]),
    ("اعتبارا من 31 كانون الأول 2026 وخلال سنة واحدة", MONDAY,
     ["from 2026-12-31", "within 2026-12-31..2027-12-31"]),
    ("within 60 days of 1 November 2026", MONDAY, ["by 2026-11-01..2026-12-31"]),
    ("بعد 60 يوما من توقيع الاتفاق", MONDAY, ["?"]),
    ("three months after the vote", MONDAY, ["?"]),
    ("بعد ستة أشهر", MONDAY, ["from 2027-04-05"]),
    ("قبل شهرين من الموعد المحدد", MONDAY, ["?"]),
    ("two months before the deadline", MONDAY, ["?"]),
    # anaphora
    ("في أيلول 2026 ثم في آذار من السنة التالية", MONDAY,
     ["on 2026-09-01..2026-09-30", "on 2027-03-01..2027-03-31"]),
    ("in December 2026, and the rest by March of the following year", MONDAY,
     ["within 2026-12-01..2026-12-31", "by 2027-03-01..2027-03-31"]),
    ("في آذار 2027 والباقون بنهاية العام نفسه", MONDAY,
     ["on 2027-03-01..2027-03-31", "by 2027-10-01..2027-12-31"]),
    ("in March 2027 and the rest by the end of the same year", MONDAY,
     ["within 2027-03-01..2027-03-31", "by 2027-10-01..2027-12-31"]),
    # no year, around New Year
    ("will leave by 15 January", "2026-12-28", ["by 2027-01-15"]),
    ("غادرت آخر دفعة في 29 كانون الأول", "2027-01-04", ["on 2026-12-29"]),
    ("ستسلم القاعدة في 5 كانون الثاني", "2026-12-30", ["on 2027-01-05"]),
    ("the convoy left on December 30", "2027-01-03", ["on 2026-12-30"]),
    # relations and ranges
    ("منذ عام 2014", MONDAY, ["since 2014-01-01..2014-12-31"]),
    ("ليس قبل حزيران 2027", MONDAY, ["from 2027-06-01..2027-06-30"]),
    ("no earlier than June 2027", MONDAY, ["from 2027-06-01..2027-06-30"]),
    ("بين حزيران وأيلول 2027", MONDAY, ["between 2027-06-01..2027-09-30"]),
    ("between June and September 2027", MONDAY, ["between 2027-06-01..2027-09-30"]),
    ("around March 2027", MONDAY, ["around 2027-03-01..2027-03-31"]),
    ("في حدود آذار 2027", MONDAY, ["around 2027-03-01..2027-03-31"]),
    # traps
    ("زاد الإنتاج بمقدار الربع", MONDAY, []),
    ("cut the force by a quarter", MONDAY, []),
    ("خفض القوات بمقدار النصف بحلول نهاية 2027", MONDAY, ["by 2027-10-01..2027-12-31"]),
    ("reduced the budget by a third and the staff by half", MONDAY, []),
    ("القاضي سالم الشهري", MONDAY, []),
    ("صحيفة اليوم السابع", MONDAY, []),
    ("القضية رقم 1999/2024", MONDAY, []),
    ("case no. 1998/2024", MONDAY, []),
    ("القرار 2027 الصادر عن المجلس", MONDAY, []),
    ("at 20:30 local time", MONDAY, []),
    ("حتى إشعار آخر", MONDAY, []),
    # understood in part, never coarsened
    ("في 31 أبريل 2027", MONDAY, ["?"]),
    ("on 31 June 2027", MONDAY, ["?"]),
    ("في 45 أيار 2027", MONDAY, ["?"]),
    ("on 45 May 2027", MONDAY, ["?"]),
    ("الربع الخامس من 2027", MONDAY, ["?"]),
    ("the fifth quarter of 2027", MONDAY, ["?"]),
]  # fmt: skip


SECOND: list[Row] = [
    # month names and days
    ("يوم الخميس 12 من تشرين الثاني 2026", MONDAY, ["on 2026-11-12"]),
    ("بحلول 30 يونيو/ حزيران 2027", MONDAY, ["by 2027-06-30"]),
    ("قبل الثلاثين من جوان 2027", MONDAY, ["before 2027-06-30"]),
    ("في موعد لا يتعدى 31 مارس/آذار 2027", MONDAY, ["by 2027-03-31"]),
    ("بنهاية شهر غشت 2027", MONDAY, ["by 2027-08-21..2027-08-31"]),
    ("no later than the second of January 2027", MONDAY, ["by 2027-01-02"]),
    ("by Dec. 31, 2026", MONDAY, ["by 2026-12-31"]),
    ("by the close of June 2027", MONDAY, ["by 2027-06-21..2027-06-30"]),
    ("before midnight on 31 December 2026", MONDAY, ["on 2026-12-31"]),
    # relative
    ("في مطلع السنة المقبلة", MONDAY, ["on 2027-01-01..2027-03-31"]),
    ("early next year", MONDAY, ["around 2027-01-01..2027-03-31"]),
    ("في أواخر الشهر الحالي", MONDAY, ["on 2026-10-21..2026-10-31"]),
    ("late this month", MONDAY, ["by 2026-10-21..2026-10-31"]),
    ("الأسبوع الماضي", MONDAY, ["on 2026-09-28..2026-10-04"]),
    ("next Friday", MONDAY, ["on 2026-10-09"]),
    ("يوم الجمعة القادم", MONDAY, ["on 2026-10-09"]),
    ("في منتصف العام القادم", MONDAY, ["on 2027-05-01..2027-08-31"]),
    ("the first half of next year", MONDAY, ["on 2027-01-01..2027-06-30"]),
    ("الربع الرابع من عام 2026", MONDAY, ["on 2026-10-01..2026-12-31"]),
    ("in the fourth quarter of 2026", MONDAY, ["within 2026-10-01..2026-12-31"]),
    ("بنهاية العام الجاري", MONDAY, ["by 2026-10-01..2026-12-31"]),
    ("by the end of this year", MONDAY, ["by 2026-10-01..2026-12-31"]),
    # lengths
    ("خلال ثمانية عشر شهرا", MONDAY, ["within 2026-10-05..2028-04-05"]),
    ("within eighteen months", MONDAY, ["by 2026-10-05..2028-04-05"]),
    ("في غضون أسبوعين", MONDAY, ["by 2026-10-05..2026-10-19"]),
    ("within two weeks", MONDAY, ["by 2026-10-05..2026-10-19"]),
    ("خلال ستين يوما من نشر القرار", MONDAY, ["?"]),
    ("within sixty days of publication", MONDAY, ["?"]),
    ("within 48 hours of the ceasefire", MONDAY, ["?"]),
    ("خلال 48 ساعة من وقف إطلاق النار", MONDAY, ["?"]),
    ("بعد ثلاثة أشهر من تاريخ المصادقة", MONDAY, ["?"]),
    ("خلال ثلاثة أشهر من 1 تشرين الثاني 2026", MONDAY, ["within 2026-11-01..2027-02-01"]),
    ("six months after 1 January 2027", MONDAY, ["on 2027-07-01"]),
    ("خلال سنتين ونصف", MONDAY, ["within 2026-10-05..2029-04-05"]),
    ("within two and a half years", MONDAY, ["by 2026-10-05..2029-04-05"]),
    # ranges
    ("من أيلول 2026 حتى أيلول 2027", MONDAY, ["until 2026-09-01..2027-09-30"]),
    ("from September 2026 to September 2027", MONDAY, ["until 2026-09-01..2027-09-30"]),
    ("بين 3 و7 تشرين الثاني 2026", MONDAY, ["between 2026-11-03..2026-11-07"]),
    ("between 3 and 7 November 2026", MONDAY, ["between 2026-11-03..2026-11-07"]),
    ("بين عامي 2026 و2028", MONDAY, ["between 2026-01-01..2028-12-31"]),
    ("between 2026 and 2028", MONDAY, ["between 2026-01-01..2028-12-31"]),
    ("between November and February 2027", MONDAY, ["between 2026-11-01..2027-02-28"]),
    # no year, around New Year
    ("سيعقد الاجتماع في 20 كانون الثاني", "2026-12-15", ["on 2027-01-20"]),
    ("was signed on 20 December", "2027-01-08", ["on 2026-12-20"]),
    # traps
    ("two and a half thousand soldiers", MONDAY, []),
    ("خمسة عشر في المئة من الميزانية", MONDAY, []),
    ("رقم الهاتف 2027 5500", MONDAY, []),
    ("the third quarter-final match", MONDAY, []),
    ("the mid-sized force", MONDAY, []),
    ("بند 2026 من الميزانية", MONDAY, []),
    ("the 2025 people who signed", MONDAY, []),
    ("نصف القوات", MONDAY, []),
    ("half of the troops", MONDAY, []),
    ("a quarter of the soldiers", MONDAY, []),
    # understood in part
    ("في 30 شباط 2027", MONDAY, ["?"]),
    ("by February 30, 2027", MONDAY, ["?"]),
    ("by the third half of 2027", MONDAY, ["?"]),
]  # fmt: skip
ONCE_PLANNED: list[Row] = [
    # half of something that is no time
    ("يبدأ الشطر الثاني من الخطة في آذار 2027", MONDAY, ["on 2027-03-01..2027-03-31"]),
    ("the second half of the plan begins in March 2027", MONDAY, ["within 2027-03-01..2027-03-31"]),
    # a plan told as past: its month may just have gone by, or be still to come
    ("القاعدة التي كان يفترض أن تخلى في أيلول ما زالت مشغولة", "2025-10-20", ["on 2025-09-01..2025-09-30"]),
    (
        "The base, which was meant to be empty in September, is in use",
        "2025-10-20",
        ["within 2025-09-01..2025-09-30"],
    ),
    ("لم يكتمل الإخلاء في أيلول كما كان مقررا", "2025-10-20", ["on 2025-09-01..2025-09-30"]),
    (
        "They stay, despite the original plan to leave by September",
        "2025-10-20",
        ["by 2025-09-01..2025-09-30"],
    ),
    (
        "كان من المقرر أن تنتهي المهمة في أيلول لكن بغداد قد تؤجلها",
        "2025-02-20",
        ["on 2025-09-01..2025-09-30"],
    ),
    (
        "The mission was to end in September but Baghdad may delay it",
        "2025-02-20",
        ["on 2025-09-01..2025-09-30"],
    ),
    ("من المقرر أن تغادر القوات بحلول أيلول", "2025-10-20", ["by 2026-09-01..2026-09-30"]),
    ("The troops are due to leave by September", "2025-10-20", ["by 2026-09-01..2026-09-30"]),
    (
        "كان مقررا أن يغادروا في أيلول، وسيغادرون في آذار",
        "2025-10-20",
        ["on 2025-09-01..2025-09-30", "on 2026-03-01..2026-03-31"],
    ),
    (
        "They were to leave in September and will leave in March",
        "2025-10-20",
        ["within 2025-09-01..2025-09-30", "within 2026-03-01..2026-03-31"],
    ),
]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    FIRST + SECOND + ONCE_PLANNED,
    ids=[row[0] for row in FIRST + SECOND + ONCE_PLANNED],
)
def test_what_is_read(text: str, published: str, expected: list[str]) -> None:
    assert readings(text, published) == expected


FOREIGN = [
    ("fr", "les troupes partiront au plus tard le 31 décembre 2026", ["by 2026-12-31"]),
    ("fr", "d'ici fin juin 2027", ["by 2027-06-21..2027-06-30"]),
    ("fr", "à partir du 1er mars 2027", ["from 2027-03-01"]),
    ("de", "spätestens am 31. Dezember 2026", ["by 2026-12-31"]),
    ("de", "bis Mitte 2027", ["by 2027-05-01..2027-08-31"]),
    ("tr", "31 Aralık 2026'ya kadar", ["by 2026-12-31"]),
    ("tr", "2027 yılının sonuna kadar", ["by 2027-10-01..2027-12-31"]),
    ("fa", "تا ۳۱ دسامبر ۲۰۲۶", ["by 2026-12-31"]),
    ("fa", "تا پایان خرداد ۱۴۰۶", ["by 2027-06-11..2027-06-21"]),
    ("ckb", "تا کۆتایی ئەیلوولی ٢٠٢٧", ["by 2027-09-21..2027-09-30"]),
    ("tr", "görev 2027 Eylül sonuna kadar bitecek", ["by 2027-09-21..2027-09-30"]),
    ("tr", "en geç gelecek yıl eylül ayı sonunda tamamlanacak", ["by 2027-09-21..2027-09-30"]),
    ("tr", "2027'nin ortasına kadar", ["by 2027-05-01..2027-08-31"]),
    ("tr", "2027 yılının başında", ["on 2027-01-01..2027-03-31"]),
    ("tr", "gelecek yılın sonuna kadar", ["by 2027-10-01..2027-12-31"]),
    ("tr", "2027 yıl sonuna kadar", ["by 2027-10-01..2027-12-31"]),
    ("tr", "Eylül 2027'den itibaren", ["from 2027-09-01..2027-09-30"]),
    ("tr", "30 Eylül 2027 tarihine kadar", ["by 2027-09-30"]),
    ("tr", "danışmanı Kasım el-Araci", []),
    ("ckb", "تا ٣٠ی ئەیلوولی ٢٠٢٧", ["by 2027-09-30"]),
    ("fa", "تا هشتم مهر ۱۴۰۶", ["by 2027-09-30"]),
    ("fr", "il a été remis", []),
    ("fr", "avant la fin de l'été 2027", ["before 2027-08-01..2027-08-31"]),
    ("fr", "au second semestre 2027", ["on 2027-07-01..2027-12-31"]),
    ("de", "im ersten Quartal 2027", ["on 2027-01-01..2027-03-31"]),
    ("de", "noch vor Ende des Sommers 2027", ["by 2027-08-01..2027-08-31"]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), FOREIGN, ids=[row[1] for row in FOREIGN])
def test_what_is_read_in_other_languages(lang: str, text: str, expected: list[str]) -> None:
    assert readings(text, MONDAY, lang) == expected
