"""Charts as Vega-Lite, drawn without a browser: the same picture for a file, an alert and a page.

::

    ledgers ──slip──▶ lines ──slip_chart──▶ specification ──draw──▶ SVG, PNG
    counts ─────────────histogram────────────────▲

A specification is JSON, complete in itself: whoever shows it needs Vega-Lite and nothing of ours.
"""

from monitor.charts.draw import draw, png, svg
from monitor.charts.histogram import histogram
from monitor.charts.slip import Mark, Point, Side, SlipLine, Stretch, mark_of, slip
from monitor.charts.slip_chart import slip_chart
from monitor.charts.style import Theme

__all__ = [
    "Mark",
    "Point",
    "Side",
    "SlipLine",
    "Stretch",
    "Theme",
    "draw",
    "histogram",
    "mark_of",
    "png",
    "slip",
    "slip_chart",
    "svg",
]
