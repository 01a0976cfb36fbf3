"""From a configuration folder to settings, or to every problem of every file at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from monitor.errors import ConfigError, Problem
from monitor.lang import SHIPPED
from monitor.policies import ExportPolicy
from monitor.relevance import TopicRules
from monitor.settings.bounds import bound_problems
from monitor.settings.destinations import destination_problems
from monitor.settings.document import Document, read_document
from monitor.settings.feedlist import feed_of, feed_problems
from monitor.settings.headlines import FILE as HEADLINES
from monitor.settings.headlines import read_headlines
from monitor.settings.heartbeat import heartbeat_problems
from monitor.settings.judgement import ledger_problems, origin_problems
from monitor.settings.lexicons import read_lexicons
from monitor.settings.milestones import milestone_problems
from monitor.settings.routing import calm_problems, routing_problems
from monitor.settings.secrets import FILE as SECRETS
from monitor.settings.secrets import in_use, read_secrets
from monitor.settings.sections import AlertsFile, FeedsFile, MilestonesFile, MonitorFile
from monitor.settings.settings import Settings
from monitor.settings.tables import read_tables, suggestion
from monitor.settings.web import web_problems
from monitor.settings.wording import monitor_problems, topic_problems

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """One file of the configuration folder."""

    name: str
    shape: type[Any]
    """The dataclass that it is read as."""
    required: bool
    purpose: str


FILES: tuple[ConfigFile, ...] = (
    ConfigFile("monitor.toml", MonitorFile, False, "the program: polling, limits, encoder, destinations"),
    ConfigFile("feeds.toml", FeedsFile, True, "the sources"),
    ConfigFile("milestones.toml", MilestonesFile, True, "what is due, its words, and what is a shift of it"),
    ConfigFile("alerts.toml", AlertsFile, False, "what a person is told, where and when"),
    ConfigFile("topic.toml", TopicRules, False, "the topic beside its seeds"),
)
"""Every file that is read, ``secrets.toml`` and the words in ``lang/`` aside."""


NOTHING: Mapping[str, str] = {}
MOVED = {("alerts.toml", "ledger"): "milestones.toml"}
"""Tables that stood in another file before."""


@dataclass(frozen=True, slots=True)
class _Read(Generic[T]):
    """A file as read."""

    record: T
    document: Document
    whole: bool
    """Nothing is wrong with its form."""


def load(
    folder: Path,
    env: Mapping[str, str] | None = None,
    *,
    words: bool = True,
    instead: Mapping[str, str] = NOTHING,
) -> Settings:
    """Read the configuration.

    Args:
        folder: holds the files of :data:`FILES`; those not required may be missing, with their defaults.
        env: where secrets are looked up first; the process's environment when None.
        words: whether words are read and checked too: of milestones, topic and ``lang/``. Listings need none.
        instead: file name -> text that is read in place of the file's own, as before a change.

    Raises:
        ConfigError: every problem of every file.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ConfigError(
            Problem(
                str(folder), "", "is no folder.", "Name the configuration folder with --config, or create it."
            )
        )
    problems = _strangers(folder)
    secrets, found = read_secrets(folder, os.environ if env is None else env)
    problems += found
    read: dict[type, _Read[Any]] = {}
    for file in FILES:
        if file.shape is TopicRules and not words:
            read[file.shape] = _Read(TopicRules(), Document(str(folder / file.name), {}, {}), False)
            continue
        read[file.shape], found = _read(folder / file.name, file, instead.get(file.name))
        problems += found
    monitor: _Read[MonitorFile] = read[MonitorFile]
    alerts: _Read[AlertsFile] = read[AlertsFile]
    feeds: _Read[FeedsFile] = read[FeedsFile]
    milestones: _Read[MilestonesFile] = read[MilestonesFile]
    topic: _Read[TopicRules] = read[TopicRules]
    lexicons, found = read_lexicons(folder) if words else (SHIPPED, [])
    problems += found
    if feeds.whole:
        problems += feed_problems(feeds.record.feed, feeds.document, monitor.record.cadence.own_floor)
        problems += origin_problems(feeds.record.origin, feeds.document)
    if words and milestones.whole:
        problems += milestone_problems(milestones.record.milestone, milestones.document, lexicons)
        problems += ledger_problems(milestones.record, milestones.document)
    problems += monitor_problems(monitor.record, monitor.document)
    rules = topic.record
    if words:
        headlines, found = read_headlines(folder / HEADLINES)
        rules = replace(rules, headlines=(*rules.headlines, *headlines))
        problems += [*topic_problems(topic.record, topic.document), *found]
    names, found = destination_problems(monitor.record, monitor.document, secrets)
    problems += found
    beating, found = heartbeat_problems(monitor.record.heartbeat, monitor.document, secrets)
    problems += found
    for_page, found = web_problems(monitor.record.web, monitor.document, secrets)
    problems += found
    problems += calm_problems(monitor.record.destination, monitor.document)
    if alerts.whole and monitor.whole and milestones.whole:
        problems += routing_problems(
            alerts.record,
            alerts.document,
            tuple(d.name for d in monitor.record.destination),
            tuple(rule.id for rule in milestones.record.milestone),
        )
    if problems:
        raise ConfigError(*problems)

    # Where a link to the folder stands counts, not where it leads.
    above = Path(os.path.abspath(folder)).parent
    return Settings(
        folder=folder,
        seeds=above / os.path.expanduser(monitor.record.monitor.seeds),
        state=above / os.path.expanduser(monitor.record.monitor.state),
        log_level=monitor.record.monitor.log_level.value,
        language=monitor.record.monitor.language,
        feeds=tuple(feed_of(f) for f in feeds.record.feed),
        origins=feeds.record.origin,
        milestones=milestones.record.milestone,
        lexicons=lexicons,
        topic=rules,
        fetch=monitor.record.fetch,
        cadence=monitor.record.cadence,
        parse=monitor.record.parse,
        encoder=monitor.record.encoder,
        relevance=monitor.record.relevance,
        story=monitor.record.story,
        ledger=milestones.record.ledger,
        alerts=alerts.record.alerts,
        routes=alerts.record.route,
        calm=alerts.record.calm,
        secrets=in_use((*names, *beating, *for_page), secrets),
        poll=monitor.record.poll,
        review=monitor.record.review,
        deliver=monitor.record.deliver,
        health=monitor.record.health,
        heartbeat=monitor.record.heartbeat,
        export=_placed(monitor.record.export, above),
        web=monitor.record.web,
        destinations=monitor.record.destination,
    )


