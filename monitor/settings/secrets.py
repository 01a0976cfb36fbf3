"""Secrets: named values that stand in the environment or in ``config/secrets.toml``, and nowhere else.

An address names one as ``${NAME}``. A record that holds secrets shows their names only.
"""

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from monitor.errors import Problem
from monitor.settings.document import Document

FILE = "secrets.toml"

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SPOILED = re.compile(r"\$\{[^}]*\}?")
_READABLE_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP | stat.S_IWOTH


class Secrets(Mapping[str, str]):
    """Secrets in use, by name. Its text form shows the names, never the values."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Secrets({', '.join(sorted(self._values))})"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("secrets are not written anywhere")


def read_secrets(folder: Path, env: Mapping[str, str]) -> tuple[Secrets, list[Problem]]:
    """All secrets that may be named: the file's, and over them the environment's.

    The file is a flat table of texts that nobody but its owner may read.
    """
    path = folder / FILE
    try:
        mode = path.stat().st_mode
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Secrets(env), []
    except (OSError, UnicodeDecodeError) as error:
        return Secrets(env), [
            Problem(str(path), "", f"cannot be read: {_cause(error)}.", "Write it as UTF-8 text.")
        ]
    problems = []
    if os.name == "posix" and mode & _READABLE_BY_OTHERS:
        problems.append(
            Problem(str(path), "", "others on this machine can read it.", f"Run `chmod 600 {path}`.")
        )
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The parser's message may quote the line, and with it a secret: only the place is told.
        place = re.search(r"line (\d+)", str(error))
        line = int(place.group(1)) if place else None
        problems.append(Problem(str(path), "", "is no TOML.", 'Write one NAME = "value" a line.', line))
        return Secrets(env), problems
    values: dict[str, str] = {}
    for name, value in document.items():
        if isinstance(value, str) and value:
            values[name] = value
        else:
            problems.append(Problem(str(path), name, "is no text, or empty.", f'Write {name} = "value".'))
    return Secrets({**values, **env}), problems


def fill(address: str, secrets: Mapping[str, str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """An address with its placeholders filled in.

    A value that makes up the whole address is taken as it is; inside an address it is percent-encoded.

    Returns:
        The address; names used; what is missing, or spelt in a way that cannot be a name.
    """
    names = tuple(dict.fromkeys(_PLACEHOLDER.findall(address)))
    missing = tuple(n for n in names if not secrets.get(n))
    spoiled = tuple(s for s in _SPOILED.findall(address) if _PLACEHOLDER.fullmatch(s) is None)
    whole = _PLACEHOLDER.fullmatch(address) is not None

    def value(match: re.Match[str]) -> str:
        text = secrets.get(match.group(1), "")
        return text if whole else quote(text, safe="")

    return _PLACEHOLDER.sub(value, address), names, (*missing, *spoiled)


def missing_secrets(
    missing: Iterable[str], at: tuple[str | int, ...], document: Document
) -> Iterator[Problem]:
    """What is wrong with an address that names what :func:`fill` found missing."""
    for name in missing:
        if name.startswith("${"):
            fix = "Write ${NAME}: letters, digits, underscores."
            yield document.problem(at, f"{name} is no placeholder.", fix)
        else:
            fix = f"Set the environment variable {name}, or add {name} to {FILE}."
            yield document.problem(at, f"the secret {name} is not set.", fix)


def in_use(names: Iterable[str], secrets: Mapping[str, str]) -> Secrets:
    """Only the secrets that an address names."""
    return Secrets({n: secrets[n] for n in names if secrets.get(n)})


def _cause(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "it is not UTF-8"
