"""Scores by label, with the threshold in force and the suggested one."""

from collections.abc import Mapping, Sequence

from monitor.charts.style import SCHEMA, WIDTH, Spec

HEIGHT = 110
_COLOURS = {"relevant": "#1b7837", "irrelevant": "#b2182b", "unlabelled": "#9e9e9e"}


def histogram(counts: Mapping[str, Sequence[int]], threshold: float, suggested: float | None) -> Spec:
    """The specification of the chart, one panel per label.

    Args:
        counts: ``relevant``, ``irrelevant``, ``unlabelled`` -> entries per bin of equal width from 0 to 1.
        threshold: in force.
        suggested: instead of it, if another one is.
    """
    at = {"in force": threshold} | ({} if suggested is None else {"suggested": suggested})
    rules = {
        "data": {"values": [{"at": value, "threshold": name} for name, value in at.items()]},
        "mark": {"type": "rule", "strokeWidth": 2},
        "encoding": {
            "x": {"field": "at", "type": "quantitative"},
            "strokeDash": {
                "field": "threshold",
                "type": "nominal",
                "scale": {"domain": list(at), "range": [[1, 0], [4, 4]][: len(at)]},
            },
        },
    }
    # A scale of its own for each: the unlabelled entries outnumber all others by thousands.
    return {"$schema": SCHEMA, "vconcat": [_panel(label, bins, rules) for label, bins in counts.items()]}


def _panel(label: str, bins: Sequence[int], rules: Spec) -> Spec:
    width = 1 / len(bins)
    bars = [
        {"from": round(i * width, 3), "to": round((i + 1) * width, 3), "entries": count}
        for i, count in enumerate(bins)
    ]
    columns = {
        "data": {"values": bars},
        "mark": {"type": "bar", "color": _COLOURS[label]},
        "encoding": {
            "x": {
                "field": "from",
                "type": "quantitative",
                "bin": "binned",
                "scale": {"domain": [0, 1]},
                "title": "score",
            },
            "x2": {"field": "to"},
            "y": {"field": "entries", "type": "quantitative", "axis": {"tickMinStep": 1}},
        },
    }
    return {
        "layer": [columns, rules],
        "width": WIDTH,
        "height": HEIGHT,
        "title": f"{label}: {sum(bins)} entries",
    }
