"""The slip chart: across, when something was said; up, which date was stated.

A level line is a plan that holds, a step up is a delay, a line that meets the diagonal has run out of time.

One panel per milestone, because milestones of one story share months but not years. From back to front:

1. the area below *today*, in which a date is over;
2. the deadline in force, broad and pale, interrupted while there is none;
3. a line for each side: on record, and unnamed sources (dashed);
4. the precision, a bar from the first to the last day that the words allow;
5. a mark for each statement, told by its shape;
6. how far each shift moved the deadline, and the current deadline at the end.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from monitor.charts.key import key
from monitor.charts.shapes import DASH, DOTS, looks, side_colour
from monitor.charts.slip import Point, Side, SlipLine
from monitor.charts.style import SCHEMA, STYLES, WIDTH, Spec, Style, Theme, config, directed, months
from monitor.render import Phrases, day_words, load_phrases

HEIGHT = 230
"""Of one panel, without its words."""
MARGIN = timedelta(days=10)
"""Free on each side of a chart, at least."""
NEAR = 0.1
"""Share of the width and of the height within which a second word would cover the first."""

_ABOVE = {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleX": 0, "titleY": -6}
"""A title that nobody has to turn the head for."""


def slip_chart(
    lines: Sequence[SlipLine], language: str, theme: Theme = Theme.LIGHT, *, link: str = ""
) -> Spec:
    """The specification of the chart, as Vega-Lite.

    Args:
        lines: of :func:`monitor.charts.slip`; with none, the chart is empty.
        language: of the words beside those of the lines.
        theme: what it stands on.
        link: address of a statement's page, with ``{entry}`` for its entry; none when empty.
    """
    phrases, style = load_phrases(language), STYLES[theme]
    panels = [key(lines, phrases, style)] if lines else []
    panels += [_panel(line, phrases, style, link) for line in lines]
    return {
        "$schema": SCHEMA,
        "vconcat": panels,
        "spacing": 28,
        "config": config(style, months(phrases.locale)),
    }


def _panel(line: SlipLine, phrases: Phrases, style: Style, link: str) -> Spec:
    across, up = _domains(line)
    words = phrases.chart
    return {
        "title": {
            "text": directed(line.name, phrases),
            "subtitle": directed(phrases.semicolon.join(filter(None, (line.standing, line.note))), phrases),
            "anchor": "start" if phrases.direction == "ltr" else "end",
            "frame": "group",
        },
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {
            "x": _time("at", across, words["said"], phrases, {"tickCount": 7, "grid": False}),
            "y": _time("day", up, words["due"], phrases, {"tickCount": 5} | _ABOVE),
        },
        "layer": [
            *_today(across, up, phrases, style),
            _in_force(line, style),
            _sides(line.points, style),
            _precision(line.points, style),
            _marks(line.points, phrases, style, link),
            *_labels(line, across, up, phrases, style),
        ],
    }


def _domains(line: SlipLine) -> tuple[tuple[date, date], tuple[date, date]]:
    """First and last day of both axes; the diagonal runs all the way from the left to the right."""
    first, last = line.points[0].said_at.date(), line.ends_at.date()
    days = [day for p in line.points for day in (p.stated_on, p.first_day, p.last_day) if day is not None]
    lowest, highest = min((first, *days)), max((last, *days))
    aside = max(MARGIN, (last - first) * 0.04)
    above = max(MARGIN, (highest - lowest) * 0.06)
    return (first - aside, last + aside), (min(lowest - above, first - aside), max(highest, last) + above)


def _time(field: str, domain: tuple[date, date], title: str, phrases: Phrases, axis: Spec) -> Spec:
    first, last = domain
    if first.year == last.year:
        # No tick falls on a January, which alone would name the year.
        title = f"{title} ({first.year})"
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": [_day(d) for d in domain], "nice": False},
        "axis": {
            "title": directed(title, phrases),
            **axis,
            "labelOverlap": True,
            "format": {"year": "%Y", "quarter": "%b", "month": "%b", "week": "%-d %b", "date": "%-d %b"},
        },
    }


def _day(day: date) -> Spec:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def _today(
    across: tuple[date, date], up: tuple[date, date], phrases: Phrases, style: Style
) -> Iterable[Spec]:
    right, bottom = across[1], up[0]
    ends = [{"at": str(d), "day": str(d), "bottom": str(bottom)} for d in across]
    yield {
        "data": {"values": ends},
        "mark": {"type": "area", "color": style.past, "opacity": 1},
        "encoding": {"y2": {"field": "bottom"}},
    }
    yield {
        "data": {"values": ends},
        "mark": {"type": "line", "color": style.quiet, "strokeWidth": 1, "strokeDash": DOTS},
    }
    words = phrases.chart
    row = {"at": str(right), "day": str(bottom), "word": directed(words["past"], phrases)}
    mark = {"type": "text", "align": "right", "baseline": "bottom", "dx": -6, "dy": -5, "fontSize": 11}
    yield _text([row], mark | {"color": style.quiet})


def _in_force(line: SlipLine, style: Style) -> Spec:
    rows = [
        {"at": _instant(at), "day": str(stretch.stated_on), "leg": stretch.leg}
        for stretch in line.stretches
        for at in (stretch.since, stretch.until)
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "color": style.force, "strokeWidth": 7, "strokeCap": "round"},
        "encoding": {"detail": {"field": "leg"}, "order": {"field": "at", "type": "temporal"}},
    }


def _sides(points: Sequence[Point], style: Style) -> Spec:
    rows = [_row(p) for p in points if p.joins]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1.6},
        "encoding": {
            "color": side_colour(style),
            "strokeDash": {
                "field": "side",
                "type": "nominal",
                "scale": {"domain": [s.value for s in Side], "range": [[1, 0], DASH]},
                "legend": None,
            },
            "detail": {"field": "leg"},
        },
    }


def _precision(points: Sequence[Point], style: Style) -> Spec:
    rows = [
        {**_row(p), "first": str(p.first_day), "last": str(p.last_day)}
        for p in points
        if p.first_day is not None and p.first_day != p.last_day
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.4},
        "encoding": {
            "y": {"field": "first", "type": "temporal"},
            "y2": {"field": "last"},
            "color": side_colour(style),
        },
    }


def _marks(points: Sequence[Point], phrases: Phrases, style: Style, link: str) -> Spec:
    line = phrases.line
    shown = (
        ("said", phrases.chart["said"]),
        ("words", phrases.chart["due"]),
        ("who", line["said"]),
        ("outlet", line["where"]),
        ("quote", phrases.text["quote"].format(text="…")),
    )
    rows = [_told(p, phrases) for p in points]
    if link:
        rows = [row | {"href": link.format(entry=quote(str(row["entry"]), safe=""))} for row in rows]
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "strokeWidth": 1.8, "opacity": 1},
        "encoding": {
            **looks(style),
            "tooltip": [{"field": field, "type": "nominal", "title": title} for field, title in shown],
            "description": {"field": "about"},
            **({"href": {"field": "href"}} if link else {}),
        },
    }


def _labels(
    line: SlipLine, across: tuple[date, date], up: tuple[date, date], phrases: Phrases, style: Style
) -> Iterable[Spec]:
    """How far each shift moved, where there is room; and what holds now, at the end of the line."""
    moves: list[tuple[float, float, Point]] = []
    for point in reversed(line.points):
        if not point.days_moved:
            continue
        x, y = _share(point.said_at.date(), across), _share(point.stated_on, up)
        beside = (m for m in moves if (m[2].days_moved or 0) * point.days_moved > 0)
        if not any(abs(x - other[0]) < NEAR and abs(y - other[1]) < NEAR for other in beside):
            moves.append((x, y, point))
    for x, _, moved in moves:
        # Above a step up, below a step down; beside it, on the side from which the line comes.
        aside = {"align": "right", "dx": -7} if x > NEAR else {"align": "left", "dx": 7}
        mark = {"type": "text", "fontSize": 11, "dy": -9 if (moved.days_moved or 0) > 0 else 11, **aside}
        row = {**_row(moved), "word": directed(moved.moved, phrases)}
        yield _text([row], mark | {"color": style.ink})
    point = line.points[-1]
    at, day = point.said_at, point.stated_on
    if line.live and line.stretches:
        at, day = line.ends_at, line.stretches[-1].stated_on
    row = {"at": _instant(at), "day": str(day), "word": directed(line.standing, phrases)}
    mark = {"type": "text", "fontSize": 12, "fontWeight": "bold", "align": "left", "dx": 10}
    yield _text([row], mark | {"color": style.ink})


def _text(rows: Sequence[Spec], mark: Spec) -> Spec:
    return {"data": {"values": rows}, "mark": mark, "encoding": {"text": {"field": "word"}}}


def _share(day: date, domain: tuple[date, date]) -> float:
    return (day - domain[0]) / (domain[1] - domain[0])


def _row(point: Point) -> Spec:
    return {
        "at": _instant(point.said_at),
        "day": str(point.stated_on),
        "side": point.side.value,
        "mark": point.mark.value,
        "leg": point.leg,
    }


def _told(point: Point, phrases: Phrases) -> Spec:
    said = day_words(point.said_at.date(), phrases)
    quote = phrases.text["quote"].format(text=phrases.foreign(point.quote))
    mark = phrases.chart[point.mark.value]
    told = {
        "said": said,
        "words": point.words,
        "who": point.who,
        "outlet": phrases.foreign(point.outlet),
        "quote": quote,
        "moved": point.moved,
        "entry": point.entry,
    }
    about = phrases.comma.join(filter(None, (said, mark, point.words, point.moved, point.who)))
    return {**_row(point), **told, "about": f"{about}: {quote}"}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="minutes").replace("+00:00", "Z")
