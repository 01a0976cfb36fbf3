"""Rows as CSV for spreadsheets and as JSON for programs."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from monitor.render import plain

ALERT_COLUMNS = (
    "headline",
    "published",
    "severity",
    "kind",
    "milestone",
    "before.first_day",
    "before.last_day",
    "before.bound",
    "before.modality",
    "before.quote",
    "after.first_day",
    "after.last_day",
    "after.bound",
    "after.modality",
    "days_moved",
    "quote",
    "speaker",
    "speaker_rank",
    "unconfirmed",
    "confidence",
    "doubts",
    "title",
    "outlet",
    "origins",
    "outlets",
    "credited",
    "url",
    "entry",
    "rule",
    "reason",
    "suppressed",
    "ref",
    "key",
)
"""Keys of ``alert.json``; a dot leads into the deadline before and after."""
LEDGER_COLUMNS = (
    "milestone",
    "said_at",
    "deadline",
    "first_day",
    "last_day",
    "precision",
    "bound",
    "modality",
    "shift",
    "days_moved",
    "sets_deadline",
    "holds",
    "unconfirmed",
    "speaker",
    "speaker_rank",
    "who",
    "outlet",
    "quote",
    "background",
    "commentary",
    "confidence",
    "doubts",
    "counts",
    "label",
    "note",
    "url",
    "entry",
)
"""Keys of ``ledger.json``."""

BOM = "\ufeff"
"""Without it, spreadsheets on Windows read Arabic as windows-1252."""
# The signs that begin a formula and their full-width likes, which some spreadsheets take too, behind blanks
# and joiners that nobody sees.
_FORMULA = re.compile("[\\s\u200c\u200d]*[=+\\-@＝＋－＠]")


def csv_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """Rows as CSV (RFC 4180, with a byte order mark), headed by their keys, dots as underscores.

    Foreign text is cleaned to one line. What a spreadsheet would take for a formula gets an apostrophe in
    front. Lists are joined by semicolons, and what is not known is an empty cell.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.replace(".", "_") for column in columns])
    for row in rows:
        writer.writerow([_cell(_value(row, column)) for column in columns])
    return (BOM + out.getvalue()).encode("utf-8")


def json_table(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as one JSON array, an object a line, so that two states of the file are compared line by line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    # A lone half of a character, which some feeds hold, has no UTF-8.
    return (f"[\n{lines}\n]\n" if rows else "[]\n").encode("utf-8", "replace")


def _value(row: Mapping[str, Any], column: str) -> Any:
    outer, _, inner = column.partition(".")
    value = row[outer]
    return value if not inner or value is None else value[inner]


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = plain(text)
    return f"'{text}" if _FORMULA.match(text) else text
