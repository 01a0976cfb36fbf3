"""The reference of all settings, made from the settings themselves: ``docs/configuration.md``.

``python -m monitor.settings .`` writes it anew; a test fails when it is stale.
"""

import ast
import inspect
import textwrap
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import timedelta
from enum import Enum
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Union, get_args, get_origin, get_type_hints

from monitor.settings.bounds import BOUNDS, Bounds
from monitor.settings.duration import format_duration
from monitor.settings.lines import Path
from monitor.settings.loading import FILES


@dataclass(frozen=True, slots=True)
class Key:
    """One key that may be written."""

    name: str
    kind: str
    """What it takes, in words."""
    default: str
    """As TOML; empty when the key is required."""
    text: str
    """What it means."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, with its keys."""

    header: str
    """As written, brackets included; empty for the top of a file."""
    text: str
    keys: tuple[Key, ...]


def tables(shape: type) -> Iterator[Table]:
    """Every table that a file of this shape may hold, in order."""
    yield from _tables(shape, (), "", array=False)


def reference() -> str:
    """The whole reference as Markdown."""
    parts = [_INTRODUCTION]
    for file in FILES:
        parts.append(f"## `{file.name}`\n\n{file.purpose[:1].upper()}{file.purpose[1:]}.")
        for table in tables(file.shape):
            if table.header:
                parts.append(f"### `{table.header}`")
            if table.text:
                parts.append(table.text)
            if table.keys:
                rows = [f"| `{k.name}` | {k.kind} | {_cell(k)} | {_flat(k.text)} |" for k in table.keys]
                parts.append("\n".join(("| key | takes | default | meaning |", "|---|---|---|---|", *rows)))
    parts += [_LEXICONS, _SECRETS]
    return "\n\n".join(parts) + "\n"


def _tables(shape: Any, path: Path, header: str, *, array: bool) -> Iterator[Table]:
    hints = get_type_hints(shape)
    own = [f.name for f in fields(shape) if _nested(hints[f.name])[0] is shape]
    texts = docstrings(shape)
    keys: list[Key] = []
    inner: list[tuple[str, Any, bool]] = []
    for f in fields(shape):
        nested, repeated = _nested(hints[f.name])
        if f.name in own:
            # Tables of the same shape again, as deep as anybody likes.
            keys.append(Key(f.name, f"tables `[[{header}.{f.name}]]`", "[]", texts.get(f.name, "")))
        elif nested is None:
            bounds = BOUNDS.get((*path, f.name), Bounds())
            keys.append(Key(f.name, _kind(hints[f.name], bounds), _default(f), texts.get(f.name, "")))
        else:
            inner.append((f.name, nested, repeated))
    summary = inspect.cleandoc(shape.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
    brackets = ("[[", "]]") if array else ("[", "]")
    yield Table(
        f"{brackets[0]}{header}{brackets[1]}" if header else "", summary if header else "", tuple(keys)
    )
    for name, nested, repeated in inner:
        yield from _tables(nested, (*path, name), f"{header}.{name}" if header else name, array=repeated)


def _nested(hint: Any) -> tuple[Any, bool]:
    """The dataclass of a table, and whether it may repeat; a mapping of tables stands under ``NAME``."""
    args = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType) and type(None) in args:
        return _nested(args[0])
    if isinstance(hint, type) and is_dataclass(hint):
        return hint, False
    if get_origin(hint) is tuple and args and isinstance(args[0], type) and is_dataclass(args[0]):
        return args[0], True
    if get_origin(hint) in (dict, Mapping) and isinstance(args[1], type) and is_dataclass(args[1]):
        return args[1], False
    return None, False


