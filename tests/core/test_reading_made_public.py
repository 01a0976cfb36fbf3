"""A day on which the timetable is made public is that of the announcement, and not of the withdrawal."""

from itertools import product

import pytest

from tests.core.rules import news

ENGLISH = [
    f"The two governments will {publishes} {paper} {of} by the end of September."
    for publishes, paper, of in product(
        ("publish", "unveil", "reveal", "release", "present", "make public"),
        ("the calendar", "the timetable", "the details"),
        ("for ending the coalition's mission in Iraq", "of the US withdrawal from Iraq"),
    )
]
ARABIC = [
    f"{publishes} {paper} {of} قبل نهاية أيلول."
    for publishes, paper, of in product(
        ("ستنشر بغداد وواشنطن", "ستعرض بغداد وواشنطن", "ستفصح الحكومتان عن"),
        ("جدول", "توقيتات", "تفاصيل"),
        ("إنهاء مهمة التحالف في العراق", "انسحاب القوات الأميركية من العراق"),
    )
]


def told(text: str, lang: str) -> list[str]:
    return [f"{one.milestone} {one.due.last_day}" for one in news(text, lang, on="2024-09-02") if one.due]


@pytest.mark.parametrize(("lang", "text"), [*(("en", t) for t in ENGLISH), *(("ar", t) for t in ARABIC)])
def test_it_is_the_announcement(lang: str, text: str) -> None:
    assert told(text, lang) == ["announcement 2024-09-30"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The two governments will soon publish a timetable under which US troops leave Iraq by May 2025.",
        ),
        (
            "en",
            "The plan, whose details they will release soon, foresees that US troops leave Iraq by May 2025.",
        ),
        ("ar", "ستعلن بغداد وواشنطن جدولا زمنيا تغادر بموجبه القوات الأميركية العراق في أيار 2025."),
    ],
)
def test_what_it_says_keeps_its_date(lang: str, text: str) -> None:
    assert told(text, lang) == ["mission_end 2025-05-31"]
