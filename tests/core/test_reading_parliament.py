"""What parliament demands, hears and does: deputies and blocs, bills, answers of ministers, sessions.

Speakers, verbs and plans as tables; the reading follows from the parts.
"""

from itertools import product

import pytest

from tests.core.test_reading_opinions import _TITLES, _read, _sentence, _shown

_WANTED = {
    "en": (
        ("the departure of US troops from Ain al-Asad by March 2026", "phase1 2026-03-31"),
        ("the handover of the Erbil base by June 2027", "phase2 2027-06-30"),
        ("the withdrawal of foreign forces from Iraq by the end of 2028", "mission_end 2028-12-31"),
    ),
    "ar": (
        ("خروج القوات الأميركية من عين الأسد بحلول نهاية آذار 2026", "phase1 2026-03-31"),
        ("تسليم قاعدة أربيل في موعد أقصاه حزيران 2027", "phase2 2027-06-30"),
        ("انسحاب القوات الأجنبية من العراق بحلول كانون الأول 2028", "mission_end 2028-12-31"),
    ),
}
WHO = {
    "en": (
        ("Mustafa Sanad, an independent lawmaker,", "Mustafa Sanad"),
        ("MP Hussein Mounes", "Hussein Mounes"),
        ("a member of parliament's security and defence committee", "member of parliament"),
        ("the Sadiqoun bloc", "Sadiqoun bloc"),
        ("parliament", "Parliament"),
    ),
    "ar": (
        ("النائب علاء الركابي", "علاء الركابي"),
        ("رئيس لجنة الأمن والدفاع النيابية خالد العبيدي", "خالد العبيدي"),
        ("كتلة بدر", "كتلة بدر"),
        ("البرلمان العراقي", "البرلمان العراقي"),
    ),
}
ASKS = {
    "en": (
        "{who} called on the government to set a date for {plan}.",
        "{who} called for {plan}.",
        "{who} proposed {plan}.",
        "{who} is pressing for {plan}.",
        "{who} said the government should insist on {plan}.",
    ),
    "ar": (
        "دعا {who} الحكومة إلى {plan}.",
        "اقترح {who} {plan}.",
        "قال {who} إن على الحكومة تحديد موعد ل{plan}.",
    ),
}
BILLS = (
    "Parliament voted on a resolution obliging the government to secure {plan}.",
    "Deputies are gathering signatures for {plan}.",
    "The draft resolution demands {plan}.",
    "جمع نواب تواقيع لإقرار قانون يقضي ب{plan}.",
    "قدمت كتلة صادقون مقترح قانون ينص على {plan}.",
    "ينص مقترح القانون على {plan}.",
)
TOLD = (
    (
        "MP Hussein Mounes said the government had told parliament that US forces will quit the Erbil "
        "base by June 2027.",
        ("phase2 2027-06-30", "Hussein Mounes", False),
    ),
    (
        "Answering questions in parliament, Defence Minister Thabet al-Abbasi said US forces will quit the "
        "Erbil base by June 2027.",
        ("phase2 2027-06-30", "Thabet al-Abbasi", False),
    ),
    (
        "يتوقع النائب علاء الركابي أن القوات الأميركية ستنسحب من أربيل في نهاية حزيران 2027.",
        ("phase2 2027-06-30", "علاء الركابي", False),
    ),
)
STEPS = (
    "A hearing on the US withdrawal from Iraq is scheduled for May 2025.",
    "Iraqis elect a new parliament in November 2025, before coalition troops leave.",
    "Parliament's term ends in January 2026, the speaker said, and US forces must leave Iraq.",
    "Deputies will collect signatures until March 2025 for a law on the withdrawal of US forces from Iraq.",
    "يصوت النواب على قرار انسحاب القوات الأميركية من العراق في 20 آذار 2025.",
    "ينتخب العراقيون برلماناً جديداً في تشرين الثاني 2025 قبل خروج قوات التحالف.",
    "تنتهي الدورة البرلمانية في كانون الثاني 2026 وعلى القوات الأميركية مغادرة العراق.",
)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_demands(lang: str) -> None:
    wrong = []
    for (who, name), form, (plan, due) in product(WHO[lang], ASKS[lang], _WANTED[lang]):
        text = _sentence(form, who=who, plan=plan)
        found = _read(text, _TITLES[lang])
        read = [
            (_shown(one), one.modality.value, one.commentary, name.lower() in one.speaker.lower())
            for one in found
        ]
        if read != [(due, "proposed", False, True)]:
            wrong.append((text, read))
    assert not wrong


@pytest.mark.parametrize("form", BILLS)
def test_bills(form: str) -> None:
    lang = "en" if form.isascii() else "ar"
    for plan, due in _WANTED[lang]:
        found = _read(form.format(plan=plan), _TITLES[lang])
        assert [(_shown(one), one.modality.value) for one in found] == [(due, "proposed")]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_deputies_were_told(text: str, expected: tuple[str, str, bool]) -> None:
    found = _read(text, _TITLES["en" if text.isascii() else "ar"])
    assert [(_shown(one), one.speaker, one.background or one.commentary) for one in found] == [expected]


@pytest.mark.parametrize("text", STEPS)
def test_steps_of_parliament_are_no_deadlines(text: str) -> None:
    assert not _read(text, _TITLES["en" if text.isascii() else "ar"])
