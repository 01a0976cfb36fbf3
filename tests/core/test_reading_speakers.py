"""Who says it: institutions, names before the office, names known from a heading, nobody.

Each row: title, body, the speaker of its first foreground statement. Written down before the rules were run.
"""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped

ROWS: list[tuple[str, str, str]] = [
    # institutions
    (
        "",
        "قال مجلس الأمن الدولي إن مهمة التحالف في العراق تنتهي في أيلول 2026.",
        "مجلس الأمن الدولي",
    ),
    (
        "",
        "The Security Council said the coalition's mission in Iraq would end in September 2026.",
        "Security Council",
    ),
    ("", "أعلن مجلس الوزراء أن قوات التحالف ستغادر العراق في أيلول 2026.", "مجلس الوزراء"),
    ("", "The cabinet said coalition forces would leave Iraq by September 2026.", "cabinet"),
    ("", "أكدت لجنة الأمن والدفاع أن قوات التحالف ستغادر العراق في أيلول 2026.", "لجنة الأمن والدفاع"),
    (
        "",
        "The security and defence committee said coalition forces would leave Iraq in September 2026.",
        "security and defence committee",
    ),
    ("", "أفاد حلف شمال الأطلسي بأن قوات التحالف ستغادر العراق في أيلول 2026.", "حلف شمال الأطلسي"),
    ("", "UNAMI said coalition forces would leave Iraq by September 2026.", "UNAMI"),
    ("", "قالت يونامي إن قوات التحالف ستغادر العراق في أيلول 2026.", "يونامي"),
    # who is told does not speak
    (
        "",
        "Hussein Allawi, an adviser to the premier, told Al-Monitor coalition forces would leave Iraq in "
        "September 2026.",
        "Hussein Allawi",
    ),
    ("", "Al-Monitor reported that coalition forces would leave Iraq in September 2026.", "sources"),
    # a spokesman whose first name is the word for "in the name of"; three names; who is told by a last name
    (
        "",
        "قال المتحدث باسم الحكومة العراقية باسم العوادي إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "باسم العوادي",
    ),
    (
        "",
        "قال وزير الدفاع ثابت محمد العباسي إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "ثابت محمد العباسي",
    ),
    ("", "وقال العوادي لوكالة الأنباء العراقية: قوات التحالف ستغادر العراق في أيلول 2026.", "العوادي"),
    # what is said says nothing
    (
        "",
        "قال مصدر مطلع إن البيان المشترك يحدد أيلول 2026 لمغادرة قوات التحالف العراق.",
        "sources",
    ),
    # a name known from the heading
    (
        "وزير الدفاع ثابت العباسي يتحدث عن التحالف",
        "قال العباسي إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "ثابت العباسي",
    ),
    (
        "Defence Minister Thabit al-Abbasi on the coalition",
        "Abbasi said coalition forces would leave Iraq in September 2026.",
        "Thabit al-Abbasi",
    ),
    # a pronoun goes on with the speaker before it, or is nobody
    (
        "",
        "زار وزير الخارجية فؤاد حسين أربيل وقال إن الأوضاع جيدة.\nوأضاف أن قوات التحالف ستغادر العراق في "
        "أيلول 2026.",
        "فؤاد حسين",
    ),
    (
        "",
        "Foreign Minister Fuad Hussein said talks went well.\nHe said coalition forces would leave Iraq in "
        "September 2026.",
        "Fuad Hussein",
    ),
    ("", "He said coalition forces would leave Iraq in September 2026.", ""),
    # Persian names its speaker before the office
    (
        "",
        "فؤاد حسین وزیر خارجه عراق گفت نیروهای ائتلاف تا سپتامبر ۲۰۲۶ عراق را ترک خواهند کرد.",
        "فؤاد حسین",
    ),
    (
        "",
        "صباح النعمان سخنگوی ارتش در دیدار با علی کریمی وزیر کشور گفت نیروهای ائتلاف تا سپتامبر ۲۰۲۶ "
        "عراق را ترک خواهند کرد.",
        "صباح النعمان",
    ),
    # an office without a name is told with what it belongs to; whom it serves does not speak
    (
        "",
        "قال مستشار لرئيس الوزراء العراقي محمد شياع السوداني إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "مستشار لرئيس الوزراء العراقي",
    ),
    (
        "",
        "A spokesman for Prime Minister Mohammed Shia al-Sudani said coalition forces would leave Iraq in "
        "September 2026.",
        "spokesman for Prime Minister Mohammed Shia al-Sudani",
    ),
    (
        "",
        "أكد عضو في لجنة الأمن والدفاع النيابية أن قوات التحالف ستغادر العراق في أيلول 2026.",
        "عضو في لجنة الأمن والدفاع النيابية",
    ),
    (
        "",
        "Coalition forces will leave Iraq in September 2026, a member of parliament's Security and Defense "
        "Committee said.",
        "member of parliament's Security and Defense Committee",
    ),
    ("", "وقال متحدث حكومي إن قوات التحالف ستغادر العراق في أيلول 2026.", "متحدث حكومي"),
    (
        "",
        "A government spokesman said coalition forces would leave Iraq in September 2026.",
        "government spokesman",
    ),
    (
        "",
        "قال مسؤول في مكتب رئيس الوزراء محمد شياع السوداني إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "sources",
    ),
    (
        "",
        "An official at the Ministry of Peshmerga Affairs told Rudaw that coalition forces would leave Iraq "
        "in September 2026.",
        "sources",
    ),
    # who is named in what is said, where it is said, or as somebody's owner does not speak
    (
        "",
        "قال المتحدث باسم الحكومة باسم العوادي إن الأمور جيدة.\nويضيف في حديث متلفز أن اللجنة العسكرية "
        "العليا ستنهي مهمة التحالف في العراق في أيلول 2026.",
        "باسم العوادي",
    ),
    (
        "",
        "WASHINGTON - The two governments announced that the coalition's mission in Iraq would end in "
        "September 2026.",
        "",
    ),
    (
        "",
        "In Baghdad, a government spokesman said coalition forces would leave Iraq in September 2026.",
        "government spokesman",
    ),
    (
        "",
        "وقال الوزير، مطالبا الحكومة بالوضوح، إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "الوزير",
    ),
    # a name that commas set off; a name of four parts; a clause of its own
    (
        "",
        "قلّل حسين علاوي، مستشار رئيس الوزراء، من المخاوف.\nوقال علاوي لسكاي نيوز، الخميس، إن قوات التحالف "
        "ستغادر العراق في أيلول 2026.",
        "حسين علاوي",
    ),
    (
        "",
        "كشف الناطق باسم القائد العام، صباح النعمان، عن مغادرة قوات التحالف العراق في أيلول 2026.",
        "صباح النعمان",
    ),
    (
        "",
        "قال رئيس أركان الجيش عبد الأمير رشيد يارالله إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "عبد الأمير رشيد يارالله",
    ),
    (
        "",
        "قال وزير الخارجية فؤاد حسين إن الأوضاع جيدة.\nوكان البنتاغون قد ذكر أن قوات التحالف ستغادر العراق "
        "في أيلول 2026.",
        "البنتاغون",
    ),
    # the terms of an agreement are nobody's words; a rubric does not speak
    (
        "",
        "Foreign Minister Fuad Hussein said talks went well.\nUnder the deal, coalition forces will leave "
        "Iraq in September 2026.",
        "",
    ),
    (
        "",
        "قال وزير الخارجية فؤاد حسين إن الأوضاع جيدة.\nوبموجب الاتفاق تغادر "
        "قوات التحالف العراق في أيلول 2026.",
        "",
    ),
    ("تحقق: قوات التحالف تغادر العراق في أيلول 2026", "لم يصدر أي بيان.", ""),
    ("Fact check: Coalition forces will leave Iraq in September 2026", "No statement was issued.", ""),
    ("السوداني لرويترز: قوات التحالف تغادر العراق في أيلول 2026", "لم يصدر أي بيان.", "السوداني"),
    # a short name of an institution
    (
        "",
        "The Higher Military Commission met on Sunday.\nThe commission said coalition forces would leave "
        "Iraq in September 2026.",
        "Higher Military Commission",
    ),
    (
        "",
        "اجتمعت اللجنة العسكرية العليا الأحد.\nوذكرت اللجنة أن قوات التحالف ستغادر العراق في أيلول 2026.",
        "اللجنة العسكرية العليا",
    ),
    # an agency that leads a sentence carries it
    (
        "",
        "به گزارش خبرگزاری فارس، حسین علاوی، مشاور نخست‌وزیر عراق، اعلام کرد نیروهای ائتلاف تا سپتامبر ۲۰۲۶ "
        "عراق را ترک خواهند کرد.",
        "حسین علاوی",
    ),
    # a date or a place behind an office is not its holder's name
    (
        "",
        "قال وزير الخارجية في أيار الماضي إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "وزير الخارجية",
    ),
    (
        "",
        "أكد رئيس الجمهورية في وقت متأخر من مساء السبت أن قوات التحالف ستغادر العراق في أيلول 2026.",
        "رئيس الجمهورية",
    ),
    ("", "وقالت وزيرة الدفاع في لندن إن قوات التحالف ستغادر العراق في أيلول 2026.", "وزيرة الدفاع"),
    (
        "",
        "وأضاف وزير الدفاع العراقي «قوات التحالف ستغادر العراق في أيلول 2026».",
        "وزير الدفاع العراقي",
    ),
    # a last name alone, after its verb, before it and behind what hands its words on
    ("", "أوضح الأعرجي خلال مؤتمر صحفي أن قوات التحالف ستغادر العراق في أيلول 2026.", "الأعرجي"),
    ("الأعرجي يؤكد أن قوات التحالف ستغادر العراق في أيلول 2026", "لم يصدر أي بيان.", "الأعرجي"),
    (
        "",
        "ونقلت الوكالة الرسمية للأنباء عن العوادي قوله إن قوات التحالف ستغادر العراق في أيلول 2026.",
        "العوادي",
    ),
    (
        "",
        "Hegseth told lawmakers that coalition forces would leave Iraq in September 2026.",
        "Hegseth",
    ),
    ("", "Coalition forces would leave Iraq in September 2026, according to Hegseth.", "Hegseth"),
    # who is quoted by an agency speaks, not the agency
    (
        "",
        "ونقلت قناة العربية عن وزارة الخارجية أن قوات التحالف ستغادر العراق في أيلول 2026.",
        "وزارة الخارجية",
    ),
    (
        "",
        "The state news agency quoted the defence ministry as saying coalition forces "
        "would leave Iraq in September 2026.",
        "defence ministry",
    ),
    (
        "",
        "Foreign Minister Fuad Hussein told the Associated Press on Friday that "
        "coalition forces would leave Iraq in September 2026.",
        "Fuad Hussein",
    ),
    (
        "",
        "In an interview with Rudaw, the State Department said coalition forces would "
        "leave Iraq in September 2026.",
        "State Department",
    ),
    # more of who speaks, between commas, speaks for nobody
    (
        "",
        "Sean Parnell, the chief Pentagon spokesman, said coalition forces would leave "
        "Iraq in September 2026.",
        "Sean Parnell",
    ),
    (
        "",
        "The foreign minister, who was in Washington last month, said coalition forces "
        "would leave Iraq in September 2026.",
        "foreign minister",
    ),
    (
        "",
        "After talks with Defence Minister Thabit al-Abbasi, Foreign Minister Fuad "
        "Hussein said coalition forces would leave Iraq in September 2026.",
        "Fuad Hussein",
    ),
    (
        "",
        "The head of parliament's foreign relations committee said coalition forces "
        "would leave Iraq in September 2026.",
        "head of parliament's foreign relations committee",
    ),
    (
        "",
        "According to Pentagon press secretary Maj. Gen. Pat Ryder, coalition forces "
        "would leave Iraq in September 2026.",
        "Pat Ryder",
    ),
    (
        "",
        "Prime Minister Mohammed Shia al-Sudani said coalition forces would leave Iraq in September 2026.",
        "Mohammed Shia al-Sudani",
    ),
    # a counterpart's country is no other matter
    (
        "",
        "قال وزير الدفاع خلال مؤتمر صحفي مشترك مع نظيره الإيطالي إن مهمة التحالف في "
        "العراق ستنتهي في أيلول 2026.",
        "وزير الدفاع",
    ),
    (
        "",
        "The minister said at a news conference with his German counterpart that the "
        "coalition's mission in Iraq would end in September 2026.",
        "minister",
    ),
    # another speaks on in the same sentence
    (
        "",
        "قالت وزارة الخارجية إن الحوار مستمر، فيما قال وزير الدفاع ثابت العباسي إن قوات "
        "التحالف ستغادر العراق في أيلول 2026.",
        "ثابت العباسي",
    ),
    (
        "",
        "The White House said talks were going on, while the defence ministry said "
        "coalition forces would leave Iraq in September 2026.",
        "defence ministry",
    ),
    # a heading opens or closes with who speaks; short names of offices
    (
        "وزير الخارجية فؤاد حسين لوكالة فرانس برس: قوات التحالف ستغادر العراق في أيلول 2026",
        "لم يصدر أي بيان.",
        "فؤاد حسين",
    ),
    (
        "عضو لجنة الأمن والدفاع النيابية: قوات التحالف ستغادر العراق في أيلول 2026",
        "لم يصدر أي بيان.",
        "عضو لجنة الأمن والدفاع النيابية",
    ),
    (
        "Coalition forces to leave Iraq in September 2026: defence minister",
        "No statement was issued.",
        "defence minister",
    ),
    (
        "",
        "التقى وزير الخارجية فؤاد حسين نظيره الفرنسي.\nوأكد الوزير أن قوات التحالف ستغادر "
        "العراق في أيلول 2026.",
        "فؤاد حسين",
    ),
    (
        "",
        "Foreign Minister Fuad Hussein was in Paris.\nThe minister said coalition forces "
        "would leave Iraq in September 2026.",
        "Fuad Hussein",
    ),
    (
        "",
        "جاء في بيان للسفارة الأميركية أن قوات التحالف ستغادر العراق في أيلول 2026.",
        "السفارة الأميركية",
    ),
]


@pytest.mark.parametrize(("title", "body", "speaker"), ROWS, ids=[body[:50] for _, body, _ in ROWS])
def test_who_says_it(title: str, body: str, speaker: str) -> None:
    found = [s for s in extract(entry(body, on="2026-03-02", title=title), shipped()).statements if s.due]
    assert [s.speaker for s in found[:1]] == [speaker]
