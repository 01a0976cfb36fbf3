"""Print the figures of the development set beside their floors.

Usage::

    python -m tests.eval [FOLDER] [--only GROUP ...] [--raise] [--lower]

``FOLDER`` holds the set's files (default: the copy kept here). Exit code 1 when a figure is below its floor.
``--raise`` writes better figures into ``floors.json``; ``--lower`` accepts worse ones as well.
"""

import argparse
import sys
from pathlib import Path

from monitor.evaluation import GROUPS
from tests.eval import floors
from tests.eval.figures import DATA, figures


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, compare; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--only", nargs="+", choices=tuple(GROUPS), default=tuple(GROUPS))
    parser.add_argument("--raise", dest="raised", action="store_true", help="write better figures as floors")
    parser.add_argument("--lower", action="store_true", help="write the figures as floors, worse ones too")
    chosen = parser.parse_args(arguments)
    found = figures(chosen.folder, chosen.only)
    pinned = floors.load()
    _print(found, pinned)
    data = floors.digest(chosen.folder)
    if chosen.raised or chosen.lower:
        floors.save(floors.raised(found, pinned, data, lower=chosen.lower))
        _write(f"floors written to {floors.FILE.name}")
        return 0
    if data != pinned.digest:
        _write("These are other data than the floors were measured on: nothing is compared.")
        return 0
    broken = [b for b in floors.breaches(found, pinned) if b.split(".")[0] in chosen.only]
    for breach in broken:
        _write(f"FAIL {breach}")
    return 1 if broken else 0


def _print(figures: dict[str, float], pinned: floors.Floors) -> None:
    width = max(map(len, figures), default=0)
    for name, value in figures.items():
        floor = pinned.at_most.get(name, pinned.at_least.get(name))
        beside = (
            "" if floor is None else f"  ({'at most' if name in pinned.at_most else 'at least'} {floor:g})"
        )
        _write(f"{name:<{width}}  {value:8.3f}{beside}")


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
