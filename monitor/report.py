"""How the monitor is doing, as one record: what ``monitor status``, the page and the metrics tell.

Reads; decides and prints nothing.
"""

import json
import platform
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from monitor import __version__, store
from monitor.formats import Object, alert_object
from monitor.records import Alert, Condition, Feed, FeedState, Health, Learning, Outage, Parked
from monitor.render import Phrases, headline, health_words, instant_words, isolated, load_phrases
from monitor.store import (
    Holder,
    Store,
    adaptations,
    alerts,
    conditions,
    drafts,
    feeds,
    ledgers,
    meta,
    outbox,
    parking,
    requests,
)
from monitor.store.counts import Counts, counts
from monitor.store.outbox import Backlog
from monitor.store.rates import Rates, rates
from monitor.store.state import FILE

PACKAGES = ("sentence-transformers", "torch", "httpx", "feedparser", "apprise", "sqlalchemy")
"""What the monitor stands on, by the name of its distribution."""
TROUBLE = (Health.PARKED, Health.FAILING, Health.WAITING)
"""What is wrong with a feed, worst first."""
UNREACHED = (Outage.DNS, Outage.CONNECT, Outage.TIMEOUT)
TROUBLED_SHOWN = 5
ALERTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Disk:
    """Room for the state."""

    free: int
    """Bytes that can still be written."""
    total: int
    """Bytes of the whole disk."""
    database: int
    """Bytes of the database with its log."""
    backups: int
    """Bytes of its backups."""


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How the configured feeds are doing, paused ones apart."""

    counts: Mapping[Health, int]
    """Feeds by health; a health that none has is absent. Those not known to the state yet are new."""
    paused: int
    in_trouble: int
    troubled: tuple[FeedState, ...]
    """The first few of them, worst first."""
    unreached: bool
    """No feed at all could be reached: the network may be away."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What came of one heartbeat."""

    at: datetime
    beat: str
    """``well``, ``fail``, or ``rest`` when it was kept back."""
    causes: tuple[str, ...]
    error: str
    """Why it was not taken; empty when it was."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the state holds."""

    counts: Counts
    outbox: tuple[Backlog, ...]
    parked: tuple[Parked, ...]
    conditions: tuple[Condition, ...]
    """What is wrong with the monitor itself, as far as it was told, the longest first."""
    heartbeat: Beat | None
    """The last one; None when none was ever tried."""
    requests: int
    """What commands and the page asked for and is not done yet."""
    ledger_outdated: bool
    """Not all of the ledger was read by the rules in use."""
    rebuild_begun: bool
    encoder: str | None
    degraded: str | None
    """Why scores do not come from the encoder that was asked for; None when they do."""
    topic: Learning | None
    """How the topic was learnt last."""
    adapted_at: datetime | None
    alerts: tuple[Alert, ...]
    """The latest, newest first."""
    rates: Rates
    disk: Disk


@dataclass(frozen=True, slots=True)
class Report:
    """How the monitor is doing."""

    at: datetime
    holder: Holder | None
    """The process that holds the state; None when none runs."""
    versions: Mapping[str, str]
    state: Path
    feeds: FeedHealth
    recorded: Recorded | None
    """None before the first run."""


def report(
    folder: Path,
    opened: Store | None,
    configured: Sequence[Feed],
    at: datetime,
    counted: Counts | None = None,
) -> Report:
    """Look at everything once.

    Args:
        folder: the state directory.
        opened: the state in it; None when there is none yet.
        configured: the feeds of the configuration.
        at: now, UTC.
        counted: figures of a moment ago, which take long to count in a large state; counted anew when None.

    Raises:
        StateError: the state cannot be read.
    """
    active = [feed for feed in configured if not feed.paused]
    paused = len(configured) - len(active)
    if opened is None:
        new = {Health.NEW: len(active)} if active else {}
        healths, recorded = FeedHealth(new, paused, 0, (), False), None
    else:
        with opened.read() as conn:
            healths = feed_health(conn, active, paused)
            recorded = _recorded(conn, folder, opened.path, at, counted)
    return Report(at, store.holder(folder), versions(), folder, healths, recorded)


def feed_health(conn: Connection, active: Sequence[Feed], paused: int) -> FeedHealth:
    """How feeds are doing, without reading all of their states.

    Args:
        active: the configured feeds that are not paused.
        paused: how many are.
    """
    known = feeds.healths(conn)
    found: dict[Health, list[str]] = {}
    for feed in active:
        found.setdefault(known.get(feed.name, Health.NEW), []).append(feed.name)
    troubled = [name for health in TROUBLE for name in found.get(health, ())]
    states = feeds.some(conn, troubled[:TROUBLED_SHOWN])
    unreached = bool(active) and len(troubled) == len(active) and feeds.all_out(conn, UNREACHED)
    return FeedHealth(
        {health: len(names) for health, names in found.items()},
        paused,
        len(troubled),
        tuple(states[name] for name in troubled[:TROUBLED_SHOWN] if name in states),
        unreached,
    )


