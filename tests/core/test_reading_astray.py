"""Articles on other matters, claims that nobody makes, and what is past or to come.

Rows as in test_reading_steps.py, Arabic and English side by side.
"""

import pytest

from monitor.extract import extract
from monitor.records import Modality
from tests.core.rules import entry, shipped
from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

ASTRAY: list[Row] = [
    (
        "2025-11-30",
        "لبنان: مهلة السلاح جنوب الليطاني تنتهي | وتضغط واشنطن لإتمام المرحلة الأولى قبل نهاية العام.",
        [],
    ),
    (
        "2025-11-30",
        "Lebanon nears its disarmament deadline | Washington wants the first phase done by year-end.",
        [],
    ),
    (
        "2025-07-05",
        "ديون الكهرباء | اتفق العراق مع شركات على أن تسدد الدفعة الأولى قبل نهاية يوليو.",
        [],
    ),
    (
        "2025-07-05",
        "Power debts | Iraq agreed with firms to pay the first tranche by the end of July.",
        [],
    ),
]
ROUND: list[Row] = [
    (
        "2026-02-10",
        "القوات في العراق | تداولت حسابات ادعاء مفاده أن القوات الأميركية ستغادر أربيل قبل نهاية شباط.",
        [],
    ),
    (
        "2026-02-10",
        "US troops in Iraq | Viral posts claim that US troops will leave Erbil by the end of February.",
        [],
    ),
]
TOLD: list[Row] = [
    (
        "2026-01-20",
        "غادرت آخر القوات الأميركية قاعدة عين الأسد في العراق نهاية الأسبوع.",
        ["phase1 on 2026-01-18 completed"],
    ),
    (
        "2026-01-20",
        "The last US soldiers flew out of Ain al-Asad in Iraq over the weekend.",
        ["phase1 on 2026-01-18 completed"],
    ),
    (
        "2026-01-20",
        "ستغادر آخر القوات الأميركية قاعدة عين الأسد في العراق الأحد.",
        ["phase1 on 2026-01-25 planned"],
    ),
    (
        "2026-01-20",
        "The last US soldiers will have left Ain al-Asad in Iraq by the weekend.",
        ["phase1 by 2026-01-25 planned"],
    ),
    (
        "2026-03-14",
        "طلب نواب إنهاء وجود القوات الأميركية في العراق خلال ثلاثين يوماً.",
        ["mission_end by 2026-04-13 proposed"],
    ),
    (
        "2026-03-14",
        "Lawmakers demanded an end to the coalition mission in Iraq within thirty days.",
        ["mission_end by 2026-04-13 proposed"],
    ),
    (
        "2025-05-20",
        "US troops will not stay in Erbil beyond September 2026, an Iraqi official said.",
        ["phase2 by 2026-09-30 planned"],
    ),
    # ... and does not last into a date is over before it.
    (
        "2025-10-02",
        "US troops will not stay in Iraq into 2027, an Iraqi official said.",
        ["mission_end by 2026-12-31 planned"],
    ),
    (
        "2025-10-02",
        "قال مسؤول عراقي إن بقاء القوات الأميركية في العراق لن يمتد إلى العام المقبل.",
        ["mission_end by 2025-12-31 planned"],
    ),
    (
        "2025-10-02",
        "An Iraqi official said Baghdad does not mind that US troops stay in Iraq until 2027.",
        ["mission_end until 2027-12-31 planned"],
    ),
    # To leave somebody exposed is not to leave; "the same day" after a month is no day of the plan.
    (
        "2025-08-20",
        "US troops in Iraq | The move north would not leave the capital exposed, the adviser "
        "said of US forces.",
        [],
    ),
    ("2025-08-20", "US troops in Iraq | The exit of US forces will not leave a vacuum, he said.", []),
    (
        "2024-09-28",
        "US troops in Iraq | A site will serve the coalition until September 2026, the text "
        "says.\nA senior US "
        "official told journalists on the same day that nobody should call it a withdrawal from Iraq.",
        ["phase2 until 2026-09-30 planned", "mission_end denied"],
    ),
    # Where somebody goes is not what is left, nor is the capital of another country.
    (
        "2025-08-24",
        "قاعدة عين الأسد في العراق | القاعدة تخلو من الجنود الأميركيين منتصف الشهر المقبل، "
        "وبعضهم يتجه إلى سوريا وأربيل.",
        ["phase1 on 2025-09-20 planned"],
    ),
    (
        "2025-08-24",
        "Ain al-Asad base in Iraq | The base will be empty of US soldiers by 15 September, "
        "and some go to Syria and Erbil.",
        ["phase1 by 2025-09-15 planned"],
    ),
    (
        "2021-07-25",
        "القوات الأميركية في العراق | وصل رئيس الوزراء إلى العاصمة الأميركية واشنطن.\nومن "
        "المحتمل أن يحدد البيان نهاية العام الحالي موعدا "
        "لانسحاب القوات الأميركية.",
        ["mission_end by 2021-12-31 rumoured"],
    ),
    # An adjective affirms nothing.
    (
        "2025-08-24",
        "القوات الأميركية في العراق | وقال المتحدث عن انسحاب التحالف إن التفاهم القائم بين "
        "بغداد وواشنطن ثمرة محادثات طويلة.",
        [],
    ),
    # What is asked for informally is denied by nobody.
    (
        "2025-02-02",
        "القوات الأميركية في العراق | كشف مسؤول أميركي أن بغداد طلبت بصورة غير رسمية تأخير "
        "إنهاء مهمة التحالف.",
        ["mission_end proposed"],
    ),
    # Somebody with a long name announces that it is done; a delay of what is done is a recap.
    (
        "2026-01-18",
        "القواعد الاتحادية في العراق | أعلنت اللجنة العسكرية العليا المكلفة إنهاء مهمة "
        "التحالف الدولي في العراق، اليوم الأحد، "
        "إتمام إخلاء القواعد في المناطق الاتحادية من مستشاري التحالف.\nوتأخر إخلاء عين الأسد "
        "عن موعده أشهرا عدة.",
        ["phase1 on 2026-01-18 completed"],
    ),
    (
        "2026-01-18",
        "US troops in Iraq | US forces have left Ain al-Asad, the defence ministry said on "
        "Sunday.\nThe handover of Ain "
        "al-Asad was delayed by several months.",
        ["phase1 on 2026-01-18 completed"],
    ),
]
ALL = ASTRAY + ROUND + TOLD


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_what_is_told(day: str, text: str, expected: list[str]) -> None:
    assert [line for line in stated(day, text) if not line.startswith("other")] == expected


@pytest.mark.parametrize(("day", "text"), [row[:2] for row in ROUND], ids=["ar", "en"])
def test_a_claim_that_goes_round_is_a_rumour_in_the_background(day: str, text: str) -> None:
    title, _, body = text.partition(" | ")
    (found,) = extract(entry(body, on=day, title=title), shipped()).statements
    assert (found.modality, found.background) == (Modality.RUMOURED, True)
