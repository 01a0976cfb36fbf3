"""What lines and marks of the slip chart mean."""

import math
from collections.abc import Sequence

from monitor.charts.shapes import DASH, DOTS, IN_KEY, looks
from monitor.charts.slip import Mark, Side, SlipLine
from monitor.charts.style import WIDTH, Spec, Style, directed
from monitor.render import Phrases

COLUMNS = 4
ROW = 20
"""Height of one row."""


def key(lines: Sequence[SlipLine], phrases: Phrases, style: Style) -> Spec:
    """A table that begins on the side where reading begins, without what does not occur."""
    words = phrases.chart
    points = [p for line in lines for p in line.points]
    sides = [side for side in Side if any(p.side is side and p.joins for p in points)]
    marks = [mark for mark in Mark if any(p.mark is mark for p in points)]
    items: list[Spec] = [{"stroke": "force", "word": words["force"]}]
    items += [{"stroke": side.value, "word": words[side.value]} for side in sides]
    items += [{"stroke": name, "word": words[name]} for name in ("range", "today")]
    items += [{"mark": mark.value, "side": IN_KEY, "word": words[mark.value]} for mark in marks]
    forward = phrases.direction == "ltr"
    for place, item in enumerate(items):
        row, column = divmod(place, COLUMNS)
        start = column * WIDTH / COLUMNS
        item["y"] = row * ROW + ROW / 2
        for name, offset in (("a", 0), ("b", 18), ("m", 9), ("t", 25)):
            item[name] = start + offset if forward else WIDTH - start - offset
        item["word"] = directed(item["word"], phrases)
    height = math.ceil(len(items) / COLUMNS) * ROW
    strokes = {
        "force": (style.force, 7, [1, 0], 1),
        "record": (style.record, 1.6, [1, 0], 1),
        "sources": (style.sources, 1.6, DASH, 1),
        "range": (style.record, 5, [1, 0], 0.4),
        "today": (style.quiet, 1, DOTS, 1),
    }
    layers: list[Spec] = [
        {
            "transform": [{"filter": f"datum.stroke == '{name}'"}],
            "mark": {"type": "rule", "color": c, "strokeWidth": w, "strokeDash": d, "opacity": o},
            "encoding": {"x": _across("a"), "x2": {"field": "b"}},
        }
        for name, (c, w, d, o) in strokes.items()
    ]
    layers += [
        {
            "transform": [{"filter": "datum.mark != null"}],
            "mark": {"type": "point", "strokeWidth": 1.8, "opacity": 1},
            "encoding": {"x": _across("m"), **looks(style)},
        },
        {
            "mark": {
                "type": "text",
                "align": "left" if forward else "right",
                "color": style.ink,
                "fontSize": 11,
            },
            "encoding": {"x": _across("t"), "text": {"field": "word"}},
        },
    ]
    return {
        "width": WIDTH,
        "height": height,
        "data": {"values": items},
        "encoding": {
            "y": {
                "field": "y",
                "type": "quantitative",
                "scale": {"domain": [height, 0], "nice": False},
                "axis": None,
            }
        },
        "layer": layers,
    }


def _across(field: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, WIDTH], "nice": False},
        "axis": None,
    }
