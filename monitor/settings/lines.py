"""Where each key of a TOML document stands: the parser tells values only, and a person needs the line.

The scanner follows table headers, keys, strings and brackets; it reads documents that ``tomllib`` has
accepted, and finds nothing rather than something wrong in others.
"""

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")
_PIECE = re.compile(_KEY)
_TOKEN = re.compile(
    r"""\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*|[\[\]{}]|\n""",
    re.DOTALL,
)


def key_lines(source: str) -> Mapping[Path, int]:
    """Line number, from 1, of every table header and key; elements of arrays of tables carry their index.

    Keys inside inline tables and arrays have no entry of their own: see :func:`line_of`.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, text in _statements(source):
        if header := _HEADER.match(text):
            names = _pieces(header.group(2))
            parent = _resolved(names[:-1], counts)
            table = (*parent, names[-1])
            if header.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                found.setdefault(table, number)
                table = (*table, counts[table])
            else:
                table = _resolved(names, counts)
            found.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(text):
            path = table
            for name in _pieces(assignment.group(1)):
                path = (*path, name)
                found.setdefault(path, number)
    return found


def last_line(source: str, first: int) -> int:
    """The line that the statement ends in whose first line this is: values may run on."""
    later = (number for number, _ in _statements(source) if number > first)
    return min(later, default=source.count("\n") + 2) - 1


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of ``path``, or of the nearest thing that holds it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _statements(source: str) -> list[tuple[int, str]]:
    """First line number and first line of every top-level statement: values that run on are skipped."""
    statements = []
    depth, number, start, fresh = 0, 1, 0, True
    first = 1
    for token in _TOKEN.finditer(source + "\n"):
        match token.group()[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n":
                if depth <= 0:
                    statements.append((first, source[start : token.start()]))
                    start, fresh, depth = token.end(), True, 0
                number += 1
                if fresh:
                    first, fresh = number, False
                continue
            case _:
                number += token.group().count("\n")
    return statements


def _pieces(dotted: str) -> tuple[str, ...]:
    return tuple(p[1:-1] if p[0] in "\"'" else p for p in _PIECE.findall(dotted))


def _resolved(names: tuple[str, ...], counts: Mapping[Path, int]) -> Path:
    """The path of a table, with the index of the latest element wherever it runs through an array."""
    path: Path = ()
    for name in names:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    return path
