"""What counts as a date silently coarsened."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.evaluation.coarsening import coarsened
from monitor.records import Bound, DateMention, DateRole, Edge, Field, Precision, Quote

YEAR = DateMention(
    Quote(Field.BODY, 0, 4, "2027"),
    date(2027, 1, 1),
    date(2027, 12, 31),
    Precision.YEAR,
    Bound.ON,
    DateRole.DEADLINE,
)
END = replace(YEAR, first_day=date(2027, 10, 1), edge=Edge.END)
MONTH = replace(YEAR, first_day=date(2027, 12, 1), precision=Precision.MONTH)


@pytest.mark.parametrize(
    ("found", "first", "last", "unit", "edge", "expected"),
    [
        pytest.param(YEAR, date(2027, 1, 5), date(2027, 1, 5), "day", False, True, id="day-as-year"),
        pytest.param(YEAR, date(2027, 12, 1), date(2027, 12, 31), "month", False, True, id="same-last-day"),
        pytest.param(YEAR, date(2027, 10, 1), date(2027, 12, 31), "year", True, True, id="end-dropped"),
        pytest.param(YEAR, date(2027, 3, 1), date(2027, 5, 31), "season", False, True, id="season-as-year"),
        pytest.param(MONTH, date(2027, 12, 1), date(2027, 12, 15), "month", False, True, id="slipped"),
        pytest.param(END, date(2027, 12, 1), date(2027, 12, 31), "year", True, False, id="december-or-not"),
        pytest.param(YEAR, date(2027, 1, 1), date(2027, 12, 31), "year", False, False, id="right"),
        pytest.param(YEAR, date(2026, 1, 1), date(2026, 12, 31), "year", False, False, id="wrong-not-coarse"),
        pytest.param(
            replace(YEAR, note="partly understood"), date(2027, 1, 5), date(2027, 1, 5), "day", False, False,
            id="says-so",
        ),
        pytest.param(
            replace(YEAR, fuzzy=True), date(2027, 1, 5), date(2027, 1, 5), "day", False, False, id="judged"
        ),
    ],
)  # fmt: skip
def test_coarsened(
    found: DateMention, first: date, last: date, unit: str, edge: bool, expected: bool
) -> None:
    assert coarsened(found, first, last, unit, edge=edge) is expected
