"""What becomes of messages: samples sent by hand, messages given up, destinations parked."""

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import named, now, reading, settings_of
from monitor.cli.group import complain, note
from monitor.cli.output import cell, print_json, say
from monitor.cli.writes import write

if TYPE_CHECKING:
    from monitor.records import Message, Picture
    from monitor.send import Sender

FAILED = 1


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("test")(send_samples)
    app.command("dead")(dead)
    app.command("unpark")(unpark)


def send_samples(
    ctx: typer.Context,
    destination: Annotated[
        str | None, typer.Argument(metavar="[DESTINATION]", help="Name of a destination; all without it.")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Only the sample of this kind, such as later.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One receipt a line, as JSON.")] = False,
) -> None:
    """Send a sample of every kind of alert now, and print the receipts; exit code 1 when one is not taken."""
    from monitor.cli.sample import sample_messages, sample_picture
    from monitor.records import AlertKind, Severity
    from monitor.wiring import build_traffic, open_senders
    from monitor.writing import build_looks

    settings = settings_of(ctx)
    senders = open_senders(settings)
    named(destination, tuple(senders), "DESTINATION")
    named(kind, tuple(AlertKind), "--kind")
    looks, traffic = build_looks(settings), build_traffic(settings)
    wanted = {name: one for name, one in senders.items() if destination in (None, name)}
    failed = 0
    at = now()
    for name, sender in wanted.items():
        pictured = settings.deliver.pictures and getattr(sender, "pictures", False)
        chart = [sample_picture(looks[name].language, at)] if pictured else []
        for message in sample_messages(name, looks[name], at, None if kind is None else AlertKind(kind)):
            time.sleep(traffic.wait_s(name))
            receipt = _sent(sender, message, [] if message.severity is Severity.COVERAGE else chart)
            failed += receipt["outcome"] != "sent"
            if as_json:
                print_json([receipt])
            elif receipt["outcome"] == "sent":
                remote = f" as {cell(receipt['remote'])}" if receipt["remote"] else ""
                note(f"{name}: {message.key.split(':')[1]} sent{remote} in {receipt['ms']} ms")
            else:
                complain(f"{name}: {receipt['outcome']}: {receipt['detail']}")
            if receipt["outcome"] == "parked":
                break
    if failed:
        raise typer.Exit(FAILED)


def _sent(sender: "Sender", message: "Message", pictures: "Sequence[Picture]") -> Mapping[str, object]:
    """Hand one message over: its receipt."""
    from monitor.errors import SendError

    outcome, detail, remote, started = "sent", "", "", time.monotonic()
    try:
        remote = sender(message, pictures) or ""
    except SendError as error:
        outcome = "retry" if error.retryable else "parked" if error.parks else "refused"
        detail = str(error)
    took = round((time.monotonic() - started) * 1000)
    return {
        "destination": message.destination,
        "message": message.key,
        "outcome": outcome,
        "remote": remote,
        "detail": detail,
        "ms": took,
    }


def dead(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One message a line, as JSON.")] = False,
) -> None:
    """Messages given up, and parked destinations, each with the cause."""
    from monitor.store import outbox, parking

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        found, away = outbox.dead(conn), parking.all(conn)
    if as_json:
        print_json(
            {
                "message": message.key,
                "destination": message.destination,
                "title": message.title,
                "created": message.created_at,
                "attempts": message.attempts,
                "at": receipt.at,
                "outcome": receipt.outcome,
                "detail": receipt.detail,
            }
            for message, receipt in found
        )
        return
    for one in away:
        say(f"{cell(one.destination)} is parked since {cell(one.parked_at)}: {cell(one.reason)}")
        say(f"    put it right, then `monitor alerts unpark {cell(one.destination)}`")
    for message, receipt in found:
        say(f"{cell(message.destination)}  {cell(message.title)}")
        say(f"    given up {cell(receipt.at)}: {cell(receipt.detail)}")
    if found:
        say("`monitor alerts resend --dead` sends what was given up again")
    elif not away:
        say("nothing given up, no destination parked")


def unpark(
    ctx: typer.Context,
    destination: Annotated[str, typer.Argument(metavar="DESTINATION", help="Name of a parked destination.")],
) -> None:
    """Let a parked destination have its messages again, after it was put right."""
    from monitor.store import parking

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        away = [one.destination for one in parking.all(conn)]
    if destination not in away:
        complain(f"{destination} is not parked; parked: {', '.join(away) or 'none'}")
        raise typer.Exit(FAILED)
    done = write(settings, "unpark", {"destination": destination})
    say(f"{destination} is parked no more" if done else f"the running daemon sends to {destination} again")
