"""Side matters by kind: partners, bodies, papers, facilities, units; what has left; what is none of them.

Each row: an Arabic and an English sentence that say the same, in an article of 1 March 2026 on the
withdrawal. They describe wordings, not history.
"""

import pytest

from monitor.extract import extract
from monitor.records import Modality, Statement
from tests.core.rules import entry, shipped
from tests.core.test_reading_asides import Pair, asides, in_story, told

KINDS: list[Pair] = [
    # Partners, by the name of the country, its people, its capital; the alliance.
    (
        "وتعيد ليتوانيا مدربيها في أيار المقبل.",
        "Lithuania's instructors finish their tour in May.",
        "2026-05-31",
    ),
    (
        "وستعيد الدنمارك وحدة الرادار بنهاية حزيران المقبل.",
        "Denmark will bring home its radar unit by the end of June.",
        "2026-06-30",
    ),
    (
        "وسيراجع حلف الناتو حجم وجوده في تموز المقبل.",
        "NATO will review its presence in July.",
        "2026-07-31",
    ),
    # Bodies that meet, papers that are due.
    ("وتعقد اللجنة الفنية جلستها في نيسان المقبل.", "The subcommittee is to sit in April.", "2026-04-30"),
    ("وتُعقد ورشة عمل في آب المقبل.", "A workshop is planned for August.", "2026-08-31"),
    (
        "وتعقد اللجنة العسكرية العليا اجتماعها الدوري في 20 أيار المقبل.",
        "The higher military commission holds its regular session on 20 May.",
        "2026-05-20",
    ),
    # Facilities, equipment and units, a word of another matter among them.
    (
        "وسيُفكك المستشفى الميداني في أيار المقبل.",
        "The field hospital will be dismantled in May.",
        "2026-05-31",
    ),
    ("وستُنقل الحاويات قبل نهاية نيسان.", "The containers will be hauled by the end of April.", "2026-04-30"),
    ("وتصل كتيبة بديلة في تموز المقبل.", "A replacement battalion arrives in July.", "2026-07-31"),
    (
        "وسيعرض التقرير على قمة الناتو في أنقرة في تموز المقبل.",
        "The report will go before the NATO summit in Ankara in July.",
        "2026-07-31",
    ),
    # What is granted, and what is in force.
    (
        "ومنحت إحدى الفصائل الأميركيين شهرين.",
        "One of the factions gave the Americans two months.",
        "2026-05-01",
    ),
    (
        "وتبقى مذكرة التفاهم سارية حتى نهاية حزيران.",
        "The memorandum remains in force until the end of June.",
        "2026-06-30",
    ),
]
NONE: list[tuple[str, str]] = [
    # The name of a partner beside a wholly other matter.
    (
        "وتبدأ شركة إيني الإيطالية الإنتاج في حزيران المقبل.",
        "The Italian oil firm Eni will start production in June.",
    ),
    (
        "وتستأنف لوفتهانزا الألمانية رحلاتها في نيسان المقبل.",
        "The airline will resume flights to Rome in April.",
    ),
    ("ويعيد المتحف البريطاني الألواح في أيار المقبل.", "The British Museum will return the tablets in May."),
    # Bodies, papers and missions of other matters.
    (
        "ويعقد برلمان كردستان جلسته في نيسان المقبل.",
        "The Kurdistan parliament will hold its session in April.",
    ),
    ("وتزور بعثة صندوق النقد بغداد في حزيران المقبل.", "The IMF mission will visit Baghdad in June."),
    ("وتنتهي رخصة شركة الاتصالات في آب المقبل.", "The telecom licence expires in August."),
    ("وتبدأ الدورة التدريبية للأطباء في أيار المقبل.", "A training course for doctors begins in May."),
    ("ويستضيف العراق القمة العربية في أيار المقبل.", "Iraq will host the Arab summit in May."),
]
LEFT: list[tuple[str, str]] = [
    # A partner's contingent and the alliance's mission leave; the tracked mission has not ended.
    ("غادرت الوحدة الدنماركية العراق الجمعة.", "The Danish contingent left Iraq on Friday."),
    ("غادر آخر الجنود الهولنديين أربيل الجمعة.", "The last Dutch soldiers flew home on Friday."),
    ("غادرت بعثة الناتو بغداد الجمعة.", "The last NATO advisers flew out of Iraq on Friday."),
    (
        "أكملت القوات الألمانية انسحابها من أربيل الجمعة.",
        "Norway has withdrawn its soldiers from Iraq on Friday.",
    ),
]
AFTER_AR = " ومن المقرر أن تغادر قوات التحالف الدولي أربيل بحلول 20 أيلول المقبل."
AFTER_EN = " US-led coalition troops are to leave Erbil by 20 September."


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", KINDS, ids=lambda row: row[1][:40])
def test_every_kind_is_told_with_its_day(row: Pair, lang: str) -> None:
    assert told(asides(in_story(row, lang))) == [f"other {row[2]}"]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", NONE, ids=lambda row: row[1][:40])
def test_another_matter_is_none(row: tuple[str, str], lang: str) -> None:
    assert asides(in_story((*row, None), lang)) == []


def done(title: str, body: str) -> list[Statement]:
    found = extract(entry(body, title=title, on="2026-03-02"), shipped()).statements
    return [one for one in found if one.modality is Modality.COMPLETED]


@pytest.mark.parametrize("row", LEFT, ids=lambda row: row[1][:40])
def test_partners_that_leave_do_not_end_the_mission(row: tuple[str, str]) -> None:
    arabic = done("التحالف الدولي يقترب من الرحيل عن العراق", row[0] + AFTER_AR)
    english = done("Allies leave Iraq as coalition winds down", row[1] + AFTER_EN)
    assert told(arabic) == told(english) == ["other 2026-02-27"]
