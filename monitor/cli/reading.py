"""What was read out of a text, shown in the text."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.output import Column, cell, console, print_table, quoted, say

if TYPE_CHECKING:
    from monitor.records import DateMention, Entry, Extraction, Statement

_DATES = (
    Column("date", "text"),
    Column("first day", "first_day", fold=False),
    Column("last day", "last_day", fold=False),
    Column("bound", "bound", fold=False),
    Column("role", "role", fold=False),
    Column("note", "note"),
)
_STATEMENTS = (
    Column("milestone", "milestone"),
    Column("deadline", "deadline"),
    Column("modality", "modality", fold=False),
    Column("said by", "said by"),
    Column("words", "quote"),
)


def plain_entry(path: Path, published: datetime) -> "Entry":
    """A plain text file as an entry: its first line is the title, the rest the body.

    Raises:
        ArchiveError: not readable, or not UTF-8 text.
    """
    from monitor.errors import ArchiveError, Problem
    from monitor.records import Entry

    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ArchiveError(Problem(str(path), "", f"cannot be read: {error.strerror}.")) from error
    except UnicodeDecodeError as error:
        raise ArchiveError(Problem(str(path), "", "is not UTF-8 text.", "Save it as UTF-8.")) from error
    title, _, body = text.strip().partition("\n")
    at = published.replace(tzinfo=UTC)
    return Entry(
        id=path.stem,
        version=1,
        feed="file",
        outlet=path.name,
        origin=path.name,
        lang="und",
        published_at=at,
        seen_at=at,
        title=title.strip(),
        summary="",
        body=body.strip(),
        url=None,
        digest="",
    )


def show_reading(entry: "Entry", read: "Extraction", names: Mapping[str, str]) -> None:
    """Print one entry with its evidence in colour, then what it says."""
    from monitor.cli.coloured import coloured

    say(f"{entry.id}: {cell(entry.outlet)}, {entry.published_at:%Y-%m-%d}")
    out = console()
    out.print(coloured(entry, [s.quote for s in read.statements], dates=[d.quote for d in read.dates]))
    if read.dates:
        print_table(_DATES, [_date(d) for d in read.dates])
    if read.statements:
        print_table(_STATEMENTS, [_statement(s, names) for s in read.statements])
    for count in read.counts:
        most = f" to {count.n_max}" if count.n_max is not None else ""
        say(f"Count: {count.n}{most} {cell(count.who)} {cell(count.place)}: {quoted(count.quote.text)}")
    for site in read.sites:
        say(f"Site: {cell(site.name)}: {quoted(site.quote.text)}")
    if not read.dates and not read.statements:
        say("no dates and no statements")
    say()


def _date(mention: "DateMention") -> dict[str, object]:
    return {
        "text": mention.quote.text,
        "first_day": mention.first_day,
        "last_day": mention.last_day,
        "bound": mention.bound,
        "role": mention.role,
        "note": mention.note,
    }


def _statement(statement: "Statement", names: Mapping[str, str]) -> dict[str, object]:
    from monitor.render import due_words, load_phrases, who_words

    words = load_phrases("en")
    marks = [m for m in ("background", "commentary") if getattr(statement, m)]
    return {
        "milestone": names.get(statement.milestone, statement.milestone),
        "deadline": words.undated[statement.modality]
        if statement.due is None
        else due_words(statement.due, words),
        "modality": ", ".join([statement.modality, *marks]),
        "said by": who_words(statement, words),
        "quote": statement.quote.text,
    }
