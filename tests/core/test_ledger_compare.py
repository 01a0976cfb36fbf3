"""Limits are compared, not phrases."""

import pytest

from monitor.ledger import Relation, Slack, relation
from monitor.records import Bound, DueRange, Precision
from tests.core.ledger_rows import due, within

SLACK = Slack()


@pytest.mark.parametrize(
    ("current", "new", "expected"),
    [
        pytest.param(due("2025-09"), due("2025-09"), Relation.SAME, id="the same month"),
        pytest.param(
            due("2025-09", Bound.FROM), due("2025-09", Bound.BY), Relation.SAME, id="another preposition"
        ),
        pytest.param(due("2025-09"), due("2025"), Relation.WIDER, id="the year that holds the month"),
        pytest.param(due("2026"), due("2026-09"), Relation.NARROWER, id="a month of the year"),
        pytest.param(
            due("2021-end"), due("2021-12-31"), Relation.NARROWER, id="end of year, then its last day"
        ),
        pytest.param(due("2026-09"), due("2026-end"), Relation.LATER, id="September, then end of year"),
        pytest.param(due("2026-end"), due("2026-09"), Relation.EARLIER, id="end of year, then September"),
        pytest.param(due("2025"), due("2026"), Relation.LATER, id="another year"),
        pytest.param(
            due("2024-09-early"), due("2024-09"), Relation.WIDER, id="early September, then September"
        ),
        pytest.param(
            due("2024-09-early"), due("2024-09-mid"), Relation.LATER, id="early, then mid September"
        ),
        pytest.param(
            due("2024-09-early"), due("2024-09-12", fuzzy=True), Relation.SAME, id="a judgement close by"
        ),
        pytest.param(
            within("2020-08-20", 1095),
            within("2020-08-23", 1095),
            Relation.SAME,
            id="three years, told again",
        ),
        pytest.param(
            within("2020-08-20", 1095), within("2022-08-20", 1095), Relation.LATER, id="three years, two on"
        ),
        pytest.param(
            due("2025-09"), within("2024-09-07", 730), Relation.LATER, id="within two years holds no month"
        ),
        pytest.param(
            due("2025-09", Bound.FROM),
            due("2026-09", Bound.UNTIL),
            Relation.INCOMPARABLE,
            id="when it starts, when it ends",
        ),
        pytest.param(
            due("2024-09", Bound.FROM), due("2024-10", Bound.FROM), Relation.LATER, id="a later beginning"
        ),
    ],
)
def test_relation(current: DueRange, new: DueRange, expected: Relation) -> None:
    assert relation(current, new, SLACK) is expected


def test_slack_follows_the_unit_that_the_words_count_in() -> None:
    weeks = DueRange(due("2024-01-01").first_day, due("2024-01-22").last_day, Precision.WEEK, Bound.BY)
    # A Monday to a Monday is no calendar week, so it was counted.
    later = DueRange(due("2024-01-15").first_day, due("2024-02-20").last_day, Precision.WEEK, Bound.BY)
    assert relation(weeks, later, SLACK) is Relation.LATER
    assert relation(weeks, later, Slack(week=30)) is Relation.SAME
