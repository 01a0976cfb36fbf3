"""Dates on record, denials of a change, convoys that moved, names that only look like another matter.

Rows as in test_reading_steps.py, Arabic and English side by side; those of recaps ask for the background too.
"""

import pytest

from monitor.extract import extract
from monitor.extract.confidence import Doubt
from monitor.records import Change, Modality
from tests.core.rules import entry, shipped
from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

ON_RECORD: list[Row] = [
    (
        "2025-02-12",
        "العراق: خروج التحالف مستمر | وقال المستشار إن كل ما يخص هذه القوات يبلغ خاتمته في أيلول 2026.",
        ["phase2 on 2026-09-30 planned"],
    ),
    (
        "2025-02-12",
        "Coalition withdrawal from Iraq goes on | For the troops in Erbil it all points to September 2026, "
        "the adviser said.",
        ["phase2 until 2026-09-30 planned"],
    ),
]
OF_OTHERS: list[Row] = [
    ("2026-05-12", "خروج التحالف من العراق | وتفتتح الجامعة الجديدة في أيلول المقبل.", []),
    ("2026-05-12", "Coalition withdrawal from Iraq | The new university opens in September.", []),
    ("2026-05-12", "خروج التحالف من العراق | ويعقد الاجتماع في نهاية أيلول المقبل مع القوات.", []),
    (
        "2026-05-12",
        "Coalition withdrawal from Iraq | The talks with the troops' command are held in September.",
        [],
    ),
]
UPHELD: list[Row] = [
    (
        "2026-03-02",
        "نفى مكتب رئيس الوزراء العراقي وجود نية لتمديد مهمة التحالف الدولي.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "Iraq's government denied any extension of the coalition's mission.",
        ["mission_end denied"],
    ),
    ("2026-03-02", "قال مصدر حكومي إن الحديث عن تأجيل انسحاب التحالف من أربيل غير صحيح.", ["phase2 denied"]),
    (
        "2026-03-02",
        "Reports that the coalition's exit from Erbil had been delayed are untrue, he said.",
        ["phase2 denied"],
    ),
    (
        "2026-03-02",
        "انسحاب التحالف من العراق | وقال المتحدث إن الحكومة لن تمدد يوماً واحداً.",
        ["mission_end denied"],
    ),
    (
        "2026-03-02",
        "Coalition withdrawal from Iraq | The government will not extend it, he said.",
        ["mission_end denied"],
    ),
    ("2026-03-02", "انسحاب التحالف من العراق | ولن تمدد شركات الطيران عقود الصيانة في 2027.", []),
    ("2026-03-02", "Coalition withdrawal from Iraq | The airline will not extend its lease beyond 2027.", []),
    ("2026-03-02", "رأى خبير أمني أن بغداد لن تمدد مهمة التحالف الدولي في العراق.", []),
    ("2026-03-02", "An analyst said Iraq would not extend the coalition's mission.", []),
]
MOVED: list[Row] = [
    (
        "2025-08-18",
        "القوات الأميركية تغادر العراق | تحرك رتل أميركي من عين الأسد أمس الأحد باتجاه الأراضي السورية.",
        ["phase1 on 2025-08-17 begun"],
    ),
    (
        "2025-08-18",
        "American forces leave Iraq | A convoy of US trucks moved from Ain al-Asad on Sunday toward Syria.",
        ["phase1 on 2025-08-17 begun"],
    ),
    ("2025-08-18", "القوات الأميركية تغادر العراق | سيتحرك رتل عسكري من القاعدة قريباً.", []),
    ("2025-08-18", "American forces leave Iraq | A convoy is expected to move from the base soon.", []),
]
NAMES: list[Row] = [
    (
        "2026-05-12",
        'قال مصدر حكومي لـ"لبنان 24" إن التحالف سيغادر أربيل قبل نهاية تموز.',
        ["phase2 by 2026-07-31 planned"],
    ),
    ("2026-05-12", 'قال مصدر لقناة "الغد" إن انسحاب التحالف من العراق يسير كما يجب.', []),
]
ALL = [*ON_RECORD, *OF_OTHERS, *UPHELD, *MOVED, *NAMES]
RECAPS: list[tuple[str, str]] = [
    (
        "2025-03-02",
        "بحثت اللجنة انسحاب التحالف من العراق. وحضر الوزير. وتستمر المرحلة الثانية إلى أيلول 2026.",
    ),
    (
        "2025-03-02",
        "The panel discussed the coalition's withdrawal from Iraq. The minister came. "
        "The second phase runs until September 2026.",
    ),
    (
        "2026-03-02",
        "اتفقت بغداد وواشنطن على تقديم موعد خروج التحالف من أربيل إلى تموز. وكان الموعد هو أيلول.",
    ),
    (
        "2026-03-02",
        "Iraq and the United States brought forward the coalition's exit from Erbil to July. The new date "
        "replaces September.",
    ),
    (
        "2025-12-12",
        "بحثت اللجنة انسحاب التحالف من العراق. وحضر الوزير. وقال المستشار إن الاتفاق الذي ينص على خروج "
        "التحالف من أربيل في أيلول 2026 لم يتغير.",
    ),
    (
        "2025-12-12",
        "The panel discussed the coalition's withdrawal from Iraq. The minister came. Officials said the "
        "plan, under which the coalition leaves Erbil in September 2026, was unchanged.",
    ),
    (
        "2025-12-12",
        "The panel discussed the coalition's withdrawal from Iraq. The minister came. The defence minister "
        "said on 7 December that the coalition would leave Erbil by September 2026.",
    ),
]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[text[:60] for _, text, _ in ALL])
def test_what_is_told(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected


@pytest.mark.parametrize(("day", "text"), RECAPS, ids=[text[:60] for _, text in RECAPS])
def test_a_date_on_record_that_the_narrator_names_is_a_recap(day: str, text: str) -> None:
    known = {date for rule in shipped() for date in rule.known}
    found = [
        s for s in extract(entry(text, on=day), shipped()).statements if s.due and s.due.last_day in known
    ]
    assert all(statement.background for statement in found)


def test_a_denied_change_says_so() -> None:
    (found,) = extract(entry(UPHELD[1][1], on=UPHELD[1][0]), shipped()).statements
    assert (found.modality, found.change, found.due) == (Modality.DENIED, Change.CHANGED, None)


def test_a_date_on_record_without_words_is_doubted() -> None:
    title, _, body = ON_RECORD[0][1].partition(" | ")
    (found,) = extract(entry(body, on=ON_RECORD[0][0], title=title), shipped()).statements
    assert str(Doubt.TAKEN) in found.doubts
