"""``export``: alerts and deadlines for other programs, to standard output or into a file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.context import named, reading, settings_of
from monitor.cli.group import note

_FORMS = ("rss", "atom", "ical", "csv", "json")
_KINDS = ("alerts", "ledger")
_ONLY = {"rss": "alerts", "atom": "alerts", "ical": "ledger"}
"""Form -> the only thing that it can tell of."""


def export(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORM", help="rss, atom, ical, csv or json.")],
    what: Annotated[
        str | None,
        typer.Option(help="alerts (the default) or ledger; rss and atom tell alerts, ical the ledger."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write FILE, if it holds anything else."),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also alerts not told, and statements that changed nothing."),
    ] = False,
    language: Annotated[
        str | None, typer.Option(help="Language of the words, en or ar; else as configured.")
    ] = None,
) -> None:
    """Alerts as a news feed, deadlines as a calendar, or either as a table."""
    from monitor.export import What
    from monitor.policies import ExportForm
    from monitor.publish import one, write
    from monitor.render import languages
    from monitor.wiring import build_telling

    named(form, _FORMS, "FORM")
    named(what, (_ONLY[form],) if form in _ONLY else _KINDS, "--what")
    named(language, languages(), "--language")
    settings = settings_of(ctx)
    told = What(what or _ONLY.get(form, "alerts"))
    with reading(settings) as state:
        data = one(
            state, build_telling(settings, language or ""), ExportForm(form), told, everything=everything
        )
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    elif write(out, data):
        note(f"{out} written")
    else:
        note(f"{out} holds this already")
