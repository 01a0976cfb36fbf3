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
        "صباح النعمان سخنگوی ارتش در دیدار با علی کریمی وزیر کشور گفت نیروهای ائتلاف تا سپتامبر ۲۰۲۶ عراق را "
        "ترک خواهند کرد.",
        "صباح النعمان",
    ),
]


@pytest.mark.parametrize(("title", "body", "speaker"), ROWS, ids=[body[:50] for _, body, _ in ROWS])
def test_who_says_it(title: str, body: str, speaker: str) -> None:
    found = [s for s in extract(entry(body, on="2026-03-02", title=title), shipped()).statements if s.due]
    assert [s.speaker for s in found[:1]] == [speaker]
