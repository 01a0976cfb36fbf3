"""``timeline``: the ledger, per milestone each stated deadline with who said it, when, and the words."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import named, reading, settings_of
from monitor.cli.output import cell, confidence_words, console, print_json, quoted, say

if TYPE_CHECKING:
    from monitor.records import Deadline, Milestone, MilestoneLedger, Stated


_INDENT = " " * 14


def timeline(
    ctx: typer.Context,
    milestone: Annotated[str | None, typer.Option(help="Only this milestone.")] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also statements that set no deadline: recaps, commentary, repetitions."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One row of the ledger a line, as JSON.")] = False,
) -> None:
    """The ledger: what each milestone's deadline was said to be, in order; ▶ marks the one that holds."""
    from rich.text import Text

    from monitor.extract import milestone_of
    from monitor.ledger import fold
    from monitor.store import statements

    settings = settings_of(ctx)
    named(milestone, settings.milestone_names, "--milestone")
    with reading(settings) as state, state.read() as conn:
        stated = statements.by_milestone(conn, milestone)
    wanted = [milestone_of(rule) for rule in settings.milestones if milestone in (None, rule.id)]
    ledgers = [
        (m, fold(m, (s for s in stated if s.statement.milestone == m.id), settings.ledger)) for m in wanted
    ]
    rows = [(m, ledger, list(_rows(ledger, everything=everything))) for m, ledger in ledgers]
    if as_json:
        print_json(
            {k: v for k, v in row.items() if k not in ("said_on", "who")}
            for _, _, some in rows
            for row in some
        )
        return
    shown = [(m, ledger, some) for m, ledger, some in rows if some]
    if not shown:
        say("no deadline stated yet")
    out = console()
    for found, ledger, some in shown:
        out.print(Text(_title(found, ledger), style="bold"))
        for row in some:
            style = "bold" if row["holds"] else "" if row["sets_deadline"] else "dim"
            out.print(Text(_line(row), style=style), soft_wrap=True)
            out.print(
                Text(f"{_INDENT}{row['who']}; {cell(row['outlet'])}; entry {row['entry']}"), soft_wrap=True
            )
            out.print(Text(f"{_INDENT}{quoted(row['quote'])}", style="italic"), soft_wrap=True)
            if everything:
                sure = confidence_words(row["confidence"], row["doubts"])
                out.print(Text(f"{_INDENT}{sure}", style="dim"), soft_wrap=True)
        say()


def _line(row: "dict[str, Any]") -> str:
    # Without a date, the words in its place name the modality already.
    said = [row["modality"]] if row["first_day"] is not None else []
    said += [mark for mark in ("background", "commentary") if row[mark]]
    mark = "▶" if row["holds"] else " "
    return f"{mark} {row['said_on']}  {row['deadline']}" + (f" ({', '.join(said)})" if said else "")


def _rows(ledger: "MilestoneLedger", *, everything: bool) -> "list[dict[str, Any]]":
    setting = {deadline.set_by.key: deadline for deadline in ledger.history}
    if ledger.current is not None:
        setting[ledger.current.set_by.key] = ledger.current
    rows = []
    for stated in sorted(ledger.stated, key=lambda s: (s.said_at, s.key)):
        deadline = setting.get(stated.key)
        if deadline is None and not everything:
            continue
        holds = ledger.current is not None and ledger.current.set_by.key == stated.key
        rows.append(_row(ledger, stated, deadline, holds=holds))
    return rows


def _row(
    ledger: "MilestoneLedger", stated: "Stated", deadline: "Deadline | None", *, holds: bool
) -> "dict[str, Any]":
    from monitor.render import due_words, load_phrases, who_words

    statement = stated.statement
    words = load_phrases("en")
    due = statement.due
    return {
        "milestone": ledger.milestone,
        "sets_deadline": deadline is not None,
        "holds": holds,
        "said_at": stated.said_at,
        "said_on": f"{stated.said_at:%Y-%m-%d}",
        "deadline": due_words(due, words) if due is not None else words.undated[statement.modality],
        "first_day": due.first_day if due is not None else None,
        "last_day": due.last_day if due is not None else None,
        "precision": due.precision if due is not None else None,
        "bound": due.bound if due is not None else None,
        "modality": statement.modality,
        "speaker": statement.speaker,
        "speaker_rank": statement.rank,
        "who": who_words(statement, words),
        "background": statement.background,
        "commentary": statement.commentary,
        "confidence": statement.confidence,
        "doubts": list(statement.doubts),
        "quote": statement.quote.text,
        "outlet": stated.outlet,
        "entry": stated.entry,
        "url": stated.url,
    }


def _title(milestone: "Milestone", ledger: "MilestoneLedger") -> str:
    from monitor.render import deadline_words, load_phrases

    moved = sum(1 for shift in ledger.shifts if shift.days_moved)
    times = "" if not moved else ", moved once" if moved == 1 else f", moved {moved} times"
    stands = deadline_words(ledger.current, load_phrases("en"))
    return f"{cell(milestone.name)} [{milestone.id}]: {stands}{times}"
