"""``alerts``: what was told, shown again, sent again."""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import named, now, reading, settings_of
from monitor.cli.group import complain
from monitor.cli.output import cell, console, print_json, say
from monitor.cli.writes import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from monitor.records import Alert, Message, MessageState

app = typer.Typer(help="What was told: list, show, send again, test the destinations.")

NOT_FOUND = 1
_INDENT = " " * 10
_FATES = {
    "pending": "waiting for",
    "leased": "on its way to",
    "sent": "sent to",
    "dead": "given up for",
    "withdrawn": "withdrawn before it left for",
}


@app.callback(invoke_without_command=True)
def alerts(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many, newest first.")] = 20,
    suppressed: Annotated[bool, typer.Option("--all", help="Also those not told, with the reason.")] = False,
    milestone: Annotated[str | None, typer.Option(help="Only those about this milestone.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One alert a line, as JSON.")] = False,
) -> None:
    """The latest alerts, newest first."""
    if ctx.invoked_subcommand is not None:
        return
    from monitor.formats import alert_object
    from monitor.render import headline, isolated
    from monitor.store import alerts as recorded
    from monitor.store import outbox, pins

    settings = settings_of(ctx)
    named(milestone, settings.milestone_names, "--milestone")
    with reading(settings) as state, state.read() as conn:
        found = recorded.latest(conn, limit, suppressed=suppressed, milestone=milestone, retracted=True)
        sent = {alert.key: outbox.of_alert(conn, alert.key) for alert in found}
        pinned = {pin.alert for pin in pins.all(conn)}
        states = {key: outbox.states(conn, messages) for key, messages in sent.items()}
    if as_json:
        print_json(
            {
                "headline": headline(alert, names=settings.milestone_names, language=settings.language),
                **alert_object(alert),
                "pinned": alert.key in pinned,
                "sent": states[alert.key],
            }
            for alert in found
        )
        return
    if not found:
        say("no alerts yet")
    for alert in found:
        say(
            f"{recorded.ref(alert.key)}  {cell(alert.decided_at)}  "
            f"{isolated(headline(alert, names=settings.milestone_names, language=settings.language))}"
        )
        mark = "; pinned" if alert.key in pinned else ""
        say(f"{_INDENT}{cell(alert.outlet)}; {_fate(alert, states[alert.key])}{mark}")


@app.command("show")
def show(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="ID", help="Reference or key of an alert, or its beginning.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """One alert in full, and how its delivery went."""
    from monitor.formats import alert_object
    from monitor.render import render
    from monitor.send.terminal import panel
    from monitor.store import outbox

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        alert = one_alert(conn, ref)
        messages = outbox.of_alert(conn, alert.key)
        receipts = outbox.receipts_of(conn, alert.key)
    if as_json:
        attempts = [
            {"message": r.message, "at": r.at, "outcome": r.outcome, "detail": r.detail} for r in receipts
        ]
        print_json([{**alert_object(alert), "attempts": attempts}])
        return
    rendered = render(alert, names=settings.milestone_names, language=settings.language)
    console().print(panel(rendered.title, rendered.body, alert.severity))
    if alert.suppressed is not None:
        say("Retracted" if alert.suppressed == "retracted" else f"Not told: {alert.suppressed}")
    for message in messages:
        what = "" if message.kind == "alert" else f"{message.kind} "
        say(f"{message.destination}: {what}{message.state}, {_waits(message)}")
        for receipt in receipts:
            if receipt.message in (message.key, message.within):
                say(f"    {receipt.at:%Y-%m-%d %H:%M:%S} {receipt.outcome} {receipt.detail}".rstrip())


@app.command("resend")
def resend(
    ctx: typer.Context,
    ref: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Reference or key of an alert, or its beginning.")
    ] = None,
    dead: Annotated[bool, typer.Option("--dead", help="Everything that was given up instead.")] = False,
    destination: Annotated[
        str | None, typer.Option("--to", metavar="NAME", help="With --dead: only for this destination.")
    ] = None,
) -> None:
    """Send an alert to its destinations again, or what was given up, under the same keys."""
    from monitor.store import outbox

    settings = settings_of(ctx)
    if dead == (ref is not None) or (destination is not None and not dead):
        complain("give the ID of an alert, or --dead for what was given up (with --to: for one destination)")
        raise typer.Exit(2)
    with reading(settings) as state, state.read() as conn:
        if ref is None:
            waiting = [m for m, _ in outbox.dead(conn) if destination in (None, m.destination)]
            missing = "nothing was given up"
        else:
            alert = one_alert(conn, ref)
            waiting = outbox.of_alert(conn, alert.key) if alert.suppressed != "retracted" else []
            missing = (
                f"alert {ref} was never meant for a destination: it was {alert.suppressed or 'not told'}"
            )
    if not waiting:
        complain(missing)
        raise typer.Exit(NOT_FOUND)
    if ref is None:
        done = write(settings, "resend-dead", {"destination": destination})
    else:
        done = write(settings, "resend", {"alert": alert.key})
    where = ", ".join(dict.fromkeys(message.destination for message in waiting))
    if done:
        say(f"queued for {where}; sent by `monitor run` or `monitor once`")
    else:
        say(f"the running daemon sends it to {where}")


def _waits(message: "Message") -> str:
    """How far one message is, in words."""
    if message.within is not None:
        return "in a digest"
    if message.state == "pending" and not message.attempts and message.next_attempt_at > now():
        return f"until {message.next_attempt_at:%Y-%m-%d %H:%M} UTC"
    return f"tried {_times(message.attempts)}"


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"


def _fate(alert: "Alert", states: "Mapping[str, MessageState]") -> str:
    """Where an alert went, in words."""
    if alert.suppressed is not None and alert.suppressed != "retracted":
        return f"not told: {alert.suppressed}"
    mark = "" if alert.suppressed is None else "retracted; "
    return mark + (
        "; ".join(
            f"{_FATES[state]} {', '.join(name for name, other in states.items() if other is state)}"
            for state in dict.fromkeys(states.values())
        )
        or "for no destination"
    )


def one_alert(conn: "Connection", ref: str) -> "Alert":
    """The alert that a person means; leaves with a message when it is none or not the only one."""
    from monitor.store import alerts as recorded

    found = recorded.matching(conn, ref.strip())
    if len(found) == 1:
        return found[0]
    if not found:
        complain(f"no alert {ref}; `monitor alerts` lists them, the first column is the ID")
    else:
        several = ", ".join(recorded.ref(alert.key) for alert in found)
        complain(f"{ref} may mean {several}; give more of it")
    raise typer.Exit(NOT_FOUND)
