"""The relation word of a time expression ("by", "until", حتى), and the bound that it gives (stage 4)."""

from monitor.extract.expression import Expression
from monitor.extract.lexemes import Lexeme
from monitor.extract.reading import Reading
from monitor.extract.resolve import Resolved
from monitor.records import Bound, Edge

__all__ = ["bound_of", "relation_of"]


def relation_of(lexemes: list[Lexeme], found: Expression, floor: int, reading: Reading) -> tuple[str, int]:
    """The relation word right before an expression, and the lexeme it begins at."""
    after = found.last
    if after + 2 < len(lexemes) and lexemes[after].value == "'" and lexemes[after + 1].tag == "w":
        after += 2  # Turkish: "2026'ya kadar"
    if after < len(lexemes) and lexemes[after].tag == "A":
        return lexemes[after].value.partition(":")[0], found.first
    at = found.first - 1
    skipped = 0
    while at >= floor and skipped < 3:
        tag = lexemes[at].tag
        if tag == "R":
            value = lexemes[at].value
            if value in ("around", "on") and at - 1 >= floor and lexemes[at - 1].tag == "R":
                value, at = lexemes[at - 1].value, at - 1
            return value, at
        if tag not in "oj,(T!e" and lexemes[at].value not in ("half", "all"):
            break
        at, skipped = at - 1, skipped + 1
    head = lexemes[found.first]
    if (
        (found.edge == "end" or found.kind == "close")
        and head.start
        and reading.text(head.start - 1, head.start) == "ب"
    ):
        return "by", found.first
    return "", found.first


def bound_of(relation: str, resolved: Resolved) -> Bound:
    """What a relation word makes of a date; without one, what its edge does."""
    if relation == "within" and not resolved.length and resolved.note != "judged":
        return Bound.WITHIN
    if relation in ("after", "beyond", "instead"):
        return Bound.FROM
    if relation:
        return Bound(relation)
    if resolved.edge is Edge.END:
        return Bound.BY
    return Bound.AROUND if resolved.edge is Edge.EARLY else Bound.ON
