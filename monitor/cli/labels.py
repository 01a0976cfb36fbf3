"""``labels``: everything the user said about entries and statements, listed and handed on as test cases."""

from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.context import reading, settings_of
from monitor.cli.output import cell, print_json, quoted, say

app = typer.Typer(help="What you said about entries and statements: list it, or hand it on as test cases.")


@app.callback(invoke_without_command=True)
def labels(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One label a line, as JSON.")] = False,
) -> None:
    """The labels that hold now: those of entries, then those of statements, oldest first."""
    if ctx.invoked_subcommand is not None:
        return
    from monitor.store import entries, statement_labels
    from monitor.store import labels as said

    with reading(settings_of(ctx)) as state, state.read() as conn:
        of_entries = said.all(conn)
        known = entries.get_many(conn, list(of_entries))
        of_statements = [one.label for one in statement_labels.all(conn)]
    rows: list[dict[str, Any]] = [
        {
            "entry": id_,
            "label": "relevant" if relevant else "irrelevant",
            "words": known[id_].title if id_ in known else None,
            "milestone": None,
            "labelled_at": None,
            "correct_first_day": None,
            "correct_last_day": None,
            "correct_speaker": None,
            "correct_milestone": None,
            "note": "",
        }
        for id_, relevant in of_entries.items()
    ]
    for one in of_statements:
        right, due = one.correction, one.correction.due if one.correction else None
        rows.append(
            {
                "entry": one.entry,
                "label": one.verdict,
                "words": one.quote.text,
                "milestone": one.milestone,
                "labelled_at": one.labelled_at,
                "correct_first_day": due.first_day if due else None,
                "correct_last_day": due.last_day if due else None,
                "correct_speaker": (right.speaker or None) if right else None,
                "correct_milestone": (right.milestone or None) if right else None,
                "note": one.note,
            }
        )
    if as_json:
        print_json(rows)
        return
    if not rows:
        say("nothing labelled: `monitor label ID VERDICT` labels an entry or one of its statements")
    for row in rows:
        put_right = [
            f"{k.removeprefix('correct_')} {v}" for k, v in row.items() if k.startswith("correct") and v
        ]
        about = f"[{row['milestone']}] " if row["milestone"] else ""
        tail = f" ({', '.join(put_right)})" if put_right else ""
        say(f"{row['entry']}  {row['label']}{tail}  {about}{quoted(row['words'] or '', 80)}")
        if row["note"]:
            say(f"    {cell(row['note'])}")


@app.command("export")
def export(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where to.")] = Path("labels"),
) -> None:
    """Write every label as a test case, in the form of the development set, for `monitor eval FOLDER`."""
    from monitor.evaluation.cases import cases, written
    from monitor.publish import write
    from monitor.store import entries, statement_labels, statements, stories
    from monitor.store import labels as said

    settings = settings_of(ctx)
    with reading(settings) as state, state.read() as conn:
        of_entries = said.all(conn)
        of_statements = statement_labels.in_force(conn)
        ids = list(dict.fromkeys((*of_entries, *(one.entry for one in of_statements))))
        known = entries.get_many(conn, ids)
        stated = {id_: statements.of_entry(conn, id_, entry.version) for id_, entry in known.items()}
        story = stories.of(conn, ids)
    made = cases(known.values(), stated, story, of_entries, of_statements)
    out.mkdir(parents=True, exist_ok=True)
    for name, data in written(made, [rule.id for rule in settings.milestones]).items():
        write(out / name, data)
    say(f"{len(made)} entries in {out}; `monitor eval {out}` measures them")