def status_object(told: Report, names: Mapping[str, str], language: str) -> Object:
    """The report as an object for programs.

    Args:
        names: milestone id -> name in the language.
        language: of the headlines.
    """
    seen, of_feeds = told.recorded, told.feeds
    topic = seen.topic if seen else None
    return {
        "at": told.at.isoformat(),
        "running": told.holder is not None,
        "pid": told.holder.pid if told.holder else None,
        "started_at": told.holder.started_at.isoformat() if told.holder else None,
        "versions": dict(told.versions),
        "state": str(told.state / FILE) if seen else None,
        "health": {health.value: n for health, n in of_feeds.counts.items()} | {"paused": of_feeds.paused},
        "unreached": of_feeds.unreached,
        "counts": _plain(asdict(seen.counts)) if seen else None,
        "outbox": [_plain(asdict(waits)) for waits in seen.outbox] if seen else [],
        "parked": [
            {"destination": one.destination, "at": one.parked_at.isoformat(), "reason": one.reason}
            for one in (seen.parked if seen else ())
        ],
        "conditions": [_plain(asdict(one)) for one in seen.conditions] if seen else [],
        "wrong": condition_lines(seen.conditions, load_phrases(language)) if seen else [],
        "heartbeat": _plain(asdict(seen.heartbeat)) if seen and seen.heartbeat else None,
        "requests": seen.requests if seen else 0,
        "ledger_outdated": seen is not None and seen.ledger_outdated,
        "rebuild_begun": seen is not None and seen.rebuild_begun,
        "encoder": seen.encoder if seen else None,
        "degraded": seen.degraded if seen else None,
        "topic": _plain(asdict(topic)) if topic else None,
        "adapted_at": seen.adapted_at.isoformat() if seen and seen.adapted_at else None,
        "rates": asdict(seen.rates) if seen else None,
        "disk": asdict(seen.disk) if seen else None,
        "alerts": [alert_object(alert) for alert in seen.alerts] if seen else [],
        "headlines": [headline_line(alert, names, language) for alert in seen.alerts] if seen else [],
    }


def headline_line(alert: Alert, names: Mapping[str, str], language: str) -> str:
    """One alert in one line: when, its reference, its headline."""
    words = isolated(headline(alert, names=names, language=language))
    return f"{alert.decided_at:%Y-%m-%d %H:%M}  {alerts.ref(alert.key)}  {words}"


def condition_lines(wrong: Sequence[Condition], phrases: Phrases) -> list[str]:
    """One line for each kind of thing that is wrong with the monitor itself."""
    lines = []
    for kind, found in groupby(sorted(wrong, key=lambda one: one.kind), key=lambda one: one.kind):
        these = list(found)
        since = instant_words(min(one.since for one in these), phrases)
        words = health_words(kind, [one.subject for one in these], phrases)
        lines.append(f"{words} ({phrases.health['since']}{phrases.colon}{since})")
    return lines


@cache
def versions() -> Mapping[str, str]:
    """Versions of what the monitor stands on, read from package metadata: nothing is imported for it."""
    found = {"monitor": __version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found


def disk(database: Path) -> Disk:
    """Room on the disk that a database is on, and what the database takes of it."""
    usage = shutil.disk_usage(database.parent)
    own = (database, *(database.with_name(f"{database.name}-{part}") for part in ("wal", "shm")))
    return Disk(
        usage.free, usage.total, sum(map(_size, own)), sum(map(_size, database.parent.glob("backups/*")))
    )


def _recorded(conn: Connection, folder: Path, path: Path, at: datetime, counted: Counts | None) -> Recorded:
    made, learnt = adaptations.holding(conn), adaptations.latest(conn, 1)
    # The words of the configuration are not read for a look at the status: the daemon noted what it uses.
    rules = meta.get(conn, meta.DAEMON_RULES)
    return Recorded(
        counts=counted or counts(conn),
        outbox=tuple(outbox.backlog(conn, at)),
        parked=parking.all(conn),
        conditions=conditions.open(conn),
        heartbeat=_beat(meta.get(conn, meta.HEARTBEAT)),
        requests=requests.waiting(folder),
        ledger_outdated=rules is not None and ledgers.outdated(conn, rules),
        rebuild_begun=(folder / drafts.FILE).exists(),
        encoder=meta.get(conn, meta.ENCODER),
        degraded=meta.get(conn, meta.DEGRADED) or None,
        topic=learnt[0] if learnt else None,
        adapted_at=made.made_at if made is not None else None,
        alerts=alerts.latest(conn, ALERTS_SHOWN),
        rates=rates(conn, at),
        disk=disk(path),
    )


def _beat(text: str | None) -> Beat | None:
    if text is None:
        return None
    told = json.loads(text)
    return Beat(datetime.fromisoformat(told["at"]), told["beat"], tuple(told["causes"]), told["error"] or "")


def _plain(record: Mapping[str, Any]) -> Object:
    """Instants as text, enums as their words, all the way down."""
    return {str(key): _plain_value(value) for key, value in record.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return list(map(_plain_value, value)) if isinstance(value, list | tuple) else value


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
