"""The time expressions of a sentence, before it is said which days they are (stages 2 and 3)."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from monitor.extract.expression import Expression
from monitor.extract.grammar import parse
from monitor.extract.lexemes import Lexeme, headed, read
from monitor.extract.partial import partly
from monitor.extract.ranges import joined
from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit

__all__ = ["Line", "Named", "lines"]

_YEAR = re.compile(r"[12]\d{3}")
"""What may be a year: a sentence without one and without a head of an expression has no date."""


class Line(NamedTuple):
    """A sentence with what its words name of time."""

    sentence: Sentence
    cues: dict[str, list[Hit]]
    lexemes: list[Lexeme]
    expressions: list[Expression]
    recap: bool
    """It opens as a recap."""
    moved: bool
    """It tells that a date has moved."""


def lines(reading: Reading) -> Iterator[Line]:
    """The sentences of a reading that name a time, in order."""
    years = [year.start() for year in _YEAR.finditer(reading.normal.text)]
    for sentence in reading.sentences:
        line = _line(reading, sentence, years)
        if line is not None:
            yield line


def _line(reading: Reading, sentence: Sentence, years: list[int]) -> Line | None:
    """The expressions of a sentence, None without any; ``years``: where what may be a year stands."""
    hits = reading.unquoted(reading.timed(sentence.first, sentence.last))
    if not headed(hits) and not _between(years, sentence.start, sentence.end):
        return None
    lexemes = read(reading.tokens, reading.offsets, hits, sentence.first, sentence.last)
    expressions = parse(lexemes, reading.lexicon)
    if reading.lexicon.solar:
        expressions = [_solar(lexemes, one) for one in expressions]
    if not expressions:
        return None
    cues = reading.cued(sentence.first, sentence.last)
    recap = any(hit.first < sentence.first + 2 for hit in cues.get("background-start", ()))
    expressions = partly(lexemes, expressions, reading.lexicon, reading.normal.text)
    moved = any(label.startswith("change:") for label in cues)
    ties = reading.lexicon.words("and", "or")
    return Line(sentence, cues, lexemes, joined(lexemes, expressions, moved=moved, ties=ties), recap, moved)


class Named(NamedTuple):
    """An expression in its line, and the words around it."""

    line: Line
    number: int
    expression: Expression
    relation: str
    at: int
    """Its first lexeme, the relation word included."""
    token: int
    stop: int
    """Its tokens: the first, and the one behind the last."""
    left: bool
    """It is what is left until the end."""

    @property
    def length(self) -> bool:
        """Whether it is a length of time."""
        return self.expression.kind == "duration"

    @property
    def start(self) -> int:
        """Offset of its first word, without the relation."""
        return self.line.lexemes[self.expression.first].start


def _solar(lexemes: list[Lexeme], found: Expression) -> Expression:
    """A year before 1500 as Persian has it: of the Solar Hijri calendar, unless it is marked as lunar."""
    early = found.year is not None and found.year < 1500 and found.kind in ("year", "day", "quarter", "half")
    if not early or any(one.tag == "E" for one in lexemes[found.first : found.last]):
        return found
    return found._replace(hijri=False, solar=True)


def _between(places: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted places lies in a range."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
