"""Charts as Vega-Lite, drawn without a browser: the same picture for a file, an alert and a page."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from monitor.errors import ChartError

FORMATS = (".svg", ".png")
_COLOURS = {"relevant": "#1b7837", "irrelevant": "#b2182b", "unlabelled": "#9e9e9e"}
WIDTH, HEIGHT = 640, 110


def histogram(counts: Mapping[str, Sequence[int]], threshold: float, suggested: float | None) -> Any:
    """Scores by label, with the threshold in force and the suggested one, as an Altair chart.

    Args:
        counts: ``relevant``, ``irrelevant``, ``unlabelled`` -> entries per bin of equal width from 0 to 1.
    """
    import altair as alt

    at = {"in force": threshold} | ({} if suggested is None else {"suggested": suggested})
    lines = [{"at": value, "threshold": name} for name, value in at.items()]
    rules = (
        alt.Chart(alt.InlineData(values=lines))
        .mark_rule(strokeWidth=2)
        .encode(
            x="at:Q",
            strokeDash=alt.StrokeDash(
                "threshold:N", scale=alt.Scale(domain=list(at), range=[[1, 0], [4, 4]])
            ),
        )
    )
    rows = []
    for label, bins in counts.items():
        width = 1 / len(bins)
        bars = [
            {"from": round(i * width, 3), "to": round((i + 1) * width, 3), "entries": count}
            for i, count in enumerate(bins)
        ]
        columns = (
            alt.Chart(alt.InlineData(values=bars))
            .mark_bar(color=_COLOURS[label])
            .encode(
                x=alt.X("from:Q", bin="binned", scale=alt.Scale(domain=[0, 1]), title="score"),
                x2="to:Q",
                y=alt.Y("entries:Q", axis=alt.Axis(tickMinStep=1)),
            )
        )
        rows.append(
            (columns + rules).properties(width=WIDTH, height=HEIGHT, title=f"{label}: {sum(bins)} entries")
        )
    # A scale of its own for each: the unlabelled entries outnumber all others by thousands.
    return alt.vconcat(*rows)


def write(chart: Any, path: Path) -> None:
    """Draw a chart into a file; its ending says how.

    Raises:
        ChartError: another ending than ``.svg`` or ``.png``, or the file cannot be written.
    """
    import vl_convert

    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ChartError(
            f"{path}: charts are written as {' or '.join(FORMATS)}. Choose one of these endings."
        )
    spec = chart.to_json()
    try:
        if ending == ".svg":
            path.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
        else:
            path.write_bytes(vl_convert.vegalite_to_png(spec, scale=2))
    except OSError as error:
        raise ChartError(f"{path}: cannot be written: {error.strerror}. Choose another place.") from error
