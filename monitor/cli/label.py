"""``label``: the user's word on an entry, which outranks every score, or on one statement of it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import named, now, reading, settings_of
from monitor.cli.entries import one_entry
from monitor.cli.group import complain
from monitor.cli.output import cell, quoted, say
from monitor.cli.writes import write

if TYPE_CHECKING:
    from monitor.records import Alert, Correction, Entry, Stated
    from monitor.settings import Settings


class Label(StrEnum):
    """What the user may say."""

    RELEVANT = "relevant"
    IRRELEVANT = "irrelevant"
    RIGHT = "right"
    NOT_A_DEADLINE = "not-a-deadline"
    WRONG_DATE = "wrong-date"
    WRONG_SPEAKER = "wrong-speaker"
    BACKGROUND = "background"
    UNDO = "undo"


OF_ENTRIES = (Label.RELEVANT, Label.IRRELEVANT)


def label(
    ctx: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ID", help="Identity of an entry, or its beginning.")],
    verdict: Annotated[
        Label,
        typer.Argument(
            metavar="VERDICT",
            help="Of an entry: relevant, irrelevant. Of one of its statements: right, not-a-deadline, "
            "wrong-date, wrong-speaker, background. undo takes your word back.",
        ),
    ],
    statement: Annotated[
        int,
        typer.Option(
            "--statement", "-s", min=0, help="Number of the statement, as `monitor entries show` counts them."
        ),
    ] = 0,
    on: Annotated[
        str, typer.Option("--date", metavar="DAY", help="The right date: 2026, 2026-09 or 2026-09-30.")
    ] = "",
    speaker: Annotated[str, typer.Option(help="Who really says it.")] = "",
    milestone: Annotated[str | None, typer.Option(help="The milestone that it is really about.")] = None,
    remark: Annotated[str, typer.Option("--note", help="Why, for whoever reads it later.")] = "",
) -> None:
    """Say that an entry is relevant or irrelevant, or what is wrong with one of its statements.

    Scores learn from labels of entries. A statement labelled as wrong counts no longer, or as put right, and
    alerts that rested on it are taken back.
    """
    from monitor.ledger import PUTS_RIGHT
    from monitor.store import statements

    settings = settings_of(ctx)
    named(milestone, settings.milestone_names, "--milestone")
    right = bool(on or speaker or milestone)
    if right and verdict.value not in PUTS_RIGHT:
        complain(f"--date, --speaker and --milestone put right what is wrong; {verdict} says nothing is")
        raise typer.Exit(2)
    with reading(settings) as state, state.read() as conn:
        found = one_entry(conn, entry)
        stated = statements.of_entry(conn, found.id, found.version)
    if verdict in OF_ENTRIES or (verdict is Label.UNDO and not statement):
        if statement or remark:
            complain(f"--statement and --note go with labels of statements; {verdict} is about the entry")
            raise typer.Exit(2)
        relevant = None if verdict is Label.UNDO else verdict is Label.RELEVANT
        done = write(settings, "label", {"entry": found.id, "relevant": relevant})
        what = (
            f"label taken back: {cell(found.title)}"
            if relevant is None
            else f"labelled {verdict}: {cell(found.title)}"
        )
        say(what if done else f"passed to the running daemon: {what}")
        return
    row = _one(found, stated, statement)
    correction = _correction(row, on, speaker, milestone) if right else None
    _label_statement(settings, row, verdict, correction, remark)


def _one(entry: "Entry", stated: "tuple[Stated, ...]", number: int) -> "Stated":
    """The statement that is meant; leaves with a message when it is none or not the only one."""
    if not stated:
        complain(f"entry {entry.id} states nothing about a milestone")
    elif number > len(stated) or (not number and len(stated) > 1):
        complain(
            f"entry {entry.id} states {len(stated)} things: name one with --statement 1 to {len(stated)}; "
            f"`monitor entries show {entry.id}` shows them"
        )
    else:
        return stated[max(number - 1, 0)]
    raise typer.Exit(2)


def _label_statement(
    settings: "Settings", row: "Stated", verdict: Label, correction: "Correction | None", remark: str
) -> None:
    from monitor.records import StatementLabel, StatementVerdict
    from monitor.relabel import Relabelled, label_of, relabel, take_back
    from monitor.store import codec
    from monitor.wiring import build_relabel

    by, tell = build_relabel(settings, now)
    made: list[Relabelled] = []
    words = quoted(row.statement.quote.text, 80)
    if verdict is Label.UNDO:
        with reading(settings) as state, state.read() as conn:
            said = label_of(conn, row)
        if said is None:
            say(f"not labelled: {words}")
            return
        about, what = said.about, f"label taken back: {words}"
        done = write(
            settings,
            "unlabel-statement",
            {"about": about},
            lambda conn: made.append(take_back(conn, about, by, tell, now())),
        )
    else:
        statement, what = row.statement, f"labelled {verdict}: {words}"
        given = StatementLabel(
            entry=row.entry,
            version=row.version,
            milestone=statement.milestone,
            quote=statement.quote,
            date=statement.date,
            verdict=StatementVerdict(verdict.value),
            labelled_at=now(),
            correction=correction,
            note=remark,
        )
        done = write(
            settings,
            "label-statement",
            {"label": codec.dump(given)},
            lambda conn: made.append(relabel(conn, given, by, tell, now())),
        )
    say(what if done else f"passed to the running daemon: {what}")
    for one in made:
        _tell_alerts(settings, one.retracted, "taken back")
        _tell_alerts(settings, one.restored, "holds after all")


def _tell_alerts(settings: "Settings", alerts: "tuple[Alert, ...]", what: str) -> None:
    from monitor.render import headline, isolated

    for alert in alerts:
        words = headline(alert, names=settings.milestone_names, language=settings.language)
        say(f"    {what}: {isolated(words)}")


def _correction(row: "Stated", on: str, speaker: str, milestone: str | None) -> "Correction":
    from monitor.ledger import due_typed
    from monitor.records import Correction

    try:
        due = due_typed(on, row.statement.due) if on else None
    except ValueError as error:
        complain(f"--date {error}")
        raise typer.Exit(2) from None
    return Correction(due=due, speaker=speaker.strip(), milestone=milestone or "")
