"""Where a text is at, which part's date on record is the nearest, who speaks where, and what is set already.

Rows as in test_reading_steps.py, written down before the rules were run on them, Arabic and English side by
side.
"""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped
from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

AT_THE_BASE: list[Row] = [
    (
        "2025-08-20",
        "القوات الأميركية تخلي عين الأسد في العراق | قال ضابط إن الوجبة الأخيرة من قوات التحالف تغادر "
        "القاعدة في 12 أيلول.",
        ["phase1 on 2025-09-12 planned"],
    ),
    (
        "2025-08-20",
        "US forces empty Ain al-Asad in Iraq | The last group of coalition troops will leave the base on "
        "September 12, an officer said.",
        ["phase1 on 2025-09-12 planned"],
    ),
    (
        "2026-06-05",
        "شاحنات التحالف تغادر حرير | قال ضابط عراقي إن القاعدة لن يبقى فيها أي جندي أميركي بحلول 20 حزيران.",
        ["phase2 by 2026-06-20 planned"],
    ),
    (
        "2026-06-05",
        "Coalition trucks roll out of Harir | No American soldier will remain at the base by June 20, an "
        "Iraqi officer said.",
        ["phase2 by 2026-06-20 planned"],
    ),
]
"""The base of a title or of the sentences before is the place of what says only "the base", "the last"."""
ELSEWHERE: list[Row] = [
    (
        "2026-02-03",
        "قالت مصادر إن قادة في بغداد ناقشوا بقاء قوات التحالف في العراق حتى 2027.",
        ["mission_end until 2027-12-31 proposed"],
    ),
    (
        "2026-02-03",
        "Leaders in Baghdad discussed letting coalition troops stay in Iraq until 2027, sources said.",
        ["mission_end until 2027-12-31 proposed"],
    ),
    (
        "2025-08-20",
        "القوات الأميركية تخلي عين الأسد | قال ضابط عراقي إن قوات التحالف ستغادر العراق بحلول نهاية 2027.",
        ["mission_end by 2027-12-31 planned"],
    ),
    (
        "2025-08-20",
        "US forces empty Ain al-Asad | Coalition troops will leave Iraq by the end of 2027, an Iraqi "
        "officer said.",
        ["mission_end by 2027-12-31 planned"],
    ),
]
"""Where those are who speak is no place that is left, and the country is not the base."""
BY_WHOM: list[Row] = [
    (
        "2026-05-12",
        "قال مصدر حكومي إن التحالف سيغادر أربيل في العراق قبل نهاية تموز.",
        ["phase2 by 2026-07-31 planned"],
    ),
    (
        "2026-05-12",
        "The coalition will leave Erbil in Iraq before the end of July, a government source said.",
        ["phase2 by 2026-07-31 planned"],
    ),
    (
        "2026-05-12",
        "قالت مصادر مطلعة إن التحالف سيغادر أربيل في العراق قبل نهاية تموز.",
        ["phase2 by 2026-07-31 rumoured"],
    ),
    (
        "2026-05-12",
        "The coalition will leave Erbil in Iraq before the end of July, people familiar with the plan said.",
        ["phase2 by 2026-07-31 rumoured"],
    ),
]
"""A source in a government or command tells a plan, any other a rumour."""
WHOLE: list[Row] = [
    (
        "2026-02-03",
        "قال ضابط إن قوات التحالف ستغادر أربيل في العراق قبل أن يحل تشرين الأول المقبل.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-02-03",
        "Coalition troops will leave Erbil in Iraq before October, an officer said.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-02-03",
        "قال ضابط إن قوات التحالف لن تغادر أربيل في العراق قبل تشرين الأول المقبل.",
        ["phase2 from 2026-10-01 planned"],
    ),
    (
        "2026-02-03",
        "Coalition troops will not leave Erbil in Iraq before October, an officer said.",
        ["phase2 from 2026-10-01 planned"],
    ),
]
"""Before a month or year ends a day before it; what does not happen before it may begin with it."""
OVER_BY: list[Row] = [
    (
        "2025-02-03",
        "لن تبقى قوات التحالف في أربيل في العراق إلى ما بعد أيلول 2026.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2025-02-03",
        "Coalition troops will not stay in Erbil in Iraq past September 2026.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2025-02-03",
        "لا تمتد مهمة التحالف في العراق إلى ما بعد ختام أيلول المقبل.",
        ["mission_end by 2025-09-30 planned"],
    ),
    (
        "2025-02-03",
        "No coalition troops will remain in Erbil in Iraq after September 2026.",
        ["phase2 by 2026-09-30 planned"],
    ),
]
"""What does not last beyond a date is over by it: no stay and no denial of leaving."""
AROUND: list[Row] = [
    (
        "2026-04-14",
        "أمهلت الفصائل القوات الأميركية حتى نهاية أيار لمغادرة أربيل في العراق.",
        ["other by 2026-05-31 conditional"],
    ),
    (
        "2026-04-14",
        "The factions gave US forces until the end of May to leave Erbil in Iraq.",
        ["other by 2026-05-31 conditional"],
    ),
    (
        "2024-12-18",
        "إنهاء مهمة التحالف في العراق | وقال المتحدث إن اجتماعاً سيعقد مطلع العام المقبل "
        "لمراجعة تسليم مواقع عين الأسد.",
        [],
    ),
    (
        "2024-12-18",
        "End of the coalition mission in Iraq | A meeting is to be held early next year to review the "
        "handover of Ain al-Asad, the spokesman said.",
        [],
    ),
    (
        "2026-04-14",
        "قال مصدر إن رتلاً من شاحنات القوات الأميركية غادر عين الأسد في العراق ثلاث مرات منذ مطلع الشهر.",
        [],
    ),
    (
        "2026-04-14",
        "Once US forces had left Iraq, the prime minister said, a programme would end all weapons "
        "outside the state.",
        [],
    ),
    (
        "2026-04-14",
        "Three times since the start of the month trucks of the US forces have left Ain al-Asad in Iraq, "
        "he said.",
        [],
    ),
    (
        "2026-02-12",
        "US forces in Iraq | The handover of Ain al-Asad in January was carried out in good order, and the "
        "next step is to be discussed.",
        [],
    ),
]
"""An ultimatum, talks, a convoy, what follows the end, and what is over."""
BARE: list[Row] = [
    (
        "2026-01-11",
        "التحالف في العراق | ستغادر قوات التحالف قاعدة عين الأسد في الثاني عشر من الشهر المقبل.",
        ["phase1 on 2026-02-12 planned"],
    ),
    (
        "2026-01-11",
        "Coalition in Iraq | Leaving Ain al-Asad on February 12 is what coalition forces plan.",
        ["phase1 on 2026-02-12 planned"],
    ),
]
"""A sentence that begins with what is done is no recap for that."""
NEVER: list[Row] = [
    (
        "2025-08-25",
        "أبلغت واشنطن بغداد عزمها إنجاز سحب جنودها من قاعدة عين الأسد في العراق.",
        [],
    ),
    (
        "2025-08-25",
        "Washington told Baghdad of its intention to complete the withdrawal of its troops from "
        "Ain al-Asad in Iraq.",
        [],
    ),
    ("2025-03-06", "قال نائب إن قوات التحالف لم تترك إلى اليوم قاعدة عين الأسد في العراق.", []),
    ("2025-03-06", "An MP said that to this day coalition troops had not left Ain al-Asad in Iraq.", []),
    ("2025-03-06", "للمرة الثانية خلال أسبوع، قال المتحدث إن قوات التحالف ستغادر العراق.", []),
    ("2025-03-06", "For the second time in a week the spokesman said coalition troops will leave Iraq.", []),
]
MOVED: list[tuple[str, str, str]] = [
    (
        "2026-02-19",
        "طالبت كتلة نيابية بتقديم موعد خروج التحالف من أربيل في العراق، المحدد في أيلول 2026، "
        "إلى نهاية حزيران المقبل.",
        "2026-06-30",
    ),
    (
        "2026-02-19",
        "An Iraqi bloc asked for the coalition's exit from Erbil, due in September 2026, to be moved to "
        "the end of June.",
        "2026-06-30",
    ),
    (
        "2026-02-19",
        "طالبت كتلة نيابية بتأجيل خروج التحالف من أربيل في العراق، المقرر في تشرين الثاني 2026، "
        "إلى نهاية 2027.",
        "2027-12-31",
    ),
    (
        "2026-02-19",
        "An Iraqi bloc asked for the coalition's exit from Erbil, scheduled for November 2026, to be put off "
        "until the end of 2027.",
        "2027-12-31",
    ),
]
"""What was set before is a recap where another date takes its place, be it on record or not."""
ALL = AT_THE_BASE + ELSEWHERE + BY_WHOM + WHOLE + OVER_BY + AROUND + BARE + NEVER


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_what_is_told(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected


@pytest.mark.parametrize(("day", "text", "new"), MOVED, ids=[text[:60] for _, text, _ in MOVED])
def test_the_date_that_another_replaces_is_a_recap(day: str, text: str, new: str) -> None:
    dated = [s for s in extract(entry(text, on=day), shipped()).statements if s.due]
    assert [str(s.due.last_day) for s in dated if s.due and not s.background] == [new]
