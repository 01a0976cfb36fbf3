"""Statements in the wordings of newsrooms: denials, changes, background, speakers; Arabic and English.

Each row: day of publication, text, the foreground statements on tracked milestones: milestone, day, modality,
an explicit change, speaker. They follow from the conventions in docs/extraction.md and were written down
before the rules were run on them. The articles describe wordings, not history.
"""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped
from tests.core.test_statements import key

Row = tuple[str, str, list[str]]


def stated(day: str, text: str) -> list[str]:
    found = extract(entry(text, on=day), shipped()).statements
    return [
        f"{key(s)}{' ' + s.change.value if s.change else ''} by {s.speaker}"
        for s in found
        if not s.background and s.milestone != "other"
    ]


FIRST: list[Row] = [
    # "after" a length is a day to come where its clause is of the future, and none where it is of the past
    (
        "2025-08-26",
        "US-led coalition troops will leave Iraq after two months, the Iraqi government spokesman said.",
        ["mission_end 2025-10-26 planned by Iraqi government spokesman"],
    ),
    (
        "2025-08-26",
        "قالت وزارة الدفاع العراقية إن قوات التحالف الدولي ستغادر العراق بعد شهرين.",
        ["mission_end 2025-10-26 planned by وزارة الدفاع العراقية"],
    ),
    ("2025-08-26", "US-led coalition troops were to leave Iraq after two months, the Iraqi army said.", []),
    ("2025-08-26", "كان مقررا أن تغادر قوات التحالف الدولي العراق بعد شهرين، بحسب الجيش العراقي.", []),
    # an ally's contingent that leaves is no step of the coalition's own
    ("2025-08-26", "قال الجيش الفنلندي إن مدربيه سيعودون من أربيل في العراق قبل عيد الميلاد.", []),
    # denied extensions leave the denial and no live date
    (
        "2026-03-02",
        "The Pentagon denied on Monday that the coalition's mission in Iraq would be extended until 2028.",
        ["mission_end - denied changed by Pentagon"],
    ),
    (
        "2026-03-02",
        "نفت وزارة الدفاع الأميركية الاثنين صحة أنباء عن بقاء قوات التحالف في العراق حتى عام 2028.",
        ["mission_end - denied changed by وزارة الدفاع الأميركية"],
    ),
    (
        "2026-03-02",
        "A spokesman said reports of an extension of the coalition's mission in Iraq until 2028 were wrong.",
        ["mission_end - denied changed by spokesman"],
    ),
    (
        "2026-03-02",
        "لا صحة لما نشر عن تمديد مهمة التحالف الدولي في العراق حتى 2028، وفق ما قال الناطق باسم الحكومة "
        "باسم العوادي.",
        ["mission_end - denied changed by باسم العوادي"],
    ),
    (
        "2026-03-02",
        "الحديث عن بقاء القوات الأميركية في العراق حتى 2028 لا أساس له، قال مستشار الأمن القومي قاسم "
        "الأعرجي.",
        ["mission_end - denied changed by قاسم الأعرجي"],
    ),
    (
        "2026-03-02",
        "Talk of American troops staying in Iraq until 2028 is baseless, government spokesman Basim "
        "al-Awadi said.",
        ["mission_end - denied changed by Basim al-Awadi"],
    ),
    (
        "2026-03-02",
        "قال الناطق العسكري صباح النعمان إن الأنباء عن تمديد مهمة التحالف في العراق إلى نهاية 2027 غير "
        "صحيحة.",
        ["mission_end - denied changed by صباح النعمان"],
    ),
    # a delay denied is no denial of the withdrawal
    (
        "2026-03-02",
        "The Iraqi defence ministry denied that the withdrawal of coalition forces from Iraq had been "
        "delayed.",
        ["mission_end - denied changed by Iraqi defence ministry"],
    ),
    (
        "2026-03-02",
        "نفت وزارة الدفاع العراقية تأجيل انسحاب قوات التحالف الدولي من العراق.",
        ["mission_end - denied changed by وزارة الدفاع العراقية"],
    ),
    (
        "2026-03-02",
        "Washington is reviewing the timetable for its troops' withdrawal from Iraq and has made no "
        "decision on a delay.",
        [],
    ),
    # words that only look like cues
    (
        "2026-01-10",
        "ستسلم القوات الأميركية قاعدة عين الأسد إلى الجيش العراقي في 17 كانون الثاني، بحسب قيادة "
        "العمليات المشتركة.",
        ["phase1 2026-01-17 planned by قيادة العمليات المشتركة"],
    ),
    (
        "2026-01-10",
        "US forces in the Kurdistan region of Iraq have an open-ended presence, diplomats in Baghdad note.",
        [],
    ),
    (
        "2026-03-02",
        "BAGHDAD (Agency) - Coalition forces will leave the Kurdistan region of Iraq by September 2026, "
        "Defence Minister Thabit al-Abbasi said.",
        ["phase2 2026-09-30 planned by Thabit al-Abbasi"],
    ),
    (
        "2026-03-02",
        "NEW YORK - Under-Secretary-General Jean Martin said the coalition would leave Iraq by September "
        "2026.",
        ["mission_end 2026-09-30 planned by Jean Martin"],
    ),
    (
        "2026-03-02",
        "قال رئيس الوزراء محمد شياع السوداني في مقابلة تلفزيونية إن قوات التحالف ستغادر إقليم كردستان "
        "العراق بحلول أيلول 2026.",
        ["phase2 2026-09-30 planned by محمد شياع السوداني"],
    ),
    # changes told by verbs
    (
        "2026-08-20",
        "أُجّل انسحاب قوات التحالف الدولي من إقليم كردستان العراق من 30 أيلول إلى 15 تشرين الثاني، بحسب "
        "ما قال وزير الدفاع ثابت العباسي.",
        ["phase2 2026-11-15 postponed later by ثابت العباسي"],
    ),
    (
        "2026-08-20",
        "تأجل خروج القوات الأميركية من أربيل من 30 أيلول إلى 15 تشرين الثاني، قال وزير الدفاع العراقي "
        "ثابت العباسي.",
        ["phase2 2026-11-15 postponed later by ثابت العباسي"],
    ),
    (
        "2026-08-20",
        "أرجأ العراق والولايات المتحدة انسحاب قوات التحالف من أربيل إلى نهاية عام 2026، وفق ما أعلن وزير "
        "الدفاع ثابت العباسي.",
        ["phase2 2026-12-31 postponed later by ثابت العباسي"],
    ),
    (
        "2026-08-20",
        "أُرجئ انسحاب قوات التحالف الدولي من أربيل العراقية من دون تحديد موعد جديد، قال وزير الدفاع ثابت "
        "العباسي.",
        ["phase2 - postponed later by ثابت العباسي"],
    ),
    (
        "2026-08-20",
        "The withdrawal of coalition forces from Iraq's Kurdistan region, which both governments had "
        "called a matter of principle, has been postponed, Defence Minister Thabit al-Abbasi said.",
        ["phase2 - postponed later by Thabit al-Abbasi"],
    ),
    (
        "2026-08-20",
        "Defence Minister Thabit al-Abbasi said the coalition's pullout from Erbil in Iraq had been put "
        "back from 30 September to 15 November.",
        ["phase2 2026-11-15 postponed later by Thabit al-Abbasi"],
    ),
    (
        "2026-05-04",
        "Defence Minister Thabit al-Abbasi said the withdrawal from Iraq's Kurdistan region by US forces "
        "was brought forward to 30 June.",
        ["phase2 2026-06-30 announced earlier by Thabit al-Abbasi"],
    ),
    # background
    (
        "2026-09-01",
        "The coalition was to leave the Kurdistan region of Iraq by 1 October under the old plan.",
        [],
    ),
    (
        "2026-09-01",
        "كان من المقرر أن تغادر قوات التحالف إقليم كردستان العراق بحلول الأول من تشرين الأول.",
        [],
    ),
    (
        "2026-09-01",
        "يشار إلى أن قوات التحالف ستغادر إقليم كردستان العراق بحلول نهاية أيلول.",
        [],
    ),
    # speakers
    (
        "2026-03-02",
        "قال وزير الخارجية فؤاد حسين إنه التقى نظيره.\nومن المتوقع أن تغادر قوات التحالف إقليم كردستان "
        "العراق في أيلول 2026.",
        ["phase2 2026-09-30 planned by "],
    ),
    (
        "2026-03-02",
        "Foreign Minister Fuad Hussein met his counterpart, he said.\nCoalition troops are expected to "
        "leave Iraq's Kurdistan region before the end of September.",
        ["phase2 2026-09-30 planned by "],
    ),
    (
        "2026-03-02",
        "«ستغادر قوات التحالف إقليم كردستان العراق بحلول أيلول 2026»، كما صرح وزير الخارجية فؤاد حسين.",
        ["phase2 2026-09-30 planned by فؤاد حسين"],
    ),
    (
        "2026-03-02",
        "Two Iraqi officials said coalition troops would leave Erbil in Iraq by July 2026.",
        ["phase2 2026-07-31 planned by sources"],
    ),
    # agreement by resolution
    (
        "2026-03-02",
        "The Iraqi parliament adopted a resolution under which the coalition must leave Iraq by December "
        "2026.",
        ["mission_end 2026-12-31 agreed by Iraqi parliament"],
    ),
    # nothing decided
    (
        "2026-03-02",
        "لم يتم تحديد موعد لانسحاب القوات الأميركية من العراق، بحسب مصدر حكومي.",
        [],
    ),
    (
        "2026-03-02",
        "No date has been set for the withdrawal of US troops from Iraq, a government source said.",
        [],
    ),
    # another country's matter
    (
        "2026-03-02",
        "UNIFIL must withdraw from Lebanon within one year of the end of its mandate on 31 December 2026.",
        [],
    ),
    (
        "2026-03-02",
        "The French contingent said it would leave Iraq's neighbour Syria by June 2026.",
        [],
    ),
]


