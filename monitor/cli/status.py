"""``status``: is it running, how are the feeds, what waits, what was told last, which encoder."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import NOTHING_YET, now, settings_of
from monitor.cli.feeds import states_of
from monitor.cli.output import ago, cell, print_json, say

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.report import Beat, Recorded, Report
    from monitor.settings import Settings


def status(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """How the monitor is doing."""
    from monitor import store
    from monitor.formats import feed_object
    from monitor.report import report, status_object

    settings = settings_of(ctx)
    at = now()
    try:
        opened = store.open(settings.state, at, readonly=True)
    except store.MissingError:
        opened = None
    told = report(settings.state, opened, settings.feeds, at)
    if opened is not None:
        opened.close()
    if as_json:
        states = states_of(settings)
        feeds = {"feeds": [feed_object(feed, states.get(feed.name)) for feed in settings.feeds]}
        print_json([status_object(told, settings.milestone_names, settings.language) | feeds])
    else:
        _print(told, settings)


def _print(told: "Report", settings: "Settings") -> None:
    from monitor.report import headline_line

    at = told.at
    if told.holder is not None:
        say(f"running (pid {told.holder.pid}, started {ago(told.holder.started_at, at)})")
    else:
        say("not running: start with `monitor run`")
    total = sum(told.feeds.counts.values()) + told.feeds.paused
    health = [f"{n} {health}" for health, n in told.feeds.counts.items()]
    health += [f"{told.feeds.paused} paused"] if told.feeds.paused else []
    say(f"feeds: {total} ({', '.join(health)})" if total else "feeds: none configured")
    for feed in told.feeds.troubled:
        say(f"    {feed.name}: {feed.health}, {feed.error or feed.outage}")
    more = told.feeds.in_trouble - len(told.feeds.troubled)
    if more > 0:
        say(f"    and {more} more: `monitor feeds` shows all")
    if told.feeds.unreached:
        say("    no feed at all could be reached: is this machine connected to the network?")
    if told.recorded is None:
        say(NOTHING_YET)
    else:
        _print_recorded(told.recorded, told, settings)
        say("latest alerts:" if told.recorded.alerts else "no alerts yet")
        for alert in told.recorded.alerts:
            say(f"    {headline_line(alert, settings.milestone_names, settings.language)}")
    say("versions: " + ", ".join(f"{name} {version}" for name, version in told.versions.items()))


def _print_recorded(seen: "Recorded", told: "Report", settings: "Settings") -> None:
    from monitor.render import load_phrases
    from monitor.report import condition_lines

    at, c = told.at, seen.counts
    for words in condition_lines(seen.conditions, load_phrases(settings.language)):
        say(f"wrong: {words}")
    if seen.heartbeat is not None:
        say(f"heartbeat: {_beat(seen.heartbeat, at)}")
    say(f"entries: {c.entries}, relevant {c.relevant}, newest {ago(c.newest_at, at)}")
    say(f"ledger: {c.statements} statements; alerts: {c.alerts} told, {c.suppressed} not told")
    if seen.ledger_outdated:
        say("    not all of it was read by the rules in use: `monitor rebuild` reads it anew")
    if seen.rebuild_begun:
        say("    a new one was begun and is not in force: `monitor rebuild` goes on with it")
    waiting = {"to be judged": c.unjudged, "unscored": c.unscored, "pages to be read": c.unread}
    backlog = [f"{n} {what}" for what, n in waiting.items() if n]
    backlog += [f"{seen.requests} requests"] if seen.requests else []
    say(f"backlog: {', '.join(backlog) or 'none'}")
    r = seen.rates
    say(
        f"lately: {r.polled_hour} feeds polled in an hour; {r.published_day} entries in a day, "
        f"{r.published_week} in a week; {r.told_week} alerts in a week; {r.sent_day} messages sent in a day"
    )
    for waits in seen.outbox:
        oldest = f", oldest {ago(waits.oldest_at, at)}" if waits.oldest_at else ""
        held = f", {waits.held} held" if waits.held else ""
        say(f"outbox {waits.destination}: {waits.waiting} waiting{oldest}{held}, {waits.dead} given up")
    for one in seen.parked:
        say(f"outbox {one.destination}: parked {ago(one.parked_at, at)}: {cell(one.reason)}")
        say(f"    put it right, then `monitor alerts unpark {one.destination}`")
    say(f"disk: {size(seen.disk.database)} of records, {size(seen.disk.free)} free")
    say(f"encoder: {seen.encoder or 'none used yet'}")
    if seen.degraded:
        say(f"    degraded: {seen.degraded}")
    if seen.topic is not None:
        say(f"topic: learnt {ago(seen.topic.learnt_at, at)} from {_learnt_from(seen)}")


def size(count: int) -> str:
    """Bytes in the largest unit that leaves a whole number: ``812 MB``."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= step:
            return f"{count / step:.1f} {unit}" if count < 10 * step else f"{count // step} {unit}"
    return f"{count} B"


def _beat(beat: "Beat", at: "datetime") -> str:
    told = {"well": "work is done", "fail": "told of failure", "rest": "kept back"}[beat.beat]
    causes = f" ({cell(', '.join(beat.causes))})" if beat.causes else ""
    return f"{told} {ago(beat.at, at)}{causes}" + (f"; not taken: {cell(beat.error)}" if beat.error else "")


def _learnt_from(seen: "Recorded") -> str:
    topic: Any = seen.topic
    parts = [f"{topic.seeds} seeds"]
    labels = topic.relevant + topic.irrelevant
    if labels:
        parts.append(f"{labels} labels ({topic.relevant} relevant)")
    if topic.ordinary:
        made = seen.adapted_at
        since = f" (adapted {made:%Y-%m-%d}; undo: `monitor adapt --undo`)" if made else ""
        parts.append(f"{topic.ordinary} ordinary entries of your feeds{since}")
    return ", ".join(parts)
