"""TOML tables to policies: any frozen dataclass, key for field, strictly.

A policy is a plain dataclass of the core. Here a pydantic schema is made from its annotations: no other keys,
no conversions except lists to tuples, texts to durations and texts to enum members.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import timedelta
from difflib import get_close_matches
from enum import Enum
from functools import cache
from pathlib import Path as FilePath
from typing import Annotated, Any, NotRequired, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Strict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from typing_extensions import TypedDict

from monitor.errors import Problem
from monitor.settings.duration import parse_duration
from monitor.settings.lines import Path, line_of

T = TypeVar("T")

# The members of these are known at run time only, which no type checker can follow.
_GENERIC_TUPLE: Any = tuple
_GENERIC_DICT: Any = dict
_TYPED_DICT: Any = TypedDict
_STRICT = ConfigDict(extra="forbid", strict=True)

_MANY = 30
"""Names that a person reads through."""
_DURATION_FIX = 'Write a duration such as "90s", "30m", "24h" or "7d".'


def read_tables(
    shape: type[T], data: Mapping[str, Any], file: str, lines: Mapping[Path, int]
) -> tuple[T, list[Problem]]:
    """A dataclass from a TOML document, table by table: a broken table does not hide what is wrong in others.

    Args:
        shape: a dataclass; nested dataclasses are tables, tuples of them arrays of tables.
        data: the document as ``tomllib`` reads it.
        file: name shown in problems.
        lines: where its keys stand.

    Returns:
        The record, with defaults for whatever is broken, and all problems in the order of the document.
    """
    hints = get_type_hints(shape, include_extras=True)
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in data.items():
        if name not in hints:
            fix = suggestion(name, tuple(hints))
            problems.append(Problem(file, name, f"unknown key {name!r}.", fix, line_of(lines, (name,))))
            continue
        try:
            read[name] = _adapter(hints[name]).validate_python(_frozen(value))
        except ValidationError as error:
            found = error.errors(include_url=False)
            problems += [_problem(shape, (name, *d["loc"]), d, file, lines) for d in found]
    return shape(**read), sorted(problems, key=lambda p: p.line or 0)


def known_keys(shape: type, path: Path) -> tuple[str, ...]:
    """Names that the table at ``path`` may hold; empty when it may hold any or is no table."""
    at: Any = shape
    for step in path:
        at = _inner(at, step)
    plain = _plain(at)
    return tuple(f.name for f in fields(plain)) if is_dataclass(plain) else ()


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(_schema(hint), config=None if is_dataclass(hint) else _STRICT)


def _schema(annotation: Any) -> Any:
    """The annotation that pydantic checks in place of a policy's own."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return Annotated[(_schema(args[0]), *args[1:])]
    if origin in (Union, types.UnionType):
        return Union[tuple(_schema(a) for a in args)]  # noqa: UP007 - the members are only known here
    if origin is tuple:
        return _GENERIC_TUPLE[tuple(a if a is Ellipsis else _schema(a) for a in args)]
    if origin in (dict, Mapping):
        return _GENERIC_DICT[args[0], _schema(args[1])]
    if annotation is timedelta:
        return Annotated[timedelta, BeforeValidator(_duration)]
    if annotation is FilePath:
        return Annotated[str, AfterValidator(lambda text: FilePath(text))]  # pydantic inspects signatures
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Annotated[annotation, Strict(False)]
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _table_schema(annotation)
    return annotation


@cache
def _table_schema(shape: type) -> Any:
    hints = get_type_hints(shape, include_extras=True)
    keys: dict[str, Any] = {}
    for field in fields(shape):
        optional = field.default is not MISSING or field.default_factory is not MISSING
        # A table that may hold tables of its own shape is read one level at a time.
        schema = (
            _level(shape) if hints[field.name] == _GENERIC_TUPLE[shape, ...] else _schema(hints[field.name])
        )
        keys[field.name] = NotRequired[schema] if optional else schema
    table = _TYPED_DICT(shape.__name__, keys)
    table.__pydantic_config__ = _STRICT
    build: Callable[[dict[str, Any]], Any] = lambda given: shape(**given)  # noqa: E731
    return Annotated[table, AfterValidator(build)]


