"""``tune``: what the threshold does to your own entries, and which one your labels speak for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import now, reading, settings_of
from monitor.cli.group import note
from monitor.cli.output import Column, cell, print_json, print_table, say
from monitor.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.settings import Settings
    from monitor.tune import Cut, Scored, Tuning

NEWEST = 5_000
BAR = 40
_CUTS = (
    Column("threshold", "threshold", right=True),
    Column("", "mark", fold=False),
    Column("entries told", "told", right=True),
    Column("stories a week", "stories_per_week", right=True),
    Column("precision", "precision", right=True),
    Column("recall", "recall", right=True),
    Column("cost", "cost", right=True),
)
_NAMED = (
    Column("id", "id", fold=False),
    Column("score", "score", right=True),
    Column("outlet", "outlet"),
    Column("title", "title"),
)


def tune(
    ctx: typer.Context,
    svg: Annotated[
        Path | None,
        typer.Option("--chart", metavar="FILE", help="Draw the histogram into FILE (.svg or .png)."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the suggested threshold into monitor.toml.")
    ] = False,
    newest: Annotated[
        int, typer.Option(min=1, help="How many entries are looked at, newest first.")
    ] = NEWEST,
    as_json: Annotated[bool, typer.Option("--json", help="The report as one JSON object.")] = False,
) -> None:
    """Show scores by label, what each threshold would tell, and the one that your labels speak for."""
    from monitor.store import entries, labels
    from monitor.tune import held_out
    from monitor.tune import tune as report
    from monitor.wiring import build_scorer

    settings = settings_of(ctx, long=True)
    with reading(settings) as state:
        with state.read() as conn:
            said = labels.all(conn)
            seen = {e.id: e for e in entries.latest(conn, newest)} | entries.get_many(conn, said)
        with progress("loading the encoder") as show:
            scorer = build_scorer(settings, state)
            scorer.load()
            scored = held_out(list(seen.values()), said, scorer.without, show("scoring"))
    policy = settings.relevance
    found = report(scored, policy.threshold, policy.digest_threshold, settings.story)
    if svg is not None:
        from monitor import charts

        suggested = found.suggested.threshold if found.suggested else None
        charts.draw(charts.histogram(found.histogram, policy.threshold, suggested), svg)
        note(f"histogram drawn in {svg}")
    if as_json:
        print_json([_object(found, scored)])
    else:
        _print(found, policy.threshold)
    if found.suggested is not None:
        if write:
            _write(settings, found.suggested.threshold)
        elif not as_json:
            say("Nothing is changed: `monitor tune --write` writes the suggestion into monitor.toml.")


def _print(found: "Tuning", threshold: float) -> None:
    say(
        f"{found.entries} entries of {found.weeks:.1f} weeks; labels: {found.relevant} relevant, "
        f"{found.irrelevant} irrelevant (each scored by a topic learnt without it)"
    )
    say()
    _print_histogram(found, threshold)
    say()
    print_table(
        _CUTS, [_row(cut, found) for cut in sorted({found.current, *found.cuts}, key=lambda c: c.threshold)]
    )
    say()
    if found.suggested is not None:
        say(f"Suggested threshold: {found.suggested.threshold:g} instead of {threshold:g}. {found.reason}")
        for what, some in (
            ("It would tell in addition", found.gained),
            ("It would no longer tell", found.lost),
        ):
            if some:
                say(f"{what}:")
                print_table(_NAMED, [_named(s) for s in some])
    else:
        say(f"No other threshold is suggested. {found.reason}")
    if found.near:
        say("Nearest to the threshold without a label (`monitor label ID relevant|irrelevant` teaches most):")
        print_table(_NAMED, [_named(s) for s in found.near])


def _print_histogram(found: "Tuning", threshold: float) -> None:
    bins = len(found.histogram["unlabelled"])
    most = max(max(map(max, found.histogram.values())), 1)
    say("score      relevant (+), irrelevant (-), unlabelled (.); one mark or more for any entry")
    for i in range(bins):
        bar = ""
        for name, sign in (("relevant", "+"), ("irrelevant", "-"), ("unlabelled", ".")):
            count = found.histogram[name][i]
            # Square roots: the entries far below outnumber all others by thousands.
            bar += sign * (max(1, round(BAR * (count / most) ** 0.5)) if count else 0)
        numbers = " ".join(str(found.histogram[name][i]) for name in ("relevant", "irrelevant", "unlabelled"))
        here = "◀ threshold" if i / bins <= threshold < (i + 1) / bins else ""
        say(f"{i / bins:.2f}-{(i + 1) / bins:.2f}  {bar:<{BAR}}  {numbers} {here}".rstrip())


def _row(cut: "Cut", found: "Tuning") -> dict[str, Any]:
    marks = [name for name, other in (("now", found.current), ("suggested", found.suggested)) if cut == other]
    return {
        "threshold": cut.threshold,
        "mark": ", ".join(marks),
        "told": cut.told,
        "stories_per_week": f"{cut.stories_per_week:.1f}",
        "precision": cut.precision,
        "recall": cut.recall,
        "cost": cut.cost,
    }


def _named(scored: "Scored") -> dict[str, Any]:
    entry = scored.entry
    return {"id": entry.id, "score": scored.value, "outlet": entry.outlet, "title": entry.title}


def _object(found: "Tuning", scored: "Sequence[Scored]") -> dict[str, Any]:
    from dataclasses import asdict

    def named(some: "tuple[Scored, ...]") -> list[dict[str, Any]]:
        return [_named(s) for s in some]

    return {
        "entries": found.entries,
        "weeks": found.weeks,
        "relevant": found.relevant,
        "irrelevant": found.irrelevant,
        "histogram": found.histogram,
        "cuts": [asdict(cut) for cut in found.cuts],
        "current": asdict(found.current),
        "suggested": asdict(found.suggested) if found.suggested else None,
        "reason": found.reason,
        "near": named(found.near),
        "gained": named(found.gained),
        "lost": named(found.lost),
        "labelled": [
            {"id": s.entry.id, "score": s.value, "relevant": s.relevant}
            for s in scored
            if s.relevant is not None
        ],
    }


def _write(settings: "Settings", threshold: float) -> None:
    from monitor.settings.threshold import FILE, save_threshold

    save_threshold(settings.folder, threshold, now())
    note(
        f"{cell(str(settings.folder / FILE))}: threshold = {threshold:g}, the text before is in backups/; "
        "a running daemon takes it up with `kill -HUP`"
    )
