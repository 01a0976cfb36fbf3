"""Dates of what was said, done or planned before: none of them is a deadline, whatever stands beside it.

An ordinary recap ("said in October that the force would leave by September 2026") has two dates, and only
one of them is due.
"""

from datetime import date
from itertools import product

import pytest

from monitor.extract import extract
from monitor.records import Modality, Statement
from tests.core.rules import entry, shipped

DONE = frozenset({Modality.COMPLETED, Modality.BEGUN})
TITLES = {"ar": "التحالف الدولي في العراق", "en": "Coalition in Iraq"}


def due(lang: str, text: str, on: str) -> list[Statement]:
    """The dated statements of a sentence that tell of no event."""
    read = extract(entry(text, on=on, title=TITLES[lang], lang=lang), shipped())
    return [one for one in read.statements if one.due and one.modality not in DONE]


def last_days(lang: str, text: str, on: str) -> list[str]:
    return [f"{one.due.last_day}" for one in due(lang, text, on) if one.due]


WORDS = {
    "en": [
        "The prime minister said in October that {}.",
        "The defence ministry announced at the start of November that {}.",
        "The prime minister told parliament in November that {}.",
        "The Pentagon confirmed in November {}.",
        "Officials told reporters in October {}.",
        "In October, the foreign minister stated that {}.",
        "In October the adviser said {}.",
        "{}, the prime minister said in October.",
        "{}, according to a statement issued in October.",
        "{}, an official told a newspaper earlier this autumn.",
    ],
    "ar": [
        "قال رئيس الوزراء في تشرين الأول إن {}.",
        "رئيس الوزراء أعلن في أكتوبر أن {}.",
        "ذكر المستشار مطلع تشرين الثاني أن {}.",
        "صرح مسؤول رفيع هذا الخريف بأن {}.",
        "أبلغ وزير الدفاع البرلمان في نوفمبر أن {}.",
        "وفي تشرين الأول قال وزير الخارجية إن {}.",
        "{}، بحسب ما قاله رئيس الوزراء في تشرين الأول.",
        "{}، وفق بيان صدر في تشرين الأول.",
        "وبموجب اتفاق أعلن في تشرين الأول، {}.",
    ],
}
TOLD = {
    "en": "the US-led coalition would leave Iraq by September 2026",
    "ar": "التحالف الدولي سيغادر العراق بحلول سبتمبر 2026",
}


@pytest.mark.parametrize(("lang", "frame"), [(lang, one) for lang in WORDS for one in WORDS[lang]])
def test_the_month_of_a_word_is_not_due(lang: str, frame: str) -> None:
    assert last_days(lang, frame.format(TOLD[lang]), "2025-12-03") == ["2026-09-30"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The two sides will announce in January that the coalition leaves Iraq by September 2026."),
        ("en", "It stands by the date: the coalition leaves Iraq in September, the minister said."),
        ("ar", "أكد الوزير أن قوات التحالف تغادر العراق في أيلول المقبل."),
        ("ar", "قال المسؤول إن التحالف سيغادر العراق في أيلول."),
    ],
)
def test_what_a_word_is_about_stays_due(lang: str, text: str) -> None:
    assert "2026-09-30" in last_days(lang, text, "2026-01-12")


DID = {
    "en": [
        "The coalition gave up its bases {}.",
        "The coalition transferred Ain al-Asad to the army {}.",
        "Ain al-Asad was handed over {}, the ministry said.",
        "The mission in federal Iraq came to an end {}.",
        "The last convoy left Ain al-Asad {}.",
    ],
    "ar": [
        "سلم التحالف قاعدة عين الأسد {}.",
        "أنهى التحالف مهمته في المناطق الاتحادية {}.",
        "تسلم الجيش العراقي قاعدة عين الأسد {}.",
        "جرى تسليم قاعدة عين الأسد {}.",
        "اكتملت المرحلة الأولى {}.",
    ],
}
WHEN = {
    "en": ["at the start of this year", "this month", "this winter", "in January", "early this year"],
    "ar": ["مطلع هذا العام", "هذا الشهر", "هذا الشتاء", "في كانون الثاني", "مع بداية العام"],
}


