"""Colours, fonts, directions and names of months of charts, for light and dark pages."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from babel.dates import get_day_names, get_month_names

from monitor.render import Phrases
from monitor.render.clean import PDI, RLI

Spec = dict[str, Any]
"""A specification in Vega-Lite, or a part of one."""

WIDTH = 640
"""Of every chart, without what stands beside its axes."""
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Monitor Sans, sans-serif"
"""Shipped in ``fonts/``, under a name of its own: a system's "Noto Sans Arabic" may hold no Latin letters."""


class Theme(StrEnum):
    """What the chart stands on."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Style:
    """Colours of one theme. Blue and orange stay apart for every kind of colour-blindness, and in grey."""

    paper: str
    ink: str
    quiet: str
    """Of axes and remarks."""
    grid: str
    force: str
    """Of the deadline in force."""
    record: str
    """Of what is said on record."""
    sources: str
    """Of what unnamed sources say."""
    past: str
    """Of the area below today, where a date is over."""


STYLES = {
    Theme.LIGHT: Style(
        "#ffffff", "#1d2329", "#5b6670", "#e4e8ec", "#b9cde0", "#1f5a94", "#b8560b", "#f3f4f6"
    ),
    Theme.DARK: Style("#14181d", "#eef2f5", "#a3aeb9", "#2c343c", "#3b566f", "#7fb6ea", "#f0a052", "#1d2329"),
}


def config(style: Style, locale: Spec | None = None) -> Spec:
    """The part of a specification that says how everything looks.

    Args:
        style: the colours.
        locale: names of months for the axes, as d3 wants them; English when None.
    """
    text = {"font": FONT, "color": style.ink}
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelColor": style.quiet,
        "titleColor": style.quiet,
        "titleFontWeight": "normal",
        "labelFontSize": 11,
        "labelSeparation": 10,
        "titleFontSize": 11,
        "gridColor": style.grid,
        "domainColor": style.quiet,
        "tickColor": style.quiet,
    }
    made: Spec = {
        "background": style.paper,
        "padding": 16,
        "font": FONT,
        "axis": axis,
        "text": text,
        "view": {"stroke": None},
        "title": {
            "font": FONT,
            "subtitleFont": FONT,
            "color": style.ink,
            "subtitleColor": style.quiet,
            "fontSize": 15,
            "subtitleFontSize": 12,
            "fontWeight": "bold",
            "subtitlePadding": 4,
            "offset": 12,
        },
    }
    return made | ({"locale": {"time": locale}} if locale else {})


def directed(words: str, phrases: Phrases) -> str:
    """Words in the direction of their language: pictures order text from the left unless told otherwise."""
    return words if phrases.direction == "ltr" or not words else f"{RLI}{words}{PDI}"


@lru_cache(maxsize=8)
def months(locale: str) -> Spec:
    """Names of months and days as d3 wants them, from the CLDR."""
    month = {width: get_month_names(width, locale=locale) for width in ("wide", "abbreviated")}
    days = {width: get_day_names(width, locale=locale) for width in ("wide", "abbreviated")}
    # d3's weeks begin on Sunday, the CLDR's days on Monday.
    week = (6, 0, 1, 2, 3, 4, 5)
    return {
        "dateTime": "%-d %B %Y",
        "date": "%-d %B %Y",
        "time": "%H:%M",
        "periods": ["", ""],
        "months": [month["wide"][n] for n in range(1, 13)],
        "shortMonths": [month["abbreviated"][n] for n in range(1, 13)],
        "days": [days["wide"][n] for n in week],
        "shortDays": [days["abbreviated"][n] for n in week],
    }
