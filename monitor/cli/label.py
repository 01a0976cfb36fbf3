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


def label(
    ctx: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ID", help="Identity of an entry, or its beginning.")],
    verdict: Annotated[Label, typer.Argument(metavar="relevant|irrelevant", help="What it is.")],
) -> None:
    """Say that an entry is relevant or irrelevant. Later scores learn from it; it is never lost."""
    from monitor.store import labels

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        found = one_entry(conn, entry)
    relevant = verdict is Label.RELEVANT
    payload = {"entry": found.id, "relevant": relevant}
    done = write(settings.state, "label", payload, lambda conn: labels.set(conn, found.id, relevant, now()))
    what = f"{verdict}: {cell(found.title)}"
    say(f"labelled {what}" if done else f"the running daemon labels {what}")
