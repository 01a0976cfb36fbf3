"""Two dates that one expression joins: "between June and September 2027", "من أيلول 2024 حتى أيلول 2025"."""

from monitor.extract.expression import Expression
from monitor.extract.lexemes import Lexeme

__all__ = ["joined"]

_ENDS = frozenset({"day", "month", "year", "quarter", "half"})


def joined(lexemes: list[Lexeme], found: list[Expression], *, moved: bool) -> list[Expression]:
    """The expressions, those that are the two ends of one range as one.

    ``moved``: the sentence tells of a change, so that "from ... to ..." names an old and a new date.
    """
    result: list[Expression] = []
    for expression in found:
        if result and _range(lexemes, result[-1], expression, moved=moved):
            result[-1] = result[-1]._replace(last=expression.last, to=expression)
        else:
            result.append(expression)
    return result


def _range(lexemes: list[Lexeme], first: Expression, last: Expression, *, moved: bool) -> bool:
    if first.kind not in _ENDS or last.kind != first.kind or first.to or first.day_to:
        return False
    between = lexemes[first.last : last.first]
    if first.kind == "month" and len(between) == 1 and between[0].tag == "-":
        return True  # "May-June 2027"
    if not first.first:
        return False
    before = lexemes[first.first - 1]
    if before.tag != "R":
        return False
    if before.value == "between":
        return not between or (len(between) == 1 and between[0].tag == "w" and len(between[0].value) <= 3)
    until = len(between) == 1 and between[0].tag == "R" and between[0].value == "until"
    return before.value == "from" and until and not moved
