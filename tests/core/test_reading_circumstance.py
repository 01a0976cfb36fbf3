"""What happens as the coalition leaves has a date of its own: the plan has none of it."""

from itertools import product

import pytest

from tests.core.rules import dated

MEANWHILE = {
    "en": (
        "as US troops leave Iraq",
        "while the coalition withdraws from Iraq",
        "amid the coalition's withdrawal from Iraq",
        "with US forces leaving Iraq",
        "now that the coalition is leaving Iraq",
        "despite the US withdrawal from Iraq",
    ),
    "ar": (
        "بينما تغادر القوات الأميركية العراق",
        "فيما ينسحب التحالف الدولي من العراق",
        "وسط انسحاب التحالف من العراق",
        "مع انسحاب القوات الأميركية من العراق",
        "رغم انسحاب القوات الأميركية من العراق",
        "بالتزامن مع انسحاب التحالف من العراق",
    ),
}
ELSE = {
    "en": (
        "parliament returns from recess in August",
        "the airport will reopen in July",
        "a new police chief takes office in June",
        "Sudani will visit Washington in April",
        "Iran will hold drills until 20 May",
        "the court will rule by 1 May",
    ),
    "ar": (
        "يعود البرلمان من عطلته في آب",
        "يعاد افتتاح المطار في تموز",
        "يتسلم قائد الشرطة الجديد منصبه في حزيران",
        "يزور السوداني طهران في نيسان",
        "تجري إيران مناورات حتى 20 أيار",
        "تصدر المحكمة حكمها قبل 1 أيار",
    ),
}


@pytest.mark.parametrize(("meanwhile", "other"), [*product(MEANWHILE["en"], ELSE["en"])])
def test_an_english_date_beside_the_plan(meanwhile: str, other: str) -> None:
    assert not dated(f"{other[0].upper()}{other[1:]} {meanwhile}.", "en")
    assert not dated(f"{meanwhile[0].upper()}{meanwhile[1:]}, {other}.", "en")


@pytest.mark.parametrize(("meanwhile", "other"), [*product(MEANWHILE["ar"], ELSE["ar"])])
def test_an_arabic_date_beside_the_plan(meanwhile: str, other: str) -> None:
    assert not dated(f"{other} {meanwhile}.", "ar")
    assert not dated(f"{meanwhile}، {other}.", "ar")
    assert not dated(f"قال رئيس الوزراء إنه {meanwhile} {other}.", "ar")


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        (
            "en",
            "As US troops leave Iraq, the last base will be handed over by July.",
            "phase2 2025-07-31",
        ),
        ("en", "While the coalition withdraws from Iraq, it must be done by July.", "mission_end 2025-07-31"),
        ("en", "US troops leave Iraq by July amid a dispute over the budget.", "mission_end 2025-07-31"),
        ("ar", "بينما تغادر القوات الأميركية العراق، تكتمل العملية في تموز.", "mission_end 2025-07-31"),
        ("ar", "تغادر القوات الأميركية العراق في تموز وسط جدل بشأن الموازنة.", "mission_end 2025-07-31"),
    ],
)
def test_the_plan_keeps_a_date_that_speaks_of_it(lang: str, text: str, told: str) -> None:
    assert dated(text, lang) == [told]
