"""Records as JSON text and back, exactly: enums, dates, instants, tuples and nested records.

Pydantic reads the records' own annotations, so there is no second description of them. A key that a newer
version wrote and this one does not know is skipped; a missing optional key takes its default.
"""

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


def dump(record: object) -> str:
    """One record as compact JSON text.

    Raises:
        ValueError: text that no encoding can hold (lone surrogates).
    """
    kind: Any = type(record)
    return _adapter(kind).dump_json(record).decode()


def load(kind: type[T], text: str) -> T:
    """The record that ``dump`` wrote.

    Raises:
        ValueError: the text is not such a record.
    """
    known: Any = kind
    record: T = _adapter(known).validate_json(text)
    return record


def dump_strings(strings: tuple[str, ...]) -> str:
    """Strings as one JSON array, readable in any database browser."""
    return json.dumps(strings, ensure_ascii=False)


def load_strings(text: str) -> tuple[str, ...]:
    """The strings that :func:`dump_strings` wrote."""
    return tuple(json.loads(text))


@cache
def _adapter(kind: Any) -> "TypeAdapter[Any]":
    # Building a validator costs tens of milliseconds, so only for the kinds that are used.
    from pydantic import TypeAdapter

    return TypeAdapter(kind)
