"""Who stays although the plan was another one, and what only looks like it; told plans crossed with stays.

The shift that a reader must not miss: the base was to be empty by September, and some of the force remain.
"""

from itertools import product

import pytest

from monitor.extract import extract
from monitor.records import Statement
from tests.core.rules import entry, shipped

_TITLE = {
    "en": "US troops in Iraq",
    "ar": "القوات الأميركية في العراق",
    "fr": "Forces américaines en Irak",
    "de": "US-Truppen im Irak",
    "tr": "Irak'ta ABD askerleri",
    "fa": "نیروهای آمریکایی در عراق",
}
_BEFORE, _AFTER = "2025-08-20", "2025-10-21"
"""Days before and after the date that the plans name."""

_PLANS = {
    "en": (
        "the agreement had stipulated a full pullout of US forces from Ain al-Asad by September",
        "all US troops were to leave Ain al-Asad by September",
        "US forces were supposed to quit Ain al-Asad in September",
        "under the agreement US forces were to leave Ain al-Asad by September",
        "the plan called for all US forces to leave Ain al-Asad in September",
    ),
    "ar": (
        "الاتفاق كان ينص على انسحاب كامل للقوات الأميركية من عين الأسد بحلول أيلول",
        "القوات الأميركية كان من المقرر أن تغادر عين الأسد في أيلول",
        "القوات الأميركية كان يفترض أن تخلي عين الأسد بحلول أيلول",
        "الاتفاق نص في الأصل على خروج جميع القوات الأميركية من عين الأسد في أيلول",
        "الخطة كانت تقضي بمغادرة القوات الأميركية عين الأسد في أيلول",
    ),
}
_STAYS = {
    "en": (
        ", but a small unit of 250 to 350 advisers is staying because of Syria",
        ", but some US advisers remain there",
        ", but developments in Syria required keeping a small unit at the base",
        ", but they are staying",
        ", but that has not happened",
        ". But developments in Syria since then required keeping a small unit of advisers at the base",
        ". However, about 300 US advisers will remain there",
    ),
    "ar": (
        "، لكن وحدة صغيرة من 250 إلى 350 مستشارا باقية بسبب سوريا",
        "، لكن عددا من المستشارين الأميركيين باق هناك",
        "، لكن التطورات في سوريا تطلبت الإبقاء على وحدة صغيرة في القاعدة",
        "، لكنها باقية",
        "، لكن ذلك لم يحدث",
        ". لكن التطورات في سوريا تطلبت الإبقاء على وحدة صغيرة من المستشارين في القاعدة",
        ". إلا أن نحو 300 مستشار أميركي سيبقون هناك",
    ),
}
_SAID = {
    "en": ("Al-Sudani said that {}.", "It is known that {}, al-Sudani said."),
    "ar": ("قال السوداني إن {}.", "{}، بحسب السوداني."),
}

_TURNED = [
    (
        "en",
        "Some US advisers will remain at Ain al-Asad, al-Sudani said, although the agreement "
        "called for a full "
        "withdrawal by September.",
    ),
    ("en", "About 300 US advisers are staying at Ain al-Asad despite a plan to leave the base by September."),
    (
        "en",
        "Al-Sudani said up to 350 US advisers would stay at Ain al-Asad, which US forces were to leave by "
        "September.",
    ),
    (
        "ar",
        "قال السوداني إن عددا من المستشارين الأميركيين سيبقى في عين الأسد، رغم أن "
        "الاتفاق نص على الانسحاب الكامل في أيلول.",
    ),
    ("ar", "يبقى نحو 300 مستشار أميركي في عين الأسد رغم خطة لمغادرة القاعدة في أيلول."),
    (
        "ar",
        "قال السوداني إن 350 مستشارا أميركيا سيبقون في عين الأسد التي كان يفترض أن "
        "تغادرها القوات الأميركية في أيلول.",
    ),
    (
        "fr",
        "Les forces américaines devaient quitter Aïn al-Assad en septembre, mais une petite "
        "unité de conseillers "
        "y restera.",
    ),
    (
        "de",
        "Die US-Truppen sollten Ain al-Asad ursprünglich bis September verlassen, aber rund "
        "300 Berater bleiben "
        "dort.",
    ),
    (
        "tr",
        "ABD güçlerinin Ayn el-Esed üssünden eylülde çekilmesi planlanıyordu, ancak yaklaşık "
        "300 danışman üste "
        "kalacak.",
    ),
    (
        "fa",
        "قرار بود نیروهای آمریکایی عین‌الاسد را تا سپتامبر ترک کنند، اما حدود ۳۰۰ مستشار در "
        "این پایگاه باقی خواهند "
        "ماند.",
    ),
]

