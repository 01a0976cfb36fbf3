"""Lengths of time that count from something other than publication: an event, or another date of the text."""

from bisect import bisect_left
from datetime import date

from monitor.extract import periods
from monitor.extract.anchor import Resolved
from monitor.extract.expression import Expression
from monitor.extract.lexemes import Lexeme
from monitor.extract.periods import PRECISION
from monitor.extract.reading import Reading
from monitor.lang import Hit, Lexicon
from monitor.records import Precision

__all__ = [
    "COUNTED",
    "EVENT",
    "TOPIC",
    "base",
    "close",
    "counted",
    "is_after_event",
    "is_compared",
    "is_explained",
    "is_fresh",
    "is_further",
    "is_granted",
    "is_left",
    "is_of",
    "is_same",
    "is_spoken_of",
    "is_term",
    "is_whence",
]

EVENT = "counted from an event"
"""Note of a length whose event has no date in the text: it has no interval."""

COUNTED = "counted from a date"
"""Note of a length whose beginning the text dates."""
TOPIC = "spoken of"
"""Note of a coming length that is only spoken of."""
_CLOSE = 2
"""Lexemes between a length and the date that it counts from, where the two are one date."""
_NEAR = 8
"""How many lexemes after a length the date of its event may stand.

"a year of the end of its mandate on 31 December"
"""

_APPOSED = 5
"""Lexemes after a further length within which a date says it again."""
_GRANTED = 6
"""Tokens from the words of an ultimatum to the length that it grants."""
_MONTH = 31
"""Days between a date and a length that means it."""
_LEFT = 11
"""Tokens from words for what is left to the length itself: "left until the date agreed: two months"."""
_SEEN = 1
"""Tokens between a coming length and the verb of what comes about in it: "will see"."""
_SOON = 6
"""Tokens from the first word of a length to the event that it counts from."""


def is_granted(cues: dict[str, list[Hit]], at: int) -> bool:
    """Whether an ultimatum grants the bare length at a token, so that it counts from now.

    "They gave the government two weeks", "مهلة أسبوعين".
    """
    return any(hit.first < at <= hit.last + _GRANTED for hit in cues.get("ultimatum", ()))


def is_left(cues: dict[str, list[Hit]], first: int, last: int) -> bool:
    """Whether the bare length, tokens ``first`` to ``last``, is what is left until the end.

    "Only two months remain before", "لم يبق غير شهرين", بقي شهران على.
    """
    hits = cues.get("left-to-run", ())
    return any(hit.first < first < hit.last + _LEFT or last <= hit.first <= last + 1 for hit in hits)


def is_explained(reading: Reading, end: int, token: int) -> bool:
    """Whether a length, from ``token``, only explains the date that ends at offset ``end``.

    "Until September 2026, which means an additional year".
    """
    return "means" in reading.cued(bisect_left(reading.offsets, end), token)


def is_spoken_of(reading: Reading, cues: dict[str, list[Hit]], first: int, last: int) -> bool:
    """Whether a coming length, tokens ``first`` to ``last``, is only spoken of: nothing comes about in it.

    "Treat the next seven months as a test"; not "the next months will see the end", ستشهد الأسابيع المقبلة.
    """
    seen = cues.get("sees", ())
    known = "sees" in reading.lexicon.cues
    return known and not any(hit.last == first or 0 <= hit.first - last <= _SEEN for hit in seen)


def is_same(told: date | None, resolved: Resolved) -> bool:
    """Whether what is left only says again when a date is: "by the end of May, and only a month is left"."""
    period = resolved.period
    return told is not None and period is not None and abs((period[1] - told).days) <= _MONTH


def is_term(cues: dict[str, list[Hit]], at: int, last: date | None, published: date) -> bool:
    """Whether the bare length at a token is a term from a day to come that the text has named.

    "The first phase ends in September, the second lasts a year", "مرحلة ثانية مدتها سنة".
    """
    named = any(hit.last <= at <= hit.last + 1 or hit.first <= at < hit.last for hit in cues.get("term", ()))
    return named and last is not None and last >= published


def is_fresh(cues: dict[str, list[Hit]], at: int) -> bool:
    """Whether the event that the length at a token counts from is of these days.

    "Within sixty days of winning confidence", "90 days from enactment".
    """
    return any(at < hit.first <= at + _SOON for hit in cues.get("fresh", ()))


def is_whence(cues: dict[str, list[Hit]], after: int) -> bool:
    """Whether "from" behind a length names where somebody leaves, no event: "ظرف یک سال از عراق خارج"."""
    return any(after < hit.first <= after + 1 for hit in cues.get("whence", ()))


