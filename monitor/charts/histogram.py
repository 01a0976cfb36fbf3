"""Scores by label, with the threshold in force and the suggested one."""

from collections.abc import Mapping, Sequence

from monitor.charts.style import SCHEMA, STYLES, WIDTH, Spec, Style, Theme, config

HEIGHT = 200
LEFT, RIGHT = 72, 16
"""Beside the columns: fixed, so that a page can lay a slider exactly over them."""
_BELOW, _AXIS, _ABOVE = 64, 40, 12
WORDS = {
    "relevant": "labelled relevant",
    "irrelevant": "labelled irrelevant",
    "unlabelled": "unlabelled",
    "force": "in force",
    "suggested": "suggested",
    "score": "score",
    "entries": "entries",
}
"""What stands on the chart, in English."""


def histogram(
    counts: Mapping[str, Sequence[int]],
    threshold: float,
    suggested: float | None,
    *,
    words: Mapping[str, str] = WORDS,
    theme: Theme = Theme.LIGHT,
    key: bool = True,
) -> Spec:
    """The specification of the chart: unlabelled entries behind, those labelled side by side before them.

    Args:
        counts: ``relevant``, ``irrelevant``, ``unlabelled`` -> entries per bin of equal width from 0 to 1.
        threshold: in force.
        suggested: instead of it, if another one is.
        words: as :data:`WORDS`, in the language of the chart.
        theme: what it stands on.
        key: whether the chart itself says what its colours and strokes mean.
    """
    style = STYLES[theme]
    made = config(style)
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": {"type": "none"},
        "config": {key: value for key, value in made.items() if key != "padding"},
        "padding": {"left": LEFT, "right": RIGHT, "top": _ABOVE, "bottom": _BELOW if key else _AXIS},
        "layer": [_columns(counts, words, style, key), _rules(threshold, suggested, words, style, key)],
    }


def _columns(counts: Mapping[str, Sequence[int]], words: Mapping[str, str], style: Style, key: bool) -> Spec:
    rows = [
        row
        for label in ("unlabelled", "relevant", "irrelevant")
        for row in _rows(label, counts[label], words)
    ]
    names = [words[label] for label in ("unlabelled", "relevant", "irrelevant")]
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "minBandSize": 1},
        "encoding": {
            "x": {
                "field": "from",
                "type": "quantitative",
                "scale": {"domain": [0, 1], "nice": False},
                "axis": {"values": [i / 10 for i in range(11)], "format": ".1f", "title": words["score"]},
            },
            "x2": {"field": "to"},
            "y": {
                "field": "entries",
                "type": "quantitative",
                "stack": None,
                # Entries far below the threshold outnumber all others by thousands.
                "scale": {"type": "symlog", "domainMin": 0, "nice": False},
                "axis": {"title": words["entries"], "values": _ticks(rows), "format": ",d"},
            },
            "y2": {"datum": 0},
            "color": {
                "field": "label",
                "type": "nominal",
                "scale": {"domain": names, "range": [style.force, style.record, style.sources]},
                "legend": _key(style) if key else None,
            },
            "description": {"field": "told"},
        },
    }


def _rows(label: str, bins: Sequence[int], words: Mapping[str, str]) -> list[Spec]:
    width = 1 / len(bins)
    # Where both kinds of labels meet, neither hides the other.
    first, last = {"unlabelled": (0.0, 1.0), "relevant": (0.5, 1.0), "irrelevant": (0.0, 0.5)}[label]
    return [
        {
            "from": round((i + first) * width, 4),
            "to": round((i + last) * width, 4),
            "entries": count,
            "label": words[label],
            "told": f"{i * width:.2f}-{(i + 1) * width:.2f}, {words[label]}: {count}",
        }
        for i, count in enumerate(bins)
        if count
    ]


def _ticks(rows: Sequence[Spec]) -> list[int]:
    most = max((row["entries"] for row in rows), default=1)
    return [0, *(10**power for power in range(len(str(most))) if 10**power <= most)]


def _rules(
    threshold: float, suggested: float | None, words: Mapping[str, str], style: Style, key: bool
) -> Spec:
    at = {words["force"]: threshold} | ({} if suggested is None else {words["suggested"]: suggested})
    return {
        "data": {"values": [{"at": value, "threshold": name} for name, value in at.items()]},
        "mark": {"type": "rule", "strokeWidth": 2, "color": style.ink},
        "encoding": {
            "x": {"field": "at", "type": "quantitative"},
            "strokeDash": {
                "field": "threshold",
                "type": "nominal",
                "scale": {"domain": list(at), "range": [[1, 0], [4, 4]][: len(at)]},
                "legend": _key(style) if key else None,
            },
            "description": {"field": "threshold"},
        },
    }


def _key(style: Style) -> Spec:
    return {"orient": "bottom", "title": None, "labelColor": style.ink, "offset": 6}
