"""Who has not been told of a change of the plan denies it; of something else, does not."""

import pytest

from tests.core.rules import news, planned

NOTHING_HEARD = {
    "en": [
        "has received no notice",
        "has had no word",
        "has not been told",
        "has not been informed",
        "was not aware",
        "has no information",
        "had heard nothing to say",
        "sees no sign",
    ],
    "ar": [
        "لم تتلق أي إشعار",
        "لم يصلها أي إشعار",
        "لم تبلغ رسميا",
        "لم تتبلغ",
        "ليس لديها أي معلومات",
        "لم تتسلم أي إخطار",
    ],
}
CHANGE = {
    "en": [
        "that the coalition will stay in the Kurdistan Region beyond the date in its agreement with Baghdad",
        "that the coalition's mission will be extended",
        "that the withdrawal will be postponed to 2027",
    ],
    "ar": [
        "ببقاء التحالف الدولي في إقليم كوردستان بعد الموعد المحدد في الاتفاق مع بغداد",
        "بتمديد مهمة التحالف",
        "بتأجيل الانسحاب إلى عام 2027",
    ],
}
FRAME = {
    "en": "The ministry {} {}, a senior official said on Tuesday.",
    "ar": "قال مسؤول رفيع إن الوزارة {} {}.",
}


@pytest.mark.parametrize("lang", FRAME)
def test_not_to_have_been_told_of_a_change_denies_it(lang: str) -> None:
    for heard in NOTHING_HEARD[lang]:
        for change in CHANGE[lang]:
            text = FRAME[lang].format(heard, change)
            told = [(one.milestone, one.modality) for one in news(text, lang, on="2026-06-16")]
            assert told in ([("mission_end", "denied")], [("phase2", "denied")]), text


ROWS = [
    (
        "en",
        "Officials who had not been told of the talks said the coalition will leave Erbil by September 2026.",
        ["phase2 2026-09-30"],
    ),
    (
        "en",
        "The ministry has not been told of any delay, and the coalition will leave Erbil by September 2026.",
        ["phase2 2026-09-30", "phase2 denied"],
    ),
    ("en", "Officials said they had not been told when the last soldiers would leave.", []),
    (
        "ar",
        "لم تتبلغ الوزارة بأي تأجيل، وسيغادر التحالف أربيل بحلول أيلول 2026.",
        ["phase2 2026-09-30", "phase2 denied"],
    ),
    (
        "ar",
        "لم يبلغ عدد القوات المنسحبة سوى مئة، وستنتهي مهمة التحالف في أيلول 2026.",
        ["mission_end 2026-09-30"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "told"), ROWS, ids=[text[:50] for _, text, _ in ROWS])
def test_what_is_told(lang: str, text: str, told: list[str]) -> None:
    assert planned(text, lang, on="2026-06-16") == told
