"""``replay``, ``score`` and ``extract``: the same pipeline over an archive; nothing is recorded or sent."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.group import note
from monitor.cli.output import Column, console, print_json, print_table, say
from monitor.cli.progress import progress

if TYPE_CHECKING:
    from monitor.records import Entry, Score
    from monitor.replay import Replayed

FAILURES_SHOWN = 5
_TEXTS = (".txt", ".text", ".md")

_Archive = Annotated[
    Path,
    typer.Argument(metavar="ARCHIVE", help="JSON Lines of entries, or a folder of feed files."),
]
_Json = Annotated[bool, typer.Option("--json", help="One object a line, as JSON (docs/formats.md).")]

_SCORED = (
    Column("id", "id", fold=False),
    Column("score", "score", right=True, fold=False),
    Column("relevant", "relevant", fold=False),
    Column("shared words", "terms"),
    Column("title", "title"),
)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("replay")(replay)
    app.command("score")(score)
    app.command("extract")(extract)


def replay(
    ctx: typer.Context,
    archive: _Archive,
    everything: Annotated[bool, typer.Option("--all", help="Also alerts not told, with the reason.")] = False,
    clock: Annotated[
        bool,
        typer.Option("--clock", help="The calendar speaks too: reminders, lapsed deadlines, silences."),
    ] = False,
    as_json: _Json = False,
) -> None:
    """Run the whole pipeline over an archive with a simulated clock and fresh state; send nothing."""
    from monitor.formats import alert_object
    from monitor.replay import replay as run
    from monitor.wiring import build_parts

    settings = settings_of(ctx, long=True)
    entries = _read(archive)
    with progress("loading the encoder") as show:
        parts = build_parts(settings)
        replayed = run(entries, parts, on_progress=show("judging"), clock=clock)
    alerts = [a for a in replayed.alerts if everything or a.suppressed is None]
    if as_json:
        print_json(alert_object(alert) for alert in alerts)
        _warn(replayed)
        return
    from monitor.render import render
    from monitor.send.terminal import panel

    out = console()
    for alert in alerts:
        rendered = render(alert, names=settings.milestone_names, language=settings.language)
        out.print(panel(rendered.title, rendered.body, alert.severity))
        if alert.suppressed is not None:
            say(f"    not told: {alert.suppressed}")
    counts = replayed.counts
    say(
        f"{counts.entries} entries, {counts.relevant} relevant, {counts.statements} statements, "
        f"{counts.alerts} alerts, {counts.suppressed} not told"
    )
    _warn(replayed)


def score(
    ctx: typer.Context,
    archive: _Archive,
    fields: Annotated[
        str, typer.Option(metavar="LIST", help="Fields that are judged, such as title,summary.")
    ] = "title,summary,body",
    as_json: _Json = False,
) -> None:
    """Score every entry of an archive against the seeds."""
    from monitor.formats import score_object
    from monitor.wiring import build_score

    settings = settings_of(ctx, long=True)
    judged = [_only(entry, fields) for entry in _read(archive)]
    scores: list[Score] = []
    with progress("loading the encoder") as show:
        score_all = build_score(settings)
        told = show("scoring")
        for start in range(0, len(judged), 64):
            scores += score_all(judged[start : start + 64])
            told(len(scores), len(judged))
    found = list(zip(judged, scores, strict=True))
    if as_json:
        print_json(score_object(entry, value) for entry, value in found)
        return
    rows = [
        {"id": e.id, "score": s.value, "relevant": s.relevant, "terms": list(s.terms[:5]), "title": e.title}
        for e, s in found
    ]
    print_table(_SCORED, rows)
    say(f"{len(rows)} entries, {sum(s.relevant for _, s in found)} relevant")


def extract(
    ctx: typer.Context,
    archive: Annotated[
        Path,
        typer.Argument(
            metavar="ARCHIVE",
            help="JSON Lines of entries, a folder of feed files, or with --published a text file or -.",
        ),
    ],
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Publication day; ARCHIVE is then one plain-text article, - for stdin."
        ),
    ] = None,
    as_json: _Json = False,
) -> None:
    """Read dates, statements, counts and sites: marked in the text, with evidence, rule and confidence."""
    from monitor.cli.reading import plain_entry, show_reading
    from monitor.formats import extract_object
    from monitor.wiring import build_explained

    settings = settings_of(ctx, long=True)
    plain = str(archive) == "-" or archive.suffix.lower() in _TEXTS
    if published is None and plain:
        raise typer.BadParameter("a plain text needs its day: --published 2026-03-31", param_hint="ARCHIVE")
    entries = _read(archive) if published is None else [plain_entry(archive, published)]
    read = build_explained(settings)
    extracted = []
    with progress("reading") as show:
        told = show("reading")
        for done, entry in enumerate(entries, 1):
            extracted.append((entry, read(entry)))
            told(done, len(entries))
    if as_json:
        print_json(extract_object(entry, found) for entry, (found, _) in extracted)
        return
    for entry, (found, reasons) in extracted:
        show_reading(entry, found, reasons, settings.milestone_names)


def _warn(replayed: "Replayed") -> None:
    """Say what went wrong inside, so that silence is never mistaken for no news."""
    if replayed.counts.unscored:
        note(f"{replayed.counts.unscored} entries could not be scored")
    for (entry, _version), cause in list(replayed.failures.items())[:FAILURES_SHOWN]:
        note(f"entry {entry} could not be read: {cause}")
    if len(replayed.failures) > FAILURES_SHOWN:
        note(f"and {len(replayed.failures) - FAILURES_SHOWN} more could not be read")


def _read(archive: Path) -> "Sequence[Entry]":
    from monitor.archive import read

    entries = list(read(archive))
    if not entries:
        note(f"{archive} holds no entries")
    return entries


def _only(entry: "Entry", fields: str) -> "Entry":
    """The entry with every field emptied that is not named."""
    from dataclasses import replace

    from monitor.records import Field

    named = {name.strip() for name in fields.split(",") if name.strip()}
    known = {field.value for field in Field}
    if not named or not named <= known:
        raise typer.BadParameter(f"name some of {', '.join(sorted(known))}", param_hint="--fields")
    return replace(
        entry,
        title=entry.title if Field.TITLE in named else "",
        summary=entry.summary if Field.SUMMARY in named else "",
        body=entry.body if Field.BODY in named else "",
    )
