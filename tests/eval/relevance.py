"""Relevance on the development set, scored the way the shipped settings score it."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from sklearn.metrics import average_precision_score, roc_auc_score

from monitor import encode, relevance, seeds
from monitor.encode import Encoder
from monitor.records import Entry
from monitor.relevance import RelevancePolicy, Topic, TopicRules
from tests.eval.corpus import DATA, Item, items, teaser

ROOT = Path(__file__).parents[2]
FALSE_ALARM_COST = 4.9
"""Cost of one in a hundred off-topic items reported against one in a hundred on-topic items missed."""
_DRAWS = 400


@cache
def shipped() -> tuple[Topic, Encoder]:
    """The topic as shipped, learnt with the bundled encoder."""
    rules = TypeAdapter(TopicRules).validate_python(
        tomllib.loads((ROOT / "config" / "topic.toml").read_text("utf-8"))
    )
    encoder = encode.load()
    topic = seeds.learn(
        seeds.load(ROOT / "seeds"), rules, encoder.encode, encoder.identity, RelevancePolicy()
    )
    return topic, encoder


def scores(entries: Sequence[Entry]) -> NDArray[np.float64]:
    """Values of the shipped scorer, in order."""
    topic, encoder = shipped()
    return np.array([s.value for s in relevance.score(entries, topic, encoder.encode)])


def figures(folder: Path = DATA) -> dict[str, float]:
    """Ranking and decision figures: teaser and full text; by language and by difficulty; mentions apart.

    ``P_miss + 4.9 * P_false_alarm`` is the tracking cost; rows of one class only have no ranking figures.
    """
    read = items(folder)
    found: dict[str, float] = {}
    for view, entries in (
        ("teaser", [teaser(item.entry) for item in read]),
        ("full", [item.entry for item in read]),
    ):
        values = scores(entries)
        for group, rows in _groups(read).items():
            if rows.any():
                for name, value in _figures(values[rows], _truth(read)[rows]).items():
                    found[f"{view}.{group}.{name}"] = value
    return found


def intervals(folder: Path = DATA, draws: int = _DRAWS) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of the Arabic and English rows, by drawing items with replacement."""
    read = items(folder)
    truth = _truth(read)
    rows = _groups(read)["ar_en"]
    rng = np.random.default_rng(1)
    found = {}
    for view, entries in (
        ("teaser", [teaser(item.entry) for item in read]),
        ("full", [item.entry for item in read]),
    ):
        values = scores(entries)[rows]
        drawn: dict[str, list[float]] = {}
        for _ in range(draws):
            pick = rng.integers(0, len(values), len(values))
            if truth[rows][pick].all() or not truth[rows][pick].any():
                continue
            for name, value in _figures(values[pick], truth[rows][pick]).items():
                drawn.setdefault(name, []).append(value)
        for name, all_values in drawn.items():
            low, high = np.quantile(all_values, [0.025, 0.975])
            found[f"{view}.ar_en.{name}"] = (float(low), float(high))
    return found


def _truth(read: Sequence[Item]) -> NDArray[np.bool_]:
    return np.array([item.on_topic for item in read])


def _groups(read: Sequence[Item]) -> dict[str, NDArray[np.bool_]]:
    """Central items and all off-topic ones, by language; off-topic by difficulty; then mentions included."""
    truth = _truth(read)
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


def _figures(values: NDArray[np.float64], truth: NDArray[np.bool_]) -> dict[str, float]:
    told = values >= RelevancePolicy().threshold
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


def entry(title: str, summary: str = "", body: str = "", lang: str = "und", name: str = "x") -> Entry:
    """A made entry, for probes."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = Entry(name, 1, "f", "o", "o", lang, now, now, title, summary, body, None, name)
    return replace(made)
