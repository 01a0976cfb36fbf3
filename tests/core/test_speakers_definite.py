"""The official of before: who spoke last is meant, where the word is definite."""

import pytest

from tests.core.rules import news

ROWS = [
    (
        "ar",
        "قال رئيس الوزراء محمد شياع السوداني إن البلاد مستقرة.\n"
        "وأضاف المسؤول أن التحالف سيغادر في أيلول 2026.",
        "محمد شياع السوداني",
    ),
    (
        "ar",
        "كشف مسؤول عراقي أن البلاد مستقرة.\nوأضاف المسؤول أن التحالف سيغادر في أيلول 2026.",
        "sources",
    ),
    (
        "ar",
        "ذكر الفريق قيس المحمداوي أن البلاد مستقرة.\nوبقي في العاصمة أفراد للاتصال الدبلوماسي.\n"
        "وأضاف أن التحالف سيغادر في أيلول 2026.",
        "قيس المحمداوي",
    ),
    (
        "en",
        "General Qais al-Muhammadawi said all was quiet.\nThe senior Iraqi official added that the "
        "coalition would leave Iraq in September 2026.",
        "Qais al-Muhammadawi",
    ),
    (
        "en",
        "A Pentagon official said all was quiet.\nThe official added that the coalition would leave Iraq in "
        "September 2026.",
        "sources",
    ),
]


@pytest.mark.parametrize(("lang", "text", "name"), ROWS, ids=[text[:40] for _, text, _ in ROWS])
def test_who_speaks(lang: str, text: str, name: str) -> None:
    (one,) = news(text, lang, on="2025-11-28")
    assert (one.speaker, str(one.due and one.due.last_day)) == (name, "2026-09-30")


DENIALS = [
    ("نفى المتحدث باسم القائد العام يحيى رسول وجود خطة لتمديد مهمة التحالف.", "يحيى رسول"),
    ("نفى وزير الدفاع ثابت العباسي تمديد مهمة التحالف في العراق.", "ثابت العباسي"),
    ("نفى مستشار رئيس الوزراء حسين علاوي تأجيل انسحاب التحالف من العراق.", "حسين علاوي"),
    ("نفت وزارة الدفاع العراقية تأجيل انسحاب التحالف من العراق.", "وزارة الدفاع العراقية"),
    ("نفى مسؤول عراقي تأجيل انسحاب التحالف من العراق.", "sources"),
]


@pytest.mark.parametrize(("text", "name"), DENIALS, ids=[name for _, name in DENIALS])
def test_who_denies_stands_within_the_denial(text: str, name: str) -> None:
    (one,) = news(text, "ar", on="2025-11-28")
    assert (one.modality, one.speaker) == ("denied", name)
