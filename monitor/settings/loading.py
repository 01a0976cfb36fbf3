"""From a configuration folder to settings, or to every problem of every file at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from monitor.errors import ConfigError, Problem
from monitor.relevance import TopicRules
from monitor.settings.bounds import bound_problems
from monitor.settings.document import Document, read_document
from monitor.settings.feedlist import feed_of, feed_problems
from monitor.settings.milestones import milestone_problems
from monitor.settings.secrets import FILE as SECRETS
from monitor.settings.secrets import Secrets, fill, in_use, read_secrets
from monitor.settings.sections import AlertsFile, DestinationSection, FeedsFile, MilestonesFile, MonitorFile
from monitor.settings.settings import Settings
from monitor.settings.tables import read_table, suggestion

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """One file of the configuration folder."""

    name: str
    shape: type
    """The dataclass that it is read as."""
    required: bool
    purpose: str


FILES: tuple[ConfigFile, ...] = (
    ConfigFile("monitor.toml", MonitorFile, False, "the program: polling, limits, encoder, destinations"),
    ConfigFile("feeds.toml", FeedsFile, True, "the sources"),
    ConfigFile("milestones.toml", MilestonesFile, True, "what is due, and the words that tell it"),
    ConfigFile("alerts.toml", AlertsFile, False, "what a person is told"),
    ConfigFile("topic.toml", TopicRules, False, "the topic beside its seeds"),
)
"""Every file that is read, ``secrets.toml`` aside."""


def load(folder: Path, env: Mapping[str, str] | None = None) -> Settings:
    """Read the configuration.

    Args:
        folder: holds the files of :data:`FILES`; those not required may be missing, with their defaults.
        env: where secrets are looked up first; the process's environment when None.

    Raises:
        ConfigError: every problem of every file.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ConfigError(
            Problem(str(folder), "", "is no folder.", "Name the configuration folder with --config, or create it.")
        )
    problems = _strangers(folder)
    secrets, found = read_secrets(folder, os.environ if env is None else env)
    problems += found
    documents: dict[str, Document] = {}
    records: dict[type, object] = {}
    for file in FILES:
        path = folder / file.name
        if not path.exists():
            if file.required:
                problems.append(Problem(str(path), "", "is missing.", f"It holds {file.purpose}."))
            continue
        document, found = read_document(path)
        if not found:
            documents[file.name] = document
            record, found = read_table(file.shape, document.values, document.file, document.lines)
            if record is not None:
                records[file.shape] = record
                found = [document.problem(*p) for p in bound_problems(record, set(document.lines))]
        problems += found

    monitor = _record(records, MonitorFile)
    alerts = _record(records, AlertsFile)
    feeds = _record(records, FeedsFile)
    if FeedsFile in records:
        problems += _feed_list(feeds, documents["feeds.toml"], monitor)
    milestones = _record(records, MilestonesFile)
    if MilestonesFile in records:
        problems += milestone_problems(milestones.milestone, documents["milestones.toml"])
    names: tuple[str, ...] = ()
    if MonitorFile in records and "monitor.toml" in documents:
        names, found = _destinations(monitor.destination, documents["monitor.toml"], secrets)
        problems += found
    if problems:
        raise ConfigError(*problems)

    above = folder.resolve().parent
    return Settings(
        folder=folder,
        seeds=above / monitor.monitor.seeds.expanduser(),
        state=above / monitor.monitor.state.expanduser(),
        log_level=monitor.monitor.log_level.value,
        language=monitor.monitor.language,
        feeds=tuple(feed_of(f) for f in feeds.feed),
        rules=milestones.milestone,
        topic=_record(records, TopicRules),
        fetch=monitor.fetch,
        cadence=monitor.cadence,
        parse=monitor.parse,
        encoder=monitor.encoder,
        relevance=monitor.relevance,
        story=monitor.story,
        ledger=alerts.ledger,
        alerts=alerts.alerts,
        secrets=in_use(names, secrets),
        poll_section=monitor.poll,
        review_section=monitor.review,
        deliver_section=monitor.deliver,
        destination_sections=monitor.destination,
    )


def _record(records: Mapping[type, object], shape: type[T]) -> T:
    found = records.get(shape)
    return found if isinstance(found, shape) else shape()


def _strangers(folder: Path) -> list[Problem]:
    """Files that are not read: most likely a misspelt name."""
    known = (*(f.name for f in FILES), SECRETS)
    return [
        Problem(str(path), "", "is no file of the configuration and is not read.", suggestion(path.name, known))
        for path in sorted(folder.glob("*.toml"))
        if path.name not in known
    ]


def _feed_list(feeds: FeedsFile, document: Document, monitor: MonitorFile) -> list[Problem]:
    if not feeds.feed:
        return [document.problem((), "lists no feeds.", "Add at least one [[feed]] with name, url and outlet.")]
    return feed_problems(feeds.feed, document, monitor.cadence.own_floor)


def _destinations(
    sections: tuple[DestinationSection, ...], document: Document, secrets: Secrets
) -> tuple[tuple[str, ...], list[Problem]]:
    """Names of the secrets in use, and what is wrong with the destinations."""
    used: list[str] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for index, destination in enumerate(sections):
        at = ("destination", index)
        if not destination.name.strip():
            problems.append(document.problem((*at, "name"), "is empty.", "Give each destination a name."))
        elif first.setdefault(destination.name, index) != index:
            message = f'"{destination.name}" is already destination {first[destination.name] + 1}.'
            problems.append(document.problem((*at, "name"), message, "Give each destination its own name."))
        if not destination.severities:
            fix = "Remove the key to send everything, or the destination to send nothing."
            problems.append(document.problem((*at, "severities"), "is empty.", fix))
        _, names, missing = fill(destination.url, secrets)
        used.extend(names)
        for name in missing:
            if name.startswith("${"):
                message, fix = f"{name} is no placeholder.", "Write ${NAME} with letters, digits and underscores."
            else:
                message = f"the secret {name} is not set."
                fix = f"Set the environment variable {name}, or add {name} to {SECRETS}."
            problems.append(document.problem((*at, "url"), message, fix))
    return tuple(used), problems
