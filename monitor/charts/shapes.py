"""How a mark and a side turn into shape, size, dash and colour: shapes alone tell the marks apart."""

from monitor.charts.slip import Mark, Side
from monitor.charts.style import Spec, Style

_SHAPES = {
    Mark.STATED: "circle",
    Mark.UNCONFIRMED: "circle",
    Mark.CONFIRMED: "circle",
    Mark.UNDATED: "stroke",
    Mark.ANOTHER: "diamond",
    Mark.POSTPONED: "triangle-right",
    Mark.DENIED: "M-0.7,-0.7L0.7,0.7M-0.7,0.7L0.7,-0.7",
    Mark.BEGUN: "triangle-up",
    Mark.COMPLETED: "square",
}
_HOLLOW = frozenset({Mark.UNCONFIRMED, Mark.ANOTHER, Mark.POSTPONED})
_SIZE, _SMALL = 90, 30
DASH, DOTS = [5, 3], [1, 2]
"""Of unnamed sources, and of today."""
IN_KEY = "key"
"""Colour of the marks in the key: a shape means the same on either side's line."""


def looks(style: Style) -> Spec:
    """The encoding of rows that have a ``mark`` and a ``side``."""
    marks = [m.value for m in Mark]
    return {
        "shape": {
            "field": "mark",
            "type": "nominal",
            "scale": {"domain": marks, "range": [_SHAPES[m] for m in Mark]},
            "legend": None,
        },
        "size": {
            "condition": {"test": f"datum.mark == '{Mark.CONFIRMED.value}'", "value": _SMALL},
            "value": _SIZE,
        },
        "stroke": side_colour(style),
        "fill": {
            **side_colour(style),
            "condition": {
                "test": f"indexof({[m.value for m in Mark if m in _HOLLOW]}, datum.mark) >= 0",
                "value": style.paper,
            },
        },
    }


def side_colour(style: Style) -> Spec:
    scale = {"domain": [*(s.value for s in Side), IN_KEY], "range": [style.record, style.sources, style.ink]}
    return {"field": "side", "type": "nominal", "scale": scale, "legend": None}
