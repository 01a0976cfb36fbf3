"""A specification as a picture. Arabic is shaped and shown on machines that have no fonts: one is shipped."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from monitor.errors import ChartError

FORMATS = (".svg", ".png")
SCALE = 2.0
"""Pixels of a PNG per unit of length: sharp on dense screens and in print."""


def svg(spec: Mapping[str, Any]) -> str:
    """The chart as SVG. It names its fonts and does not hold them."""
    import vl_convert

    _know_fonts()
    return str(vl_convert.vegalite_to_svg(json.dumps(spec)))


def png(spec: Mapping[str, Any], scale: float = SCALE) -> bytes:
    """The chart as PNG."""
    import vl_convert

    _know_fonts()
    return bytes(vl_convert.vegalite_to_png(json.dumps(spec), scale=scale))


def draw(spec: Mapping[str, Any], path: Path) -> None:
    """Draw a chart into a file; its ending says how.

    Raises:
        ChartError: another ending than ``.svg`` or ``.png``, or the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ChartError(
            f"{path}: charts are written as {' or '.join(FORMATS)}. Choose one of these endings."
        )
    picture = svg(spec).encode("utf-8") if ending == ".svg" else png(spec)
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise ChartError(f"{path}: cannot be written: {error.strerror}. Choose another place.") from error


@cache
def _know_fonts() -> None:
    """Once per process: the renderer's own fonts hold no Arabic letters."""
    import vl_convert

    with as_file(files("monitor.charts").joinpath("fonts")) as folder:
        vl_convert.register_font_directory(str(folder))
