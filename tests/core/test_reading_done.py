"""What is done, and what is not quite: ways to say so crossed with places, Arabic beside English."""

import pytest

from tests.core.rules import news

_DAY = "2025-08-20"
_PLACES = {
    "en": (
        ("US forces", "Ain al-Asad", "phase1"),
        ("coalition troops", "Victory base near Baghdad airport", "phase1"),
        ("American forces", "the Harir base", "phase2"),
    ),
    "ar": (
        ("القوات الأميركية", "قاعدة عين الأسد", "phase1"),
        ("قوات التحالف", "قاعدة فكتوريا قرب مطار بغداد", "phase1"),
        ("القوات الأميركية", "قاعدة حرير", "phase2"),
    ),
}
_DONE = {
    "en": (
        "On Monday {F} left {P}, the ministry said.",
        "The last of the {F} have left {P}, officials said.",
        "The withdrawal of {F} from {P} has been completed, the committee said.",
        "No {F} remain at {P}, the general said.",
        "All {F} are gone from {P}, the spokesman said.",
        "The final convoy of {F} left {P} on Monday.",
    ),
    "ar": (
        "غادرت {F} {P} يوم الاثنين، بحسب الوزارة.",
        "أكملت {F} انسحابها من {P}، قال الجيش.",
        "غادر آخر جنود {F} {P}، بحسب مسؤولين.",
        "أخلت {F} {P} بالكامل، بحسب المتحدث.",
        "لم يبق أحد من {F} في {P}، قال الفريق.",
    ),
}
_NOT = {
    "en": (
        "Some {F} have left {P}, the ministry said on Monday.",
        "About 300 of the {F} have left {P}, an officer said.",
        "Yesterday 300 {F} left {P}, an officer said.",
        "Officials said {F} have almost completed their withdrawal from {P}.",
        "Officials said {F} are about to complete their withdrawal from {P}.",
        "Once {F} have left {P}, the army will take over.",
        "Residents asked whether {F} had left {P}.",
        "Families of {F} have left {P}, the embassy said.",
        "The plan for the withdrawal of {F} from {P} has been completed.",
        "The factions say they will not disarm before {F} have left {P}.",
    ),
    "ar": (
        "غادر بعض جنود {F} {P} يوم الاثنين.",
        "غادر نحو 300 من {F} {P}، قال ضابط.",
        "غادر 300 عنصر من {F} {P}، قال ضابط.",
        "أوشكت {F} على إكمال انسحابها من {P}.",
        "اكتمل انسحاب {F} من {P} تقريبا، قالت اللجنة.",
        "بعد أن تغادر {F} {P} سيتسلمها الجيش.",
        "تساءل نواب عما إذا كانت {F} غادرت {P}.",
        "غادرت عائلات {F} {P}، قالت السفارة.",
        "اكتملت خطة انسحاب {F} من {P}.",
        "أخلت {F} جزءا من {P}.",
    ),
}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_done(lang: str) -> None:
    wrong = {}
    for form in _DONE[lang]:
        for force, place, part in _PLACES[lang]:
            told = [
                f"{one.milestone} {one.modality}"
                for one in news(form.format(F=force, P=place), lang, on=_DAY)
            ]
            if told != [f"{part} completed"]:
                wrong[form, place] = told
    assert not wrong


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_not_quite_done(lang: str) -> None:
    """Some of them, a number of them, nearly, or not by them: it has begun, or is planned, at most."""
    wrong = {}
    for form in _NOT[lang]:
        for force, place, _ in _PLACES[lang]:
            told = [one.modality.value for one in news(form.format(F=force, P=place), lang, on=_DAY)]
            if told not in ([], ["begun"], ["planned"]):
                wrong[form, place] = told
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "About 300 US troops left Iraq on Monday, an officer said.", ["withdrawal_start begun"]),
        ("ar", "غادر نحو 300 عنصر من قوات التحالف العراق يوم الاثنين.", ["withdrawal_start begun"]),
        ("en", "The last 300 US soldiers have left Ain al-Asad, an officer said.", ["phase1 completed"]),
        ("ar", "غادر آخر 300 جندي أميركي قاعدة عين الأسد، قال ضابط.", ["phase1 completed"]),
        ("en", "All 300 US soldiers have left Ain al-Asad, an officer said.", ["phase1 completed"]),
        (
            "en",
            "In Baghdad, 20 officers confirmed that US forces have left Ain al-Asad.",
            ["phase1 completed"],
        ),
    ],
)
def test_a_number_of_them_is_not_all(lang: str, text: str, expected: list[str]) -> None:
    assert [f"{one.milestone} {one.modality}" for one in news(text, lang, on=_DAY)] == expected
