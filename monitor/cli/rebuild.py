"""``rebuild``: read the stored entries again, show what that changes, and put the new ledger in force."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.context import now, reading, settings_of
from monitor.cli.group import note
from monitor.cli.output import cell, print_json, quoted, say
from monitor.cli.progress import progress
from monitor.cli.writes import write_and_wait

if TYPE_CHECKING:
    from monitor.judge import Parts
    from monitor.rebuild import Rebuilt
    from monitor.records import Alert, Shift
    from monitor.settings import Settings
    from monitor.store import Store
    from monitor.store.drafts import Draft

FAILURES_SHOWN = 20
QUOTE = 200
"""Code points of a quote that are shown."""
_FATES = {
    "in-force": "The new ledger is in force; `monitor rebuild --undo` goes back to the one before.",
    "same": "The ledger in force holds the same: nothing was replaced.",
    "dry-run": "Nothing is changed: `monitor rebuild` puts it in force.",
    "undone": "The ledger before the rebuild is in force again, with what was read since.",
    "asked": "The running daemon puts it in force as soon as it has judged what waits.",
}


def rebuild(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change; the next rebuild takes it up.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Go back to the ledger before the last rebuild.")
    ] = False,
    rescore: Annotated[
        bool, typer.Option("--rescore", help="Score all entries anew first, instead of reusing their scores.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One difference a line, then a summary, as JSON (docs/formats.md).")
    ] = False,
) -> None:
    """Read all stored entries again by the rules of now, and show which shifts that changes; send nothing."""
    from monitor import rebuild as use
    from monitor.store.drafts import Plan
    from monitor.store.drafts import open as open_draft

    if undo and (rescore or dry_run):
        raise typer.BadParameter("--undo goes with no other option but --json")
    settings = settings_of(ctx, long=True)
    with reading(settings) as state:
        if undo:
            parts = _parts(settings)
            found = use.compare_former(state, parts)
            _show(settings, found, as_json=as_json)
            made = write_and_wait(
                settings.state, state, "undo-rebuild", {}, lambda held: use.undo(held, parts, now())
            )
            _conclude(found, "undone" if made else "asked", as_json=as_json)
            return
        with _resumable():
            parts, scorer = _scoring_parts(settings, state) if rescore else (_parts(settings), "")
            _agree(settings, state, parts.rules)
            with closing(open_draft(settings.state, Plan(parts.rules, scorer))) as draft:
                found = _made(state, draft, parts)
            _show(settings, found, as_json=as_json)
            fate = "dry-run"
            if not dry_run:
                made = _put_in_force(settings, state, draft.name, parts)
                fate = "asked" if not made else "same" if found.same else "in-force"
    _conclude(found, fate, as_json=as_json)


def _parts(settings: "Settings") -> "Parts":
    from monitor.wiring import build_parts

    # Scores are reused as they are recorded: the encoder need not be loaded.
    return build_parts(settings, lambda _batch: ())


def _scoring_parts(settings: "Settings", state: "Store") -> "tuple[Parts, str]":
    from monitor.wiring import build_parts, build_scorer

    scorer = build_scorer(settings, state)
    with progress("loading the encoder"):
        scorer.load()
    return build_parts(settings, scorer), scorer.identity


def _agree(settings: "Settings", state: "Store", rules: str) -> None:
    """Refuse to read by rules that the running daemon does not read by: the ledger would be mixed at once.

    Raises:
        StateError: it reads by others, with what to do.
    """
    from monitor import store
    from monitor.errors import StateError
    from monitor.store import meta

    holder = store.holder(settings.state)
    if holder is None:
        return
    with state.read() as conn:
        if meta.get(conn, meta.DAEMON_RULES) == rules:
            return
    raise StateError(
        f"the running daemon (pid {holder.pid}) reads by other rules than {settings.folder} and this "
        f"version. Have it read its configuration again (`kill -HUP {holder.pid}`), or restart it after an "
        "update; then run `monitor rebuild` again."
    )


def _made(state: "Store", draft: "Draft", parts: "Parts") -> "Rebuilt":
    """Fill the draft, from where it was left, and compare it with the ledger in force."""
    import os

    from monitor import rebuild as use
    from monitor.readers import readers

    there = len(draft.done())
    if there:
        note(f"{there} entries were read before; going on from there")
    with progress("looking") as stage:
        if draft.plan.scorer:
            use.score(state, draft, parts, stage("scoring"))
        with readers(os.cpu_count() or 1) as each:
            use.read(state, draft, parts, each=each, on_progress=stage("reading"))
        stage("comparing")
        return use.compare(state, draft, parts)


def _put_in_force(settings: "Settings", state: "Store", name: str, parts: "Parts") -> bool:
    from monitor import rebuild as use
    from monitor.store import drafts

    def install(held: "Store") -> None:
        with closing(drafts.reopen(settings.state, name)) as draft:
            use.install(held, draft, parts, now())
            draft.discard()

    return write_and_wait(settings.state, state, "rebuild", {"draft": name}, install)


@contextmanager
def _resumable() -> Iterator[None]:
    """Tell whoever stops, or is stopped by a full disk, that nothing is lost."""
    from monitor.store import DiskError

    try:
        yield
    except (KeyboardInterrupt, DiskError):
        note("what was read is kept: `monitor rebuild` goes on from there. The ledger in force is as it was.")
        raise


def _show(settings: "Settings", found: "Rebuilt", *, as_json: bool) -> None:
    """The shifts that are different, by name, with their words."""
    rows = list(_differences(found))
    if as_json:
        print_json(
            {"change": change, "was": _object(was, settings), "now": _object(new, settings)}
            for change, was, new in rows
        )
        return
    for change, was, new in rows:
        lines = [_told(shift, settings) for shift in (was, new) if shift is not None]
        say(f"{change:8}{lines[0][0]}")
        say(f"{'':8}{lines[0][1]}")
        for headline, words in lines[1:]:
            say(f"{'  now':8}{headline}")
            say(f"{'':8}{words}")
    if rows:
        say()


def _differences(found: "Rebuilt") -> "Iterator[tuple[str, Shift | None, Shift | None]]":
    yield from (("gained", None, shift) for shift in found.difference.gained)
    yield from (("lost", shift, None) for shift in found.difference.lost)
    yield from (("changed", pair.before, pair.after) for pair in found.difference.changed)


def _told(shift: "Shift", settings: "Settings") -> tuple[str, str]:
    """A shift in one line, and its proof in another."""
    from monitor.render import headline, isolated

    alert = _alert(shift)
    line = headline(alert, names=settings.milestone_names, language=settings.language)
    words = quoted(alert.quote.text, QUOTE) if alert.quote is not None else ""
    return isolated(
        line
    ), f"{words} {cell(alert.outlet)}, {shift.at:%Y-%m-%d}; entry {cell(alert.entry)}".strip()


def _alert(shift: "Shift") -> "Alert":
    from monitor.alerts import of_shift

    return of_shift(shift, None, shift.at, shift.key)


def _object(shift: "Shift | None", settings: "Settings") -> dict[str, Any] | None:
    from monitor.formats import alert_object
    from monitor.render import headline

    if shift is None:
        return None
    alert = _alert(shift)
    line = headline(alert, names=settings.milestone_names, language=settings.language)
    return {"headline": line, **alert_object(alert)}


def _conclude(found: "Rebuilt", fate: str, *, as_json: bool) -> None:
    """What the rebuild came to, in figures, and what is in force now."""
    different = found.difference
    figures = {
        "entries": found.entries,
        "statements": found.statements,
        "statements_before": found.statements_before,
        "gained": len(different.gained),
        "lost": len(different.lost),
        "changed": len(different.changed),
    }
    failures = [{"entry": id_, "version": v, "cause": why} for (id_, v), why in found.failures.items()]
    if as_json:
        print_json([{"change": "summary", **figures, "failures": failures, "fate": fate}])
        return
    say(
        f"{found.entries} entries read: {found.statements} statements, {found.statements_before} before; "
        "shifts: " + ", ".join(f"{figures[what]} {what}" for what in ("gained", "lost", "changed"))
    )
    if failures:
        say(f"{len(failures)} could not be read and keep the statements they had:")
        for failed in failures[:FAILURES_SHOWN]:
            say(f"    {cell(failed['entry'])} version {failed['version']}: {cell(failed['cause'])}")
        if len(failures) > FAILURES_SHOWN:
            say(f"    and {len(failures) - FAILURES_SHOWN} more (--json lists all)")
    say(_FATES[fate])
