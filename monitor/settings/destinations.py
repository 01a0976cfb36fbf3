"""The destinations of ``monitor.toml``: checks beyond their form, and the secrets that they name."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from monitor.errors import Problem
from monitor.policies import Updates
from monitor.settings.document import Document
from monitor.settings.secrets import fill, missing_secrets
from monitor.settings.sections import MonitorFile
from monitor.settings.tables import suggestion

NUMERALS = ("latn", "arab")
"""Digits that a language tag may ask for (``ar-u-nu-arab``)."""


@cache
def languages() -> tuple[str, ...]:
    """Languages that alerts can be written in: ``monitor.render.languages`` without its imports."""
    names = (f.name for f in files("monitor").joinpath("render", "catalogue").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _never_edited(url: str) -> bool:
    # The senders are of no use to whoever only reads settings.
    from monitor.send.address import Editing, edits

    return not url.startswith("${") and "slack://${" not in url and edits(url) is Editing.NEVER


def destination_problems(
    settings: MonitorFile, document: Document, secrets: Mapping[str, str]
) -> tuple[tuple[str, ...], list[Problem]]:
    """What is wrong with destinations whose tables are well-formed.

    Args:
        settings: the file they stand in.
        document: where they stand.
        secrets: everything that an address may name.

    Returns:
        Names of the secrets in use, and the problems.
    """
    used: list[str] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}

    def add(path: tuple[str | int, ...], message: str, fix: str) -> None:
        problems.append(document.problem(path, message, fix))

    def look_up(language: str, path: tuple[str | int, ...]) -> None:
        name, subtag, digits = language.partition("-u-nu-")
        if name not in languages():
            add(
                path,
                f'"{language}" is no language that alerts are written in.',
                suggestion(language, languages()),
            )
        elif subtag and digits not in NUMERALS:
            fix = f"Write {' or '.join(f'{name}{subtag}{known}' for known in NUMERALS)}."
            add(path, f'"{digits}" are no digits that alerts are written with.', fix)

    look_up(settings.monitor.language, ("monitor", "language"))
    for index, destination in enumerate(settings.destination):
        at = ("destination", index)
        if not destination.name.strip():
            add((*at, "name"), "is empty.", "Give each destination a name.")
        elif first.setdefault(destination.name, index) != index:
            message = f'"{destination.name}" is already destination {first[destination.name] + 1}.'
            add((*at, "name"), message, "Give each destination its own name.")
        if not destination.severities:
            fix = "Remove the key to send everything, or the destination to send nothing."
            add((*at, "severities"), "is empty.", fix)
        if destination.language:
            look_up(destination.language, (*at, "language"))
        if destination.updates is Updates.EDIT and _never_edited(destination.url):
            fix = 'Write "thread", "follow-up" or "none".'
            add((*at, "updates"), "what was sent there cannot be edited.", fix)
        _, names, missing = fill(destination.url, secrets)
        used.extend(names)
        problems += missing_secrets(missing, (*at, "url"), document)
    return tuple(used), problems
