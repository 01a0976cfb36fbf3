"""Whose word it is, and what it counts for: the user's authorities and sides."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from monitor.lang import PhraseBook
from monitor.ledger.policy import Authority, LedgerPolicy, Side, Standing
from monitor.records import Rank, Stated, Statement
from monitor.text import normalise

BEFORE, AFTER = 6, 5
"""Words of the quote before and after a speaker's name in which the office stands."""


def believed(stated: Iterable[Stated], policy: LedgerPolicy) -> Iterator[Stated]:
    """Rows with the rank that the user's authorities give them; without any, as they are.

    What decides does not depend on the rank, so doing it twice is doing it once.
    """
    for row in stated:
        rule = next((a for a in policy.authority if _fits(a, row)), None)
        yield row if rule is None else _counted(row, rule)


def side_of(statement: Statement, policy: LedgerPolicy) -> str | None:
    """The side that a statement's speaker speaks for; None for unnamed speakers and joint texts."""
    if statement.rank is Rank.JOINT or statement.speaker in ("", Rank.SOURCES.value):
        return None
    if not policy.side:
        return statement.speaker
    name, before, after = _speaker(statement)
    sides = _sides(policy.side)
    for words, nearest in ((name, 0), (before, -1), (after, 0)):
        if hits := sides.find(words).hits[0]:
            return hits[nearest].label
    return None


def _fits(rule: Authority, row: Stated) -> bool:
    if rule.milestones and row.statement.milestone not in rule.milestones:
        return False
    if rule.outlets:
        names = {name.casefold() for name in rule.outlets}
        if row.outlet.casefold() not in names and row.origin.casefold() not in names:
            return False
    return not rule.speakers or _speaks(rule.speakers, row.statement)


def _speaks(speakers: tuple[str, ...], statement: Statement) -> bool:
    if statement.speaker in ("", Rank.SOURCES.value):
        return Rank.SOURCES.value in speakers
    book = _book(speakers)
    return any(book.find(words).hits[0] for words in _speaker(statement))


def _counted(row: Stated, rule: Authority) -> Stated:
    """The user's word on a named speaker also lifts what the text shows as commentary."""
    s = row.statement
    commentary = rule.rank is Standing.COMMENTARY or (s.commentary and not rule.speakers)
    rank = s.rank if rule.rank is Standing.COMMENTARY else Rank(rule.rank.value)
    return replace(row, statement=replace(s, rank=rank, commentary=commentary))


def _speaker(statement: Statement) -> tuple[str, str, str]:
    """Where it shows who a speaker is: the name as given, and the words of the quote before and after it."""
    name = normalise(statement.speaker).text
    quote = normalise(statement.quote.text).text
    at = quote.lower().find(name.lower()) if name else -1
    if at < 0:
        return name, "", ""
    before, after = quote[:at].split()[-BEFORE:], quote[at + len(name) :].split()[:AFTER]
    # A name may be part of a phrase: "spokesman Yahya Rasool".
    return name, " ".join((*before, name)), " ".join((name, *after))


@lru_cache(maxsize=256)
def _book(phrases: tuple[str, ...]) -> PhraseBook:
    return PhraseBook({"": phrases})


@lru_cache(maxsize=16)
def _sides(sides: tuple[Side, ...]) -> PhraseBook:
    return PhraseBook({side.name: side.speakers for side in sides})
