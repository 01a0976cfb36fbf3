"""How long it takes to find an article's story among many recent ones: ``python -m benchmarks.stories``.

The articles are those of the development set, of as many words each as a news agency writes, a seventh of
them exchanged for words of others, in stories of four. Processor milliseconds of one article.
"""

import random
import statistics
import time
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.evaluation.corpus import items
from monitor.evaluation.stories import reader
from monitor.novelty import Shelf, StoryPolicy, Told, assign, tell
from monitor.records import Entry
from monitor.settings import load

ROOT = Path(__file__).parents[1]
SHELVES = (300, 2_000, 5_000)
WORDS = 350
NEW = 25
POLICY = StoryPolicy()


def made(count: int, chance: random.Random) -> list[tuple[Entry, Told]]:
    """So many different articles, published within six days."""
    read = [item.entry for item in items(ROOT / "tests" / "eval" / "data")]
    known = dict(zip(read, reader(load(ROOT / "config"))(read), strict=True))
    words: dict[str, list[str]] = defaultdict(list)
    for entry in read:
        words[entry.lang] += entry.body.split()
    start, found = read[-1].published_at, []
    for n in range(count):
        first = chance.choice(read)
        text = (first.body.split() + chance.choices(words[first.lang], k=WORDS))[:WORDS]
        text[::7] = chance.choices(words[first.lang], k=len(text[::7]))
        at = start + timedelta(minutes=chance.randrange(6 * 24 * 60))
        entry = replace(first, id=f"made-{n}", body=" ".join(text), published_at=at)
        found.append((entry, replace(tell(entry, f"story-{n // 4}"), gist=known[first].gist)))
    return found


def main() -> None:
    """Measure and print."""
    articles = made(SHELVES[-1] + NEW, random.Random(7))
    new = articles[-NEW:]
    for size in SHELVES:
        shelf = Shelf(told for _, told in articles[:size])
        took = []
        for entry, told in new:
            before = time.process_time()
            assign(entry, shelf, POLICY, told)
            took.append(1_000 * (time.process_time() - before))
        print(f"{size:5} recent articles: {statistics.median(took):6.1f} ms, at most {max(took):6.1f} ms")


if __name__ == "__main__":
    main()
