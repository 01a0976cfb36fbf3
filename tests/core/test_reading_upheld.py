"""What is told without a date: the plan stands, is put off by a stay, a cut is announced; Arabic and English.

Each pair says one thing in both languages and expects the same undated foreground statements of both. The
rows were written down before the rules were run on them; four were reworded, because they named a matter
that the rules exclude (elections, arms) or an actor that they do not know. They describe
wordings, not history.
"""

import pytest

from monitor.extract import extract
from monitor.records import Change, Statement
from tests.core.rules import entry, shipped

Pair = tuple[str, str, str]
"""What is said in English, in Arabic, and what is told; nothing when empty."""
Setting = tuple[str, str, str]
"""Day of publication, title, and how the text begins."""

TALK = (
    (
        "2025-02-11",
        "Coalition withdrawal from Iraq",
        "Officials in Baghdad spoke about the withdrawal of the US-led coalition from Iraq on Monday.\n",
    ),
    (
        "2025-02-11",
        "انسحاب التحالف الدولي من العراق",
        "تحدث مسؤولون في بغداد يوم الاثنين عن انسحاب قوات التحالف الدولي من العراق.\n",
    ),
)
TRUCKS = (
    (
        "2025-03-12",
        "US trucks leave Ain al-Asad",
        "Trucks left the Ain al-Asad base of the US-led coalition in Iraq on Tuesday night.\n",
    ),
    (
        "2025-03-12",
        "شاحنات أميركية تغادر عين الأسد",
        "غادرت شاحنات قاعدة عين الأسد التابعة للتحالف الدولي في العراق ليل الثلاثاء.\n",
    ),
)
FORCE = (("2025-10-21", "US forces in Iraq", ""), ("2025-10-21", "القوات الأميركية في العراق", ""))

