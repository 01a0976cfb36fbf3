"""All figures of an annotated set, group by group."""

from collections.abc import Callable, Sequence
from pathlib import Path

from monitor.errors import ArchiveError, Problem
from monitor.evaluation import confidence, extraction, relevance, shifts, stories
from monitor.evaluation.corpus import FILES
from monitor.settings import Settings

GROUPS: dict[str, Callable[[Path, Settings], dict[str, float]]] = {
    "shifts": shifts.figures,
    "stories": stories.figures,
    "extraction": extraction.figures,
    "confidence": confidence.figures,
    "relevance": relevance.figures,
}
"""Name of a group to the function that measures it on a folder of the set's files."""


def measure(folder: Path, settings: Settings, groups: Sequence[str] = tuple(GROUPS)) -> dict[str, float]:
    """Figures by name, ``group.figure``; error counts and costs are better when less, all others when more.

    Args:
        folder: holds ``on_topic.jsonl``, ``off_topic.jsonl`` and, for shifts, ``shifts.json``.
        settings: whose words, milestones, policies and encoder are measured.

    Raises:
        ArchiveError: a file of the set is missing.
    """
    wanted = [*FILES, *(["shifts.json"] if "shifts" in groups else [])]
    missing = [name for name in wanted if not (folder / name).is_file()]
    if missing:
        raise ArchiveError(
            *(
                Problem(str(folder / name), "", "is missing.", "Give the folder of an annotated set.")
                for name in missing
            )
        )
    found: dict[str, float] = {}
    for group in groups:
        for name, value in GROUPS[group](folder, settings).items():
            found[name if name.startswith(f"{group}.") else f"{group}.{name}"] = value
    return found
