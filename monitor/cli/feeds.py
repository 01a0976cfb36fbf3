"""``feeds``: the configured feeds and how they are doing; OPML in and out; a trial of one address."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import now, settings_of
from monitor.cli.group import note
from monitor.cli.output import Column, ago, print_json, print_table, say

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.records import Feed, FeedState
    from monitor.settings import Settings

app = typer.Typer(help="The feeds: list with health, import and export OPML, try one address.")

_LISTED = (
    Column("feed", "name", fold=False),
    Column("outlet", "outlet"),
    Column("health", "health", fold=False),
    Column("polled", "polled", fold=False),
    Column("next", "next", fold=False),
    Column("news", "news", fold=False),
    Column("trouble", "error"),
)


@app.callback(invoke_without_command=True)
def feeds(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One feed a line, as JSON.")] = False,
) -> None:
    """The feeds of the configuration and how each is doing."""
    if ctx.invoked_subcommand is not None:
        return
    from monitor.formats import feed_object

    settings = settings_of(ctx)
    states = states_of(settings)
    if as_json:
        print_json(feed_object(feed, states.get(feed.name)) for feed in settings.feeds)
        return
    at = now()
    print_table(_LISTED, [_row(feed, states.get(feed.name), at) for feed in settings.feeds])


@app.command("export")
def export_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="OPML file to write; - is standard output.")],
) -> None:
    """Write the feeds as OPML, for any feed reader."""
    from monitor import opml
    from monitor.errors import ArchiveError, Problem

    document = opml.write(settings_of(ctx).feeds, now())
    if str(file) == "-":
        say(document.decode("utf-8").rstrip("\n"))
        return
    try:
        file.write_bytes(document)
    except OSError as error:
        raise ArchiveError(Problem(str(file), "", f"cannot be written: {error.strerror}.")) from error
    note(f"feeds written to {file}")


@app.command("import")
def import_opml(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="OPML file of a feed reader.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be added to feeds.toml, and add nothing.")
    ] = False,
) -> None:
    """Add the feeds of an OPML file to feeds.toml; those already there are left alone."""
    from monitor import opml
    from monitor.settings import feedtext
    from monitor.settings.change import change

    settings = settings_of(ctx)
    found, problems = opml.read_file(file)
    new = opml.additions(found, settings.feeds)
    if dry_run:
        say(feedtext.as_toml(new).rstrip("\n"))
    elif new:
        change(settings.folder, feedtext.FILE, lambda text: feedtext.with_feeds(text, new), now())
    for problem in problems:
        note(str(problem))
    verb = "would be added" if dry_run else "added"
    known = len(found) - len(new)
    note(f"{len(new)} feed{'' if len(new) == 1 else 's'} {verb}, {known} known already")


@app.command("test")
def try_out(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a feed, configured or not.")],
    as_json: Annotated[bool, typer.Option("--json", help="One entry a line, as JSON.")] = False,
) -> None:
    """Fetch and read one address as a poll would, and show what it sees; nothing is recorded."""
    from monitor.cli.trial import show_trial

    show_trial(settings_of(ctx), url, as_json=as_json)


def states_of(settings: "Settings") -> "dict[str, FeedState]":
    """What is remembered about each feed, by name; empty before the first run."""
    from contextlib import closing

    from monitor import store
    from monitor.store import feeds as recorded

    try:
        opened = store.open(settings.state, now(), readonly=True)
    except store.MissingError:
        return {}
    with closing(opened), opened.read() as conn:
        return recorded.some(conn, [feed.name for feed in settings.feeds])


def _row(feed: "Feed", state: "FeedState | None", at: "datetime") -> dict[str, Any]:
    if feed.paused:
        then = "when resumed"
    elif state is None:
        then = "at the start"
    else:
        then = "due" if state.next_poll_at <= at else ago(state.next_poll_at, at)
    return {
        "name": feed.name,
        "outlet": feed.outlet,
        "health": "paused" if feed.paused else state.health if state is not None else "new",
        "polled": ago(state.polled_at if state is not None else None, at),
        "next": then,
        "news": ago(state.new_at if state is not None else None, at),
        "error": (state.error if state is not None else None) or "",
    }
