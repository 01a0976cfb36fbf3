"""Statements of short articles about the two phases: what, by which day, how it is put, and by whom.

The articles are made up for this table; they describe wordings, not history. Steps that no alert follows
(handovers of a base, reductions) are left out.
"""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped
from tests.core.test_statements import key, told

ARTICLES = [
    (
        "2025-10-02",
        "رئيس الأركان: جدول خروج القوات ماضٍ كما خطط له",
        "أكد رئيس أركان الجيش العراقي عبد الأمير يارالله أن ما تبقى من قوات التحالف الدولي سيغادر "
        "إقليم كردستان في أيلول 2026 على أبعد تقدير.\nوأوضح يارالله أن عدد الجنود الأميركيين "
        "سينخفض إلى أقل من 2000 جندي.",
        ["phase2 2026-09-30 planned by عبد الأمير يارالله"],
    ),
    (
        "2026-02-03",
        "مستشار السوداني: نعمل على تسريع المرحلة الثانية",
        "قال حسين علاوي، مستشار رئيس الوزراء العراقي، إن بغداد تبحث مع واشنطن تقديم موعد المرحلة "
        "الثانية من انسحاب التحالف الدولي إلى نهاية يونيو 2026 بدلا من سبتمبر.\nوكانت المرحلة "
        "الأولى قد انتهت في يناير الماضي بتسلم قاعدة عين الأسد.",
        ["phase2 2026-06-30 proposed by حسين علاوي"],
    ),
    (
        "2025-08-27",
        "نقل جنود أمريكيين من عين الأسد إلى أربيل",
        "كشف مصدر أمني في محافظة الأنبار أن رتلا عسكريا أمريكيا غادر قاعدة عين الأسد باتجاه مدينة "
        "أربيل، على أن تُسلم القاعدة إلى الجيش العراقي قبل 15 شتنبر المقبل.\nوأضاف المصدر أن "
        "القوات الأمريكية المتبقية في القاعدة ستنسحب تباعا.",
        ["phase1 2025-09-15 planned by sources"],
    ),
    (
        "2025-07-22",
        "نائب: البرلمان يطالب بجدولة واضحة لخروج الأميركيين",
        "دعا عضو لجنة الأمن والدفاع النيابية علي البنداوي الحكومة إلى الالتزام بإنهاء مهمة "
        "التحالف الدولي في العراق بحلول نهاية أيلول المقبل وعدم القبول بأي تمديد.",
        ["mission_end 2025-09-30 proposed by علي البنداوي"],
    ),
    (
        "2025-09-30",
        "Coalition mission in federal Iraq to wrap up, Pentagon says",
        "The United States will reduce its military mission in Iraq to fewer than 2,000 troops, "
        'most of them in Erbil, the Pentagon said on Tuesday.\n"This reduction reflects our '
        'combined success," spokesman Sean Parnell said.\nThe mission of the US-led coalition in '
        "Iraq will end no later than September 2026, Parnell added.",
        ["mission_end 2026-09-30 planned by Sean Parnell"],
    ),
    (
        "2026-01-19",
        "Baghdad eyes earlier exit of remaining coalition troops",
        "Iraq wants the remaining coalition forces to leave the Kurdistan region by June, three "
        "months ahead of schedule, said Sabah al-Numan, the spokesman for the "
        "commander-in-chief.\nUnder the 2024 agreement, the second phase runs until September "
        "2026.",
        ["phase2 2026-06-30 proposed by Sabah al-Numan"],
    ),
    (
        "2025-08-20",
        "US troops quit Camp Victory as first phase nears end",
        "American forces handed over Camp Victory in Baghdad to the Iraqi army on Wednesday, a "
        "security source told reporters, and are expected to leave Ain al-Asad base by "
        "mid-September.\nBetween 2,000 and 2,500 American troops are stationed in Iraq.",
        ["phase1 2025-09-20 planned by sources"],
    ),
    (
        "2025-09-18",
        "Analyst: US unlikely to meet Iraq deadline",
        "Renad Mansour, an analyst at Chatham House, said he doubted that coalition forces would "
        "leave Ain al-Asad before the end of the year.\nThe first phase of the withdrawal is due "
        "to be completed by the end of September, according to the Iraqi defence ministry.",
        [
            "phase1 2025-12-31 rumoured commentary by Renad Mansour",
            "phase1 2025-09-30 planned by Iraqi defence ministry",
        ],
    ),
    (
        "2025-09-07",
        "وزير الدفاع العراقي: عين الأسد ستكون بيد قواتنا قبل نهاية الشهر",
        "أعلن وزير الدفاع العراقي ثابت العباسي، الأحد، أن قوات التحالف الدولي ستغادر قاعدة عين "
        "الأسد وبغداد قبل نهاية شهر أيلول الجاري.\nوبين العباسي أن المرحلة الثانية تستمر حتى "
        "أيلول 2026 وتشمل أربيل.",
        ["phase1 2025-09-30 planned by ثابت العباسي", "phase2 2026-09-30 planned by ثابت العباسي"],
    ),
    (
        "2026-01-10",
        "مباحثات عراقية أمريكية لتسريع الانسحاب",
        "طلبت بغداد من واشنطن تسريع انسحاب قوات التحالف من إقليم كردستان ليكتمل في ماي المقبل، "
        "بحسب ما نقلته قناة محلية عن مصادر حكومية.\nوينص الاتفاق المبرم سنة 2024 على انتهاء "
        "المرحلة الثانية في شتنبر 2026.",
        ["phase2 2026-05-31 proposed by sources"],
    ),
    (
        "2025-10-15",
        "خبير عسكري: واشنطن قد لا تلتزم بموعد 2026",
        "رأى الخبير العسكري صفاء الأعسم أن القوات الأميركية قد تبقى في أربيل إلى ما بعد أيلول "
        "2026 إذا استمر التوتر في سوريا.",
        [],
    ),
    (
        "2025-08-29",
        "السفارة الأميركية في بغداد: لا تغيير في موعد إنهاء المهمة",
        "أكدت السفارة الأميركية في بغداد أن مهمة التحالف الدولي في العراق ستنتهي في 30 أيلول 2025 "
        "كما هو مقرر، نافية ما تردد عن تأجيل الانسحاب.",
        ["mission_end 2025-09-30 planned by السفارة الأميركية", "mission_end - denied by السفارة الأميركية"],
    ),
    (
        "2026-02-11",
        "US envoy says withdrawal from Iraq on track",
        "The withdrawal of US forces from the Kurdistan region of Iraq will be completed by the "
        "end of September, US special envoy Tom Barrack told reporters on Wednesday.\nIraqi "
        "officials said about 1,500 troops remained in Erbil.",
        ["phase2 2026-09-30 planned by Tom Barrack"],
    ),
    (
        "2026-01-17",
        "Iraqi army takes over Ain al-Asad as US troops leave",
        "US forces have fully withdrawn from Ain al-Asad air base in western Iraq, the Iraqi "
        "defence ministry said on Saturday.\nThe base was handed to the Iraqi army after the "
        "departure of the last American soldiers, it added.\nUnder a 2024 agreement the "
        "coalition's mission in Iraq was to end by September 2025, with some troops staying in "
        "Erbil until September 2026.",
        ["phase1 2026-01-17 completed by Iraqi defence ministry"],
    ),
    (
        "2025-07-09",
        "Sudani adviser: coalition to leave bases in two months",
        "Coalition forces will leave Ain al-Asad and Baghdad by the end of September, Hussein "
        "Allawi, an adviser to Prime Minister Mohammed Shia al-Sudani, told state media on "
        "Wednesday.\nA smaller force will remain in Erbil until September 2026, Allawi said.",
        ["phase1 2025-09-30 planned by Hussein Allawi", "phase2 2026-09-30 planned by Hussein Allawi"],
    ),
    (
        "2026-03-05",
        "Iraqi parliament bloc calls for faster US withdrawal",
        "A bloc in the Iraqi parliament called on the government on Thursday to speed up the "
        "withdrawal of US troops from Iraq and complete it before the end of June.",
        ["mission_end 2026-06-30 proposed by "],
    ),
    (
        "2026-05-04",
        "US and Iraq discuss extending troop presence",
        "Washington and Baghdad are discussing keeping a few hundred American troops in Erbil "
        "until the end of 2027, two US officials said on condition of anonymity.\nThe remaining "
        "forces were due to leave Iraq by September 2026.",
        ["phase2 2027-12-31 proposed by sources"],
    ),
    (
        "2025-11-25",
        "العراق: لم نبحث مع واشنطن تمديد مهمة التحالف",
        "نفت وزارة الخارجية العراقية، الثلاثاء، إجراء أي مباحثات مع الجانب الأمريكي لتأجيل "
        "الانسحاب المقرر في أيلول 2026 من إقليم كردستان.",
        [
            "phase2 - denied by وزارة الخارجية العراقية",
        ],
    ),
    (
        "2026-04-07",
        "واشنطن تخفض قواتها في العراق إلى أقل من ألفي جندي",
        "أعلن البنتاغون خفض عدد القوات الأمريكية في العراق إلى أقل من 2000 جندي بحلول نهاية الشهر "
        "الجاري، على أن تُستكمل مغادرة القوات المتبقية في شتنبر 2026.",
        ["phase2 2026-09-30 planned by البنتاغون"],
    ),
    (
        "2025-08-12",
        "الفياض: قوات التحالف سترحل في موعدها",
        "أكد الأعرجي أن قوات التحالف الدولي ستنسحب من بغداد وعين الأسد في شتنبر المقبل، مبينا أن "
        "البقية ستغادر أربيل في شتنبر 2026.",
        ["phase1 2025-09-30 planned by الأعرجي", "phase2 2026-09-30 planned by الأعرجي"],
    ),
    (
        "2025-12-03",
        "محلل سياسي: لا انسحاب أمريكي كاملا قبل 2027",
        "اعتبر المحلل السياسي غالب الدعمي أن القوات الأمريكية لن تغادر العراق قبل نهاية 2027.",
        ["mission_end 2027-10-01 rumoured commentary by غالب الدعمي"],
    ),
    (
        "2025-09-16",
        "Iraq: coalition withdrawal from Ain al-Asad delayed until October",
        "The withdrawal of coalition forces from Ain al-Asad has been postponed until the end of "
        "October, an Iraqi military official said on Tuesday.\nThe troops had been due to leave "
        "the base by the end of September.",
        ["phase1 2025-10-31 postponed by sources"],
    ),
    (
        "2026-06-30",
        "Iraq PM says last US soldier will go by September",
        '"The last American soldier will leave Iraq by the end of September," Prime Minister '
        "Ali al-Zaidi said in a televised speech on Tuesday.\nParliament voted in 2020 to expel "
        "foreign troops.",
        ["phase2 2026-09-30 planned by Ali al-Zaidi"],
    ),
    (
        "2025-11-05",
        "Hegseth orders faster drawdown in Iraq",
        "Defense Secretary Pete Hegseth has ordered the remaining troops in the Kurdistan region "
        "of Iraq to leave by March 31, 2026, six months earlier than agreed, according to two US "
        "officials.",
        ["phase2 2026-03-31 announced by sources"],
    ),
    (
        "2025-08-21",
        "Explainer: what comes after the coalition in Iraq",
        "The agreement announced in September 2024 foresees two phases.\nIn the first, coalition "
        "forces leave bases in federal Iraq by the end of September 2025; in the second, the "
        "remaining troops leave the Kurdistan region by September 2026.",
        ["phase1 2025-09-30 agreed by ", "phase2 2026-09-30 agreed by "],
    ),
    (
        "2025-09-22",
        "السوداني: لا مبرر لبقاء التحالف بعد أيلول 2026",
        "قال رئيس الوزراء العراقي محمد شياع السوداني في مقابلة مع وكالة رويترز إن جميع قوات "
        "التحالف ستغادر العراق بحلول أيلول 2026 لأن تنظيم داعش لم يعد يشكل تهديدا.\nوأضاف "
        "السوداني أن مهمة التحالف في بغداد وعين الأسد تنتهي هذا الشهر.",
        [
            "mission_end 2026-09-30 planned by محمد شياع السوداني",
            "phase1 2025-09-30 planned by محمد شياع السوداني",
        ],
    ),
    (
        "2026-05-20",
        "تقرير: اتفاق على إرجاء خروج القوات من أربيل",
        "كشفت مصادر سياسية عراقية أن بغداد وواشنطن اتفقتا على إرجاء خروج القوات الأمريكية من "
        "أربيل إلى ديسمبر 2026 بدلا من سبتمبر.",
        ["phase2 2026-12-31 postponed by sources"],
    ),
    (
        "2025-08-30",
        "لجنة الأمن النيابية: القوات الأجنبية تنسحب في موعدها",
        "أعلنت لجنة الأمن والدفاع في البرلمان العراقي أن انسحاب القوات الأمريكية من قاعدتي عين "
        "الأسد وفيكتوريا سينتهي في 30 شتنبر 2025، وأن قاعدة حرير ستُخلى سنة 2026.",
        [
            "phase1 2025-09-30 planned by لجنة الأمن والدفاع",
            "phase2 2026-12-31 planned by لجنة الأمن والدفاع",
        ],
    ),
    (
        "2025-10-01",
        "US begins scaling down Iraq mission",
        "The United States has started withdrawing forces from Iraq and will cut its presence "
        "from 2,500 to fewer than 2,000 troops, a senior US defense official said on "
        "Wednesday.\nThe official, who spoke on condition of anonymity, said the transition would "
        "be completed by September 2026.",
        ["mission_end 2026-09-30 planned by sources"],
    ),
    (
        "2025-08-25",
        "Coalition moves troops from Ain al-Asad to Erbil",
        "A convoy of US troops left Ain al-Asad air base for Erbil on Monday, part of a plan to "
        "withdraw from federal Iraq by the end of September, an Iraqi army colonel said.",
        ["phase1 2025-08-25 begun by Iraqi army colonel", "phase1 2025-09-30 planned by Iraqi army colonel"],
    ),
    (
        "2026-04-15",
        "Kurdish official urges US to keep troops in Erbil",
        "Safeen Dizayee, head of foreign relations in the Kurdistan Regional Government, urged "
        "Washington to keep its forces in Iraq's Kurdistan region past September 2026.",
        ["phase2 2026-10-01 proposed by Safeen Dizayee"],
    ),
    (
        "2026-02-25",
        "Caine: Iraq pullout could finish early",
        "The remaining US forces could leave Iraq as early as July, General Dan Caine, chairman "
        "of the Joint Chiefs of Staff, told senators on Wednesday.",
        ["phase2 2026-07-31 planned by Dan Caine"],
    ),
]


@pytest.mark.parametrize(
    ("day", "title", "body", "expected"), ARTICLES, ids=[title for _, title, _, _ in ARTICLES]
)
def test_who_tells_what(day: str, title: str, body: str, expected: list[str]) -> None:
    found = [s for s in told(day, title, body) if s.milestone != "other"]
    assert [f"{key(s)} by {s.speaker}" for s in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Between 2,000 and 2,500 American troops are in Iraq.", [(2000, 2500)], id="between"),
        pytest.param("About 2,000 to 2,500 US troops remain in Iraq.", [(2000, 2500)], id="to"),
        pytest.param("It falls from 2,500 to 2,000 troops in Iraq.", [(2500, None), (2000, None)], id="down"),
        pytest.param("يبقى ما بين 250 و350 مستشاراً أميركياً في العراق", [(250, 350)], id="ar-between"),
        pytest.param("ينتشر 2000 إلى 2500 جندي أميركي في العراق", [(2000, 2500)], id="ar-to"),
    ],
)
def test_ranges_of_troops(text: str, expected: list[tuple[int, int | None]]) -> None:
    found = extract(entry(text), shipped()).counts
    assert [(count.n, count.n_max) for count in found] == expected
