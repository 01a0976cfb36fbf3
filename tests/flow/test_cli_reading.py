"""``monitor extract`` for a person: everything read is marked in the text and explained below it."""

from collections.abc import Callable
from datetime import date

import pytest

from monitor.cli.marked import SHOWN, marked, span
from monitor.extract import extract
from monitor.extract.confidence import LEFT, Doubt
from tests.core.rules import entry, shipped
from tests.flow.cli_home import Run

Shown = Callable[[str], str]

NEWS = """US and Iraq say coalition mission will conclude by September 2025
The US-led coalition's mission in Iraq will conclude no later than the end of September 2025, the two \
governments said in a joint statement on Friday.
Parliament will elect a president by November. Some 2,500 troops are at Ain al-Asad.
Turkey will withdraw its soldiers from Bashiqa by March 2027. The oil deal ends on 31 February 2026.
"""
ARABIC = """التحالف يغادر كردستان
قالت مصادر حكومية إن التحالف الدولي سيغادر إقليم كردستان العراق بحلول سبتمبر/أيلول 2026.
"""


@pytest.fixture
def reading(run: Run) -> Shown:
    """What the command shows of a text given on standard input."""

    def show(text: str) -> str:
        told = run("extract", "-", "--published", "2024-09-27", given=text.encode())
        assert told.code == 0, told.err
        return told.out

    return show


def test_dates_are_marked_where_they_stand(reading: Shown) -> None:
    out = reading(NEWS)
    assert "[1D:2026-09] date 1 and its days; D deadline, P past, B background, T today" in out
    assert "September 2025\u2066[1D:2025-09]\u2069" in out
    assert "\u2066[2D:2025-09-21…2025-09-30]\u2069" in out
    assert "on Friday\u2066[3P:2024-09-27]\u2069.\u2066[S1]\u2069" in out.replace("\n", " ")


def test_what_belongs_to_no_milestone_says_why(reading: Shown) -> None:
    out = " ".join(reading(NEWS).split())
    assert "1 September 2025 2025-09 by deadline – another statement says the same" in out
    assert "– no milestone word in its sentence" in out
    assert "(year inferred)" in out
    assert "excluded by “Turkey”" in out
    assert "31 February 2026 ? on background – no such day" in out


def test_statements_have_rule_rank_and_doubts_that_can_be_recomputed(reading: Shown) -> None:
    out = reading(ARABIC)
    assert "phase2" in out
    assert "rule phase2/dated/" in out
    assert "sources" in out
    assert f"{Doubt.UNNAMED} (× {LEFT[Doubt.UNNAMED]:g})" in " ".join(out.split())


def test_counts_and_sites_are_listed(reading: Shown) -> None:
    out = reading(NEWS)
    counts, sites = out.index("\nCounts"), out.index("\nSites")
    assert "2500" in out[counts:sites]
    assert "Ain al-Asad" in out[sites:]


def test_arabic_lines_keep_their_direction_and_marks_theirs(reading: Shown) -> None:
    [line] = [line for line in reading(ARABIC).splitlines() if "[1D:2026-09]" in line and "بحلول" in line]
    assert line.startswith("\u2067")
    assert "\u2066[1D:2026-09]\u2069" in line


BAD = [
    pytest.param("", id="empty"),
    pytest.param("\n \t\n", id="blank"),
    pytest.param("2025 " * 3_000, id="numbers"),
    pytest.param("انسحاب" * 5_000, id="no-spaces"),
    pytest.param("\u202eيغادر\u2066 by September 2025\x1b[31m\x00\r\u0650", id="control-and-bidi"),
    pytest.param('«قال الوزير "إن التحالف سيغادر العراق بحلول', id="half-a-quotation"),
    pytest.param(
        "العراق Iraq\nby 31 February 2026, 0 January 0000, 9999-12-31, 31/12/9999, year 0", id="days"
    ),
    pytest.param("العراق والتحالف US troops покидают 伊拉克 by سبتمبر 2025 עד 2026", id="mixed-scripts"),
    pytest.param(
        "التحالف في العراق\n" + "يغادر التحالف الدولي العراق بحلول سبتمبر 2025 " * 1_000, id="one-line"
    ),
]


@pytest.mark.parametrize("text", BAD)
def test_bad_input_is_shown_or_has_nothing_to_show(reading: Shown, text: str) -> None:
    out = reading(text)
    assert "\x1b[31m" not in out
    assert "\x00" not in out
    assert "statements" in out.lower()


def test_long_text_and_long_tables_are_cut_and_say_so(reading: Shown) -> None:
    out = reading("Iraq\n" + "They met in May 2019. " * 1_200)
    assert "more characters of the body" in out
    assert "more; --json shows all" in out


def test_what_is_no_text_is_said(run: Run) -> None:
    told = run("extract", "-", "--published", "2024-09-27", given=b"\xff\xfe\x00")
    assert (told.code, "is not UTF-8 text" in told.err) == (2, True)
    told = run("extract", "-", given=b"text")
    assert (told.code, "a plain text needs its day" in told.err) == (2, True)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "?"),
        (date(2026, 9, 3), date(2026, 9, 3), "2026-09-03"),
        (date(2026, 9, 1), date(2026, 9, 30), "2026-09"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 9, 1), date(2026, 9, 10), "2026-09-01…2026-09-10"),
        (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
    ],
)
def test_days_are_said_shortly(first: date | None, last: date | None, words: str) -> None:
    assert span(first, last) == words


def test_marks_change_no_word_of_the_text() -> None:
    of = entry(NEWS.partition("\n")[2], title=NEWS.partition("\n")[0])
    assert len(of.body) < SHOWN
    shown = " ".join(text.plain for text in marked(of, extract(of, shipped())))
    bare = "".join(
        piece.partition("\u2069")[2] if "\u2069" in piece else piece for piece in shown.split("\u2066")
    )
    assert bare.split() == f"{of.title}\n{of.body}".split()
