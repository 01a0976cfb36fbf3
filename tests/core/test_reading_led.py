"""A phrase that leads a sentence keeps no date from its clause, and lends it no matter of its own."""

from itertools import product

import pytest

from tests.core.rules import news, planned

LEADS = {
    "en": [
        "After long talks",
        "After the elections",
        "Despite the elections",
        "Amid the war with Iran",
        "Following attacks by drones",
        "With a new government in place",
        "Ahead of the summit in Cairo",
        "Before the elections in November",
        "Given the threat from Islamic State",
        "Although parliament is divided",
        "Once the prisoners have been moved",
        "Two days after strikes on Syria",
        "On the sidelines of the UN General Assembly",
    ],
    "ar": [
        "بعد محادثات طويلة",
        "بعد الانتخابات",
        "رغم الانتخابات",
        "رغم الهجمات",
        "وسط الحرب مع إيران",
        "مع تشكيل الحكومة الجديدة",
        "قبيل القمة في القاهرة",
        "مقابل مساعدات عسكرية",
        "بغض النظر عن الموازنة",
        "على هامش الجمعية العامة للأمم المتحدة",
        "في ظل أزمة الرواتب",
    ],
}
CLAUSES = {
    "en": ["the coalition will leave Iraq by June 2027", "American troops will stay in Iraq until June 2027"],
    "ar": ["سيغادر التحالف العراق بحلول حزيران 2027", "ستبقى القوات الأميركية في العراق حتى حزيران 2027"],
}


@pytest.mark.parametrize(
    ("lang", "lead", "clause"),
    [(lang, *pair) for lang in LEADS for pair in product(LEADS[lang], CLAUSES[lang])],
)
def test_the_date_is_told(lang: str, lead: str, clause: str) -> None:
    assert planned(f"{lead}, {clause}.", lang, on="2026-02-10") == ["mission_end 2027-06-30"]


FOREIGN = [
    ("fr", "Malgré les élections, la coalition quittera l'Irak d'ici juin 2027."),
    ("fr", "Après de longues discussions, le retrait a été reporté à juin 2027."),
    ("de", "Trotz der Wahlen, so der Minister, wird die Koalition den Irak bis Juni 2027 verlassen."),
    ("tr", "Uzun görüşmelerin ardından, koalisyon Haziran 2027'ye kadar Irak'tan ayrılacak."),
    ("tr", "Seçimlere rağmen, koalisyonun görevi Haziran 2027'de sona erecek."),
    ("fa", "با وجود انتخابات، ائتلاف تا ژوئن ۲۰۲۷ عراق را ترک خواهد کرد."),
    ("fa", "پس از گفت‌وگوهای طولانی، مأموریت ائتلاف در ژوئن ۲۰۲۷ پایان می‌یابد."),
    ("ckb", "سەرەڕای هەڵبژاردن، هاوپەیمانان تا حوزەیرانی 2027 عێراق بەجێدەهێڵن."),
    ("ckb", "دوای گفتوگۆی درێژ، ئەرکی هاوپەیمانان لە حوزەیرانی 2027 کۆتایی دێت."),
]


@pytest.mark.parametrize(("lang", "text"), FOREIGN, ids=[text[:50] for _, text in FOREIGN])
def test_the_date_is_told_in_other_languages(lang: str, text: str) -> None:
    assert planned(text, lang, on="2026-02-10") == ["mission_end 2027-06-30"]


ROWS = [
    ("en", "Before the coalition leaves Iraq, elections will be held by June 2027.", []),
    ("en", "With the coalition's exit near, Turkish troops will leave northern Iraq by June 2027.", []),
    ("ar", "قبل خروج التحالف من العراق، ستجرى الانتخابات بحلول حزيران 2027.", []),
    ("ar", "مع اقتراب خروج التحالف، ستغادر القوات التركية شمال العراق بحلول حزيران 2027.", []),
]


@pytest.mark.parametrize(("lang", "text", "told"), ROWS, ids=[row[1][:50] for row in ROWS])
def test_a_date_of_something_else_stays_so(lang: str, text: str, told: list[str]) -> None:
    assert planned(text, lang, on="2026-02-10") == told


def test_the_phrase_that_leads_is_no_recap() -> None:
    (one,) = news(
        "Following attacks by drones, the coalition will quit Erbil by June 2027.", "en", on="2026-02-10"
    )
    assert (one.milestone, one.background) == ("phase2", False)