@cache
def docstrings(shape: type) -> dict[str, str]:
    """Attribute docstrings of a dataclass, by field; the language keeps them in the source only."""
    body = ast.parse(textwrap.dedent(inspect.getsource(shape))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for statement, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[statement.target.id] = inspect.cleandoc(after.value.value)
    return found


def _kind(hint: Any, bounds: Bounds) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _kind(next(a for a in args if a is not type(None)), bounds)
    if origin is tuple:
        return f"list of {_plural(_kind(args[0], Bounds()))}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of " + ", ".join(f'`"{m.value}"`' for m in hint)
    word = {
        bool: "`true` or `false`",
        int: "whole number",
        float: "number",
        str: "text",
        timedelta: "duration",
    }
    kind = word.get(hint, "path" if hint is FilePath else getattr(hint, "__name__", str(hint)))
    least, most = (None if b is None else _literal(b).strip('"') for b in (bounds.least, bounds.most))
    if least is not None and most is not None:
        return f"{kind}, {least} to {most}"
    if least is not None:
        return f"{kind}, at least {least}"
    return kind if most is None else f"{kind}, at most {most}"


def _plural(kind: str) -> str:
    return f"texts ({kind})" if kind.startswith("one of") else f"{kind}s"


def _default(field: Field[Any]) -> str:
    if field.default is not MISSING:
        return "none" if field.default is None else _literal(field.default)
    if field.default_factory is not MISSING:
        return _literal(field.default_factory())
    return ""


def _literal(value: Any) -> str:
    """A default as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        return f'"{format_duration(value)}"'
    if isinstance(value, Enum | str | FilePath):
        text = value.value if isinstance(value, Enum) else value
        return f'"{text}"'
    if isinstance(value, tuple):
        return f"[{', '.join(_literal(v) for v in value)}]"
    if isinstance(value, int) and value >= 10_000:
        return f"{value:_}"
    return str(value)


def _cell(key: Key) -> str:
    return "**required**" if not key.default else "–" if key.default == "none" else f"`{key.default}`"


def _flat(text: str) -> str:
    return " ".join(text.replace("``", "`").replace("|", "\\|").split())


_INTRODUCTION = """\
# Configuration

<!-- Made from the settings by `python -m monitor.settings .`; do not edit by hand. -->

All settings are TOML files in one folder, `config/` unless `--config DIR` or `MONITOR_CONFIG` names
another. `monitor check` validates them and names every problem at once, with file, line and key. What
holds everywhere:

* A key that is left out has its default. `feeds.toml` and `milestones.toml` must be there, the others
  may be missing.
* An unknown key, a wrong type or a value out of range is an error: nothing is ignored, guessed or
  corrected.
* A duration is text: a number with `ms`, `s`, `m`, `h`, `d` or `w`, or several of them: `"90s"`, `"1d
  12h"`.
* No number and no duration may be negative.
* A running daemon reads the folder again on SIGHUP. A configuration with a problem is refused and
  reported, and the one before stays.

To begin, look at three things: `contact` in `[fetch]` (so that a site can reach you), the feeds, and a
`[[destination]]` for the alerts. The shipped files show every key of their kind with its default.
Whether a feed's address still answers is told by `monitor feeds test URL`."""

_LEXICONS = """\
## `lang/CODE.toml`

Your own words of a language, beside those that ship; none of these files need be there. `[time]` and
`[cues]` hold lists of phrases under the labels of `monitor/lang/CODE.toml`, `[remove.time]` and
`[remove.cues]` phrases that ship and are not to count. `[detect]` tells texts of a new language: `script`
(`latin`, `arabic`, `cyrillic`, `hebrew` or `other`), `words` (its commonest) and `letters` (those that
others in its script lack). [extraction.md](extraction.md#adding-words) has examples."""

_SECRETS = """\
## Secrets

A destination's address may name secrets as `${NAME}`: `url = "ntfys://${NTFY_TOPIC}"`. Each is looked up
in the environment first, then in `secrets.toml` of the same folder, which git ignores, which holds one
`NAME = "value"` a line, and which nobody but its owner may read (`chmod 600`). A value that makes up the
whole address is taken as it is, so that `url = "${ALERT_URL}"` may hold a complete Apprise address;
inside an address it is percent-encoded. A name that is not set is a problem that `monitor check` shows.
Values are never logged, stored or shown."""
