"""``silence`` and ``ack``: what the user does not want to hear, until an instant or until it changes."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import members, named, now, reading, settings_of
from monitor.cli.group import complain
from monitor.cli.output import cell, print_json, say
from monitor.cli.writes import write

if TYPE_CHECKING:
    from monitor.records import Matcher, Silence


app = typer.Typer(help="Be quiet about some news until an instant: add, list, expire.")

NOT_FOUND = 1

Severities = Annotated[list[str] | None, typer.Option("--severity", help="How loud; may be repeated.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Kind of the alert; may be repeated.")]
Milestones = Annotated[list[str] | None, typer.Option("--milestone", help="Its id; may be repeated.")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Of the article; may be repeated.")]
Outlets = Annotated[list[str] | None, typer.Option("--outlet", help="Who carries it; may be repeated.")]
Origins = Annotated[int, typer.Option("--origins", min=0, help="So many distinct origins or more.")]


@app.command("add")
def add(
    ctx: typer.Context,
    reason: Annotated[str, typer.Option("--reason", help="Why, for people who wonder later.")],
    until: Annotated[
        str | None,
        typer.Option(
            metavar="INSTANT", help="Its end: 2026-03-02, or 2026-03-02T18:00+03:00; UTC if not said."
        ),
    ] = None,
    span: Annotated[
        str | None, typer.Option("--for", metavar="DURATION", help="Its length instead: 12h, 3d, 2w.")
    ] = None,
    severity: Severities = None,
    kind: Kinds = None,
    milestone: Milestones = None,
    language: Languages = None,
    outlet: Outlets = None,
    origins: Origins = 0,
    everything: Annotated[bool, typer.Option("--all", help="All news, whatever it is.")] = False,
) -> None:
    """Record what fits, and tell nobody. Shifts that still hold when the silence ends are told then, once."""
    from monitor.records import AlertKind, Matcher, Severity, Silence

    settings = settings_of(ctx)
    at = now()
    for name in milestone or ():
        named(name, settings.milestone_names, "--milestone")
    matcher = Matcher(
        members(Severity, severity, "--severity"),
        members(AlertKind, kind, "--kind"),
        tuple(milestone or ()),
        tuple(language or ()),
        tuple(outlet or ()),
        origins,
    )
    if (matcher == Matcher()) is not everything:
        hint = "say what it is about (--milestone, --kind, …), or --all" if not everything else "--all is all"
        raise typer.BadParameter(hint)
    end = _end(until, span, at)
    if not reason.strip():
        raise typer.BadParameter("is empty", param_hint="--reason")

    from monitor.store import codec, silences

    with reading(settings):
        pass
    made = Silence(0, matcher, end, reason.strip(), at)
    ids: list[int] = []

    def change(conn: Any) -> None:
        ids.append(silences.add(conn, made).id)

    done = write(settings, "silence", {"silence": codec.dump(made)}, change)
    about = f"{words(matcher)} until {end:%Y-%m-%d %H:%M} UTC"
    say(f"silence {ids[0]}: {about}" if done else f"passed to the running daemon: silence about {about}")


@app.command("list")
def show(
    ctx: typer.Context,
    over: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One a line, as JSON.")] = False,
) -> None:
    """Silences in force, and milestones acknowledged."""
    from monitor.store import acknowledgements, silences

    settings, at = settings_of(ctx), now()
    with reading(settings) as state, state.read() as conn:
        found = silences.all(conn) if over else silences.running(conn, at)
        acknowledged = acknowledgements.all(conn)
    if as_json:
        print_json(_row(one, at) for one in found)
        print_json(
            {"acknowledged": a.milestone, "made_at": a.made_at, "shift": a.shift}
            for a in acknowledged.values()
        )
        return
    for one in found:
        state_ = "over" if one.until <= at else f"until {one.until:%Y-%m-%d %H:%M} UTC"
        say(f"{one.id:>4}  {state_}  {words(one.matcher)}: {cell(one.reason)}")
    for a in acknowledged.values():
        say(f" ack  since {cell(a.made_at)}  {a.milestone}, until it changes")
    if not (found or acknowledged):
        say("no silences")


@app.command("expire")
def expire(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `monitor silence list` shows it.")],
) -> None:
    """End a silence now; what it kept back and what still holds is told within minutes."""
    from monitor.store import silences

    settings, at = settings_of(ctx), now()
    with reading(settings) as state, state.read() as conn:
        there = any(one.id == number for one in silences.running(conn, at))
    if not there:
        complain(f"no silence {number} is in force; `monitor silence list` shows those that are")
        raise typer.Exit(NOT_FOUND)
    done = write(settings, "expire", {"silence": number})
    say(f"silence {number} is over" if done else f"the running daemon ends silence {number}")


def ack(
    ctx: typer.Context,
    milestone: Annotated[str, typer.Argument(metavar="MILESTONE", help="Its id in milestones.toml.")],
    undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False,
) -> None:
    """Acknowledge how a milestone stands: reminders and repetitions keep quiet until it changes."""
    from monitor.store import acknowledgements

    settings = settings_of(ctx)
    named(milestone, settings.milestone_names, "MILESTONE")
    with reading(settings) as state, state.read() as conn:
        there = milestone in acknowledgements.all(conn)
    if undo and not there:
        complain(f"{milestone} is not acknowledged; `monitor silence list` shows what is")
        raise typer.Exit(NOT_FOUND)
    done = write(settings, "unacknowledge" if undo else "acknowledge", {"milestone": milestone})
    what = f"{milestone}: {'no longer acknowledged' if undo else 'acknowledged until it changes'}"
    say(what if done else f"passed to the running daemon: {what}")


def words(matcher: "Matcher") -> str:
    """What a matcher fits, in words."""
    parts = [
        f"{name} {' or '.join(given)}"
        for name, given in (
            ("severity", matcher.severity),
            ("kind", matcher.kind),
            ("milestone", matcher.milestone),
            ("language", matcher.language),
            ("outlet", tuple(cell(name) for name in matcher.outlet)),
        )
        if given
    ]
    parts += [f"{matcher.origins} origins or more"] if matcher.origins else []
    return ", ".join(parts) or "everything"


def _end(until: str | None, span: str | None, at: datetime) -> datetime:
    from monitor.settings.duration import parse_duration

    if (until is None) is (span is None):
        raise typer.BadParameter("give its end with --until or its length with --for")
    try:
        if span is not None:
            end = at + parse_duration(span)
        else:
            end = datetime.fromisoformat(until or "")
            end = (end if end.tzinfo is not None else end.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        shown, hint = (span, "--for") if span is not None else (until, "--until")
        raise typer.BadParameter(f"cannot read “{shown}”", param_hint=hint) from None
    if end <= at:
        raise typer.BadParameter("it would be over already", param_hint="--until" if until else "--for")
    return end


def _row(one: "Silence", at: datetime) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "silence": one.id,
        "matcher": asdict(one.matcher),
        "until": one.until,
        "running": one.ended_at is None and one.until > at,
        "reason": one.reason,
        "made_at": one.made_at,
        "ended_at": one.ended_at,
    }
