"""Every command that a person types; the only place that prints.

Modules of this package import Typer and the standard library only, and everything else inside the command
that needs it: ``monitor --help`` answers at once, and reading commands never load an encoder.
"""

from monitor.cli.app import app, main

__all__ = ["app", "main"]
