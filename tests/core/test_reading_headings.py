"""Headings tell in the present, or by a noun, what is done: feeds that give no more than a title.

Near the day on record or behind it that is news; long before, it is told that it will end.
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
    ("2026-09-20", "الأعرجي: التحالف ينهي مهامه وفق الجدول"),
]
"""Titles of what is to come, asked, feared, or of somebody else."""


@pytest.mark.parametrize(("day", "title", "told"), DONE)
def test_a_heading_tells_an_end_in_the_present(day: str, title: str, told: str) -> None:
    assert stated(day, f"{title} | -") == [told]


@pytest.mark.parametrize(("day", "title"), NOT_DONE)
def test_a_heading_of_what_may_come_tells_no_end(day: str, title: str) -> None:
    assert not [one for one in stated(day, f"{title} | -") if "completed" in one]


def test_the_present_of_a_text_tells_no_end() -> None:
    assert not stated("2026-09-29", "Iraq and the coalition | The last US soldiers leave Erbil.")
