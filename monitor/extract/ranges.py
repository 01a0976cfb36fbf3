"""Two dates that one expression joins: "between June and September 2027", "من أيلول 2024 حتى أيلول 2025"."""

from monitor.extract.expression import Expression
from monitor.extract.lexemes import Lexeme

__all__ = ["joined"]

_ENDS = frozenset({"day", "month", "year", "quarter", "half"})


_NEAR = 3
"""Months that two months named in one breath may lie apart."""


def joined(
    lexemes: list[Lexeme], found: list[Expression], *, moved: bool, ties: frozenset[str]
) -> list[Expression]:
    """The expressions, those that are the two ends of one range as one.

    ``moved``: the sentence tells of a change, so that "from ... to ..." names an old and a new date.
    ``ties``: the language's words for "and" and "or".
    """
    result: list[Expression] = []
    for expression in found:
        if result and _range(lexemes, result[-1], expression, moved=moved, ties=ties):
            result[-1] = result[-1]._replace(last=expression.last, to=expression)
        else:
            result.append(expression)
    return result


def _range(
    lexemes: list[Lexeme], first: Expression, last: Expression, *, moved: bool, ties: frozenset[str]
) -> bool:
    if first.kind not in _ENDS or last.kind != first.kind or first.to or first.day_to:
        return False
    between = lexemes[first.last : last.first]
    if first.kind == "month" and len(between) == 1 and between[0].tag == "-":
        return True  # "May-June 2027"
    if first.kind == "month" and _neighbours(first, last) and _beside(between, ties):
        return True  # "in March or April 2027"
    if not first.first:
        return False
    before = lexemes[first.first - 1]
    if before.tag != "R":
        return False
    if before.value == "between":
        return not between or (len(between) == 1 and between[0].tag == "w" and len(between[0].value) <= 3)
    until = len(between) == 1 and between[0].tag == "R" and between[0].value == "until"
    return before.value == "from" and until and not moved


def _neighbours(first: Expression, last: Expression) -> bool:
    """Whether two months, of which only the second names its year, follow close upon each other."""
    if first.year is not None or first.year_relative or first.relative or first.edge or last.edge:
        return False
    return first.month is not None and last.month is not None and 0 < last.month - first.month <= _NEAR


def _beside(between: list[Lexeme], ties: frozenset[str]) -> bool:
    """Whether nothing but "and" or "or" stands between two dates; in Arabic "and" is part of the second."""
    return not between or (len(between) == 1 and between[0].tag == "w" and between[0].value in ties)
