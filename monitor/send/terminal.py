"""Messages as panels on a terminal, or as plain lines where there is none."""

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from monitor.errors import SendError
from monitor.records import Message, Picture, Severity
from monitor.render import isolated_lines

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.panel import Panel
    from rich.text import Text

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

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        """Print one message.

        Raises:
            SendError: the terminal is gone; retrying cannot help this process.
        """
        from rich.console import Console

        if self._console is None:
            self._console = Console(file=self._stream, highlight=False, emoji=False, markup=False)
        try:
            self._console.print(panel(message.title, message.body, message.severity))
            self._console.file.flush()
        except (OSError, ValueError) as error:
            raise SendError(f"the terminal cannot be written to: {error}", retryable=True) from error
        return ""


def panel(title: str, body: str, severity: str | None = None) -> "Panel":
    """A rendered alert as a Rich panel: headline in bold, labels dim, quotes in italics.

    The words are laid out as they are, never read as Rich markup.
    """
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
    return Panel(_Wrapped(lines), border_style=colour, expand=True)


class _Wrapped:
    """Lines of text, each wrapped with a hanging indent and kept in its direction line by line."""

    def __init__(self, lines: "Sequence[Text]") -> None:
        self._lines = lines

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        from rich.text import Text

        for line in self._lines:
            indented = line.plain.startswith(_INDENT)
            inner = line[len(_INDENT) :] if indented else line
            rows = [inner]
            if line.cell_len > options.max_width:
                rows = list(inner.wrap(console, max(options.max_width - len(_INDENT), 1)))
            for row in rows:
                row.rstrip()
            around = isolated_lines(row.plain for row in rows)
            for at, (row, (before, after)) in enumerate(zip(rows, around, strict=True)):
                indent = _INDENT if at or indented else ""
                yield Text.assemble(indent, before, row, after)
