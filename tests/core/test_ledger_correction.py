"""Dates as a person types them, and back."""

from datetime import date

import pytest

from monitor.ledger import due_typed, typed
from monitor.records import Bound, DueRange, Precision

READ = DueRange(date(2026, 9, 1), date(2026, 9, 30), Precision.MONTH, Bound.UNTIL)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "again"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR, "2026"),
        ("2026-09", date(2026, 9, 1), date(2026, 9, 30), Precision.MONTH, "2026-09"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), Precision.MONTH, "2028-02"),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), Precision.MONTH, "9999-12"),
        (" 2026-9-30 ", date(2026, 9, 30), date(2026, 9, 30), Precision.DAY, "2026-09-30"),
        ("٢٠٢٦-٠٩", date(2026, 9, 1), date(2026, 9, 30), Precision.MONTH, "2026-09"),
        ("۲۰۲۶-۰۹-۳۰", date(2026, 9, 30), date(2026, 9, 30), Precision.DAY, "2026-09-30"),
    ],
)
def test_a_date_is_typed(text: str, first: date, last: date, precision: Precision, again: str) -> None:
    due = due_typed(text, None)
    assert due == DueRange(first, last, precision, Bound.BY)
    assert typed(due) == again
    assert due_typed(text, READ).bound is Bound.UNTIL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "spring",
        "الربيع",
        "2026-13",
        "2026-02-30",
        "26",
        "0000",
        "2026-",
        "2026-09-30-1",
        "-2026",
        "30/9/2026",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no date; write 2026, 2026-09 or 2026-09-30"):
        due_typed(text, READ)
