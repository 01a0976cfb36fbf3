"""How newsrooms put it: who is named where, who is left at a base, months in pairs, some of them.

Rows of a sentence or two, Arabic and English side by side; the title is on the matter and says nothing more.
"""

from itertools import product

import pytest

from monitor.extract import extract
from monitor.records import Statement
from monitor.text import sentences
from tests.core.rules import entry, shipped

_TITLE = {"en": "Coalition forces in Iraq", "ar": "قوات التحالف الدولي في العراق"}
_ON = "2025-08-17"


def _read(lang: str, text: str, on: str = _ON) -> list[Statement]:
    return list(extract(entry(text, on=on, title=_TITLE[lang], lang=lang), shipped()).statements)


def _shown(one: Statement) -> str:
    due = str(one.due.last_day) if one.due else ""
    change = one.change.value if one.change else ""
    return " ".join(filter(None, (one.milestone, due, one.modality.value, change)))


_NAMES = ("حسين علاوي", "باسم العوادي", "قيس المحمداوي")
_OFFICES = ("مستشار رئيس الوزراء العراقي", "المتحدث باسم الحكومة العراقية", "نائب قائد العمليات المشتركة")
_NAMED = (
    "قال {name} {office} إن {plan}.",
    "أكد {name}، {office}، الأحد، أن {plan}.",
    "صرح {office}، {name}، لوكالة الأنباء بأن {plan}.",
    "أعلن {name} {office}، الأحد، أن {plan}.",
)
_PLAN = "قوات التحالف ستغادر عين الأسد في أيلول 2027"


@pytest.mark.parametrize("form", _NAMED)
def test_a_name_before_or_behind_its_office(form: str) -> None:
    for name, office in product(_NAMES, _OFFICES):
        (one,) = _read("ar", form.format(name=name, office=office, plan=_PLAN))
        assert name.split()[1] in one.speaker, (name, office, one.speaker)
        assert one.rank.value == "official"


SPEAKERS = [
    # Where an office is held is no part of the name.
    (
        "ar",
        "قال القيادي السابق في الحشد العشائري بالأنبار قطري السمرمد إن قوات التحالف ستغادر "
        "عين الأسد في أيلول 2027.",
        "قطري السمرمد",
    ),
    (
        "ar",
        "قدّر رئيس الوزراء محمد شياع السوداني عدد من بقي منهم. "
        "وأوضح، بحسب بيان لمكتبه، أن قوات التحالف ستغادر عين الأسد في أيلول 2027.",
        "محمد شياع السوداني",
    ),
    (
        "en",
        "A militia leader warned Prime Minister al-Sudani, saying US forces will leave Iraq in May 2026.",
        "militia leader",
    ),
    (
        "en",
        "Foreign Minister Fuad Hussein met Mr. Trump, saying that US forces will leave Iraq in May 2026.",
        "Fuad Hussein",
    ),
    (
        "ar",
        "أصدرت حكومتا العراق والولايات المتحدة بياناً مشتركاً. "
        "وجاء فيه أن مهمة التحالف في العراق تنتهي في موعد لا يتجاوز نهاية أيار 2027.",
        "البيان المشترك",
    ),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), SPEAKERS)
def test_speakers(lang: str, text: str, speaker: str) -> None:
    assert [one.speaker for one in _read(lang, text)] == [speaker]


