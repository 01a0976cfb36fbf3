"""Leaving that has begun: ways to say so crossed with places, and what only looks like it."""

import pytest

from tests.core.rules import news

_DAY = "2025-08-20"
_PLACES = {
    "en": (
        ("US forces", "Iraq", "phase1"),
        ("US forces", "Ain al-Asad", "phase1"),
        ("coalition troops", "Victory base near Baghdad airport", "phase1"),
        ("American forces", "the Harir base", "phase2"),
    ),
    "ar": (
        ("القوات الأميركية", "العراق", "phase1"),
        ("القوات الأميركية", "قاعدة عين الأسد", "phase1"),
        ("قوات التحالف", "قاعدة فكتوريا قرب مطار بغداد", "phase1"),
        ("القوات الأميركية", "قاعدة حرير", "phase2"),
    ),
}
_BEGUN = {
    "en": (
        "{F} have started to pull out of {P}, a security source said.",
        "A convoy of {F} drove out of {P} on Monday, officials said.",
        "Columns of {F} set out from {P} late on Monday, officials said.",
        "{F} are moving out of {P}, an official said.",
        "{F} have already moved some of their people and equipment out of {P}.",
        "The process of leaving {P} started today, when a convoy of {F} drove out.",
        "The first of the {F} have left {P}, the ministry said.",
        "{F} began the evacuation of {P}, the army said.",
        "{F} continue to withdraw from {P}, the committee said.",
        "The pullout of {F} from {P} began on Monday, the ministry said.",
    ),
    "ar": (
        "بدأت {F} مغادرة {P}، بحسب مسؤولين.",
        "باشرت {F} فعلا نقل أفرادها من {P} إلى الأردن، وفق المصادر.",
        "انسحاب {F} من {P} جار، بحسب مصدر أمني.",
        "يجري إخلاء {P} من {F} على قدم وساق، قال الفريق.",
        "غادر رتل من {F} {P} يوم الاثنين، بحسب مسؤول.",
        "أكدت اللجنة أن {F} تواصل الانسحاب من {P}.",
        "أعلن مصدر أمني بدء انسحاب {F} من {P}.",
        "غادرت الدفعة الأولى من {F} {P}، بحسب الوزارة.",
    ),
}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_has_begun(lang: str) -> None:
    """It is told once: of the start of the withdrawal, or of the part that is left."""
    wrong = {}
    for form in _BEGUN[lang]:
        for force, place, part in _PLACES[lang]:
            text = form.format(F=force, P=place)
            text = text[0].upper() + text[1:]
            told = [f"{one.milestone} {one.modality}" for one in news(text, lang, on=_DAY)]
            if told not in (["withdrawal_start begun"], [f"{part} begun"]):
                wrong[text] = told
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "US forces will continue to withdraw from Iraq, the Pentagon said."),
        ("en", "US forces have not started leaving Ain al-Asad, the army said."),
        ("en", "The army denied that US forces were moving out of Ain al-Asad."),
        ("en", "US forces are moving out of Iraq next year, an official said."),
        ("en", "Turkish troops are moving out of northern Iraq, Ankara said."),
        ("en", "Talks on the withdrawal of US forces from Iraq are in progress."),
        ("en", "A convoy of US forces drove out of Ain al-Asad in 2011, he recalled."),
        ("en", "The first of the talks on US forces leaving Iraq was held on Monday."),
        ("ar", "ستواصل القوات الأميركية الانسحاب من العراق."),
        ("ar", "لم تبدأ القوات الأميركية مغادرة عين الأسد، بحسب الجيش."),
        ("ar", "نفى الجيش أن تكون القوات الأميركية باشرت نقل أفرادها من عين الأسد."),
        ("ar", "المحادثات حول انسحاب القوات الأميركية من العراق ما زالت جارية."),
        ("ar", "ما زال التحقيق جاريا في الهجوم على القوات الأميركية في عين الأسد."),
        ("ar", "وصل رتل من القوات الأميركية إلى عين الأسد قادما من سوريا."),
    ],
)
def test_what_has_not_begun(lang: str, text: str) -> None:
    assert not [one for one in news(text, lang, on=_DAY) if one.modality.value == "begun"]
