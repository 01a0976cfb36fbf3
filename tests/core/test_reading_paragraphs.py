"""What the sentences of one article do to each other: parts named before, recaps, other matters between."""

import pytest

from monitor.extract import extract
from monitor.records import Statement
from tests.core.rules import entry, shipped

AR, EN = "التحالف الدولي في العراق", "Coalition in Iraq"
MEETING = "بحث وزير الدفاع العراقي مع وفد عسكري، اليوم الثلاثاء، مسار إنهاء مهمة التحالف الدولي في العراق. "
SAID = "قال مستشار حكومي، الثلاثاء، إن قوات التحالف الدولي ستغادر بغداد في آب المقبل. "


def read(text: str, lang: str) -> tuple[Statement, ...]:
    title = AR if lang == "ar" else EN
    return extract(entry(text, on="2025-05-20", title=title, lang=lang), shipped()).statements


PARTS = [  # one article a row
    ("ar", MEETING + "وتشمل المرحلة الثانية القواعد المتبقية. "
     "ومن المتوقع أن تنتهي هذه المرحلة في تشرين الأول 2026.",
     "phase2", "2026-10-31"),
    ("en", "The minister discussed the end of the coalition mission in Iraq. "
     "The second phase covers the remaining "
     "bases. This phase is expected to end in October 2026.", "phase2", "2026-10-31"),
    ("ar", SAID + "وأضاف أن المرحلة الأخيرة تستكمل بعد عام من ذلك.", "phase2", "2026-08-31"),
    ("ar", MEETING + "وذكر ضابط أن المرحلة الأولى تبدأ بانسحاب القوات من عين الأسد. "
     "وأضاف أنها ستنتهي في تشرين الأول المقبل.",
     "phase1", "2025-10-31"),
    ("ar", MEETING + "وتجري الانتخابات في تشرين الثاني المقبل. "
     "وقال مصدر حكومي إن قاعدة عين الأسد ستسلم إلى الجيش "
     "العراقي في الأول من آب المقبل.", "phase1", "2025-08-01"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "part", "last"), PARTS)
def test_a_part_named_before(lang: str, text: str, part: str, last: str) -> None:
    assert (part, last) in [(s.milestone, str(s.due.last_day)) for s in read(text, lang) if s.due]


RECAPS = [
    SAID + "وبموجب الاتفاق المعلن العام الماضي بين بغداد وواشنطن، تنتهي المرحلة الثانية في أيلول 2026.",
    SAID + "وكان البلدان قد اتفقا على إنهاء المرحلة الثانية في أيلول 2026.",
]


@pytest.mark.parametrize("text", RECAPS)
def test_a_recap_is_of_nobody(text: str) -> None:
    found = [s for s in read(text, "ar") if s.due and str(s.due.last_day) == "2026-09-30"]
    assert [(s.milestone, s.background, s.speaker) for s in found] == [("phase2", True, "")]


def test_a_blow_on_monday_is_no_deadline() -> None:
    text = "سقط صاروخان قرب قاعدة عين الأسد التي تستضيف قوات التحالف الدولي، مساء الإثنين، وفق مصدر أمني."
    assert read(text, "ar") == ()