_ELSE = [
    # Somebody or something else stays.
    ("en", "US forces were to leave Iraq by September, but the embassy will remain open."),
    ("en", "US forces were to leave Ain al-Asad by September, but questions remain."),
    ("en", "US forces were to leave Ain al-Asad by September. But the threat of ISIS remains, experts say."),
    ("en", "US forces were to leave Ain al-Asad by September, but the Iraqi army will stay at the base."),
    (
        "en",
        "Although the agreement calls for US forces to leave Iraq by September 2026, the "
        "embassy will remain.",
    ),
    ("en", "Despite plans for US forces to leave Iraq by September 2026, the prices of oil remain high."),
    ("ar", "كان من المقرر أن تغادر القوات الأميركية عين الأسد في أيلول، لكن خطر داعش ما زال باقيا."),
    ("ar", "كان من المقرر أن تغادر القوات الأميركية عين الأسد في أيلول، لكن التفاصيل تبقى قيد البحث."),
    ("ar", "كان من المقرر أن تغادر القوات الأميركية عين الأسد في أيلول، لكن الجيش العراقي سيبقى في القاعدة."),
    ("ar", "رغم أن الاتفاق نص على انسحاب القوات من العراق في أيلول 2026، ستبقى السفارة مفتوحة."),
    ("ar", "كان الاتفاق ينص على انسحاب القوات من بغداد في أيلول، لكن العلاقات مع واشنطن ستبقى قوية."),
    # They stay elsewhere, or as had been planned.
    ("en", "US forces were to leave Ain al-Asad by September, but some remain in Erbil until 2026."),
    ("en", "The joint statement provided for a small force to stay in the Kurdistan Region for some time."),
    ("ar", "تغادر القوات الأميركية عين الأسد في أيلول بموجب الاتفاق، لكنها ستبقى في أربيل حتى أيلول 2026."),
    ("ar", "وقد نص البيان المشترك على بقاء قوات في إقليم كردستان بعض الوقت لإسناد العمليات في سوريا."),
    # They may stay, or somebody wants them to.
    ("en", "US forces were to leave Ain al-Asad by September, but some advisers might remain there."),
    ("ar", "كان من المقرر أن تغادر القوات الأميركية عين الأسد في أيلول، لكن بعض المستشارين قد يبقون هناك."),
]


def _news(lang: str, text: str, on: str) -> list[Statement]:
    read = extract(entry(text, on=on, title=_TITLE[lang], lang=lang), shipped())
    return [one for one in read.statements if not one.background]


def _shown(one: Statement) -> str:
    return f"{one.milestone} {one.modality} {one.change} {one.due is None}"


_STAYS_ON = ["phase1 postponed later True"]


@pytest.mark.parametrize("on", [_BEFORE, _AFTER])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_stay_against_the_plan_is_news_and_the_plan_is_none(lang: str, on: str) -> None:
    wrong = {}
    for said, plan, stay in product(_SAID[lang], _PLANS[lang], _STAYS[lang]):
        text = said.format(plan + stay)
        found = [_shown(one) for one in _news(lang, text, on)]
        if found != _STAYS_ON:
            wrong[text] = found
    assert not wrong


@pytest.mark.parametrize("on", [_BEFORE, _AFTER])
@pytest.mark.parametrize(("lang", "text"), _TURNED)
def test_the_plan_behind_the_stay_and_in_other_languages(lang: str, text: str, on: str) -> None:
    assert [_shown(one) for one in _news(lang, text, on)] == _STAYS_ON


@pytest.mark.parametrize(("lang", "text"), _ELSE)
def test_what_else_stays_delays_nothing(lang: str, text: str) -> None:
    assert not [one for one in _news(lang, text, _BEFORE) if one.change is not None]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "US forces were to have left Ain al-Asad by September 2025, but Baghdad said in "
            "October that up to 350 "
            "advisers would stay there.",
        ),
        (
            "ar",
            "وكان مقررا أن تُخلى عين الأسد في أيلول 2025، غير أن بغداد قالت في تشرين الأول إن 350 "
            "مستشارا سيبقون فيها.",
        ),
    ],
)
def test_a_stay_of_long_ago_is_a_recap(lang: str, text: str) -> None:
    assert not _news(lang, text, "2026-01-17")
