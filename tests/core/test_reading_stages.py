"""A plan told in stages: the first by one date, the rest or the whole by another.

Frames, first and last stages as tables, Arabic and English side by side: every combination is one part of
federal Iraq and one of the rest.
"""

from itertools import product

import pytest

from monitor.extract import extract
from tests.core.rules import entry, shipped

_TITLE = {"en": "Coalition in Iraq", "ar": "التحالف الدولي في العراق"}
_DATES = {"en": ("September 2025", "September 2026"), "ar": ("أيلول 2025", "أيلول 2026")}
_FRAMES = {
    "en": (
        "The withdrawal will take place in two stages",
        "Coalition forces will leave Iraq in two phases",
        "The coalition's mission will end in two phases",
    ),
    "ar": (
        "سيجري الانسحاب على مرحلتين",
        "تنسحب قوات التحالف على مرحلتين",
        "يتم إنهاء مهام التحالف وفق مرحلتين",
    ),
}
_FIRST = {
    "en": ("with the first phase scheduled for {}", "the first by {}", "the first of which runs until {}"),
    "ar": ("الأولى في {}", "تنتهي الأولى في {}", "المرحلة الأولى بحلول {}", "أولاهما تستمر حتى {}"),
}
_LAST = {
    "en": (
        "full completion set for {}",
        "the complete withdrawal by {}",
        "the second ending in {}",
        "the rest by {}",
    ),
    "ar": ("والثانية في {}", "والانسحاب الكامل في {}", "ويكتمل الانسحاب بحلول {}", "والباقي في {}"),
}
_APART = [
    ("en", "The first phase ends in {} and the withdrawal will be completed in {}."),
    ("en", "The first phase, due in {}, covers Baghdad, and all troops are to be gone by {}."),
    ("en", "Some troops will leave by {} and others by {}."),
    ("en", "A plan to pull out some troops by {} and the remaining ones by {} has been agreed."),
    ("en", "The coalition will withdraw from Iraq in two stages, in {} and in {}."),
    ("en", "The withdrawal is set for {} for the first phase and {} for the second phase."),
    ("ar", "ستنتهي المرحلة الأولى في {}، فيما يستكمل الانسحاب الكامل في {}."),
    ("ar", "المرحلة الأولى مقررة في {}، على أن تغادر القوات المتبقية في {}."),
    ("ar", "يغادر بعض جنود التحالف العراق بحلول {} والباقون بحلول {}."),
    ("ar", "ينسحب التحالف من العراق على مرحلتين، في {} وفي {}."),
]
_NONE = [
    # What begins, what is somebody else's, and what is only the first of many is no first stage.
    ("en", "The first phase of the withdrawal starts in {}.", "withdrawal_start 2025-09-30"),
    ("en", "The coalition will leave Iraq in {} after the first round of talks.", "mission_end 2025-09-30"),
    ("en", "The coalition's mission in Iraq will end in {}.", "mission_end 2025-09-30"),
    ("ar", "المرحلة الأولى من الانسحاب تبدأ في {}.", "withdrawal_start 2025-09-30"),
    ("ar", "ستنتهي مهمة التحالف في العراق في {}.", "mission_end 2025-09-30"),
]


def _read(lang: str, text: str) -> list[str]:
    body = text.format(*_DATES[lang])
    found = extract(entry(body, on="2025-02-10", title=_TITLE[lang], lang=lang), shipped()).statements
    return [f"{one.milestone} {one.due.last_day}" for one in found if one.due]


def _apart(read: list[str]) -> bool:
    """Whether the first date is of the first part, and the second of the last one or of the whole."""
    last = {"phase2 2026-09-30", "mission_end 2026-09-30"}
    return len(read) == 2 and "phase1 2025-09-30" in read and not last.isdisjoint(read)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_two_stages(lang: str) -> None:
    join = {"en": "{}, {} and {}.", "ar": "{}، {} {}."}[lang]
    wrong = []
    for frame, first, last in product(_FRAMES[lang], _FIRST[lang], _LAST[lang]):
        text = join.format(frame, first, last)
        if not _apart(read := _read(lang, text)):
            wrong.append((text, read))
    assert not wrong


@pytest.mark.parametrize(("lang", "text"), _APART)
def test_a_first_part_and_the_rest(lang: str, text: str) -> None:
    assert _apart(_read(lang, text))


@pytest.mark.parametrize(("lang", "text", "due"), _NONE)
def test_no_stage(lang: str, text: str, due: str) -> None:
    assert _read(lang, text) == [due]
