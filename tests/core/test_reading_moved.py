"""A date in the place of another, days near the news, stays past a date, and what is done: one reading each.

Ordinary sentences, Arabic and English side by side; the title is on the matter and says nothing more.
"""

from itertools import product

import pytest

from monitor.extract import extract
from monitor.records import Change, Modality, Statement
from tests.core.rules import entry, shipped

TITLES = {"ar": "التحالف الدولي في العراق", "en": "Coalition in Iraq"}
BASES = {"ar": "قاعدة عين الأسد", "en": "Ain al-Asad base"}


def told(title: str, text: str, on: str, lang: str) -> list[Statement]:
    """The foreground of an article."""
    read = extract(entry(text, on=on, title=title, lang=lang), shipped())
    return [one for one in read.statements if not one.background]


MOVED = [
    (
        "en",
        "The coalition's withdrawal from Erbil has been put off from September 2026 to the end of 2027.",
        "2027-12-31",
    ),
    (
        "en",
        "Both have agreed to delay the end of the coalition's mission in Iraq by six months, to March 2027.",
        "2027-03-31",
    ),
    ("en", "The withdrawal has been pushed back to December 2026.", "2026-12-31"),
    (
        "en",
        "The coalition will now leave Iraq by the end of June, three months ahead of schedule.",
        "2026-06-30",
    ),
    ("en", "The date for the coalition's departure has been brought forward to June 2026.", "2026-06-30"),
    (
        "en",
        "Washington has asked Baghdad to extend the coalition's mission until the end of 2027.",
        "2027-12-31",
    ),
    (
        "en",
        "The coalition's mission, originally due to end in September 2026, will now run until March 2027.",
        "2027-03-31",
    ),
    ("en", "Instead of September 2026, the coalition will leave Iraq in December 2026.", "2026-12-31"),
    ("en", "The coalition will leave Iraq in December 2026 instead of September.", "2026-12-31"),
    ("en", "The coalition will leave Iraq in December 2026, not in September as planned.", "2026-12-31"),
    ("en", "The last troops will leave in December, three months later than planned.", "2026-12-31"),
    (
        "en",
        "Al-Sudani said the coalition's exit would take place in July rather than September.",
        "2026-07-31",
    ),
    ("en", "The new date for the end of the coalition's mission in Iraq is 31 March 2027.", "2027-03-31"),
    ("en", "The deadline for the coalition to leave Iraq has been moved to 31 March 2027.", "2027-03-31"),
    (
        "en",
        "The two sides agreed on a new timetable under which the coalition leaves Iraq by March 2027.",
        "2027-03-31",
    ),
    ("ar", "تأجل انسحاب التحالف من أربيل من أيلول 2026 إلى نهاية 2027، بحسب وزير الدفاع.", "2027-12-31"),
    (
        "ar",
        "اتفق العراق والولايات المتحدة على تأجيل إنهاء مهمة التحالف ستة أشهر حتى آذار 2027.",
        "2027-03-31",
    ),
    ("ar", "أرجئ انسحاب التحالف من العراق إلى كانون الأول 2026.", "2026-12-31"),
    ("ar", "سيغادر التحالف العراق بنهاية حزيران، أي قبل ثلاثة أشهر من الموعد المحدد.", "2026-06-30"),
    ("ar", "قُدم موعد انسحاب التحالف من العراق إلى حزيران 2026.", "2026-06-30"),
    ("ar", "طلبت واشنطن من بغداد تمديد مهمة التحالف حتى نهاية 2027.", "2027-12-31"),
    ("ar", "ستستمر مهمة التحالف التي كان مقررا أن تنتهي في أيلول 2026 حتى آذار 2027.", "2027-03-31"),
    ("ar", "بدلا من أيلول 2026 سيغادر التحالف العراق في كانون الأول 2026.", "2026-12-31"),
    ("ar", "سيغادر التحالف العراق في كانون الأول 2026 بدلا من أيلول.", "2026-12-31"),
    ("ar", "سيغادر التحالف العراق في كانون الأول 2026 وليس في أيلول كما كان مقررا.", "2026-12-31"),
    ("ar", "قال السوداني إن خروج التحالف من العراق سيتم في تموز لا في أيلول.", "2026-07-31"),
    ("ar", "الموعد الجديد لانتهاء مهمة التحالف في العراق هو 31 آذار 2027.", "2027-03-31"),
    ("ar", "نقل موعد خروج التحالف من العراق إلى 31 آذار 2027.", "2027-03-31"),
    ("ar", "اتفق الجانبان على جدول زمني جديد يغادر بموجبه التحالف العراق بحلول آذار 2027.", "2027-03-31"),
    ("ar", "مدد البلدان مهمة التحالف في العراق عاما واحدا حتى أيلول 2027.", "2027-09-30"),
    (
        "en",
        "The two countries extended the coalition's mission in Iraq by one year, until September 2027.",
        "2027-09-30",
    ),
    ("ar", "تأخر انسحاب التحالف من العراق ثلاثة أشهر وسيكتمل في كانون الأول.", "2026-12-31"),
    (
        "en",
        "The coalition's withdrawal is three months behind schedule and will be completed in December.",
        "2026-12-31",
    ),
]


