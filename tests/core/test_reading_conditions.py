"""A plan that is made to depend on something: ways to say it crossed with plans, and what looks like it."""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, news, shipped

_DAY = "2025-03-10"
# Who, what is to be done, its name, and the milestone.
_PLANS = {
    "en": (
        ("US forces", "leave Iraq", "the withdrawal of US forces from Iraq", "mission_end"),
        ("the coalition", "end its mission in Iraq", "the US withdrawal from Iraq", "mission_end"),
        ("US forces", "leave Ain al-Asad", "the handover of Ain al-Asad base", "phase1"),
        ("coalition forces", "leave Erbil", "the withdrawal of coalition forces from Erbil", "phase2"),
    ),
    "ar": (
        ("القوات الأميركية", "تغادر العراق", "انسحاب القوات الأميركية من العراق", "mission_end"),
        ("قوات التحالف", "تنسحب من العراق", "إنهاء مهمة التحالف الدولي في العراق", "mission_end"),
        ("القوات الأميركية", "تنسحب من عين الأسد", "تسليم قاعدة عين الأسد", "phase1"),
        ("قوات التحالف", "تغادر أربيل", "انسحاب قوات التحالف من أربيل", "phase2"),
    ),
}
_CONDITIONS = {
    "en": (
        "{S} will not {V} until Iran-backed groups are disarmed, an official said.",
        "{S} will not {V} unless the militias lay down their arms, the ambassador said.",
        "{S} would not {V} before the armed factions are disarmed, the envoy said.",
        "{S} will only {V} when Baghdad asks, the ambassador said.",
        "{S} will {V} only if the attacks stop, a US official said.",
        "{S} will {V} if Iraq asks them to, the general said.",
        "If Baghdad asks, {S} will {V}, the general said.",
        "{N} depends on conditions on the ground, the Pentagon said.",
        "{N} is tied to the defeat of Islamic State, the spokesman said.",
        "The United States has linked {N} to the disarmament of armed groups.",
        "Without a deal on air defence there will be no {M}, the ministry said.",
        "Washington set conditions for {N}, a lawmaker said.",
    ),
    "ar": (
        "قال مسؤول إن {S} لن {V} قبل نزع سلاح الفصائل.",
        "قال السفير إن {S} لن {V} إلا بطلب من بغداد.",
        "قال المبعوث إن {S} لن {V} ما لم تسلم الفصائل سلاحها.",
        "قال مسؤول أميركي إن {S} لن {V} حتى يتم نزع سلاح الفصائل.",
        "قال الجنرال إن {S} س{V} إذا طلب العراق ذلك.",
        "قال البنتاغون إن {S} س{V} حين تسمح الظروف.",
        "قال المتحدث إن {S} س{V} بشرط توقف الهجمات.",
        "قال البنتاغون إن {N} مرهون بالظروف على الأرض.",
        "ربطت واشنطن {N} بنزع سلاح الفصائل.",
        "قال الجنرال إن {N} سيعتمد على الوضع الأمني.",
        "قال المبعوث إن {N} لن يتم قبل نزع سلاح الفصائل.",
    ),
}
_ULTIMATUMS = {
    "en": (
        "The factions gave {S} until the end of June 2025 to {V}.",
        "Armed groups have given {S} a deadline of 30 June 2025 to {V}.",
        "Armed factions threatened to attack {S} if they do not {V} by the end of June 2025.",
        "The militia issued an ultimatum to {S} to {V} by 30 June 2025.",
    ),
    "ar": (
        "منحت الفصائل المسلحة {S} مهلة حتى نهاية حزيران 2025 كي {V}.",
        "هددت الفصائل باستهداف {S} إن لم {V} قبل 30 حزيران 2025.",
        "وجهت الفصائل إنذارا إلى {S} بأن {V} قبل نهاية حزيران 2025.",
    ),
}


