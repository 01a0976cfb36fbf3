"""How a deadline's sentence is composed: the date first, two milestones, what goes on, not before, no longer.

Rows as in test_reading_steps.py, Arabic and English side by side where both have the form.
"""

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped
from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

_DEAL = "Iraq, US-led coalition name dates | "
_AR = "العراق والتحالف الدولي يحددان المواعيد | "

LED: list[Row] = [
    (
        "2025-02-01",
        _AR + "بحلول نهاية حزيران 2026، من المقرر أن تغادر قوات التحالف أربيل.",
        ["phase2 by 2026-06-30 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "By the end of June 2026 the international coalition is supposed to vacate Harir air base.",
        ["phase2 by 2026-06-30 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "No later than September 2025, the last coalition advisers should depart Kurdistan.",
        ["phase2 by 2025-09-30 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The coalition must, by the end of May 2026, have moved out of western Iraq.",
        ["phase1 by 2026-05-31 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "By March 2026, American forces are to pull out of Ain al-Asad, and by May 2027, quit Erbil.",
        ["phase1 by 2026-03-31 planned", "phase2 by 2027-05-31 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The timetable leaves American soldiers a deadline of 7 March 2027 to evacuate Anbar.",
        ["phase1 by 2027-03-07 planned"],
    ),
]
"""A date that leads has what follows it, and a place beside what is done counts as one beside the date."""
TWO: list[Row] = [
    (
        "2025-02-01",
        _DEAL + "Coalition troops will quit Baghdad by 2026 and the Kurdistan Region one year later.",
        ["phase1 by 2026-12-31 planned", "phase2 on 2027-12-31 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The first phase ends in March 2026 and the second in June 2027.",
        ["phase1 on 2026-03-31 planned", "phase2 on 2027-06-30 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The first phase of the pullout will end by May 2026, the second six months later.",
        ["phase1 by 2026-05-31 planned", "phase2 on 2026-11-30 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The withdrawal of US forces is to be complete by March 2027. "
        "The first phase ends a year before that.",
        ["mission_end by 2027-03-31 planned", "phase1 on 2026-03-31 planned"],
    ),
]
"""Two milestones in a sentence or two."""
GOES_ON: list[Row] = [
    (
        "2025-02-01",
        _DEAL + "American soldiers will vacate Harir air base. That is to happen by 20 June 2027.",
        ["phase2 by 2027-06-20 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The coalition will move out of Erbil. The pullout should be over by October 2025.",
        ["phase2 by 2025-10-31 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The agreement gives foreign troops until March 2026 to clear out of Ain al-Asad.",
        ["phase1 by 2026-03-31 agreed"],
    ),
]
"""What a pronoun or the matter's name goes on with, and what an agreement gives until a day for."""
BOUNDS: list[Row] = [
    (
        "2025-02-01",
        _AR + "لن تنسحب قوات التحالف من أربيل حتى آذار 2027.",
        ["phase2 from 2027-03-01 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "Coalition troops will not be gone from Erbil until March 2027.",
        ["phase2 from 2027-03-01 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The departure of US soldiers from Anbar is not expected before June 2026.",
        ["phase1 from 2026-06-01 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The exit of the coalition from Harir will not be completed until 2027.",
        ["phase2 from 2027-01-01 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "No foreign troops will remain in Sulaymaniyah beyond June 2027.",
        ["phase2 by 2027-06-30 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The coalition will stay in Irbil until June 2027.",
        ["phase2 until 2027-06-30 planned"],
    ),
]
"""Not before, not until, no longer than."""
YEARS: list[Row] = [
    (
        "2025-02-01",
        _DEAL + "By November 2027 US troops will have pulled out of Erbil.",
        ["phase2 by 2027-11-30 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The coalition will end its military mission in Iraq no later than 2027.",
        ["mission_end by 2027-12-31 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "By 2027 American soldiers must have left Harir.",
        ["phase2 by 2027-12-31 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "In September 2500 soldiers of the coalition left Iraq.",
        [],
    ),
]
"""A year before who acts is no amount; a round number may be one."""
MOVED: list[Row] = [
    (
        "2025-02-01",
        _DEAL + "The pullout of US forces from Erbil has been brought forward from June 2027 to May 2026.",
        ["phase2 by 2026-05-31 planned"],
    ),
    (
        "2025-02-01",
        _DEAL + "The departure of US forces from Erbil, previously due in May 2026, "
        "has been delayed to May 2027.",
        ["phase2 until 2027-05-31 postponed"],
    ),
]
"""What a date is moved to has the clause of the one it is moved from."""


@pytest.mark.parametrize(("day", "text", "expected"), [*LED, *TWO, *GOES_ON, *BOUNDS, *YEARS, *MOVED])
def test_composition(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected


@pytest.mark.parametrize("what", ["The withdrawal of US troops from Iraq", "The coalition's mission in Iraq"])
def test_an_opening_that_says_when_something_is_due_is_news(what: str) -> None:
    found = extract(entry(f"{what} is scheduled to end by September 2025.", on="2025-02-01"), shipped())
    assert [s.background for s in found.statements if s.due] == [False]


def test_a_year_earlier_than_planned_is_no_date() -> None:
    text = "Coalition troops will leave Erbil by September 2026, a year earlier than planned."
    assert stated("2025-02-01", _DEAL + text) == ["phase2 by 2026-09-30 planned"]
