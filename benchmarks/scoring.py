"""How fast entries are scored with the configured topic: ``python -m benchmarks.scoring [CONFIG]``.

Counts processor and wall seconds of a batch, the median of single entries, and what learning the topic
costs. The texts are those of the development set, over and over.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from monitor.evaluation.corpus import items
from monitor.scorer import Scorer
from monitor.settings import load
from monitor.wiring import build_scorer

ROOT = Path(__file__).parents[1]
BATCH = 3_000
SINGLE = 300


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Processor and wall seconds of one call."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def main(config: Path) -> None:
    """Measure and print."""
    scorer: Scorer = build_scorer(load(config))
    scorer.sources = replace(scorer.sources, cache=None)
    scorer.load()
    cpu, wall = timed(scorer.load)
    print(f"learning the topic: {cpu:.1f} s processor, {wall:.1f} s wall")
    read = [item.entry for item in items(ROOT / "tests" / "eval" / "data")]
    whole = (read * (BATCH // len(read) + 1))[:BATCH]
    teasers = [replace(entry, body="") for entry in whole]
    for name, batch in (("teasers", teasers), ("full articles", whole)):
        cpu, wall = timed(lambda batch=batch: scorer(batch))  # type: ignore[misc]
        print(f"{name}: {BATCH / cpu:,.0f} a second of processor time, {BATCH / wall:,.0f} of wall time")
    alone = [timed(lambda entry=entry: scorer([entry]))[1] for entry in teasers[:SINGLE]]  # type: ignore[misc]
    print(f"one teaser alone: median {1_000 * statistics.median(alone):.2f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "config")
