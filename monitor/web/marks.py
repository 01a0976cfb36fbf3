"""What was read in an article, as marks in its text: dates, statements, counts and sites, each in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.extract.confidence import LEFT
from monitor.records import (
    Count,
    DateMention,
    DueRange,
    Extraction,
    Field,
    Precision,
    Quote,
    Site,
    Statement,
)
from monitor.render import Phrases, day_words, due_words, stated_words, who_words
from monitor.web.segments import Span
from monitor.web.words import Words

__all__ = ["Kind", "Line", "Mark", "marks", "spans"]


class Kind(StrEnum):
    """What a mark is a reading of."""

    STATEMENT = "statement"
    DATE = "date"
    COUNT = "count"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about a reading."""

    label: str
    """Name of its words in ``[mark]``."""
    words: str
    """Text, or HTML of sentences that hold foreign words."""
    foreign: bool = False
    """Whether the words are not in the reader's language: taken from the text, or names of the rules."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading, and the words that it was read from."""

    name: str
    """Unique on the page: the first letter of its kind and a number."""
    kind: Kind
    tone: str
    """How it is shown: of a date its role."""
    quote: Quote
    title: str
    foreign: bool
    """Whether the title is taken from the text."""
    lines: tuple[Line, ...]
    at: int | None = None
    """Of a statement, which of those given."""


def marks(
    read: Extraction, reasons: Sequence[str], names: Mapping[str, str], phrases: Phrases, t: Words
) -> tuple[Mark, ...]:
    """The marks of everything read, statements first.

    Args:
        read: statements as recorded, or as read; everything else as read.
        reasons: for each date why no statement is dated by it, empty where one is.
        names: milestone id -> name.
        phrases: of the reader's language.
        t: words of the interface.
    """
    statements = [_statement(n, s, names, phrases, t) for n, s in enumerate(read.statements)]
    dates = [
        _date(n, d, _owners(d, read.statements), reason, phrases, t)
        for n, (d, reason) in enumerate(zip(read.dates, reasons, strict=True))
    ]
    counts = [_count(n, c, phrases) for n, c in enumerate(read.counts)]
    sites = [_site(n, s) for n, s in enumerate(read.sites)]
    return (*statements, *dates, *counts, *sites)


def spans(of: Sequence[Mark], field: Field) -> tuple[Span, ...]:
    """Where the marks stand in one field; of two as long, the date above the statement it dates."""
    return tuple(Span(m.quote.start, m.quote.end, m.name) for m in of if m.quote.field is field)


def _statement(n: int, said: Statement, names: Mapping[str, str], phrases: Phrases, t: Words) -> Mark:
    title = names.get(said.milestone, said.milestone)
    return Mark(
        f"s{n + 1}",
        Kind.STATEMENT,
        "statement",
        said.quote,
        title,
        False,
        tuple(_statement_lines(said, phrases, t)),
        n,
    )


def _statement_lines(said: Statement, phrases: Phrases, t: Words) -> Iterator[Line]:
    due = said.due
    yield Line("says", stated_words(said, phrases))
    if due is not None:
        yield Line("days", _days(due.first_day, due.last_day, phrases))
        yield Line("bound", t(f"bound.{due.bound}"))
    yield Line("modality", t(f"modality.{said.modality}"))
    if said.change is not None:
        yield Line("change", t(f"change.{said.change}"))
    yield Line("who", who_words(said, phrases))
    kept = [name for name in ("background", "commentary") if getattr(said, name)]
    if kept:
        yield Line("kept", phrases.comma.join(t(f"mark.{name}") for name in kept))
    if said.confidence is not None:
        yield Line("confidence", phrases.share(said.confidence))
    for doubt in said.doubts:
        left = f" (×\u00a0{LEFT[doubt]:g})" if doubt in LEFT else ""
        yield Line("doubt", f"{phrases.doubt.get(doubt, doubt)}{left}", doubt not in phrases.doubt)
    about = [x for x in (said.action, said.actor, said.scope, said.place) if x]
    if about:
        yield Line("about", phrases.comma.join(about), True)
    yield Line("rule", said.rule, True)


def _date(
    n: int, mention: DateMention, owners: Sequence[str], reason: str, phrases: Phrases, t: Words
) -> Mark:
    first, last = mention.first_day, mention.last_day
    lines = []
    if first is not None and last is not None:
        due = DueRange(first, last, mention.precision, mention.bound, mention.edge, mention.fuzzy)
        title = due_words(due, phrases)
        lines.append(Line("days", _days(first, last, phrases)))
    else:
        title = t("mark.vague")
    lines += [Line("bound", t(f"bound.{mention.bound}")), Line("role", t(f"role.{mention.role}"))]
    if mention.precision is not Precision.UNKNOWN:
        lines.append(Line("precision", t(f"precision.{mention.precision}")))
    if owners:
        lines.append(Line("dates", phrases.comma.join(owners)))
    elif reason:
        lines.append(Line("unbound", t.ours(reason)))
    if mention.note and mention.note != reason:
        lines.append(Line("note", t.ours(mention.note)))
    return Mark(f"d{n + 1}", Kind.DATE, mention.role.value, mention.quote, title, False, tuple(lines))


def _owners(mention: DateMention, statements: Sequence[Statement]) -> list[str]:
    """The marks of the statements that a date dates: their date words may begin with its preposition."""
    quote = mention.quote
    return [
        f"s{n}"
        for n, said in enumerate(statements, 1)
        if said.date is not None
        and said.date.field is quote.field
        and said.date.start <= quote.start
        and said.date.end == quote.end
    ]


def _count(n: int, count: Count, phrases: Phrases) -> Mark:
    most = f"–{phrases.number(count.n_max)}" if count.n_max is not None else ""
    told = (("whom", count.who), ("where", count.place))
    lines = tuple(Line(label, words, True) for label, words in told if words)
    return Mark(
        f"c{n + 1}", Kind.COUNT, "count", count.quote, f"{phrases.number(count.n)}{most}", False, lines
    )


def _site(n: int, site: Site) -> Mark:
    return Mark(f"p{n + 1}", Kind.SITE, "site", site.quote, site.name, True, ())


def _days(first: date, last: date, phrases: Phrases) -> str:
    """First and last day; the only one where they are the same."""
    if first == last:
        return day_words(first, phrases)
    return phrases.date["span"].format(first=day_words(first, phrases), last=day_words(last, phrases))
