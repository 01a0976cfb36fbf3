"""The slip chart: which rows it shows, what its picture says, and that no machine needs fonts for it."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.charts import Mark, SlipLine, Theme, draw, histogram, slip, slip_chart, svg
from monitor.charts.histogram import LEFT, RIGHT, WORDS
from monitor.charts.style import WIDTH
from monitor.errors import ChartError
from monitor.ledger import LedgerPolicy, fold
from monitor.records import Change, MilestoneLedger, Modality, Rank
from tests.core.ledger_rows import END, day_of, due, row

NOW = datetime(2026, 10, 1, tzinfo=UTC)
NAMES = {"en": {END.id: "end of the mission"}, "ar": {END.id: "نهاية المهمة"}}
SOURCES, OFFICIAL = Rank.SOURCES, Rank.OFFICIAL

STORY = (
    row("2024-08-11", "2025-09", rank=SOURCES, outlet="one"),
    row("2024-09-06", "2026-end", rank=SOURCES, change=Change.LATER, outlet="two"),
    row("2024-09-06T12:00", "2026-end", rank=SOURCES, outlet="three"),
    row("2024-09-08", "2026-end", outlet="two", speaker="وزير الدفاع"),
    row("2024-12-01", "2027-06", rank=SOURCES),
    row("2025-03-01", None, Modality.DENIED),
    row("2025-06-01", "2026-09"),
    row("2026-02-01", None, Modality.POSTPONED),
    row("2026-03-01", "2026-11-30"),
    row("2026-09-30", None, Modality.COMPLETED),
)


def ledger_of(*rows: object) -> MilestoneLedger:
    return fold(END, rows, LedgerPolicy())  # type: ignore[arg-type]


def line_of(language: str = "en", upto: int = len(STORY), now: datetime = NOW) -> SlipLine:
    (line,) = slip([ledger_of(*STORY[:upto])], NAMES[language], language, now)
    return line


def test_the_points_of_a_story() -> None:
    seen = [
        (f"{p.said_at:%Y-%m-%d}", str(p.stated_on), p.mark.value, p.side.value, p.leg, p.days_moved)
        for p in line_of().points
    ]
    assert seen == [
        ("2024-08-11", "2025-09-30", "unconfirmed", "sources", 0, None),
        ("2024-09-06", "2026-12-31", "stated", "sources", 0, 457),
        ("2024-09-08", "2026-12-31", "confirmed", "record", 0, None),
        ("2024-12-01", "2027-06-30", "another", "sources", 0, None),
        # What names no date stands where the line was; what is done stands at its day.
        ("2025-03-01", "2026-12-31", "denied", "record", 0, None),
        ("2025-06-01", "2026-09-30", "stated", "record", 1, None),
        ("2026-02-01", "2026-09-30", "postponed", "record", 1, None),
        ("2026-03-01", "2026-11-30", "stated", "record", 2, None),
        ("2026-09-30", "2026-09-30", "completed", "record", 2, None),
    ]


def test_the_deadline_in_force_is_interrupted_while_there_is_none() -> None:
    stretches = line_of().stretches
    seen = [(f"{s.since:%Y-%m-%d}", f"{s.until:%Y-%m-%d}", str(s.stated_on), s.leg) for s in stretches]
    assert seen == [
        ("2024-08-11", "2024-09-06", "2025-09-30", 0),
        ("2024-09-06", "2025-03-01", "2026-12-31", 0),
        ("2025-06-01", "2026-02-01", "2026-09-30", 1),
        ("2026-03-01", "2026-09-30", "2026-11-30", 2),
    ]


@pytest.mark.parametrize(
    ("upto", "live", "ends"),
    [
        pytest.param(3, True, "2026-10-01", id="a deadline in force reaches to now"),
        pytest.param(6, False, "2025-03-01", id="a denied plan ends with its denial"),
        pytest.param(8, False, "2026-10-01", id="a plan put off lives without a date"),
        pytest.param(10, False, "2026-09-30", id="what is done ends the line"),
    ],
)
def test_where_a_line_ends(upto: int, live: bool, ends: str) -> None:
    line = line_of(upto=upto)
    assert (line.live, f"{line.ends_at:%Y-%m-%d}") == (live, ends)


def test_now_before_the_latest_news_cuts_nothing_off() -> None:
    line = line_of(upto=3, now=datetime(2024, 9, 1, tzinfo=UTC))
    assert line.ends_at == line.points[-1].said_at


@pytest.mark.parametrize(
    ("language", "standing", "note", "moved"),
    [
        ("en", "by end of 2026", "unnamed sources, since 6 September 2024", "+457 days"),
        ("ar", "بحلول نهاية 2026", "مصادر غير مسماة، منذ 6 أيلول 2024", "+457 يومًا"),
    ],
)
def test_the_words_of_a_line(language: str, standing: str, note: str, moved: str) -> None:
    line = line_of(language, upto=3)
    assert (line.standing, line.note, line.points[-1].moved) == (standing, note, moved)


def test_a_completion_tells_how_it_kept_to_the_date() -> None:
    late = row("2027-01-10", "2027-01-10", Modality.COMPLETED)
    (line,) = slip([ledger_of(STORY[0], STORY[1], late)], NAMES["en"], "en", NOW)
    assert (line.points[-1].mark, line.points[-1].moved) == (Mark.COMPLETED, "10 days late")


def test_a_first_plan_without_a_date_stands_on_the_day_of_saying_it() -> None:
    (line,) = slip([ledger_of(row("2024-01-25", None, Modality.AGREED))], {}, "en", NOW)
    assert [(p.mark, p.stated_on) for p in line.points] == [(Mark.UNDATED, day_of("2024-01-25"))]
    assert (line.name, line.stretches) == (END.id, ())


def test_a_milestone_without_anything_on_record_is_no_line() -> None:
    assert slip([ledger_of()], {}, "en", NOW) == ()


def rows_of(spec: object, field: str) -> list[dict[str, object]]:
    """The inline rows of all layers that have a field, in order."""
    if isinstance(spec, dict):
        values = spec["data"]["values"] if "data" in spec else []
        found = [r for r in values if field in r]
        return found + [r for part in spec.values() for r in rows_of(part, field)]
    return [r for part in spec for r in rows_of(part, field)] if isinstance(spec, list) else []


def test_the_specification_is_json_and_tells_each_statement_in_words() -> None:
    spec = slip_chart([line_of()], "en")
    assert json.loads(json.dumps(spec)) == spec
    told = rows_of(spec, "about")
    assert told[1]["about"] == (
        "6 September 2024, date stated, by end of 2026, +457 days, unnamed sources: “words”"
    )
    assert (told[1]["entry"], told[1]["at"], told[1]["day"]) == (
        STORY[1].entry,
        "2024-09-06T00:00Z",
        "2026-12-31",
    )


def test_bars_show_the_precision() -> None:
    bars = rows_of(slip_chart([line_of(upto=4)], "en"), "first")
    assert [(b["first"], b["last"]) for b in bars] == [
        ("2025-09-01", "2025-09-30"),
        ("2026-12-01", "2026-12-31"),
        ("2026-12-01", "2026-12-31"),
    ]


def test_the_key_explains_what_occurs_and_nothing_else() -> None:
    words = [r["word"] for r in rows_of(slip_chart([line_of(upto=3)], "en"), "t")]
    assert words == [
        "deadline in force",
        "unnamed sources",
        "first to last day meant",
        "today, as it was then",
        "date stated",
        "unconfirmed",
    ]


def test_every_mark_has_a_shape_of_its_own() -> None:
    """Colour alone tells nothing: shape, size and filling together are different for all marks."""
    layers = slip_chart([line_of()], "en")["vconcat"][1]["layer"]
    (looks,) = (layer["encoding"] for layer in layers if layer["mark"]["type"] == "point")
    shapes = dict(zip(*looks["shape"]["scale"].values(), strict=True))
    small, hollow = looks["size"]["condition"]["test"], looks["fill"]["condition"]["test"]
    seen = {(shapes[m], f"'{m}'" in small, f"'{m}'" in hollow) for m in Mark}
    assert len(seen) == len(Mark)


@pytest.mark.parametrize(
    ("days", "labelled"),
    [
        pytest.param(("2024-09-06", "2025-09-06"), ["+61 days", "+92 days"], id="apart"),
        pytest.param(("2024-09-06", "2024-09-26"), ["+61 days"], id="too close: the later one"),
    ],
)
def test_labels_do_not_cover_each_other(days: tuple[str, str], labelled: list[str]) -> None:
    rows = (
        row("2024-08-01", "2027-06"),
        row(days[0], "2027-09", change=Change.LATER),
        row(days[1], "2027-11", change=Change.LATER),
    )
    spec = slip_chart(slip([ledger_of(*rows)], {}, "en", NOW), "en")
    assert [r["word"] for r in rows_of(spec, "word") if str(r["word"]).endswith("days")] == labelled


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["end of the mission", "by end of 2026", "which date was stated", "+457 days", "unconfirmed"]),
        (
            "ar",
            ["نهاية المهمة", "بحلول نهاية 2026", "الموعد المذكور", "+457 يومًا", "غير مؤكد", "تشرين الثاني"],
        ),
    ],
)
def test_the_picture_contains_its_labels(language: str, labels: list[str], theme: Theme) -> None:
    now = datetime(2024, 12, 1, tzinfo=UTC)
    drawn = svg(slip_chart([line_of(language, upto=4, now=now)], language, theme))
    assert [label for label in labels if label not in drawn] == []
    # A name in the other script is kept in its direction.
    assert "\u2068وزير الدفاع\u2069" in drawn or language == "ar"


def test_foreign_words_are_text_in_the_picture() -> None:
    names = {END.id: "<script>alert(1)</script> & \u202eevil"}
    drawn = svg(slip_chart(slip([ledger_of(*STORY[:2])], names, "en", NOW), "en"))
    assert "<script" not in drawn
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; evil" in drawn


PICTURE = """
import hashlib
from monitor.charts import png, histogram, style
texts = [{"t": "أيلول 2026، تصريح رسمي", "n": 1}, {"t": "September 2026, on record", "n": 2}]
mark = {"type": "text", "fontWeight": "bold"}
spec = {"data": {"values": texts}, "mark": mark, "config": style.config(style.STYLES[style.Theme.LIGHT]),
        "encoding": {"text": {"field": "t"}, "y": {"field": "n", "type": "ordinal", "axis": None}}}