SECOND: list[Row] = [
    (
        "2026-01-10",
        "ستسلم قوات التحالف قاعدة عين الأسد في العراق إلى الجيش العراقي.",
        [],
    ),
    (
        "2026-01-10",
        "A report on the coalition's withdrawal from Iraq's Kurdistan region was to be presented by 1 June.",
        [],
    ),
    (
        "2026-03-02",
        "The White House rejected reports that US troops would remain in Iraq until 2029.",
        ["mission_end - denied changed by White House"],
    ),
    (
        "2026-03-02",
        "رفض البيت الأبيض تقارير عن إبقاء القوات الأميركية في العراق حتى 2029.",
        ["mission_end 2029-12-31 denied by البيت الأبيض"],
    ),
    (
        "2026-03-02",
        "There is no truth to claims that the coalition will stay in Iraq through 2028, spokesman Basim "
        "al-Awadi said.",
        ["mission_end - denied changed by Basim al-Awadi"],
    ),
    (
        "2026-03-02",
        "ما تردد عن بقاء التحالف في العراق حتى 2028 عار عن الصحة، وفق الناطق باسم الحكومة باسم العوادي.",
        ["mission_end - denied changed by باسم العوادي"],
    ),
    (
        "2026-03-02",
        "The coalition's mission in Iraq will end by September 2026 and will not be extended, Foreign "
        "Minister Fuad Hussein said.",
        ["mission_end 2026-09-30 planned by Fuad Hussein", "mission_end - denied changed by Fuad Hussein"],
    ),
    (
        "2026-03-02",
        "قال وزير الخارجية فؤاد حسين إن مهمة التحالف في العراق ستنتهي بحلول أيلول 2026 ولن تمدد.",
        ["mission_end 2026-09-30 planned by فؤاد حسين", "mission_end - denied changed by فؤاد حسين"],
    ),
    (
        "2026-03-02",
        "Iraq and the United States have postponed the coalition's withdrawal from Erbil from 30 "
        "September to 31 December, Foreign Minister Fuad Hussein said.",
        ["phase2 2026-12-31 postponed later by Fuad Hussein"],
    ),
    (
        "2026-03-02",
        "تقرر ترحيل موعد انسحاب التحالف من أربيل العراقية إلى 31 كانون الأول 2026، بحسب ما أعلن وزير "
        "الخارجية فؤاد حسين.",
        ["phase2 2026-12-31 postponed later by فؤاد حسين"],
    ),
    (
        "2026-03-02",
        "The coalition's exit from Erbil in Iraq has been moved up to 30 June 2026, Foreign Minister "
        "Fuad Hussein said.",
        ["phase2 2026-06-30 announced earlier by Fuad Hussein"],
    ),
    (
        "2026-03-02",
        "قُدّم موعد خروج التحالف من أربيل العراقية إلى 30 حزيران 2026، قال وزير الخارجية فؤاد حسين.",
        ["phase2 2026-06-30 announced earlier by فؤاد حسين"],
    ),
    (
        "2026-03-02",
        "The coalition could leave Iraq's Kurdistan region by June 2026, three officials said.",
        ["phase2 2026-06-30 rumoured by sources"],
    ),
    (
        "2026-03-02",
        "قد تغادر قوات التحالف إقليم كردستان العراق بحلول حزيران 2026، بحسب ثلاثة مصادر.",
        ["phase2 2026-06-30 rumoured by sources"],
    ),
    (
        "2026-03-02",
        "If talks succeed, US troops would leave Erbil in Iraq by June 2026, Foreign Minister Fuad "
        "Hussein said.",
        ["phase2 2026-06-30 conditional by Fuad Hussein"],
    ),
    (
        "2026-03-02",
        "إذا نجحت المحادثات فستغادر القوات الأميركية أربيل في العراق بحلول حزيران 2026، قال وزير "
        "الخارجية فؤاد حسين.",
        ["phase2 2026-06-30 conditional by فؤاد حسين"],
    ),
    (
        "2026-03-02",
        "Iraqi lawmakers demand that US forces leave Iraq by the end of June 2026.",
        ["mission_end 2026-06-30 proposed by "],
    ),
    (
        "2026-03-02",
        "يطالب نواب بخروج القوات الأميركية من العراق بحلول نهاية حزيران 2026.",
        ["mission_end 2026-06-30 proposed by "],
    ),
    (
        "2026-03-02",
        "Analyst John Doe said US forces would not leave Iraq before 2028.",
        ["mission_end 2028-01-01 rumoured commentary stays by John Doe"],
    ),
    (
        "2026-09-01",
        "US troops had been expected to leave Iraq's Kurdistan region by 30 September.",
        [],
    ),
    (
        "2026-09-01",
        "وكان الاتفاق ينص على خروج التحالف من إقليم كردستان العراق بحلول 30 أيلول.",
        [],
    ),
    (
        "2026-09-01",
        "يذكر أن الجانبين اتفقا على انسحاب التحالف من إقليم كردستان العراق بحلول نهاية أيلول.",
        [],
    ),
    (
        "2026-09-01",
        "Recall that the coalition's withdrawal from Iraq's Kurdistan region is due by 30 September.",
        [],
    ),
    (
        "2026-03-02",
        "«لن تبقى قوات التحالف في العراق بعد أيلول 2026»، هكذا قال وزير الدفاع ثابت العباسي.",
        ["mission_end 2026-09-30 planned by ثابت العباسي"],
    ),
    (
        "2026-03-02",
        "Defence Minister Thabit al-Abbasi met troops in Mosul.\nHe said the coalition would leave "
        "Iraq's Kurdistan region by September 2026.",
        ["phase2 2026-09-30 planned by Thabit al-Abbasi"],
    ),
    (
        "2026-03-02",
        "التقى وزير الدفاع ثابت العباسي جنودا في الموصل.\nوقال إن التحالف سيغادر إقليم كردستان العراق "
        "بحلول أيلول 2026.",
        ["phase2 2026-09-30 planned by ثابت العباسي"],
    ),
    (
        "2026-03-02",
        "قال وكيل الأمين العام لعمليات السلام جان مارتن إن التحالف سيغادر العراق بحلول أيلول 2026.",
        ["mission_end 2026-09-30 planned by جان مارتن"],
    ),
    (
        "2026-03-02",
        "صرح قائد قوة الأمم المتحدة بأن التحالف سيغادر العراق في أيلول 2026.",
        ["mission_end 2026-09-30 planned by قائد"],
    ),
    (
        "2026-03-02",
        "قال وزير الدفاع ثابت العباسي إنه سيعرض خيارات، وإن مهمة التحالف في العراق تتوقف مع انتهاء "
        "الاتفاق في نهاية السنة.",
        ["mission_end 2026-12-31 planned by ثابت العباسي"],
    ),
    (
        "2026-03-02",
        "BRUSSELS, March 2 (Wire) - The coalition will end its mission in Iraq by September 2026, "
        "Secretary General Mark Rutte said.",
        ["mission_end 2026-09-30 planned by Mark Rutte"],
    ),
    (
        "2026-01-18",
        "The last coalition troops have left Ain al-Asad in western Iraq, Defence Minister Thabit "
        "al-Abbasi said.",
        ["phase1 - completed by Thabit al-Abbasi"],
    ),
    (
        "2026-01-18",
        "غادر آخر جنود التحالف قاعدة عين الأسد غربي العراق، قال وزير الدفاع ثابت العباسي.",
        ["phase1 - completed by ثابت العباسي"],
    ),
    (
        "2026-03-02",
        "No decision has been made on whether US troops will stay in Iraq beyond September 2026.",
        [],
    ),
    (
        "2026-03-02",
        "لم يتخذ أي قرار بشأن بقاء القوات الأميركية في العراق بعد أيلول 2026.",
        [],
    ),
    (
        "2026-03-02",
        "The UN mission in Iraq, UNAMI, will leave the country by 31 December 2026.",
        [],
    ),
    (
        "2026-03-02",
        "ستغادر بعثة الأمم المتحدة العراق بحلول 31 كانون الأول 2026.",
        [],
    ),
    (
        "2026-03-02",
        "Will US troops leave Iraq by September 2026?",
        [],
    ),
]

