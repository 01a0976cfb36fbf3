"""What the sentences of an article lend each other, and what not: rows as in test_reading_steps.py."""

from itertools import permutations

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped
from tests.core.test_reading_claims import Row
from tests.core.test_reading_steps import stated

_DAY = "2025-02-01"
_TITLE = "Coalition convoys reach Erbil | "
_LEAD = "The US-led coalition will end its mission in Iraq by the end of 2028. "
_WHOLE = "mission_end by 2028-12-31 planned"

GOES_ON: list[Row] = [
    (
        _DAY,
        _TITLE
        + _LEAD
        + "In Baghdad, two officers confirmed that the coalition had handed back the building. "
        "Tea was served. The move should be over by mid-June 2026.",
        [_WHOLE, "phase1 by 2026-06-20 planned"],  # one building is not all of it
    ),
    (
        _DAY,
        _TITLE + _LEAD + "In the capital, the coalition has begun to clear its offices. "
        "The work should be completed by mid-June 2026.",
        [_WHOLE, "phase1 by 2026-06-20 planned"],
    ),
    (
        _DAY,
        "US troops pack up in Anbar | "
        + _LEAD
        + "In Erbil, soldiers of the coalition are taking down antennas. "
        "The move should be finished by mid-June 2027.",
        [_WHOLE, "phase2 by 2027-06-20 planned"],
    ),
    (
        _DAY,
        _TITLE + _LEAD + "Ain al-Asad lies in the desert. The base will be handed over first, in June 2026.",
        [_WHOLE, "phase1 on 2026-06-30 planned"],
    ),
    (
        _DAY,
        _TITLE + _LEAD + "Half of the Baghdad headquarters was returned. "
        "The rest of the compound is to follow by August 2026.",
        [_WHOLE, "phase1 by 2026-08-31 planned"],
    ),
    (
        _DAY,
        _TITLE + _LEAD + "Camp Victory will be vacated by January 2026. Harir is to follow by May 2027.",
        [_WHOLE, "phase1 by 2026-01-31 planned", "phase2 by 2027-05-31 planned"],
    ),
    (
        _DAY,
        _TITLE
        + _LEAD
        + "Ain al-Asad will be vacated by January 2026. It will be followed by Erbil a year later.",
        [_WHOLE, "phase1 by 2026-01-31 planned", "phase2 on 2027-01-31 planned"],
    ),
    (
        _DAY,
        _TITLE + _LEAD + "Camp Victory will be vacated by January 2026. A vote is to follow by May 2027.",
        [_WHOLE, "phase1 by 2026-01-31 planned"],
    ),
    (
        _DAY,
        _TITLE + "The mission of the coalition is to end in Baghdad by May 2027 and in Erbil by May 2028.",
        ["phase1 by 2027-05-31 planned", "phase2 by 2028-05-31 planned"],
    ),
    (
        _DAY,
        "العراق والتحالف الدولي | ستنهي قوات التحالف مهمتها في بغداد بحلول أيار 2027 "
        "وفي أربيل بحلول أيار 2028.",
        ["phase1 by 2027-05-31 planned", "phase2 by 2028-05-31 planned"],
    ),
]
"""What a sentence goes on with is the place of the one before, not the title's."""
APART: list[Row] = [
    (
        _DAY,
        _TITLE + _LEAD + "NATO's training mission in Iraq will stay until the end of 2029.",
        [_WHOLE, "other until 2029-12-31 planned"],
    ),
    (
        _DAY,
        "العراق والتحالف الدولي | ستنهي قوات التحالف الدولي مهمتها في العراق بحلول نهاية 2027. "
        "وستبقى بعثة الناتو التدريبية في العراق حتى نهاية 2028.",
        ["mission_end by 2027-12-31 planned", "other until 2028-12-31 planned"],
    ),
    (
        _DAY,
        _TITLE + _LEAD + "The US defence secretary is expected in Baghdad in May 2025.",
        [_WHOLE],
    ),
    (
        _DAY,
        _TITLE + _LEAD + "Equipment is being shipped to Kuwait, where it will stay until 2027.",
        [_WHOLE, "other until 2027-12-31 planned"],
    ),
    (
        _DAY,
        _TITLE + "Parliament met on Saturday to debate the presence of US forces in Iraq. "
        "A memorandum on training is to be signed in May 2025. US forces will leave Erbil by April 2027.",
        ["other on 2025-05-31 planned", "phase2 by 2027-04-30 planned"],
    ),
    (
        _DAY,
        _TITLE + _LEAD + "Elections will be held in November 2025. "
        "The withdrawal from Erbil would be completed by July 2027.",
        [_WHOLE, "phase2 by 2027-07-31 planned"],
    ),
    (
        _DAY,
        _TITLE + "Parliament met on Friday to debate the presence of US forces in Iraq. "
        "In Erbil, the coalition has begun handing over hangars.",
        ["phase2 begun"],
    ),
]
"""What belongs to somebody or something else, or is still to come, lends the sentences beside it nothing."""


@pytest.mark.parametrize(("day", "text", "expected"), [*GOES_ON, *APART])
def test_articles(day: str, text: str, expected: list[str]) -> None:
    assert stated(day, text) == expected


SPOKEN = [
    ("The Pentagon on Saturday denied reports of a delay in the withdrawal of US forces.", "Pentagon"),
    ("The Iraqi government ruled out any extension of the coalition's mission.", "Iraqi government"),
    ("No coalition soldier will remain at Ain al-Asad after February 2026.", "Iraq's defence minister"),
    (
        "Few dates divide Iraqi politicians as much: US troops are to leave Erbil by May 2027.",
        "Iraq's defence minister",
    ),
]


@pytest.mark.parametrize(("sentence", "speaker"), SPOKEN)
def test_who_speaks_after_another(sentence: str, speaker: str) -> None:
    body = f"Iraq's defence minister said the coalition would leave Iraq by 2028. {sentence}"
    found = extract(entry(body, on=_DAY, title="Iraq and the coalition"), shipped()).statements
    assert found[-1].speaker == speaker


PIECES = (
    "US forces will leave Camp Victory by March 2026.",
    "Harir will be handed over by May 2027.",
    "UNAMI is to close by the end of December 2025.",
    "A memorandum on training is to be signed in August 2025.",
)


@pytest.mark.parametrize("order", list(permutations(PIECES)))
def test_the_order_of_pieces_changes_nothing(order: tuple[str, ...]) -> None:
    assert sorted(stated(_DAY, f"Iraq and the coalition | {_LEAD}{' '.join(order)}")) == [
        _WHOLE,
        "other on 2025-08-31 planned",
        "phase1 by 2026-03-31 planned",
        "phase2 by 2027-05-31 planned",
    ]
