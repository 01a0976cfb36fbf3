"""Sentences with the words of a shift that tell none: another subject, a sitting, a party that walks out."""

import pytest

from monitor.records import Statement
from tests.core.rules import news

NOTHING = [
    ("en", "The State of Law coalition refuses to withdraw from the session."),
    ("en", "Parliament's debate on the US withdrawal was postponed to Monday."),
    ("en", "The census was put off until November 2025 because of the coalition talks."),
    ("ar", "ائتلاف دولة القانون يرفض الانسحاب من الحكومة."),
    ("ar", "تحالف السيادة يرفض الانسحاب من العملية السياسية."),
    ("ar", "تأجلت جلسة البرلمان الخاصة بانسحاب القوات الأميركية إلى يوم الاثنين."),
    ("ar", "استبعدت المفوضية تأجيل الانتخابات رغم الحديث عن انسحاب الأميركيين."),
    ("ar", "انسحبت قوات الحشد الشعبي من مركز مدينة سنجار بالكامل."),
    ("ar", "نفت الحكومة بقاء المستشارين الإيرانيين في العراق بعد خروج الأميركيين."),
    ("ar", "سيعلن وزير المالية خلال أيام جدول رواتب الموظفين."),
    ("en", "US forces will be out of northeastern Syria by June 2027, the minister said."),
    ("en", "Iraqi forces will withdraw from Sinjar by June 2027, the minister said."),
    ("en", "The training mission of the EU will end in June 2027, while the coalition goes as planned."),
    ("en", "The Coordination Framework coalition will leave parliament by June 2027."),
    ("ar", "ستنسحب القوات العراقية من سنجار بحلول حزيران 2027، فيما يمضي انسحاب التحالف كما هو مخطط."),
    ("ar", "سينسحب تحالف الإطار من البرلمان بحلول حزيران 2027، بحسب الوزير."),
    ("ar", "ستنسحب فرنسا من مالي بحلول حزيران 2027، فيما يمضي انسحاب التحالف كما هو مخطط."),
    ("ar", "العد التنازلي لرحيل آخر القوات الأميركية من أربيل بدأ."),
]
WISHED = [
    (
        "en",
        "A Sunni bloc in parliament rejects the departure of coalition forces while ISIS remains a threat.",
    ),
    ("en", "Dozens of MPs signed a petition calling for the immediate expulsion of foreign forces."),
    ("en", "Hadi al-Amiri renewed his call for the coalition to leave Iraq without delay."),
    ("en", "Clerics urged the government to end the foreign military presence without further delay."),
]


def _read(text: str, lang: str) -> list[Statement]:
    return news(text, lang, on="2025-02-09")


@pytest.mark.parametrize(("lang", "text"), NOTHING)
def test_another_subject_tells_nothing_of_the_plan(lang: str, text: str) -> None:
    assert [one for one in _read(text, lang) if one.milestone != "other"] == []


@pytest.mark.parametrize(("lang", "text"), WISHED)
def test_what_is_wished_is_neither_agreed_nor_denied(lang: str, text: str) -> None:
    assert [(one.milestone, str(one.modality)) for one in _read(text, lang)] == [("mission_end", "proposed")]


def test_what_is_left_until_the_last_one_goes_completes_nothing() -> None:
    (one,) = _read("لم يبق سوى ثلاثة أشهر على خروج آخر جندي من التحالف من العراق.", "ar")
    assert one.due is not None
    assert str(one.due.last_day) == "2025-05-09"