def _composed(forms: dict[str, tuple[str, ...]], lang: str) -> list[tuple[str, str]]:
    made = []
    for form in forms[lang]:
        for who, act, name, milestone in _PLANS[lang]:
            text = form.format(S=who, V=act, N=name, M=name.removeprefix("the "))
            made.append((text[0].upper() + text[1:], milestone))
    return made


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_depends_on_something_is_a_condition(lang: str) -> None:
    wrong = {}
    for text, milestone in _composed(_CONDITIONS, lang):
        told = [f"{one.milestone} {one.modality} {one.change} {one.due}" for one in news(text, lang, on=_DAY)]
        if told != [f"{milestone} conditional None None"]:
            wrong[text] = told
    assert not wrong


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_date_under_a_threat_is_a_condition(lang: str) -> None:
    wrong = {}
    for text, _ in _composed(_ULTIMATUMS, lang):
        told = [f"{one.modality} {one.due and one.due.last_day}" for one in news(text, lang, on=_DAY)]
        if told != ["conditional 2025-06-30"]:
            wrong[text] = told
    assert not wrong


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # The plan is the condition of something else.
        ("en", "The factions will not lay down their arms until US forces leave Iraq, a leader said.", []),
        ("en", "The disarmament of the factions depends on the withdrawal of US forces from Iraq.", []),
        (
            "en",
            "Al-Sudani linked the disarming of the factions to the withdrawal of US forces from Iraq.",
            [],
        ),
        ("en", "Iraq will be safe only when US forces leave Iraq, the group said.", []),
        ("en", "He said he would resign if US forces did not leave Iraq.", []),
        ("ar", "قال قيادي إن الفصائل لن تسلم سلاحها قبل خروج القوات الأميركية من العراق.", []),
        ("ar", "قال رئيس الوزراء إن نزع سلاح الفصائل مرهون بانسحاب القوات الأميركية من العراق.", []),
        ("ar", "ربط السوداني نزع سلاح الفصائل بانسحاب القوات الأميركية من العراق.", []),
        ("ar", "لن يكون هناك استقرار إلا بخروج القوات الأميركية من العراق، بحسب قيادي في الفصائل.", []),
        # No condition: what is past, the plan's own date, none at all, other people's troops.
        ("en", "US forces did not leave Iraq until the parliament had voted, he recalled.", []),
        ("ar", "لم تغادر القوات الأميركية العراق إلا بعد تصويت البرلمان، بحسب ما قال.", []),
        (
            "en",
            "US forces will not leave Iraq before the agreed deadline, the Pentagon said.",
            ["mission_end announced"],
        ),
        (
            "ar",
            "قال المتحدث إن القوات الأميركية لن تغادر العراق قبل الموعد المتفق عليه.",
            ["mission_end announced"],
        ),
        (
            "en",
            "The withdrawal of US forces from Iraq is not conditional on anything, the minister said.",
            [],
        ),
        ("ar", "طالب النائب بانسحاب غير مشروط للقوات الأميركية من العراق.", ["mission_end proposed"]),
        ("en", "US forces will leave Iraq even if the attacks go on, the president said.", []),
        ("en", "Turkish troops will not leave Iraq until the PKK is defeated, Ankara said.", []),
        ("ar", "قالت أنقرة إن القوات التركية لن تنسحب من العراق قبل القضاء على حزب العمال.", []),
        # Still a denial.
        ("en", "US forces will not leave Iraq, the president said.", ["mission_end denied"]),
        ("en", "US forces will not leave Iraq by September 2026, an official said.", ["mission_end denied"]),
        ("ar", "قال الوزير إن القوات الأميركية لن تغادر العراق.", ["mission_end denied"]),
        # A government's date is no ultimatum, nor what an armed group only welcomes.
        (
            "en",
            "Iraq has given the coalition a deadline of June 2025 to leave Ain al-Asad.",
            ["phase1 planned"],
        ),
        (
            "en",
            "The factions welcomed the announcement that US forces will leave Iraq by September 2026.",
            ["mission_end planned"],
        ),
        # What is only supposed denies no date.
        (
            "en",
            "If US forces do not leave Iraq by June 2025, the bloc will leave the government.",
            ["mission_end conditional"],
        ),
    ],
)
def test_what_is_no_condition(lang: str, text: str, expected: list[str]) -> None:
    assert [f"{one.milestone} {one.modality}" for one in news(text, lang, on=_DAY)] == expected


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        (
            "en",
            "US forces will not leave Iraq",
            "US forces will not leave Iraq until the groups are disarmed, the Pentagon said.",
        ),
        (
            "ar",
            "القوات الأميركية لن تغادر العراق",
            "قال البنتاغون إن القوات الأميركية لن تغادر العراق قبل نزع سلاح الفصائل.",
        ),
    ],
)
def test_a_heading_leaves_out_the_condition(lang: str, title: str, body: str) -> None:
    read = extract(entry(body, on="2025-03-10", title=title, lang=lang), shipped())
    assert [f"{one.milestone} {one.modality}" for one in read.statements] == ["mission_end conditional"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "The Pentagon denied that US forces had left Ain al-Asad before the ceremony.",
            "phase1 denied",
        ),
        (
            "en",
            "The US has refused to withdraw from Iraq until the groups are disarmed.",
            "mission_end denied",
        ),
        (
            "en",
            "Washington has no plans to withdraw from Iraq before the next election.",
            "mission_end denied",
        ),
        ("ar", "رفضت واشنطن الانسحاب من العراق قبل القضاء على داعش، قال نائب.", "mission_end denied"),
        (
            "ar",
            "نفت الخلية أن القوات الأميركية انسحبت من قاعدة عين الأسد دون علم الحكومة.",
            "phase1 denied",
        ),
        (
            "en",
            "Even if asked by parliament, US forces will not leave Iraq by September 2025, Trump said.",
            "mission_end denied",
        ),
        (
            "en",
            "Asked about Baghdad's request to extend the mission, Trump said US forces would not leave Iraq.",
            "mission_end denied",
        ),
        ("en", "The Pentagon denied that US troops would leave Iraq if attacks continued.", ""),
        ("en", "US forces would have left Iraq if the attacks had stopped, the general said.", ""),
        ("en", "Trump said the US would withdraw from Iraq and if Iran reacts it will be hit.", ""),
        (
            "ar",
            "قال زعيم الفصائل إن الحكومة حددت أيلول 2025 موعدا نهائيا لانسحاب القوات الأميركية من العراق.",
            "mission_end planned",
        ),
    ],
)
def test_a_refusal_is_no_condition(lang: str, text: str, expected: str) -> None:
    assert " | ".join(f"{one.milestone} {one.modality}" for one in news(text, lang, on=_DAY)) == expected
