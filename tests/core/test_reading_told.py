"""Sentences of reports that had been read as something else: what each tells, and nothing more."""

import pytest

from tests.core.rules import news

TOLD: list[tuple[str, str, str, list[str]]] = [
    (
        "en",
        "2025-09-01",
        "The withdrawal is under way and should be finished by the end of September.",
        ["mission_end planned by 2025-09-30", "withdrawal_start begun"],
    ),
    (
        "en",
        "2025-09-01",
        "The pullout has begun and will be completed by September 30.",
        ["mission_end planned by 2025-09-30", "withdrawal_start begun"],
    ),
    (
        "en",
        "2025-09-01",
        "Coalition forces have started to leave and will be gone by the end of September.",
        ["mission_end planned by 2025-09-30", "withdrawal_start begun"],
    ),
    (
        "ar",
        "2025-09-01",
        "انطلقت عملية الانسحاب على أن تنتهي نهاية أيلول.",
        ["mission_end planned by 2025-09-30", "withdrawal_start begun"],
    ),
    (
        "ar",
        "2025-09-01",
        "بدأ الانسحاب وسيكتمل في نهاية أيلول الجاري.",
        ["mission_end planned by 2025-09-30"],
    ),
    (
        "en",
        "2025-09-01",
        "The withdrawal will begin in October and end next September.",
        ["withdrawal_start planned on 2025-10-31", "mission_end planned by 2026-09-30"],
    ),
    (
        "ar",
        "2025-09-01",
        "يبدأ الانسحاب في تشرين الأول وينتهي في أيلول المقبل.",
        ["withdrawal_start planned from 2025-10-31", "mission_end planned on 2026-09-30"],
    ),
    (
        "en",
        "2026-01-06",
        "The departure could come by June, the official said.",
        ["mission_end rumoured by 2026-06-30"],
    ),
    (
        "en",
        "2026-01-06",
        "An announcement could come in June, the official said.",
        ["announcement rumoured around 2026-06-30"],
    ),
    ("en", "2025-09-01", "They will leave the base by September 15.", ["other planned by 2025-09-15"]),
    ("ar", "2025-09-01", "سيتم إخلاء القاعدة بحلول 15 أيلول.", ["other planned by 2025-09-15"]),
    ("ar", "2026-01-18", "تنتهي المرحلة الثانية أيلول 2026.", ["phase2 planned on 2026-09-30"]),
    ("ar", "2025-01-18", "تنتهي المرحلة الأولى أيلول 2025.", ["phase1 planned on 2025-09-30"]),
    (
        "en",
        "2024-10-09",
        "The troops in Erbil will stay until September 2026, which means an additional year.",
        ["phase2 planned until 2026-09-30"],
    ),
    (
        "ar",
        "2024-10-09",
        "تبقى القوات في أربيل حتى سبتمبر 2026، وهو ما يعني عمليا بقاء القوات سنة إضافية.",
        ["phase2 planned until 2026-09-30"],
    ),
    (
        "ar",
        "2024-10-09",
        "تنتهي المهمة في بغداد في سبتمبر 2025 على أن تبقى القوات في أربيل سنة إضافية.",
        ["phase1 planned on 2025-09-30", "phase2 planned until 2026-09-30"],
    ),
    (
        "en",
        "2025-02-20",
        "The minister announced moving the handover of Ain al-Asad from September to March 2026.",
        ["phase1 postponed later until 2026-03-31"],
    ),
    (
        "en",
        "2025-02-20",
        "The paper recommends moving the closure of the coalition's sites in Baghdad and at Ain "
        "al-Asad from September to March 2026.",
        ["phase1 proposed changed until 2026-03-31"],
    ),
    (
        "en",
        "2025-08-19",
        "This is not the end of the Coalition's work against ISIS, the embassy said, but a "
        "transition to a bilateral partnership.",
        [],
    ),
    (
        "ar",
        "2025-08-19",
        "أوضحت السفارة أن هذا الانتقال لا يعني نهاية عمل التحالف الذي سيواصل جهوده المدنية.",
        [],
    ),
    (
        "en",
        "2025-08-19",
        "The agreement does not mean a withdrawal of US troops, the Pentagon said.",
        ["mission_end denied changed"],
    ),
    (
        "ar",
        "2025-08-31",
        "قال مصدر إن التحالف الدولي سيخلي غدا مقره في قيادة العمليات المشتركة.",
        ["phase1 planned on 2025-09-01"],
    ),
    (
        "en",
        "2025-08-31",
        "The coalition will leave its headquarters at the Joint Operations Command on Monday.",
        ["phase1 planned on 2025-09-01"],
    ),
    (
        "en",
        "2026-01-18",
        "The coalition has vacated its last positions in the part of Iraq ruled from Baghdad, a "
        "commission said on Sunday, leaving only the Kurdistan region still hosting its troops.",
        ["phase1 completed on 2026-01-18"],
    ),
    (
        "ar",
        "2026-01-18",
        "أخلى التحالف الدولي آخر مواقعه في مناطق سلطة الحكومة الاتحادية اليوم الأحد، ولم يبق له "
        "وجود إلا في إقليم كردستان.",
        ["phase1 completed on 2026-01-18"],
    ),
    (
        "en",
        "2026-01-18",
        "The first stage is over; troops are to stay in Erbil until September.",
        ["phase2 planned until 2026-09-30", "phase1 completed"],
    ),
    (
        "en",
        "2026-06-23",
        "Kataib Hezbollah said every foreign soldier still in the country on Oct. 1 would be "
        "treated as an occupier.",
        [],
    ),
    (
        "ar",
        "2026-06-23",
        "قالت الكتائب إن أي جندي أجنبي يبقى في البلاد في الأول من تشرين الأول سيعامل معاملة المحتل.",
        [],
    ),
    (
        "en",
        "2026-10-01",
        "Some 250 trainers from the United States and other countries are to remain under "
        "separate agreements through 2027.",
        ["other planned until 2027-12-31"],
    ),
    (
        "ar",
        "2026-10-01",
        "سيبقى نحو 250 مدربا في العراق بموجب اتفاقات ثنائية حتى نهاية 2027.",
        ["other planned until 2027-12-31"],
    ),
    (
        "en",
        "2026-10-01",
        "US troops will stay in Erbil under a bilateral agreement until the end of 2027.",
        ["phase2 agreed until 2027-12-31"],
    ),
    (
        "ar",
        "2025-02-19",
        "قال قيادي إن أي جندي من التحالف يبقى في عين الأسد في تشرين الأول سيكون هدفا. ويكشف أن "
        "رسالة بهذا المعنى سُلّمت إلى مستشار الأمن القومي.",
        [],
    ),
    (
        "en",
        "2026-07-14",
        "Syria's army has been rebuilt from scratch. The Americans have closed their bases there.",
        [],
    ),
    ("ar", "2026-07-14", "وتغير الكثير في سوريا. وقد أغلق الأميركيون قواعدهم هناك.", []),
    (
        "ar",
        "2026-03-24",
        "أكدت الحكومة أن موعد انسحاب القوات في الثلاثين من أيلول ثابت لا يقدم ولا يؤخر.",
        ["mission_end planned on 2026-09-30"],
    ),
    (
        "ar",
        "2026-03-24",
        "قال المتحدث إن القوات ستغادر في 30 أيلول بلا تقديم أو تأخير.",
        ["mission_end planned on 2026-09-30"],
    ),
    (
        "en",
        "2026-03-24",
        "The coalition will leave Iraq on September 30, not a day sooner and not a day later.",
        ["mission_end planned on 2026-09-30"],
    ),
    (
        "en",
        "2026-03-24",
        "The date of the coalition's withdrawal, September 30, will be neither brought forward nor put back.",
        ["mission_end planned on 2026-09-30"],
    ),
    (
        "ar",
        "2025-02-19",
        "قال النائب إنه لا مانع من تقديم موعد الانسحاب إلى حزيران المقبل.",
        ["mission_end proposed earlier by 2025-06-30"],
    ),
    (
        "en",
        "2025-02-19",
        "The lawmaker said there was nothing wrong with postponing the withdrawal to March 2026.",
        ["mission_end proposed later until 2026-03-31"],
    ),
    ("en", "2025-02-19", "Nothing suggests that the troops will leave Iraq by September.", []),
    ("ar", "2025-02-19", "لا شيء يوحي بأن القوات ستغادر العراق في أيلول.", []),
    (
        "en",
        "2025-02-19",
        "Commanders treat the next seven months as a test of the government's will to get US "
        "forces out of Iraq.",
        [],
    ),
    ("ar", "2025-02-19", "الأشهر المقبلة ستكون حاسمة لانسحاب القوات الأميركية من العراق.", []),
    (
        "en",
        "2025-02-19",
        "The next seven months will see the departure of US troops from Iraq.",
        ["mission_end planned by 2025-09-19"],
    ),
    ("ar", "2025-02-19", "وستشهد الأسابيع المقبلة تسليم قاعدة عين الأسد.", ["phase1 planned on 2025-03-22"]),
    (
        "en",
        "2026-01-18",
        "The last soldiers will leave Erbil before the summer is out.",
        ["phase2 planned by 2026-08-31"],
    ),
    (
        "en",
        "2026-01-18",
        "The last soldiers will leave Erbil before the summer.",
        ["phase2 planned by 2026-05-31"],
    ),
    (
        "en",
        "2025-10-01",
        "The coalition had said in July that it would leave Ain al-Asad by the end of August.",
        [],
    ),
    ("ar", "2025-10-01", "وكان مسؤولون قالوا سابقا إن قاعدة عين الأسد ستسلم مطلع أيلول.", []),
]
"""Language, day of the news, text, and its statements: milestone, how it is put, change, limit."""


@pytest.mark.parametrize(("lang", "on", "text", "told"), TOLD)
def test_a_sentence_tells_this_and_nothing_more(lang: str, on: str, text: str, told: list[str]) -> None:
    read = [
        " ".join(
            filter(
                None,
                (
                    one.milestone,
                    one.modality.value,
                    one.change.value if one.change else "",
                    f"{one.due.bound.value} {one.due.last_day}" if one.due else "",
                ),
            )
        )
        for one in news(text, lang, on=on)
    ]
    assert read == told
