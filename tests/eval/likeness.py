"""Fit the weights of ``monitor/novelty/likeness.py`` on the made-up weeks of ``probe_stories``.

Usage::

    python -m tests.eval.likeness

Every pair of articles at most seven days apart counts once, the later one compared with the earlier. Prints
the weights, what they find held out week by week, and what the shipped ones find.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from monitor.evaluation.corpus import items
from monitor.evaluation.stories import WINDOW, reader
from monitor.novelty import Shelf, StoryPolicy, Told
from monitor.novelty.copies import Repetition, repeat
from monitor.novelty.likeness import WEIGHTS, Comparison
from tests.eval.figures import STORIES, shipped

POLICY = StoryPolicy()
RIDGE = 2.0
MARGIN = 0.5
"""What the bias is raised by, for the mean over a story lies below the odds of its nearest members; chosen on
the same weeks."""
NAMES = tuple(name for name in WEIGHTS if name != "bias")

Row = tuple[str, list[float], float, bool]
"""Week, signals, log-odds lost to time, whether both tell one story."""


def rows(told: Sequence[Told], gold: dict[str, str]) -> Iterator[Row]:
    """Pairs that are no near copies and dispute no date, which is decided before."""
    shelf = Shelf(told)
    for old, new in combinations(sorted(told, key=lambda t: t.published_at), 2):
        apart = new.published_at - old.published_at
        if apart > WINDOW or repeat(new.wording, old.wording, POLICY).kind is not Repetition.NONE:
            continue
        found = Comparison(new, shelf.around(new.published_at, WINDOW, but=new.entry)).signals(old)
        if not found.dates_apart:
            fading = -math.log(2) * (apart / POLICY.news_half_life)
            same = gold[old.entry] == gold[new.entry]
            yield gold[old.entry].split("-")[0], [float(getattr(found, n)) for n in NAMES], fading, same


def fit(pairs: Sequence[Row]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias by Newton's method, time given."""
    raw = np.array([signals for _, signals, _, _ in pairs])
    offset = np.array([fading for _, _, fading, _ in pairs])
    truth = np.array([same for *_, same in pairs], dtype=float)
    spread = raw.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(raw)), raw / spread])
    ridge = np.eye(design.shape[1]) * RIDGE
    ridge[0, 0] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-(design @ weights + offset)))
        slope = design.T @ (likely - truth) + ridge @ weights
        weights -= np.linalg.solve(design.T @ (design * (likely * (1 - likely))[:, None]) + ridge, slope)
    return weights[1:] / spread, float(weights[0])


def f1(pairs: Sequence[Row], weights: NDArray[np.float64], bias: float) -> float:
    """Pairs called the same news at even odds."""
    told = [bias + float(np.array(signals) @ weights) + fading >= 0 for _, signals, fading, _ in pairs]
    hits = sum(t and same for t, (*_, same) in zip(told, pairs, strict=True))
    return 2 * hits / max(1, sum(told) + sum(same for *_, same in pairs))


def main() -> None:
    """Fit and print."""
    read = [item for item in items(STORIES) if item.on_topic]
    told = reader(shipped())([item.entry for item in read])
    pairs = list(rows(told, {item.entry.id: item.story for item in read}))
    weights, bias = fit(pairs)
    held = []
    for week in sorted({week for week, *_ in pairs}):
        own = [pair for pair in pairs if pair[0] == week]
        held.append((own, *fit([pair for pair in pairs if pair[0] != week])))
    _write(f"{len(pairs)} pairs, {sum(same for *_, same in pairs)} of one story")
    _write(f'"bias": {bias + MARGIN:.1f}')
    for name, weight in zip(NAMES, weights, strict=True):
        _write(f'"{name}": {weight:.1f}')
    ours = np.array([WEIGHTS[name] for name in NAMES])
    _write(f"pair F1 fitted {f1(pairs, weights, bias):.3f}, shipped {f1(pairs, ours, WEIGHTS['bias']):.3f}")
    hits = [f1(*each) for each in held if any(same for *_, same in each[0])]
    _write(f"mean of the weeks, each held out: {sum(hits) / len(hits):.3f}")


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
