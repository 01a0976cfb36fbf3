"""``label``: the user's word on an entry, which outranks every score."""

from enum import StrEnum
from typing import Annotated

import typer

from monitor.cli.context import now, reading, settings_of
from monitor.cli.entries import one_entry
from monitor.cli.output import cell, say
from monitor.cli.writes import write


class Label(StrEnum):
    """What the user may say."""

    RELEVANT = "relevant"
    IRRELEVANT = "irrelevant"
    UNDO = "undo"


def label(
    ctx: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ID", help="Identity of an entry, or its beginning.")],
    verdict: Annotated[
        Label,
        typer.Argument(metavar="relevant|irrelevant|undo", help="What it is; undo takes your word back."),
    ],
) -> None:
    """Say that an entry is relevant or irrelevant, or take that back. Later scores learn from it."""
    from monitor.store import labels

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        found = one_entry(conn, entry)
    relevant = None if verdict is Label.UNDO else verdict is Label.RELEVANT
    payload = {"entry": found.id, "relevant": relevant}
    done = write(settings.state, "label", payload, lambda conn: labels.say(conn, found.id, relevant, now()))
    what = (
        f"label taken back: {cell(found.title)}"
        if relevant is None
        else f"labelled {verdict}: {cell(found.title)}"
    )
    say(what if done else f"passed to the running daemon: {what}")
