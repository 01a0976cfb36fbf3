"""What reading costs: articles a second, and how the cost grows with the length of ordinary and hostile text.

    python -m benchmarks.reading [--config DIR] [--set FOLDER]

Processor time of one core. Growth is the cost of a text over that of its quarter: 4 is linear, 16 quadratic.
"""

import argparse
import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from monitor.evaluation.corpus import as_entry
from monitor.evaluation.extraction import rows
from monitor.records import Entry, Extraction
from monitor.settings import load
from monitor.wiring import build_extract

ROOT = Path(__file__).parents[1]
TITLE = "التحالف الدولي في العراق: coalition in Iraq"
HOSTILE: Mapping[str, str] = {
    "sentences": "يغادر التحالف الدولي العراق بحلول سبتمبر 2025. ",
    "one sentence": "يغادر التحالف الدولي العراق بحلول سبتمبر 2025 و",
    "denials": "نفى وزير الدفاع وجود خطة لسحب القوات الأميركية من عين الأسد. ",
    "numbers": "2025 ",
    "counts": "2,500 troops ",
    "months": "سبتمبر/أيلول ",
    "no spaces": "انسحاب",
    "quotes": '"«',
    "bidi": "\u202e\u2066",
    "marks": "\u064b",
    "brackets": "(((",
    "mixed": "the coalition سيغادر by أيلول 2026 покидает ",
}
"""What is repeated."""

Read = Callable[[Entry], Extraction]


def cost(read: Read, entry: Entry) -> float:
    """Processor seconds of one reading, the collector at rest: it would charge one text for another."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        read(entry)
        return time.process_time() - started
    finally:
        gc.enable()


def growth(read: Read, like: Entry, piece: str, size: int) -> tuple[float, float]:
    """Seconds for ``size`` characters of a repeated piece, and how often those of a quarter go into it."""
    whole = replace(like, title=TITLE, summary="", body=(piece * (size // len(piece) + 1))[:size])
    quarter = replace(whole, body=whole.body[: size // 4])
    least = min(cost(read, quarter) for _ in range(2))
    most = min(cost(read, whole) for _ in range(2))
    return most, most / max(least, 1e-4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=ROOT / "config")
    parser.add_argument("--set", type=Path, default=ROOT / "tests" / "eval" / "data")
    parser.add_argument("--size", type=int, default=200_000, help="characters of a hostile text")
    chosen = parser.parse_args()
    read = build_extract(load(chosen.config))
    articles = [as_entry(row) for row in rows(chosen.set / "on_topic.jsonl")]
    for entry in articles:
        read(entry)
    costs = [cost(read, entry) for entry in articles]
    length = sum(len(e.title) + len(e.summary) + len(e.body) for e in articles) / len(articles)
    print(f"{len(articles)} articles of {length:.0f} characters: {len(costs) / sum(costs):.0f} a second")
    print(f"worst article: {1000 * max(costs):.1f} ms")
    for name, piece in HOSTILE.items():
        seconds, times = growth(read, articles[0], piece, chosen.size)
        print(f"{name:14} {seconds:6.2f} s for {chosen.size} characters, growth {times:.1f}")


if __name__ == "__main__":
    main()
