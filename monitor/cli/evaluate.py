"""``eval``: the figures of the configured settings on an annotated set."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.output import Column, cell, print_json, print_table, say
from monitor.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from monitor.evaluation.relevance import Scored


class Group(StrEnum):
    """What can be measured."""

    RELEVANCE = "relevance"
    EXTRACTION = "extraction"
    STORIES = "stories"
    SHIFTS = "shifts"


_TITLES = {
    "auc": "AUC",
    "average_precision": "AP",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "cost": "cost",
}
_RELEVANCE = (
    Column("entries", "rows", fold=False),
    Column("view", "view", fold=False),
    *(Column(title, name, right=True) for name, title in _TITLES.items()),
)
_ROWS = {
    "all": "all",
    "ar": "Arabic",
    "en": "English",
    "ar_en": "Arabic + English",
    "other": "other languages",
    "hard": "against hard ones",
    "medium": "against medium ones",
    "easy": "against easy ones",
    "with_mentions": "side remarks too",
}


def evaluate(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Folder with on_topic.jsonl, off_topic.jsonl, shifts.json."),
    ],
    only: Annotated[
        list[Group] | None, typer.Option(help="Only this group of figures; may be repeated.")
    ] = None,
    details: Annotated[
        bool, typer.Option("--details", help="Name what was missed and what was false.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One figure a line, as JSON.")] = False,
) -> None:
    """Measure the configured settings on an annotated set: relevance, extraction, stories, shifts."""
    from monitor.evaluation import measure, relevance, shifts

    settings = settings_of(ctx, long=True)
    groups = [group.value for group in only or Group]
    found: dict[str, float] = {}
    scored = None
    with progress("measuring") as show:
        told = show("measuring")
        for done, group in enumerate(groups):
            told(done, len(groups))
            if group == Group.RELEVANCE:
                measure(folder, settings, ())
                scored = relevance.scored(folder, settings)
                found |= {f"relevance.{name}": value for name, value in relevance.figures_of(scored).items()}
            else:
                found |= measure(folder, settings, (group,))
        listed = shifts.details(folder, settings) if details and Group.SHIFTS in groups else ""
    if as_json:
        print_json({"figure": name, "value": value} for name, value in found.items())
        return
    if scored is not None:
        _print_relevance(scored, found, details=details)
    for name, value in found.items():
        if not name.startswith("relevance."):
            say(f"{name:<40} {value:8.3f}")
    if listed:
        say(listed)


def _print_relevance(scored: "Scored", found: "Mapping[str, float]", *, details: bool) -> None:
    from monitor.evaluation import relevance

    rows = []
    for key, name in _ROWS.items():
        for view in relevance.VIEWS:
            values = {f: found.get(f"relevance.{view}.{key}.{f}") for f in _TITLES}
            if any(value is not None for value in values.values()):
                rows.append({"rows": name, "view": view, **{f: _figure(v) for f, v in values.items()}})
    print_table(_RELEVANCE, rows)
    for name, (low, high) in relevance.intervals(scored).items():
        view, _, figure = name.split(".")
        if figure in ("auc", "average_precision", "cost"):
            say(f"95 % interval, {_ROWS['ar_en']}, {view}, {_TITLES[figure]}: {low:.3f} to {high:.3f}")
    if details:
        for view in relevance.VIEWS:
            for item, value in relevance.wrong(scored, view):
                what = "missed" if item.on_topic else "false alarm"
                say(f"{view}: {what} ({value:.2f}) {item.entry.id} {cell(item.entry.title)}")


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"
