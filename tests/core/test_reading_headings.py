"""What a title tells by itself, for feeds that give no more: ends told in the present, changes of the plan.

An end near the day on record or behind it is news; long before, it is told that it will end.
"""

import pytest

from tests.core.test_reading_steps import stated

DONE: list[tuple[str, str, str]] = [
    ("2026-09-29", "US-led coalition ends mission in Iraq after 12 years", "mission_end completed"),
    ("2026-09-30", "بعد 12 عاما.. انتهاء مهمة التحالف الدولي في العراق", "mission_end completed"),
    ("2026-09-29", "Operation Inherent Resolve ends in Iraq after 12 years", "mission_end completed"),
    ("2026-09-29", "US-led coalition mission in Iraq is over", "mission_end completed"),
    ("2026-09-29", "Coalition mission in Iraq over, says Baghdad", "mission_end completed"),
    ("2026-09-30", "رسميا.. التحالف الدولي ينهي مهمته في العراق", "mission_end completed"),
    ("2026-09-30", "إسدال الستار على مهمة التحالف الدولي في العراق", "mission_end completed"),
    ("2026-09-29", "Last US soldiers leave Erbil", "phase2 completed"),
    ("2026-09-30", "آخر جندي أميركي يغادر العراق", "phase2 completed"),
    ("2026-01-17", "US forces leave Ain al-Asad", "phase1 completed"),
    ("2026-01-17", "القوات الأميركية تغادر عين الأسد", "phase1 completed"),
    ("2026-01-17", "Iraq takes over Ain al-Asad from coalition", "phase1 completed"),
    ("2026-01-17", "الجيش العراقي يتسلم قاعدة عين الأسد من التحالف", "phase1 completed"),
    ("2026-01-17", "Iraq: first phase of coalition withdrawal ends", "phase1 completed"),
    ("2026-01-17", "العراق يعلن انتهاء المرحلة الأولى من انسحاب قوات التحالف", "phase1 completed"),
]
"""Day of the news, title, what it tells."""
NOT_DONE: list[tuple[str, str]] = [
    ("2024-09-28", "Iraq, US announce end of coalition mission"),
    ("2024-09-28", "التحالف الدولي ينهي مهمته في العراق"),
    ("2026-03-05", "US-led coalition leaves Iraq"),
    ("2026-03-05", "القوات الأميركية تغادر أربيل"),
    ("2025-08-19", "US convoy leaves Ain al-Asad"),
    ("2026-01-17", "رتل أميركي يغادر عين الأسد باتجاه سوريا"),
    ("2026-09-20", "What happens when US troops leave Iraq?"),
    ("2026-09-20", "As US forces leave Iraq, fears of ISIS return"),
    ("2026-09-20", "Why the US withdraws from Iraq"),
    ("2026-09-20", "متى تغادر القوات الأميركية العراق"),
    ("2026-09-20", "هل تغادر القوات الأميركية العراق؟"),
    ("2026-09-20", "Iraq prepares for end of coalition mission"),
    ("2026-09-20", "القوات الأميركية تستعد لمغادرة العراق"),
    ("2026-09-20", "العد التنازلي لانتهاء مهمة التحالف الدولي في العراق"),
    ("2026-09-20", "ماذا بعد انتهاء مهمة التحالف؟"),
    ("2026-09-20", "US commander leaves Iraq post"),
    ("2026-09-20", "القائد الأميركي يغادر العراق"),
    ("2026-09-20", "US to leave Iraq on schedule"),
    ("2026-09-20", "Militias tell US to leave Iraq"),
    ("2026-09-20", "Iraqi MP: America leaves Iraq only by force"),
    ("2026-09-10", "US forces leave Mosul"),
    ("2026-09-10", "القوات الأميركية تغادر سامراء"),
    ("2026-09-10", "Sadr bloc leaves coalition in Iraq"),
    ("2026-09-10", "كتلة نيابية تنسحب من التحالف في العراق"),
    ("2026-09-10", "وفد من التحالف الدولي يغادر أربيل"),
    ("2026-09-20", "الأعرجي: التحالف ينهي مهامه وفق الجدول"),
]
"""Titles of what is to come, asked, feared, or of somebody else."""
MOVED: list[tuple[str, list[str]]] = [
    ("US withdrawal from Iraq delayed to 2027", ["mission_end until 2027-12-31 postponed"]),
    ("US speeds up Iraq exit, eyes June", ["mission_end on 2026-06-30 planned"]),
    ("US brings Iraq withdrawal forward to June", ["mission_end by 2026-06-30 planned"]),
    ("Iraq rejects delay in US withdrawal", ["mission_end denied"]),
    ("No change to US withdrawal date, says Baghdad", ["mission_end denied"]),
    ("New date for US exit from Iraq: December 2026", ["mission_end on 2026-12-31 planned"]),
    ("Pentagon delays Iraq pullout by three months", ["mission_end postponed"]),
    ("تأجيل انسحاب القوات الأميركية من العراق إلى 2027", ["mission_end until 2027-12-31 postponed"]),
    ("تقديم موعد انسحاب التحالف من العراق إلى حزيران", ["mission_end by 2026-06-30 planned"]),
    ("تمديد مهمة التحالف الدولي في العراق حتى أيلول 2027", ["mission_end until 2027-09-30 planned"]),
    ("العراق ينفي تأجيل انسحاب التحالف", ["mission_end denied"]),
    ("حزيران موعدا جديدا لانسحاب التحالف من العراق", ["mission_end on 2026-06-30 planned"]),
    ("أميركا تؤجل انسحابها من العراق إلى 2027", ["mission_end until 2027-12-31 postponed"]),
    ("ترامب: لن ننسحب من العراق قبل 2027", ["mission_end from 2027-01-01 planned"]),
    ("مسؤول أميركي: سنغادر العراق في أيلول", ["mission_end on 2026-09-30 planned"]),
    ("Trump: US won't leave Iraq before 2027", ["mission_end from 2027-01-01 planned"]),
    ("US official: We will leave Iraq by September", ["mission_end by 2026-09-30 planned"]),
    ("US exit from Iraq could slip to 2027 - sources", ["mission_end until 2027-12-31 conditional"]),
    ("US, Iraq push back withdrawal deadline to end-2026", ["mission_end until 2026-12-31 postponed"]),
    ("US to keep troops in Erbil beyond September", ["phase2 denied"]),
    ("US withdrawal from Iraq suspended indefinitely", ["mission_end postponed"]),
    ("تعليق الانسحاب الأميركي من العراق إلى إشعار آخر", ["mission_end postponed"]),
    ("US begins pulling out of Harir base", ["withdrawal_start begun"]),
    ("Coalition's Baghdad exit due in August", ["phase1 on 2026-08-31 planned"]),
    ("US to vacate Harir base by July, Iraqi official says", ["phase2 by 2026-07-31 planned"]),
    ("US asks Iraq to delay Harir handover", ["phase2 proposed"]),
    ("US puts off Iraq exit to 2027", ["mission_end until 2027-12-31 postponed"]),
    ("US stands by September exit from Iraq", ["mission_end by 2026-09-30 planned"]),
    ("Iraq tells US to be out by June", ["mission_end by 2026-06-30 proposed"]),
    ("They told us to leave Iraq by June", []),
    ("US postpones withdrawal of troops from Poland to 2027", []),
    ("US trade delegation to leave Iraq by June", []),
    ("US official: factions in Iraq to leave Mosul by June", []),
    ("Militias to leave Mosul in Iraq by June under US pressure", []),
    ("US to cut Iraq force to 2,000 by September", ["other by 2026-09-30 planned"]),
]
"""Titles of 1 March 2026 on the plan, where headlines name a country for its troops."""


@pytest.mark.parametrize(("day", "title", "told"), DONE)
def test_a_heading_tells_an_end_in_the_present(day: str, title: str, told: str) -> None:
    assert stated(day, f"{title} | -") == [told]


@pytest.mark.parametrize(("title", "told"), MOVED)
def test_a_heading_alone_tells_the_plan(title: str, told: list[str]) -> None:
    assert stated("2026-03-01", f"{title} | -") == told


@pytest.mark.parametrize(("day", "title"), NOT_DONE)
def test_a_heading_of_what_may_come_tells_no_end(day: str, title: str) -> None:
    assert not [one for one in stated(day, f"{title} | -") if "completed" in one]


@pytest.mark.parametrize(
    "text",
    [
        "Coalition in Iraq | US forces have left Mosul.",
        "التحالف في العراق | غادرت القوات الأميركية الموصل.",
    ],
)
def test_who_leaves_a_town_of_no_stage_ends_nothing(text: str) -> None:
    assert not [one for one in stated("2026-09-10", text) if "completed" in one]


def test_the_present_of_a_text_tells_no_end() -> None:
    assert not stated("2026-09-29", "Iraq and the coalition | The last US soldiers leave Erbil.")
