"""Charts as SVG within a page: coloured by its style sheet, with links and words on hover, without script."""

import json
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock, Thread
from typing import Any

from markupsafe import Markup

from monitor.charts import svg

KEPT = 64
"""Drawings kept: drawing takes a tenth of a second or more."""

WAIT_S = 0.05
"""How long a page waits for a new drawing where there is an old one to show."""

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


@dataclass(frozen=True, slots=True)
class _Drawing:
    of: object
    drawn: Markup
    at: float
    """When it was drawn, on the clock that never goes back."""


class Pictures:
    """The last drawing of each look. Threads share it.

    Drawing takes longer than a reader waits: a chart that has changed is drawn beside the page, which shows
    the last one when that takes a while.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: OrderedDict[object, _Drawing] = OrderedDict()
        self._drawing: set[object] = set()

    def show(
        self,
        look: object,
        of: object,
        spec: Callable[[], dict[str, Any]],
        label: str,
        *,
        every_s: float = 0.0,
    ) -> Markup:
        """The chart of a look; waits for the first drawing only.

        Args:
            look: what is drawn and how: language, filter.
            of: what it shows now; it is drawn anew for what is not equal.
            spec: describes that.
            label: as :func:`chart_svg` takes it.
            every_s: how old a drawing must be until another one is made.
        """
        with self._lock:
            last = self._last.get(look)
            old = last is not None and last.of != of and time.monotonic() - last.at >= every_s
            begin = old and look not in self._drawing
            if begin:
                self._drawing.add(look)
        if last is None:
            return self._draw(look, of, spec, label)
        if begin:
            beside = Thread(target=self._draw, args=(look, of, spec, label), name="chart", daemon=True)
            beside.start()
            beside.join(WAIT_S)
            with self._lock:
                last = self._last.get(look, last)
        return last.drawn

    def _draw(self, look: object, of: object, spec: Callable[[], dict[str, Any]], label: str) -> Markup:
        try:
            drawn = chart_svg(spec(), label)
            with self._lock:
                self._last[look] = _Drawing(of, drawn, time.monotonic())
                self._last.move_to_end(look)
                while len(self._last) > KEPT:
                    self._last.popitem(last=False)
            return drawn
        finally:
            with self._lock:
                self._drawing.discard(look)


def _adapted(drawn: str) -> str:
    drawn = _ROLES.sub(r"\1", drawn).replace('role="graphics-symbol"', 'role="img"')
    drawn = _PAPER.sub(r"\1", drawn, count=1)
    drawn = _SIZE.sub(r"<svg \1", drawn, count=1)
    drawn = _LINK.sub(r'<a href="\1"', drawn)
    drawn = _ABOUT.sub(r'<path aria-label="\1"\2><title>\1</title></path>', drawn)
    return drawn.removeprefix("<svg ").replace('class="marks" ', "", 1)