def base(
    lexemes: list[Lexeme], expressions: list[Expression], number: int, relation: str, lexicon: Lexicon
) -> tuple[bool, int | None]:
    """What a length counts from.

    Whether it is something else than publication, and the number of the expression that dates it. Arabic
    counts from an event "on" it, too: "بعد شهرين على الانسحاب", no "على الأقل".
    """
    found = expressions[number]
    at = found.last
    ahead = at < len(lexemes) and lexemes[at].tag == "R" and lexemes[at].value == "before"
    if found.kind == "duration" and found.word == "now" and ahead:
        return True, None  # "with two months to go before the coalition leaves"
    behind = at < len(lexemes) and lexemes[at].tag == "R" and lexemes[at].value == "after"
    further = found.word == "more" and behind  # "three more years after September"
    if found.kind not in ("duration", "plural") or (found.word and not further):
        return False, None
    while at < len(lexemes) and lexemes[at].value in lexicon.words("to-go"):
        at += 1  # "with two months left before"
    if at >= len(lexemes):
        return False, None
    link = lexemes[at]
    tied = link.value in lexicon.words("counts-from") and relation != ""
    if tied and at + 1 < len(lexemes) and lexemes[at + 1].value not in lexicon.words("at-most"):
        return True, None
    if found.kind == "plural":
        return False, None
    if not (link.tag == "o" or (link.tag == "R" and link.value in ("from", "after", "before"))):
        return False, None
    while at < len(lexemes) and lexemes[at].tag in "oR":
        at += 1
    after = expressions[number + 1] if number + 1 < len(expressions) else None
    if after is not None and after.kind in ("vague", "relative-day") and after.first <= at:
        return False, None
    dated = after is not None and after.kind not in ("vague", "duration", "plural", "weekday")
    if after is not None and dated and after.first <= at:
        return True, number + 1
    if at >= len(lexemes) or lexemes[at].tag not in "wPO":
        return False, None
    if after is not None and dated and after.first - at <= _NEAR:
        between = lexemes[at : after.first]
        if not any(lexeme.tag in ".,(" for lexeme in between):
            return True, number + 1
    return True, None


def close(expressions: list[Expression], number: int) -> bool:
    """Whether a date stands right behind the length before it: "two months before May 2027"."""
    return expressions[number].first - expressions[number - 1].last <= _CLOSE


def is_of(lexemes: list[Lexeme], at: int) -> bool:
    """Whether "of" stands at a place, as after a length that counts from an event."""
    return at < len(lexemes) and (lexemes[at].tag == "o" or "o" in lexemes[at].others)


def counted(found: Expression, link: str, start: tuple[date, date], relation: str) -> Resolved:
    """The days of a length that counts from the period ``start``; ``link`` is the word between them."""
    precision = PRECISION.get(found.unit, Precision.UNKNOWN)
    count = -(found.number or 0) if link == "before" or relation == "before" else found.number or 0
    then = periods.add(start[1] if count > 0 else start[0], count, found.unit)
    if then is None:
        return Resolved(None, precision, note="outside the calendar")
    if found.word == "more" and relation != "after":
        return Resolved((start[1], then), precision, fuzzy=True, note=COUNTED)
    if relation in ("within", "by", "until") and count > 0:
        return Resolved((start[0], then), precision, note=COUNTED, length=True)
    return Resolved((then, then), precision, note=COUNTED)


def is_compared(cues: dict[str, list[Hit]], first: int, last: int) -> bool:
    """Whether a length, tokens ``first`` to ``last``, only says by how much a plan is missed."""
    labels = ("change:later", "change:earlier")
    return any(first < hit.first <= last for label in labels for hit in cues.get(label, ()))


def is_further(lexemes: list[Lexeme], found: list[Expression], number: int, relation: str) -> bool:
    """Whether a further length is a term of its own.

    Not "about another year", not "the extra year", not "another year, until May 2027", which a date says.
    """
    one = found[number]
    definite = one.first > 0 and lexemes[one.first - 1].tag == "o"
    after = found[number + 1] if number + 1 < len(found) else None
    told = after is not None and any(
        lexeme.tag == "R" and lexeme.value == "until" for lexeme in lexemes[one.last : after.first]
    )
    near = after is not None and after.first - one.last <= _APPOSED
    return relation != "around" and not definite and not (told and near)


def is_after_event(reading: Reading, end: int, last: int) -> bool:
    """Whether the "that" which a length ends with belongs to a noun: "two days after that strike"."""
    words, lexicon = reading.tokens, reading.lexicon
    pointed = words[end - 1].low in lexicon.words("that") and end < last and words[end].text.isalpha()
    return pointed and words[end].low not in lexicon.words("date-noun")
