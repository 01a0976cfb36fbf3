"""Who stays without an end in sight, who stays and is not meant, and a share of those who leave."""

import pytest

from tests.core.rules import headed, planned

ROWS = [
    ("ar", "وقال ضابط أميركي إن الوجود الأميركي في البلاد سيستمر لأجل غير مسمى.", ["mission_end denied"]),
    ("ar", "وقال ضابط أميركي إن قوات التحالف ستبقى في العراق إلى أجل غير مسمى.", ["mission_end denied"]),
    (
        "en",
        "The coalition's presence in Iraq will go on indefinitely, an officer said.",
        ["mission_end denied"],
    ),
    # Trainers stay on other terms: that denies no withdrawal.
    ("ar", "وأضاف المصدر أن المدربين مستمرون في عملهم ولا صلة لهم بانسحاب التحالف.", []),
    ("en", "The trainers will stay, the source added, as they have nothing to do with the withdrawal.", []),
    # A share of the force is not the force.
    ("ar", "وتوقع النائب أن يشهد العام المقبل خروج نحو 60 بالمئة من القوات الأميركية.", []),
    ("en", "About 60 percent of American troops will leave Iraq by the end of next year, he said.", []),
    (
        "en",
        "The withdrawal from Iraq will be 100 percent complete by the end of next year, he said.",
        ["mission_end 2026-12-31"],
    ),
    (
        "en",
        "About 140 Americans are staying behind and are due to go by 30 November 2026.",
        ["phase2 2026-11-30"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "told"), ROWS, ids=[text[:50] for _, text, _ in ROWS])
def test_what_is_told(lang: str, text: str, told: list[str]) -> None:
    assert planned(text, lang, on="2025-09-19") == told


def test_two_dots_part_a_heading_and_end_none() -> None:
    (one,) = headed("غدا.. خروج القوات الأميركية من مقر العمليات المشتركة في بغداد", "ar", on="2025-09-02")
    assert one.due is not None
    assert (one.milestone, str(one.due.last_day)) == ("phase1", "2025-09-03")
    (one,) = headed("بعد 12 عاما.. انتهاء مهمة التحالف الدولي في العراق", "ar", on="2026-09-30")
    assert (one.milestone, one.modality) == ("mission_end", "completed")
