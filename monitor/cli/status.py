"""``status``: is it running, how are the feeds, what waits, what was told last, which encoder."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import NOTHING_YET, now, settings_of
from monitor.cli.feeds import feed_object, health_counts
from monitor.cli.output import ago, cell, print_json, say

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.settings import Settings
    from monitor.store import Store

ALERTS_SHOWN = 5
TROUBLED_SHOWN = 5
_UNREACHED = ("dns", "connect", "timeout")
_TROUBLE = ("failing", "waiting", "parked")


def status(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """How the monitor is doing."""
    from contextlib import closing

    from monitor import store

    settings = settings_of(ctx)
    at = now()
    holder = store.holder(settings.state)
    report: dict[str, Any] = {
        "at": at,
        "running": holder is not None,
        "pid": holder.pid if holder is not None else None,
        "started_at": holder.started_at if holder is not None else None,
        "versions": versions(),
    }
    try:
        opened = store.open(settings.state, at, readonly=True)
    except store.MissingError:
        report |= {"state": None, "feeds": [feed_object(feed, None) for feed in settings.feeds]}
    else:
        with closing(opened):
            report |= _recorded(opened, settings, at)
    if as_json:
        print_json([report])
    else:
        _print(report, at)


def versions() -> dict[str, str]:
    """Versions of what the monitor stands on, read from package metadata: nothing is imported for it."""
    import platform
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    from monitor import __version__

    found = {"monitor": __version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for package in ("sentence-transformers", "torch", "httpx", "feedparser", "apprise", "sqlalchemy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found


def _recorded(opened: "Store", settings: "Settings", at: "datetime") -> dict[str, Any]:
    from dataclasses import asdict

    from monitor.formats import alert_object
    from monitor.store import (
        adaptations,
        alerts,
        conditions,
        drafts,
        ledgers,
        meta,
        outbox,
        parking,
        requests,
    )
    from monitor.store import feeds as recorded
    from monitor.store.counts import counts

    with opened.read() as conn:
        states = {state.name: state for state in recorded.all(conn)}
        latest = alerts.latest(conn, ALERTS_SHOWN)
        wrong = conditions.open(conn)
        made, learnt = adaptations.holding(conn), adaptations.latest(conn, 1)
        # The words of the configuration are not read for a look at the status: the daemon noted what it uses.
        rules = meta.get(conn, meta.DAEMON_RULES)
        return {
            "state": str(opened.path),
            "feeds": [feed_object(feed, states.get(feed.name)) for feed in settings.feeds],
            "counts": asdict(counts(conn)),
            "outbox": [asdict(waiting) for waiting in outbox.backlog(conn, at)],
            "parked": [
                {"destination": one.destination, "at": one.parked_at, "reason": one.reason}
                for one in parking.all(conn)
            ],
            "conditions": [asdict(one) for one in wrong],
            "wrong": _wrong(wrong, settings),
            "heartbeat": json.loads(meta.get(conn, meta.HEARTBEAT) or "null"),
            "requests": requests.waiting(settings.state),
            "ledger_outdated": rules is not None and ledgers.outdated(conn, rules),
            "rebuild_begun": (settings.state / drafts.FILE).exists(),
            "encoder": meta.get(conn, meta.ENCODER),
            "degraded": meta.get(conn, meta.DEGRADED) or None,
            "topic": asdict(learnt[0]) if learnt else None,
            "adapted_at": made.made_at if made is not None else None,
            "alerts": [alert_object(alert) for alert in latest],
            "headlines": _headlines(latest, settings),
        }


def _headlines(latest: Any, settings: "Settings") -> list[str]:
    from monitor.render import headline, isolated
    from monitor.store.alerts import ref

    names, language = settings.milestone_names, settings.language
    return [
        f"{a.decided_at:%Y-%m-%d %H:%M}  {ref(a.key)}  "
        + isolated(headline(a, names=names, language=language))
        for a in latest
    ]


def _wrong(wrong: Any, settings: "Settings") -> list[str]:
    """One line for each kind of thing that is wrong with the monitor itself."""
    from itertools import groupby

    from monitor.render import health_words, instant_words, load_phrases

    phrases = load_phrases(settings.language)
    lines = []
    for kind, found in groupby(sorted(wrong, key=lambda one: one.kind), key=lambda one: one.kind):
        these = list(found)
        since = instant_words(min(one.since for one in these), phrases)
        words = health_words(kind, [one.subject for one in these], phrases)
        lines.append(f"{words} ({phrases.health['since']}{phrases.colon}{since})")
    return lines


def _print(report: dict[str, Any], at: "datetime") -> None:
    if report["running"]:
        since = "" if report["started_at"] is None else f", started {ago(report['started_at'], at)}"
        say(f"running (pid {report['pid']}{since})")
    else:
        say("not running: start with `monitor run`")
    feeds = report["feeds"]
    health = ", ".join(f"{n} {name}" for name, n in health_counts(feeds).items())
    say(f"feeds: {len(feeds)} ({health})" if feeds else "feeds: none configured")
    troubled = [feed for feed in feeds if feed["health"] in _TROUBLE]
    for feed in troubled[:TROUBLED_SHOWN]:
        say(f"    {feed['name']}: {feed['health']}, {feed['error'] or feed['outage']}")
    if len(troubled) > TROUBLED_SHOWN:
        say(f"    and {len(troubled) - TROUBLED_SHOWN} more: `monitor feeds` shows all")
    if feeds and all(feed["outage"] in _UNREACHED for feed in feeds):
        say("    no feed at all could be reached: is this machine connected to the network?")
    if report["state"] is None:
        say(NOTHING_YET)
    else:
        _print_recorded(report, at)
    say("versions: " + ", ".join(f"{name} {version}" for name, version in report["versions"].items()))


def _print_recorded(report: dict[str, Any], at: "datetime") -> None:
    for words in report["wrong"]:
        say(f"wrong: {words}")
    if (beat := report["heartbeat"]) is not None:
        say(f"heartbeat: {_beat(beat, at)}")
    c = report["counts"]
    say(f"entries: {c['entries']}, relevant {c['relevant']}, newest {ago(c['newest_at'], at)}")
    say(f"ledger: {c['statements']} statements; alerts: {c['alerts']} told, {c['suppressed']} not told")
    if report["ledger_outdated"]:
        say("    not all of it was read by the rules in use: `monitor rebuild` reads it anew")
    if report["rebuild_begun"]:
        say("    a new one was begun and is not in force: `monitor rebuild` goes on with it")
    waiting = {"to be judged": c["unjudged"], "unscored": c["unscored"], "pages to be read": c["unread"]}
    backlog = [f"{n} {what}" for what, n in waiting.items() if n]
    backlog += [f"{report['requests']} requests"] if report["requests"] else []
    say(f"backlog: {', '.join(backlog) or 'none'}")
    for waits in report["outbox"]:
        oldest = f", oldest {ago(waits['oldest_at'], at)}" if waits["oldest_at"] else ""
        held = f", {waits['held']} held" if waits["held"] else ""
        figures = f"{waits['waiting']} waiting{oldest}{held}, {waits['dead']} given up"
        say(f"outbox {waits['destination']}: {figures}")
    for one in report["parked"]:
        say(f"outbox {one['destination']}: parked {ago(one['at'], at)}: {cell(one['reason'])}")
        say(f"    put it right, then `monitor alerts unpark {one['destination']}`")
    say(f"encoder: {report['encoder'] or 'none used yet'}")
    if report["degraded"]:
        say(f"    degraded: {report['degraded']}")
    if (topic := report["topic"]) is not None:
        say(f"topic: learnt {ago(topic['learnt_at'], at)} from {_learnt_from(topic, report['adapted_at'])}")
    say("latest alerts:" if report["headlines"] else "no alerts yet")
    for line in report["headlines"]:
        say(f"    {line}")


def _beat(beat: dict[str, Any], at: "datetime") -> str:
    from datetime import datetime

    when = ago(datetime.fromisoformat(beat["at"]), at)
    told = {"well": "work is done", "fail": "told of failure", "rest": "kept back"}[beat["beat"]]
    causes = f" ({cell(', '.join(beat['causes']))})" if beat["causes"] else ""
    return f"{told} {when}{causes}" + (f"; not taken: {cell(beat['error'])}" if beat["error"] else "")


def _learnt_from(topic: dict[str, Any], adapted_at: "datetime | None") -> str:
    parts = [f"{topic['seeds']} seeds"]
    labels = topic["relevant"] + topic["irrelevant"]
    if labels:
        parts.append(f"{labels} labels ({topic['relevant']} relevant)")
    if topic["ordinary"]:
        since = f" (adapted {adapted_at:%Y-%m-%d}; undo: `monitor adapt --undo`)" if adapted_at else ""
        parts.append(f"{topic['ordinary']} ordinary entries of your feeds{since}")
    return ", ".join(parts)
