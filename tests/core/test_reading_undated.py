"""What is told without a date: denials, beginnings, stays past a date on record, and their traps.

Rows as in test_reading_steps.py, Arabic and English side by side.
"""

import pytest

from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

ASAD = "Withdrawal of coalition forces from Ain al-Asad in Iraq | "
ASAD_AR = "العراق: انسحاب قوات التحالف الدولي من قاعدة عين الأسد | "
ERBIL = "Withdrawal of the US-led coalition from Erbil, Kurdistan Region of Iraq | "
ERBIL_AR = "انسحاب قوات التحالف الدولي من أربيل بإقليم كردستان العراق | "
MISSION = "Withdrawal: end of the international coalition mission in Iraq | "
MISSION_AR = "انسحاب وانتهاء مهمة التحالف الدولي في العراق | "
"""Titles that name the matter and its part, before the text."""
DENIED: list[Row] = [
    (
        "2025-02-10",
        "انسحاب التحالف من العراق | وقال المتحدث إن المواعيد لم يطرأ عليها أي تعديل.",
        ["mission_end denied"],
    ),
    (
        "2025-02-10",
        "Coalition withdrawal from Iraq | A spokesman said the government had not changed course.",
        ["mission_end denied"],
    ),
    (
        "2026-05-12",
        "قواعد التحالف في أربيل | وأبلغ مسؤولون أن قوات التحالف لا تخطط لتجاوز الموعد في أربيل.",
        ["phase2 denied"],
    ),
    (
        "2026-05-12",
        "Coalition bases in Erbil | They knew of no move to revisit the timeline of the pullout from Erbil.",
        ["phase2 denied"],
    ),
    (
        "2025-08-25",
        "إخلاء عين الأسد | ونفى مسؤول في العمليات المشتركة أن يكون ثمة تسريع لانسحاب التحالف من عين الأسد.",
        ["phase1 denied"],
    ),
    (
        "2025-08-25",
        "Coalition leaves Ain al-Asad | He denied that the exit from Ain al-Asad had been sped up.",
        ["phase1 denied"],
    ),
    (
        "2024-10-08",
        "خروج القوات من عين الأسد | وأكدت الخلية أنها لم تسجل أي خروج لقوات التحالف من القاعدة.",
        ["phase1 denied"],
    ),
    (
        "2026-03-27",
        "Coalition at Erbil | They denied that coalition troops had abandoned the base at Erbil airport.",
        ["phase2 denied"],
    ),
    # An analyst denies nothing, and who stays denies nothing by staying.
    ("2025-03-02", "خبراء يستبعدون انسحاب القوات الأميركية من العراق.", []),
    ("2025-03-02", "Experts ruled out a withdrawal of US forces from Iraq.", []),
    # Forged papers, what nobody wants, a word refused; a question or a meeting put off is no delay.
    (
        "2026-01-18",
        MISSION + "We want neither an extension nor a rush, the official said.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        MISSION_AR + "لا خطة تتجاوز ما اتفق عليه، قال مسؤول أميركي.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        MISSION + "Nobody is talking about changing the dates, the minister said.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        MISSION_AR + "الحديث عن تأجيل انسحاب التحالف سابق لأوانه وغير دقيق، قال المتحدث.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        MISSION + "Leaving early had been looked at and set aside, the official said.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        MISSION_AR + "قال المسؤول إن الخروج المبكر دُرس ثم صُرف النظر عنه.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        ASAD + "A paper about troops staying on at Ain al-Asad was a forgery, the spokesman said.",
        ["phase1 denied"],
    ),
    (
        "2026-01-18",
        ASAD_AR + "الوثيقة المتداولة بشأن بقاء القوات في عين الأسد مزورة، قال الناطق.",
        ["phase1 denied"],
    ),
    (
        "2026-01-18",
        MISSION + '"This is not a withdrawal announcement," a Pentagon official said.',
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        MISSION_AR + "ورفضت مسؤولة أميركية استخدام كلمة انسحاب في وصف الاتفاق.",
        ["mission_end denied"],
    ),
    (
        "2026-01-18",
        MISSION + "Whether the coalition stays in Iraq is a question that can no longer be put off, he said.",
        [],
    ),
    (
        "2026-01-18",
        MISSION_AR + "تسببت الحرب في تأجيل اجتماع للجنة بشأن مهمة التحالف، قال مصدر حكومي.",
        [],
    ),
]
BEGUN: list[Row] = [
    (
        "2026-01-18",
        "انسحاب التحالف من العراق | وقالت إن المرحلة الثانية، الخاصة بدعم العمليات في سوريا، انطلقت فعلاً.",
        ["phase2 begun"],
    ),
    (
        "2026-01-18",
        "Coalition withdrawal from Iraq | The second phase of it, which concerns Syria, has already started.",
        ["phase2 begun"],
    ),
    # The day of the word about it is not its own.
    (
        "2024-09-22",
        "أفاد ضابط عراقي، اليوم الأحد، بأن قوات التحالف شرعت في إخلاء مواقعها وسط بغداد.",
        ["withdrawal_start begun"],
    ),
    (
        "2025-08-22",
        "US forces have started to empty Ain al-Asad air base in Iraq, an adviser told Rudaw on Friday.",
        ["phase1 begun"],
    ),
    # What moves first, what goes on; not its preparation, nor what is only to leave.
    (
        "2026-01-18",
        ASAD + "The American pullout from Ain al-Asad is under way, a security official said.",
        ["phase1 begun"],
    ),
    (
        "2026-01-18",
        ASAD_AR + "عملية الانسحاب من عين الأسد جارية على قدم وساق، قال مسؤول.",
        ["phase1 begun"],
    ),
    (
        "2026-01-18",
        ASAD + "The first trucks rolled out of Ain al-Asad on Saturday, an officer said.",
        ["phase1 on 2026-01-17 begun"],
    ),
    (
        "2026-01-18",
        ASAD_AR + "خرجت أولى القوافل من عين الأسد أمس السبت، قال مصدر أمني.",
        ["phase1 on 2026-01-17 begun"],
    ),
    (
        "2026-01-18",
        ASAD + "A first batch of American soldiers left Ain al-Asad, a lawmaker said.",
        ["phase1 begun"],
    ),
    (
        "2026-01-18",
        ASAD_AR + "غادرت الدفعة الأولى من الجنود الأميركيين قاعدة عين الأسد، قال نائب.",
        ["phase1 begun"],
    ),
    (
        "2026-01-18",
        ERBIL + "The second stage of it has now started, a spokesman said.",
        ["phase2 begun"],
    ),
    (
        "2026-01-18",
        ERBIL + "Preparations for the handover of Erbil airport have begun, an officer said.",
        [],
    ),
    (
        "2026-01-18",
        ERBIL_AR + "التحضيرات لاستلام مطار أربيل العسكري بدأت، قال ضابط.",
        [],
    ),
    (
        "2026-01-18",
        ASAD + "The first convoy is to leave Ain al-Asad once the lists are ready, an officer said.",
        [],
    ),
    (
        "2026-01-18",
        ASAD_AR + "أول رتل سيغادر عين الأسد بعد اكتمال القوائم، قال ضابط.",
        [],
    ),
]
DONE: list[Row] = [
    # What a place is like when all have left; a mission in a part of the country is that part's.
    (
        "2026-01-18",
        ASAD + "Ain al-Asad stands empty of foreign troops, an Iraqi commander said.",
        ["phase1 completed"],
    ),
    (
        "2026-01-18",
        ASAD_AR + "قاعدة عين الأسد خالية تماماً من القوات الأجنبية، قال قائد عراقي.",
        ["phase1 completed"],
    ),
    (
        "2026-01-18",
        ASAD + "Not a single American soldier remains at Ain al-Asad, the spokesman said.",
        ["phase1 completed"],
    ),
    (
        "2026-01-18",
        ASAD_AR + "لم يبق أي جندي أميركي في قاعدة عين الأسد، قال الناطق.",
        ["phase1 completed"],
    ),
    (
        "2026-01-18",
        ASAD + "Iraqi forces raised their flag over Ain al-Asad on Saturday.",
        ["phase1 on 2026-01-17 completed"],
    ),
    (
        "2026-01-18",
        ASAD_AR + "رُفع العلم العراقي فوق قاعدة عين الأسد أمس السبت.",
        ["phase1 on 2026-01-17 completed"],
    ),
    (
        "2026-01-18",
        MISSION + "The coalition's mission in Iraq is history, the prime minister said.",
        ["mission_end completed"],
    ),
    (
        "2026-01-18",
        MISSION_AR + "مهمة التحالف الدولي في العراق أصبحت من الماضي، قال رئيس الوزراء.",
        ["mission_end completed"],
    ),
    (
        "2026-01-18",
        MISSION + "The coalition has wound up its task in federal areas, the commander said.",
        ["phase1 completed"],
    ),
    (
        "2026-01-18",
        ASAD + "Ain al-Asad will be empty of foreign troops one day, a commander said.",
        [],
    ),
    (
        "2026-01-18",
        ASAD_AR + "ستكون قاعدة عين الأسد خالية من القوات الأجنبية، قال قائد.",
        [],
    ),
    (
        "2026-01-18",
        ASAD + "Reports that the last soldiers had slipped out of Ain al-Asad by night are untrue.",
        ["phase1 denied"],
    ),
]
EXPIRED: list[Row] = [
    # A deadline that has run out is no mission that is over.
    (
        "2025-10-02",
        "التحالف في العراق | انتهت، الثلاثاء الماضي، المهلة المحددة لإنهاء مهمة التحالف الدولي في بغداد.",
        [],
    ),
    (
        "2025-10-02",
        "The coalition in Iraq | The deadline set for ending its mission in Iraq expired on Tuesday.",
        [],
    ),
    (
        "2025-10-02",
        "التحالف في العراق | انقضى الأجل المحدد لمغادرة القوات الأميركية قاعدة عين الأسد.",
        [],
    ),
    (
        "2025-10-02",
        "The coalition in Iraq | The time limit for US troops to leave Ain al-Asad has run out.",
        [],
    ),
]
LATE: list[Row] = [
    (
        "2025-10-20",
        "القوات الأميركية في العراق | لا يزال نحو 250 مستشاراً أميركياً باقين في قاعدة عين الأسد.",
        ["phase1 postponed"],
    ),
    (
        "2025-10-20",
        "US forces in Iraq | A small unit of U.S. advisers has stayed on at the Ain al-Asad air base.",
        ["phase1 postponed"],
    ),
    # Before the date on record a stay is none, nor is one that is over or denied.
    (
        "2025-08-20",
        "القوات الأميركية في العراق | لا يزال نحو 250 مستشاراً أميركياً باقين في قاعدة عين الأسد.",
        [],
    ),
    (
        "2025-08-20",
        "US forces in Iraq | A small unit of U.S. advisers has stayed on at the Ain al-Asad air base.",
        [],
    ),
    (
        "2026-02-20",
        "US forces in Iraq | No U.S. advisers remain at the Ain al-Asad air base.",
        ["phase1 completed"],
    ),
    (
        "2026-02-20",
        "القوات الأميركية في العراق | لم يبق أي مستشار أميركي في قاعدة عين الأسد.",
        ["phase1 completed"],
    ),
]
ALL = [*DENIED, *BEGUN, *DONE, *EXPIRED, *LATE]


@pytest.mark.parametrize(("day", "text", "expected"), ALL, ids=[f"{d} {t[:60]}" for d, t, _ in ALL])
def test_what_is_told_without_a_date(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected
