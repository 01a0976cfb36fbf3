"""The linear combiner of all features: its form, its fitting, its threshold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from monitor.relevance.rules import FALSE_ALARM_COST

_INDIFFERENT = 0.03
"""Difference in cost that made examples cannot resolve."""
_ENOUGH = 60
"""So many examples of each side count as much for a language's own threshold as all languages together."""


@dataclass(frozen=True, slots=True, eq=False)
class Combiner:
    """``sum(weights * (features - mean) / spread) + bias - threshold of the language``; zero is the alert
    threshold."""

    weights: NDArray[np.float64]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    bias: float
    thresholds: Mapping[str, float]
    """Log-odds that serve as the threshold, by language; ``""`` for any other."""

    def contributions(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each feature adds (n, features), against ordinary values."""
        found: NDArray[np.float64] = self.weights * (rows - self.mean) / self.spread
        return found

    def logits(self, parts: NDArray[np.float64], langs: Sequence[str]) -> NDArray[np.float64]:
        """Calibrated log-odds (n,) out of contributions (n, features)."""
        usual = self.thresholds.get("", 0.0)
        at = np.array([self.thresholds.get(lang, usual) for lang in langs])
        found: NDArray[np.float64] = parts.sum(axis=1) + self.bias - at
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What is learnt from: one row per example."""

    rows: NDArray[np.float64]
    """(n, features)"""
    target: NDArray[np.bool_]
    weights: NDArray[np.float64]
    """What each example weighs in the fitting."""
    stream: NDArray[np.float64]
    """How often the like of it is met in feeds, which is what a threshold is chosen for."""
    langs: Sequence[str]
    folds: NDArray[np.int_]
    """Examples of one fold are held out together."""

    @property
    def one_sided(self) -> bool:
        """Whether there is nothing to tell apart."""
        return bool(self.target.all() or not self.target.any())


def folds(groups: Sequence[str], count: int, draw: Random) -> NDArray[np.int_]:
    """A fold per example (n,), whole groups together."""
    order = list(dict.fromkeys(groups))
    draw.shuffle(order)
    fold_of = {group: i % count for i, group in enumerate(order)}
    return np.array([fold_of[group] for group in groups])


def held_out(
    folds: NDArray[np.int_], predict: Callable[[NDArray[np.bool_], NDArray[np.bool_]], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Predictions (n,) for each fold, learnt without it.

    Args:
        folds: the fold of each example (n,).
        predict: what to learn from and what to predict, both as masks (n,); the predictions of the latter.
    """
    found = np.zeros(len(folds))
    for fold in np.unique(folds):
        held = folds == fold
        if not held.all():
            found[held] = predict(~held, held)
    return found


def fitted(lesson: Lesson, signs: NDArray[np.int_], strength: float) -> tuple[Combiner, float]:
    """The combiner and the tracking cost at its thresholds, on examples held out.

    Args:
        signs: which way each feature may pull.
        strength: inverse regularisation.
    """
    combiner = _regression(lesson, np.ones(len(lesson.target), bool), signs, strength)
    if lesson.one_sided:
        return combiner, 0.0
    kept = combiner.weights != 0

    def predict(learn: NDArray[np.bool_], held: NDArray[np.bool_]) -> NDArray[np.float64]:
        model = _regression(lesson, learn, signs, strength, kept)
        return model.logits(model.contributions(lesson.rows[held]), [""] * int(held.sum()))

    scores = held_out(lesson.folds, predict)
    usual, cost = _threshold(scores, lesson.target, lesson.stream)
    thresholds = {"": usual}
    langs = np.array(lesson.langs)
    for lang in dict.fromkeys(lesson.langs):
        rows = langs == lang
        fewer = min(int((rows & lesson.target).sum()), int((rows & ~lesson.target).sum()))
        if fewer >= _ENOUGH // 3:
            own, _ = _threshold(scores[rows], lesson.target[rows], lesson.stream[rows])
            thresholds[lang] = (fewer * own + _ENOUGH * usual) / (fewer + _ENOUGH)
    return Combiner(combiner.weights, combiner.mean, combiner.spread, combiner.bias, thresholds), cost


def _regression(
    lesson: Lesson,
    learn: NDArray[np.bool_],
    signs: NDArray[np.int_],
    strength: float,
    kept: NDArray[np.bool_] | None = None,
) -> Combiner:
    """A logistic combiner in which no feature pulls the wrong way.

    Args:
        learn: the examples to learn from (n,).
        kept: features to use; None finds them, leaving out the worst of the wrong ones until all are right.
    """
    from sklearn.linear_model import LogisticRegression

    rows, target, weights = lesson.rows[learn], lesson.target[learn], lesson.weights[learn]
    mean = np.average(rows, axis=0, weights=weights)
    spread = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=weights))
    spread = np.where(spread > 1e-6, spread, 1.0)
    found = np.zeros(rows.shape[1])
    if target.all() or not target.any():
        return Combiner(found, mean, spread, 0.0, {})
    searching = kept is None
    used = np.ones(rows.shape[1], bool) if kept is None else kept.copy()
    model = LogisticRegression(C=strength, max_iter=500)
    while used.any():
        model.fit(((rows - mean) / spread)[:, used], target, sample_weight=weights)
        pulls = model.coef_[0] * signs[used]
        if not searching or pulls.min() >= 0:
            # A feature that pulls the wrong way explains the made examples, not news.
            found[used] = np.where(pulls >= 0, model.coef_[0], 0.0)
            return Combiner(found, mean, spread, float(model.intercept_[0]), {})
        used[np.flatnonzero(used)[pulls.argmin()]] = False
    return Combiner(found, mean, spread, 0.0, {})


def _threshold(
    scores: NDArray[np.float64], target: NDArray[np.bool_], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """Log-odds that serve as the threshold, and the tracking cost there."""
    candidates = np.linspace(scores.min(), scores.max(), 201)
    # Smoothed over one unit of log-odds: with made examples many thresholds cost the same, the middle
    # one is safest.
    above = 1.0 / (1.0 + np.exp(-(scores[None, :] - candidates[:, None]) / 0.5))
    right, wrong = weights * target, weights * ~target
    smooth = ((1 - above) @ right) / right.sum() + FALSE_ALARM_COST * (above @ wrong) / wrong.sum()
    # Made negatives are harder than real near misses, made positives easier than real reports: of the
    # thresholds that cost about the same, the lowest is taken.
    best = float(candidates[np.flatnonzero(smooth <= smooth.min() + _INDIFFERENT)[0]])
    hard = scores >= best
    cost = float((right * ~hard).sum() / right.sum() + FALSE_ALARM_COST * (wrong * hard).sum() / wrong.sum())
    return best, cost
