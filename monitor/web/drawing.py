"""Charts as SVG within a page: coloured by its style sheet, with links and words on hover, without script."""

import json
import re
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Any

from markupsafe import Markup

from monitor.charts import svg

KEPT = 64
"""Drawings kept: drawing takes a tenth of a second or more."""

_LINK = re.compile(r'<a xlink:href="(?:https://vega\.github\.io/vega-datasets/)?(/[^"]*)"')
_ABOUT = re.compile(r'<path aria-label="([^"]*)"([^>]*)/>')
# Containers have no name, and marks one each: without this, a reader's program announces both.
_ROLES = re.compile(r'(?<=<g )([^>]*?) role="[^"]*"| aria-roledescription="[^"]*"')
_SIZE = re.compile(r'<svg ([^>]*?) width="(\d+)" height="(\d+)"')
# Cascading colours beat those written on an element: a chart drawn once follows the reader's theme.
_PAPER = re.compile(r'(<svg [^>]*>)<rect width="\d+" height="\d+" fill="[^"]*"/>')

_kept: OrderedDict[bytes, str] = OrderedDict()
_lock = Lock()


def chart_svg(spec: dict[str, Any], label: str) -> Markup:
    """A specification as an ``<svg>`` element for a page.

    Args:
        spec: Vega-Lite, in the colours of the light theme.
        label: what it shows, for people who do not see it.
    """
    name = blake2b(json.dumps(spec, sort_keys=True).encode(), digest_size=16).digest()
    with _lock:
        drawn = _kept.get(name)
        if drawn is not None:
            _kept.move_to_end(name)
    if drawn is None:
        drawn = _adapted(svg(spec))
        with _lock:
            _kept[name] = drawn
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return Markup('<svg role="group" aria-label="{label}" class="chart" ').format(label=label) + Markup(drawn)


def _adapted(drawn: str) -> str:
    drawn = _ROLES.sub(r"\1", drawn).replace('role="graphics-symbol"', 'role="img"')
    drawn = _PAPER.sub(r"\1", drawn, count=1)
    drawn = _SIZE.sub(r"<svg \1", drawn, count=1)
    drawn = _LINK.sub(r'<a href="\1"', drawn)
    drawn = _ABOUT.sub(r'<path aria-label="\1"\2><title>\1</title></path>', drawn)
    return drawn.removeprefix("<svg ").replace('class="marks" ', "", 1)
