"""The command tree and the options that come before the command."""

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor import __version__
from monitor.cli import (
    adapt,
    alerts,
    archives,
    backtest,
    check,
    delivery,
    entries,
    evaluate,
    export,
    feeds,
    label,
    labels,
    pin,
    rebuild,
    route,
    seeds,
    service,
    silence,
    status,
    timeline,
    tune,
    web,
)
from monitor.cli.context import Options
from monitor.cli.group import Commands

app = typer.Typer(
    name="monitor",
    cls=Commands,
    help="Follow one moving story in the news: its coverage, its stated deadlines, and every shift of them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"monitor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    config: Annotated[
        Path,
        typer.Option(
            "--config", "-c", metavar="DIR", envvar="MONITOR_CONFIG", help="Folder of the configuration."
        ),
    ] = Path("config"),
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Log every step on standard error.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options that hold for every command."""
    del version
    ctx.obj = Options(config=config, verbose=verbose)


service.add_to(app)
app.command("check")(check.check)
app.command("status")(status.status)
app.add_typer(feeds.app, name="feeds")
app.add_typer(entries.app, name="entries")
app.command("timeline")(timeline.timeline)
alerts.app.command("route")(route.route)
app.command("export")(export.export)
delivery.add_to(alerts.app)
app.add_typer(alerts.app, name="alerts")
pin.add_to(app)
app.add_typer(silence.app, name="silence")
app.command("ack")(silence.ack)
app.command("label")(label.label)
app.add_typer(labels.app, name="labels")
app.command("adapt")(adapt.adapt)
app.command("rebuild")(rebuild.rebuild)
app.command("tune")(tune.tune)
app.command("web")(web.web)
app.command("seeds")(seeds.seeds)
archives.add_to(app)
app.command("backtest")(backtest.backtest)
app.command("eval")(evaluate.evaluate)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no Arabic letters shows question marks rather than a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="monitor")
