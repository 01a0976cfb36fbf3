"""``seeds``: what was kept of each seed document, and why the rest was not."""

from typing import Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.output import cell, console, print_json


def seeds(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One line of a seed a line, as JSON.")] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="Only the lines that were left out.")] = False,
) -> None:
    """Show the seed documents as they are understood: lines kept, lines dropped and the reason."""
    from rich.text import Text

    from monitor.seeds import load

    corpus = load(settings_of(ctx).seeds)
    if as_json:
        print_json(
            {"file": document.file, "text": line.text, "kept": line.kept, "reason": line.reason}
            for document in corpus.documents
            for line in document.lines
            if not (dropped and line.kept)
        )
        return
    out = console()
    for document in corpus.documents:
        kept = sum(line.kept for line in document.lines)
        out.print(Text(f"{document.file}: {kept} of {len(document.lines)} lines kept", style="bold"))
        for line in document.lines:
            if line.kept and not dropped:
                out.print(Text(f"  ✓ {cell(line.text)}"))
            elif not line.kept:
                out.print(Text(f"  ✗ {cell(line.text)}  ({line.reason})", style="dim"))
