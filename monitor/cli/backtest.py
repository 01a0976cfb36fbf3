"""``backtest``: what a changed configuration would tell of your own entries that the present one does not."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import reading, settings_of
from monitor.cli.output import Column, cell, console, length, print_json, print_table, say
from monitor.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.backtest import Backtest, Side
    from monitor.records import Alert
    from monitor.settings import Settings

PIN_LOST = 1
SHOWN = 50
_INDENT = " " * 20
_FIGURES = (
    Column("", "what", fold=False),
    Column("present", "present", right=True, fold=False),
    Column("changed", "changed", right=True, fold=False),
)


def backtest(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[CONFIG_DIR]", help="Folder of the changed configuration.")
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Another threshold, in place of or on top of a folder."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Compare only what is decided from this day on (UTC)."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="How many gained and lost alerts are listed, each.")
    ] = SHOWN,
    as_json: Annotated[bool, typer.Option("--json", help="The whole report as one JSON object.")] = False,
) -> None:
    """Replay the recorded entries under another configuration; show which alerts would be gained and lost.

    Nothing is recorded or sent. Exit code 1 when a pinned alert would be lost.
    """
    from monitor.backtest import backtest as run
    from monitor.backtest import load
    from monitor.settings import load as read
    from monitor.wiring import build_variants

    if folder is None and threshold is None:
        raise typer.BadParameter("name the folder of a changed configuration, or give a --threshold")
    present = settings_of(ctx, long=True)
    changed = present if folder is None else read(folder)
    if threshold is not None:
        changed = replace(changed, relevance=replace(changed.relevance, threshold=threshold))
    with reading(present) as state, progress("loading") as show:
        with state.read() as conn:
            recorded = load(conn)
        sides = build_variants(present, changed, state, recorded)
        begin = since.replace(tzinfo=UTC) if since is not None else None
        found = run(recorded, *sides, since=begin, on_progress=show("judging twice"))
    if as_json:
        print_json([_object(found, present, changed)])
    else:
        _print(found, present, changed, limit, anew=_anew(sides[0].scored_by is not None, found.read_anew))
    if found.pins_lost:
        raise typer.Exit(PIN_LOST)


def _anew(scored: bool, read: bool) -> str:
    """What could not be taken as recorded, in words."""
    done = [word for word, anew in (("scored", scored), ("read", read)) if anew]
    return f"; all were {' and '.join(done)} anew" if done else ""


def _apart(present: "Settings", changed: "Settings") -> str:
    """The thresholds, where they differ."""
    before, after = present.relevance.threshold, changed.relevance.threshold
    return "" if before == after else f", threshold {after:g} instead of {before:g}"


def _print(found: "Backtest", present: "Settings", changed: "Settings", limit: int, *, anew: str) -> None:
    say(
        f"{found.entries} entries, replayed as {cell(str(present.folder))} has it and as "
        f"{cell(str(changed.folder))} would{_apart(present, changed)}{anew}"
    )
    say()
    print_table(_FIGURES, list(_figures(found)))
    for title, sign, some, settings in (
        ("Gained", "+", found.gained, changed),
        ("Lost", "-", found.lost, present),
    ):
        say()
        say(f"{title}: {len(some) or 'none'}")
        _print_alerts(sign, some[:limit], settings)
        if len(some) > limit:
            say(f"and {len(some) - limit} more (--limit)")
    _print_pins(found, present)


def _figures(found: "Backtest") -> "Iterator[dict[str, str]]":
    from monitor.records import Severity, Suppression

    def row(what: str, shown: "Any") -> dict[str, str]:
        return {"what": what, "present": shown(found.present), "changed": shown(found.changed)}

    yield row("relevant entries", lambda side: str(side.relevant))
    for severity in Severity:
        yield row(f"{severity} alerts a week", lambda side, s=severity: f"{side.per_week[s]:.2f}")
    yield row("alerts told", lambda side: str(len(side.told)))
    yield row("time to alert, median", lambda side: _delay(side.delay))
    yield row("the same once it was seen", lambda side: _delay(side.delay_seen))
    for reason in Suppression:
        if found.present.suppressed.get(reason) or found.changed.suppressed.get(reason):
            yield row(f"not told: {reason}", lambda side, r=reason: str(side.suppressed.get(r, 0)))


def _delay(delay: "Any") -> str:
    return "–" if delay is None else length(delay)


def _print_alerts(sign: str, some: "Sequence[Alert]", settings: "Settings") -> None:
    from monitor.render import headline, isolated

    for alert in some:
        name = headline(alert, names=settings.milestone_names, language=settings.language)
        say(f"{sign} {cell(alert.decided_at)}  {isolated(name)}")
        if alert.entry is not None:
            title = "" if alert.milestone is None else f": {cell(alert.title)}"
            say(f"{_INDENT}{cell(alert.outlet)}{title}")


def _print_pins(found: "Backtest", present: "Settings") -> None:
    if not found.pins:
        return
    from rich.text import Text

    from monitor.render import headline

    lost = found.pins_lost
    say()
    say(f"Pinned: {len(found.pins)}, " + (f"{len(lost)} would be lost:" if lost else "all told"))
    out = console()
    for fate in lost:
        name = headline(fate.alert, names=present.milestone_names, language=present.language)
        more = "" if fate.present else " (the present configuration does not tell it either)"
        out.print(Text(f"! {cell(fate.alert.published_at)}  {name}{more}", style="bold red"))


def _object(found: "Backtest", present: "Settings", changed: "Settings") -> dict[str, Any]:
    from monitor.store.alerts import ref

    return {
        "entries": found.entries,
        "read_anew": found.read_anew,
        "weeks": found.weeks,
        "present": _side(found.present),
        "changed": _side(found.changed),
        "kept": found.kept,
        "gained": [_alert(alert, changed) for alert in found.gained],
        "lost": [_alert(alert, present) for alert in found.lost],
        "pins": [
            {
                "ref": ref(fate.alert.key),
                **_alert(fate.alert, present),
                "present": fate.present,
                "changed": fate.changed,
            }
            for fate in found.pins
        ],
    }


def _side(side: "Side") -> dict[str, Any]:
    return {
        "relevant": side.relevant,
        "told": len(side.told),
        "per_week": {severity.value: rate for severity, rate in side.per_week.items()},
        "suppressed": {reason.value: count for reason, count in side.suppressed.items()},
        "delay_s": None if side.delay is None else side.delay.total_seconds(),
        "delay_seen_s": None if side.delay_seen is None else side.delay_seen.total_seconds(),
    }


def _alert(alert: "Alert", settings: "Settings") -> dict[str, Any]:
    from monitor.formats import alert_object
    from monitor.render import headline

    return {
        "headline": headline(alert, names=settings.milestone_names, language=settings.language),
        **alert_object(alert),
        "title": alert.title,
        "outlet": alert.outlet,
        "decided_at": alert.decided_at,
    }
