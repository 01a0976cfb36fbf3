"""Statements of short articles: what is bound to which milestone by which day, and what is not.

The articles are made up for this table; they describe wordings, not history.
"""

import pytest

from monitor.extract import extract
from monitor.records import Statement
from tests.core.rules import entry, shipped


def told(day: str, title: str, body: str) -> list[Statement]:
    found = extract(entry(body, on=day, title=title), shipped()).statements
    return [statement for statement in found if not statement.background]


def key(statement: Statement) -> str:
    """milestone, day that counts, modality; a commentary is marked."""
    due = statement.due
    day = "-" if due is None else str(due.first_day if due.bound.value == "from" else due.last_day)
    mark = " commentary" if statement.commentary else ""
    return f"{statement.milestone} {day} {statement.modality.value}{mark}"


ARTICLES = [
    (
        "2024-09-27",
        "بيان عراقي أميركي: مهمة التحالف تنتهي في أيلول 2025",
        "أعلن العراق والولايات المتحدة في بيان مشترك صدر الجمعة أن المهمة العسكرية للتحالف الدولي في "
        "العراق ستنتهي في موعد لا يتجاوز نهاية أيلول/سبتمبر 2025، على أن تستمر مهمته انطلاقاً من "
        "الأراضي العراقية لدعم العمليات في سوريا حتى أيلول 2026.",
        ["mission_end 2025-09-30 agreed", "phase2 2026-09-30 agreed"],
    ),
    (
        "2024-09-27",
        "US and Iraq say coalition mission will conclude by September 2025",
        "The US-led coalition's military mission in Iraq will conclude over the next 12 months, and "
        "no later than the end of September 2025, the two governments said in a joint statement on "
        "Friday.\nThe second phase, under which forces will support operations in Syria from Iraq, "
        "will run until at least September 2026.",
        ["mission_end 2025-09-30 agreed", "phase2 2026-09-30 agreed"],
    ),
    (
        "2025-08-18",
        "بدء انسحاب القوات الأميركية من عين الأسد",
        "بدأت القوات الأميركية الانسحاب من قاعدة عين الأسد ومعسكر فيكتوريا في بغداد باتجاه أربيل، "
        "وفق ما أفاد به مصدر أمني عراقي الاثنين.\nوكان البلدان قد اتفقا على إنهاء مهمة التحالف "
        "بنهاية أيلول 2025.",
        ["withdrawal_start - begun"],
    ),
    (
        "2025-08-19",
        "Coalition begins pulling out of Ain al-Asad ahead of deadline",
        "US forces have begun withdrawing from Ain al-Asad air base in western Iraq, an Iraqi "
        "security official said on Tuesday, weeks before a September 30 deadline to end the "
        "coalition's mission in federal Iraq.",
        ["phase1 2025-09-30 planned", "withdrawal_start - begun"],
    ),
    (
        "2026-01-17",
        "الجيش العراقي يتسلم قاعدة عين الأسد بالكامل",
        "أعلنت وزارة الدفاع العراقية، السبت، أن القوات الأميركية أكملت انسحابها من قاعدة عين الأسد "
        "وأن الجيش العراقي تسلم القاعدة بالكامل.",
        ["phase1 2026-01-17 completed"],
    ),
    (
        "2026-01-18",
        "Iraq says coalition has completed withdrawal from federal territory",
        "Iraq's Defence Ministry said on Sunday that the US-led coalition had completed its "
        "withdrawal from all bases in federal Iraq, with only advisers left in the Kurdistan region "
        "until September 2026.",
        ["phase1 2026-01-18 completed", "phase2 2026-09-30 planned"],
    ),
    (
        "2025-10-20",
        "رئيس الوزراء: 250 مستشاراً أميركياً يبقون في عين الأسد",
        "قال رئيس الوزراء العراقي إن ما بين 250 و350 مستشاراً أميركياً سيبقون مؤقتاً في قاعدة عين "
        "الأسد بسبب التطورات في سوريا، بعدما كان مقرراً انسحابهم الكامل بحلول أيلول الماضي.",
        ["phase1 - postponed"],
    ),
    (
        "2025-03-12",
        "المتحدث: لا تغيير في موعد انسحاب التحالف",
        "نفى المتحدث باسم الحكومة العراقية، الأربعاء، وجود أي نية لتمديد مهمة التحالف الدولي في "
        "العراق، مؤكداً أن الانسحاب سيتم في موعده المحدد نهاية أيلول 2025.",
        ["mission_end - denied", "mission_end 2025-09-30 announced"],
    ),
    (
        "2025-06-02",
        "Pentagon: US to accelerate withdrawal from Iraq",
        "The Pentagon will bring forward the withdrawal of American troops from Iraq's Kurdistan "
        "region to March 2026, six months ahead of schedule, two US officials said on Monday.",
        ["phase2 2026-03-31 announced"],
    ),
    (
        "2025-07-21",
        "واشنطن تؤجل انسحاب قواتها من أربيل إلى نهاية 2027",
        "قال مسؤولان أميركيان إن واشنطن وبغداد اتفقتا على تأجيل انسحاب القوات الأميركية من إقليم "
        "كردستان من أيلول 2026 إلى نهاية 2027.",
        ["phase2 2027-12-31 postponed"],
    ),
    (
        "2025-09-15",
        "السفارة الأميركية: مهمة التحالف تنتهي هذا الشهر",
        "أكدت السفارة الأميركية في بغداد أن المهمة العسكرية للتحالف الدولي في العراق ستنتهي بحلول 30 "
        "أيلول/سبتمبر الجاري.",
        ["mission_end 2025-09-30 planned"],
    ),
    (
        "2025-11-12",
        "العراق: الانتخابات لن تؤثر في جدول انسحاب التحالف",
        "أجريت الانتخابات البرلمانية العراقية في 11 تشرين الثاني 2025، وقالت المفوضية إن النتائج "
        "النهائية ستعلن بحلول نهاية الشهر.",
        [],
    ),
    (
        "2025-05-30",
        "بعثة الأمم المتحدة تغادر العراق نهاية 2025",
        "تستعد بعثة الأمم المتحدة لمساعدة العراق (يونامي) لإنهاء عملها بحلول 31 كانون الأول 2025 "
        "بناء على طلب بغداد، وقال رئيس البعثة إن نقل الملفات سيكتمل في أيلول.",
        [],
    ),
    (
        "2025-05-31",
        "UN mission in Iraq to close by end of 2025",
        "The United Nations mission in Iraq will end its work by December 31, 2025 at the request of "
        "the Iraqi government, its head said.\nThe closure is separate from the departure of the "
        "US-led coalition.",
        [],
    ),
    (
        "2025-12-15",
        "فصائل عراقية تمهل الحكومة حتى آذار لنزع السلاح",
        "تلقت الفصائل المسلحة العراقية مهلة من واشنطن لتسليم سلاحها بحلول آذار 2026، بحسب مصادر في "
        "الإطار التنسيقي.",
        [],
    ),
    (
        "2026-03-01",
        "NATO mission in Iraq extends mandate to 2028",
        "NATO allies agreed to extend the alliance's training mission in Iraq until the end of 2028, "
        "a spokesperson said in Brussels.",
        ["other 2028-12-31 planned"],
    ),
    (
        "2025-02-20",
        "Turkey says it will leave Bashiqa base in northern Iraq by June",
        "Turkish troops will withdraw from the Bashiqa base in Iraq by June 2026 under a deal with "
        "Baghdad, Iraq's foreign ministry said.",
        [],
    ),
    (
        "2025-04-22",
        "US to halve troops in Syria within months",
        "The United States will reduce its force in Syria to fewer than 1,000 troops by the end of "
        "June, the Pentagon said. US forces in Iraq are not affected.",
        ["other 2025-06-30 announced"],
    ),
    (
        "2024-12-20",
        "مستشار رئيس الوزراء: لا جدول زمني جديد لانسحاب القوات الأميركية",
        "قال مستشار رئيس الوزراء العراقي إن بغداد ماضية في تنفيذ الاتفاق، وإن المرحلة الأولى تنتهي "
        "في أيلول 2025 والثانية في أيلول 2026.",
        ["phase1 2025-09-30 agreed", "phase2 2026-09-30 agreed"],
    ),
    (
        "2025-01-08",
        "Iraqi PM: coalition exit on schedule",
        "Prime Minister said on Wednesday that the coalition's first phase of withdrawal would be "
        "completed by September 2025 and the second by September 2026, rejecting talk of an "
        "extension.",
        ["phase1 2025-09-30 planned", "phase2 - denied", "phase2 2026-09-30 planned"],
    ),
    (
        "2026-05-03",
        "وزير الدفاع: آخر جندي أميركي يغادر كردستان قبل أيلول المقبل",
        "أكد وزير الدفاع العراقي أن آخر جندي أميركي سيغادر إقليم كردستان قبل نهاية أيلول المقبل "
        "تنفيذاً للاتفاق المبرم بين البلدين.",
        ["phase2 2026-09-30 agreed"],
    ),
    (
        "2026-06-11",
        "Baghdad and Washington put off second phase of coalition pullout",
        "Iraq and the United States have postponed the second phase of the coalition's withdrawal "
        "from Erbil without setting a new date, two Iraqi officials said on Thursday.",
        ["phase2 - postponed"],
    ),
    (
        "2026-07-02",
        "لا انسحاب من أربيل في الوقت الحالي",
        "أكد قائد القيادة المركزية الأميركية أن القوات الأميركية ستبقى في أربيل إلى ما بعد أيلول "
        "2026، وأن واشنطن لن تغادر قبل القضاء على داعش.",
        ["phase2 - denied"],
    ),
    (
        "2025-09-02",
        "Coalition handing over Victory Base this month, Iraqi spokesman says",
        "The coalition will hand over Victory Base in Baghdad to Iraqi forces by September 20, "
        "military spokesman said.",
        ["phase1 2025-09-20 planned"],
    ),
    (
        "2024-10-15",
        "بغداد وواشنطن توقعان الاتفاق الأسبوع المقبل",
        "قال وزير الخارجية إن التوقيع على اتفاق إنهاء مهمة التحالف سيجري في واشنطن يوم 22 تشرين الأول.",
        ["announcement 2024-10-22 planned"],
    ),
    (
        "2025-08-17",
        "مسؤول عراقي: انسحاب التحالف من بغداد والأنبار يكتمل الشهر المقبل",
        "صرح المتحدث العسكري بأن المرحلة الأولى من انسحاب قوات التحالف الدولي من العراق ستكتمل في "
        "أيلول المقبل، فيما تستمر المرحلة الثانية في أربيل حتى أيلول 2026.",
        ["phase1 2025-09-30 planned", "phase2 2026-09-30 planned"],
    ),
    (
        "2025-08-20",
        "Coalition exit timeline unchanged, Baghdad says",
        "Iraqi government spokesman told reporters that the coalition's presence in Baghdad and at "
        "Ain al-Asad would end in September, while the last forces would depart from Erbil in "
        "September 2026.",
        ["phase1 2025-09-30 planned", "phase2 2026-09-30 planned"],
    ),
    (
        "2025-09-30",
        "US scales back mission in Iraq as deadline arrives",
        "The Pentagon said on Tuesday it will reduce its military mission in Iraq and keep fewer "
        "than 2,000 troops in the country, most of them in Erbil.\nUnder the agreement announced a "
        "year ago, the coalition is to complete its withdrawal from federal Iraq by the end of "
        "September 2025 and from the Kurdistan region by September 2026.",
        ["other - announced"],
    ),
    (
        "2026-01-19",
        "بعد 11 عاماً.. التحالف الدولي يغادر العراق الاتحادي",
        "أكدت قيادة العمليات المشتركة العراقية أن التحالف الدولي أنهى وجوده في جميع القواعد بالعراق "
        "الاتحادي، وأن القوات العراقية تسلمت آخر المواقع يوم السبت.",
        ["phase1 2026-01-17 completed"],
    ),
    (
        "2026-01-20",
        "Kurdish official: coalition to stay in Erbil beyond September",
        "A senior Kurdish official said the US-led coalition will remain in Erbil beyond September "
        "2026 because of the ISIS threat.",
        ["phase2 - denied"],
    ),
    (
        "2026-04-02",
        "مصادر: واشنطن تقدم موعد الانسحاب من كردستان إلى حزيران",
        "قالت ثلاثة مصادر أمنية إن الولايات المتحدة قررت تقديم موعد سحب قواتها من إقليم كردستان إلى "
        "حزيران 2026 بدلاً من أيلول.",
        ["phase2 2026-06-30 rumoured"],
    ),
    (
        "2026-04-03",
        "Sources: US to leave Iraqi Kurdistan three months early",
        "Washington has decided to pull its remaining troops out of Iraqi Kurdistan by June 2026 "
        "rather than September, three security sources said.",
        ["phase2 2026-06-30 rumoured"],
    ),
    (
        "2025-03-05",
        "لجنة نيابية: القوات الأميركية ستغادر العراق نهاية العام",
        "قال عضو لجنة الأمن والدفاع النيابية إن القوات الأميركية ستغادر الأراضي العراقية كلياً نهاية "
        "العام الحالي.",
        ["mission_end 2025-12-31 planned"],
    ),
    (
        "2024-11-20",
        "وزير الخارجية: التحالف ينهي مهمته بعد عامين",
        "قال وزير الخارجية العراقي في مؤتمر صحافي إن مهمة التحالف الدولي ستنتهي في أيلول 2025، "
        "وستتحول العلاقة إلى شراكة ثنائية بعد ذلك.",
        ["mission_end 2025-09-30 planned"],
    ),
    (
        "2025-01-28",
        "Trump administration reviewing Iraq withdrawal timetable",
        "The Trump administration is reviewing the timetable for withdrawing US troops from Iraq and "
        "no decision has been made, a US official said on Tuesday. Under the existing plan, most "
        "forces are to leave by September 2025.",
        [],
    ),
    (
        "2025-02-11",
        "البنتاغون ينفي إلغاء الانسحاب من العراق",
        "نفت وزارة الدفاع الأميركية صحة أنباء عن إلغاء خطة الانسحاب من العراق، وقالت إن الجدول "
        "الزمني المتفق عليه ما زال قائماً.",
        ["mission_end - announced"],
    ),
    (
        "2025-07-02",
        "رئيس الوزراء: انسحاب التحالف ماضٍ وفق الجدول",
        "أكد رئيس الوزراء أن انسحاب قوات التحالف يمضي وفق الجدول الزمني المتفق عليه مع الولايات المتحدة.",
        [],
    ),
    (
        "2025-12-05",
        "Congress passes NDAA with Iraq provisions",
        "The bill would halve security assistance to Iraq unless Baghdad curbs militias by March "
        "2026, lawmakers said. It does not change the deployment of US troops.",
        [],
    ),
    (
        "2025-09-22",
        "العراق يعلن موعد تسلم قاعدة فيكتوريا",
        "قالت قيادة العمليات المشتركة إن القوات العراقية ستتسلم قاعدة فيكتوريا قرب مطار بغداد من "
        "التحالف الدولي في 28 أيلول.",
        ["phase1 2025-09-28 planned"],
    ),
    (
        "2026-05-10",
        "واشنطن وبغداد تتفقان على تمديد مهمة التحالف في كردستان عاماً",
        "اتفقت بغداد وواشنطن على تمديد بقاء قوات التحالف الدولي في إقليم كردستان حتى أيلول 2027، وفق "
        "بيان مشترك.",
        ["phase2 2027-09-30 agreed"],
    ),
    (
        "2026-05-11",
        "US, Iraq extend coalition stay in Kurdistan by a year",
        "Iraq and the United States have agreed to extend the presence of coalition forces in the "
        "Kurdistan region until September 2027, they said in a joint statement.",
        ["phase2 2027-09-30 agreed"],
    ),
    (
        "2025-04-15",
        "Iraq, US military committee to meet on May 20",
        "The Higher Military Commission will hold its next session on May 20 to review progress on "
        "ending the coalition's mission in Iraq, the Iraqi defence ministry said.",
        ["other 2025-05-20 announced"],
    ),
    (
        "2025-10-05",
        "العراق: البرلمان يناقش قانون الحشد بعد الانتخابات",
        "قال نائب إن التصويت على قانون الحشد الشعبي سيؤجل إلى ما بعد انتخابات 11 تشرين الثاني، وإن "
        "واشنطن تعارض القانون وتلوح بسحب قواتها.",
        [],
    ),
    (
        "2026-02-01",
        "US begins pulling troops from Syria",
        "US forces began withdrawing from bases in northeast Syria on Sunday and moved convoys into "
        "Iraq's Kurdistan region, two officials said. The withdrawal from Syria will be completed "
        "within two months.",
        [],
    ),
    (
        "2024-10-02",
        "خبير: الانسحاب لن يكتمل قبل 2027",
        "قال الخبير العسكري إن انسحاب القوات الأميركية من العراق لن يكتمل قبل نهاية 2027.",
        ["mission_end 2027-10-01 rumoured commentary"],
    ),
    (
        "2025-06-23",
        "العراق يؤكد التزامه بموعد سبتمبر لإنهاء مهمة التحالف",
        "شدد مستشار الأمن القومي العراقي على أن بلاده متمسكة بموعد إنهاء مهمة التحالف الدولي في سبتمبر 2025.",
        ["mission_end 2025-09-30 planned"],
    ),
    (
        "2025-08-30",
        "Iraq's adviser: withdrawal talks 'done', coalition out next month",
        "Iraqi National Security Adviser said the coalition would be out of all federal bases next month.",
        ["other 2025-09-30 planned", "phase1 2025-09-30 planned"],
    ),
    (
        "2026-03-15",
        "المغادرة النهائية للتحالف في 30 شتنبر",
        "كشف مسؤول عراقي رفيع أن آخر وحدات التحالف الدولي ستغادر قاعدة حرير في أربيل يوم 30 شتنبر المقبل.",
        ["phase2 2026-09-30 planned"],
    ),
    (
        "2026-01-10",
        "رئيس الوزراء العراقي يبحث مع السفير الأميركي تشكيل الحكومة",
        "بحث رئيس الوزراء العراقي مع القائم بالأعمال الأميركي في بغداد ملف تشكيل الحكومة الجديدة. "
        "وتطرق اللقاء إلى الاتفاق بين البلدين على إنهاء مهمة التحالف الدولي في أيلول 2026.",
        ["mission_end 2026-09-30 agreed"],
    ),
    (
        "2026-03-10",
        "فصائل عراقية تتبنى هجوماً على قاعدة حرير",
        "تبنت فصائل مسلحة هجوماً بمسيرتين على قاعدة حرير في أربيل التي تضم قوات أميركية، وتوعدت "
        "بمواصلة الهجمات حتى خروج آخر جندي أميركي من العراق.",
        [],
    ),
    (
        "2026-03-11",
        "Drone attack on Erbil base; no casualties",
        "Two drones were shot down near a base hosting US troops in Erbil on Wednesday. Armed groups "
        "have vowed to keep attacking until American forces leave Iraq.",
        [],
    ),
    (
        "2026-04-20",
        "Iraq's new government programme: sovereignty, services",
        "The programme presented to parliament says the government will complete the withdrawal of "
        "coalition forces from Iraq by the end of September 2026 and will place all weapons under "
        "state control by the end of 2027.",
        ["mission_end 2026-09-30 planned"],
    ),
    (
        "2026-05-15",
        "كتلة نيابية تطالب بإخراج القوات الأميركية فوراً",
        "طالبت كتلة نيابية الحكومة العراقية بإخراج القوات الأميركية من البلاد فوراً ومن دون انتظار "
        "أيلول المقبل.",
        ["mission_end - proposed"],
    ),
    (
        "2024-12-11",
        "بعد سقوط الأسد.. واشنطن: لا تغيير في مهمة قواتنا بالعراق",
        "قال مسؤول في البيت الأبيض إن سقوط نظام الأسد لن يغير خطط الانسحاب من العراق، وإن المهمة "
        "ستنتقل إلى شراكة ثنائية في أيلول 2025 كما هو مقرر.",
        ["mission_end 2025-09-30 planned"],
    ),
    (
        "2025-09-10",
        "إيطاليا: جنودنا باقون في أربيل حتى نهاية 2026",
        "أعلن وزير الدفاع الإيطالي أن الجنود الإيطاليين ضمن التحالف الدولي سيبقون في أربيل حتى نهاية 2026.",
        # The title alone does not say whose "our soldiers" are.
        ["other 2026-12-31 planned", "phase2 2026-12-31 planned"],
    ),
    (
        "2025-08-14",
        "Iraq summons Turkish envoy over strikes",
        "Baghdad summoned Ankara's ambassador over air strikes in Duhok. Turkey has said its troops "
        "will leave Iraqi territory once PKK disarmament is complete by year-end.",
        [],
    ),
    (
        "2025-07-10",
        "العراق يمدد عقد شركة أمنية حتى نهاية العام",
        "مددت وزارة النقل العراقية عقد شركة أمنية لحماية مطار بغداد حتى نهاية العام الجاري، قبل "
        "انسحابها المقرر.",
        [],
    ),
    (
        "2026-02-18",
        "انسحاب وفد الديمقراطي من جلسة البرلمان",
        "انسحب نواب الحزب الديمقراطي الكردستاني من جلسة البرلمان العراقي، وأُجلت الجلسة إلى 25 شباط.",
        [],
    ),
    (
        "2026-06-20",
        "US House panel backs Iraq pullout report",
        "A House committee ordered the Pentagon to report by December 1 on the status of US forces "
        "in Iraq after the coalition's departure.",
        [],
    ),
    (
        "2025-10-01",
        "انتهاء مهلة انسحاب التحالف من بغداد وعين الأسد",
        "انتهت أمس الثلاثاء المهلة المحددة لخروج قوات التحالف الدولي من بغداد وعين الأسد، ولم يصدر "
        "إعلان رسمي عن اكتمال الانسحاب، فيما يقول مسؤولون إن عشرات المستشارين ما زالوا في القاعدة.",
        [],
    ),
    (
        "2025-11-03",
        "واشنطن: نلتزم بالجدول الزمني للانسحاب من العراق",
        "أكدت وزارة الحرب الأميركية التزامها بالجدول الزمني المتفق عليه لإنهاء مهمة التحالف، وقالت "
        "إن المرحلة الثانية ستكتمل في سبتمبر 2026.",
        ["phase2 2026-09-30 agreed"],
    ),
    (
        "2025-06-18",
        "حرب إيران وإسرائيل: هل تؤخر انسحاب القوات الأميركية؟",
        "قال مستشار حكومي إن الحرب قد تؤخر انسحاب القوات الأميركية من العراق إلى عام 2027.",
        ["mission_end 2027-12-31 conditional"],
    ),
    (
        "2025-06-19",
        "Iraqi adviser: war may delay US withdrawal to 2027",
        "The war between Israel and Iran could delay the withdrawal of US troops from Iraq until "
        "2027, an adviser to the prime minister said.",
        ["mission_end 2027-12-31 conditional"],
    ),
    (
        "2026-01-05",
        "Last US convoy leaves Ain al-Asad",
        "The last convoy of US troops left Ain al-Asad air base on Sunday, bringing the coalition's "
        "presence in federal Iraq to an end, Iraqi officials said.",
        ["phase1 2026-01-04 completed"],
    ),
    (
        "2024-09-25",
        "Austin, Iraqi counterpart to announce plan this week",
        "Washington and Baghdad are expected to announce the plan to wind down the coalition's "
        "mission later this week, US officials said.",
        ["announcement 2024-09-29 planned"],
    ),
    (
        "2024-09-26",
        "واشنطن وبغداد تعلنان الجمعة جدول انسحاب التحالف",
        "من المتوقع أن تعلن واشنطن وبغداد غداً الجمعة خطة إنهاء مهمة التحالف الدولي في العراق، بحسب "
        "مسؤول أميركي.",
        ["announcement 2024-09-27 planned"],
    ),
]


@pytest.mark.parametrize(("day", "title", "body", "expected"), ARTICLES, ids=[row[1] for row in ARTICLES])
def test_what_an_article_tells(day: str, title: str, body: str, expected: list[str]) -> None:
    assert sorted(key(statement) for statement in told(day, title, body)) == expected