@pytest.mark.parametrize(("lang", "text", "last"), MOVED)
def test_only_the_new_date_is_news(lang: str, text: str, last: str) -> None:
    assert [f"{one.due.last_day}" for one in told(TITLES[lang], text, "2026-03-10", lang) if one.due] == [
        last
    ]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "The coalition mission, originally due to end in September 2026, will now run until March 2027.",
            Change.LATER,
        ),
        (
            "The coalition, which was due to leave Iraq in September 2026, will now leave in June 2026.",
            Change.EARLIER,
        ),
    ],
)
def test_which_way_it_moved(text: str, change: Change) -> None:
    (one,) = told(TITLES["en"], text, "2026-03-10", "en")
    assert one.change is change


NEAR = [
    ("en", "The last coalition convoy will leave Ain al-Asad on Sunday.", "2025-11-16"),
    ("en", "The last coalition convoy left Ain al-Asad on Sunday.", "2025-11-09"),
    (
        "en",
        "The ministry said on Monday the last coalition troops would leave Ain al-Asad on Friday.",
        "2025-11-14",
    ),
    (
        "en",
        "The last coalition troops are to leave Ain al-Asad on Friday, the ministry said on Monday.",
        "2025-11-14",
    ),
    ("en", "Ain al-Asad will be handed over by the coalition on Thursday.", "2025-11-13"),
    ("en", "The coalition handed over Ain al-Asad on Tuesday.", "2025-11-11"),
    ("en", "The coalition is due to hand over Ain al-Asad this weekend.", "2025-11-16"),
    ("en", "Coalition forces will have left Ain al-Asad by Saturday.", "2025-11-15"),
    ("en", "Coalition forces left Ain al-Asad last Saturday.", "2025-11-08"),
    (
        "en",
        "The army took over Ain al-Asad from the coalition on Saturday, a day after the last convoy left.",
        "2025-11-08",
    ),
    ("en", "US troops will leave Ain al-Asad next Tuesday, two officials said on Wednesday.", "2025-11-18"),
    ("en", "US troops will leave Ain al-Asad tomorrow, two officials said.", "2025-11-13"),
    ("en", "US troops left Ain al-Asad yesterday, two officials said.", "2025-11-11"),
    ("en", "US troops will be out of Ain al-Asad within ten days, two officials said.", "2025-11-22"),
    ("en", "US troops will be out of Ain al-Asad in two weeks' time.", "2025-11-26"),
    ("en", "The coalition will leave Ain al-Asad by the 20th of this month.", "2025-11-20"),
    ("en", "The coalition will leave Ain al-Asad before the month is out.", "2025-11-30"),
    ("en", "The coalition will leave Ain al-Asad by month's end.", "2025-11-30"),
    ("en", "The coalition will leave Ain al-Asad by year's end.", "2025-12-31"),
    ("en", "The coalition will leave Ain al-Asad before the year is out.", "2025-12-31"),
    ("en", "The coalition will leave Ain al-Asad by the new year.", "2026-01-01"),
    ("en", "The coalition will leave Ain al-Asad by Christmas.", "2025-12-25"),
    ("en", "The coalition will leave Ain al-Asad next month.", "2025-12-31"),
    ("ar", "ستغادر آخر قافلة للتحالف عين الأسد الأحد.", "2025-11-16"),
    ("ar", "غادرت آخر قافلة للتحالف عين الأسد الأحد.", "2025-11-09"),
    ("ar", "أعلنت الوزارة الاثنين أن آخر قوات التحالف ستغادر عين الأسد الجمعة.", "2025-11-14"),
    ("ar", "تغادر آخر قوات التحالف عين الأسد الجمعة، بحسب ما أعلنت الوزارة الاثنين.", "2025-11-14"),
    ("ar", "سيسلم التحالف قاعدة عين الأسد الخميس.", "2025-11-13"),
    ("ar", "سلم التحالف قاعدة عين الأسد الثلاثاء.", "2025-11-11"),
    ("ar", "تغادر القوات الأميركية عين الأسد الثلاثاء المقبل، وفق مسؤولين.", "2025-11-18"),
    ("ar", "تغادر القوات الأميركية عين الأسد غدا، وفق مسؤولين.", "2025-11-13"),
    ("ar", "غادرت القوات الأميركية عين الأسد أمس، وفق مسؤولين.", "2025-11-11"),
    ("ar", "ستكون القوات الأميركية خارج عين الأسد خلال عشرة أيام.", "2025-11-22"),
    ("ar", "تغادر القوات الأميركية عين الأسد بعد أسبوعين.", "2025-11-26"),
    ("ar", "يغادر التحالف عين الأسد في العشرين من الشهر الجاري.", "2025-11-20"),
    ("ar", "يغادر التحالف عين الأسد قبل انقضاء الشهر.", "2025-11-30"),
    ("ar", "يغادر التحالف عين الأسد مع نهاية الشهر.", "2025-11-30"),
    ("ar", "يغادر التحالف عين الأسد بنهاية العام.", "2025-12-31"),
    ("ar", "يغادر التحالف عين الأسد قبل أن ينقضي العام.", "2025-12-31"),
    ("ar", "يغادر التحالف عين الأسد قبل رأس السنة.", "2025-12-31"),
    ("ar", "يغادر التحالف عين الأسد الشهر المقبل.", "2025-12-31"),
    ("ar", "من المقرر أن تسلم قاعدة عين الأسد من التحالف السبت المقبل.", "2025-11-15"),
    ("ar", "تسلم الجيش قاعدة عين الأسد من التحالف السبت الماضي.", "2025-11-08"),
    ("ar", "يكتمل انسحاب التحالف من عين الأسد نهاية الأسبوع.", "2025-11-16"),
    ("ar", "يكتمل انسحاب التحالف من عين الأسد في غضون أسبوعين.", "2025-11-26"),
    ("ar", "تنتهي المرحلة الأولى من انسحاب التحالف في 30 من الشهر الحالي.", "2025-11-30"),
    ("ar", "تنتهي المرحلة الأولى من انسحاب التحالف آخر الشهر.", "2025-11-30"),
    ("ar", "ينتهي انسحاب التحالف من عين الأسد مطلع الشهر المقبل.", "2025-12-10"),
]


