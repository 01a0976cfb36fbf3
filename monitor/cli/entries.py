"""``entries``: what was seen, how it scored and why, what it states."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import named, reading, settings_of
from monitor.cli.group import complain, note
from monitor.cli.output import Column, print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from monitor.records import Entry, Score

app = typer.Typer(help="What was seen: list with scores, explain one, export an archive.")

NOT_FOUND = 1
_LISTED = (
    Column("id", "id", fold=False),
    Column("published (UTC)", "published", fold=False),
    Column("score", "score", right=True, fold=False),
    Column("", "mark", fold=False),
    Column("outlet", "outlet"),
    Column("title", "title"),
)


@app.callback(invoke_without_command=True)
def entries(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many, newest first.")] = 20,
    relevant: Annotated[bool, typer.Option("--relevant", help="Only relevant ones.")] = False,
    feed: Annotated[str | None, typer.Option(help="Only those of this feed.")] = None,
    lang: Annotated[str | None, typer.Option(help="Only those in this language.")] = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write every entry to FILE as an archive; - is stdout."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One entry a line, as JSON.")] = False,
) -> None:
    """The latest entries with their scores, newest first."""
    if ctx.invoked_subcommand is not None:
        return
    from monitor.store import entries as recorded
    from monitor.store import labels, scores

    settings = settings_of(ctx, long=export is not None)
    wanted = True if relevant else None
    with reading(settings) as state, state.read() as conn:
        if export is not None:
            _export(recorded.export(conn, relevant=wanted), export)
            return
        found = recorded.latest(conn, limit, relevant=wanted, feed=feed, lang=lang)
        scored = scores.of(conn, [entry.id for entry in found])
        labelled = labels.all(conn)
    if not found:
        named(feed, (f.name for f in settings.feeds), "--feed")
    rows = [_row(entry, scored.get(entry.id), labelled.get(entry.id)) for entry in found]
    if as_json:
        print_json({k: v for k, v in row.items() if k != "mark"} for row in rows)
    elif rows:
        print_table(_LISTED, rows)
    else:
        say("no entries yet")


@app.command("show")
def show(
    ctx: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ID", help="Identity of an entry, or its beginning.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Explain one entry: its text, its score and what it is like, what it states with the quotes."""
    from monitor.cli.explain import explain, explained
    from monitor.ledger import finds
    from monitor.store import alerts, labels, scores, statement_labels, statements

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        found = one_entry(conn, entry)
        score = scores.get(conn, found.id)
        stated = statements.of_entry(conn, found.id, found.version)
        raised = alerts.of_entry(conn, found.id)
        label = labels.get(conn, found.id)
        verdicts = {
            row.key: one for one in statement_labels.in_force(conn) for row in stated if finds(one, row)
        }
    if as_json:
        print_json([explained(found, score, stated, raised, label, verdicts)])
    else:
        names = settings.milestone_names
        explain(found, score, stated, raised, label, verdicts, names=names, language=settings.language)


def one_entry(conn: "Connection", id: str) -> "Entry":
    """The entry that a person means; leaves with a message when it is none or not the only one."""
    from monitor.store import entries as recorded

    found = recorded.get(conn, id)
    if found is not None:
        return found
    ids = recorded.matching(conn, id) if id else []
    if len(ids) == 1:
        found = recorded.get(conn, ids[0])
        if found is not None:
            return found
    if ids:
        complain(f"{id} may mean {', '.join(ids)}; give more of it")
    else:
        complain(f"no entry {id}; `monitor entries` lists them, the first column is the ID")
    raise typer.Exit(NOT_FOUND)


def _row(entry: "Entry", score: "Score | None", label: bool | None) -> dict[str, Any]:
    relevant = score.relevant if score is not None else None
    mark = "✓" if relevant else ""
    if label is not None:
        mark = "labelled ✓" if label else "labelled ✗"
    return {
        "id": entry.id,
        "published": entry.published_at,
        "feed": entry.feed,
        "outlet": entry.outlet,
        "lang": entry.lang,
        "score": score.value if score is not None else None,
        "relevant": relevant,
        "label": None if label is None else ("relevant" if label else "irrelevant"),
        "mark": mark,
        "title": entry.title,
        "url": entry.url,
    }


def _export(found: "Iterable[Entry]", path: Path) -> None:
    from monitor.archive import entry_object, write

    if str(path) == "-":
        print_json(entry_object(entry) for entry in found)
    else:
        note(f"{write(found, path)} entries written to {path}")