STANDS: list[Pair] = [
    (
        '"The schedule stands," a government spokesman said.',
        'وقال متحدث باسم الحكومة إن "المواعيد سارية".',
        "mission_end announced",
    ),
    (
        "The Pentagon said it was committed to the agreed timeline.",
        "وأكد البنتاغون التزام واشنطن بالجدول المتفق عليه.",
        "mission_end announced",
    ),
    (
        '"We honour the deal we made," the ambassador told reporters.',
        'وقال السفير للصحفيين: "ما اتفق عليه الطرفان ما زال ساريا".',
        "mission_end announced",
    ),
    (
        "The prime minister's office reaffirmed the dates both sides approved.",
        "وجدد مكتب رئيس الوزراء تمسك العراق بالتوقيتات التي أقرها الطرفان.",
        "mission_end announced",
    ),
]
UNMOVED: list[Pair] = [
    (
        '"Our timetable has not changed," the minister said.',
        'وقال الوزير إن "الجدول لم يتغير".',
        "mission_end denied",
    ),
    (
        "There has been no change to the dates, a Pentagon spokesperson said.",
        "ونفى متحدث باسم البنتاغون أي تغيير في المواعيد.",
        "mission_end denied",
    ),
    (
        "Baghdad has had no formal request to reopen the file, an adviser said.",
        "وقال مستشار إن بغداد لم تتلق أي طلب رسمي لفتح الملف.",
        "mission_end denied",
    ),
    (
        "The minister denied that a change of government could push the exit back.",
        "ونفى الوزير أن يؤدي تبدل الحكومة إلى تأجيل الخروج.",
        "mission_end denied",
    ),
    (
        "The adviser denied that the transfer of prisoners to new camps could lead to a delay of the exit.",
        "نفى المستشار أن تكون عملية نقل السجناء إلى مخيمات جديدة في الشمال قد فتحت الباب أمام تأجيل الخروج.",
        "mission_end denied",
    ),
    (
        "A US official said it would be wrong to call the deal a withdrawal of American troops from Iraq.",
        "وقال مسؤول أميركي إن الاتفاق لا يعني انسحاب القوات الأميركية من العراق.",
        "mission_end denied",
    ),
]
BELIED: list[Pair] = [
    (
        "A security source said the move had nothing to do with the withdrawal.",
        "وقال مصدر أمني إن الحركة لا علاقة لها بالانسحاب.",
        "phase1 denied",
    )
]
OVERDUE: list[Pair] = [
    (
        "A few American advisers are staying at Ain al-Asad in Iraq longer than agreed, the minister said.",
        "قال الوزير إن مستشارين من التحالف باقون في قاعدة عين الأسد في العراق أطول مما اتفق عليه.",
        "phase1 postponed",
    ),
    (
        "Coalition soldiers who were supposed to have left Ain al-Asad in Iraq will remain there for now.",
        "أعلن الجيش أن جنودا من التحالف سيبقون في عين الأسد في العراق بعدما كان يفترض أن يغادروها.",
        "phase1 postponed",
    ),
    (
        "American forces are still at Erbil in Iraq past the deadline and the evacuation remains incomplete.",
        "قال مسؤولون إن إخلاء القوات الأميركية قاعدة حرير في العراق لم يكتمل رغم انتهاء المهلة.",
        "phase2 postponed",
    ),
]
REDUCTION: list[Pair] = [
    (
        "The Pentagon said on Wednesday that it is scaling back its military mission in Iraq.",
        "أعلنت وزارة الدفاع الأميركية الأربعاء تقليص مهمتها العسكرية في العراق.",
        "other announced",
    ),
]
NOTHING: list[Pair] = [
    (
        "The schedule of the football league stands, its president said.",
        "وقال رئيس اتحاد الكرة إن موعد مباراة المنتخب ثابت.",
        "",
    ),
    ("Analysts doubt that the schedule stands.", "ويشك محللون في أن تبقى المواعيد سارية.", ""),
    ("Iran said it remained committed to the nuclear deal.", "وأكدت طهران التزامها بالاتفاق النووي.", ""),
    (
        "The committee asked how the handover of bases would be prepared to be completed.",
        "وناقشت اللجنة آليات تسلم القواعد من التحالف تمهيدا لتسلمها.",
        "",
    ),
]
NO_STAY: list[Pair] = [
    (
        "A lawmaker warned that American advisers might stay at Ain al-Asad in Iraq longer than agreed.",
        "حذر نائب من أن مستشارين أميركيين قد يبقون في عين الأسد في العراق أطول مما اتفق عليه.",
        "",
    ),
    (
        "Coalition soldiers at Ain al-Asad in Iraq were supposed to remain there as agreed.",
        "كان يفترض أن يبقى جنود التحالف في عين الأسد في العراق.",
        "",
    ),
    (
        "A senator asked whether the Pentagon should reduce its mission in Iraq.",
        "طالب نائب البنتاغون بتقليص مهمته في العراق.",
        "",
    ),
]

ALL = [
    pytest.param(*setting, pair[language], pair[2], id=f"{pair[language][:60]}")
    for settings, pairs in (
        (TALK, STANDS),
        (TALK, UNMOVED),
        (TRUCKS, BELIED),
        (FORCE, OVERDUE),
        (FORCE, REDUCTION),
        (TALK, NOTHING),
        (FORCE, NO_STAY),
    )
    for pair in pairs
    for language, setting in enumerate(settings)
]


def undated(day: str, title: str, body: str) -> list[Statement]:
    found = extract(entry(body, on=day, title=title), shipped()).statements
    return [statement for statement in found if statement.due is None and not statement.background]


@pytest.mark.parametrize(("day", "title", "lead", "said", "expected"), ALL)
def test_what_is_told_without_a_date(day: str, title: str, lead: str, said: str, expected: str) -> None:
    told = [f"{s.milestone} {s.modality.value}" for s in undated(day, title, lead + said)]
    assert told == ([expected] if expected else [])


@pytest.mark.parametrize("language", [0, 1])
def test_a_plan_that_stands_is_no_change_of_it(language: int) -> None:
    day, title, lead = TALK[language]
    assert {s.change for pair in STANDS for s in undated(day, title, lead + pair[language])} == {Change.KEPT}
    assert {s.change for pair in UNMOVED for s in undated(day, title, lead + pair[language])} == {
        Change.CHANGED
    }
