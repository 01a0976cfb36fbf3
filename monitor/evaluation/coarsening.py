"""Silent coarsening: a date read as more days than its words name, with no word about it.

"5 January 2020" read as 2020 is worse than nothing found: nobody can see that a part is missing.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from monitor.extract.anchor import PARTLY
from monitor.records import DateMention, Extraction, Field

__all__ = ["coarsened", "of_expressions", "of_statements"]

Row = dict[str, Any]
_UNITS = {name: at for at, name in enumerate(("day", "week", "month", "quarter", "half", "year"))}
_UNITS["season"] = _UNITS["quarter"]


def coarsened(found: DateMention, first: date, last: date, unit: str, *, edge: bool) -> bool:
    """Whether a mention is silently coarser than the labelled days ``first`` to ``last``.

    It holds all of them and more, and names a larger unit, lets the last day slip, or drops the *early*,
    *mid* or *end* that was there. The end of a year as December or as its last quarter is the same limit (the
    set has both). Judged intervals and mentions that say they are partly understood are never counted.
    """
    if found.first_day is None or found.last_day is None or found.fuzzy or PARTLY in found.note:
        return False
    wider = found.first_day <= first and last <= found.last_day
    if not wider or (found.first_day, found.last_day) == (first, last):
        return False
    larger = _UNITS.get(found.precision.value, 0) > _UNITS.get(unit, len(_UNITS))
    return larger or found.last_day > last or (edge and found.edge is None)


def of_statements(read: Iterable[tuple[Row, Extraction]]) -> int:
    """Silently coarsened dates among those of a set's labelled statements."""
    return sum(
        _is(found, gold["start"], gold["end"], gold["granularity"], bool(gold.get("edge")))
        for row, extraction in read
        for gold in row["statements"]
        if gold["date_text"] and gold["start"] and not gold.get("fuzzy")
        for found in _at(row, gold["date_text"], extraction)
    )


def of_expressions(pairs: Iterable[tuple[DateMention, Row]]) -> int:
    """Silently coarsened ones among labelled time expressions, each with the mention that found it."""
    return sum(
        _is(
            found,
            row["value_start"],
            row["value_end"],
            row["granularity"].partition("-")[0],
            bool(row["mod"]),
        )
        for found, row in pairs
        if row["value_start"] is not None
    )


def _is(found: DateMention, first: str, last: str, unit: str, edge: bool) -> bool:
    return coarsened(found, date.fromisoformat(first), date.fromisoformat(last), unit, edge=edge)


def _at(row: Row, words: str, extraction: Extraction) -> list[DateMention]:
    """The mentions that overlap the first place of ``words`` in title or body."""
    for field in (Field.BODY, Field.TITLE):
        start = row[field.value].find(words)
        if start >= 0:
            end = start + len(words)
            return [
                mention
                for mention in extraction.dates
                if mention.quote.field is field and mention.quote.start < end and start < mention.quote.end
            ]
    return []
