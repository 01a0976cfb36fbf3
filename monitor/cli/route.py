"""``alerts route``: where each kind of news goes, and when it would leave."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import members, named, now, settings_of
from monitor.cli.output import print_json, say

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.records import Alert
    from monitor.settings import Settings


def route(
    ctx: typer.Context,
    kinds: Annotated[list[str] | None, typer.Argument(metavar="[KIND]...", help="All if none.")] = None,
    milestone: Annotated[
        str | None, typer.Option(help="Of this milestone; the first one if not said.")
    ] = None,
    language: Annotated[str, typer.Option(help="Of an article in this language.")] = "en",
    outlet: Annotated[str, typer.Option(help="From this outlet.")] = "",
    origins: Annotated[int, typer.Option(min=1, help="Carried by so many origins.")] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="One kind and destination a line, as JSON.")
    ] = False,
) -> None:
    """Where each kind of news would go now, by which route, and when it would leave."""
    from monitor.records import AlertKind
    from monitor.render.samples import samples

    settings, at = settings_of(ctx), now()
    named(milestone, settings.milestone_names, "--milestone")
    about = milestone or next(iter(settings.milestone_names), None)
    rows: list[dict[str, Any]] = []
    known = {one.kind: one for one in samples(at)}
    carried = tuple(f"origin {n}" for n in range(origins))
    for kind in members(AlertKind, kinds, "KIND") or AlertKind:
        news = replace(known[kind], lang=language, outlet=outlet, outlets=(), origins=carried)
        # Dates are left out: near ones break through.
        news = replace(news, milestone=news.milestone and about, before=None, after=None)
        rows += _rows(news, settings, at)
    if as_json:
        print_json(rows)
        return
    shown = ""
    for row in rows:
        head = "" if row["kind"] == shown else row["kind"]
        shown = row["kind"]
        if row["destination"] is None:
            say(f"{head:<13} nobody: no destination it is routed to wants {row['severity']}")
            continue
        when = "at once" if row["at"] == at else f"{row['at']:%Y-%m-%d %H:%M} UTC ({row['reason']})"
        say(f"{head:<13} {row['destination']:<16} {when:<32} {row['route'] or 'no route: all'}".rstrip())


def _rows(alert: "Alert", settings: "Settings", at: "datetime") -> list[dict[str, Any]]:
    from monitor.routing import destinations, release, taken

    wanting = {d.name: d for d in settings.destinations if alert.severity in d.severities}
    routes = ", ".join(".".join(str(n + 1) for n in one.path) for one in taken(alert, settings.routes))
    known = {
        "kind": alert.kind.value,
        "severity": alert.severity.value,
        "route": f"route {routes}" if routes else None,
    }
    rows: list[dict[str, Any]] = []
    for name in destinations(alert, settings.routes, tuple(wanting)):
        when = release(alert, wanting[name].calm or settings.calm, (), at)
        rows.append({**known, "destination": name, "at": when.at, "reason": when.reason.value})
    return rows or [{**known, "destination": None, "at": None, "reason": None}]