def _level(shape: type) -> Any:
    """A list of tables of one shape, read when there is one; the places of problems are kept."""
    many: Any = _GENERIC_TUPLE[shape, ...]
    check: Callable[[Any], Any] = lambda given: _adapter(many).validate_python(given)  # noqa: E731
    return Annotated[Any, AfterValidator(check)]


def _duration(value: object) -> timedelta:
    if not isinstance(value, str):
        raise PydanticCustomError("duration", "is no duration")
    try:
        return parse_duration(value)
    except ValueError:
        raise PydanticCustomError("duration", "is no duration") from None


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way down: strict pydantic takes a tuple only for a tuple."""
    if isinstance(value, Mapping):
        return {k: _frozen(v) for k, v in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(v) for v in value)
    return value


def _problem(
    shape: type, loc: tuple[str | int, ...], detail: ErrorDetails, file: str, lines: Mapping[Path, int]
) -> Problem:
    # Only keys of the document stay in the path; pydantic adds the names of validators and union members.
    path = _document_path(shape, loc)
    message, fix = _words(shape, path, detail)
    return Problem(file, dotted(path), message, fix, line_of(lines, path))


def _document_path(shape: type, loc: tuple[str | int, ...]) -> Path:
    path: Path = ()
    at: Any = shape
    for step in loc:
        plain = _plain(at)
        table = is_dataclass(plain) or get_origin(plain) in (dict, Mapping, tuple)
        if not table:
            break
        path = (*path, step)
        at = _inner(at, step)
    return path


def _plain(annotation: Any) -> Any:
    """Without ``Annotated`` and ``| None``."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _plain(args[0])
    if origin in (Union, types.UnionType):
        rest = [a for a in args if a is not type(None)]
        return _plain(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _inner(annotation: Any, step: str | int) -> Any:
    plain = _plain(annotation)
    if is_dataclass(plain) and isinstance(plain, type):
        return get_type_hints(plain, include_extras=True).get(str(step))
    origin, args = get_origin(plain), get_args(plain)
    if origin in (dict, Mapping):
        return args[1]
    if origin is tuple:
        index = step if isinstance(step, int) and Ellipsis not in args else 0
        return args[index] if index < len(args) else None
    return None


def _words(shape: type, path: Path, detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what to do, in words of the configuration rather than of the validator."""
    kind, given = detail["type"], shown(detail["input"])
    match kind:
        case "extra_forbidden":
            return f"unknown key {path[-1]!r}.", suggestion(str(path[-1]), known_keys(shape, path[:-1]))
        case "missing":
            return f"the key {path[-1]!r} is missing.", "Add it."
        case "duration":
            return f"{given} is no duration.", _DURATION_FIX
        case "enum" | "literal_error":
            expected = str((detail.get("ctx") or {}).get("expected", ""))
            return f"{given} is not known.", f"Write one of {expected}."
        case "value_error":
            return f"{(detail.get('ctx') or {}).get('error', detail['msg'])}", ""
    name = _EXPECTED.get(kind)
    if name is None:
        return f"{given}: {detail['msg']}.", ""
    return f"expected {name}, found {given}.", ""


_EXPECTED = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text in quotes",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "date_type": "a date such as 2026-09-30",
    "finite_number": "a finite number",
}


def suggestion(name: str, known: tuple[str, ...]) -> str:
    """What a mistyped name may have meant; of many that are known, those that are most like it."""
    near = get_close_matches(name, known, 1, 0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    if len(known) <= _MANY:
        return f"Known here: {', '.join(known)}." if known else ""
    return f"Known here are {len(known)}, most like it: {', '.join(get_close_matches(name, known, 10, 0))}."


def shown(value: object) -> str:
    """A value of the document as a person wrote it, shortened."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return str(value)


def dotted(path: Path) -> str:
    """``("feed", 2, "url")`` as ``feed[3].url``: counted as people count."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{step}" if text else step
    return text
