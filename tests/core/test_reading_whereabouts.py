"""Where somebody speaks, where alone they are to stay, and who the few are that are left."""

import pytest

from tests.core.rules import headed, planned

SPEAKING = [
    ("en", "In an interview with an agency in the capital, he said the withdrawal ends in September 2026."),
    ("en", "Officials in the capital said the coalition would leave Iraq in September 2026."),
    ("ar", "وأكد السوداني، في مقابلة أجرتها معه قناة محلية في بغداد، أن خروج التحالف سيكتمل في أيلول 2026."),
    ("ar", "وقال مستشار الحكومة للصحفيين في بغداد إن التحالف سيغادر العراق في أيلول 2026."),
    ("ar", "وذكر الناطق خلال مؤتمر صحفي عقده في بغداد أن مهمة التحالف تنتهي في أيلول 2026."),
    (
        "en",
        "The minister told a channel in Baghdad that the coalition would leave in September 2026.",
    ),
    (
        "en",
        "At a news conference held in Baghdad he said the mission would end in September 2026.",
    ),
]


@pytest.mark.parametrize(("lang", "text"), SPEAKING, ids=[text[:50] for _, text in SPEAKING])
def test_where_somebody_speaks_is_no_place_that_is_left(lang: str, text: str) -> None:
    assert "phase1" not in str(planned(text, lang, on="2025-11-03"))
    assert [line.split()[1] for line in planned(text, lang, on="2025-11-03")] == ["2026-09-30"]


CONFINED = [
    ("ar", "البنتاغون يحصر وجوده العسكري في إقليم كردستان قبل نهاية العام"),
    ("ar", "واشنطن ستحصر قواتها في أربيل بنهاية العام الجاري"),
    ("en", "Pentagon to confine its troops to the Kurdistan Region by the end of the year"),
    ("en", "US to restrict its presence in Iraq to Erbil by the end of the year"),
]


@pytest.mark.parametrize(("lang", "title"), CONFINED, ids=[title for _, title in CONFINED])
def test_to_stay_in_one_part_alone_is_to_leave_the_other(lang: str, title: str) -> None:
    told = [(one.milestone, str(one.due.last_day)) for one in headed(title, lang, on="2025-10-01") if one.due]
    assert told == [("phase1", "2025-12-31")]


PLAN = [
    ("en", "2025-11-03", "Efforts to confine arms to the state fail while foreign troops are there.", []),
    # To keep arms to the state is not to keep troops to a place.
    ("ar", "2025-11-03", "وقال السوداني إن جهود حصر السلاح لن تكتمل ما دامت في البلاد قوات أجنبية.", []),
    # A chapter that ends is no quarter of a year.
    ("ar", "2026-01-01", "ووصف المستشار خروج التحالف من عين الأسد بأنه نهاية فصل من تاريخ البلاد.", []),
    (
        "ar",
        "2026-01-01",
        "تغادر القوات الأميركية العراق في نهاية الفصل الأول من 2027.",
        ["2027-03-31"],
    ),
    # What is handed over to a ministry in the provinces that are left is no stay.
    ("ar", "2025-12-31", "ويُتوقع أن يكتمل خلال 2026 تسليم الأمن في المحافظات الباقية إلى الشرطة.", []),
    # The few who are left are not the mission.
    (
        "en",
        "2026-08-27",
        "The coalition's mission in Iraq will end on 30 September, while a small team has been given until "
        "30 November to pack up.",
        ["2026-09-30"],
    ),
    (
        "ar",
        "2026-08-27",
        "تنتهي مهمة التحالف في العراق في 30 أيلول، فيما يبقى فريق صغير حتى 30 تشرين الثاني لإتمام عمله.",
        ["2026-09-30"],
    ),
    # What somebody wanted is told behind what stands.
    (
        "en",
        "2026-08-07",
        "The deadline for the departure of coalition forces from Iraq has not been changed, the ministry "
        "said a day after a report that Washington wanted three more months.",
        ["denied"],
    ),
    # A document is no mission.
    (
        "en",
        "2026-10-15",
        "The memorandum lapsed in September. Its successor is to last until 2030 and provides for "
        "advisers in Erbil.",
        [],
    ),
    # Past all dates on record nobody is of the first phase.
    (
        "en",
        "2026-05-14",
        "The idea of keeping a few hundred troops until September 2027 is new.",
        ["2027-09-30"],
    ),
    ("en", "2026-09-30", "Most of the soldiers had flown out in the course of the month.", []),
]


@pytest.mark.parametrize(("lang", "on", "text", "days"), PLAN, ids=[row[2][:50] for row in PLAN])
def test_what_of_the_plan_is_told(lang: str, on: str, text: str, days: list[str]) -> None:
    told = planned(text, lang, on=on)
    assert [line.split()[1] for line in told] == days
    assert all(not line.startswith("phase1") for line in told if "2027-09" in line)
