"""How many entries a second a replay judges, on one core: with everything recorded, and from raw text.

    python -m benchmarks.replaying [--config DIR] [--rounds N] [--profile]

The archive is the development set told ``--rounds`` times, 45 days apart (with its gold statements moved as
far), in between as many ordinary entries as a feed carries (``tests/eval/noise.py``), with perfect
relevance: judging, stories, ledger and alerts alone. It is judged at two lengths, to show that an
entry costs the same however long the history is. Raw text is the set once, among ordinary entries, scored
by the bundled encoder and read.
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.evaluation.corpus import items, milestones, oracle
from monitor.judge import Parts
from monitor.records import DueRange, Entry, Extraction, Score
from monitor.replay import Replayed, replay
from monitor.settings import load
from monitor.wiring import build_parts
from tests.eval.noise import ordinary

ROOT = Path(__file__).parents[1]
SET = ROOT / "tests" / "eval" / "data"
APART = timedelta(days=45)
ORDINARY = 125
"""Ordinary entries a round: about two thirds of all entries are then off the topic."""
RAW = 1_000
"""Ordinary entries among the raw texts."""


def archive(rounds: int) -> tuple[list[Entry], Parts]:
    """Entries, and parts that know all their scores and statements."""
    read = items(SET)
    entries = ordinary(ORDINARY * rounds, read[0].entry.published_at, read[-1].entry.published_at)
    scores: dict[str, Score] = {e.id: oracle(False) for e in entries}
    gold: dict[str, Extraction] = {}
    for told in range(rounds):
        by = told * APART
        for item in read:
            at = item.entry.published_at + by
            entry = replace(item.entry, id=f"{item.entry.id}-{told}", published_at=at, seen_at=at)
            entries.append(entry)
            scores[entry.id] = oracle(item.on_topic)
            statements = (replace(s, due=_moved(s.due, by)) for s in item.gold.statements)
            gold[entry.id] = Extraction(statements=tuple(statements))

    def score(batch: Sequence[Entry]) -> Sequence[Score]:
        return [scores[e.id] for e in batch]

    return entries, Parts(score, lambda entry: gold[entry.id], milestones(SET))


def _moved(due: DueRange | None, by: timedelta) -> DueRange | None:
    return due and replace(due, first_day=due.first_day + by, last_day=due.last_day + by)


def timed(name: str, entries: Sequence[Entry], parts: Parts, *, profile: bool, clock: bool = False) -> None:
    """Judge and print the rate, in processor time."""
    profiler = cProfile.Profile()
    run: Callable[[], Replayed] = lambda: replay(entries, parts, clock=clock)  # noqa: E731
    started = time.process_time()
    found = profiler.runcall(run) if profile else run()
    seconds = time.process_time() - started
    counts = found.counts
    print(
        f"{name}: {len(entries) / seconds:,.0f} entries a second "
        f"({counts.entries} entries, {counts.relevant} relevant, {counts.statements} statements)"
    )
    if profile:
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=ROOT / "config")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--profile", action="store_true", help="also say where the time goes (slower)")
    chosen = parser.parse_args()
    for rounds in (chosen.rounds // 4, chosen.rounds):
        entries, parts = archive(rounds)
        timed("recorded", entries, parts, profile=chosen.profile)
    timed("recorded, clock on", entries, parts, profile=chosen.profile, clock=True)
    relevant = [e for e in entries if parts.score([e])[0].relevant]
    timed("recorded, all of them relevant", relevant, parts, profile=chosen.profile)
    read = [item.entry for item in items(SET)]
    raw = [*read, *ordinary(RAW, read[0].published_at, read[-1].published_at)]
    timed("raw text", raw, build_parts(load(chosen.config)), profile=chosen.profile)
    timed("raw text, the set alone", read, build_parts(load(chosen.config)), profile=chosen.profile)


if __name__ == "__main__":
    main()
