"""What was read out of a text: marked in the text, then in tables with what speaks against it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.output import Column, cell, confidence_words, console, directed, print_table, say

if TYPE_CHECKING:
    from monitor.records import Count, DateMention, Entry, Extraction, Site, Statement

STDIN = Path("-")
ROWS = 200
"""Rows of a table that are shown."""
_QUOTE = 160
"""Code points of a quote below the tables."""

_DATES = (
    Column("", "number", right=True, fold=False),
    Column("date", "text"),
    Column("days", "days", fold=False),
    Column("bound", "bound", fold=False),
    Column("role", "role", fold=False),
    Column("belongs to", "owner"),
)
_STATEMENTS = (
    Column("", "number", right=True, fold=False),
    Column("milestone", "milestone"),
    Column("deadline", "deadline", fold=False),
    Column("put as", "modality"),
    Column("bound", "bound", fold=False),
    Column("said by", "said by"),
    Column("rank", "rank", fold=False),
    Column("sure", "confidence", right=True, fold=False),
)
_COUNTS = (
    Column("count", "n", right=True, fold=False),
    Column("of whom", "who"),
    Column("where", "place"),
    Column("words", "text"),
)
_SITES = (Column("site", "name"), Column("words", "text"))


def plain_entry(path: Path, published: datetime) -> "Entry":
    """A plain text as an entry: its first line is the title, the rest the body.

    Args:
        path: a file, or ``-`` for standard input.
        published: its day.

    Raises:
        ArchiveError: not readable, or not UTF-8 text.
    """
    from monitor.records import Entry

    title, _, body = _text(path).strip().partition("\n")
    name = "stdin" if path == STDIN else path.name
    at = published.replace(tzinfo=UTC)
    return Entry(
        id="stdin" if path == STDIN else path.stem,
        version=1,
        feed="file",
        outlet=name,
        origin=name,
        lang="und",
        published_at=at,
        seen_at=at,
        title=title.strip(),
        summary="",
        body=body.strip(),
        url=None,
        digest="",
    )


def _text(path: Path) -> str:
    import sys

    from monitor.errors import ArchiveError, Problem

    try:
        data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise ArchiveError(Problem(str(path), "", f"cannot be read: {error.strerror}.")) from error
    except UnicodeDecodeError as error:
        raise ArchiveError(Problem(str(path), "", "is not UTF-8 text.", "Save it as UTF-8.")) from error


def show_reading(
    entry: "Entry", read: "Extraction", reasons: Sequence[str], names: Mapping[str, str]
) -> None:
    """Print one entry with what was read marked in it, then what it says.

    Args:
        entry: the article.
        read: what it says.
        reasons: for each of its dates why it belongs to no milestone, empty where it does.
        names: of the milestones, by id.
    """
    from monitor.cli.marked import legend, marked

    out = console()
    out.rule(f"{cell(entry.id)}, {cell(entry.outlet)}, {entry.published_at:%Y-%m-%d}", style="dim")
    if read.dates or read.statements or read.counts or read.sites:
        out.print(legend())
    for paragraph in marked(entry, read):
        out.print()
        out.print(directed(paragraph))
    say()
    if read.dates:
        owners = [_owner(d, read, reason) for d, reason in zip(read.dates, reasons, strict=True)]
        rows = [_date(n, d, owners[n - 1]) for n, d in enumerate(read.dates[:ROWS], 1)]
        print_table(_DATES, rows, title="Dates")
        _rest(len(read.dates))
    if read.statements:
        rows = [_statement(n, s) for n, s in enumerate(read.statements[:ROWS], 1)]
        print_table(_STATEMENTS, rows, title="Statements")
        _rest(len(read.statements))
        for number, statement in enumerate(read.statements[:ROWS], 1):
            _proof(number, statement, names)
        say()
    if read.counts:
        print_table(_COUNTS, [_count(c) for c in read.counts[:ROWS]], title="Counts")
        _rest(len(read.counts))
    if read.sites:
        print_table(_SITES, [_site(s) for s in read.sites[:ROWS]], title="Sites")
        _rest(len(read.sites))
    if not read.dates:
        say("no dates")
    if not read.statements:
        say("no statements about a milestone")
    say()


def _rest(rows: int) -> None:
    if rows > ROWS:
        say(f"… and {rows - ROWS} more; --json shows all")
    say()


def _owner(mention: "DateMention", read: "Extraction", reason: str) -> str:
    """The statements that a date belongs to, or why there is none, and what is peculiar about it."""
    quote = mention.quote
    own = [
        f"S{number} {statement.milestone}"
        for number, statement in enumerate(read.statements, 1)
        if statement.date is not None
        and statement.date.field is quote.field
        and statement.date.start <= quote.start
        and quote.end == statement.date.end
    ]
    told = ", ".join(own) or f"– {reason}"
    return told if not mention.note or mention.note == reason else f"{told} ({mention.note})"


def _date(number: int, mention: "DateMention", owner: str) -> dict[str, object]:
    from monitor.cli.marked import days

    return {
        "number": number,
        "text": mention.quote.text,
        "days": days(mention),
        "bound": mention.bound,
        "role": mention.role,
        "owner": owner,
    }


def _statement(number: int, statement: "Statement") -> dict[str, object]:
    from monitor.cli.marked import span

    due = statement.due
    marks = [m for m in ("background", "commentary") if getattr(statement, m)]
    change = [f"change: {statement.change}"] if statement.change is not None else []
    if statement.modality == "denied" and statement.change not in (None, "stays"):
        change = ["of a change"]
    return {
        "number": f"S{number}",
        "milestone": statement.milestone,
        "deadline": "no date" if due is None else span(due.first_day, due.last_day),
        "modality": ", ".join([statement.modality, *marks, *change]),
        "bound": "–" if due is None else due.bound,
        "said by": statement.speaker or "nobody named",
        "rank": statement.rank,
        "confidence": statement.confidence,
    }


def _proof(number: int, statement: "Statement", names: Mapping[str, str]) -> None:
    """The milestone and the words of one statement, the rule that read them, and what speaks against it."""
    from rich.padding import Padding
    from rich.text import Text

    from monitor.render import plain

    out = console()
    quote = statement.quote
    parts = [
        f"{n} {cell(getattr(statement, n))}" for n in ("actor", "scope", "place") if getattr(statement, n)
    ]
    name = names.get(statement.milestone, statement.milestone)
    say(f"S{number}  {cell(name)}")
    lines = [
        Text(f"“{plain(quote.text, _QUOTE)}”"),
        Text(", ".join(parts)),
        Text(f"rule {statement.rule}; {quote.field}[{quote.start}:{quote.end}]"),
        Text(confidence_words(statement.confidence, statement.doubts)),
    ]
    for line in lines:
        if line:
            out.print(Padding(directed(line), (0, 0, 0, 4)))


def _count(count: "Count") -> dict[str, object]:
    most = f"–{count.n_max}" if count.n_max is not None else ""
    return {
        "n": f"{count.n}{most}",
        "who": count.who or "–",
        "place": count.place or "–",
        "text": count.quote.text,
    }


def _site(site: "Site") -> dict[str, object]:
    return {"name": site.name, "text": site.quote.text}