NEWS = [
    # Nobody is left at a base.
    ("en", "There are no American soldiers left at Ain al-Asad, officials said.", ["phase1 completed"]),
    ("en", "There are no longer any US troops at Ain al-Asad, the army said.", ["phase1 completed"]),
    ("ar", "لم يبق أي جندي أميركي في قاعدة عين الأسد، قال المصدر.", ["phase1 completed"]),
    ("ar", "لا وجود لأي جندي أميركي في عين الأسد، بحسب العمليات المشتركة.", ["phase1 completed"]),
    # Some of them, or some of the sites, are not all; who left before left before.
    ("en", "Some coalition countries have withdrawn their troops from Erbil, sources said.", []),
    ("en", "Some have left Iraq in recent months.", []),
    ("ar", "انسحبت بعض قوات التحالف من قاعدة أربيل، بحسب مصادر.", []),
    ("ar", "غادر عدد من الجنود الأميركيين قاعدة أربيل، بحسب مصادر.", []),
    ("ar", "خرجت من عين الأسد، على مدى الأيام الستة الأخيرة، أرتال أميركية.", []),
    ("ar", 'عدّ المتحدث صباح النعمان انسحاب القوات الأميركية من عين الأسد "إنجازاً".', []),
    # Meetings and preparations are no step of the plan.
    ("en", "The meetings of the committee on the end of the coalition's mission are ongoing, he said.", []),
    ("en", "Preparations by coalition forces for their departure from Baghdad have begun, he said.", []),
    ("en", "The party denied boycotting the session on the withdrawal of US forces.", []),
    ("en", "They went into talks so that the coalition's mission is ended in its time.", []),
    # Two months named in one breath are one time, and share their year.
    ("en", "US troops will leave Iraq in March or April 2027.", ["mission_end 2027-04-30 planned"]),
    ("ar", "ستنسحب القوات الأميركية من العراق في آب وأيلول 2027.", ["mission_end 2027-09-30 planned"]),
    # Numbers in words, a year after another.
    ("en", "US troops will leave Iraq within forty-two days.", ["mission_end 2025-09-28 planned"]),
    ("en", "US forces will leave Iraq by the end of the year after.", ["mission_end 2026-12-31 planned"]),
    # What will be announced is to come; what was settled or came to light then is not due then.
    (
        "en",
        "The end of the coalition's presence should be announced in early October, he said.",
        ["announcement 2025-10-10 planned"],
    ),
    (
        "ar",
        "وينتظر الاتفاق على انسحاب التحالف إعلانا رسميا خلال الشهر الجاري.",
        ["announcement 2025-08-31 planned"],
    ),
    ("en", "In October, the US and Iraq agreed that the coalition stays on.", []),
    ("en", "Foreign forces must go under the resolution passed by parliament in January.", []),
    ("ar", "على القوات الأجنبية أن ترحل وفق القرار الذي اتخذه البرلمان في كانون الثاني.", []),
    # Not this year is no plan for this year.
    ("ar", "رجح مصدر ألا تنسحب القوات الأميركية هذا العام.", ["mission_end denied stays"]),
    ("en", "US troops will not leave Iraq this year, he said.", ["mission_end 2025-12-31 denied stays"]),
    # A stay that began years ago is no beginning; the first to leave begin it.
    ("en", "Three hundred troops left K1 on Sunday, ending a coalition stay that began in 2017.", []),
    (
        "en",
        "Iraq would like to see the first soldiers of the coalition depart in October.",
        ["withdrawal_start 2025-10-31 proposed"],
    ),
    # Little by little, or in the part of the country that the capital governs.
    (
        "en",
        "The buildings of the Ain al-Asad base are being handed over to the Iraqi army in turn.",
        ["phase1 begun"],
    ),
    ("en", "Coalition forces handed over the Ain al-Asad base to the Iraqi army.", ["phase1 completed"]),
    ("ar", "سلمت قوات التحالف تباعا مباني قاعدة عين الأسد إلى الجيش العراقي.", ["phase1 begun"]),
    ("ar", "سلمت قوات التحالف قاعدة عين الأسد إلى الجيش العراقي.", ["phase1 completed"]),
    ("en", "The coalition has wrapped up its mission in the federal part of Iraq.", ["phase1 completed"]),
    ("ar", "أنهى التحالف الدولي مهمته في الجزء الاتحادي من العراق.", ["phase1 completed"]),
    # "And that" goes on with what is said.
    (
        "en",
        "Allawi said the first phase closes in September 2027 and that the last soldiers go in 2028.",
        ["phase1 2027-09-30 planned", "phase2 2028-12-31 planned"],
    ),
    (
        "ar",
        "قال علاوي إن المرحلة الأولى تنتهي في أيلول 2027 وإن آخر الجنود يغادرون في عام 2028.",
        ["phase1 2027-09-30 planned", "phase2 2028-12-31 planned"],
    ),
    # What media claim is a rumour.
    (
        "en",
        "Media outlets claimed that US forces would begin leaving the Green Zone on Saturday.",
        ["withdrawal_start 2025-08-23 rumoured"],
    ),
    ("en", "Arab media had claimed that US forces would begin leaving the Green Zone on Saturday.", []),
    ("ar", "وكانت وسائل إعلام قد زعمت أن القوات الأميركية ستبدأ مغادرة المنطقة الخضراء السبت.", []),
    # What somebody answers is not said by them.
    ("ar", "ردت السفارة على ما تناقلته وسائل إعلام من أن القوات ستغادر بغداد يوم السبت.", []),
]


@pytest.mark.parametrize(("lang", "text", "news"), NEWS)
def test_news(lang: str, text: str, news: list[str]) -> None:
    assert [_shown(one) for one in _read(lang, text) if not one.background] == news


def test_a_number_of_soldiers_leaves_a_force_that_is_made_smaller() -> None:
    text = "Some 2,200 American soldiers will be out of Iraq before the end of September, the general said."
    whole = extract(entry(text, on=_ON, title="Coalition to leave Iraq"), shipped()).statements
    cut = extract(entry(text, on=_ON, title="One in three US troops to leave Iraq"), shipped()).statements
    assert [one.milestone for one in whole] == ["mission_end"]
    assert not [one for one in cut if one.milestone == "mission_end" and not one.background]


def test_a_part_still_due_in_the_article_is_not_done() -> None:
    text = (
        "Coalition forces will leave Ain al-Asad next week, the general said. "
        "He told reporters that coalition forces have left the headquarters in Baghdad."
    )
    assert [_shown(one) for one in _read("en", text)] == ["phase1 2025-08-24 planned"]


def test_an_expert_stays_one_further_down() -> None:
    text = (
        "The destinations were listed by military expert John Doe. "
        "Doe said the dates had been set. US forces would leave Iraq by the end of 2026, he added."
    )
    assert [one.commentary for one in _read("en", text)] == [True]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("gone by September 15. Some personnel stay.", 2),
        ("Bis zum 30. September gehen alle.", 1),
        ("am Montag, 3. Oktober endet es", 1),
        ("until June 3. President X said so.", 2),
    ],
)
def test_a_day_of_the_month_ends_an_english_sentence(text: str, ends: int) -> None:
    assert len(sentences(text)) == ends
