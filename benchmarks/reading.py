"""What reading costs: articles a second, and how the cost grows with the length of ordinary and hostile text.

    python -m benchmarks.reading [--config DIR] [--set FOLDER]

Processor time of one core; articles one after the other as in an import, fastest and median of several
passes. Growth is the cost of a text over that of its quarter: 4 is linear, 16 quadratic.
"""

import argparse
import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

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
    "full stops": "." * 20_000 + "x",
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


def passes(read: Read, articles: list[Entry], count: int) -> list[list[float]]:
    """Processor seconds of each article, pass by pass; between two passes the collector may work."""
    found: list[list[float]] = []
    for _ in range(count):
        gc.collect()
        gc.disable()
        clock = [time.process_time()]
        for entry in articles:
            read(entry)
            clock.append(time.process_time())
        gc.enable()
        found.append([after - before for before, after in pairwise(clock)])
    return found


def growth(read: Read, like: Entry, piece: str, size: int) -> tuple[float, float]:
    """Seconds for ``size`` characters of a repeated piece, and how often those of a quarter go into it."""
    whole = replace(like, title=TITLE, summary="", body=(piece * (size // len(piece) + 1))[:size])
    quarter = replace(whole, body=whole.body[: size // 4])
    least = min(cost(read, quarter) for _ in range(2))
    most = min(cost(read, whole) for _ in range(2))
    return most, most / max(least, 1e-4)


def _long(articles: list[Entry], at: int) -> Entry:
    """An article whose body goes on with those after it, up to 2,500 characters."""
    bodies = (*articles[at:], *articles[:at])
    return replace(articles[at], body="\n".join(entry.body for entry in bodies)[:2500])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=ROOT / "config")
    parser.add_argument("--set", type=Path, default=ROOT / "tests" / "eval" / "data")
    parser.add_argument("--passes", type=int, default=9, help="over all articles")
    parser.add_argument("--size", type=int, default=200_000, help="characters of a hostile text")
    chosen = parser.parse_args()
    read = build_extract(load(chosen.config))
    articles = [as_entry(row) for row in rows(chosen.set / "on_topic.jsonl")]
    long = [_long(articles, at) for at in range(len(articles))]
    for name, entries in (("articles", articles), ("long articles", long)):
        for entry in entries:
            read(entry)
        costs = passes(read, entries, chosen.passes)
        rates = [len(entries) / sum(of) for of in costs]
        length = sum(len(e.title) + len(e.summary) + len(e.body) for e in entries) / len(entries)
        worst = max(min(of) for of in zip(*costs, strict=True))
        print(
            f"{len(entries)} {name} of {length:.0f} characters: {max(rates):.0f} a second, "
            f"median {median(rates):.0f}; worst article {1000 * worst:.1f} ms"
        )
    for name, piece in HOSTILE.items():
        seconds, times = growth(read, articles[0], piece, chosen.size)
        print(f"{name:14} {seconds:6.2f} s for {chosen.size} characters, growth {times:.1f}")


if __name__ == "__main__":
    main()
