"""``seeds``: what was kept of each seed document, why the rest was not, and which one disagrees."""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.context import settings_of
from monitor.cli.output import cell, console, print_json, say
from monitor.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from monitor.relevance import SeedDocument
    from monitor.relevance.lexicon import Lexicon


def seeds(
    ctx: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="One line or passage of a seed a line, as JSON.")
    ] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="Only what was left out.")] = False,
    passages: Annotated[
        bool, typer.Option("--passages", help="Passages that serve as examples, instead of lines.")
    ] = False,
) -> None:
    """Show the seed documents as they are understood, and warn of those that disagree with the rest."""
    from monitor import relevance
    from monitor.seeds import load
    from monitor.wiring import build_scorer

    settings = settings_of(ctx, long=True)
    corpus = load(settings.seeds)
    words = relevance.lexicons(settings.topic)
    if as_json:
        print_json(
            {"file": document.file, "text": text, "kept": not why, "reason": why}
            for document in corpus.documents
            for text, why in (_passages(document, words) if passages else _lines(document))
            if why or not dropped
        )
        return
    with progress("loading the encoder"):
        scorer = build_scorer(settings)
        scorer.load()
    odd = scorer.learning.odd if scorer.learning is not None else ()
    for document in corpus.documents:
        _print(document, words, dropped=dropped, passages=passages)
    for document in corpus.documents:
        if document.file in odd:
            say(f"Warning: {document.file} is unlike all other seeds. Is it about the same story?")
        elif all(why for _, why in _passages(document, words)):
            say(f"Warning: no passage of {document.file} tells the event in the words of topic.toml.")
            say("    Is it about the story, and are its words listed?")


def _print(
    document: "SeedDocument", words: "Mapping[str, Lexicon]", *, dropped: bool, passages: bool
) -> None:
    from rich.text import Text

    lines, pieces = _lines(document), _passages(document, words)
    kept, examples = (sum(not why for _, why in rows) for rows in (lines, pieces))
    out = console()
    summary = (
        f"{document.file}: {kept} of {len(lines)} lines kept; "
        f"{examples} of {len(pieces)} passages serve as examples"
    )
    out.print(Text(summary, style="bold"))
    for text, why in pieces if passages else lines:
        if why:
            out.print(Text(f"  ✗ {cell(text)}  ({why})", style="dim"))
        elif not dropped:
            out.print(Text(f"  ✓ {cell(text)}"))


def _lines(document: "SeedDocument") -> list[tuple[str, str]]:
    return [(line.text, "" if line.kept else line.reason) for line in document.lines]


def _passages(document: "SeedDocument", words: "Mapping[str, Lexicon]") -> list[tuple[str, str]]:
    from monitor.relevance import weakness

    return [(window.text, weakness(window, words)) for window in document.windows]