WIDER: list[Row] = [
    # English wordings of other newsrooms, each with what it must not be taken for
    (
        "2025-03-10",
        "The pull-out of American soldiers from Iraq will wrap up by September 2026, the cabinet affirmed.",
        ["mission_end 2026-09-30 planned by cabinet"],
    ),
    (
        "2025-03-10",
        "The US will withdraw from the nuclear deal by October 2026, officials in Iraq predicted.",
        [],
    ),
    (
        "2025-07-07",
        "The two governments hammered out a deal under which the bulk of coalition troops pull out of "
        "federal Iraq before the close of September 2025 and the residual contingent in Erbil departs "
        "twelve months later.",
        ["phase1 2025-09-30 agreed by ", "phase2 2026-09-30 agreed by "],
    ),
    (
        "2025-12-01",
        "The pullback from Erbil in Iraq hinges on talks, but coalition units stay until September 2026, "
        "aides said.",
        ["phase2 2026-09-30 conditional by sources"],
    ),
    (
        "2025-06-02",
        "Iraq's Joint Operations Command rebuffed reports that the coalition would linger past September "
        "2025.",
        ["mission_end - denied changed by Joint Operations Command"],
    ),
    (
        "2026-07-01",
        "Coalition parties in Iraq's parliament want the session to end in November, Washington's envoy "
        "said.",
        [],
    ),
]
# Set phrases of Arabic newsrooms, each with what only looks like it.
WORDINGS: list[Row] = [
    (
        "2026-03-02",
        "أنجزت القوات الأميركية انسحابها من قاعدة عين الأسد في العراق.",
        ["phase1 - completed by "],
    ),
    (
        "2026-03-02",
        "ستنجز القوات الأميركية انسحابها من قاعدة عين الأسد في العراق.",
        [],
    ),
    (
        "2026-03-02",
        "جرى صباح اليوم تسليم مقر التحالف في قاعدة فيكتوريا إلى الجيش العراقي.",
        ["phase1 2026-03-02 completed by "],
    ),
    (
        "2026-03-02",
        "تم الاتفاق على تسليم مقر التحالف في قاعدة فيكتوريا إلى الجيش العراقي.",
        [],
    ),
    (
        "2026-03-02",
        "لا يستبعد المستشار انسحاب القوات الأميركية من العراق.",
        [],
    ),
    (
        "2026-03-02",
        "يُنفذ انسحاب التحالف من العراق من دون تأخير.",
        [],
    ),
    (
        "2026-03-02",
        "قدّمت واشنطن موعد مغادرة قواتها أربيل العراقية إلى تموز 2026.",
        ["phase2 2026-07-31 planned earlier by "],
    ),
    (
        "2026-03-02",
        "قد يطول بقاء القوات الأميركية في أربيل العراقية إلى ما بعد أيلول 2026.",
        ["phase2 2026-10-01 conditional stays by "],
    ),
    (
        "2026-03-02",
        "يكون العراق خالياً من القوات الأميركية بنهاية 2026.",
        ["mission_end 2026-12-31 planned by "],
    ),
    (
        "2026-03-02",
        "تنتشر القوات الأميركية خارج العراق منذ نهاية 2026.",
        [],
    ),
    (
        "2026-03-02",
        "حدد البيان المشترك نهاية أيلول 2026 أجلاً أقصى لعمل التحالف في العراق.",
        ["mission_end 2026-09-30 agreed by البيان المشترك"],
    ),
    (
        "2026-03-02",
        "تجتمع اللجنة العسكرية العليا في بغداد الأسبوع المقبل لبحث إنهاء مهمة التحالف في العراق.",
        [],
    ),
]


FAR: list[Row] = [
    # a denial whose speaker is named at length
    (
        "2024-03-03",
        "نفى مبعوث الولايات المتحدة إلى التحالف الدولي إيان مكاري أن تكون لدى بلاده في هذا الوقت خطة فورية "
        "لمغادرة العراق.",
        ["mission_end - denied stays by إيان مكاري"],
    ),
]
ROWS = FIRST + SECOND + WIDER + WORDINGS + FAR


@pytest.mark.parametrize(("day", "text", "expected"), ROWS, ids=[row[1][:50] for row in ROWS])
def test_what_is_stated(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected
