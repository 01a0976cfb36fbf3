"""Ends, dates and announcements of something else that has the words of the plan, and what is the plan's."""

import pytest

from tests.core.rules import planned

ROWS = [
    # A country comes out of a crisis: nobody leaves it.
    (
        "ar",
        "2025-01-14",
        "قال السوداني إن بلاده خرجت من مرحلة الحروب، وإن العلاقة مع التحالف ستدار ثنائيا.",
        [],
    ),
    ("ar", "2025-01-14", "العراق خرج من عزلته العربية، والتحالف شريك له.", []),
    ("ar", "2025-01-14", "العراق خرج من الفصل السابع، بحسب بيان التحالف.", []),
    ("en", "2025-01-14", "Iraq's exit from Chapter VII was hailed by the coalition's members.", []),
    # Who keeps to a date will not "leave" it.
    (
        "ar",
        "2026-01-18",
        "ستختتم مهمة التحالف في أيلول من هذا العام، ولا نية لدى الطرفين للخروج عن هذا التوقيت.",
        ["mission_end 2026-09-30"],
    ),
    # What a committee will announce, and a memorandum on training, are no news of the withdrawal.
    ("ar", "2025-11-28", "أكد الناطق أن لجنة تحقيق عليا باشرت عملها وستعلن نتائجها خلال 72 ساعة.", []),
    ("ar", "2025-11-28", "ستعلن الحكومة موقفها من التحالف الأسبوع المقبل.", ["announcement 2025-12-07"]),
    ("en", "2025-11-28", "A training memorandum with Washington would be signed before the year is out.", []),
    (
        "en",
        "2025-11-28",
        "A security agreement with Washington will be signed by December.",
        ["announcement 2025-12-31"],
    ),
    # A date that was once set has passed, and no new one is told.
    (
        "en",
        "2025-10-21",
        "The full departure from Ain al-Asad, once set for mid-September, was put off.",
        ["phase1 postponed"],
    ),
    (
        "en",
        "2025-10-21",
        "The handover of Ain al-Asad, first due in September, has been delayed.",
        ["phase1 postponed"],
    ),
    ("ar", "2025-10-21", "تأجل الخروج الكامل من عين الأسد الذي كان مقررا منتصف أيلول.", ["phase1 postponed"]),
    # The second phase of something else, and a party whose fighters move.
    (
        "ar",
        "2026-07-01",
        "قالت المفوضية إن المرحلة الأولى، وهي تحديث سجل الناخبين، انتهت، "
        "والمرحلة الثانية تشمل طباعة الأوراق قبل نهاية أيلول.",
        [],
    ),
    # Who leaves an office, and what is left of a wall.
    ("en", "2024-12-13", "Biden will leave the White House in January, as coalition talks go on.", []),
    ("en", "2024-12-13", "Blinken, who leaves office next month, spoke of the coalition.", []),
    (
        "ar",
        "2025-12-31",
        "بلغ الجدار على الحدود 350 كيلومترا، على أن ينجز ما تبقى منه خلال العام الجديد.",
        [],
    ),
    # What is published is a paper, whatever it holds.
    (
        "en",
        "2024-09-20",
        "They are working to publish next week the arrangement under which the coalition will leave Iraq.",
        ["announcement 2024-09-29"],
    ),
    (
        "ar",
        "2024-09-11",
        "قال الوزير إن الوثيقة التي تنظم نهاية مهمة التحالف اكتملت صياغتها، "
        "وإن الكشف عنها سيتم قبل أن ينقضي الشهر الحالي.",
        ["announcement 2024-09-30"],
    ),
    # What lies outside a part is not that part.
    (
        "en",
        "2026-01-22",
        "The last American advisers have left all territory outside the Kurdish region.",
        ["phase1 completed"],
    ),
    # "The base" is the one of the text; without one nobody knows which phase has ended.
    ("en", "2026-01-22", "Iraq declared that the last American advisers had left the base.", []),
    (
        "en",
        "2026-01-22",
        "Ain al-Asad stands in the desert. The last American advisers have left the base.",
        ["phase1 completed"],
    ),
    (
        "en",
        "2026-09-22",
        "Harir airfield lies near Erbil. The last American advisers have left the base.",
        ["phase2 completed"],
    ),
    (
        "en",
        "2025-03-01",
        "The coalition will leave everything outside Kurdistan by September.",
        ["phase1 2025-09-30"],
    ),
    # Out of a place is not outside it.
    (
        "ar",
        "2026-08-25",
        "القوات الأجنبية كافة ستكون خارج الإقليم في العشرين من الشهر المقبل.",
        ["phase2 2026-09-20"],
    ),
    (
        "ar",
        "2026-08-25",
        "سيغادر التحالف المواقع الواقعة خارج إقليم كردستان بحلول أيلول.",
        ["phase1 2026-09-30"],
    ),
    # A pact of defence, a deadline of the constitution, an agreement of last year.
    (
        "ar",
        "2026-09-29",
        "أعرب بارزاني عن أمله في توقيع اتفاقية دفاعية بين بغداد وواشنطن قبل نهاية العام.",
        [],
    ),
    (
        "en",
        "2025-08-20",
        "U.S. troops are drawing down in Iraq as part of an agreement reached with Baghdad last year.",
        [],
    ),
    # "As the date for" is of what follows it.
    (
        "en",
        "2025-08-18",
        "They speak of the start of the pullout, and one names September as the date for the mission to end.",
        ["mission_end 2025-09-30"],
    ),
    # Bases that are transferred, headquarters in which nobody is left.
    (
        "en",
        "2026-09-15",
        "The coalition transferred Harir airbase to Iraqi forces on Monday.",
        ["phase2 2026-09-14"],
    ),
    ("en", "2025-12-31", "No coalition advisers are left in Baghdad, he said.", ["phase1 completed"]),
    ("ar", "2025-12-31", "لم يتبق أي مستشار من التحالف في بغداد.", ["phase1 completed"]),
]


