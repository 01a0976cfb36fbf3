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
ALL = [*TAKEN, *OTHER_MATTERS]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_ellipses(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected


def test_what_is_taken_from_elsewhere_is_doubted() -> None:
    title, _, body = TAKEN[0][1].partition(" | ")
    (found,) = extract(entry(body, on=TAKEN[0][0], title=title), shipped()).statements
    assert str(Doubt.TAKEN) in found.doubts
