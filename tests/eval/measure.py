"""All figures of the development set, group by group."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.eval.corpus import DATA
from tests.eval.shifts import figures as shift_figures


def _of(module: str) -> Callable[[Path], dict[str, float]]:
    def figures(folder: Path) -> dict[str, float]:
        measured: dict[str, float] = import_module(module).figures(folder)
        return measured

    return figures


GROUPS: dict[str, Callable[[Path], dict[str, float]]] = {
    "shifts": shift_figures,
    "extraction": _of("tests.eval.extraction"),
    "relevance": _of("tests.eval.relevance"),
}
"""Name of a group to the function that measures it on a folder of the set's files."""


def measure(folder: Path = DATA, groups: tuple[str, ...] = tuple(GROUPS)) -> dict[str, float]:
    """Figures by name, ``group.figure``."""
    found: dict[str, float] = {}
    for group in groups:
        for name, value in GROUPS[group](folder).items():
            found[name if name.startswith(f"{group}.") else f"{group}.{name}"] = value
    return found