def _placed(export: ExportPolicy, above: Path) -> ExportPolicy:
    folder = export.folder.strip()
    return replace(export, folder=str(above / os.path.expanduser(folder)) if folder else "")


def _read(path: Path, file: ConfigFile, source: str | None) -> tuple["_Read[Any]", list[Problem]]:
    """One file, or ``source`` in its place, as far as it can be read, with its problems."""
    if source is None and not path.exists():
        missing = Problem(str(path), "", "is missing.", f"It holds {file.purpose}.")
        return _Read(file.shape(), Document(str(path), {}, {}), not file.required), [missing] * file.required
    document, problems = read_document(path, source)
    if problems:
        return _Read(file.shape(), document, False), problems
    values = {name: value for name, value in document.values.items() if (file.name, name) not in MOVED}
    record, problems = read_tables(file.shape, values, document.file, document.lines)
    problems += [
        document.problem((name,), f"has moved to {there}.", f"Move the table [{name}] to {there}.")
        for name in document.values
        if (there := MOVED.get((file.name, name)))
    ]
    problems += [document.problem(*p) for p in bound_problems(record, set(document.lines))]
    return _Read(record, document, not problems), problems


def _strangers(folder: Path) -> list[Problem]:
    """Files that are not read: most likely a misspelt name."""
    known = (*(f.name for f in FILES), SECRETS)
    return [
        Problem(
            str(path), "", "is no file of the configuration and is not read.", suggestion(path.name, known)
        )
        for path in sorted(folder.glob("*.toml"))
        if path.name not in known
    ]
