"""``check``: everything that is wrong with what the user wrote, and how to put it right."""

from typing import Annotated, Any

import typer

from monitor.cli.context import Options
from monitor.cli.output import print_json, say


def check(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One problem a line, as JSON.")] = False,
) -> None:
    """Validate configuration, seeds, state and destinations; exit code 2 when anything is wrong."""
    from monitor.check import check as look

    options: Options = ctx.obj
    found = look(options.config)
    problems = found.problems
    if as_json:
        rows: list[dict[str, Any]] = [
            {"file": p.file, "line": p.line, "key": p.key, "message": p.message, "fix": p.fix}
            for p in problems
        ]
        print_json(rows)
    else:
        for problem in problems:
            say(f"✗ {problem}")
        for line in found.fine:
            say(f"✓ {line}")
        for line in found.advice:
            say(f"• {line}")
    if problems:
        if not as_json:
            say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} found.")
        raise typer.Exit(2)