@pytest.mark.parametrize(
    ("lang", "text"),
    [(lang, did.format(when)) for lang in DID for did, when in product(DID[lang], WHEN[lang])],
)
def test_what_was_done_is_not_due(lang: str, text: str) -> None:
    assert not due(lang, text, "2026-03-10")


@pytest.mark.parametrize(
    ("lang", "text", "on", "wanted"),
    [
        ("en", "Troops moved into some of the vacated buildings of the base will leave in May.", "2026-03-10",
         ["2026-05-31"]),
        ("en", "The agreement called for Ain al-Asad to be vacated in September, but it was not.",
         "2025-10-20", []),
        ("en", "The deal foresaw that the coalition would leave Baghdad in September.", "2025-10-20", []),
        ("ar", "كان الاتفاق يقضي بإخلاء عين الأسد في أيلول، لكن الأحداث حالت دون ذلك.", "2025-10-20", []),
        ("ar", "انقضى موعد 30 أيلول المحدد لمغادرة التحالف بغداد.", "2025-10-20", []),
        ("en", "As of February, about 2,500 American troops remain in Iraq.", "2025-02-19", []),
        ("ar", "بلغ عدد القوات الأميركية في العراق حتى نهاية كانون الثاني 2500 جندي.", "2025-02-19", []),
        ("en", "The coalition will leave Iraq by the end of September 2025 (8 Rabi al-Thani 1447).",
         "2025-02-19", ["2025-09-30"]),
        ("ar", "يغادر التحالف الدولي العراق بحلول نهاية أيلول 2025 (8 ربيع الآخر 1447 هـ).",
         "2025-02-19", ["2025-09-30"]),
        ("en", "The coalition leaves Iraq in two phases: the first next month, the second in September 2026.",
         "2025-08-17", ["2025-09-30", "2026-09-30"]),
        ("ar", "مرحلتان لانسحاب التحالف من العراق: تنتهي الأولى الشهر المقبل، والثانية في سبتمبر 2026.",
         "2025-08-17", ["2025-09-30", "2026-09-30"]),
    ],
)  # fmt: skip
def test_dates_beside_it(lang: str, text: str, on: str, wanted: list[str]) -> None:
    assert [day for day in last_days(lang, text, on) if day >= on] == wanted


SIGNED = [
    ("en", "The agreement to end the coalition's presence in Iraq would be signed by the end of September.",
     "announcement"),
    ("en", "The two sides will sign the accord on the end of the coalition's mission in Iraq next week.",
     "announcement"),
    ("en", "They announced an agreement to end the coalition's mission in Iraq by September 2025.",
     "mission_end"),
    ("en", "They will announce that the coalition will leave Iraq by September 2026.", "mission_end"),
    ("ar", "رجح النائب أن يوقع الاتفاق الخاص بإنهاء وجود التحالف الدولي في العراق قبل نهاية أيلول الجاري.",
     "announcement"),
    ("ar", "من المقرر أن يعلن الجانبان جدول انسحاب التحالف الدولي من العراق الأسبوع المقبل.", "announcement"),
    ("ar", "أعلنت العاصمتان الاتفاق على إنهاء مهمة التحالف في العراق بحلول أيلول 2025.", "mission_end"),
    ("ar", "سيعلن الجانبان أن التحالف سيغادر العراق بحلول أيلول 2026.", "mission_end"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "milestone"), SIGNED)
def test_signing_is_not_what_is_signed(lang: str, text: str, milestone: str) -> None:
    (one,) = due(lang, text, "2024-09-10")
    wanted = {"announcement"} if milestone == "announcement" else {"mission_end", "phase1", "phase2"}
    assert one.milestone in wanted


@pytest.mark.parametrize(
    ("text", "on", "first"),
    [
        ("The coalition leaves Iraq this autumn.", date(2025, 8, 20), date(2025, 9, 1)),
        ("The coalition leaves Iraq this winter.", date(2025, 11, 20), date(2025, 12, 1)),
    ],
)
def test_this_season_is_the_nearest_one(text: str, on: date, first: date) -> None:
    (one,) = due("en", text, on.isoformat())
    assert one.due
    assert one.due.first_day == first
