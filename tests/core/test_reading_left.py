"""What is left until the end: a length that counts from the day of the news, whatever stands behind it."""

import pytest

from tests.core.rules import news

LEFT = [
    ("en", "Two months are left until the end of the coalition's mission, the lawmaker said."),
    (
        "en",
        "With two months to go until the withdrawal of US forces, nothing has moved, he said.",
    ),
    ("en", "No more than two months separate us from the end of the coalition's mission, he said."),
    ("ar", "إن المتبقي على انتهاء مهمة التحالف الدولي شهران لا أكثر، قال النائب."),
    ("ar", "بقي شهران على انتهاء مهمة التحالف الدولي، بحسب النائب."),
    ("ar", "يفصلنا شهران عن انتهاء مهمة التحالف الدولي، قال النائب."),
    ("ar", "المدة التي اتفق عليها لإخراج القوات الأميركية لم يبق منها غير شهرين، قال العسكري."),
]
NOT_LEFT = [
    ("en", "Two months after the end of the coalition's mission the base was sold, he said."),
    ("ar", "ستبقى القوات الأميركية في أربيل على مدى شهرين، قال النائب."),
    ("ar", "بعد شهرين على انتهاء مهمة التحالف بيعت القاعدة، قال النائب."),
]


@pytest.mark.parametrize(("lang", "text"), LEFT)
def test_what_is_left_is_due_in_two_months(lang: str, text: str) -> None:
    (one,) = news(text, lang, on="2025-07-23")
    assert one.milestone == "mission_end"
    assert one.due is not None
    assert one.due.bound.value in ("by", "on")
    assert "2025-09-22" <= str(one.due.last_day) <= "2025-09-30"


@pytest.mark.parametrize(("lang", "text"), NOT_LEFT)
def test_other_lengths_are_not_left(lang: str, text: str) -> None:
    told = news(text, lang, on="2025-07-23")
    assert all(one.due is None or one.due.bound.value != "by" for one in told)