@pytest.mark.parametrize(("lang", "text", "last"), NEAR)
def test_days_near_the_news(lang: str, text: str, last: str) -> None:
    assert [f"{one.due.last_day}" for one in told(BASES[lang], text, "2025-11-12", lang) if one.due] == [last]


PAST_A_DATE = [
    ("en", "The general said US troops would stay in Erbil beyond September 2026.", "phase2 denied stays"),
    ("ar", "وقال القائد إن القوات الأميركية ستبقى في أربيل بعد أيلول 2026.", "phase2 denied stays"),
    (
        "en",
        "US advisers will stay at Ain al-Asad after September 2025, al-Sudani said.",
        "phase1 denied stays",
    ),
    ("en", "US troops may stay in Erbil beyond September 2026, the general said.", ""),
    ("ar", "وقد تبقى قوات أميركية في أربيل بعد أيلول 2026.", ""),
    ("en", "Others will remain in Erbil beyond September 2025 to support operations in Syria.", ""),
    ("ar", "وستبقى قوات في أربيل بعد أيلول 2025.", ""),
    ("en", "He expected US troops to stay in Erbil beyond 2026.", "phase2 from 2027-01-01"),
    ("ar", "ورجح أن يستمر وجود التحالف في إقليم كردستان إلى ما بعد 2026.", "phase2 from 2027-01-01"),
    ("en", "No coalition troops will remain in Iraq after September 2026.", "mission_end by 2026-09-30"),
    ("ar", "لن تبقى أي قوات للتحالف في العراق بعد أيلول 2026.", "mission_end by 2026-09-30"),
    ("ar", "متوقعاً ألا يبقى في عين الأسد أي عنصر أجنبي قبل منتصف الشهر المقبل.", "phase1 by 2025-09-20"),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), PAST_A_DATE)
