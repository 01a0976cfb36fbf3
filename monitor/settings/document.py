"""One TOML file: its values, and where each key stands."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from monitor.errors import Problem
from monitor.settings.lines import Path, key_lines, line_of

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML file as read."""

    file: str
    """Name to show."""
    values: Mapping[str, Any]
    lines: Mapping[Path, int]

    def problem(self, path: Path, message: str, fix: str = "") -> Problem:
        """A problem with the key at ``path``."""
        from monitor.settings.tables import dotted

        return Problem(self.file, dotted(path), message, fix, line_of(self.lines, path))


def read_document(path: FilePath, source: str | None = None) -> tuple[Document, list[Problem]]:
    """Read a file that exists; an unreadable one is an empty document and a problem.

    Args:
        path: of the file.
        source: what is read in its place, when given.
    """
    file = str(path)
    try:
        if source is None:
            # Editors on Windows may begin a file with a byte order mark, which TOML does not know.
            source = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return Document(file, {}, {}), [Problem(file, "", "is not UTF-8 text.", "Save it as UTF-8.")]
    except OSError as error:
        return Document(file, {}, {}), [
            Problem(file, "", f"cannot be read: {error.strerror}.", "Check its rights.")
        ]
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        return Document(file, {}, {}), [_syntax(file, source, str(error))]
    return Document(file, values, key_lines(source)), []


def _syntax(file: str, source: str, message: str) -> Problem:
    place = _PLACE.search(message)
    words = _PLACE.sub("", message)
    if place and place.group(1):
        line = int(place.group(1))
        where = f" (column {place.group(2)})"
    else:
        line, where = source.count("\n") + 1, ""
    return Problem(
        file,
        "",
        f"is no TOML: {words[:1].lower()}{words[1:]}{where}.",
        "Text stands in quotes, lists in brackets.",
        line,
    )
