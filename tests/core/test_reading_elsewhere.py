"""What is said or done about the plan has a day of its own: a visit, a session, a vote, a report."""

from itertools import product

import pytest

from tests.core.rules import dated

PLAN = {
    "en": ("the coalition's withdrawal from Iraq", "the end of the coalition's mission in Iraq"),
    "ar": ("انسحاب التحالف الدولي من العراق", "إنهاء مهمة التحالف في العراق"),
}
ABOUT = {
    "en": (
        "The CENTCOM chief will visit Baghdad in April to discuss {}.",
        "The committee will meet on 12 April to review {}.",
        "Parliament will hold a session on 12 April on {}.",
        "A conference on {} is scheduled for May.",
        "Talks on {} resume in April.",
        "Protests demanding {} are planned for 10 April.",
        "A Senate hearing on {} is set for 12 May.",
        "Sudani will brief parliament on {} on 10 April.",
        "NATO will decide in June how to react to {}.",
    ),
    "ar": (
        "يزور قائد القيادة المركزية بغداد في نيسان لبحث {}.",
        "تجتمع اللجنة في 12 نيسان لمراجعة {}.",
        "يعقد البرلمان جلسة في 12 نيسان بشأن {}.",
        "يعقد مؤتمر عن {} في أيار.",
        "تستأنف المباحثات بشأن {} في نيسان.",
        "ينشر المفتش العام تقريره المقبل عن {} في أيار.",
        "يصوت البرلمان على {} في أيار.",
        "يطلع السوداني البرلمان على {} في 10 نيسان.",
        "من المقرر أن تبدأ مفاوضات {} في نيسان.",
    ),
}


@pytest.mark.parametrize(
    ("lang", "plan", "about"),
    [(lang, *pair) for lang in ("en", "ar") for pair in product(PLAN[lang], ABOUT[lang])],
)
def test_the_day_of_what_is_about_the_plan(lang: str, plan: str, about: str) -> None:
    assert not dated(about.format(plan), lang)


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("en", "Talks on ending the coalition's mission in Iraq by May resume.", "mission_end 2025-05-31"),
        ("en", "The June statement says that US troops will leave Iraq by May.", "mission_end 2025-05-31"),
        ("ar", "بحث الجانبان إنهاء مهمة التحالف في العراق قبل نهاية أيار.", "mission_end 2025-05-31"),
    ],
)
def test_a_limit_stays_with_what_is_talked_about(lang: str, text: str, told: str) -> None:
    assert dated(text, lang) == [told]
