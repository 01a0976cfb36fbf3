"""What somebody wants of the force or the plan, without a date: to stay, to go, to wait."""

import pytest

from monitor.records import Change, Modality
from tests.core.rules import news

_RECALL = {
    "en": "Under an agreement announced last year the coalition's mission in Iraq ends in September 2025.",
    "ar": "وكانت بغداد وواشنطن أعلنتا العام الماضي أن مهمة التحالف الدولي في العراق ستنتهي في سبتمبر 2025.",
}
_STAY = {
    "en": (
        "Several leaders now prefer that US troops remain, a politician said.",
        "The region's premier said it is too early for the coalition to leave.",
        "A withdrawal of US forces now would be a mistake, the Peshmerga minister said.",
        "The Kurdish parties are opposed to the departure of the coalition.",
        "The Kurdish government has asked that the coalition's presence be extended.",
        "The lawmaker called on the government to freeze the agreement with the coalition.",
        "The ministry called for a review of the date for the coalition's exit.",
        "The Iraqis had sounded out Washington, informally but from high up, about pushing back the end of "
        "the mission, an official said.",
    ),
    "ar": (
        "قال قيادي إن أغلب الزعماء باتوا يفضلون بقاء القوات الأميركية.",
        "رأى رئيس حكومة الإقليم أن الوقت غير ملائم لمغادرة قوات التحالف الدولي.",
        "قال وزير البيشمركة إن انسحاب القوات الأميركية في هذا الظرف خطأ كبير.",
        "أكد المصدر أن الكرد والسنة يرفضون انسحاب القوات الأميركية من العراق.",
        "دعا مسرور بارزاني بغداد إلى أن تعيد النظر في اتفاق خروج التحالف.",
        "دعا النائب الحكومة إلى تجميد الاتفاق مع التحالف الدولي.",
        "كشف مسؤول أن جهات حكومية عراقية طلبت بصورة غير رسمية تأخير إنهاء مهمة التحالف.",
        "خرجت إلى العلن دعوات إلى مراجعة جدول مغادرة التحالف الدولي.",
    ),
}
_GO = {
    "en": (
        "The faction demanded that US forces leave Iraq immediately.",
        "Kataib Hezbollah called for the expulsion of foreign forces from the country at once.",
        "The group said it would not accept the presence of a single American soldier in Iraq.",
        "The lawmaker said nothing justifies the presence of US forces any longer.",
        "The factions insist on the departure of all US troops.",
        "The time has come for the foreign forces to leave Iraq, the lawmaker said.",
    ),
    "ar": (
        "طالبت كتائب حزب الله بخروج القوات الأميركية من العراق فورا.",
        "قال أحد النواب: لا نقبل ببقاء أي جندي أجنبي في البلاد.",
        "أكدت الفصائل رفضها أي وجود عسكري أجنبي في العراق.",
        "قال النائب إنه لم يعد هناك أي مبرر لبقاء القوات الأميركية.",
        "تتمسك الفصائل برحيل آخر جندي أميركي من العراق.",
        "توعدت الفصائل بإخراج القوات الأميركية بالقوة.",
    ),
}
_NONE = [
    ("en", "Iraq has received no sign from the Americans of a wish to review the dates of their withdrawal."),
    ("en", "Asked whether the coalition might extend its mission, the envoy declined to comment."),
    ("en", "A bloc that long demanded the exit of US forces held its congress on Monday."),
    ("en", "The lawmaker has demanded the withdrawal of US forces since January."),
    ("ar", "وأشار إلى أن بغداد لم تتسلم أي إشارة من فريق الرئيس بالرغبة في مراجعة مواعيد الانسحاب."),
    ("ar", "ويطالب البرلمان العراقي منذ مطلع العام بخروج جميع القوات الأجنبية."),
]


_WANTED = (Change.LATER, Change.CHANGED, Change.STAYS)


def _wishes(text: str, lang: str) -> list[str]:
    found = [one for one in news(text, lang, on="2025-02-05") if one.modality is Modality.PROPOSED]
    return [one.milestone for one in found if one.due is None]


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for rows in (_STAY, _GO) for lang in rows for text in rows[lang]]
)
def test_a_wish_is_told_beside_the_recap_of_the_plan(lang: str, text: str) -> None:
    assert _wishes(text, lang) == ["mission_end"]
    assert _wishes(f"{text}\n{_RECALL[lang]}", lang) == ["mission_end"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_wish_says_which_change_is_wanted(lang: str) -> None:
    for text in (*_STAY[lang], *_GO[lang]):
        (one,) = news(text, lang, on="2025-02-05")
        assert one.change in (None, *_WANTED)


@pytest.mark.parametrize(("lang", "text"), _NONE)
def test_what_only_looks_like_a_wish(lang: str, text: str) -> None:
    assert _wishes(text, lang) == []
