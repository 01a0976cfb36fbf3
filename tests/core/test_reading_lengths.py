"""Times told by a feast, a weekend, a season, a further length, or what is left, Arabic beside English.

Rows as in test_reading_dates.py; they were written down before the rules were run on them.
"""

from datetime import date

import pytest

from monitor.extract.dates import mentions
from monitor.extract.reading import read_field
from monitor.lang import lexicon_for
from monitor.records import Field
from tests.core.test_reading_dates import Row, readings

MONDAY = "2026-10-05"
WEDNESDAY = "2026-10-07"

ROWS: list[Row] = [
    # a verb is no edge: "comes to a close in", "will end in"
    ("the mission comes to a close in March 2027", MONDAY, ["within 2027-03-01..2027-03-31"]),
    ("their stay will end in March 2027", MONDAY, ["on 2027-03-01..2027-03-31"]),
    ("will finish at the close of March 2027", MONDAY, ["on 2027-03-21..2027-03-31"]),
    # the first and last days of
    ("in the first days of December", MONDAY, ["within 2026-12-01..2026-12-10"]),
    ("in the closing weeks of 2026", MONDAY, ["within 2026-10-01..2026-12-31"]),
    ("في الأيام الأولى من كانون الأول المقبل", MONDAY, ["on 2026-12-01..2026-12-10"]),
    ("في الأيام الأخيرة من العام الجاري", MONDAY, ["on 2026-10-01..2026-12-31"]),
    # a month that is also a common word, after any relation and after a part
    ("will not stay past March", MONDAY, ["from 2027-03-01..2027-03-31"]),
    ("due in the second half of March", MONDAY, ["on 2027-03-16..2027-03-31"]),
    ("due in the last week of May", MONDAY, ["on 2027-05-25..2027-05-31"]),
    ("the march of time", MONDAY, []),
    ("في الأسبوع الأخير من الشهر", MONDAY, ["on 2026-10-25..2026-10-31"]),
    # the new year, and a term from the date before it
    ("in the first quarter of the new year", MONDAY, ["within 2027-01-01..2027-03-31"]),
    ("في الربع الأول من العام الجديد", MONDAY, ["on 2027-01-01..2027-03-31"]),
    # later this
    ("will be announced later this week", WEDNESDAY, ["on 2026-10-07..2026-10-11"]),
    ("expected later this month", WEDNESDAY, ["on 2026-10-07..2026-10-31"]),
    ("سيعلن في وقت لاحق من هذا الأسبوع", WEDNESDAY, ["on 2026-10-07..2026-10-11"]),
    ("سيعلن لاحقا هذا الشهر", WEDNESDAY, ["on 2026-10-07..2026-10-31"]),
    # weekends
    ("a notice is expected before the weekend", WEDNESDAY, ["before 2026-10-09"]),
    ("they will leave next weekend", WEDNESDAY, ["on 2026-10-17..2026-10-18"]),
    ("will go by the weekend", WEDNESDAY, ["by 2026-10-10..2026-10-11"]),
    ("convoys left over the weekend", WEDNESDAY, ["within 2026-10-03..2026-10-04"]),
    ("ينتهي قبل نهاية الأسبوع", WEDNESDAY, ["before 2026-10-09..2026-10-11"]),
    # feasts
    ("all of them will be home by Christmas", MONDAY, ["by 2026-12-25"]),
    ("will be gone before Christmas", MONDAY, ["before 2026-12-25"]),
    ("the troops will be home for Thanksgiving", MONDAY, ["on 2026-11-26"]),
    ("will leave before the new year", MONDAY, ["before 2026-12-31"]),
    ("after Eid al-Fitr next year", MONDAY, ["from 2027-03-09"]),
    ("سيغادرون قبل عيد الميلاد", MONDAY, ["before 2026-12-25"]),
    ("سيغادرون قبل حلول العام الجديد", MONDAY, ["before 2026-12-31"]),
    ("سيغادرون بعد عيد الفطر المقبل", MONDAY, ["from 2027-03-09"]),
    ("سينجز بحلول عيد الأضحى", MONDAY, ["by 2027-05-16"]),
    ("all of them will be home by Easter", MONDAY, ["by 2027-03-28"]),
    ("will stay until Orthodox Easter 2027", MONDAY, ["until 2027-05-02"]),
    ("will be shipped by Whitsun", MONDAY, ["by 2027-05-16"]),
    ("سيغادرون قبل عيد الفصح المقبل", MONDAY, ["before 2027-03-28"]),
    # the n-th weekday of a month
    ("will leave on the last Friday of November", MONDAY, ["on 2026-11-27"]),
    ("will leave on the first Monday in November", MONDAY, ["on 2026-11-02"]),
    ("will leave by the third Thursday of next month", MONDAY, ["by 2026-11-19"]),
    ("سيغادرون في الجمعة الأخيرة من تشرين الثاني المقبل", MONDAY, ["on 2026-11-27"]),
    # a day of this, the next or the last week; weeks begin on Saturday where Arabic is spoken
    ("will leave on Thursday of next week", MONDAY, ["on 2026-10-15"]),
    ("will leave on Thursday next week", MONDAY, ["on 2026-10-15"]),
    ("will leave next week, on Thursday", MONDAY, ["on 2026-10-15"]),
    ("will leave by Friday of this week", MONDAY, ["by 2026-10-09"]),
    ("left on Thursday of last week", MONDAY, ["on 2026-10-01"]),
    ("will leave next week, he said on Sunday", MONDAY, ["on 2026-10-12..2026-10-18", "on 2026-10-04"]),
    ("سيغادرون يوم الخميس من الأسبوع المقبل", MONDAY, ["on 2026-10-15"]),
    ("سيغادرون الأسبوع المقبل، يوم الخميس", MONDAY, ["on 2026-10-15"]),
    ("سيغادرون الخميس من هذا الأسبوع", "2026-10-04", ["on 2026-10-08"]),
    ("سيغادرون السبت من الأسبوع المقبل", MONDAY, ["on 2026-10-10"]),
    ("will leave on Saturday of next week", MONDAY, ["on 2026-10-17"]),
    ("غادروا الاثنين من الأسبوع الماضي", MONDAY, ["on 2026-09-28"]),
    # seasons
    ("the mission will conclude this fall", MONDAY, ["on 2026-09-01..2026-11-30"]),
    ("was agreed last fall", MONDAY, ["on 2025-09-01..2025-11-30"]),
    ("will end before winter sets in", MONDAY, ["before 2026-11-30"]),
    ("will end in the fall", MONDAY, ["on 2026-09-01..2026-11-30"]),
    ("after the fall of Mosul", MONDAY, []),
    ("a fall in oil prices", MONDAY, []),
    ("سيغادرون قبل حلول الشتاء", MONDAY, ["before 2026-11-30"]),
    ("سيغادرون في الربيع المقبل", MONDAY, ["on 2027-03-01..2027-05-31"]),
    ("سيغادرون هذا الخريف", MONDAY, ["on 2026-09-01..2026-11-30"]),
    # a further length counts from the date before it
    (
        "The mission ends in March 2027, and a unit will stay for another year",
        MONDAY,
        ["within 2027-03-01..2027-03-31", "until 2027-03-31..2028-03-31"],
    ),
    ("advisers will stay for at least another six months", MONDAY, ["until 2026-10-05..2027-04-05"]),
    ("may stay two more years", MONDAY, ["until 2026-10-05..2028-10-05"]),
    (
        "تنتهي المهمة في آذار 2027 وتبقى وحدة سنة أخرى",
        MONDAY,
        ["on 2027-03-01..2027-03-31", "until 2027-03-31..2028-03-31"],
    ),
    ("سيبقى المستشارون لعامين إضافيين", MONDAY, ["until 2026-10-05..2028-10-05"]),
    ("ستبقى القوة ستة أشهر أخرى", MONDAY, ["until 2026-10-05..2027-04-05"]),
    (
        "They leave Baghdad in March 2027 and the north after another year",
        MONDAY,
        ["within 2027-03-01..2027-03-31", "from 2028-03-31"],
    ),
    (
        "يغادرون بغداد في آذار 2027 ثم الشمال بعد عام آخر",
        MONDAY,
        ["on 2027-03-01..2027-03-31", "from 2028-03-31"],
    ),
    ("سيبقون عاما إضافيا", MONDAY, ["until 2026-10-05..2027-10-05"]),
    # no term of its own: loose, known already, or told better by a date
    ("will stay about another year", MONDAY, ["?"]),
    ("the extra three months will be used to ship gear", MONDAY, ["?"]),
    ("will stay another year, until May 2027", MONDAY, ["?", "until 2027-05-01..2027-05-31"]),
    ("سيبقون نحو عام آخر", MONDAY, ["?"]),
    ("سيبقون سنة أخرى، حتى أيار 2027", MONDAY, ["?", "until 2027-05-01..2027-05-31"]),
    # what went before a date to come
    ("out in March 2027 after two decades", MONDAY, ["within 2027-03-01..2027-03-31", "from 2046-10-05"]),
    ("another 12 soldiers", MONDAY, []),
    ("مئة جندي آخر", MONDAY, []),
    # after one date, another length
    (
        "The first phase ends in March 2027 and the second after a year",
        MONDAY,
        ["within 2027-03-01..2027-03-31", "from 2028-03-31"],
    ),
    (
        "تنتهي الأولى في آذار 2027 وتنتهي الثانية بعد سنة",
        MONDAY,
        ["on 2027-03-01..2027-03-31", "from 2028-03-31"],
    ),
    # a length in a recap counts from the day of the agreement
    (
        "The two sides agreed in September 2025 that the mission would end within a year",
        "2026-08-17",
        ["within 2025-09-01..2025-09-30", "by 2025-09-01..2026-09-30"],
    ),
    (
        "اتفق الطرفان في أيلول 2025 على إنهاء المهمة خلال عام",
        "2026-08-17",
        ["on 2025-09-01..2025-09-30", "within 2025-09-01..2026-09-30"],
    ),
    # what is left
    ("with nine days left on the calendar", "2026-09-21", ["on 2026-09-30"]),
    ("two weeks to go", MONDAY, ["on 2026-10-19"]),
    ("six months from now", MONDAY, ["on 2027-04-05"]),
    ("بعد ستة أشهر من الآن", MONDAY, ["from 2027-04-05"]),
    ("بعد ثلاثة وعشرين يوما", MONDAY, ["from 2026-10-28"]),
    ("خلال سبعة عشر يوما", MONDAY, ["within 2026-10-05..2026-10-22"]),
    ("within twenty-three days", MONDAY, ["by 2026-10-05..2026-10-28"]),
    ("within fourteen days", MONDAY, ["by 2026-10-05..2026-10-19"]),
    ("hold them to nothing earlier than Dec. 31", MONDAY, ["on 2026-12-31"]),
    # one length, not the other
    ("within days, not months", MONDAY, ["by 2026-10-05..2026-10-19", "?"]),
    ("خلال أيام لا أشهر", MONDAY, ["within 2026-10-05..2026-10-19", "?"]),
    ("خلال أيام أو أسابيع", MONDAY, ["within 2026-10-05..2026-11-05"]),
    ("in the coming days and weeks", MONDAY, ["within 2026-10-05..2026-11-05"]),
    # the same month of another year
    ("in the same month next year", MONDAY, ["within 2027-10-01..2027-10-31"]),
    ("في الشهر نفسه من العام المقبل", MONDAY, ["on 2027-10-01..2027-10-31"]),
    # counts and prices are none
    ("another 2,027 dollars", MONDAY, []),
    ("2000 جندي آخرين", MONDAY, []),
]  # fmt: skip

