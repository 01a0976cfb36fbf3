"""What is soon to be made public: an announcement to come, and no date of what it announces."""

import pytest

from monitor.records import Modality
from tests.core.rules import news

_RECALL = {
    "en": "Officials said this month that the first phase is to be completed by September 2025.",
    "ar": "وكان مسؤولون قد ذكروا هذا الشهر أن المرحلة الأولى تُستكمل بحلول سبتمبر 2025.",
}
SOON = [
    ("en", "The prime minister said he would soon unveil a timetable for the departure of US forces."),
    ("en", "Al Sudani said an agreement on the timing of the withdrawal would be made public soon."),
    ("en", "The timetable for the coalition's withdrawal will be disclosed in the near future, he said."),
    ("en", "The two sides will soon make public the agreement on ending the coalition's mission, he said."),
    ("ar", "قال السوداني إنه يعتزم الكشف قريبا عن جدول زمني لخروج القوات الأميركية."),
    ("ar", "قال المتحدث إن الاتفاق على إنهاء مهمة التحالف سيعلن قريبا."),
    ("ar", "كشف رئيس الأركان أن القائد العام سيخرج قريبا ببيان يعلن فيه نهاية مهمة القوات الأجنبية."),
    ("ar", "سيصدر قريبا بيان مشترك بشأن إنهاء مهمة التحالف الدولي، بحسب المتحدث."),
]
DATED = [
    (
        "en",
        "A joint statement on the end of the coalition's mission will be issued within days, he said.",
    ),
    (
        "en",
        "They will disclose within the next few days the agreed timetable for the coalition's withdrawal.",
    ),
    (
        "ar",
        "أوضح السوداني أن حكومته وواشنطن ستكشفان في غضون أيام قليلة عن تفاصيل جدول انسحاب التحالف.",
    ),
    ("ar", "سينشر الجانبان اتفاق إنهاء مهمة التحالف قبل نهاية الشهر الجاري، بحسب مصدر."),
]


@pytest.mark.parametrize(("lang", "text"), SOON)
def test_an_announcement_to_come_is_told_beside_the_recap_of_the_plan(lang: str, text: str) -> None:
    for body in (text, f"{text}\n{_RECALL[lang]}"):
        (one,) = [one for one in news(body, lang, on="2024-09-17") if one.due is None]
        assert (one.milestone, one.modality) == ("announcement", Modality.PLANNED)


@pytest.mark.parametrize(("lang", "text"), DATED)
def test_its_date_is_not_the_date_of_the_plan(lang: str, text: str) -> None:
    (one,) = news(text, lang, on="2024-09-17")
    assert one.milestone == "announcement"
    assert one.due is not None
    assert str(one.due.last_day) <= "2024-10-01"
