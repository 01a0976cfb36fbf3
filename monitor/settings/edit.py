"""Change one value in a configuration file and leave every other byte as the user wrote it."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from monitor.errors import ConfigError, Problem
from monitor.settings.lines import key_lines


def set_number(text: str, section: str, key: str, value: float) -> str:
    """The text with ``key = value`` in ``[section]``: the number there is changed, or the default behind
    ``#`` taken up; without either, a line is added under the section's header, without that at the end.

    Raises:
        ConfigError: the file is written in a way that this cannot change safely.
    """
    line = f"{key} = {value:g}"
    try:
        wanted = tomllib.loads(text)
        wanted.setdefault(section, {})[key] = value
        return next(made for made in _ways(text, section, key, line) if _read(made) == wanted)
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, StopIteration):
        raise ConfigError(
            Problem(
                "", f"{section}.{key}", "cannot be changed by the program.", f"Write `{line}` there by hand."
            )
        ) from None


def _ways(text: str, section: str, key: str, line: str) -> Iterator[str]:
    """The text changed in one line, the least change first; some of these may say something else."""
    lines, places = re.findall(r"[^\n]*\n|[^\n]+", text), key_lines(text)
    if (at := places.get((section, key))) is not None:
        number = line.rpartition(" ")[2]
        yield _with(lines, at, re.sub(r"=([ \t]*)[^#\s,}]+", rf"=\g<1>{number}", lines[at - 1], count=1))
    header = places.get((section,))
    if header is not None and lines[header - 1].lstrip().startswith("["):
        default = re.compile(rf"#[ \t]*{re.escape(key)}[ \t]*=[ \t]*[^#\s]+")
        ends = [n for n in places.values() if n > header and lines[n - 1].lstrip().startswith("[")]
        for number_ in range(header + 1, min(ends, default=len(lines) + 1)):
            if default.match(lines[number_ - 1]):
                yield _with(lines, number_, default.sub(line, lines[number_ - 1], count=1))
        end = "" if lines[header - 1].endswith("\n") else "\n"
        yield _with(lines, header, f"{lines[header - 1]}{end}{line}\n")
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    yield f"{text}{gap}[{section}]\n{line}\n"


def _with(lines: list[str], number: int, changed: str) -> str:
    return "".join((*lines[: number - 1], changed, *lines[number:]))


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
