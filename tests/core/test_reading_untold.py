"""Who leaves is a guest, what is put off is the announcement, what is asked is a stay: events and no events.

Rows as in test_reading_steps.py, Arabic and English side by side.
"""

import pytest

from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

TITLE = "Coalition forces in Iraq | "
TITLE_AR = "قوات التحالف الدولي في العراق | "
"""Titles that name the matter, before the text."""
GUESTS: list[Row] = [
    # A guest, a delegation or a crowd that leaves ends nothing, nor does the commander of the force.
    ("2025-02-01", TITLE + "The envoy arrived in Baghdad and then left Iraq for Qatar.", []),
    ("2025-02-01", TITLE_AR + "وغادر المبعوث الأميركي بغداد بعد لقاءات سريعة.", []),
    ("2025-02-01", TITLE + "The commander of US forces has left Iraq, his office said.", []),
    ("2025-02-01", TITLE_AR + "وأفاد مراسلنا بأن الوفد غادر العراق مساء أمس.", []),
    ("2025-02-01", TITLE + "Protesters have begun leaving the square in Baghdad.", []),
    ("2025-02-01", TITLE_AR + "بدأ المحتجون مغادرة الساحة في بغداد.", []),
    # The force itself does, also in reported speech.
    (
        "2025-02-01",
        TITLE + "The ministry said that coalition forces had left Ain al-Asad.",
        ["phase1 completed"],
    ),
    ("2025-02-01", TITLE_AR + "وقالت الوزارة إن قوات التحالف غادرت عين الأسد.", ["phase1 completed"]),
    # Work on a plan carries nothing out; other people's troops and places are not the story's.
    ("2025-02-01", TITLE_AR + "أنجزت اللجنة عملها الخاص بجدول الانسحاب.", []),
    ("2025-02-01", TITLE + "A spokesman said that US forces had begun leaving Syria.", []),
    ("2025-02-01", TITLE_AR + "وقال متحدث إن القوات الأميركية بدأت مغادرة سوريا.", []),
]
PUT_OFF: list[Row] = [
    # The announcement is put off, and not what it announces; talks and votes are no part of the plan.
    (
        "2025-02-01",
        TITLE + "The announcement of the end of the coalition's mission has been deferred, officials said.",
        ["announcement postponed"],
    ),
    ("2025-02-01", TITLE_AR + "أُرجئ الإعلان عن موعد انتهاء مهمة التحالف.", ["announcement postponed"]),
    ("2025-02-01", TITLE + "The talks on ending the coalition mission have been postponed.", []),
    ("2025-02-01", TITLE_AR + "تأجلت المباحثات بشأن إنهاء مهمة التحالف.", []),
    ("2025-02-01", TITLE + "Officials would not say whether the pullout had been delayed.", []),
    (
        "2025-02-01",
        TITLE_AR + "أرجأت وزارة الدفاع العراقية، يوم الاثنين، تسليم قاعدة عين الأسد.",
        ["phase1 postponed"],
    ),
    # What is to be made public soon.
    (
        "2025-02-01",
        TITLE + "A date for the departure of US troops would be unveiled soon, a minister said.",
        ["announcement planned"],
    ),
    ("2025-02-01", TITLE_AR + "وقال وزير إن جدول انسحاب القوات سيعلن قريبا.", ["announcement planned"]),
    ("2025-02-01", TITLE + "The minister said a new governor would be announced soon.", []),
    ("2025-02-01", TITLE_AR + "وقال الوزير إن اسم المحافظ الجديد سيعلن قريبا.", []),
]
ASKED: list[Row] = [
    (
        "2025-02-01",
        TITLE + "A bloc asked American troops to remain in Iraq for some months.",
        ["mission_end proposed"],
    ),
    (
        "2025-02-01",
        TITLE_AR + "طلبت كتلة من القوات الأميركية البقاء في العراق مدة.",
        ["mission_end proposed"],
    ),
    ("2025-02-01", TITLE + "The ministry asked the governor to stay in office.", []),
    ("2025-02-01", TITLE_AR + "طلبت الوزارة من المحافظ البقاء في منصبه.", []),
    (
        "2025-02-01",
        TITLE + "A party called for the withdrawal deal to be suspended.",
        ["mission_end proposed"],
    ),
    ("2025-02-01", TITLE_AR + "دعا حزب إلى تجميد اتفاق الانسحاب.", ["mission_end proposed"]),
    ("2025-02-01", TITLE + '"US forces must go now," a lawmaker said.', ["mission_end proposed"]),
    ("2025-02-01", TITLE_AR + "وقال نائب إن على القوات الأميركية الرحيل فورا.", ["mission_end proposed"]),
    ("2025-02-01", TITLE + "No date has been agreed for the exit of US forces, he said.", []),
]
DENIED: list[Row] = [
    (
        "2025-02-01",
        TITLE + "No decision has been made to withdraw US forces from Iraq, a general said.",
        ["mission_end denied"],
    ),
    (
        "2025-02-01",
        TITLE_AR + "وصف متحدث الأنباء عن رحيل القوات الأميركية من العراق بأنها عارية عن الصحة.",
        ["mission_end denied"],
    ),
    ("2025-02-01", TITLE_AR + "لا تجري مباحثات بشأن إبقاء قوات التحالف في العراق.", ["mission_end denied"]),
    # Of other matters nothing is denied, and nothing has changed.
    ("2025-02-01", TITLE_AR + "نفى متحدث أن تكون الانتخابات قد تأجلت.", []),
    ("2025-02-01", TITLE + "Nothing has changed on the ground, residents say.", []),
    ("2025-02-01", TITLE_AR + "لم يتغير شيء على الأرض.", []),
    ("2025-02-01", TITLE + "A faction threatened new attacks if US forces did not leave Iraq.", []),
]
ALL = [*GUESTS, *PUT_OFF, *ASKED, *DENIED]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[f"{row[0]} {row[1]}"[:120] for row in ALL])
def test_what_is_told_and_what_is_not(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected
