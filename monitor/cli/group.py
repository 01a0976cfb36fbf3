"""How commands end: expected trouble becomes one message and an exit code, never a traceback."""

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from monitor.errors import MonitorError

INTERRUPTED = 130


class Commands(TyperGroup):
    """A group whose commands may raise :class:`MonitorError`."""

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; print what it raises on purpose and leave with its exit code."""
        try:
            return super().invoke(ctx)
        except MonitorError as error:
            complain(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            complain("stopped")
            raise typer.Exit(INTERRUPTED) from None


def complain(message: str) -> None:
    """One message on standard error, prefixed with the program's name."""
    sys.stdout.flush()
    typer.secho("monitor: ", fg=typer.colors.RED, bold=True, nl=False, err=True)
    typer.echo(message, err=True)


def note(message: str) -> None:
    """A remark on standard error: what a person wants to read and a program does not."""
    typer.secho(message, dim=True, err=True)
