"""All figures of the development set, group by group."""

from collections.abc import Callable
from pathlib import Path

from tests.eval import extraction, relevance, shifts, stories
from tests.eval.corpus import DATA

GROUPS: dict[str, Callable[[Path], dict[str, float]]] = {
    "shifts": shifts.figures,
    "stories": stories.figures,
    "extraction": extraction.figures,
    "relevance": relevance.figures,
}
"""Name of a group to the function that measures it on a folder of the set's files."""


def measure(folder: Path = DATA, groups: tuple[str, ...] = tuple(GROUPS)) -> dict[str, float]:
    """Figures by name, ``group.figure``."""
    found: dict[str, float] = {}
    for group in groups:
        for name, value in GROUPS[group](folder).items():
            found[name if name.startswith(f"{group}.") else f"{group}.{name}"] = value
    return found
