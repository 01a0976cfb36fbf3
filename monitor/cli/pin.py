"""``pin`` and ``pins``: told alerts that a changed configuration must not lose."""

from typing import Annotated

import typer

from monitor.cli.alerts import NOT_FOUND, one_alert
from monitor.cli.context import reading, settings_of
from monitor.cli.group import complain
from monitor.cli.output import cell, print_json, say
from monitor.cli.writes import write


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("pin")(pin)
    app.command("pins")(pins)


def pin(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="ALERT", help="Reference or key of an alert, or its beginning.")
    ],
    undo: Annotated[bool, typer.Option("--undo", help="Take the pin away.")] = False,
) -> None:
    """Pin a told shift: `monitor backtest` fails when a changed configuration would lose it."""
    from monitor.records import AlertKind
    from monitor.render import headline, isolated
    from monitor.store import pins as kept

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        alert = one_alert(conn, ref)
        pinned = any(one.alert == alert.key for one in kept.all(conn))
    if alert.suppressed is not None:
        complain(f"alert {ref} cannot be pinned: it was not told ({alert.suppressed})")
        raise typer.Exit(NOT_FOUND)
    if alert.kind is AlertKind.COVERAGE:
        complain(f"alert {ref} cannot be pinned: it tells of coverage, not of a shift")
        raise typer.Exit(NOT_FOUND)
    name = isolated(headline(alert, names=settings.milestone_names, language=settings.language))
    if pinned is not undo:
        say(f"{'pinned already' if pinned else 'not pinned'}: {name}")
        return
    done = write(settings, "unpin" if undo else "pin", {"alert": alert.key})
    what = f"{'pin taken away' if undo else 'pinned'}: {name}"
    say(what if done else f"passed to the running daemon: {what}")


def pins(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One pin a line, as JSON.")] = False,
) -> None:
    """The pinned alerts, in the order of pinning."""
    from monitor.render import headline, isolated
    from monitor.store import alerts as recorded
    from monitor.store import pins as kept

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        found = [(one, recorded.get(conn, one.alert)) for one in kept.all(conn)]
    names, language = settings.milestone_names, settings.language
    rows = [
        {
            "ref": recorded.ref(one.alert),
            "key": one.alert,
            "headline": one.alert if alert is None else headline(alert, names=names, language=language),
            "kind": one.news.kind,
            "milestone": one.news.milestone,
            "last_day": one.news.last_day,
            "entries": list(one.news.entries),
            "pinned_at": one.pinned_at,
        }
        for one, alert in found
    ]
    if as_json:
        print_json(rows)
        return
    if not rows:
        say("nothing pinned: `monitor pin ALERT` pins a told shift")
    for row in rows:
        say(f"{row['ref']}  {cell(row['pinned_at'])}  {isolated(str(row['headline']))}")
