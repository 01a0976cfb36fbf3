"""``run``, ``once`` and ``demo``: the daemon, one pass of it, and a show of it."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.context import settings_of


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("run")(run)
    app.command("once")(once)
    app.command("demo")(demo)


def run(ctx: typer.Context) -> None:
    """Watch the feeds until stopped (Ctrl-C or SIGTERM; SIGHUP reads the configuration again)."""
    settings = settings_of(ctx, service=True)
    from monitor import daemon

    daemon.run(settings)


def once(ctx: typer.Context) -> None:
    """Poll every feed that is due, judge, alert and leave. The exit code tells trouble: 0 none, 1 some."""
    settings = settings_of(ctx, long=True)
    from monitor import daemon

    raise typer.Exit(daemon.once(settings))


def demo(
    ctx: typer.Context,
    seconds: Annotated[
        float, typer.Option(min=1.0, help="How long telling the sample story takes, in seconds.")
    ] = 45.0,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the state in this folder instead of throwing it away."),
    ] = None,
) -> None:
    """Run the daemon on a bundled sample newswire: a story of years, told in about a minute."""
    settings = settings_of(ctx, long=True)
    from monitor import demo as show

    show.run(settings, seconds=seconds, state=keep)
