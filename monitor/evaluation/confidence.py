"""Whether confidence is informative: right statements of a set should be surer than wrong ones."""

from pathlib import Path

from monitor.evaluation.corpus import as_entry
from monitor.evaluation.extraction import Row, pair, person, rows, same_speaker
from monitor.extract import extract
from monitor.records import Statement
from monitor.settings import Settings

__all__ = ["auc", "figures", "told", "wholly_right"]


def figures(folder: Path, settings: Settings) -> dict[str, float]:
    """How often of a right and a wrong statement the right one is the surer."""
    right, wrong = told(folder, settings)
    return {"auc": auc(right, wrong)}


def told(folder: Path, settings: Settings) -> tuple[list[float], list[float]]:
    """Confidence of the right and of the wrong statements of a set.

    Right in everything that is labelled: milestone and last day, foreground or background, modality, bound,
    speaker.
    """
    right: list[float] = []
    wrong: list[float] = []
    for row in rows(folder / "on_topic.jsonl"):
        found = extract(as_entry(row), settings.milestones, settings.lexicons).statements
        gold = {id(statement): label for statement, label in pair(list(found), row["statements"])}
        for statement in found:
            label = gold.get(id(statement))
            whole = label is not None and wholly_right(statement, label)
            (right if whole else wrong).append(statement.confidence or 0.0)
    return right, wrong


def wholly_right(found: Statement, gold: Row) -> bool:
    """Whether a statement that found its label agrees with all of it."""
    if found.background != gold["background"] or found.modality.value != gold["modality"]:
        return False
    if gold["bound"] and found.due and found.due.bound.value != gold["bound"]:
        return False
    asked = person(gold["said_by"]) or "source" in gold["said_by"]
    return not asked or same_speaker(found.speaker, gold["said_by"])


def auc(right: list[float], wrong: list[float]) -> float:
    """How often a right one is above a wrong one, ties as a half; 1 when there is nothing to compare."""
    if not right or not wrong:
        return 1.0
    above = sum((one > other) + 0.5 * (one == other) for one in right for other in wrong)
    return above / (len(right) * len(wrong))
