"""What ends is the reason for the mission, the talks on it or the threat that it met: it goes on itself."""

from itertools import product

import pytest

from tests.core.rules import news

GROUNDS = {
    "en": (
        "The reasons for",
        "The need for",
        "The justification for",
        "The pretext for",
        "Support for",
        "The debate over",
        "Talks on",
        "The war that brought",
        "The conditions that required",
    ),
    "ar": ("أسباب", "مبررات", "الحاجة إلى", "ذرائع", "دواعي", "الظروف التي استدعت", "المباحثات بشأن"),
}
MISSION = {
    "en": (
        "having a US-led coalition in Iraq",
        "the presence of the coalition in Iraq",
        "the coalition's mission in Iraq",
        "keeping US troops in Iraq",
    ),
    "ar": ("وجود التحالف الدولي في العراق", "بقاء القوات الأميركية في العراق", "مهمة التحالف في العراق"),
}
ENDS = {
    "en": ("are gone", "have ended", "is over", "no longer exist", "has come to an end"),
    "ar": ("انتهت", "زالت", "انقضت"),
}


def done(text: str, lang: str) -> list[str]:
    return [one.milestone for one in news(text, lang, on="2025-02-03") if one.modality.value == "completed"]


@pytest.mark.parametrize(("ground", "mission", "end"), [*product(GROUNDS["en"], MISSION["en"], ENDS["en"])])
def test_an_english_reason_that_is_gone_ends_nothing(ground: str, mission: str, end: str) -> None:
    assert not done(f"{ground} {mission} {end}, the prime minister said.", "en")


@pytest.mark.parametrize(("ground", "mission", "end"), [*product(GROUNDS["ar"], MISSION["ar"], ENDS["ar"])])
def test_an_arabic_reason_that_is_gone_ends_nothing(ground: str, mission: str, end: str) -> None:
    assert not done(f"{end} {ground} {mission}، قال رئيس الوزراء.", "ar")
    assert not done(f"قال رئيس الوزراء إن {ground} {mission} {end}.", "ar")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "After talks on its future that took months, the coalition's mission in Iraq is over, he said.",
        ),
        ("en", "The coalition's mission in Iraq is over, and so is the debate over it."),
        ("ar", "انتهت مهمة التحالف الدولي في العراق بعد مباحثات بشأن مستقبلها."),
        ("ar", "قال رئيس الوزراء إن مهمة التحالف الدولي في العراق انتهت."),
    ],
)
def test_what_stands_beside_an_end_takes_nothing_from_it(lang: str, text: str) -> None:
    assert done(text, lang) == ["mission_end"]
