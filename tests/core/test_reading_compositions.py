"""Deadline sentences as they are composed: what is left, between whom and when; two parts with two dates.

Rows of classes of sentences that were composed from who leaves, what is done, where, and where the date
stands: each holds in whatever order they come. Arabic and English side by side.
"""

import pytest

from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

DAY = "2025-02-01"
THE_COUNTRY: list[Row] = [
    (
        DAY,
        "العراق والتحالف | سترحل القوات الأجنبية عن العراق بموجب تفاهم مع بغداد بحلول نهاية عام 2027.",
        ["mission_end by 2027-12-31 agreed"],
    ),
    (
        DAY,
        "العراق والتحالف | قال السفير البريطاني في بغداد إن القوات الأميركية ستغادر البلاد في أيار 2027.",
        ["mission_end on 2027-05-31 planned"],
    ),
    (
        DAY,
        "Coalition in Iraq | "
        "An official of the Kurdistan Region said coalition troops would leave Iraq by May 2027.",
        ["mission_end by 2027-05-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | "
        "اجتمع الجانبان في بغداد. وستنسحب قوات التحالف الدولي من الأراضي العراقية في حزيران 2027.",
        ["mission_end on 2027-06-30 planned"],
    ),
    (
        DAY,
        "Coalition in Iraq | "
        "The two sides held a meeting in Baghdad. Coalition forces will leave the country in "
        "June 2027.",
        ["mission_end on 2027-06-30 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | القوات الأميركية في أربيل ستغادر العراق بحلول نهاية عام 2027.",
        ["phase2 by 2027-12-31 planned"],
    ),
    (
        DAY,
        "Coalition in Iraq | American troops in Erbil will leave Iraq by the end of 2027.",
        ["phase2 by 2027-12-31 planned"],
    ),
]
"""Who leaves the country leaves no part of it, wherever others speak, meet or agree."""
A_PART: list[Row] = [
    (
        DAY,
        "العراق والتحالف | ستنسحب القوات الأميركية من بغداد بحلول تشرين الثاني 2027.",
        ["phase1 by 2027-11-30 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | "
        "أفاد مسؤول في حكومة إقليم كردستان بأن القوات الأميركية ستخلي عين الأسد في أيار 2027.",
        ["phase1 on 2027-05-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | تنتهي مهمة التحالف الدولي في المناطق الاتحادية بحلول نهاية عام 2027.",
        ["phase1 by 2027-12-31 planned"],
    ),
    (
        DAY,
        "Coalition in Iraq | The coalition's mission in federal Iraq will end by the end of 2027.",
        ["phase1 by 2027-12-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | ينتهي الوجود العسكري الأميركي في إقليم كردستان نهاية عام 2028.",
        ["phase2 by 2028-12-31 planned"],
    ),
    (
        DAY,
        "Coalition in Iraq | The US military presence in the Kurdistan Region will end by December 2028.",
        ["phase2 by 2028-12-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | تنتهي مهمة التحالف الدولي في العراق بحلول نهاية عام 2027، وبضمنها أربيل.",
        ["mission_end by 2027-12-31 planned"],
    ),
]
"""A mission or presence that ends at one place alone is that part's, unless the country is named."""
TWO: list[Row] = [
    (
        DAY,
        "العراق والتحالف | "
        "تغادر القوات الأجنبية قاعدة عين الأسد بحلول تموز 2026 وقاعدة حرير بحلول تموز 2027.",
        ["phase1 by 2026-07-31 planned", "phase2 by 2027-07-31 planned"],
    ),
    (
        DAY,
        "Coalition in Iraq | Foreign troops will leave Ain al-Asad by July 2026 and Harir by July 2027.",
        ["phase1 by 2026-07-31 planned", "phase2 by 2027-07-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | ستنسحب قوات التحالف من الأنبار في 15 أيار 2026 ومن أربيل بعد عام.",
        ["phase1 on 2026-05-15 planned", "phase2 by 2027-05-15 planned"],
    ),
    (
        DAY,
        "انسحاب القوات الأميركية من العراق | تنتهي المرحلة الأولى في أيار 2026، والثانية في التاريخ ذاته من "
        "العام التالي.",
        ["phase1 on 2026-05-31 planned", "phase2 on 2027-05-31 planned"],
    ),
    (
        DAY,
        "انسحاب القوات الأميركية من العراق | "
        "سيكون أيار 2026 موعدا لإنهاء المرحلة الأولى من الانسحاب، وتموز 2027 "
        "موعدا لإنهاء المرحلة الثانية.",
        ["phase1 on 2026-05-31 planned", "phase2 on 2027-07-31 planned"],
    ),
    (
        DAY,
        "العراق | "
        "حُدد 30 نيسان 2026 موعدا لإخلاء قوات التحالف قاعدة عين الأسد و31 أيار 2027 موعدا لإخلاء حرير.",
        ["phase1 on 2026-04-30 planned", "phase2 on 2027-05-31 planned"],
    ),
]
"""What "and" adds to a date is the next date's; what a date is named for follows it."""
WHEN: list[Row] = [
    (
        DAY,
        "العراق والتحالف | ومن المتوقع في تموز من العام المقبل أن تغادر قوات التحالف الدولي العراق.",
        ["mission_end on 2026-07-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | من المقرر خلال الربع الأول من عام 2028 أن تخلي القوات الأميركية قاعدة حرير.",
        ["phase2 on 2028-03-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | تغادر القوات الأميركية العراق في آخر جمعة من تشرين الأول 2027.",
        ["mission_end on 2027-10-29 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | "
        "قبل نهاية العام المقبل، كما أعلن المتحدث العسكري، ستخلي القوات الأميركية عين الأسد.",
        ["phase1 by 2026-12-31 planned"],
    ),
    (
        DAY,
        "Coalition in Iraq | "
        "By the end of next year, which an officer called firm, US troops will vacate Ain al-Asad.",
        ["phase1 by 2026-12-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | لن تستمر مهمة التحالف الدولي إلى ما بعد نهاية آذار 2028.",
        ["mission_end by 2028-03-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | لن يكون هناك وجود للقوات الأميركية في أربيل بعد نهاية آذار 2028.",
        ["phase2 by 2028-03-31 planned"],
    ),
    (
        DAY,
        "العراق والتحالف | موعد خروج قوات التحالف من العراق تغير من نهاية العام الحالي إلى نهاية عام 2027.",
        ["mission_end until 2027-12-31 postponed"],
    ),
]
"""A date that its clause opens with, in words between, or as the day that nothing lasts beyond."""
ALL = THE_COUNTRY + A_PART + TWO + WHEN


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:70] for _, text, _ in ALL])
def test_what_is_due(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected
