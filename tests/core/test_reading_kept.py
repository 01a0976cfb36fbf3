"""That the plan stands: the dates are unchanged, nobody revised them, the leaving goes as it should."""

import pytest

from monitor.records import Change
from tests.core.rules import news

KEPT = [
    (
        "en",
        "Iraq has not revised the timeline under which troops of the coalition are due to leave, he said.",
    ),
    ("en", "Nothing has been altered in the schedule for the coalition's departure, he said."),
    ("en", "The dates for the coalition's departure still stand, Baghdad says."),
    ("en", "The timetable for the withdrawal agreed with the coalition is the same as before, he said."),
    ("en", "The withdrawal of the coalition is on schedule, a US official said."),
    ("en", "The plan to end the coalition's mission remains in place, a defense official said."),
    ("ar", "قال المتحدث باسم الحكومة إن العراق لم يعدل الجدول الزمني لخروج قوات التحالف الدولي."),
    ("ar", "لا تغيير حتى الآن في ما اتفق عليه بشأن انسحاب التحالف، قال المتحدث."),
    ("ar", "تغير الإدارة في واشنطن لا يغير اتفاق الانسحاب، قال المستشار."),
    ("ar", "يجري انسحاب التحالف كما خطط له، قالت الوزارة."),
    ("ar", "الانسحاب ماض وفق المواعيد المتفق عليها، قال المتحدث."),
]
NOT_KEPT = [
    (
        "en",
        "The coalition left the base; the number of its planes has not changed, according to the agreement.",
    ),
    ("en", "Whether the timetable for the withdrawal is unchanged, the minister would not say."),
    ("ar", "غادر التحالف القاعدة، أما أسعار العقارات قربها فلم تتغير."),
]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_a_plan_that_stands_is_kept(lang: str, text: str) -> None:
    assert [(one.milestone, one.change) for one in news(text, lang, on="2025-02-17")] == [
        ("mission_end", Change.KEPT)
    ]


@pytest.mark.parametrize(("lang", "text"), NOT_KEPT)
def test_what_only_looks_like_it(lang: str, text: str) -> None:
    assert all(one.change is not Change.KEPT for one in news(text, lang, on="2025-02-17"))
