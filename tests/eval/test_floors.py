"""The ratchet itself, and the figures held against it."""

from pathlib import Path

import pytest

from monitor.evaluation import GROUPS
from tests.eval import floors
from tests.eval.figures import DATA, figures
from tests.eval.floors import Floors

PINNED = floors.load()
PINNED_GROUPS = [g for g in GROUPS if any(n.startswith(f"{g}.") for n in (*PINNED.at_least, *PINNED.at_most))]


def test_the_floors_were_measured_on_these_data() -> None:
    assert floors.digest(DATA) == PINNED.digest, "run: python -m tests.eval --raise (and look at the figures)"


@pytest.mark.slow
@pytest.mark.parametrize(
    "group",
    [g for g in GROUPS if any(name.startswith(f"{g}.") for name in (*PINNED.at_least, *PINNED.at_most))],
)
def test_no_figure_is_below_its_floor(group: str) -> None:
    own = Floors(
        PINNED.digest,
        {n: v for n, v in PINNED.at_least.items() if n.startswith(f"{group}.")},
        {n: v for n, v in PINNED.at_most.items() if n.startswith(f"{group}.")},
    )
    assert floors.breaches(figures(DATA, (group,)), own) == []


OLD = Floors("d", {"extraction.f1": 0.8}, {"shifts.false_alerts": 2.0})


@pytest.mark.parametrize(
    ("found", "count"),
    [
        pytest.param({"extraction.f1": 0.8, "shifts.false_alerts": 2.0}, 0, id="as good"),
        pytest.param({"extraction.f1": 0.9, "shifts.false_alerts": 0.0}, 0, id="better"),
        pytest.param({"extraction.f1": 0.79, "shifts.false_alerts": 2.0}, 1, id="lower"),
        pytest.param({"extraction.f1": 0.9, "shifts.false_alerts": 3.0}, 1, id="more errors"),
        pytest.param({}, 2, id="gone"),
    ],
)
def test_breaches(found: dict[str, float], count: int) -> None:
    assert len(floors.breaches(found, OLD)) == count


def figures_of(f1: float, false: float) -> dict[str, float]:
    return {"extraction.f1": f1, "shifts.false_alerts": false}


def floors_of(f1: float, false: float) -> Floors:
    return Floors("d", {"extraction.f1": f1}, {"shifts.false_alerts": false})


def test_floors_rise_by_themselves_and_fall_only_when_told() -> None:
    assert floors.raised(figures_of(0.7, 3.0), OLD, "d") == OLD
    assert floors.raised(figures_of(0.9, 1.0), OLD, "d") == floors_of(0.9, 1.0)
    assert floors.raised(figures_of(0.7, 3.0), OLD, "d", lower=True) == floors_of(0.7, 3.0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("shifts.gold.false_alerts", True),
        ("extraction.statements_f1", True),
        ("extraction.articles_per_second", False),
        ("relevance.full.ar_en.cost", True),
        ("relevance.full.other.cost", False),
        ("relevance.probe_reports.teaser.all.auc", True),
    ],
)
def test_small_groups_and_speed_are_not_pinned(name: str, expected: bool) -> None:
    assert floors.pinned(name) is expected


def test_saved_floors_are_met_by_the_figures_they_came_from(tmp_path: Path) -> None:
    found = {"extraction.f1": 0.123456, "shifts.false_alerts": 1.98765}
    floors.save(floors.raised(found, Floors("", {}, {}), "d"), tmp_path / "floors.json")
    assert floors.breaches(found, floors.load(tmp_path / "floors.json")) == []
