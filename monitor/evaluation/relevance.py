"""Relevance: how well the configured scorer ranks and decides annotated entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.evaluation.corpus import Item, items, teaser
from monitor.records import Entry
from monitor.relevance.rules import FALSE_ALARM_COST
from monitor.settings import Settings
from monitor.wiring import build_score

VIEWS = ("teaser", "full")
"""Title and teaser alone; with the body."""
DRAWS = 400


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The set with the values of both views."""

    items: Sequence[Item]
    values: Mapping[str, NDArray[np.float64]]
    """View -> values (n,)."""
    threshold: float

    @property
    def truth(self) -> NDArray[np.bool_]:
        """Which entries are on the topic (n,)."""
        return np.array([item.on_topic for item in self.items])


def scored(folder: Path, settings: Settings) -> Scored:
    """Score every entry of the set, its teaser alone and whole."""
    read = items(folder)
    score = build_score(settings)

    def values(entries: Sequence[Entry]) -> NDArray[np.float64]:
        return np.array([s.value for s in score(entries)])

    return Scored(
        read,
        {
            "teaser": values([teaser(item.entry) for item in read]),
            "full": values([item.entry for item in read]),
        },
        settings.relevance.threshold,
    )


def figures(folder: Path, settings: Settings) -> dict[str, float]:
    """Ranking and decision figures by view, language and difficulty; mentions apart (``with_mentions``)."""
    return figures_of(scored(folder, settings))


def figures_of(found: Scored) -> dict[str, float]:
    """The same, of scores at hand; rows of one class only have no ranking figures."""
    return {
        f"{view}.{group}.{name}": value
        for view in VIEWS
        for group, rows in groups(found.items).items()
        if rows.any()
        for name, value in decided(found.values[view][rows], found.truth[rows], found.threshold).items()
    }


def intervals(found: Scored, group: str = "ar_en", draws: int = DRAWS) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of one group, by drawing entries with replacement."""
    rows = groups(found.items)[group]
    truth = found.truth[rows]
    rng = np.random.default_rng(1)
    result = {}
    for view in VIEWS:
        values = found.values[view][rows]
        drawn: dict[str, list[float]] = {}
        for _ in range(draws):
            pick = rng.integers(0, len(values), len(values))
            if truth[pick].all() or not truth[pick].any():
                continue
            for name, value in decided(values[pick], truth[pick], found.threshold).items():
                drawn.setdefault(name, []).append(value)
        for name, all_values in drawn.items():
            low, high = np.quantile(all_values, [0.025, 0.975])
            result[f"{view}.{group}.{name}"] = (float(low), float(high))
    return result


def wrong(found: Scored, view: str) -> list[tuple[Item, float]]:
    """Entries decided wrongly in one view, the surest mistake first."""
    far = [
        (abs(v - found.threshold), item, float(v))
        for item, v in zip(found.items, found.values[view], strict=True)
        if (v >= found.threshold) != item.on_topic
    ]
    return [(item, value) for _, item, value in sorted(far, key=lambda row: -row[0])]


def groups(read: Sequence[Item]) -> dict[str, NDArray[np.bool_]]:
    """Central entries and all off the topic, by language; by difficulty of those; then mentions included."""
    truth = np.array([item.on_topic for item in read])
    lang = np.array([item.entry.lang for item in read])
    difficulty = np.array([item.raw.get("difficulty", "") for item in read])
    counted = ~truth | np.array([item.central for item in read])
    rows = {
        "all": counted,
        "ar": counted & (lang == "ar"),
        "en": counted & (lang == "en"),
        "ar_en": counted & np.isin(lang, ["ar", "en"]),
        "other": counted & ~np.isin(lang, ["ar", "en"]),
    }
    for name in ("hard", "medium", "easy"):
        rows[name] = counted & (truth | (difficulty == name))
    rows["with_mentions"] = np.ones(len(read), bool)
    return rows


def decided(values: NDArray[np.float64], truth: NDArray[np.bool_], threshold: float) -> dict[str, float]:
    """Figures of one group: decisions at the threshold, ranking where both classes are there."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    told = values >= threshold
    hits, wanted = int((told & truth).sum()), int(truth.sum())
    precision = hits / told.sum() if told.any() else 1.0
    recall = hits / wanted if wanted else 1.0
    found = {
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(2 * precision * recall / (precision + recall)) if precision + recall else 0.0,
    }
    if wanted and wanted < len(truth):
        false_alarms = float((told & ~truth).sum() / (~truth).sum())
        found["auc"] = float(roc_auc_score(truth, values))
        found["average_precision"] = float(average_precision_score(truth, values))
        found["cost"] = (1 - recall) + FALSE_ALARM_COST * false_alarms
    return found
