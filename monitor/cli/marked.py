"""A text in which everything that was read out of it is marked where it stands."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from monitor.records import DateMention, Entry, Extraction, Field

SHOWN = 20_000
"""Code points of an entry that are shown; what was read further down is in the tables all the same."""

EVIDENCE, COUNT, SITE = "underline", "cyan", "green"
ROLES = {
    "deadline": ("D", "bold yellow"),
    "past": ("P", "blue"),
    "background": ("B", "dim"),
    "publication": ("T", "magenta"),
}
"""Letter and colour of a date by its role."""
_LRI, _PDI = "\u2066", "\u2069"


def legend() -> "Text":
    """What the marks mean."""
    from rich.text import Text

    parts: list[str | tuple[str, str]] = ["[1", ("D", "bold yellow"), ":2026-09] date 1 and its days; "]
    names = {"publication": "today"}
    for number, (role, (letter, style)) in enumerate(ROLES.items()):
        parts += [", " if number else "", (f"{letter} {names.get(role, role)}", style)]
    parts += ["; ", ("evidence", EVIDENCE), " of [S1]; ", ("counts", COUNT), ", ", ("sites", SITE)]
    return Text.assemble(*parts)


def marked(entry: "Entry", read: "Extraction") -> "Iterator[Text]":
    """The paragraphs of an entry, dates in the colour of their role with their days behind them.

    Marks are kept left to right in themselves and hold no space, so that they stay whole in Arabic text.
    """
    from rich.text import Text

    from monitor.records import Field

    left = SHOWN
    for field in Field:
        words = entry.text(field)
        shown = words[:left]
        left -= len(shown)
        # Cleaning would shift the offsets, so only what a terminal obeys is blanked, one for one.
        text = Text("".join(c if c.isprintable() or c == "\n" else " " for c in shown))
        if field is Field.TITLE:
            text.stylize("bold")
        _colour(text, read, field)
        marks = sorted((at, order, mark) for at, order, mark in _marks(read, field) if at <= len(shown))
        yield from _paragraphs(_with_marks(text, [(at, mark) for at, _, mark in marks]))
        if len(shown) < len(words):
            yield Text(f"… and {len(words) - len(shown)} more characters of the {field}", style="dim")


def days(mention: "DateMention") -> str:
    """The days of a date, as short as they can be said: a whole month is its month."""
    return span(mention.first_day, mention.last_day)


def span(first: date | None, last: date | None) -> str:
    """``2026``, ``2026-09``, ``2026-09-30`` or ``2026-09-01…2026-09-10``; ``?`` without an interval."""
    if first is None or last is None:
        return "?"
    if first == last:
        return f"{first}"
    if first.day == 1 and (last.year, last.month) == (first.year, first.month) and _ends_month(last):
        return f"{first}"[:7]
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first}"[:4]
    return f"{first}…{last}"


def _ends_month(day: date) -> bool:
    return day == date.max or date.fromordinal(day.toordinal() + 1).month != day.month


def _colour(text: "Text", read: "Extraction", field: "Field") -> None:
    for statement in read.statements:
        if statement.quote.field is field:
            text.stylize(EVIDENCE, statement.quote.start, statement.quote.end)
    for style, found in ((COUNT, read.counts), (SITE, read.sites)):
        for one in found:
            if one.quote.field is field:
                text.stylize(style, one.quote.start, one.quote.end)
    for mention in read.dates:
        if mention.quote.field is field:
            text.stylize(ROLES[mention.role][1], mention.quote.start, mention.quote.end)


def _marks(read: "Extraction", field: "Field") -> "Iterator[tuple[int, int, Text]]":
    """Where each mark goes, those of dates before those of statements."""
    from rich.text import Text

    for number, mention in enumerate(read.dates, 1):
        if mention.quote.field is field:
            letter, style = ROLES[mention.role]
            told = f":{days(mention)}" if mention.first_day is not None else ""
            yield (
                mention.quote.end,
                2 * number,
                Text(f"{_LRI}[{number}{letter}{told}]{_PDI}", style=style),
            )
    for number, statement in enumerate(read.statements, 1):
        if statement.quote.field is field:
            mark = Text(f"{_LRI}[S{number}]{_PDI}", style="bold")
            yield statement.quote.end, 2 * (len(read.dates) + number), mark


def _with_marks(text: "Text", marks: "list[tuple[int, Text]]") -> "Text":
    from rich.text import Text

    pieces = text.divide([at for at, _ in marks])
    whole = Text()
    for number, piece in enumerate(pieces):
        whole.append_text(piece)
        if number < len(marks):
            whole.append_text(marks[number][1])
    return whole


def _paragraphs(text: "Text") -> "Iterator[Text]":
    """The lines of a text, blank ones left out."""
    breaks = [at for at, char in enumerate(text.plain) if char == "\n"]
    edges = [0, *(at + 1 for at in breaks), len(text.plain) + 1]
    for piece, (start, end) in zip(text.divide(edges[1:-1]), pairwise(edges), strict=True):
        if end - start > 1:
            piece.rstrip()
            yield piece
