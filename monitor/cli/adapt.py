"""``adapt``: what the topic was learnt from beside the seeds; adapt it to the feeds, or take that back."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import reading, settings_of
from monitor.cli.group import complain
from monitor.cli.output import Column, cell, print_json, print_table, say
from monitor.cli.writes import write

if TYPE_CHECKING:
    from monitor.records import Adaptation, Learning

LEARNINGS_SHOWN = 10
_ADAPTED = (
    Column("adapted (UTC)", "made_at", fold=False),
    Column("entries seen", "seen", right=True),
    Column("taken as ordinary", "ordinary", right=True),
    Column("", "mark", fold=False),
)
_LEARNT = (
    Column("learnt (UTC)", "learnt_at", fold=False),
    Column("seeds", "seeds", right=True),
    Column("labels", "labels", fold=False),
    Column("ordinary entries", "ordinary", right=True),
    Column("cost held out", "cost", right=True),
    Column("topic", "identity", fold=False),
)


def adapt(
    ctx: typer.Context,
    make: Annotated[
        bool, typer.Option("--now", help="Adapt now to the ordinary entries of your feeds.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the last adaptation back; none follows by itself.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One event a line, as JSON.")] = False,
) -> None:
    """What the topic was adapted to, and each time it was learnt: from seeds, labels and your own feeds."""
    from monitor.store import adaptations

    settings = settings_of(ctx)
    if make and undo:
        raise typer.BadParameter("--now and --undo contradict each other")
    with reading(settings) as state, state.read() as conn:
        made, learnt = adaptations.all(conn), adaptations.latest(conn, LEARNINGS_SHOWN)
    if make:
        done = write(settings, "adapt", {})
        say("adapted; the next start learns with it" if done else "the running daemon adapts and learns anew")
    elif undo:
        if all(a.undone_at is not None for a in made):
            complain("there is no adaptation to take back")
            raise typer.Exit(1)
        done = write(settings, "unadapt", {})
        say("taken back; the next start learns without it" if done else "the running daemon takes it back")
    elif as_json:
        print_json([*map(_adapted, made), *map(_learnt, learnt)])
    else:
        _print(made, learnt)


def _print(made: "tuple[Adaptation, ...]", learnt: "tuple[Learning, ...]") -> None:
    if made:
        print_table(_ADAPTED, [_adapted(a) for a in made])
    else:
        say("not adapted to your feeds yet")
    if learnt:
        say()
        print_table(_LEARNT, [_learnt(one) for one in learnt])


def _adapted(made: "Adaptation") -> dict[str, Any]:
    return {
        "made_at": made.made_at,
        "seen": made.seen,
        "ordinary": len(made.ordinary),
        "undone_at": made.undone_at,
        "mark": f"taken back {cell(made.undone_at)}" if made.undone_at else "",
    }


def _learnt(one: "Learning") -> dict[str, Any]:
    said = one.relevant + one.irrelevant
    return {
        "learnt_at": one.learnt_at,
        "seeds": one.seeds,
        "labels": f"{one.relevant} relevant, {one.irrelevant} irrelevant" if said else "none",
        "relevant": one.relevant,
        "irrelevant": one.irrelevant,
        "ordinary": one.ordinary,
        "cost": one.cost,
        "identity": one.identity,
    }
