"""Changes that are talked of, forbidden, told as the plan's own order, or real: Arabic beside English."""

import pytest

from monitor.records import WISHED, Change, Modality
from tests.core.rules import news

_ON = "2026-05-02"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Officials said informal contacts are under way about pushing "
            "back the end of the coalition's mission.",
        ),
        (
            "en",
            "Iraqi and US officers are in contact about pushing back the coalition's withdrawal from Erbil.",
        ),
        ("en", "A draft law to bar any extension of the coalition's stay in Iraq was read in parliament."),
        (
            "en",
            "The government said the coalition will leave in June "
            "2026, ending speculation about an extension.",
        ),
        ("ar", "قدم نواب طلبا لإدراج مشروع قرار يُلزم الحكومة بعدم تمديد عمل التحالف الدولي."),
        ("ar", "قرأ البرلمان مشروع قانون لمنع تمديد بقاء التحالف الدولي في العراق."),
        ("ar", "حددت اللجنة حزيران المقبل موعدا لخروج التحالف، منهية أسابيع من التكهنات بشأن التمديد."),
        ("ar", "وقالت مصادر إن الخلاف على الجهة التي ستدير قاعدة حرير رُحّل إلى لجنة فرعية."),
        ("ar", "ينسحب التحالف من بغداد هذا الشهر، أما في الإقليم فيتأخر رحيله عاما كاملا عن ذلك."),
    ],
)
def test_no_change_is_claimed(lang: str, text: str) -> None:
    told = news(text, lang, on=_ON)
    told = [one for one in told if one.modality not in WISHED]
    assert not [one for one in told if one.change in (Change.LATER, Change.EARLIER, Change.STAYS)], text
    assert not [one for one in told if one.modality is Modality.POSTPONED], text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "After talks about Syria, Washington postponed the coalition's withdrawal from Erbil."),
        ("en", "Contacts led to an agreement on pushing back the coalition's withdrawal from Erbil."),
        (
            "en",
            "Under the plan the coalition was to go in September, "
            "but officials say its withdrawal is postponed.",
        ),
        (
            "en",
            "Baghdad and Washington agreed under the deal to delay the coalition's withdrawal by six months.",
        ),
        ("ar", "رفض السوداني الضغوط ومدد مهمة التحالف الدولي في العراق عاما."),
        ("ar", "بموجب اتفاق جديد تأجل انسحاب التحالف الدولي من العراق ستة أشهر."),
        ("ar", "كان مقررا بموجب الاتفاق أن يغادر التحالف أربيل في أيلول، لكن الانسحاب تأجل، بحسب مسؤولين."),
    ],
)
def test_a_delay_is_told(lang: str, text: str) -> None:
    assert Change.LATER in [one.change for one in news(text, lang, on=_ON)], text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The coalition will stay in Iraq beyond September 2026, officials said."),
        ("en", "Coalition troops are to remain in Iraq after 30 September 2026, the cabinet decided."),
        ("en", "US forces will stay in Iraq until Islamic State is defeated, the general said."),
        ("en", "American troops will remain in Iraq as long as Baghdad wants them, the secretary said."),
        ("en", "The secretary said US forces were ready to remain in Iraq at its government's invitation."),
        ("ar", "ستبقى قوات التحالف الدولي في العراق إلى ما بعد أيلول 2026، بحسب مسؤولين."),
        ("ar", "قررت الحكومة بقاء قوات التحالف الدولي في العراق بعد 30 أيلول 2026."),
        ("ar", "ستبقى القوات الأميركية في العراق إلى حين هزيمة داعش، بحسب الجنرال."),
        ("ar", "قال الوزير إن القوات الأميركية ستبقى في العراق ما دامت بغداد تريد ذلك."),
    ],
)
def test_a_stay_is_told(lang: str, text: str) -> None:
    told = news(text, lang, on=_ON)
    assert [(one.modality, one.change) for one in told] == [(Modality.DENIED, Change.STAYS)], text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Kataib Hezbollah denied that the coalition has withdrawn from Ain al-Asad."),
        ("en", "The coalition is leaving Erbil in the agreed order, an officer said."),
        (
            "en",
            "Three weeks after the last coalition troops left Erbil, "
            "Iraq signed a memorandum with eight states.",
        ),
        ("ar", "نفت وزارة الخارجية أن تكون المذكرة بابا لعودة التحالف الذي أنهى مهمته في العراق."),
        ("ar", "بعد انتهاء مهمة التحالف الدولي وقعت بغداد مذكرة تفاهم مع ثماني دول."),
        ("ar", "جرى استعراض الخطة التي أقرتها اللجنة لخروج التحالف بحسب التسلسل المتفق عليه."),
    ],
)
def test_nothing_is_agreed_denied_or_done(lang: str, text: str) -> None:
    told = [one for one in news(text, lang, on=_ON) if one.due is None]
    silent = (Modality.AGREED, Modality.DENIED, Modality.COMPLETED)
    assert not [one for one in told if one.modality in silent], text
