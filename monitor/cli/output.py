"""How listings look: a table for people, one JSON object a line for programs."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.measure import Measurement
    from rich.text import Text


WIDE = 160
"""Columns of a table that goes into a file or another program."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    key: str
    """Which value of a row it shows."""
    right: bool = False
    """Numbers stand on the right."""
    fold: bool = True
    """Long text goes on in the next line; otherwise it is never broken."""


def console() -> "Console":
    """A console on standard output that reads nothing as markup; wide where no terminal limits it."""
    from rich.console import Console

    free = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(highlight=False, markup=False, emoji=False, width=WIDE if free else None)


def print_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, text as it is where the stream can carry it, instants in ISO form."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=ascii_only, default=_plain_value) + "\n")
    sys.stdout.flush()


def print_table(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], *, title: str = "") -> None:
    """A table of what a person wants to compare; foreign text is cleaned and kept in its direction."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            column.title,
            justify="right" if column.right else "left",
            overflow="fold" if column.fold else "ellipsis",
            no_wrap=not column.fold,
        )
    for row in rows:
        table.add_row(*(_Directed(Text(cell(row.get(column.key)))) for column in columns))
    console().print(table)


class _Directed:
    """Text in a column, each of its lines in its direction, so that the next column keeps its place."""

    def __init__(self, text: "Text") -> None:
        self._text = text

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        from rich.text import Text

        from monitor.render import isolated_lines

        rows = [self._text]
        if not options.no_wrap:
            rows = list(self._text.wrap(console, options.max_width, overflow=options.overflow))
        for row in rows:
            row.rstrip()
        for row, (before, after) in zip(rows, isolated_lines(row.plain for row in rows), strict=True):
            yield Text.assemble(before, row, after, justify=options.justify, overflow=options.overflow)

    def __rich_measure__(self, console: "Console", options: "ConsoleOptions") -> "Measurement":
        return self._text.__rich_measure__(console, options)


def directed(text: "Text") -> "RenderableType":
    """A paragraph of an article, wrapped, each of its lines in its direction."""
    return _Directed(text)


def cell(value: Any) -> str:
    """A value as a table shows it."""
    from monitor.render import isolated, plain

    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list | tuple):
        return ", ".join(cell(v) for v in value)
    return isolated(plain(str(value)))


def quoted(text: str, limit: int | None = None) -> str:
    """Words from outside in quotation marks, kept in their direction, cut to ``limit`` code points."""
    from monitor.render import isolated, plain

    return isolated(f"“{plain(text, limit)}”")


def confidence_words(confidence: float | None, doubts: Iterable[str]) -> str:
    """A confidence with its reasons, each with the share it leaves, so that a person can recompute it.

    None is the confidence of a statement that a version before confidences recorded.
    """
    from monitor.extract.confidence import LEFT

    if confidence is None:
        return "confidence not judged"

    reasons = [f"{doubt} (× {LEFT[doubt]:g})" if doubt in LEFT else doubt for doubt in doubts]
    return f"confidence {confidence:.2f}" + (f": {', '.join(reasons)}" if reasons else "")


def ago(then: datetime | None, now: datetime) -> str:
    """How long ago, or how soon: ``5 min ago``, ``in 2 h``, ``never``."""
    if then is None:
        return "never"
    gap = now - then
    words = length(abs(gap))
    return f"{words} ago" if gap >= timedelta() else f"in {words}"


def say(text: str = "") -> None:
    """A line on standard output."""
    typer.echo(text)


def length(gap: timedelta) -> str:
    """A span of time in its largest whole unit: ``5 min``, ``2 h``, ``3 d``."""
    seconds = int(gap.total_seconds())
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