def test_stays_past_a_date(lang: str, text: str, wanted: str) -> None:
    found = [
        f"{one.milestone} {one.due.bound} {one.due.last_day}"
        if one.due
        else f"{one.milestone} {one.modality} {one.change}"
        for one in told(TITLES[lang], text, "2025-08-02", lang)
    ]
    assert found == [wanted] * bool(wanted)


WHO = {
    "en": ["US troops", "The international coalition", "The last American soldiers"],
    "ar": ["القوات الأميركية", "قوات التحالف الدولي", "القوات الأجنبية"],
}
DONE = {
    "en": [
        "{} left Ain al-Asad {}.",
        "{} have withdrawn from Victory Base {}.",
        "{} are gone from Ain al-Asad {}.",
        "{} handed over the Ain al-Asad base to Iraqi forces {}.",
        "{} left their headquarters in Baghdad {}.",
    ],
    "ar": [
        "غادرت {} قاعدة عين الأسد {}.",
        "تم انسحاب {} من عين الأسد {}.",
        "{} انسحبت من قاعدة فيكتوريا {}.",
        "أنهت {} انسحابها من مقرها في بغداد {}.",
        "جرى تسليم عين الأسد من {} إلى الجيش {}.",
    ],
}
ON = {"en": ["on Sunday", "yesterday", "this week"], "ar": ["الأحد", "أمس", "هذا الأسبوع"]}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (lang, did.format(who, on))
        for lang in DONE
        for did, who, on in product(DONE[lang], WHO[lang], ON[lang])
    ],
)
def test_what_is_done_is_told(lang: str, text: str) -> None:
    found = told(TITLES[lang], text, "2025-11-12", lang)
    assert [one.modality for one in found] == [Modality.COMPLETED]


@pytest.mark.parametrize(
    ("lang", "text", "modality"),
    [
        (
            "en",
            "American troops have pulled out of most of Ain al-Asad, a government source said on Tuesday.",
            [Modality.BEGUN],
        ),
        (
            "ar",
            "أخلت القوات الأميركية القسم الأكبر من قاعدة عين الأسد، بحسب مصدر حكومي الثلاثاء.",
            [Modality.BEGUN],
        ),
        ("en", "Coalition troops left some buildings in Baghdad.", []),
        ("ar", "أصبح مقر التحالف في بغداد خالياً إلا من أعداد قليلة من المستشارين.", []),
        ("ar", "أقر رئيس الوزراء بأن إخلاء قاعدة عين الأسد من قوات التحالف لم يتحقق.", []),
    ],
)
def test_done_in_part_or_not_at_all(lang: str, text: str, modality: list[Modality]) -> None:
    kept = (Modality.COMPLETED, Modality.BEGUN, Modality.AGREED)
    assert [
        one.modality for one in told(TITLES[lang], text, "2025-11-12", lang) if one.modality in kept
    ] == modality
