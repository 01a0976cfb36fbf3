"""``timeline``: the ledger, per milestone each stated deadline with who said it, when, and the words."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import named, now, reading, settings_of
from monitor.cli.group import note
from monitor.cli.output import cell, confidence_words, console, print_json, quoted, say

if TYPE_CHECKING:
    from monitor.records import MilestoneLedger
    from monitor.render import Phrases


_INDENT = " " * 16
_SIGNS = {
    "new": "●",
    "refined": "●",
    "corrected": "●",
    "later": "↑",
    "earlier": "↓",
    "confirmed": "•",
    "divergence": "◇",
    "disagreement": "◇",
    "settled": "◆",
    "postponed": "▷",
    "denied": "✕",
    "begun": "▲",
    "completed": "■",
}
"""Kind of shift -> sign in front of its line: an arrow where the limit moved, else the mark of the chart."""
_SELF_TOLD = ("denied", "postponed", "begun", "completed")
"""Kinds that need no words in place of a date."""
_THEMES = ("light", "dark")


def timeline(
    ctx: typer.Context,
    milestone: Annotated[str | None, typer.Option(help="Only this milestone.")] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also statements that changed nothing: recaps, commentary, repetitions."),
    ] = False,
    chart: Annotated[
        Path | None,
        typer.Option("--chart", metavar="FILE", help="Draw the slip chart into FILE (.svg or .png)."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of text and chart, en or ar; else as configured.")
    ] = None,
    theme: Annotated[str, typer.Option(help="The chart is drawn for a light or a dark page.")] = "light",
    as_json: Annotated[bool, typer.Option("--json", help="One row of the ledger a line, as JSON.")] = False,
) -> None:
    """The ledger: which deadlines were stated, by whom, how far they moved; ▶ marks the one that holds."""
    from dataclasses import replace

    from rich.text import Text

    from monitor.extract import milestone_of
    from monitor.formats import ledger_objects
    from monitor.ledger import fold
    from monitor.render import disagreement_words, languages, load_phrases
    from monitor.store import ledgers as kept

    settings = settings_of(ctx)
    named(milestone, settings.milestone_names, "--milestone")
    named(language, languages(), "--language")
    named(theme, _THEMES, "--theme")
    settings = replace(settings, language=language or settings.language)
    with reading(settings) as state, state.read() as conn:
        counting = kept.counting(conn, milestone)
    wanted = [milestone_of(rule) for rule in settings.milestones if milestone in (None, rule.id)]
    ledgers = [
        fold(m, (s for s in counting.rows if s.statement.milestone == m.id), settings.ledger) for m in wanted
    ]
    names, phrases = settings.milestone_names, load_phrases(settings.language)
    if chart is not None:
        _draw(ledgers, names, settings.language, theme, chart)
    rows = [
        (ledger, ledger_objects(ledger, phrases, everything=everything, said=counting)) for ledger in ledgers
    ]
    if as_json:
        print_json(row for _, some in rows for row in some)
        return
    shown = [(ledger, some) for ledger, some in rows if some]
    if not shown:
        say("no deadline stated yet")
    out = console()
    for found, some in shown:
        out.print(Text(_title(found, names[found.milestone], phrases), style="bold"))
        if found.disagreement is not None:
            out.print(Text(cell(disagreement_words(found.disagreement, phrases))), soft_wrap=True)
        for row in some:
            style = "bold" if row["holds"] else "" if row["sets_deadline"] else "dim"
            out.print(Text(_line(row, phrases), style=style), soft_wrap=True)
            out.print(
                Text(f"{_INDENT}{cell(row['who'])}; {cell(row['outlet'])}; entry {row['entry']}"),
                soft_wrap=True,
            )
            out.print(Text(f"{_INDENT}{quoted(row['quote'])}", style="italic"), soft_wrap=True)
            if row["label"] is not None:
                out.print(Text(f"{_INDENT}{_labelled(row)}"), soft_wrap=True)
            if everything:
                sure = confidence_words(row["confidence"], row["doubts"])
                out.print(Text(f"{_INDENT}{sure}", style="dim"), soft_wrap=True)
        say()


def _draw(
    ledgers: "list[MilestoneLedger]", names: dict[str, str], language: str, theme: str, path: Path
) -> None:
    from monitor import charts
    from monitor.errors import ChartError

    lines = charts.slip(ledgers, names, language, now())
    if not lines:
        raise ChartError(f"{path}: not drawn, because no deadline is stated yet. Try again when one is.")
    charts.draw(charts.slip_chart(lines, language, charts.Theme(theme)), path)
    note(f"slip chart drawn in {path}")


def _line(row: "dict[str, Any]", phrases: "Phrases") -> str:
    mark = "▶" if row["holds"] else " "
    sign = _SIGNS.get(row["shift"] or "", "·")
    told = cell(row["deadline"])
    if row["shift"] is not None:
        kind = cell(phrases.kind[row["shift"]])
        told = f"{kind}: {told}" if row["first_day"] is not None or row["shift"] not in _SELF_TOLD else kind
    # Without a date, the words in its place name the modality already.
    said = [cell(phrases.moved(row["days_moved"]))] if row["days_moved"] else []
    said += [row["modality"]] if row["first_day"] is not None else []
    said += [name for name in ("unconfirmed", "background", "commentary") if row[name]]
    return f"{mark} {row['said_at'][:10]}  {sign} {told}" + (f" ({', '.join(said)})" if said else "")


def _labelled(row: "dict[str, Any]") -> str:
    """What a person said about a statement, and what came of it."""
    fate = "counts as put right" if row["counts"] else "out"
    why = f": {cell(row['note'])}" if row["note"] else ""
    return f"{fate}, labelled {row['label']}{why}"


def _title(ledger: "MilestoneLedger", name: str, phrases: "Phrases") -> str:
    from monitor.render import deadline_words

    moved = sum(1 for shift in ledger.shifts if shift.days_moved)
    times = "" if not moved else ", moved once" if moved == 1 else f", moved {moved} times"
    stands = cell(deadline_words(ledger.current, phrases))
    return f"{cell(name)} [{ledger.milestone}]: {stands}{times}"