@pytest.mark.parametrize(("lang", "on", "text", "told"), ROWS, ids=[text[:50] for _, _, text, _ in ROWS])
def test_what_is_told(lang: str, on: str, text: str, told: list[str]) -> None:
    assert planned(text, lang, on=on) == told


def test_bases_outside_kurdistan_are_the_first_phase_in_french() -> None:
    text = "La coalition quittera les bases hors de la région du Kurdistan d'ici fin septembre 2025."
    assert planned(text, "fr", on="2024-09-28") == ["phase1 2025-09-30"]


LONG = [
    (
        "ar",
        "نفى الناطق باسم القائد العام للقوات المسلحة صباح النعمان، اليوم الثلاثاء، "
        "أنباء تداولتها مواقع إخبارية محلية عن نية التحالف الدولي مغادرة العراق قبل الصيف.",
    ),
    (
        "ar",
        "نفى مستشار رئيس مجلس الوزراء العراقي للشؤون الأمنية خالد اليعقوبي، مساء اليوم، "
        "الأنباء التي أفادت بأن القوات الأميركية ستبقى في العراق حتى حزيران 2027.",
    ),
    (
        "en",
        "The spokesman for the commander-in-chief of the armed forces, Sabah al-Numan, denied on Tuesday "
        "reports carried by several local news sites of a plan by the coalition to leave Iraq before summer.",
    ),
]


@pytest.mark.parametrize(("lang", "text"), LONG, ids=[text[:50] for _, text in LONG])
def test_a_denial_reaches_over_the_name_of_who_denies(lang: str, text: str) -> None:
    assert planned(text, lang, on="2026-02-10") == ["mission_end denied"]


def test_one_day_in_two_calendars_is_one_date() -> None:
    text = "ائتلاف تا سپتامبر ۲۰۲۶ (شهریور ۱۴۰۵) عراق را ترک خواهد کرد."
    assert planned(text, "fa", on="2025-09-06") == ["mission_end 2026-09-30"]
