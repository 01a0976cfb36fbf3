"""Messages as panels on a terminal, or as plain lines where there is none."""

import json
from typing import IO, TYPE_CHECKING

from monitor.errors import SendError
from monitor.records import Message, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.panel import Panel

COLOURS = {
    Severity.SHIFT.value: "red",
    Severity.NEW_DATE.value: "yellow",
    Severity.EVENT.value: "cyan",
    Severity.COVERAGE.value: "blue",
}
_INDENT = "    "


class TerminalSender:
    """Prints each message on a stream, at once.

    Args:
        stream: where to; standard output when None.
    """

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream
        self._console: Console | None = None

    def __call__(self, message: Message) -> None:
        """Print one message.

        Raises:
            SendError: the terminal is gone; retrying cannot help this process.
        """
        from rich.console import Console

        if self._console is None:
            self._console = Console(file=self._stream, highlight=False, emoji=False, markup=False)
        try:
            self._console.print(panel(message.title, message.body, severity_of(message.payload)))
            self._console.file.flush()
        except (OSError, ValueError) as error:
            raise SendError(f"the terminal cannot be written to: {error}", retryable=True) from error


def severity_of(payload: str) -> str | None:
    """The severity that a message's payload names, if it names one."""
    try:
        loaded = json.loads(payload)
    except ValueError:
        return None
    severity = loaded.get("severity") if isinstance(loaded, dict) else None
    return severity if isinstance(severity, str) else None


def panel(title: str, body: str, severity: str | None = None) -> "Panel":
    """A rendered alert as a Rich panel: headline in bold, labels dim, quotes in italics.

    The words are laid out as they are, never read as Rich markup.
    """
    from rich.console import Group
    from rich.panel import Panel
    from rich.text import Text

    colour = COLOURS.get(severity or "", "white")
    lines = [Text(title, style="bold")]
    for line in body.splitlines():
        if line.startswith(_INDENT):
            lines.append(Text(line, style="italic" if any(mark in line for mark in "“«") else "dim"))
            continue
        label, colon, words = line.partition(": ")
        lines.append(Text.assemble((label + colon, "dim"), words) if colon else Text(line, style="dim"))
    return Panel(Group(*lines), border_style=colour, expand=True)
