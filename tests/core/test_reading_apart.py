"""Dates of other matters in articles on the withdrawal: none of a tracked milestone's, and its own stays.

Each row: an Arabic and an English sentence that say the same, in an article of 3 March 2026, and every
deadline that the article then states. They describe wordings, not history.
"""

import pytest

from monitor.extract import extract
from monitor.records import Modality
from tests.core.rules import entry, shipped

Row = tuple[str, str, list[str]]

HEAD_AR, HEAD_EN = (
    "القوات الأميركية تغادر العراق نهاية أيلول",
    "Coalition troops to leave Iraq by the end of September",
)
LEAD_AR = "قال رئيس الوزراء العراقي إن مهمة التحالف الدولي ستنتهي بحلول 20 آب المقبل. "
LEAD_EN = "Iraq's prime minister said the coalition's mission in Iraq will end by 20 August. "
LEAD = "mission_end 2026-08-20"
LEAVES_AR = "ستغادر قوات التحالف إقليم كردستان بحلول 10 أيلول المقبل"
LEAVES_EN = "Coalition forces will leave the Kurdistan Region by 10 September"
LEAVES = "phase2 2026-09-10"

BESIDE: list[Row] = [
    # What goes on beside the withdrawal has its own date; the withdrawal is only named.
    (
        "وسيجري نواب زيارة للبصرة الشهر المقبل بالتزامن مع انسحاب التحالف من العراق.",
        "Tribal leaders are to gather in Basra next month as the coalition withdraws from Iraq.",
        [],
    ),
    (
        "ومن المقرر أن تُفتتح المكتبة الوطنية في 12 نيسان تزامناً مع خروج القوات الأميركية من العراق.",
        "The national library is scheduled to reopen on 12 April amid the departure of US forces from Iraq.",
        [],
    ),
    (
        "وستصل لجنة فنية من البنتاغون في أيار المقبل في إطار انسحاب القوات الأميركية من العراق.",
        "A technical team from the Pentagon is due in May as part of the withdrawal of US forces from Iraq.",
        ["other 2026-05-31"],
    ),
]
JOINED: list[Row] = [
    # Two clauses, two matters: the date of the second is not inherited by the first, nor the other way round.
    (
        LEAVES_AR + "، فيما ستفتتح الجامعة أبوابها في 12 نيسان.",
        LEAVES_EN + ", while the university is due to open its doors on 12 April.",
        [LEAVES],
    ),
    (
        "وستفتتح الجامعة أبوابها في 12 نيسان، فيما " + LEAVES_AR + ".",
        "The university is due to open its doors on 12 April, while coalition forces will leave "
        "the Kurdistan Region by 10 September.",
        [LEAVES],
    ),
    (
        LEAVES_AR + "، كما من المقرر أن تنتهي السنة المالية في تشرين الثاني المقبل.",
        LEAVES_EN + ", and the fiscal year is expected to end in November.",
        [LEAVES],
    ),
    (
        LEAVES_AR + "، كما يفترض أن تُنجز مذكرة التدريب قبل نهاية حزيران.",
        LEAVES_EN + ", and a memorandum on training should be ready before the end of June.",
        [LEAVES, "other 2026-06-30"],
    ),
    # What takes up what was told before keeps its date.
    (
        "ستغادر قوات التحالف بغداد بحلول 10 أيار المقبل، فيما ستبقى القوات في أربيل حتى 10 أيلول المقبل.",
        "Coalition forces will leave Baghdad by 10 May, while those in Erbil stay until 10 September.",
        ["phase1 2026-05-10", LEAVES],
    ),
]
THINGS: list[Row] = [
    # What is done is done to something beside the force.
    (
        "وستُنقل المولدات إلى الأردن بحلول 15 أيار.",
        "Generators and vehicles will be moved to Jordan by 15 May.",
        ["other 2026-05-15"],
    ),
    (
        "ومن المتوقع أن تتسلم القوة الجوية العراقية رادارات جديدة بحلول 15 أيار.",
        "New radars are expected to be handed to the Iraqi air force by 15 May.",
        ["other 2026-05-15"],
    ),
    (
        "وسيتسلم الموظفون رواتبهم قبل نهاية حزيران.",
        "Civil servants are to be handed their salaries before the end of June.",
        [],
    ),
    (
        "وستقام مراسم تسليم في القاعدة في 12 نيسان.",
        "A handover ceremony is to take place at the base on 12 April.",
        ["other 2026-04-12"],
    ),
]
PAPERS: list[Row] = [
    # What is signed is a paper of the arrangement, not the plan.
    (
        "ومن المتوقع أن توقع اتفاقية أمنية ثنائية بين البلدين بحلول 15 أيار.",
        "A bilateral security agreement is expected to be signed by 15 May.",
        ["other 2026-05-15"],
    ),
    (
        "وستُعرض الاتفاقية على البرلمان في نيسان المقبل.",
        "The cabinet is to present the agreement to parliament in April.",
        ["other 2026-04-30"],
    ),
]
TERMS: list[Row] = [
    # An end or a limit of a side matter is not that of the matter of the sentences before.
    (
        "وستنتهي الهدنة بين الفصائل والقوات الأميركية بحلول 15 أيار.",
        "A truce between the factions and US forces is to expire by 15 May.",
        ["other 2026-05-15"],
    ),
    (
        "ومن المقرر أن تنقضي المهلة التي منحتها الفصائل للأميركيين بحلول 15 أيار.",
        "The militias' deadline for the Americans runs out by 15 May.",
        ["other 2026-05-15"],
    ),
    (
        "وبحلول 15 أيار ستغادر القوات الأميركية سوريا.",
        "By 15 May, US forces are due to leave Syria.",
        ["other 2026-05-15"],
    ),
    (
        "ومن المقرر أن تُغلق آخر قاعدة أميركية في شمال شرق سوريا بحلول 15 أيار.",
        "The last US base in northeast Syria is to be closed by 15 May.",
        ["other 2026-05-15"],
    ),
    (
        "ويجتمع وزراء خارجية دول التحالف في الرياض قبل نهاية حزيران.",
        "The foreign ministers of the coalition are to gather in Riyadh before the end of June.",
        ["other 2026-06-30"],
    ),
]
OWN: list[Row] = [
    # The milestone's own words keep it, whatever stands behind the date.
    (
        LEAVES_AR + " بعد تسليم آخر المعدات.",
        LEAVES_EN + " after handing over the last equipment.",
        [LEAVES],
    ),
    (
        "وبحلول 10 أيلول المقبل ستغادر قوات التحالف إقليم كردستان في إطار الانسحاب.",
        "By 10 September, coalition forces will leave the Kurdistan Region as part of the withdrawal.",
        [LEAVES],
    ),
]
ALL = [*BESIDE, *JOINED, *THINGS, *PAPERS, *TERMS, *OWN]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("row", ALL, ids=lambda row: row[1][:50])
def test_each_date_has_its_own_matter(row: Row, lang: str) -> None:
    title, body = (HEAD_AR, LEAD_AR + row[0]) if lang == "ar" else (HEAD_EN, LEAD_EN + row[1])
    found = extract(entry(body, title=title, on="2026-03-03"), shipped()).statements
    told = {f"{one.milestone} {one.due.last_day}" for one in found if one.due and one.quote.field == "body"}
    assert sorted(told) == sorted([LEAD, *row[2]])


def test_a_contingent_on_a_day_hangs_on_nothing() -> None:
    body = LEAD_EN + "Germany is due to bring home its contingent on 12 April."
    found = extract(entry(body, title=HEAD_EN, on="2026-03-03"), shipped()).statements
    [told] = [one for one in found if one.milestone == "other"]
    assert told.modality is Modality.PLANNED
