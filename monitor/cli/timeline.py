"""``timeline``: the ledger, per milestone each stated deadline with who said it, when, and the words."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import named, now, reading, settings_of
from monitor.cli.group import note
from monitor.cli.output import cell, confidence_words, console, print_json, quoted, say

if TYPE_CHECKING:
    from monitor.records import Deadline, MilestoneLedger, Shift, Stated
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
    from monitor.ledger import fold
    from monitor.render import disagreement_words, languages, load_phrases
    from monitor.store import statements

    settings = settings_of(ctx)
    named(milestone, settings.milestone_names, "--milestone")
    named(language, languages(), "--language")
    named(theme, _THEMES, "--theme")
    settings = replace(settings, language=language or settings.language)
    with reading(settings) as state, state.read() as conn:
        stated = statements.by_milestone(conn, milestone)
    wanted = [milestone_of(rule) for rule in settings.milestones if milestone in (None, rule.id)]
    ledgers = [fold(m, (s for s in stated if s.statement.milestone == m.id), settings.ledger) for m in wanted]
    names, phrases = settings.milestone_names, load_phrases(settings.language)
    if chart is not None:
        _draw(ledgers, names, settings.language, theme, chart)
    rows = [(ledger, _rows(ledger, phrases, everything=everything)) for ledger in ledgers]
    if as_json:
        print_json(
            {k: v for k, v in row.items() if k not in ("said_on", "who")} for _, some in rows for row in some
        )
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
    return f"{mark} {row['said_on']}  {sign} {told}" + (f" ({', '.join(said)})" if said else "")


def _rows(ledger: "MilestoneLedger", phrases: "Phrases", *, everything: bool) -> "list[dict[str, Any]]":
    setting = {deadline.set_by.key: deadline for deadline in ledger.history}
    if ledger.current is not None:
        setting[ledger.current.set_by.key] = ledger.current
    # What ends a disagreement moves the deadline first, and that is what the row tells.
    shifts = {shift.stated.key: shift for shift in reversed(ledger.shifts) if shift.stated is not None}
    rows = []
    for stated in sorted(ledger.stated, key=lambda s: (s.said_at, s.key)):
        deadline, shift = setting.get(stated.key), shifts.get(stated.key)
        if deadline is None and shift is None and not everything:
            continue
        holds = ledger.current is not None and ledger.current.set_by.key == stated.key
        rows.append(_row(stated, deadline, shift, phrases, holds=holds))
    return rows


def _row(
    stated: "Stated",
    deadline: "Deadline | None",
    shift: "Shift | None",
    phrases: "Phrases",
    *,
    holds: bool,
) -> "dict[str, Any]":
    from monitor.render import due_words, who_words

    statement = stated.statement
    due = statement.due
    return {
        "milestone": statement.milestone,
        "sets_deadline": deadline is not None,
        "holds": holds,
        "shift": shift.kind.value if shift is not None else None,
        "days_moved": shift.days_moved if shift is not None else None,
        "unconfirmed": shift is not None and shift.unconfirmed,
        "said_at": stated.said_at,
        "said_on": f"{stated.said_at:%Y-%m-%d}",
        "deadline": due_words(due, phrases) if due is not None else phrases.undated[statement.modality],
        "first_day": due.first_day if due is not None else None,
        "last_day": due.last_day if due is not None else None,
        "precision": due.precision if due is not None else None,
        "bound": due.bound if due is not None else None,
        "modality": statement.modality,
        "speaker": statement.speaker,
        "speaker_rank": statement.rank,
        "who": who_words(statement, phrases),
        "background": statement.background,
        "commentary": statement.commentary,
        "confidence": statement.confidence,
        "doubts": list(statement.doubts),
        "quote": statement.quote.text,
        "outlet": stated.outlet,
        "entry": stated.entry,
        "url": stated.url,
    }


def _title(ledger: "MilestoneLedger", name: str, phrases: "Phrases") -> str:
    from monitor.render import deadline_words

    moved = sum(1 for shift in ledger.shifts if shift.days_moved)
    times = "" if not moved else ", moved once" if moved == 1 else f", moved {moved} times"
    stands = cell(deadline_words(ledger.current, phrases))
    return f"{cell(name)} [{ledger.milestone}]: {stands}{times}"
