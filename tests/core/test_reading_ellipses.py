"""Clauses that name no milestone of their own: what they are about stands in the heading or just before.

Rows as in test_reading_steps.py: written down before the rule was run on them.
"""

import pytest

from monitor.extract import extract
from monitor.extract.confidence import Doubt
from tests.core.rules import entry, shipped
from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

TAKEN: list[Row] = [
    (
        "2026-05-12",
        "الأمن النيابية: لا علم لنا بموعد جديد لخروج التحالف من العراق | نحن ملتزمون بأيلول المقبل.",
        ["mission_end by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        "الحكومة العراقية: خروج التحالف الدولي وفق الجدول | وقال المتحدث باسم الحكومة: الموعد هو 30 أيلول.",
        ["mission_end by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        "لجنة نيابية: نتمسك بموعد انسحاب التحالف من إقليم كردستان | وتابع النائب: متمسكون بنهاية أيلول.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        'Iraq: no change to coalition departure | "We stand by September," the spokesman said.',
        ["mission_end by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        'Iraq denies delay of coalition exit from Kurdistan | "The date is still September 30," the '
        "minister said.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        'Iraqi panel on coalition withdrawal | "We are sticking to the end of September," a member '
        "told reporters.",
        ["mission_end by 2026-09-30 planned"],
    ),
]
OTHER_MATTERS: list[Row] = [
    (
        "2026-05-12",
        "خروج التحالف من العراق | وقال النائب: الانتخابات موعدها تشرين الأول، ونحن ملتزمون به.",
        [],
    ),
    ("2026-05-12", "خروج التحالف من العراق | وأضاف أن الرواتب ستصرف في نهاية أيلول.", []),
    ("2026-05-12", "خروج التحالف من العراق | وتقام الدورة الرياضية في أيلول المقبل، ونحن ملتزمون بذلك.", []),
    ("2026-05-12", 'Coalition departure from Iraq | "We stick to November for the election," he said.', []),
    ("2026-05-12", "Coalition departure from Iraq | Parliament goes into recess in July.", []),
    ("2026-05-12", 'UNAMI to close in Iraq | "We stick to September," the spokesman said.', []),
    (
        "2026-05-12",
        'Coalition to leave Iraq | The UN mission will close. "We stick to September," its head said.',
        [],
    ),
]
PARTS: list[Row] = [
    # A part of the plan by its number or its place; what becomes of it stands in the sentence before.
    (
        "2026-05-12",
        "وزير الدفاع: التحالف الدولي يغادر العراق على مرحلتين | وقال إن الدفعة الأولى تمتد حتى أيلول 2026. "
        "أما الثانية التي تخص إقليم كردستان فتنقضي في كانون الأول 2027.",
        ["phase1 until 2026-09-30 planned", "phase2 on 2027-12-31 planned"],
    ),
    (
        "2026-05-12",
        "Minister: coalition to leave Iraq in two steps | He said the first part is to be done by September "
        "2026. The second, which concerns Erbil, runs until December 2027.",
        ["phase1 by 2026-09-30 planned", "phase2 until 2027-12-31 planned"],
    ),
    (
        "2026-05-12",
        "التحالف الدولي ينهي انسحابه من العراق | وقال اللواء إن آخر موقع، وهو في مطار أربيل، سيسلم قبل نهاية "
        "أيلول 2026.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        "Coalition exit from Iraq enters last stretch | The last site, at Erbil airport, will be given up by "
        "the end of September 2026, the general said.",
        ["phase2 by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        "رتل للقوات الأميركية يغادر قاعدة عين الأسد | وقال ضابط: حتى منتصف حزيران لن يكون في القاعدة سوى "
        "الجيش العراقي.",
        ["phase1 until 2026-06-20 planned"],
    ),
    (
        "2026-05-12",
        "US convoy leaves Ain al-Asad base in Iraq | By mid-June only Iraqi soldiers will be on the base, an "
        "officer said.",
        ["phase1 by 2026-06-20 planned"],
    ),
]
GOES_ON: list[Row] = [
    # The matter under another name: the process, the step, the presence.
    (
        "2026-05-12",
        "بغداد وواشنطن تبحثان انسحاب التحالف من العراق | وأضاف المتحدث أن العملية ستكتمل بحلول نهاية أيلول.",
        ["mission_end by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        "Baghdad and Washington discuss coalition withdrawal from Iraq | The process will be complete by the "
        "end of September, the spokesman added.",
        ["mission_end by 2026-09-30 planned"],
    ),
    (
        "2026-05-12",
        "خروج التحالف من إقليم كردستان | وبحسب النائب فإن هذه الخطوة ستنجز قبل نهاية العام الحالي.",
        ["phase2 by 2026-12-31 planned"],
    ),
    (
        "2026-05-12",
        "Coalition exit from Kurdistan | The move should be over before the end of this year, the "
        "lawmaker said.",
        ["phase2 by 2026-12-31 planned"],
    ),
]
OTHERS_IN_BETWEEN: list[Row] = [
    ("2026-05-12", "خروج التحالف من العراق | وتستمر أعمال الصيانة في مطار أربيل حتى نهاية أيلول.", []),
    ("2026-05-12", "Coalition withdrawal from Iraq | A trade fair in Erbil runs until the end of May.", []),
    ("2026-05-12", "خروج التحالف من العراق | وتعقد الجولة الثانية من الانتخابات في كانون الأول.", []),
    ("2026-05-12", "Coalition withdrawal from Iraq | The second round of voting ends in December.", []),
    ("2026-05-12", "خروج التحالف من العراق | وأشار إلى أن المشروع سيكتمل بحلول نهاية أيلول.", []),
    ("2026-05-12", "Coalition withdrawal from Iraq | The dam will be complete by the end of September.", []),
    ("2026-05-12", "خروج التحالف من العراق | وتجتمع اللجنة بشأن الجدول في حزيران المقبل.", []),
    ("2026-05-12", "Coalition withdrawal from Iraq | The panel meets on the timetable in June.", []),
]
ALL = [*TAKEN, *OTHER_MATTERS, *PARTS, *GOES_ON, *OTHERS_IN_BETWEEN]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_ellipses(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected


def test_what_is_taken_from_elsewhere_is_doubted() -> None:
    title, _, body = TAKEN[0][1].partition(" | ")
    (found,) = extract(entry(body, on=TAKEN[0][0], title=title), shipped()).statements
    assert str(Doubt.TAKEN) in found.doubts