print(hashlib.sha256(png(spec)).hexdigest())
"""


def test_a_machine_without_fonts_draws_the_same_picture(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{tmp_path / 'none'}</dir></fontconfig>")
    pictures = {
        subprocess.run(
            [sys.executable, "-c", PICTURE], env=env, capture_output=True, text=True, check=True, timeout=120
        ).stdout
        for env in (dict(os.environ), {**os.environ, "FONTCONFIG_FILE": str(fonts)})
    }
    assert len(pictures) == 1


def test_the_histogram_is_drawn_too() -> None:
    bins = {"relevant": [0, 2], "irrelevant": [1, 0], "unlabelled": [300, 4]}
    drawn = svg(histogram(bins, 0.5, 0.25))
    told = re.findall(r'aria-label="([^"]+)"', drawn.partition("mark-rect")[2])
    assert told[:5] == [
        "0.00-0.50, unlabelled: 300",
        "0.50-1.00, unlabelled: 4",
        "0.50-1.00, labelled relevant: 2",
        "0.00-0.50, labelled irrelevant: 1",
        "in force",
    ]
    assert "suggested" in drawn
    # A page lays a slider over the columns: they stand where it thinks they do.
    assert f'width="{LEFT + WIDTH + RIGHT}"' in drawn
    assert f"translate({LEFT}," in drawn


def test_a_histogram_of_nothing_is_drawn_in_any_language() -> None:
    words = WORDS | {"score": "الدرجة", "force": "السارية"}
    drawn = svg(
        histogram(dict.fromkeys(("relevant", "irrelevant", "unlabelled"), [0] * 50), 0.5, None, words=words)
    )
    assert "الدرجة" in drawn
    assert "السارية" in drawn


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("chart.gif", "charts are written as .svg or .png"),
        ("none/chart.svg", "cannot be written: No such file"),
    ],
)
def test_a_file_that_cannot_be_drawn(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ChartError, match=message):
        draw(slip_chart([line_of(upto=1)], "en"), tmp_path / name)


@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<svg"), ("A.PNG", b"\x89PNG")])
def test_the_ending_says_how_it_is_drawn(tmp_path: Path, name: str, begins: bytes) -> None:
    draw(slip_chart([line_of(upto=1)], "en"), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_from_stands_at_the_first_day() -> None:
    from monitor.records import Bound

    (line,) = slip([ledger_of(row("2024-08-11", due("2025-09", Bound.FROM)))], {}, "en", NOW)
    assert str(line.points[0].stated_on) == "2025-09-01"
