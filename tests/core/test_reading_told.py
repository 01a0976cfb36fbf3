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
    (
        "en",
        "2026-07-30",
        "Over the coming two months the coalition will leave Iraq, the security adviser said.",
        ["mission_end planned by 2026-09-30"],
    ),
    (
        "en",
        "2026-07-30",
        "Within two months the coalition will leave Iraq, the security adviser said.",
        ["mission_end planned by 2026-09-30"],
    ),
    ("ar", "2026-07-30", "بعد شهرين تغادر قوات التحالف العراق.", ["mission_end planned by 2026-09-30"]),
    (
        "ar",
        "2026-07-30",
        "بعد عام من الآن سيكون التحالف قد غادر العراق كلياً.",
        ["mission_end planned by 2027-07-30"],
    ),
    (
        "en",
        "2026-03-25",
        "The coalition will have left Iraq in half a year, the minister said.",
        ["mission_end planned by 2026-09-25"],
    ),
    (
        "ar",
        "2025-05-29",
        "تغادر قوات التحالف العراق الاتحادي بعد أربعة أشهر، وإقليم كردستان بعد ستة عشر شهراً.",
        ["phase1 planned by 2025-09-29", "phase2 planned by 2026-09-29"],
    ),
    (
        "ar",
        "2026-07-30",
        "تغادر قوات التحالف أربيل خلال الشهرين المقبلين، بحسب مسؤول في الداخلية.",
        ["phase2 planned by 2026-09-30"],
    ),
    (
        "en",
        "2026-07-30",
        "American troops will leave Erbil as early as March, three people familiar with the plan said.",
        ["phase2 rumoured on 2027-03-31"],
    ),
    (
        "en",
        "2026-07-30",
        "This time next year there will be no coalition in Iraq; its mission will be over.",
        ["mission_end planned on 2027-07-30"],
    ),
    (
        "ar",
        "2026-07-30",
        "في مثل هذا الوقت من العام المقبل ستكون قوات التحالف قد غادرت العراق.",
        ["mission_end planned on 2027-07-30"],
    ),
    (
        "en",
        "2026-08-04",
        "The coalition's withdrawal from Erbil will be completed no earlier than November.",
        ["phase2 planned from 2026-11-30"],
    ),
    (
        "ar",
        "2025-07-16",
        "طالبت حكومة الإقليم ببقاء قوات التحالف في أربيل ثلاث سنوات أخرى بعد أيلول 2026.",
        ["phase2 proposed until 2029-09-30"],
    ),
    (
        "en",
        "2025-02-13",
        "The United States will withdraw all its troops from Iraq before the decade is out, the "
        "senator said.",
        ["mission_end planned by 2029-12-31"],
    ),
    ("ar", "2026-07-30", "ستغادر القوات في وقت مبكر من شهر آذار.", ["mission_end planned around 2027-03-10"]),
    (
        "ar",
        "2026-07-30",
        "ستغادر القوات في جويلية المقبل على أقصى تقدير.",
        ["mission_end planned by 2027-07-31"],
    ),
    (
        "en",
        "2025-01-08",
        "The coalition might be asked to hand over Ain al-Asad half a year sooner, in March.",
        ["phase1 conditional earlier around 2025-03-31"],
    ),
    (
        "en",
        "2025-06-02",
        "The last coalition soldiers are due to be gone from Ain al-Asad within twelve days, "
        "sooner than the month-end date both governments had published last year.",
        ["phase1 planned earlier by 2025-06-14"],
    ),
    (
        "en",
        "2026-04-21",
        "Sources close to the Coordination Framework speak of a deal under which the Americans "
        "depart at the end of July, but the US embassy called the claim untrue.",
        ["mission_end denied"],
    ),
    (
        "en",
        "2026-04-21",
        "Sources speak of a deal under which the Americans leave Iraq at the end of July, but the"
        " US embassy denied this.",
        ["mission_end denied"],
    ),
    ("en", "2026-09-24", "The last combat aircraft left Erbil on Thursday, the coalition said.", []),
    (
        "en",
        "2026-09-24",
        "The last coalition helicopters left Erbil on Thursday; the soldiers follow next week.",
        [],
    ),
    (
        "en",
        "2025-09-24",
        "Whatever is left of the coalition in Baghdad will be out within six days, the spokesman said.",
        ["phase1 planned by 2025-09-30"],
    ),
    (
        "en",
        "2025-11-19",
        "Mark Savaya, Donald Trump's envoy, left open whether the troops would be home by next autumn.",
        [],
    ),
    ("en", "2026-02-25", "The coalition must not wait for September but go now, the lawmaker said.", []),
    (
        "en",
        "2026-08-04",
        "Iraq's cabinet on Tuesday turned down an American proposal to leave 350 soldiers in "
        "Erbil until March 2027.",
        ["phase2 denied until 2027-03-31"],
    ),
    (
        "en",
        "2026-08-04",
        "Iraq said no to an American request to keep 350 soldiers in Erbil until March 2027.",
        ["phase2 denied changed"],
    ),
    (
        "en",
        "2026-07-22",
        "Talks on whether coalition advisers may stay will resume on 10 August, and until they "
        "end, the date of 30 September holds, Iraq's ambassador in Washington said.",
        ["other planned on 2026-08-10", "mission_end planned by 2026-09-30"],
    ),
    (
        "en",
        "2024-10-22",
        "Iraq, which in September also reached a deal on ending the US-led coalition, wants the UN to go.",
        [],
    ),
    (
        "en",
        "2025-12-12",
        "The UN ended its political mission in Iraq on Friday, with Antonio Guterres attending "
        "the ceremony in Baghdad.",
        [],
    ),
    (
        "en",
        "2026-01-27",
        "Parliament has postponed the election of a president until 1 February, as the Kurdish "
        "parties could not agree; lawmakers had hoped to take up the withdrawal of foreign forces"
        " that day.",
        [],
    ),
    (
        "en",
        "2025-10-29",
        "No handover of Ain al-Asad is planned for this year, an officer said.",
        ["phase1 denied on 2025-12-31"],
    ),
    (
        "en",
        "2025-12-09",
        "The completion of the coalition's first phase has been rescheduled for 20 January, the "
        "deputy head of the Joint Operations Command said.",
        ["phase1 announced later on 2026-01-20"],
    ),
    (
        "en",
        "2025-12-15",
        "Qais al-Muhammadawi said Ain al-Asad would be fully in Iraqi hands early next year, by "
        "the end of the first week of January at the latest.",
        ["phase1 planned around 2026-03-31", "phase1 planned by 2026-01-07"],
    ),
    (
        "en",
        "2026-06-17",
        "Under a revised calendar, what remains of the coalition's headquarters in Erbil closes "
        "on 15 August, six weeks earlier than envisaged.",
        ["phase2 planned earlier on 2026-08-15"],
    ),
    (
        "en",
        "2025-01-08",
        "Iraq's national security adviser, Qasim al-Araji, was quoted as saying that the "
        "coalition might be asked to hand over Ain al-Asad half a year sooner, in March.",
        ["phase1 conditional earlier around 2025-03-31"],
    ),
    (
        "en",
        "2025-05-21",
        "The withdrawal will not be finished within the agreed time, because, as General Michael "
        'Kurilla put it in a hearing on Wednesday, "conditions on the ground decide and not the '
        'calendar".',
        ["mission_end postponed"],
    ),
    (
        "ar",
        "2026-05-19",
        "أفاد موقع رووداو بأن الانسحاب من قاعدة حرير بات مقرراً في الأول من تموز بعد أن كان في أيلول.",
        ["phase2 planned earlier on 2026-07-01"],
    ),
    (
        "ar",
        "2026-07-08",
        "كشف المتحدث العسكري أن ثلثي القوات في الإقليم قد رحلت فعلاً، وأن البقية ستلحق بها قبل "
        "منتصف أيلول، أي قبل الموعد بأسبوعين.",
        ["phase2 begun"],
    ),
    (
        "ar",
        "2026-08-05",
        "طلب رئيس الوزراء من التحالف الدولي إبقاء مئة وخمسين مدرباً في قاعدة بلد حتى آذار 2027 في"
        " إطار اتفاقية ثنائية منفصلة عن المهمة المنتهية في أيلول.",
        ["other planned until 2027-03-31"],
    ),
    (
        "ar",
        "2026-10-12",
        "أقرّ مصدر حكومي بأن الانسحاب لم يكتمل في أيلول، عازياً ذلك إلى سوء الأحوال الجوية، "
        "ومتوقعاً إنجازه قبل منتصف الشهر المقبل.",
        ["mission_end planned by 2026-11-20"],
    ),
    (
        "ar",
        "2025-06-02",
        "انسحبت القوات الأميركية من قاعدتين إضافيتين في شمال شرقي سوريا، ولم يبقَ لها سوى قاعدة "
        "واحدة بحلول نهاية العام.",
        ["other planned by 2025-12-31"],
    ),
    (
        "ar",
        "2025-09-05",
        "تصل بغداد الأسبوع المقبل بعثة من صندوق النقد الدولي، وتغادرها نهاية أيلول بعد استكمال "
        "مشاورات المادة الرابعة.",
        [],
    ),
    (
        "ar",
        "2026-06-15",
        "بدأت سرايا السلام تسليم مقارها في سامراء إلى الجيش العراقي، على أن تُنجز العملية مع حلول أيلول.",
        [],
    ),
    (
        "ar",
        "2026-07-25",
        "أعلنت شركة لوك أويل خروجها النهائي من حقل غرب القرنة 2، وستُسلَّم العمليات إلى شيفرون قبل نهاية أيلول.",
        [],
    ),
    (
        "ar",
        "2025-12-27",
        "تعهّدت عصائب أهل الحق بتسليم أسلحتها قبل نهاية آذار، واشترطت في المقابل ألا يتأخر خروج "
        "الأميركيين عن أيلول 2026.",
        ["mission_end planned on 2026-09-30"],
    ),
    (
        "ar",
        "2026-06-21",
        "أُرجئت زيارة رئيس الوزراء إلى واشنطن من حزيران إلى آب، وسيكون الانسحاب الأميركي المقرر "
        "إتمامه في أيلول أبرز ملفاتها.",
        [],
    ),
    (
        "ar",
        "2025-10-09",
        "كشف مسؤول أميركي رفض الكشف عن اسمه أن بلاده تعتزم الإبقاء على وجود محدود في أربيل إلى ما"
        " بعد أيلول 2026، ربما حتى نهاية ذلك العام.",
        ["phase2 rumoured later until 2026-12-31", "phase2 denied stays"],
    ),
    (
        "ar",
        "2026-09-06",
        "أنزل التحالف الدولي رايته في أربيل اليوم، معلناً انتهاء مهمته رسمياً في العراق بعد اثني عشر عاماً.",
        ["mission_end completed on 2026-09-06"],
    ),
    ("ar", "2026-09-06", "أعلن التحالف الدولي انتهاء مهمته رسمياً في العراق.", ["mission_end completed"]),
    (
        "en",
        "2026-09-06",
        "The coalition announced the end of its mission in Iraq.",
        ["mission_end completed"],
    ),
    ("en", "2024-09-27", "Washington and Baghdad announced the end of the coalition's mission in Iraq.", []),
    ("en", "2026-09-06", "Baghdad announced the date of the end of the coalition's mission.", []),
    (
        "en",
        "2026-09-06",
        "Baghdad announced a ceremony to mark the end of the coalition's mission in Iraq.",
        [],
    ),
    (
        "en",
        "2026-09-28",
        "The government announced a public holiday for the end of the coalition's mission.",
        [],
    ),
    (
        "en",
        "2025-06-05",
        "The mission will end in September 2025 in federal Iraq and in September 2026 in Kurdistan.",
        ["phase1 planned on 2025-09-30", "phase2 planned on 2026-09-30"],
    ),
    (
        "ar",
        "2025-06-05",
        "ستنتهي مهمة التحالف في أيلول 2025 في العراق الاتحادي، وفي أيلول 2026 في كردستان.",
        ["phase1 planned on 2025-09-30", "phase2 planned on 2026-09-30"],
    ),
    (
        "en",
        "2025-06-05",
        "The coalition will leave by September 2025 from Baghdad and Anbar, and by September 2026"
        " from Erbil.",
        ["phase1 planned by 2025-09-30", "phase2 planned by 2026-09-30"],
    ),
    (
        "ar",
        "2025-06-05",
        "تغادر القوات بحلول أيلول 2025 بغداد والأنبار، وبحلول أيلول 2026 أربيل.",
        ["phase1 planned by 2025-09-30", "phase2 planned by 2026-09-30"],
    ),
    ("ar", "2026-07-08", "كشف المتحدث العسكري أن ثلثي القوات في الإقليم قد رحلت فعلاً.", ["phase2 begun"]),
    (
        "ar",
        "2025-10-09",
        "تعتزم واشنطن الإبقاء على قوات في أربيل إلى ما بعد أيلول 2026.",
        ["phase2 denied stays"],
    ),
    (
        "en",
        "2025-12-15",
        "He said Ain al-Asad would be handed over by March.",
        ["phase1 planned by 2026-03-31"],
    ),
    ("en", "2025-12-15", "He said Harir would be handed over by March.", ["phase2 planned by 2026-03-31"]),
    (
        "en",
        "2025-07-02",
        "US troops must leave Iraq by the end of the year, the lawmaker said.",
        ["mission_end proposed by 2025-12-31"],
    ),
    (
        "en",
        "2025-07-02",
        "The coalition must leave by September, the defence minister said.",
        ["mission_end planned by 2025-09-30"],
    ),
    (
        "ar",
        "2025-07-02",
        "قال النائب إن القوات الأميركية يجب أن تغادر العراق قبل نهاية العام.",
        ["mission_end proposed by 2025-12-31"],
    ),
    (
        "ar",
        "2025-07-02",
        "قال النائب إنه لا بد من خروج القوات الأميركية قبل نهاية العام.",
        ["mission_end proposed by 2025-12-31"],
    ),
    (
        "en",
        "2025-06-17",
        "The defence ministry said that Ain al-Asad would now be evacuated by 15 December 2025 "
        "rather than at the end of September, but that the September 2026 date for Erbil was "
        "unchanged.",
        ["phase1 postponed later by 2025-12-15", "phase2 planned on 2026-09-30"],
    ),
    (
        "ar",
        "2026-06-23",
        "قال الفريق قيس المحمداوي إن آخر القوات الأميركية ستخرج من أربيل في العشرين من آب المقبل،"
        " أي قبل أربعين يوماً من نهاية أيلول.",
        ["phase2 planned on 2026-08-20"],
    ),
    (
        "en",
        "2026-03-03",
        "About half of the US troops stationed in Erbil have flown out since January, a Kurdish "
        "official said.",
        [],
    ),
    (
        "en",
        "2026-06-23",
        "The coalition turned over its logistics depot near Erbil airport to the Peshmerga on Tuesday.",
        [],
    ),
    (
        "en",
        "2026-03-10",
        "Turkey will withdraw its soldiers from Bashiqa in the north of Iraq by September, Ankara"
        " said on Tuesday.",
        [],
    ),
    (
        "en",
        "2025-09-18",
        "The last coalition soldiers left the Victoria base in Baghdad on Thursday, leaving Ain "
        "al-Asad as the only site outside Kurdistan.",
        ["phase1 begun on 2025-09-18"],
    ),
    (
        "ar",
        "2025-06-04",
        "بعد تقارير عن أن واشنطن أخطرت بغداد بإرجاء المرحلة الأولى حتى يونيو 2026، أكد المتحدث "
        "العسكري أن شيئا من هذا لم يحدث.",
        ["phase1 denied changed"],
    ),
    (
        "ar",
        "2026-08-16",
        "لم يستبعد النائب أن يتأخر انسحاب القوات الأميركية من أربيل إلى ما بعد أيلول.",
        ["phase2 conditional later from 2026-10-01"],
    ),
    (
        "en",
        "2026-08-16",
        "The lawmaker does not rule out that US forces leave Erbil later than September.",
        ["phase2 rumoured later"],
    ),
    (
        "en",
        "2025-07-02",
        "US officials dismissed a report that troops would leave Erbil in October.",
        ["phase2 denied"],
    ),
    (
        "en",
        "2026-07-30",
        "The United States intends to keep a few hundred troops in Erbil until spring 2027, three"
        " officials said, going back on its pledge to leave Iraq entirely by the end of "
        "September.",
        ["phase2 postponed later until 2027-05-31"],
    ),
    (
        "ar",
        "2026-07-30",
        "قال مسؤولون إن الولايات المتحدة تعتزم الإبقاء على جنودها في أربيل حتى ربيع 2027، في "
        "تراجع عن تعهدها بمغادرة العراق كليا بحلول نهاية سبتمبر.",
        ["phase2 postponed later until 2027-05-31"],
    ),
    (
        "en",
        "2025-06-10",
        "No decision has been taken to accelerate the coalition's withdrawal or to complete it by"
        " the end of this year, government spokesman Awadi said.",
        ["mission_end denied by 2025-12-31"],
    ),
    (
        "ar",
        "2025-06-10",
        "نفى المتحدث وجود أي قرار بتسريع انسحاب التحالف من العراق أو إنهائه قبل نهاية العام الجاري.",
        ["mission_end denied"],
    ),
    (
        "en",
        "2026-06-30",
        "The remaining US troops in Erbil will leave in November 2026, and a small team at the "
        "Baghdad embassy will stay until 2027, a US defense official said on Monday.",
        ["phase2 planned on 2026-11-30"],
    ),
    (
        "en",
        "2025-10-01",
        "Harir, to which most of the troops from Ain al-Asad have been moved, is to be cleared by"
        " September 2026.",
        ["phase2 planned by 2026-09-30"],
    ),
    (
        "en",
        "2025-08-01",
        "The second phase may be put off, but the first, due to end in September, will not be touched.",
        ["phase1 planned on 2025-09-30"],
    ),
    (
        "en",
        "2025-10-01",
        "Contrary to a report by a local broadcaster, Ain al-Asad will be handed over in January,"
        " the defence ministry said.",
        ["phase1 planned on 2026-01-31"],
    ),
    (
        "ar",
        "2025-10-01",
        "خلافا لما نشرته قناة محلية، ستسلم قاعدة عين الأسد في كانون الثاني، قالت وزارة الدفاع.",
        ["phase1 planned on 2026-01-31"],
    ),
    (
        "ar",
        "2025-10-01",
        "قاعدة حرير، التي نقل إليها معظم الجنود من عين الأسد، ستخلى بحلول أيلول 2026.",
        ["phase2 planned by 2026-09-30"],
    ),
    (
        "ar",
        "2025-10-01",
        "قد تؤجل المرحلة الثانية، أما الأولى، التي تنتهي في أيلول، فلن تمس.",
        ["phase1 planned on 2026-09-30"],
    ),
    (
        "en",
        "2025-10-01",
        "The withdrawal from Ain al-Asad has been completed at a rate of 90 percent, an officer said.",
        ["phase1 begun"],
    ),
    ("en", "2025-10-01", "Ain al-Asad has been 70 per cent vacated.", ["phase1 begun"]),
    ("en", "2025-10-01", "Two thirds of the US forces have left Ain al-Asad.", ["phase1 begun"]),
    (
        "en",
        "2025-10-01",
        "The handover of Ain al-Asad is 100 percent complete, an officer said.",
        ["phase1 completed"],
    ),
    ("ar", "2025-10-01", "إخلاء عين الأسد أنجز بنسبة 90 بالمئة، بحسب ضابط.", ["phase1 begun"]),
    ("ar", "2025-10-01", "غادر 70 في المئة من القوات الأميركية عين الأسد.", ["phase1 begun"]),
    ("ar", "2025-10-01", "غادر ثلثا القوات الأميركية عين الأسد.", ["phase1 begun"]),
    ("ar", "2025-10-01", "أنجز الانسحاب من عين الأسد بنسبة مئة بالمئة.", ["phase1 completed"]),
    ("ar", "2025-10-01", "أنجز الانسحاب من عين الأسد بنسبة 100٪، بحسب ضابط.", ["phase1 completed"]),
    ("ar", "2025-10-01", "أنجز الانسحاب من عين الأسد بنسبة تسعين بالمئة.", ["phase1 begun"]),
    (
        "ar",
        "2025-10-01",
        "غادرت القوات الأميركية عين الأسد بعدما كانت تشكل 30 بالمئة من القوة.",
        ["phase1 completed"],
    ),
    (
        "en",
        "2026-03-08",
        "Coalition troops are leaving Iraq as attention turns to next year's elections.",
        [],
    ),
    (
        "en",
        "2026-03-08",
        "The withdrawal of coalition forces will be paid for out of next year's budget.",
        [],
    ),
    ("en", "2026-03-08", "US troops will leave Iraq ahead of November's vote.", []),
    (
        "en",
        "2026-03-08",
        "US troops will leave Iraq by September's deadline.",
        ["mission_end planned by 2026-09-30"],
    ),
    ("en", "2026-03-08", "US troops leaving Iraq will take part in this summer's exercises.", []),
    ("en", "2026-03-08", "After last month's attack, US troops in Iraq are leaving smaller bases.", []),
    (
        "en",
        "2025-09-30",
        "The coalition will scale down its military mission in Iraq as agreed with Baghdad a year"
        " ago, the Pentagon said on Tuesday.",
        [],
    ),
    ("en", "2025-09-30", "The coalition is leaving Iraq as agreed, the Pentagon said.", []),
    ("ar", "2025-09-30", "يخفض التحالف مهمته في العراق كما اتفق عليه مع بغداد قبل عام، قال البنتاغون.", []),
    ("ar", "2025-02-01", "خفت صوت المطالبين برحيل القوات الأميركية عن العراق منذ انهيار نظام الأسد.", []),
    ("ar", "2025-02-01", "تراجعت المطالبات برحيل القوات الأميركية عن العراق.", []),
    ("ar", "2025-02-01", "لم تعد الفصائل تطالب برحيل القوات الأميركية عن العراق.", []),
    ("en", "2025-02-01", "Calls for US forces to leave Iraq have died down since the fall of Assad.", []),
    ("en", "2025-02-01", "Those who demanded that US forces leave Iraq have gone quiet.", []),
    (
        "en",
        "2025-02-01",
        "Politicians who spent years demanding that US troops leave Iraq are having second thoughts.",
        [],
    ),
    (
        "ar",
        "2026-10-01",
        "طالبت فصائل بلجنة برلمانية تزور قاعدة حرير للتحقق من خلوها من القوات الأميركية.",
        [],
    ),
    ("ar", "2026-10-01", "طالب نواب بكشف تفاصيل انسحاب التحالف من العراق.", []),
    ("ar", "2026-10-01", "طالب نواب بتوضيح بشأن انسحاب القوات الأميركية من العراق.", []),
    ("en", "2026-10-01", "Lawmakers demanded an inquiry into the withdrawal of US forces from Iraq.", []),
    ("en", "2026-10-01", "Lawmakers asked for details of the withdrawal of US forces from Iraq.", []),
    ("en", "2026-10-01", "Factions demanded a committee to verify that US troops have left Harir.", []),
    (
        "en",
        "2026-03-08",
        "This September's withdrawal from Iraq will go ahead.",
        ["mission_end planned on 2026-09-30"],
    ),
    (
        "en",
        "2026-03-08",
        "This year's planned coalition withdrawal from Iraq stands.",
        ["mission_end planned on 2026-12-31"],
    ),
    (
        "en",
        "2026-03-08",
        "The coalition will keep to September's exit date, Baghdad said.",
        ["phase2 planned until 2026-09-30"],
    ),
    (
        "en",
        "2026-03-08",
        "The coalition will be out of Iraq by this year's end.",
        ["mission_end planned by 2026-12-31"],
    ),
    (
        "en",
        "2026-03-08",
        "The coalition will be out of Iraq at year's end.",
        ["mission_end planned by 2026-12-31"],
    ),
    (
        "en",
        "2026-03-08",
        "The coalition will leave Iraq in six months' time.",
        ["mission_end planned by 2026-09-08"],
    ),
    (
        "en",
        "2026-03-08",
        "The coalition will leave Iraq by next year's first quarter.",
        ["mission_end planned by 2027-03-31"],
    ),
    (
        "en",
        "2026-03-08",
        "The coalition will leave Iraq on Sudani's watch by September, Iraq's adviser said.",
        ["mission_end planned by 2026-09-30"],
    ),
    ("ar", "2025-04-22", "خُصص الاجتماع لمتابعة ما أُنجز من إجراءات إنهاء مهمة التحالف في العراق.", []),
    ("ar", "2025-04-22", "استعرض الجانبان ما اكتمل من مراحل انسحاب التحالف من العراق.", []),
    ("ar", "2025-04-22", "بحثا ما تم تسليمه من قواعد التحالف في العراق.", []),
    (
        "en",
        "2025-04-22",
        "The two sides reviewed what has been completed of the coalition's withdrawal from Iraq.",
        [],
    ),
    ("en", "2025-04-22", "They took stock of what had been handed over by the coalition at Ain al-Asad.", []),
    (
        "en",
        "2025-04-22",
        "The committee reviewed the steps completed in ending the coalition's mission in Iraq.",
        [],
    ),
    ("en", "2025-04-22", "The meeting reviewed progress made in the handover of Ain al-Asad.", []),
    (
        "ar",
        "2025-09-30",
        "ما إن اكتمل انسحاب القوات الأميركية من عين الأسد حتى رفع العلم العراقي فوقها.",
        ["phase1 completed"],
    ),
    (
        "ar",
        "2025-10-02",
        'لكن قيادياً في أحد الفصائل يرى أن واشنطن "تنقل البندقية من كتف إلى كتف"، متوقعاً أن تبقى'
        ' القوات في أربيل "عشر سنوات أخرى تحت أسماء مختلفة".',
        ["phase2 rumoured until 2035-10-02"],
    ),
    (
        "ar",
        "2025-10-02",
        "ويرى نائب سابق أن القوات ستبقى في أربيل حتى 2030.",
        ["phase2 rumoured until 2030-12-31"],
    ),
    (
        "en",
        "2025-10-02",
        "A faction leader expects the Americans to stay in Erbil until 2030.",
        ["phase2 rumoured until 2030-12-31"],
    ),
    ("ar", "2026-09-18", "ستغادر قوات التحالف أربيل بحسب بيان حزيران.", []),
    ("ar", "2026-09-18", "سينتهي وجود التحالف في أربيل وفق اتفاق أيلول.", ["mission_end agreed"]),
    ("en", "2026-09-18", "Coalition troops will leave Erbil under the June statement.", []),
    (
        "en",
        "2026-09-18",
        "Coalition troops will leave Erbil as the June agreement provides.",
        ["mission_end agreed"],
    ),
    (
        "en",
        "2025-05-06",
        "The report, which covers January through March, says planners kept to the timeline: the "
        "mission in Iraq ends by September 2025.",
        ["mission_end planned by 2025-09-30"],
    ),
    (
        "en",
        "2025-05-06",
        "The quarterly report, covering April to June, says the coalition will leave Iraq by September 2025.",
        ["mission_end planned by 2025-09-30"],
    ),
    (
        "ar",
        "2025-05-06",
        "يقول التقرير الذي يغطي الفترة من كانون الثاني إلى آذار إن مهمة التحالف في العراق تنتهي "
        "في أيلول 2025.",
        ["mission_end planned on 2025-09-30"],
    ),
    ("ar", "2025-12-28", "يودع العراقيون عام 2025 والقوات الأميركية لم ترحل كلها.", []),
    (
        "en",
        "2026-09-26",
        "A decision on keeping US advisers in Baghdad is expected by the end of October.",
        ["other planned by 2026-10-31"],
    ),
    (
        "ar",
        "2026-09-26",
        "ينتظر أن يصدر قرار بشأن بقاء المستشارين الأميركيين في بغداد قبل نهاية تشرين الأول.",
        ["other planned by 2026-10-31"],
    ),
    (
        "ar",
        "2026-09-26",
        "من المتوقع اتخاذ قرار بشأن انسحاب المستشارين الأميركيين من بغداد قبل نهاية تشرين الأول.",
        ["other planned by 2026-10-31"],
    ),
    (
        "en",
        "2026-05-19",
        "The handover of Harir must not coincide with the Arbaeen pilgrimage in August.",
        [],
    ),
    (
        "ar",
        "2026-09-10",
        "وأكد نائب القائد أن المحطة الأخيرة هي قاعدة أربيل، وأن آخر جندي ضمن التحالف سيغادرها في "
        "28 أيلول، تعقبها مراسم ختامية في بغداد بعد يومين.",
        ["phase2 planned on 2026-09-28"],
    ),
    (
        "ar",
        "2026-01-18",
        "نفى المتحدث ما تداولته حسابات بشأن اتفاق على إخراج القوات من أربيل في مايو، وقال إن "
        "الموعد المعتمد هو سبتمبر.",
        ["phase2 agreed on 2026-09-30"],
    ),
    (
        "ar",
        "2026-01-18",
        "نفى المتحدث خروج القوات من أربيل في مايو، مؤكدا أن الموعد هو سبتمبر.",
        ["phase2 planned on 2026-09-30"],
    ),
    (
        "en",
        "2026-01-18",
        "Iraq's foreign ministry denied that a force of 200 would be kept in Erbil, saying 15 "
        "September 2026 is the final date for the coalition to go.",
        ["phase2 planned by 2026-09-15"],
    ),
    (
        "ar",
        "2026-01-18",
        "نفى المتحدث ما قالته وسائل إعلام من أن القوات ستغادر أربيل في مايو.",
        ["phase2 denied"],
    ),
    (
        "ar",
        "2024-09-20",
        "رأت الكتائب أن من يحتاج إلى سنتين ليحزم أمتعته لا ينوي الرحيل، داعية الحكومة إلى إخراج "
        "آخر جندي أميركي من أربيل قبل نهاية العام الحالي.",
        ["phase2 proposed stays by 2024-12-31"],
    ),
    (
        "en",
        "2024-10-04",
        "By December you will not find one coalition soldier on Iraqi soil.",
        ["mission_end planned by 2024-12-31"],
    ),
    (
        "ar",
        "2024-10-04",
        "لن تجدوا جنديا واحدا من التحالف على أرض العراق بحلول كانون الأول.",
        ["mission_end planned by 2024-12-31"],
    ),
    (
        "ar",
        "2025-11-27",
        "أكد نائب قائد العمليات المشتركة أن التحالف الدولي أنهى مهمته في المناطق الاتحادية من "
        "العراق، ولم يبق منه في بغداد سوى أربعة إلى خمسة أفراد يتولون شؤوناً لوجستية.",
        ["phase1 begun"],
    ),
    ("en", "2025-03-01", "The coalition commander will leave Iraq in June, when his tour ends.", []),
    ("en", "2025-03-01", "The US ambassador will leave Iraq in May.", []),
    (
        "en",
        "2025-03-01",
        "The Pentagon chief ordered US troops to leave Iraq by May.",
        ["mission_end planned by 2025-05-31"],
    ),
    ("en", "2025-03-01", "About 300 National Guard soldiers will leave for Iraq in May.", []),
    ("en", "2025-03-01", "A US brigade will return from Iraq in June at the end of its deployment.", []),
    ("ar", "2025-03-01", "يغادر قائد التحالف العراق في حزيران مع نهاية مهمته.", []),
    ("ar", "2025-03-01", "تغادر السفيرة الأميركية العراق في أيار.", []),
    ("ar", "2025-03-01", "تغادر حاملة الطائرات الخليج بحلول أيار، قال مسؤول في التحالف بالعراق.", []),
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