FOREIGN = [
    ("fr", "rentreront avant Noël", MONDAY, ["before 2026-12-25"]),
    ("fr", "jusqu'à l'automne 2027", MONDAY, ["until 2027-09-01..2027-11-30"]),
    ("fr", "dans les prochains jours", MONDAY, ["within 2026-10-05..2026-10-19"]),
    ("fr", "est terminée depuis mardi", "2026-10-08", ["since 2026-10-06"]),
    ("de", "sollen im Laufe des Sommers gehen", "2027-02-01", ["within 2027-06-01..2027-08-31"]),
    ("de", "bis zum Herbst 2027", MONDAY, ["by 2027-09-01..2027-11-30"]),
    ("de", "in den kommenden Wochen", MONDAY, ["within 2026-10-05..2026-11-05"]),
    ("tr", "gelecek yıl aynı ayda", MONDAY, ["on 2027-10-01..2027-10-31"]),
    ("tr", "hafta sonundan bu yana", WEDNESDAY, ["since 2026-10-03..2026-10-04"]),
    ("tr", "12 ay içinde", MONDAY, ["within 2026-10-05..2027-10-05"]),
    ("tr", "2027 sonbaharına kadar", MONDAY, ["by 2027-09-01..2027-11-30"]),
    ("fa", "تا پایان تابستان", "2026-03-26", ["by 2026-08-01..2026-08-31"]),
    ("fa", "در بهار سال آینده", MONDAY, ["on 2027-03-01..2027-05-31"]),
    ("ckb", "لە کۆتایی ئەم مانگە", MONDAY, ["on 2026-10-21..2026-10-31"]),
    ("ckb", "لە ماوەی ساڵێکدا", MONDAY, ["within 2026-10-05..2027-10-05"]),
    ("ckb", "تا کۆتایی هاوینی داهاتوو", MONDAY, ["by 2027-08-01..2027-08-31"]),
    ("de", "am Donnerstag nächster Woche", MONDAY, ["on 2026-10-15"]),
    ("fr", "le jeudi de la semaine prochaine", MONDAY, ["on 2026-10-15"]),
    ("tr", "gelecek hafta perşembe günü", MONDAY, ["on 2026-10-15"]),
    ("fa", "پنجشنبه هفته آینده", MONDAY, ["on 2026-10-15"]),
    ("ckb", "پێنجشەممەی هەفتەی داهاتوو", MONDAY, ["on 2026-10-15"]),
]


@pytest.mark.parametrize(("text", "published", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_read(text: str, published: str, expected: list[str]) -> None:
    assert readings(text, published) == expected


@pytest.mark.parametrize(("lang", "text", "published", "expected"), FOREIGN, ids=[row[1] for row in FOREIGN])
def test_what_is_read_in_other_languages(lang: str, text: str, published: str, expected: list[str]) -> None:
    assert readings(text, published, lang) == expected


@pytest.mark.parametrize(
    "text", ["سيعلن الجدول في القريب العاجل", "the timetable will be made public shortly"]
)
def test_shortly_is_judged(text: str) -> None:
    found = mentions(read_field(Field.BODY, text, lexicon_for(text)), date.fromisoformat(MONDAY))
    assert [(str(one.last), one.resolved.fuzzy) for one in found] == [("2026-11-05", True)]
