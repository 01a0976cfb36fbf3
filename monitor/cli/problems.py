"""Everything that can be found wrong before a start: configuration, seeds, destinations, encoder, state."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.context import now
from monitor.errors import MonitorError, Problem, ProblemsError

if TYPE_CHECKING:
    from monitor.settings import Settings


def find(config: Path) -> tuple[list[Problem], list[str]]:
    """Problems of the configuration folder and what it names; and in one line each, what is fine.

    Each part is looked at even when another is wrong, as far as that is possible. Sends and fetches nothing,
    and loads no encoder.
    """
    from monitor.settings import load

    try:
        settings = load(config)
    except ProblemsError as error:
        return list(error.problems), []
    problems: list[Problem] = []
    fine = [
        f"configuration: {len(settings.feeds)} feeds, {len(settings.milestones)} milestones, "
        f"{len(settings.destinations)} destinations"
    ]
    for look in (_seeds, _destinations, _encoder, _state):
        try:
            fine += look(settings, problems)
        except ProblemsError as error:
            problems += error.problems
        except MonitorError as error:
            problems.append(Problem(look.__name__.strip("_"), "", str(error)))
    return problems, fine


def _seeds(settings: "Settings", problems: list[Problem]) -> list[str]:
    del problems
    from monitor.seeds import load

    corpus = load(settings.seeds)
    kept = sum(line.kept for document in corpus.documents for line in document.lines)
    return [f"seeds: {len(corpus.documents)} documents, {kept} lines kept"]


def _destinations(settings: "Settings", problems: list[Problem]) -> list[str]:
    from monitor.send import destination_problem

    found = False
    for index, destination in enumerate(settings.destinations):
        wrong = destination_problem(settings.address(destination.url), base=settings.state)
        if wrong is not None:
            found = True
            problems.append(
                _configured(
                    settings,
                    ("destination", index, "url"),
                    f"{wrong}.",
                    "docs/configuration.md shows what an address looks like.",
                )
            )
    if not settings.destinations:
        problems.append(
            _configured(settings, ("destination",), "there is none.", 'Add one, such as url = "terminal".')
        )
    return [] if found else ["destinations: every address can be used (`monitor alerts test` tries them)"]


def _encoder(settings: "Settings", problems: list[Problem]) -> list[str]:
    from monitor.encode import shipped

    model = settings.encoder.model.strip()
    if model in ("", shipped.NAME):
        return [f"encoder: {shipped.NAME}, {shipped.digest()}"]
    if not model.startswith(("/", "./", "../", "~")):
        return [f"encoder: {model}, from the local cache or else downloaded at its first use"]
    if not Path(model).expanduser().is_dir():
        problems.append(
            _configured(
                settings,
                ("encoder", "model"),
                f"{model} is no folder.",
                "Name the folder of a sentence-transformers model, or leave it empty for the bundled one.",
            )
        )
        return []
    return [f"encoder: the model in {model}"]


def _state(settings: "Settings", problems: list[Problem]) -> list[str]:
    from contextlib import closing

    from monitor import store

    there = next(path for path in (settings.state, *settings.state.parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        what = "cannot be written." if there.is_dir() else "is no folder."
        problems.append(
            _configured(
                settings,
                ("monitor", "state"),
                f"{there} {what}",
                "Name a folder on a local disk that you own.",
            )
        )
        return []
    try:
        opened = store.open(settings.state, now(), readonly=True)
    except store.MissingError:
        return [f"state: {settings.state} is made at the first run"]
    with closing(opened):
        return [f"state: {opened.path} can be read"]


def _configured(settings: "Settings", key: tuple[str | int, ...], message: str, fix: str) -> Problem:
    """A problem with a key of ``monitor.toml``, with its line where the key is written there."""
    from monitor.settings.document import read_document

    path = settings.folder / "monitor.toml"
    if not path.exists():
        return Problem(str(path), ".".join(str(part) for part in key), message, fix)
    document, _ = read_document(path)
    return document.problem(key, message, fix)
