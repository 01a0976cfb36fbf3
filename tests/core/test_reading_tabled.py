"""What an idea, an option, a draft or a bill holds is proposed, whatever verb tells it."""

from itertools import product

import pytest

from tests.core.rules import news, planned

SUBJECTS = {
    "en": [
        "A proposal put to the prime minister",
        "An idea put to Sudani",
        "One option on the table",
        "One scenario",
        "A draft circulated in Washington",
        "The American proposal",
        "The US offer",
        "A draft resolution",
    ],
    "ar": [
        "المقترح الأميركي",
        "مقترح طرح على رئيس الوزراء",
        "أحد الخيارات المطروحة",
        "العرض الأميركي",
        "مشروع القرار المطروح أمام البرلمان",
        "مقترح قانون",
    ],
}
HOLDS = {
    "en": [
        "would keep American troops in Iraq until September 2027",
        "would extend the coalition's mission until September 2027",
        "provides for the coalition's withdrawal by June 2026",
        "would put off the withdrawal to September 2027",
        "would have the coalition out of Iraq by June 2026",
    ],
    "ar": [
        "ينص على بقاء القوات الأميركية في العراق حتى أيلول 2027",
        "يقضي بتمديد مهمة التحالف حتى أيلول 2027",
        "يتضمن خروج التحالف من العراق بحلول حزيران 2026",
        "يقضي بتأجيل الانسحاب إلى أيلول 2027",
        "يجعل حزيران 2026 موعدا لانسحاب التحالف",
    ],
}
FRAME = {"en": "{} {}, one lawmaker said.", "ar": "قال النائب إن {} {}."}


@pytest.mark.parametrize(
    ("lang", "subject", "holds"),
    [(lang, *pair) for lang in FRAME for pair in product(SUBJECTS[lang], HOLDS[lang])],
)
def test_it_is_proposed(lang: str, subject: str, holds: str) -> None:
    told = news(FRAME[lang].format(subject, holds), lang, on="2025-12-23")
    assert [one.modality for one in told if one.due] == ["proposed"]


TAKEN_UP = [
    (
        "en",
        "Baghdad accepted a proposal that would keep American troops in Iraq until September 2027.",
        "agreed",
    ),
    ("ar", "وافقت بغداد على المقترح الذي ينص على بقاء القوات الأميركية في العراق حتى أيلول 2027.", "agreed"),
]


@pytest.mark.parametrize(("lang", "text", "modality"), TAKEN_UP)
def test_what_somebody_has_taken_up_is_more_than_proposed(lang: str, text: str, modality: str) -> None:
    assert [one.modality for one in news(text, lang, on="2025-12-23") if one.due] == [modality]


def test_the_platform_in_erbil_is_what_is_left() -> None:
    text = "واشنطن تقترح تأخير إغلاق منصة التحالف في أربيل إلى نهاية آذار 2027."
    assert planned(text, "ar", on="2026-06-28") == ["phase2 2027-03-31"]
