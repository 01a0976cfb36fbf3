"""What the clock says (rule 9)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.ledger import LedgerPolicy, fold, sweep
from monitor.records import Bound, Milestone, Modality, Shift, Stated
from tests.core.ledger_rows import END, due, row

POLICY = LedgerPolicy()


def swept(
    rows: list[Stated], on: str, policy: LedgerPolicy = POLICY, milestone: Milestone = END
) -> list[Shift]:
    now = datetime.fromisoformat(on).replace(tzinfo=UTC)
    return list(sweep(fold(END, rows, policy), milestone, policy, now))


PLAN = [row("2025-01-01", "2025-09-30"), row("2025-08-20", "2025-09-30")]


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        pytest.param("2025-07-01", ["silence"], id="91 days before"),
        pytest.param("2025-07-02", ["silence", "reminder"], id="90 days before"),
        pytest.param("2025-08-30", ["reminder"], id="between 90 and 30: the 90-day reminder still"),
        pytest.param("2025-09-30", ["reminder"], id="on the day"),
        pytest.param("2025-10-01", ["lapsed"], id="the day after"),
    ],
)
def test_the_clock_before_and_after_a_deadline(on: str, kinds: list[str]) -> None:
    rows = PLAN if on > "2025-08-20" else PLAN[:1]
    assert [s.kind.value for s in swept(rows, on)] == kinds


def test_each_reminder_has_a_name_of_its_own() -> None:
    keys = {
        s.key for day in ("2025-08-30", "2025-08-31", "2025-09-01", "2025-09-24") for s in swept(PLAN, day)
    }
    assert keys == {
        "mission_end:reminder:2025-09-30:90",
        "mission_end:reminder:2025-09-30:30",
        "mission_end:reminder:2025-09-30:7",
    }


def test_no_reminder_that_was_past_when_the_deadline_was_set() -> None:
    assert swept([row("2025-08-01", "2025-09-30")], "2025-08-02") == []


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([*PLAN, row("2025-09-20", None, Modality.COMPLETED)], id="completed"),
        pytest.param([*PLAN, row("2025-09-20", None, Modality.DENIED)], id="denied"),
        pytest.param([*PLAN, row("2025-09-20", None, Modality.POSTPONED)], id="put off"),
        pytest.param(
            [row("2025-01-01", due("2025-09", Bound.FROM)), row("2025-09-10", None, Modality.BEGUN)],
            id="begun",
        ),
        pytest.param([], id="nothing known"),
    ],
)
def test_nothing_lapses(rows: list[Stated]) -> None:
    assert [s.kind.value for s in swept(rows, "2025-10-15")] == []


@pytest.mark.parametrize(("on", "kinds"), [("2025-09-15", []), ("2025-10-01", ["lapsed"])])
def test_from_a_month_is_broken_when_the_month_is_over(on: str, kinds: list[str]) -> None:
    rows = [row("2025-08-10", due("2025-09", Bound.FROM))]
    assert [s.kind.value for s in swept(rows, on)] == kinds


def test_a_beginning_does_not_keep_the_end_from_lapsing() -> None:
    rows = [*PLAN, row("2025-09-10", None, Modality.BEGUN)]
    assert [s.kind.value for s in swept(rows, "2025-10-15")] == ["lapsed"]


def test_a_moved_deadline_lapses_under_another_name() -> None:
    first = swept(PLAN, "2025-10-02")
    second = swept([*PLAN, row("2025-10-03", "2025-12-31")], "2026-01-01")
    assert {s.key for s in first} & {s.key for s in second} == set()


def test_silence_is_told_once_per_silence() -> None:
    one, other = swept(PLAN[:1], "2025-03-10"), swept(PLAN[:1], "2025-05-10")
    assert [s.key for s in one] == [s.key for s in other] == ["mission_end:silence:2025-01-01"]


def test_a_recap_does_not_break_the_silence() -> None:
    rows = [PLAN[0], row("2025-03-01", "2025-09-30", background=True)]
    assert [s.kind.value for s in swept(rows, "2025-03-10")] == ["silence"]


def test_switches() -> None:
    off = LedgerPolicy(reminder_days=(), lapses=False, silence_after=timedelta(0))
    assert [swept(PLAN, day, off) for day in ("2025-06-01", "2025-09-30", "2025-12-01")] == [[], [], []]


@pytest.mark.parametrize(
    ("own", "on", "kinds"),
    [
        ({}, "2025-07-20", ["silence", "reminder"]),
        ({"reminder_days": ()}, "2025-07-20", ["silence"]),
        ({"reminder_days": (80,)}, "2025-07-20", ["silence", "reminder"]),
        ({"silence_after": timedelta(days=365)}, "2025-07-20", ["reminder"]),
        ({}, "2025-12-01", ["silence", "lapsed"]),
        ({"lapses": False}, "2025-12-01", ["silence"]),
        ({"ended_on": datetime(2025, 12, 1, tzinfo=UTC).date()}, "2025-12-01", []),
        ({"ended_on": datetime(2025, 12, 2, tzinfo=UTC).date()}, "2025-12-01", ["silence", "lapsed"]),
    ],
)
def test_a_milestone_has_its_own_clock(own: dict[str, Any], on: str, kinds: list[str]) -> None:
    assert [s.kind.value for s in swept(PLAN[:1], on, milestone=replace(END, **own))] == kinds


def test_a_matter_that_the_user_ended_is_silent() -> None:
    ended = Milestone(END.id, END.name, ended_on=datetime(2025, 9, 1, tzinfo=UTC).date())
    assert swept(PLAN, "2025-12-01", milestone=ended) == []
