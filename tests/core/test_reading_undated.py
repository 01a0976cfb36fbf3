"""What is told without a date: denials, beginnings, stays past a date on record, and their traps.

Rows as in test_reading_steps.py, Arabic and English side by side.
"""

import pytest

from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

DENIED: list[Row] = [
    (
        "2025-02-10",
        "انسحاب التحالف من العراق | وقال المتحدث إن المواعيد لم يطرأ عليها أي تعديل.",
        ["mission_end denied"],
    ),
    (
        "2025-02-10",
        "Coalition withdrawal from Iraq | A spokesman said the government had not changed course.",
        ["mission_end denied"],
    ),
    (
        "2026-05-12",
        "قواعد التحالف في أربيل | وأبلغ مسؤولون أن قوات التحالف لا تخطط لتجاوز الموعد في أربيل.",
        ["phase2 denied"],
    ),
    (
        "2026-05-12",
        "Coalition bases in Erbil | They knew of no move to revisit the timeline of the pullout from Erbil.",
        ["phase2 denied"],
    ),
    (
        "2025-08-25",
        "إخلاء عين الأسد | ونفى مسؤول في العمليات المشتركة أن يكون ثمة تسريع لانسحاب التحالف من عين الأسد.",
        ["phase1 denied"],
    ),
    (
        "2025-08-25",
        "Coalition leaves Ain al-Asad | He denied that the exit from Ain al-Asad had been sped up.",
        ["phase1 denied"],
    ),
    (
        "2024-10-08",
        "خروج القوات من عين الأسد | وأكدت الخلية أنها لم تسجل أي خروج لقوات التحالف من القاعدة.",
        ["phase1 denied"],
    ),
    (
        "2026-03-27",
        "Coalition at Erbil | They denied that coalition troops had abandoned the base at Erbil airport.",
        ["phase2 denied"],
    ),
    # An analyst denies nothing, and who stays denies nothing by staying.
    ("2025-03-02", "خبراء يستبعدون انسحاب القوات الأميركية من العراق.", []),
    ("2025-03-02", "Experts ruled out a withdrawal of US forces from Iraq.", []),
]
BEGUN: list[Row] = [
    (
        "2026-01-18",
        "انسحاب التحالف من العراق | وقالت إن المرحلة الثانية، الخاصة بدعم العمليات في سوريا، انطلقت فعلاً.",
        ["phase2 begun"],
    ),
    (
        "2026-01-18",
        "Coalition withdrawal from Iraq | The second phase of it, which concerns Syria, has already started.",
        ["phase2 begun"],
    ),
    # The day of the word about it is not its own.
    (
        "2024-09-22",
        "أفاد ضابط عراقي، اليوم الأحد، بأن قوات التحالف شرعت في إخلاء مواقعها وسط بغداد.",
        ["withdrawal_start begun"],
    ),
    (
        "2025-08-22",
        "US forces have started to empty Ain al-Asad air base in Iraq, an adviser told Rudaw on Friday.",
        ["phase1 begun"],
    ),
]
LATE: list[Row] = [
    (
        "2025-10-20",
        "القوات الأميركية في العراق | لا يزال نحو 250 مستشاراً أميركياً باقين في قاعدة عين الأسد.",
        ["phase1 postponed"],
    ),
    (
        "2025-10-20",
        "US forces in Iraq | A small unit of U.S. advisers has stayed on at the Ain al-Asad air base.",
        ["phase1 postponed"],
    ),
    # Before the date on record a stay is none, nor is one that is over or denied.
    (
        "2025-08-20",
        "القوات الأميركية في العراق | لا يزال نحو 250 مستشاراً أميركياً باقين في قاعدة عين الأسد.",
        [],
    ),
    (
        "2025-08-20",
        "US forces in Iraq | A small unit of U.S. advisers has stayed on at the Ain al-Asad air base.",
        [],
    ),
    (
        "2026-02-20",
        "US forces in Iraq | No U.S. advisers remain at the Ain al-Asad air base.",
        [],
    ),
    ("2026-02-20", "القوات الأميركية في العراق | لم يبق أي مستشار أميركي في قاعدة عين الأسد.", []),
]
ALL = [*DENIED, *BEGUN, *LATE]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[f"{d} {t[:60]}" for d, t, _ in ALL])
def test_what_is_told_without_a_date(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected
